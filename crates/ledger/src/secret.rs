//! Secret keys and their text form. Seeds come from the caller: nothing here makes a key out of
//! nothing, and no secret is ever shown by `{:?}`.

use std::fmt;

use ed25519_dalek::{Signer, SigningKey};

use crate::key::{KeyError, KeyName, KeyUse, VerifierKey, key_text, read_key_text};

/// The secret key of a ledger: signs its checkpoints.
#[derive(Debug, Clone)]
pub struct LedgerKey(Secret);

/// The secret key of a witness: vouches for the checkpoints of others.
#[derive(Debug, Clone)]
pub struct WitnessKey(Secret);

macro_rules! secret_key {
    ($name:ident, $used_for:expr) => {
        impl $name {
            /// The key that `seed`, 32 random bytes, makes.
            #[must_use]
            pub fn new(name: KeyName, seed: &[u8; 32]) -> Self {
                Self(Secret {
                    name,
                    key: SigningKey::from_bytes(seed),
                })
            }

            /// Reads the secret text form.
            ///
            /// # Errors
            /// If the text is anything else, or a key for another use.
            pub fn parse(text: &str) -> Result<Self, KeyError> {
                Secret::parse(text, $used_for).map(Self)
            }

            /// The secret text form, `PRIVATE+KEY+name+id+base64`, for a file that only the program
            /// can read.
            #[must_use]
            pub fn secret_text(&self) -> String {
                self.0.text($used_for)
            }

            /// The name.
            #[must_use]
            pub const fn name(&self) -> &KeyName {
                &self.0.name
            }

            /// The public key, to hand to those who verify.
            #[must_use]
            pub fn verifier(&self) -> VerifierKey {
                self.0.verifier($used_for)
            }

            pub(crate) fn sign(&self, message: &[u8]) -> [u8; 64] {
                self.0.key.sign(message).to_bytes()
            }
        }
    };
}

secret_key!(LedgerKey, KeyUse::Ledger);
secret_key!(WitnessKey, KeyUse::Witness);

const SECRET_PREFIX: &str = "PRIVATE+KEY+";

#[derive(Clone)]
struct Secret {
    name: KeyName,
    key: SigningKey,
}

impl Secret {
    fn verifier(&self, used_for: KeyUse) -> VerifierKey {
        VerifierKey::new(self.name.clone(), used_for, self.key.verifying_key())
    }

    fn text(&self, used_for: KeyUse) -> String {
        let id = self.verifier(used_for).id();
        format!(
            "{SECRET_PREFIX}{}",
            key_text(&self.name, id, used_for, self.key.as_bytes())
        )
    }

    fn parse(text: &str, used_for: KeyUse) -> Result<Self, KeyError> {
        let rest = text.strip_prefix(SECRET_PREFIX).ok_or(KeyError::Form)?;
        let (name, id, kind, seed) = read_key_text(rest)?;
        if kind != used_for.byte() {
            return Err(KeyError::Use { name, kind });
        }
        let secret = Self {
            name,
            key: SigningKey::from_bytes(&seed),
        };
        if secret.verifier(used_for).id() == id {
            Ok(secret)
        } else {
            Err(KeyError::Id(secret.name))
        }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Secret")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}
