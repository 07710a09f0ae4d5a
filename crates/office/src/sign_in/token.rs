//! Tokens of cookies and links: `office.secret`. The office comes along so that the database can be
//! asked by its key; the secret is kept nowhere, only its hash.

use luytre_model::clock::Entropy;
use luytre_model::id::OfficeId;
use sha2::{Digest, Sha256};

/// A token.
pub(crate) struct Token {
    /// The office in which it is good.
    pub(crate) office: OfficeId,
    secret: String,
}

impl Token {
    /// A fresh one: 256 bits of chance.
    pub(crate) fn fresh(office: OfficeId, entropy: &dyn Entropy) -> Self {
        Self {
            office,
            secret: secret::<32>(entropy),
        }
    }

    /// Reads a token; `None` where it cannot be one.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (office, secret) = text.split_once('.')?;
        let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if secret.len() != 64 || !secret.bytes().all(hex) {
            return None;
        }
        Some(Self {
            office: office.parse().ok()?,
            secret: secret.to_owned(),
        })
    }

    /// As it goes into a cookie or an address.
    pub(crate) fn text(&self) -> String {
        format!("{}.{}", self.office, self.secret)
    }

    /// As the database keeps it. The secret is chance, so that one round without salt is enough.
    pub(crate) fn hash(&self) -> String {
        hex(&Sha256::digest(self.secret.as_bytes()))
    }
}

/// `N` bytes of chance, hexadecimal.
pub(crate) fn secret<const N: usize>(entropy: &dyn Entropy) -> String {
    let mut bytes = [0; N];
    entropy.fill(&mut bytes);
    hex(&bytes)
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
            // Writing to a String cannot fail.
            let _ = write!(out, "{byte:02x}");
            out
        })
}

#[cfg(test)]
mod tests {
    use super::Token;

    #[test]
    fn a_token_reads_back_and_nothing_else_does() {
        let text = format!("01932c07-209c-7707-8707-070707070707.{}", "0a".repeat(32));
        assert_eq!(Token::parse(&text).unwrap().text(), text);
        for wrong in [
            String::new(),
            text.replace('.', ""),
            text.to_uppercase(),
            format!("{text}0"),
            text[..text.len() - 1].to_owned(),
            text.replace("0a", "g0"),
        ] {
            assert!(Token::parse(&wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn the_hash_is_that_of_the_secret() {
        let office = "01932c07-209c-7707-8707-070707070707";
        let one = Token::parse(&format!("{office}.{}", "0a".repeat(32))).unwrap();
        let two = Token::parse(&format!("{office}.{}", "0b".repeat(32))).unwrap();
        assert_ne!(one.hash(), two.hash());
        assert_eq!(one.hash().len(), 64);
        assert!(!one.text().contains(&one.hash()));
    }
}
