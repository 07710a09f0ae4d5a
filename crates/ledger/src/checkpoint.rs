//! Checkpoints (`c2sp.org/tlog-checkpoint`): the size and root of a ledger at one moment, signed.
//! Who keeps one sees every later change of the entries before it.

use crate::encoding::{base64, decimal, hash_from_base64};
use crate::hash::Hash;
use crate::key::{KeyError, KeyName, VerifierKey};
use crate::note::{self, Note, NoteError, Signed};
use crate::secret::LedgerKey;
use crate::verify::Head;

/// The head of a ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Name of the ledger, which is the name of the key that signs.
    pub origin: KeyName,
    /// Number of entries.
    pub size: u64,
    /// Root hash of these entries.
    pub root: Hash,
}

/// A checkpoint whose signatures were verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The checkpoint.
    pub checkpoint: Checkpoint,
    /// The known witnesses that vouch for it.
    pub witnesses: Vec<Witnessed>,
}

/// A witness's word that it saw a checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witnessed {
    /// Name of the witness.
    pub name: KeyName,
    /// When, in seconds of Unix time.
    pub at: u64,
}

/// Why a checkpoint cannot be believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// The note or its signatures.
    #[error("opening the checkpoint's signed note")]
    Note(#[from] NoteError),
    /// The name in the first line.
    #[error("reading the checkpoint's origin")]
    Origin(#[from] KeyError),
    /// The text is not origin, size, root.
    #[error("the signed text is not a checkpoint")]
    Form,
    /// Signed by known keys, but not by the key of that ledger.
    #[error("the checkpoint of {0} is not signed by the key of {0}")]
    NotByLedger(KeyName),
}

impl Checkpoint {
    /// The text that is signed.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, base64(&self.root.0))
    }

    /// Reads the text of a checkpoint. Extension lines are accepted and mean nothing here.
    ///
    /// # Errors
    /// If it is anything else.
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let body = text.strip_suffix('\n').ok_or(CheckpointError::Form)?;
        let mut lines = body.split('\n');
        let (Some(origin), Some(size), Some(root)) = (lines.next(), lines.next(), lines.next())
        else {
            return Err(CheckpointError::Form);
        };
        if lines.any(str::is_empty) {
            return Err(CheckpointError::Form);
        }
        Ok(Self {
            origin: origin.parse()?,
            size: decimal(size).ok_or(CheckpointError::Form)?,
            root: hash_from_base64(root).ok_or(CheckpointError::Form)?,
        })
    }

    /// Size and root alone.
    #[must_use]
    pub const fn head(&self) -> Head {
        Head {
            size: self.size,
            root: self.root,
        }
    }
}

/// Signs the head of the ledger that `key` belongs to.
#[must_use]
pub fn sign(head: &Head, key: &LedgerKey) -> String {
    let checkpoint = Checkpoint {
        origin: key.name().clone(),
        size: head.size,
        root: head.root,
    };
    note::sign(&checkpoint.text(), key)
}

/// Opens a signed checkpoint. It must be signed by the key of its own ledger: a ward's key among
/// many trusted ones says nothing about another ward.
///
/// # Errors
/// If the note has not the form of a checkpoint, or a known signature is wrong, or the ledger's own
/// is not there.
pub fn open(note: &str, keys: &[VerifierKey]) -> Result<Opened, CheckpointError> {
    open_note(&Note::parse(note)?, keys)
}

pub(crate) fn open_note(note: &Note, keys: &[VerifierKey]) -> Result<Opened, CheckpointError> {
    let signed = note.verify(keys)?;
    let checkpoint = Checkpoint::parse(note.text())?;
    let mut by_ledger = false;
    let mut witnesses = Vec::new();
    for signature in signed {
        match signature {
            Signed::ByLedger(key) => by_ledger |= key.name() == &checkpoint.origin,
            Signed::ByWitness(key, at) => {
                witnesses.push(Witnessed {
                    name: key.name().clone(),
                    at,
                });
            }
        }
    }
    if by_ledger {
        Ok(Opened {
            checkpoint,
            witnesses,
        })
    } else {
        Err(CheckpointError::NotByLedger(checkpoint.origin))
    }
}
