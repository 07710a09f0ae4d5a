//! Keys, notes and checkpoints: against `signed_note`, another implementation, both ways; what must
//! be refused; changed bytes.

use luytre_ledger::checkpoint::{self, Checkpoint, CheckpointError};
use luytre_ledger::hash::Hash;
use luytre_ledger::key::{KeyError, KeyName, KeyUse, VerifierKey, read_list};
use luytre_ledger::note::{LARGEST_NOTE, MOST_SIGNATURES, Note, NoteError};
use luytre_ledger::secret::{LedgerKey, WitnessKey};
use luytre_ledger::verify::Head;
use luytre_ledger::witness;
use signed_note::{StandardSigner, StandardVerifier, VerifierList};

use crate::sample::{Ledger, changed_texts, ledger_key, witness_key};

const HEAD: Head = Head {
    size: 20,
    root: Hash([9; 32]),
};

/// The example of the note package of Go, which `signed_note` was ported from.
const GO_KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const GO_NOTE: &str = "If you think cryptography is the answer to your problem,\n\
    then you don't know what your problem is.\n\n\
    — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

fn key(text: &str) -> VerifierKey {
    text.parse().expect("a key")
}

#[test]
fn opens_the_example_of_the_go_package() {
    let note = Note::parse(GO_NOTE).expect("a note");
    assert_eq!(
        note.verify(&[key(GO_KEY)]).map(|signed| signed.len()),
        Ok(1)
    );
    assert_eq!(key(GO_KEY).to_string(), GO_KEY);
}

#[test]
fn signed_note_opens_what_is_signed_here() {
    let text = checkpoint::sign(&HEAD, &ledger_key());
    let verifier = StandardVerifier::new(&ledger_key().verifier().to_string()).expect("a key");
    let note = signed_note::Note::from_bytes(text.as_bytes()).expect("a note");
    let (verified, others) = note
        .verify(&VerifierList::new(vec![Box::new(verifier)]))
        .expect("it");
    assert_eq!((verified.len(), others.len()), (1, 0));
}

#[test]
fn what_signed_note_signs_is_opened_here() {
    let signer = StandardSigner::new(&ledger_key().secret_text()).expect("a secret key");
    let checkpoint = Checkpoint {
        origin: ledger_key().name().clone(),
        size: 20,
        root: HEAD.root,
    };
    let mut note = signed_note::Note::new(checkpoint.text().as_bytes(), &[]).expect("a text");
    note.add_sigs(&[&signer]).expect("signing");
    let text = String::from_utf8(note.to_bytes()).expect("UTF-8");
    assert_eq!(
        text,
        checkpoint::sign(&HEAD, &ledger_key()),
        "Ed25519 has one signature a text"
    );
    let opened = checkpoint::open(&text, &[ledger_key().verifier()]).expect("genuine");
    assert_eq!(opened.checkpoint, checkpoint);
}

#[test]
fn a_key_is_read_back_and_shows_no_secret() {
    let secret = ledger_key();
    let again = LedgerKey::parse(&secret.secret_text()).expect("just written");
    assert_eq!(again.verifier(), secret.verifier());
    assert_eq!(key(&secret.verifier().to_string()), secret.verifier());
    let debug = format!("{secret:?}");
    assert!(debug.contains("so-chung-cu") && debug.len() < 80, "{debug}");
    let witness = witness_key().secret_text();
    assert!(matches!(
        LedgerKey::parse(&witness),
        Err(KeyError::Use { kind: 4, .. })
    ));
    assert!(WitnessKey::parse(&witness).is_ok());
}

#[test]
fn a_key_with_one_changed_byte_is_refused() {
    let public = ledger_key().verifier().to_string();
    for (at, text) in changed_texts(&public) {
        assert!(text.parse::<VerifierKey>().is_err(), "byte {at}: {text}");
    }
    for (at, text) in changed_texts(&ledger_key().secret_text()) {
        assert!(LedgerKey::parse(&text).is_err(), "byte {at}");
    }
}

