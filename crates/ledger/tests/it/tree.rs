//! The tree against the definitions of RFC 6962 written out naively, and against `ct-merkle`.

use std::collections::BTreeMap;

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use luytre_ledger::hash::Hash;
use luytre_ledger::prove::{
    consistency_proof, inclusion_proof, needed_for_consistency, needed_for_inclusion,
};
use luytre_ledger::tree::{
    Frontier, NodeId, TreeError, append, needed_for_append, needed_for_root, root,
};
use luytre_ledger::verify::{Head, Unproven, verify_consistency, verify_inclusion};
use proptest::prelude::*;
use sha2::Sha256;

use crate::sample::Ledger;

const LARGEST: u64 = 300;

fn leaves(count: u64) -> Vec<Hash> {
    (0..count)
        .map(|number| Hash::of_leaf(&number.to_be_bytes()))
        .collect()
}

fn stored(count: u64) -> BTreeMap<NodeId, Hash> {
    let mut tree = Frontier::default();
    leaves(count)
        .into_iter()
        .flat_map(|leaf| tree.push(leaf))
        .collect()
}

fn only(needed: &[NodeId], nodes: &BTreeMap<NodeId, Hash>) -> BTreeMap<NodeId, Hash> {
    needed.iter().map(|id| (*id, nodes[id])).collect()
}

/// "MTH" as RFC 6962, section 2.1, has it.
fn naive_root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Hash::of_empty_tree(),
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
            Hash::of_node(&naive_root(left), &naive_root(right))
        }
    }
}

/// "PATH", section 2.1.1.
fn naive_path(index: usize, leaves: &[Hash]) -> Vec<Hash> {
    if leaves.len() == 1 {
        return Vec::new();
    }
    let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
    let (mut path, beside) = if index < left.len() {
        (naive_path(index, left), right)
    } else {
        (naive_path(index - left.len(), right), left)
    };
    path.push(naive_root(beside));
    path
}

/// "SUBPROOF", section 2.1.2.
fn naive_subproof(old: usize, leaves: &[Hash], whole: bool) -> Vec<Hash> {
    if old == leaves.len() {
        return if whole {
            Vec::new()
        } else {
            vec![naive_root(leaves)]
        };
    }
    let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
    let (mut proof, beside) = if old <= left.len() {
        (naive_subproof(old, left, whole), right)
    } else {
        (naive_subproof(old - left.len(), right, false), left)
    };
    proof.push(naive_root(beside));
    proof
}

#[test]
fn all_roots_are_those_of_the_definition_and_of_ct_merkle() {
    let leaves = leaves(LARGEST);
    let nodes = stored(LARGEST);
    let mut other = MemoryBackedTree::<Sha256, Vec<u8>>::new();
    let mut frontier = Frontier::default();
    for size in 0..=LARGEST {
        let expected = naive_root(&leaves[..usize::try_from(size).expect("small")]);
        assert_eq!(root(size, &nodes), Ok(expected), "size {size}");
        assert_eq!(frontier.root(), expected, "size {size}");
        assert_eq!(
            other.root().as_bytes().as_slice(),
            expected.0,
            "size {size}"
        );
        other.push(size.to_be_bytes().to_vec());
        frontier.push(Hash::of_leaf(&size.to_be_bytes()));
    }
}

#[test]
fn all_inclusion_proofs_are_those_of_the_definition_and_of_ct_merkle() {
    let leaves = leaves(LARGEST);
    let nodes = stored(LARGEST);
    let mut other = MemoryBackedTree::<Sha256, Vec<u8>>::new();
    for size in 1..=LARGEST {
        other.push((size - 1).to_be_bytes().to_vec());
        let leaves = &leaves[..usize::try_from(size).expect("small")];
        let root = root(size, &nodes).expect("all nodes");
        for (index, leaf) in (0..).zip(leaves) {
            let place = usize::try_from(index).expect("small");
            let needed = needed_for_inclusion(index, size).expect("in the tree");
            let proof = inclusion_proof(index, size, &only(&needed, &nodes)).expect("enough");
            if size % 7 == 1 || size > LARGEST - 2 {
                assert_eq!(proof, naive_path(place, leaves), "entry {index} of {size}");
            }
            let bytes: Vec<u8> = proof.iter().flat_map(|hash| hash.0).collect();
            assert_eq!(
                other.prove_inclusion(place).as_bytes(),
                bytes,
                "entry {index} of {size}"
            );
            assert_eq!(verify_inclusion(leaf, index, size, &proof, &root), Ok(()));
        }
    }
}

