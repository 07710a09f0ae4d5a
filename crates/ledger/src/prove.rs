//! Proofs of RFC 6962, section 2.1.1 and 2.1.2. A proof is first planned as the spans of entries
//! whose hashes it holds; the plan says both which nodes to fetch and how to build it.

use crate::hash::Hash;
use crate::tree::{NodeId, Nodes, Span, TreeError};

/// The nodes that [`inclusion_proof`] reads.
///
/// # Errors
/// If there is no such entry.
pub fn needed_for_inclusion(index: u64, size: u64) -> Result<Vec<NodeId>, TreeError> {
    Ok(subtrees(&inclusion_plan(index, size)?))
}

/// The hashes that lead from entry `index` to the root of the first `size` entries, the entry's
/// sibling first.
///
/// # Errors
/// If there is no such entry or `nodes` lacks one of [`needed_for_inclusion`].
pub fn inclusion_proof(index: u64, size: u64, nodes: &dyn Nodes) -> Result<Vec<Hash>, TreeError> {
    inclusion_plan(index, size)?
        .into_iter()
        .map(|span| span.root(nodes))
        .collect()
}

/// The nodes that [`consistency_proof`] reads.
///
/// # Errors
/// If `old` is the larger size.
pub fn needed_for_consistency(old: u64, new: u64) -> Result<Vec<NodeId>, TreeError> {
    Ok(subtrees(&consistency_plan(old, new)?))
}

/// The hashes that show that the first `old` entries of a tree of `new` are those of the tree that
/// had `old`. Nothing is needed from an empty tree or between equal sizes.
///
/// # Errors
/// If `old` is the larger size or `nodes` lacks one of [`needed_for_consistency`].
pub fn consistency_proof(old: u64, new: u64, nodes: &dyn Nodes) -> Result<Vec<Hash>, TreeError> {
    consistency_plan(old, new)?
        .into_iter()
        .map(|span| span.root(nodes))
        .collect()
}

/// "PATH" in RFC 6962: going down to the entry, what lies beside the way, then the lowest first.
fn inclusion_plan(index: u64, size: u64) -> Result<Vec<Span>, TreeError> {
    if index >= size {
        return Err(TreeError::NoSuchEntry { index, size });
    }
    let mut span = Span {
        start: 0,
        end: size,
    };
    let mut beside = Vec::new();
    while span.length() > 1 {
        let (left, right) = span.split();
        let (inside, outside) = if index < left.end {
            (left, right)
        } else {
            (right, left)
        };
        beside.push(outside);
        span = inside;
    }
    beside.reverse();
    Ok(beside)
}

/// "PROOF" in RFC 6962: going down to where the old tree ended. The subtree found there is left out
/// if it is the whole old tree, whose root the verifier has.
fn consistency_plan(old: u64, new: u64) -> Result<Vec<Span>, TreeError> {
    if old > new {
        return Err(TreeError::Shrunk { old, new });
    }
    if old == 0 {
        return Ok(Vec::new());
    }
    let mut span = Span { start: 0, end: new };
    let mut spans = Vec::new();
    while span.end != old {
        let (left, right) = span.split();
        let (inside, outside) = if old <= left.end {
            (left, right)
        } else {
            (right, left)
        };
        spans.push(outside);
        span = inside;
    }
    if span.start != 0 {
        spans.push(span);
    }
    spans.reverse();
    Ok(spans)
}

fn subtrees(plan: &[Span]) -> Vec<NodeId> {
    plan.iter().flat_map(|span| span.subtrees()).collect()
}