#[test]
fn a_list_of_keys_names_its_first_wrong_line() {
    let (ledger, witness) = (ledger_key().verifier(), witness_key().verifier());
    let list = format!("# trusted keys\r\n\r\n{ledger}\r\n  {witness}\n");
    assert_eq!(read_list(&list), Ok(vec![ledger, witness]));
    let wrong = read_list(&format!("{list}PRIVATE\n")).expect_err("no key");
    assert_eq!((wrong.line, wrong.source), (5, KeyError::Form));
}

#[test]
fn weak_and_unknown_keys_are_refused() {
    // The neutral point: under it, any signature of a certain form verifies for any text.
    let weak = "weak+db7a4d4c+AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    assert!(matches!(
        weak.parse::<VerifierKey>(),
        Err(KeyError::Weak(_))
    ));
    let other = "other+00000000+BgEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    assert!(matches!(
        other.parse::<VerifierKey>(),
        Err(KeyError::Use { kind: 6, .. })
    ));
}

#[test]
fn names_have_no_spaces_pluses_or_controls() {
    for good in [
        "a",
        "H16.12.03/so-chung-cu",
        "phường-An-Hải",
        &"x".repeat(255),
    ] {
        assert!(good.parse::<KeyName>().is_ok(), "{good}");
    }
    for bad in [
        "",
        "a b",
        "a+b",
        "a\nb",
        "a\u{a0}b",
        "a\u{7f}",
        &"x".repeat(256),
    ] {
        assert!(bad.parse::<KeyName>().is_err(), "{bad:?}");
    }
}

#[test]
fn any_changed_byte_of_a_checkpoint_is_seen() {
    let text = Ledger::of(20).checkpoint(20);
    let keys = [ledger_key().verifier()];
    assert!(checkpoint::open(&text, &keys).is_ok());
    for (at, text) in changed_texts(&text) {
        assert!(checkpoint::open(&text, &keys).is_err(), "byte {at}: {text}");
    }
    for length in 0..text.len() {
        let cut = text.get(..length);
        assert!(
            cut.is_none_or(|text| checkpoint::open(text, &keys).is_err()),
            "cut at {length}"
        );
    }
}

#[test]
fn signatures_of_unknown_keys_are_passed_over() {
    let text = checkpoint::sign(&HEAD, &ledger_key());
    let stranger = LedgerKey::new(ledger_key().name().clone(), &[99; 32]);
    let other = checkpoint::sign(&HEAD, &stranger);
    let line = other.lines().last().expect("a signature");
    let (body, signatures) = text.rsplit_once("\n\n").expect("a note");
    for both in [
        format!("{text}{line}\n"),
        format!("{body}\n\n{line}\n{signatures}"),
    ] {
        assert!(
            checkpoint::open(&both, &[ledger_key().verifier()]).is_ok(),
            "{both}"
        );
    }
    let unknown = checkpoint::open(&other, &[ledger_key().verifier()]);
    assert_eq!(unknown, Err(CheckpointError::Note(NoteError::NobodyKnown)));
}

#[test]
fn one_wrong_signature_of_a_known_key_refuses_the_note() {
    let good = checkpoint::sign(&HEAD, &ledger_key());
    let other = checkpoint::sign(&Head { size: 21, ..HEAD }, &ledger_key());
    let text = format!("{good}{}\n", other.lines().last().expect("a signature"));
    let opened = checkpoint::open(&text, &[ledger_key().verifier()]);
    let expected = NoteError::WrongSignature(ledger_key().name().clone());
    assert_eq!(opened, Err(CheckpointError::Note(expected)));
}