#[test]
fn all_consistency_proofs_are_those_of_the_definition_and_of_ct_merkle() {
    let leaves = leaves(LARGEST);
    let nodes = stored(LARGEST);
    let heads: Vec<Head> = (0..=LARGEST)
        .map(|size| Head {
            size,
            root: root(size, &nodes).expect("all nodes"),
        })
        .collect();
    let mut other = MemoryBackedTree::<Sha256, Vec<u8>>::new();
    for new in &heads[1..] {
        other.push((new.size - 1).to_be_bytes().to_vec());
        for old in &heads[..=usize::try_from(new.size).expect("small")] {
            let case = format!("from {} to {}", old.size, new.size);
            let needed = needed_for_consistency(old.size, new.size).expect("it grew");
            let nodes = only(&needed, &nodes);
            let proof = consistency_proof(old.size, new.size, &nodes).expect("enough");
            assert_eq!(verify_consistency(old, new, &proof), Ok(()), "{case}");
            if old.size == 0 {
                continue;
            }
            let (old, new) = (old.size, new.size);
            if new % 7 == 1 {
                let old = usize::try_from(old).expect("small");
                let leaves = &leaves[..usize::try_from(new).expect("small")];
                assert_eq!(proof, naive_subproof(old, leaves, true), "{case}");
            }
            let bytes: Vec<u8> = proof.iter().flat_map(|hash| hash.0).collect();
            let added = usize::try_from(new - old).expect("small");
            assert_eq!(other.prove_consistency(added).as_bytes(), bytes, "{case}");
        }
    }
}

#[test]
fn appending_reads_what_it_says_and_writes_two_nodes_on_average() {
    let mut nodes = BTreeMap::new();
    for (size, leaf) in (0..).zip(leaves(256)) {
        let needed = only(&needed_for_append(size), &nodes);
        nodes.extend(append(size, leaf, &needed).expect("enough"));
    }
    assert_eq!(nodes, stored(256));
    assert_eq!(nodes.len(), 511);
}

#[test]
fn nodes_dropped_and_rebuilt_give_the_same_root() {
    let mut ledger = Ledger::of(77);
    let before = ledger.head(77);
    let was = std::mem::take(&mut ledger.nodes);
    assert!(matches!(
        root(77, &ledger.nodes),
        Err(TreeError::MissingNode(_))
    ));
    for body in std::mem::take(&mut ledger.bodies) {
        ledger.push(body);
    }
    assert_eq!(ledger.nodes, was);
    assert_eq!(ledger.head(77), before);
}

#[test]
fn a_frontier_goes_on_from_stored_nodes() {
    let nodes = stored(200);
    for size in 0..200 {
        let needed = only(&needed_for_root(size), &nodes);
        let mut frontier = Frontier::load(size, &needed).expect("enough");
        assert_eq!(Ok(frontier.root()), root(size, &nodes));
        for (id, hash) in frontier.push(Hash::of_leaf(&size.to_be_bytes())) {
            assert_eq!(nodes.get(&id), Some(&hash), "{id:?}");
        }
        assert_eq!(Ok(frontier.root()), root(size + 1, &nodes));
    }
}

#[test]
fn without_any_one_needed_node_nothing_is_made_up() {
    let nodes = stored(100);
    let needed = needed_for_inclusion(70, 100).expect("in the tree");
    for missing in &needed {
        let mut nodes = nodes.clone();
        nodes.remove(missing);
        let expected = Err(TreeError::MissingNode(*missing));
        assert_eq!(inclusion_proof(70, 100, &nodes), expected);
    }
}

#[test]
fn what_is_not_in_the_tree_is_refused() {
    let nodes = stored(8);
    assert_eq!(
        inclusion_proof(8, 8, &nodes),
        Err(TreeError::NoSuchEntry { index: 8, size: 8 })
    );
    assert_eq!(
        needed_for_inclusion(0, 0),
        Err(TreeError::NoSuchEntry { index: 0, size: 0 })
    );
    assert_eq!(
        consistency_proof(8, 7, &nodes),
        Err(TreeError::Shrunk { old: 8, new: 7 })
    );
    let root = Hash([0; 32]);
    let outside = verify_inclusion(&root, 8, 8, &[], &root);
    assert_eq!(outside, Err(Unproven::NoSuchEntry { index: 8, size: 8 }));
}

