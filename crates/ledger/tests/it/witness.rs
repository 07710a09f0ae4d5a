//! A superior office vouches for what only grew, and for nothing else.

use luytre_ledger::checkpoint::{self, Checkpoint};
use luytre_ledger::hash::Hash;
use luytre_ledger::key::VerifierKey;
use luytre_ledger::prove::consistency_proof;
use luytre_ledger::secret::LedgerKey;
use luytre_ledger::verify::{Head, Unproven};
use luytre_ledger::witness::{Accepted, Request, WitnessError, judge, with_signature};
use signed_note::StandardSigner;

use crate::sample::{Ledger, changed_texts, leaf, ledger_key, witness_key};

const AT: u64 = 1_790_000_000;

fn held(ledger: &Ledger, size: u64) -> Checkpoint {
    let opened = checkpoint::open(&ledger.checkpoint(size), &[ledger_key().verifier()]);
    opened.expect("genuine").checkpoint
}

fn request(ledger: &Ledger, old: u64, new: u64) -> Request {
    let proof = consistency_proof(old, new, &ledger.nodes).expect("all nodes");
    Request {
        old,
        proof,
        checkpoint: ledger.checkpoint(new),
    }
}

fn ask(request: &Request, held: Option<&Checkpoint>) -> Result<Accepted, WitnessError> {
    judge(
        request,
        held,
        &[ledger_key().verifier()],
        &witness_key(),
        AT,
    )
}

#[test]
fn a_ledger_that_grew_is_vouched_for() {
    let ledger = Ledger::of(40);
    let keys: [VerifierKey; 2] = [ledger_key().verifier(), witness_key().verifier()];
    let mut stored = None;
    for (old, new) in [(0, 0), (0, 8), (8, 8), (8, 13), (13, 40)] {
        let text = request(&ledger, old, new).to_text();
        let read = Request::parse(&text).expect("just written");
        assert_eq!(read.to_text(), text);
        let accepted = ask(&read, stored.as_ref()).expect("it grew");
        let signed = with_signature(&read.checkpoint, &accepted.signature);
        let opened = checkpoint::open(&signed, &keys).expect("genuine");
        assert_eq!(opened.witnesses.len(), 1, "from {old} to {new}");
        assert_eq!(opened.witnesses[0].at, AT);
        stored = Some(accepted.checkpoint);
    }
}

#[test]
fn extension_lines_are_signed_as_the_standard_says() {
    let ledger = Ledger::of(3);
    let text = format!("{}an extension\n", held(&ledger, 3).text());
    let signer = StandardSigner::new(&ledger_key().secret_text()).expect("a secret key");
    let mut note = signed_note::Note::new(text.as_bytes(), &[]).expect("a text");
    note.add_sigs(&[&signer]).expect("signing");
    let checkpoint = String::from_utf8(note.to_bytes()).expect("UTF-8");
    let request = Request {
        old: 0,
        proof: Vec::new(),
        checkpoint,
    };
    let accepted = ask(&request, None).expect("the first");
    let signed = with_signature(&request.checkpoint, &accepted.signature);
    let keys = [ledger_key().verifier(), witness_key().verifier()];
    assert_eq!(
        checkpoint::open(&signed, &keys).map(|opened| opened.witnesses.len()),
        Ok(1)
    );
}

#[test]
fn a_restored_backup_is_seen() {
    let ledger = Ledger::of(40);
    let held = held(&ledger, 40);
    let back = Request {
        old: 40,
        proof: Vec::new(),
        checkpoint: ledger.checkpoint(39),
    };
    let expected = WitnessError::Unproven(Unproven::Shrunk { old: 40, new: 39 });
    assert_eq!(ask(&back, Some(&held)), Err(expected));
}

#[test]
fn a_rewritten_past_is_not_vouched_for() {
    let mut other = Ledger::of(10);
    other.push(leaf(99).to_bytes().expect("small"));
    (11..40).for_each(|number| other.push(leaf(number).to_bytes().expect("small")));
    let held = held(&Ledger::of(20), 20);
    let expected = Err(WitnessError::Unproven(Unproven::OtherPast));
    assert_eq!(ask(&request(&other, 20, 40), Some(&held)), expected);
    assert_eq!(ask(&request(&other, 20, 20), Some(&held)), expected);
}

#[test]
fn the_proof_must_start_where_the_witness_stands() {
    let ledger = Ledger::of(40);
    let held = held(&ledger, 20);
    let expected = Err(WitnessError::OtherStart { held: 20 });
    assert_eq!(ask(&request(&ledger, 10, 40), Some(&held)), expected);
    assert_eq!(ask(&request(&ledger, 0, 40), Some(&held)), expected);
    let expected = Err(WitnessError::OtherStart { held: 0 });
    assert_eq!(ask(&request(&ledger, 20, 40), None), expected);
}

#[test]
fn another_ledger_is_not_compared() {
    let ledger = Ledger::of(4);
    let other = LedgerKey::new("H16.12.04/so-chung-cu".parse().expect("a name"), &[4; 32]);
    let head = Head {
        size: 4,
        root: Hash([0; 32]),
    };
    let request = Request {
        old: 4,
        proof: Vec::new(),
        checkpoint: checkpoint::sign(&head, &other),
    };
    let judged = judge(
        &request,
        Some(&held(&ledger, 4)),
        &[other.verifier()],
        &witness_key(),
        AT,
    );
    assert_eq!(judged, Err(WitnessError::OtherLedger));
}

#[test]
fn any_changed_byte_of_a_request_is_refused() {
    let ledger = Ledger::of(40);
    let held = held(&ledger, 20);
    let text = request(&ledger, 20, 40).to_text();
    assert!(ask(&Request::parse(&text).expect("genuine"), Some(&held)).is_ok());
    for (at, changed) in changed_texts(&text) {
        let judged = Request::parse(&changed).and_then(|request| ask(&request, Some(&held)));
        assert!(judged.is_err(), "byte {at}: {changed}");
    }
}

#[test]
fn a_changed_cosignature_is_refused_or_unknown() {
    let ledger = Ledger::of(8);
    let keys = [ledger_key().verifier(), witness_key().verifier()];
    let accepted = ask(&request(&ledger, 0, 8), None).expect("the first");
    for (at, changed) in changed_texts(&accepted.signature) {
        let opened = checkpoint::open(&with_signature(&ledger.checkpoint(8), &changed), &keys);
        assert!(
            opened.map_or(true, |opened| opened.witnesses.is_empty()),
            "byte {at}"
        );
    }
}

#[test]
fn a_proof_has_at_most_63_hashes() {
    let text = |hashes: usize| {
        let proof = vec![Hash([0; 32]); hashes];
        Request {
            old: 1,
            proof,
            checkpoint: Ledger::of(2).checkpoint(2),
        }
        .to_text()
    };
    assert!(Request::parse(&text(63)).is_ok());
    assert_eq!(Request::parse(&text(64)), Err(WitnessError::Form));
    for other in [
        "",
        "\n\n",
        "old\n\n",
        "old 01\n\n",
        "new 1\n\n",
        "old 1\n?\n\n",
    ] {
        assert_eq!(Request::parse(other), Err(WitnessError::Form), "{other:?}");
    }
}
