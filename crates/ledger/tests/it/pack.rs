//! Packs: what is genuine passes in one go, the first wrong thing is named with its line.

use std::io::{self, BufReader, Read};

use luytre_ledger::checkpoint;
use luytre_ledger::hash::Hash;
use luytre_ledger::key::VerifierKey;
use luytre_ledger::leaf::LARGEST_LEAF;
use luytre_ledger::pack::{PackError, Writer, verify};
use luytre_ledger::secret::LedgerKey;

use crate::sample::{Ledger, changed_texts, leaf, ledger_key};

fn pack(ledger: &Ledger, checkpoints: &[u64]) -> String {
    let mut writer = Writer::new(Vec::new()).expect("memory");
    for (size, body) in (0..).zip(&ledger.bodies) {
        if checkpoints.contains(&size) {
            writer.checkpoint(&ledger.checkpoint(size)).expect("memory");
        }
        writer.leaf(body).expect("memory");
    }
    let size = ledger.bodies.len() as u64;
    if checkpoints.contains(&size) {
        writer.checkpoint(&ledger.checkpoint(size)).expect("memory");
    }
    String::from_utf8(writer.finish().expect("memory")).expect("UTF-8")
}

fn keys() -> [VerifierKey; 1] {
    [ledger_key().verifier()]
}

#[test]
fn a_genuine_pack_is_reported_in_full() {
    let ledger = Ledger::of(30);
    let verified = verify(pack(&ledger, &[0, 7, 16, 30]).as_bytes(), &keys()).expect("genuine");
    assert_eq!(verified.origin, *ledger_key().name());
    assert_eq!((verified.leaves, verified.checkpoints), (30, 4));
    assert_eq!(verified.root, ledger.head(30).root);
    assert_eq!(
        (verified.from, verified.to),
        (Some(leaf(0).at), Some(leaf(29).at))
    );
}

#[test]
fn a_pack_of_an_empty_ledger_has_a_checkpoint_and_no_times() {
    let verified = verify(pack(&Ledger::of(0), &[0]).as_bytes(), &keys()).expect("genuine");
    assert_eq!(
        (verified.leaves, verified.from, verified.to),
        (0, None, None)
    );
    assert_eq!(verified.root, Hash::of_empty_tree());
}

#[test]
fn any_changed_byte_is_seen() {
    let text = pack(&Ledger::of(5), &[2, 5]);
    for (at, changed) in changed_texts(&text) {
        assert!(
            verify(changed.as_bytes(), &keys()).is_err(),
            "byte {at}: {changed}"
        );
    }
}

#[test]
fn a_changed_entry_is_named_by_the_first_checkpoint_over_it() {
    let mut ledger = Ledger::of(10);
    let genuine = Ledger::of(10);
    ledger.bodies[3] = leaf(99).to_bytes().expect("small");
    let text = pack(&ledger, &[2, 6, 10]);
    assert!(matches!(
        verify(text.as_bytes(), &keys()),
        Err(PackError::OtherRoot { line: 14, size: 6 })
    ));
    assert!(verify(pack(&genuine, &[2, 6, 10]).as_bytes(), &keys()).is_ok());
}

#[test]
fn entries_taken_out_put_in_or_exchanged_are_seen() {
    let text = pack(&Ledger::of(6), &[6]);
    let lines: Vec<&str> = text.lines().collect();
    let join = |lines: &[&str]| format!("{}\n", lines.join("\n"));
    let out = join(&[&lines[..2], &lines[3..]].concat());
    assert!(matches!(
        verify(out.as_bytes(), &keys()),
        Err(PackError::OtherSize {
            line: 7,
            entries: 5,
            size: 6
        })
    ));
    let twice = join(&[&lines[..3], &lines[2..]].concat());
    assert!(matches!(
        verify(twice.as_bytes(), &keys()),
        Err(PackError::OtherSize {
            line: 9,
            entries: 7,
            size: 6
        })
    ));
    let mut exchanged = lines.clone();
    exchanged.swap(1, 2);
    assert!(matches!(
        verify(join(&exchanged).as_bytes(), &keys()),
        Err(PackError::OtherRoot { line: 8, size: 6 })
    ));
}

