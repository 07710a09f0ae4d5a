//! Proof files.

use luytre_ledger::checkpoint::{self, CheckpointError};
use luytre_ledger::note::NoteError;
use luytre_ledger::pack;
use luytre_ledger::proof::{Proof, ProofError, verify, verify_leaf};
use luytre_ledger::prove::inclusion_proof;
use luytre_ledger::secret::LedgerKey;
use luytre_ledger::verify::Unproven;
use luytre_ledger::witness::Request;
use proptest::prelude::*;

use crate::sample::{Ledger, changed_bytes, changed_texts, ledger_key};

fn whole(ledger: &Ledger, index: u64) -> Proof {
    let size = ledger.bodies.len() as u64;
    let hashes = inclusion_proof(index, size, &ledger.nodes).expect("all nodes");
    let leaf = ledger.bodies[usize::try_from(index).expect("small")].clone();
    Proof {
        index,
        leaf: Some(leaf),
        hashes,
        checkpoint: ledger.checkpoint(size),
    }
}

/// Without the entry.
fn proof(ledger: &Ledger, index: u64) -> String {
    Proof {
        leaf: None,
        ..whole(ledger, index)
    }
    .to_text()
}

#[test]
fn each_entry_is_proved_and_no_other() {
    let ledger = Ledger::of(45);
    let keys = [ledger_key().verifier()];
    for (index, body) in (0..).zip(&ledger.bodies) {
        let text = proof(&ledger, index);
        assert_eq!(
            Proof::parse(&text).map(|proof| proof.to_text()),
            Ok(text.clone())
        );
        let verified = verify_leaf(&text, body, &keys).expect("genuine");
        assert_eq!(
            (verified.index, verified.opened.checkpoint.size),
            (index, 45)
        );
        let other = &ledger.bodies[(usize::try_from(index).expect("small") + 1) % 45];
        let expected = Err(ProofError::Unproven(Unproven::OtherRoot));
        assert_eq!(verify_leaf(&text, other, &keys), expected, "entry {index}");
    }
}

#[test]
fn any_changed_byte_of_proof_or_entry_is_seen() {
    let ledger = Ledger::of(21);
    let keys = [ledger_key().verifier()];
    for index in [0, 13, 20] {
        let text = proof(&ledger, index);
        let body = &ledger.bodies[usize::try_from(index).expect("small")];
        assert!(verify_leaf(&text, body, &keys).is_ok());
        for (at, changed) in changed_texts(&text) {
            assert!(
                verify_leaf(&changed, body, &keys).is_err(),
                "entry {index}, byte {at}: {changed}"
            );
        }
        for (at, changed) in changed_bytes(body) {
            assert!(
                verify_leaf(&text, &changed, &keys).is_err(),
                "entry {index}, byte {at}"
            );
        }
    }
}

#[test]
fn a_proof_is_believed_only_with_the_right_key() {
    let ledger = Ledger::of(3);
    let stranger = LedgerKey::new(ledger_key().name().clone(), &[99; 32]);
    let expected = ProofError::Checkpoint(CheckpointError::Note(NoteError::NobodyKnown));
    for keys in [vec![], vec![stranger.verifier()]] {
        assert_eq!(
            verify_leaf(&proof(&ledger, 1), &ledger.bodies[1], &keys),
            Err(expected.clone())
        );
    }
}

#[test]
fn a_proof_file_with_its_entry_is_enough() {
    let ledger = Ledger::of(21);
    let keys = [ledger_key().verifier()];
    let text = whole(&ledger, 13).to_text();
    assert_eq!(
        Proof::parse(&text).map(|proof| proof.to_text()),
        Ok(text.clone())
    );
    assert_eq!(
        verify(&text, &keys).map(|verified| verified.leaf),
        Ok(ledger.bodies[13].clone())
    );
    assert_eq!(verify(&proof(&ledger, 13), &keys), Err(ProofError::NoLeaf));
    let other = verify_leaf(&text, &ledger.bodies[12], &keys);
    assert_eq!(other, Err(ProofError::OtherLeaf));
    for (at, changed) in changed_texts(&text) {
        assert!(verify(&changed, &keys).is_err(), "byte {at}: {changed}");
    }
}

#[test]
fn the_entry_stands_once_and_in_base64() {
    let ledger = Ledger::of(3);
    let keys = [ledger_key().verifier()];
    let text = proof(&ledger, 1);
    let with = |extra: &str| text.replacen("index", &format!("{extra}\nindex"), 1);
    assert_eq!(verify(&with("extra ???"), &keys), Err(ProofError::Line(2)));
    assert_eq!(
        verify(&with("extra YWJj\nextra YWJj"), &keys),
        Err(ProofError::Line(3))
    );
}

#[test]
fn too_many_hashes_and_other_files_are_refused() {
    let text = proof(&Ledger::of(2), 0);
    let (head, checkpoint) = text.split_once("\n\n").expect("a checkpoint");
    let hash = head.lines().last().expect("a hash");
    let with = |count: usize| {
        let hashes = format!("{hash}\n").repeat(count);
        format!("c2sp.org/tlog-proof@v1\nindex 0\n{hashes}\n{checkpoint}")
    };
    assert!(Proof::parse(&with(64)).is_ok());
    assert_eq!(Proof::parse(&with(65)), Err(ProofError::TooLarge));
    for other in [
        "",
        "\n\n",
        "c2sp.org/tlog-proof@v1\n\n",
        "c2sp.org/tlog-proof@v2\nindex 0\n\n",
    ] {
        assert_eq!(Proof::parse(other), Err(ProofError::NotAProof), "{other:?}");
    }
    assert_eq!(
        Proof::parse("c2sp.org/tlog-proof@v1\nindex 00\n\n"),
        Err(ProofError::Line(2))
    );
}

#[test]
fn a_proof_at_twenty_thousand_entries_fits_one_qr_code() {
    let text = whole(&Ledger::of(20_000), 12_345).to_text();
    assert!(text.len() < 2_953, "{} bytes", text.len());
}

proptest! {
    #[test]
    fn no_text_makes_a_reader_fail_badly(words in proptest::collection::vec(word(), 0..20)) {
        let text = words.concat();
        let keys = [ledger_key().verifier()];
        prop_assert!(verify(&text, &keys).is_err());
        prop_assert!(checkpoint::open(&text, &keys).is_err());
        prop_assert!(pack::verify(text.as_bytes(), &keys).is_err());
        let request = Request::parse(&text);
        prop_assert!(request.is_err() || request.is_ok_and(|request| request.to_text() == text));
    }
}

/// What the formats are made of, and anything else.
fn word() -> impl Strategy<Value = String> {
    let known = [
        "c2sp.org/tlog-proof@v1\n",
        "index 0\n",
        "extra YWJj\n",
        "old 1\n",
        "\n",
        "— ",
        "0",
    ];
    let pack = [
        "luytre-ledger-pack@v1\n",
        "leaf e30=\n",
        "checkpoint 3\n",
        "checkpoint 0\n",
    ];
    let known = [known.as_slice(), &pack].concat();
    prop_oneof![
        proptest::sample::select(known).prop_map(str::to_owned),
        any::<String>()
    ]
}
