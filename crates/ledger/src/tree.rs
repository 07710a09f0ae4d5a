//! The tree of RFC 6962 as a set of *complete subtrees*: node `(level, index)` covers the 2^level
//! entries from `index × 2^level`. Only those never change once written, so only those are stored;
//! the hashes along the right edge are worked out when asked for.
//!
//! A store that cannot be asked in the middle of a calculation (SQL over a connection) first asks a
//! `needed_for_…` function, fetches those rows in one query and passes them as a map.

use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;
use std::iter::successors;

use crate::hash::Hash;
use crate::verify::Head;

/// Where a complete subtree stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId {
    /// Height above the entries; the entries' own hashes are level 0.
    pub level: u8,
    /// Place within the level, from the left, from 0.
    pub index: u64,
}

impl NodeId {
    /// The node of entry `index`.
    #[must_use]
    pub const fn leaf(index: u64) -> Self {
        Self { level: 0, index }
    }

    const fn parent(self) -> Self {
        Self {
            level: self.level + 1,
            index: self.index >> 1,
        }
    }

    const fn is_right_child(self) -> bool {
        self.index & 1 == 1
    }
}

/// Where the hashes of complete subtrees come from.
pub trait Nodes {
    /// The hash of a complete subtree, or nothing if it is not there.
    fn node(&self, id: NodeId) -> Option<Hash>;
}

impl Nodes for BTreeMap<NodeId, Hash> {
    fn node(&self, id: NodeId) -> Option<Hash> {
        self.get(&id).copied()
    }
}

impl<S: BuildHasher> Nodes for HashMap<NodeId, Hash, S> {
    fn node(&self, id: NodeId) -> Option<Hash> {
        self.get(&id).copied()
    }
}

/// Why a hash or a proof of the tree could not be worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TreeError {
    /// The store lacks a node that a tree of this size must have; dropping and rebuilding the nodes
    /// from the entries repairs it.
    #[error("the ledger's node {} of level {} is missing", .0.index, .0.level)]
    MissingNode(NodeId),
    /// The entry asked for comes after the end.
    #[error("entry {index} is not in a ledger of {size} entries")]
    NoSuchEntry {
        /// The entry asked for, from 0.
        index: u64,
        /// Number of entries.
        size: u64,
    },
    /// The sizes of a consistency proof are in the wrong order.
    #[error("a ledger of {old} entries cannot have grown into one of {new}")]
    Shrunk {
        /// Size that was said to be the older.
        old: u64,
        /// Size that was said to be the newer.
        new: u64,
    },
}

/// The nodes that [`append`] to a tree of `size` entries reads: one on average.
#[must_use]
pub fn needed_for_append(size: u64) -> Vec<NodeId> {
    successors(Some(NodeId::leaf(size)), |id| Some(id.parent()))
        .take_while(|id| id.is_right_child())
        .map(|id| NodeId {
            index: id.index - 1,
            ..id
        })
        .collect()
}

/// Appends an entry's hash to a tree of `size` entries and returns the nodes to store: that of the
/// entry itself and each subtree that it completes, two on average.
///
/// # Errors
/// If `nodes` lacks one of [`needed_for_append`].
pub fn append(size: u64, leaf: Hash, nodes: &dyn Nodes) -> Result<Vec<(NodeId, Hash)>, TreeError> {
    let mut hash = leaf;
    let mut completed = vec![(NodeId::leaf(size), leaf)];
    for left in needed_for_append(size) {
        hash = Hash::of_node(&fetch(nodes, left)?, &hash);
        completed.push((left.parent(), hash));
    }
    Ok(completed)
}

/// The nodes that [`root`] and [`Frontier::load`] of a tree of `size` entries read: one for each
/// bit of the size that is set.
#[must_use]
pub fn needed_for_root(size: u64) -> Vec<NodeId> {
    Span {
        start: 0,
        end: size,
    }
    .subtrees()
}

/// The root hash of the first `size` entries.
///
/// # Errors
/// If `nodes` lacks one of [`needed_for_root`].
pub fn root(size: u64, nodes: &dyn Nodes) -> Result<Hash, TreeError> {
    Span {
        start: 0,
        end: size,
    }
    .root(nodes)
}

/// The right edge of a growing tree: all that is needed to append many entries and to know the root
/// after each, in memory that grows with the logarithm of the size.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    /// The complete subtrees from left to right, the largest first.
    peaks: Vec<Hash>,
}

impl Frontier {
    /// The right edge of a stored tree.
    ///
    /// # Errors
    /// If `nodes` lacks one of [`needed_for_root`].
    pub fn load(size: u64, nodes: &dyn Nodes) -> Result<Self, TreeError> {
        let peaks = needed_for_root(size).into_iter().map(|id| fetch(nodes, id));
        Ok(Self {
            size,
            peaks: peaks.collect::<Result<_, _>>()?,
        })
    }

    /// Number of entries.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The root hash of all entries so far.
    #[must_use]
    pub fn root(&self) -> Hash {
        bag(&self.peaks)
    }

    /// Number of entries and root hash, to be signed.
    #[must_use]
    pub fn head(&self) -> Head {
        Head {
            size: self.size,
            root: self.root(),
        }
    }

    /// Appends an entry's hash and returns the nodes to store, as [`append`] does.
    pub fn push(&mut self, leaf: Hash) -> Vec<(NodeId, Hash)> {
        let mut id = NodeId::leaf(self.size);
        let mut hash = leaf;
        let mut completed = vec![(id, hash)];
        while id.is_right_child()
            && let Some(left) = self.peaks.pop()
        {
            hash = Hash::of_node(&left, &hash);
            id = id.parent();
            completed.push((id, hash));
        }
        self.peaks.push(hash);
        self.size += 1;
        completed
    }
}

/// The entries `start..end` of a tree, as the definitions of RFC 6962 cut it: `start` is a multiple
/// of a power of two that is at least the length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) start: u64,
    pub(crate) end: u64,
}

impl Span {
    pub(crate) const fn length(self) -> u64 {
        self.end - self.start
    }

    /// Cuts at the largest power of two that is less than the length, which must be two or more.
    pub(crate) const fn split(self) -> (Self, Self) {
        let middle = self.start + (1 << (self.length() - 1).ilog2());
        (
            Self {
                end: middle,
                ..self
            },
            Self {
                start: middle,
                ..self
            },
        )
    }

    /// The complete subtrees that make it up, from left to right.
    pub(crate) fn subtrees(self) -> Vec<NodeId> {
        let mut start = self.start;
        let levels = (0..64_u8)
            .rev()
            .filter(|level| (self.length() >> level) & 1 == 1);
        levels
            .map(|level| {
                let id = NodeId {
                    level,
                    index: start >> level,
                };
                start += 1 << level;
                id
            })
            .collect()
    }

    /// Its hash, "MTH" in RFC 6962.
    pub(crate) fn root(self, nodes: &dyn Nodes) -> Result<Hash, TreeError> {
        let peaks = self.subtrees().into_iter().map(|id| fetch(nodes, id));
        Ok(bag(&peaks.collect::<Result<Vec<_>, _>>()?))
    }
}

/// Joins complete subtrees, largest first, into one hash.
fn bag(peaks: &[Hash]) -> Hash {
    let joined = peaks
        .iter()
        .rev()
        .copied()
        .reduce(|right, left| Hash::of_node(&left, &right));
    joined.unwrap_or_else(Hash::of_empty_tree)
}

fn fetch(nodes: &dyn Nodes, id: NodeId) -> Result<Hash, TreeError> {
    nodes.node(id).ok_or(TreeError::MissingNode(id))
}