#[test]
fn unsigned_entries_at_the_end_are_named() {
    let ledger = Ledger::of(6);
    let unsigned =
        |checkpoints: &[u64]| match verify(pack(&ledger, checkpoints).as_bytes(), &keys()) {
            Err(PackError::Unsigned { from }) => from,
            other => panic!("{other:?}"),
        };
    assert_eq!(unsigned(&[]), 0);
    assert_eq!(unsigned(&[4]), 4);
}

#[test]
fn checkpoints_of_two_ledgers_do_not_make_a_pack() {
    let ledger = Ledger::of(3);
    let other = LedgerKey::new("H16.12.04/so-chung-cu".parse().expect("a name"), &[4; 32]);
    let note = checkpoint::sign(&ledger.head(3), &other);
    let text = format!("{}checkpoint 5\n{note}", pack(&ledger, &[3]));
    let keys = [ledger_key().verifier(), other.verifier()];
    assert!(matches!(
        verify(text.as_bytes(), &keys),
        Err(PackError::OtherLedger { line: 11, .. })
    ));
    let stranger = verify(pack(&ledger, &[3]).as_bytes(), &[other.verifier()]);
    assert!(matches!(
        stranger,
        Err(PackError::Checkpoint { line: 5, .. })
    ));
}

#[test]
fn every_cut_pack_is_refused_or_ends_at_a_checkpoint() {
    let text = pack(&Ledger::of(4), &[2, 4]);
    for length in 0..text.len() {
        let cut = &text.as_bytes()[..length];
        let sizes = verify(cut, &keys()).map(|verified| verified.leaves);
        assert!(
            sizes.is_err() || sizes.is_ok_and(|size| size == 2),
            "cut at {length}"
        );
    }
}

#[test]
fn other_lines_and_files_are_refused() {
    let good = pack(&Ledger::of(2), &[2]);
    let first = good.lines().nth(1).expect("an entry");
    let cases = [
        ("an unknown word", good.replacen("leaf ", "entry ", 1), 2),
        ("an empty line", good.replacen("leaf ", "\nleaf ", 1), 2),
        ("no base64", good.replacen(first, "leaf ?", 1), 2),
        (
            "too many lines of a checkpoint",
            good.replace("checkpoint 5", "checkpoint 500"),
            4,
        ),
        (
            "a checkpoint past the end",
            good.replace("checkpoint 5", "checkpoint 6"),
            10,
        ),
        ("carriage returns", good.replace("\nleaf ", "\r\nleaf "), 1),
    ];
    for (case, text, expected) in cases {
        match verify(text.as_bytes(), &keys()) {
            Err(PackError::Line { line }) => assert_eq!(line, expected, "{case}"),
            Err(PackError::NotAPack) => assert_eq!(expected, 1, "{case}"),
            other => panic!("{case}: {other:?}"),
        }
    }
    let no_entry = good.replacen(first, "leaf e30=", 1);
    let refused = verify(no_entry.as_bytes(), &keys());
    assert!(matches!(
        refused,
        Err(PackError::Leaf {
            line: 2,
            index: 0,
            ..
        })
    ));
    assert!(matches!(
        verify(&b""[..], &keys()),
        Err(PackError::NotAPack)
    ));
}

#[test]
fn the_largest_entry_passes_and_a_longer_line_is_not_read_on() {
    let mut largest = leaf(0);
    let rest = largest.to_bytes().expect("small").len() - largest.id.len();
    largest.id = "x".repeat(LARGEST_LEAF - rest);
    let mut ledger = Ledger::default();
    ledger.push(largest.to_bytes().expect("exactly the limit"));
    assert!(verify(pack(&ledger, &[1]).as_bytes(), &keys()).is_ok());

    let head = b"luytre-ledger-pack@v1\nleaf ".as_slice();
    let endless = BufReader::new(head.chain(io::repeat(b'A')));
    assert!(matches!(
        verify(endless, &keys()),
        Err(PackError::Line { line: 2 })
    ));
}