#[test]
fn another_ledgers_trusted_key_says_nothing_about_this_one() {
    let other = LedgerKey::new("H16.12.04/so-chung-cu".parse().expect("a name"), &[4; 32]);
    let forged = checkpoint::sign(&HEAD, &other).replacen("H16.12.04", "H16.12.03", 1);
    let keys = [ledger_key().verifier(), other.verifier()];
    assert!(checkpoint::open(&forged, &keys).is_err());
    // The same with a genuine signature of that text: the other ward's key signs under its own name.
    let text = checkpoint::sign(&HEAD, &ledger_key());
    let (body, _) = text.split_once("\n\n").expect("a note");
    let mut note = signed_note::Note::new(format!("{body}\n").as_bytes(), &[]).expect("a text");
    let signer = StandardSigner::new(&other.secret_text()).expect("a secret key");
    note.add_sigs(&[&signer]).expect("signing");
    let forged = String::from_utf8(note.to_bytes()).expect("UTF-8");
    let expected = CheckpointError::NotByLedger(ledger_key().name().clone());
    assert_eq!(checkpoint::open(&forged, &keys), Err(expected));
}

#[test]
fn a_witness_alone_does_not_make_a_checkpoint() {
    let text = checkpoint::sign(&HEAD, &ledger_key());
    let request = witness::Request {
        old: 0,
        proof: Vec::new(),
        checkpoint: text.clone(),
    };
    let keys = [ledger_key().verifier()];
    let accepted = witness::judge(&request, None, &keys, &witness_key(), 1_790_000_000);
    let both = witness::with_signature(&text, &accepted.expect("the first").signature);
    let witness = witness_key().verifier();
    assert_eq!(witness.used_for(), KeyUse::Witness);
    let only_witness = checkpoint::open(&both, std::slice::from_ref(&witness));
    let expected = CheckpointError::NotByLedger(ledger_key().name().clone());
    assert_eq!(only_witness, Err(expected));
    let opened = checkpoint::open(&both, &[ledger_key().verifier(), witness]).expect("genuine");
    assert_eq!(
        opened.witnesses.first().map(|by| by.at),
        Some(1_790_000_000)
    );
}

#[test]
fn a_note_with_control_characters_is_refused() {
    for control in ['\0', '\t', '\r', '\u{1b}', '\u{1f}'] {
        let text = GO_NOTE.replacen("cryptography", &format!("crypto{control}graphy"), 1);
        assert_eq!(Note::parse(&text), Err(NoteError::Form), "{control:?}");
    }
}

#[test]
fn notes_have_limits() {
    let text = checkpoint::sign(&HEAD, &ledger_key());
    let keys = [ledger_key().verifier()];
    let line = text.lines().last().expect("a signature");
    let more = |count: usize| format!("{text}{}", format!("{line}\n").repeat(count));
    assert!(checkpoint::open(&more(MOST_SIGNATURES - 1), &keys).is_ok());
    assert_eq!(
        Note::parse(&more(MOST_SIGNATURES)),
        Err(NoteError::TooLarge)
    );
    let note = |length: usize| format!("{}\n{}", "x".repeat(length), GO_NOTE);
    assert!(Note::parse(&note(LARGEST_NOTE - GO_NOTE.len() - 1)).is_ok());
    assert_eq!(
        Note::parse(&note(LARGEST_NOTE - GO_NOTE.len())),
        Err(NoteError::TooLarge)
    );
}

#[test]
fn texts_that_are_no_checkpoints_are_refused() {
    let root = "CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk=";
    let good = format!("a\n20\n{root}\n");
    assert_eq!(
        Checkpoint::parse(&good).map(|read| read.text()),
        Ok(good.clone())
    );
    assert!(Checkpoint::parse(&format!("{good}an extension\n")).is_ok());
    for bad in [
        String::new(),
        "a\n20\n".to_owned(),
        good.trim_end().to_owned(),
        format!("{good}\n"),
        format!("\n20\n{root}\n"),
        format!("a b\n20\n{root}\n"),
        format!("a\n020\n{root}\n"),
        format!("a\n+20\n{root}\n"),
        format!("a\n-1\n{root}\n"),
        format!("a\n18446744073709551616\n{root}\n"),
        good.replace("CQk=", "CQl="),
        good.replace("CQk=", "CQk"),
        good.replace("CQkJCQkJ", "CQkJ"),
    ] {
        assert!(Checkpoint::parse(&bad).is_err(), "{bad:?}");
    }
}
