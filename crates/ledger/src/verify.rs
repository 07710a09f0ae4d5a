//! Verification of proofs, as in RFC 9162, sections 2.1.3.2 and 2.1.4.2. This file and
//! [`crate::hash`] are all that has to be trusted to believe a proof; they use no store and none of
//! the code that builds proofs.

use crate::hash::Hash;

/// Why a proof shows nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unproven {
    /// The entry comes after the end of the tree.
    #[error("entry {index} cannot be in a ledger of {size} entries")]
    NoSuchEntry {
        /// The entry, from 0.
        index: u64,
        /// Number of entries.
        size: u64,
    },
    /// The newer tree has fewer entries.
    #[error("the ledger had {old} entries and now has {new}")]
    Shrunk {
        /// Entries at the older checkpoint.
        old: u64,
        /// Entries at the newer checkpoint.
        new: u64,
    },
    /// The proof has more or fewer hashes than trees of these sizes give.
    #[error("the proof has {hashes} hashes, which is not the number for these sizes")]
    WrongLength {
        /// Number of hashes given.
        hashes: usize,
    },
    /// The proof leads to another root than the checkpoint's.
    #[error("the proof leads to another root hash than the checkpoint's")]
    OtherRoot,
    /// The proof does not contain the older tree.
    #[error("the older checkpoint's root hash is not part of the ledger: its past was changed")]
    OtherPast,
}

/// Checks that the entry with hash `leaf` stands at `index` of the tree of `size` entries with
/// `root`.
///
/// # Errors
/// If the proof does not show that.
pub fn verify_inclusion(
    leaf: &Hash,
    index: u64,
    size: u64,
    proof: &[Hash],
    root: &Hash,
) -> Result<(), Unproven> {
    if index >= size {
        return Err(Unproven::NoSuchEntry { index, size });
    }
    let mut walk = Walk {
        node: index,
        last: size - 1,
    };
    let mut hash = *leaf;
    for step in proof {
        hash = match walk.step().ok_or(Unproven::WrongLength {
            hashes: proof.len(),
        })? {
            Side::Left => Hash::of_node(step, &hash),
            Side::Right => Hash::of_node(&hash, step),
        };
    }
    if walk.last != 0 {
        return Err(Unproven::WrongLength {
            hashes: proof.len(),
        });
    }
    if hash == *root {
        Ok(())
    } else {
        Err(Unproven::OtherRoot)
    }
}

/// A tree head to compare: number of entries and root hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Number of entries.
    pub size: u64,
    /// Root hash.
    pub root: Hash,
}

/// Checks that the tree of `new` begins with the whole tree of `old`.
///
/// # Errors
/// If the proof does not show that.
pub fn verify_consistency(old: &Head, new: &Head, proof: &[Hash]) -> Result<(), Unproven> {
    if old.size > new.size {
        return Err(Unproven::Shrunk {
            old: old.size,
            new: new.size,
        });
    }
    let wrong_length = Unproven::WrongLength {
        hashes: proof.len(),
    };
    if old.size == 0 || old.size == new.size {
        let past = if old.size == 0 {
            Hash::of_empty_tree()
        } else {
            new.root
        };
        return match (proof.is_empty(), old.root == past) {
            (false, _) => Err(wrong_length),
            (true, false) => Err(Unproven::OtherPast),
            (true, true) => Ok(()),
        };
    }
    // A complete old tree is itself the first hash, and is not sent.
    let (first, rest) = if old.size.is_power_of_two() {
        (old.root, proof)
    } else {
        let (first, rest) = proof.split_first().ok_or(wrong_length)?;
        (*first, rest)
    };
    let mut walk = Walk {
        node: old.size - 1,
        last: new.size - 1,
    };
    walk.up(walk.node.trailing_ones());
    let (mut past, mut present) = (first, first);
    for step in rest {
        match walk.step().ok_or(wrong_length)? {
            Side::Left => {
                past = Hash::of_node(step, &past);
                present = Hash::of_node(step, &present);
            }
            Side::Right => present = Hash::of_node(&present, step),
        }
    }
    if walk.last != 0 {
        return Err(wrong_length);
    }
    if past != old.root {
        return Err(Unproven::OtherPast);
    }
    if present == new.root {
        Ok(())
    } else {
        Err(Unproven::OtherRoot)
    }
}

/// On which side of the way up the next hash stands.
enum Side {
    Left,
    Right,
}

/// The way from a node up to the root: its place in its level, and that of the level's last node.
struct Walk {
    node: u64,
    last: u64,
}

impl Walk {
    /// Goes past one hash of the proof; nothing if the root was reached before.
    fn step(&mut self) -> Option<Side> {
        if self.last == 0 {
            return None;
        }
        let side = if self.node & 1 == 1 {
            Side::Left
        } else if self.node == self.last {
            // The last node of an odd level has no sibling there: it rises until it has one.
            self.up(self.node.trailing_zeros());
            Side::Left
        } else {
            Side::Right
        };
        self.up(1);
        Some(side)
    }

    fn up(&mut self, levels: u32) {
        self.node = self.node.checked_shr(levels).unwrap_or(0);
        self.last = self.last.checked_shr(levels).unwrap_or(0);
    }
}
