//! An entry of the ledger: who did what to which thing, when, and a commitment to the content.
//!
//! The content itself is never here. It stays in the table of the thing, beside a random salt; the
//! entry has only SHA-256(salt ‖ content). When the law demands that personal data be deleted,
//! content and salt go, nothing can be guessed from the entry, and the ledger still verifies.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::canonical::{self, NotCanonical};
use crate::hash::Hash;

/// The largest entry in bytes. A C2SP tile writes the length of an entry in 16 bits.
pub const LARGEST_LEAF: usize = 65_535;

/// The format written in `v`.
const VERSION: u64 = 1;

/// Length of a salt in bytes. It is fixed, or salt and content could be cut at another place.
pub const SALT_LENGTH: usize = 32;

/// An entry of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leaf {
    /// What happened: `dispatch.received`, `evidence.confirmed` and the like.
    pub kind: String,
    /// The office whose ledger it is.
    pub office: String,
    /// The sort of thing it happened to.
    pub object: String,
    /// Which of them.
    pub id: String,
    /// The how-manyth state of that thing this is, from 1.
    pub revision: u64,
    /// The person who did it; nothing if the program did, by its timetable.
    pub actor: Option<String>,
    /// The unit for which they did it.
    pub unit: Option<String>,
    /// When, in milliseconds of Unix time.
    pub at: i64,
    /// The commitment to the content, see [`commit`].
    #[serde(with = "hex")]
    pub payload: Hash,
}

/// Why an entry could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum LeafError {
    /// Longer than [`LARGEST_LEAF`].
    #[error("the entry has {bytes} bytes, more than {LARGEST_LEAF}")]
    TooLarge {
        /// Its length.
        bytes: usize,
    },
    /// A number that canonical JSON does not have.
    #[error("writing the entry as canonical JSON")]
    Number(#[from] NotCanonical),
    /// No JSON, or not the fields of an entry.
    #[error("reading the entry's JSON")]
    Json(#[from] serde_json::Error),
    /// Written by a program that knows more.
    #[error("the entry has format {0}; this program reads format {VERSION}")]
    OtherVersion(u64),
    /// The same fields, other bytes.
    #[error("the entry is not written in canonical JSON")]
    NotCanonical,
}

/// The commitment to `content`: without the salt, nobody can find the content by trying.
#[must_use]
pub fn commit(salt: &[u8; SALT_LENGTH], content: &[u8]) -> Hash {
    Hash(
        Sha256::new()
            .chain_update(salt)
            .chain_update(content)
            .finalize()
            .into(),
    )
}

impl Leaf {
    /// The bytes that enter the tree.
    ///
    /// # Errors
    /// If they are more than [`LARGEST_LEAF`] or a number is beyond ±(2^53 − 1).
    pub fn to_bytes(&self) -> Result<Vec<u8>, LeafError> {
        let mut value = serde_json::to_value(self)?;
        if let Value::Object(members) = &mut value {
            members.insert("v".to_owned(), VERSION.into());
        }
        let bytes = canonical::to_bytes(&value)?;
        if bytes.len() > LARGEST_LEAF {
            return Err(LeafError::TooLarge { bytes: bytes.len() });
        }
        Ok(bytes)
    }

    /// Reads the bytes of an entry. Only those that [`Leaf::to_bytes`] writes are accepted.
    ///
    /// # Errors
    /// If they are anything else.
    pub fn parse(bytes: &[u8]) -> Result<Self, LeafError> {
        if bytes.len() > LARGEST_LEAF {
            return Err(LeafError::TooLarge { bytes: bytes.len() });
        }
        let mut value: Value = serde_json::from_slice(bytes)?;
        let version = value
            .as_object_mut()
            .and_then(|members| members.remove("v"));
        match version.as_ref().and_then(Value::as_u64) {
            Some(VERSION) => {}
            Some(other) => return Err(LeafError::OtherVersion(other)),
            None => return Err(LeafError::NotCanonical),
        }
        let leaf: Self = serde_json::from_value(value)?;
        if leaf.to_bytes()? == bytes {
            Ok(leaf)
        } else {
            Err(LeafError::NotCanonical)
        }
    }
}

mod hex {
    //! A hash as 64 hexadecimal characters. That they are lower case is seen when the whole entry
    //! is compared with its canonical bytes.

    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::hash::Hash;

    pub(super) fn serialize<S: Serializer>(hash: &Hash, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(hash)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Hash, D::Error> {
        let text = String::deserialize(from)?;
        parse(&text).ok_or_else(|| Error::custom("a hash is 64 hexadecimal characters"))
    }

    fn parse(text: &str) -> Option<Hash> {
        let mut hash = Hash([0; 32]);
        let digits = text.as_bytes().chunks_exact(2);
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        for (byte, pair) in hash.0.iter_mut().zip(digits) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(hash)
    }
}
