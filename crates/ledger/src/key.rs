//! Public keys and their text form (`c2sp.org/signed-note`). A key has a name and a use; both are
//! part of its id, so that a witness's key never passes for a ledger's. No secret passes through
//! here.

use std::fmt;
use std::str::FromStr;

use ed25519_dalek::VerifyingKey;
use sha2::{Digest, Sha256};

use crate::encoding::{base64, from_base64};

/// What a key signs, as the byte that `c2sp.org/signed-note` assigns to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyUse {
    /// The checkpoints of a ledger.
    Ledger,
    /// That a checkpoint of somebody else only grew.
    Witness,
}

impl KeyUse {
    pub(crate) const fn byte(self) -> u8 {
        match self {
            Self::Ledger => 1,
            Self::Witness => 4,
        }
    }

    const fn from_byte(byte: u8) -> Option<Self> {
        match byte {
            1 => Some(Self::Ledger),
            4 => Some(Self::Witness),
            _ => None,
        }
    }
}

/// A line of a list of keys that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("reading the key in line {line} of the list")]
pub struct KeyListError {
    /// Which line, from 1.
    pub line: usize,
    /// Why.
    pub source: KeyError,
}

/// Why a text is no key or no name of one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Empty, longer than 255 bytes, or with a space, a plus or a control character.
    #[error("{0:?} cannot be the name of a key")]
    Name(String),
    /// Not three parts joined by plus signs, or a part that cannot be read.
    #[error("the text is not a key of the expected form")]
    Form,
    /// The id in the text is not that of its name and key.
    #[error("the key of {0} has a wrong check value; the text was changed or cut")]
    Id(KeyName),
    /// A key for something else.
    #[error("the key of {name} is of kind {kind}, which is not used here")]
    Use {
        /// Name of the key.
        name: KeyName,
        /// The kind byte.
        kind: u8,
    },
    /// A point of small order, under which anything verifies.
    #[error("the key of {0} is not a safe Ed25519 key")]
    Weak(KeyName),
}

/// The name of a key, which is the origin of its ledger as well, such as `H16.12.03/so-chung-cu`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyName(String);

impl KeyName {
    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for KeyName {
    type Err = KeyError;

    fn from_str(name: &str) -> Result<Self, KeyError> {
        let forbidden = |c: char| c.is_whitespace() || c.is_control() || c == '+';
        if name.is_empty() || name.len() > 255 || name.contains(forbidden) {
            return Err(KeyError::Name(name.chars().take(40).collect()));
        }
        Ok(Self(name.to_owned()))
    }
}

impl fmt::Display for KeyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The first four bytes of SHA-256(name ‖ newline ‖ use ‖ public key).
pub type KeyId = [u8; 4];

fn key_id(name: &KeyName, used_for: KeyUse, public: &VerifyingKey) -> KeyId {
    let hasher = Sha256::new()
        .chain_update(name.as_str())
        .chain_update([b'\n', used_for.byte()]);
    let [a, b, c, d, ..]: [u8; 32] = hasher.chain_update(public.as_bytes()).finalize().into();
    [a, b, c, d]
}

/// A public key, with the name and use it is trusted for. Its text is `name+id+base64`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: KeyName,
    used_for: KeyUse,
    id: KeyId,
    key: VerifyingKey,
}

impl VerifierKey {
    pub(crate) fn new(name: KeyName, used_for: KeyUse, key: VerifyingKey) -> Self {
        Self {
            id: key_id(&name, used_for, &key),
            name,
            used_for,
            key,
        }
    }

    /// The name.
    #[must_use]
    pub const fn name(&self) -> &KeyName {
        &self.name
    }

    /// What it is trusted for.
    #[must_use]
    pub const fn used_for(&self) -> KeyUse {
        self.used_for
    }

    /// The id that stands in signature lines.
    #[must_use]
    pub const fn id(&self) -> KeyId {
        self.id
    }

    pub(crate) fn verifies(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        let signature = ed25519_dalek::Signature::from_bytes(signature);
        // Strict, so that every verifier in the chain of offices comes to the same answer.
        self.key.verify_strict(message, &signature).is_ok()
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&key_text(
            &self.name,
            self.id,
            self.used_for,
            self.key.as_bytes(),
        ))
    }
}

impl FromStr for VerifierKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let (name, id, kind, bytes) = read_key_text(text)?;
        let used_for = KeyUse::from_byte(kind).ok_or(KeyError::Use {
            name: name.clone(),
            kind,
        })?;
        let key = VerifyingKey::from_bytes(&bytes).map_err(|_| KeyError::Form)?;
        if key.is_weak() {
            return Err(KeyError::Weak(name));
        }
        let key = Self::new(name, used_for, key);
        if key.id == id {
            Ok(key)
        } else {
            Err(KeyError::Id(key.name))
        }
    }
}

/// Reads the list of keys that a verifier trusts: one a line; empty lines and lines that begin with
/// `#` are passed over.
///
/// # Errors
/// With the first line that is no public key.
pub fn read_list(text: &str) -> Result<Vec<VerifierKey>, KeyListError> {
    let lines = (1..).zip(text.lines().map(str::trim));
    let keys = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    keys.map(|(line, key)| key.parse().map_err(|source| KeyListError { line, source }))
        .collect()
}

pub(crate) fn key_text(name: &KeyName, id: KeyId, used_for: KeyUse, key: &[u8; 32]) -> String {
    let id = u32::from_be_bytes(id);
    format!(
        "{name}+{id:08x}+{}",
        base64(&[&[used_for.byte()], key.as_slice()].concat())
    )
}

pub(crate) fn read_key_text(text: &str) -> Result<(KeyName, KeyId, u8, [u8; 32]), KeyError> {
    // Base64 has plus signs of its own, so the cut is made from the left.
    let mut parts = text.splitn(3, '+');
    let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(KeyError::Form);
    };
    let name: KeyName = name.parse()?;
    let number = u32::from_str_radix(id, 16).map_err(|_| KeyError::Form)?;
    let bytes = from_base64(key).ok_or(KeyError::Form)?;
    let (kind, key) = bytes.split_first().ok_or(KeyError::Form)?;
    if KeyUse::from_byte(*kind).is_none() {
        return Err(KeyError::Use { name, kind: *kind });
    }
    let key = key.try_into().map_err(|_| KeyError::Form)?;
    if format!("{number:08x}") != id {
        return Err(KeyError::Form);
    }
    Ok((name, number.to_be_bytes(), *kind, key))
}
