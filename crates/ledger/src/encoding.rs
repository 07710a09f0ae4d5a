//! The two spellings that the C2SP formats share. Each value has exactly one: what would decode to
//! the same thing from other characters is refused, or a file could change and still verify.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::hash::Hash;

pub(crate) fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

pub(crate) fn from_base64(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

pub(crate) fn hash_from_base64(text: &str) -> Option<Hash> {
    from_base64(text)?.as_slice().try_into().ok()
}

/// A decimal number without sign or leading zeroes.
pub(crate) fn decimal(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}
