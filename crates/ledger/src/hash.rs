//! The hashes of an RFC 6962 tree. A leaf and a node are hashed with different first bytes, so that
//! nobody can pass one off as the other.

use std::fmt;

use sha2::{Digest, Sha256};

/// A SHA-256 value. Shown in lower-case hexadecimal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// The hash of an entry: SHA-256 of `0x00` and the entry's bytes.
    #[must_use]
    pub fn of_leaf(body: &[u8]) -> Self {
        Self(
            Sha256::new()
                .chain_update([0])
                .chain_update(body)
                .finalize()
                .into(),
        )
    }

    /// The hash of an inner node: SHA-256 of `0x01` and the hashes of its children.
    #[must_use]
    pub fn of_node(left: &Self, right: &Self) -> Self {
        let hasher = Sha256::new().chain_update([1]).chain_update(left.0);
        Self(hasher.chain_update(right.0).finalize().into())
    }

    /// The root of a tree without entries: SHA-256 of nothing.
    #[must_use]
    pub fn of_empty_tree() -> Self {
        Self(Sha256::digest([]).into())
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

impl TryFrom<&[u8]> for Hash {
    type Error = std::array::TryFromSliceError;

    fn try_from(bytes: &[u8]) -> Result<Self, Self::Error> {
        bytes.try_into().map(Self)
    }
}
