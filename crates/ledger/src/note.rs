//! Signed notes (`c2sp.org/signed-note`): a text, an empty line, signature lines. Signatures of
//! keys that the reader does not know are passed over, so that an office can add one more signature
//! (its official digital one, a witness's) without disturbing older readers.
//!
//! The text of a note means nothing before [`Note::verify`] has succeeded.

use crate::encoding::{base64, from_base64};
use crate::key::{KeyId, KeyName, KeyUse, VerifierKey};
use crate::secret::{LedgerKey, WitnessKey};

/// The largest note that is read, in bytes: room for sixteen post-quantum signatures and more.
pub const LARGEST_NOTE: usize = 128 * 1024;

/// The largest number of signature lines that is read. The standard asks for at least 16.
pub const MOST_SIGNATURES: usize = 64;

/// Em dash and space open a signature line.
const SIGNATURE_PREFIX: &str = "— ";

/// Why a note cannot be believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// More than [`LARGEST_NOTE`] bytes or [`MOST_SIGNATURES`] signatures.
    #[error("the signed note is larger than a note may be")]
    TooLarge,
    /// No text, no empty line, no signature lines or a control character.
    #[error("the text is not a signed note")]
    Form,
    /// A signature line that cannot be read.
    #[error("signature line {0} of the note cannot be read")]
    SignatureForm(usize),
    /// A known key's signature is not of this text.
    #[error("the signature of {0} does not fit the note: the text or the signature was changed")]
    WrongSignature(KeyName),
    /// Not one signature is of a key that is trusted.
    #[error("no trusted key has signed the note")]
    NobodyKnown,
}

/// A note that was taken apart but not yet believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<SignatureLine>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct SignatureLine {
    name: KeyName,
    id: KeyId,
    signature: Vec<u8>,
}

/// A signature that was verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signed<'k> {
    /// A ledger's, of its own text.
    ByLedger(&'k VerifierKey),
    /// A witness's, at a time in seconds of Unix time.
    ByWitness(&'k VerifierKey, u64),
}

impl<'k> Signed<'k> {
    const fn key(self) -> &'k VerifierKey {
        match self {
            Self::ByLedger(key) | Self::ByWitness(key, _) => key,
        }
    }
}

impl Note {
    /// Takes a signed note apart.
    ///
    /// # Errors
    /// If the text has not the form of one.
    pub fn parse(note: &str) -> Result<Self, NoteError> {
        if note.len() > LARGEST_NOTE {
            return Err(NoteError::TooLarge);
        }
        if note.chars().any(|c| c < ' ' && c != '\n') {
            return Err(NoteError::Form);
        }
        let cut = note.rfind("\n\n").ok_or(NoteError::Form)?;
        let text = note.get(..=cut).ok_or(NoteError::Form)?;
        let lines = note.get(cut + 2..).and_then(|rest| rest.strip_suffix('\n'));
        let lines = lines.ok_or(NoteError::Form)?;
        let mut signatures = Vec::new();
        for (number, line) in (1..).zip(lines.split('\n')) {
            if number > MOST_SIGNATURES {
                return Err(NoteError::TooLarge);
            }
            let signature = SignatureLine::parse(line).ok_or(NoteError::SignatureForm(number))?;
            signatures.push(signature);
        }
        Ok(Self {
            text: text.to_owned(),
            signatures,
        })
    }

    /// The signed text, with its last newline.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Verifies the signatures of `keys` and returns them in the order of the note, each key once.
    ///
    /// # Errors
    /// If there is none, or one of a known key is wrong: then the whole note is refused.
    pub fn verify<'k>(&self, keys: &'k [VerifierKey]) -> Result<Vec<Signed<'k>>, NoteError> {
        let mut verified: Vec<Signed<'k>> = Vec::new();
        for line in &self.signatures {
            let known = |key: &&VerifierKey| key.name() == &line.name && key.id() == line.id;
            let Some(key) = keys.iter().find(known) else {
                continue;
            };
            let signed = line.verify(key, &self.text);
            let signed = signed.ok_or_else(|| NoteError::WrongSignature(line.name.clone()))?;
            if verified.iter().all(|earlier| earlier.key() != key) {
                verified.push(signed);
            }
        }
        if verified.is_empty() {
            Err(NoteError::NobodyKnown)
        } else {
            Ok(verified)
        }
    }
}

impl SignatureLine {
    fn parse(line: &str) -> Option<Self> {
        let (name, encoded) = line.strip_prefix(SIGNATURE_PREFIX)?.split_once(' ')?;
        let bytes = from_base64(encoded)?;
        let (id, signature) = bytes.split_first_chunk::<4>()?;
        if signature.is_empty() {
            return None;
        }
        Some(Self {
            name: name.parse().ok()?,
            id: *id,
            signature: signature.to_vec(),
        })
    }

    fn verify<'k>(&self, key: &'k VerifierKey, text: &str) -> Option<Signed<'k>> {
        match key.used_for() {
            KeyUse::Ledger => {
                let signature = self.signature.as_slice().try_into().ok()?;
                key.verifies(text.as_bytes(), signature)
                    .then_some(Signed::ByLedger(key))
            }
            KeyUse::Witness => {
                let (time, signature) = self.signature.split_first_chunk::<8>()?;
                let at = u64::from_be_bytes(*time);
                let message = witnessed_text(text, at);
                let genuine = key.verifies(message.as_bytes(), signature.try_into().ok()?);
                genuine.then_some(Signed::ByWitness(key, at))
            }
        }
    }
}

/// Signs `text`, which ends with a newline and has no empty line at its end.
pub(crate) fn sign(text: &str, key: &LedgerKey) -> String {
    let line = signature_line(&key.verifier(), &key.sign(text.as_bytes()));
    format!("{text}\n{line}")
}

/// The signature line with which a witness vouches for `text` at a time in seconds.
pub(crate) fn cosign(text: &str, key: &WitnessKey, at: u64) -> String {
    let signature = key.sign(witnessed_text(text, at).as_bytes());
    signature_line(
        &key.verifier(),
        &[at.to_be_bytes().as_slice(), &signature].concat(),
    )
}

fn signature_line(key: &VerifierKey, signature: &[u8]) -> String {
    let encoded = base64(&[key.id().as_slice(), signature].concat());
    format!("{SIGNATURE_PREFIX}{} {encoded}\n", key.name())
}

/// What a witness signs (`c2sp.org/tlog-cosignature`, Ed25519).
fn witnessed_text(text: &str, at: u64) -> String {
    format!("cosignature/v1\ntime {at}\n{text}")
}