#[test]
fn the_largest_sizes_do_not_overflow() {
    assert_eq!(needed_for_root(u64::MAX).len(), 64);
    assert_eq!(needed_for_append(u64::MAX).len(), 64);
    assert_eq!(needed_for_append(u64::MAX - 1).len(), 0);
    // The subtree that holds the last entries of a tree of 2^64 − 1 is cut up 63 times.
    assert!(needed_for_inclusion(u64::MAX - 1, u64::MAX).is_ok());
    assert!(needed_for_consistency(u64::MAX - 1, u64::MAX).is_ok());
    let hash = Hash([5; 32]);
    for hashes in 0..=70 {
        let proof = vec![hash; hashes];
        assert!(verify_inclusion(&hash, u64::MAX - 1, u64::MAX, &proof, &hash).is_err());
        let head = |size| Head { size, root: hash };
        assert!(verify_consistency(&head(u64::MAX - 1), &head(u64::MAX), &proof).is_err());
    }
}

#[test]
fn the_length_of_a_proof_is_that_of_its_sizes() {
    let nodes = stored(50);
    let head = |size| Head {
        size,
        root: root(size, &nodes).expect("all nodes"),
    };
    for size in 1..=50 {
        let leaf = Hash::of_leaf(&0_u64.to_be_bytes());
        let mut proof = inclusion_proof(0, size, &nodes).expect("all nodes");
        proof.push(Hash([0; 32]));
        let wrong = Err(Unproven::WrongLength {
            hashes: proof.len(),
        });
        assert_eq!(
            verify_inclusion(&leaf, 0, size, &proof, &head(size).root),
            wrong,
            "of {size}"
        );
        let mut proof = consistency_proof(size, 50, &nodes).expect("all nodes");
        proof.push(Hash([0; 32]));
        let wrong = Err(Unproven::WrongLength {
            hashes: proof.len(),
        });
        assert_eq!(
            verify_consistency(&head(size), &head(50), &proof),
            wrong,
            "from {size}"
        );
    }
}

#[test]
fn a_rewritten_past_is_seen() {
    let old = Head {
        size: 20,
        root: naive_root(&leaves(20)),
    };
    let mut rewritten = leaves(50);
    rewritten[3] = Hash::of_leaf(b"another");
    let new = Head {
        size: 50,
        root: naive_root(&rewritten),
    };
    let proof = naive_subproof(20, &rewritten, true);
    assert_eq!(
        verify_consistency(&old, &new, &proof),
        Err(Unproven::OtherPast)
    );
    let shrunk = verify_consistency(&new, &old, &[]);
    assert_eq!(shrunk, Err(Unproven::Shrunk { old: 50, new: 20 }));
    let replaced = Head {
        size: 20,
        root: naive_root(&rewritten[..20]),
    };
    assert_eq!(
        verify_consistency(&old, &replaced, &[]),
        Err(Unproven::OtherPast)
    );
}

/// One changed bit, one hash more, one less: each must fail.
fn spoilt(proof: &[Hash], bit: usize) -> Vec<Vec<Hash>> {
    let mut longer = proof.to_vec();
    longer.push(Hash([0; 32]));
    let mut spoilt = vec![longer];
    if !proof.is_empty() {
        let mut changed = proof.to_vec();
        let place = bit % (proof.len() * 256);
        changed[place / 256].0[place / 8 % 32] ^= 1 << (place % 8);
        spoilt.push(changed);
        spoilt.push(proof[1..].to_vec());
        spoilt.push(proof[..proof.len() - 1].to_vec());
    }
    spoilt
}

proptest! {
    #[test]
    fn a_spoilt_inclusion_proof_fails(
        size in 1_u64..500, at in any::<u64>(), bit in any::<usize>(),
    ) {
        let (nodes, index) = (stored(size), at % size);
        let root = root(size, &nodes).expect("all nodes");
        let leaf = Hash::of_leaf(&index.to_be_bytes());
        let proof = inclusion_proof(index, size, &nodes).expect("all nodes");
        prop_assert_eq!(verify_inclusion(&leaf, index, size, &proof, &root), Ok(()));
        for spoilt in spoilt(&proof, bit) {
            prop_assert!(verify_inclusion(&leaf, index, size, &spoilt, &root).is_err());
        }
        for other in (0..size).filter(|other| *other != index) {
            prop_assert!(verify_inclusion(&leaf, other, size, &proof, &root).is_err());
        }
    }

    #[test]
    fn a_spoilt_consistency_proof_fails(
        new in 1_u64..500, at in any::<u64>(), bit in any::<usize>(),
    ) {
        let (nodes, old) = (stored(new), at % (new + 1));
        let head = |size| Head { size, root: root(size, &nodes).expect("all nodes") };
        let proof = consistency_proof(old, new, &nodes).expect("all nodes");
        prop_assert_eq!(verify_consistency(&head(old), &head(new), &proof), Ok(()));
        for spoilt in spoilt(&proof, bit) {
            prop_assert!(verify_consistency(&head(old), &head(new), &spoilt).is_err());
        }
    }
}
