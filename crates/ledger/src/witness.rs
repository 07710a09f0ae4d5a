//! What a superior office does with a checkpoint that a subordinate sends
//! (`c2sp.org/tlog-witness`): it compares it with the *one* checkpoint that it holds of that ledger
//! and, if the ledger only grew, vouches for it. Request and answer are plain text, the same over a
//! network, by mail or on a USB stick.
//!
//! Storing is the caller's: the new checkpoint must be stored, in the transaction in which the old
//! one was read, before the answer leaves.

use crate::checkpoint::{self, Checkpoint, CheckpointError};
use crate::encoding::{base64, decimal, hash_from_base64};
use crate::hash::Hash;
use crate::key::VerifierKey;
use crate::note::{self, Note};
use crate::secret::WitnessKey;
use crate::verify::{Head, Unproven, verify_consistency};

/// The most hashes that a consistency proof may have, by the standard.
const MOST_HASHES: usize = 63;

/// A request to vouch for a checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Size of the checkpoint for which the witness vouched last; 0 for none.
    pub old: u64,
    /// The consistency proof from there.
    pub proof: Vec<Hash>,
    /// The signed checkpoint.
    pub checkpoint: String,
}

/// What a witness does when it accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// To store in place of the checkpoint before.
    pub checkpoint: Checkpoint,
    /// To answer: the witness's signature line.
    pub signature: String,
}

/// Why a witness does not vouch.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WitnessError {
    /// The text is no request.
    #[error("the text is not a request to witness a checkpoint")]
    Form,
    /// The checkpoint in it.
    #[error("opening the checkpoint to witness")]
    Checkpoint(#[from] CheckpointError),
    /// The stored checkpoint is of another ledger; the caller looked up the wrong one.
    #[error("the checkpoint is of another ledger than the one compared with")]
    OtherLedger,
    /// The sender starts from another checkpoint than the one that is held. It may ask again from
    /// this size.
    #[error("the witness holds a checkpoint of {held} entries, not the one the proof starts from")]
    OtherStart {
        /// Size of the checkpoint that is held.
        held: u64,
    },
    /// The past of the ledger was changed, or the proof is wrong. Keep the request: with the held
    /// checkpoint it is evidence.
    #[error("comparing the checkpoint with the one held")]
    Unproven(#[from] Unproven),
}

impl Request {
    /// The text to send.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = format!("old {}\n", self.old);
        for hash in &self.proof {
            text.push_str(&base64(&hash.0));
            text.push('\n');
        }
        text.push('\n');
        text.push_str(&self.checkpoint);
        text
    }

    /// Reads a request.
    ///
    /// # Errors
    /// If the text is anything else.
    pub fn parse(text: &str) -> Result<Self, WitnessError> {
        let (head, checkpoint) = text.split_once("\n\n").ok_or(WitnessError::Form)?;
        let mut lines = head.split('\n');
        let old = lines.next().and_then(|line| line.strip_prefix("old "));
        let old = old.and_then(decimal).ok_or(WitnessError::Form)?;
        let proof: Option<Vec<_>> = lines.take(MOST_HASHES + 1).map(hash_from_base64).collect();
        let proof = proof
            .filter(|proof| proof.len() <= MOST_HASHES)
            .ok_or(WitnessError::Form)?;
        Ok(Self {
            old,
            proof,
            checkpoint: checkpoint.to_owned(),
        })
    }
}

/// Judges a request against the checkpoint held of that ledger and vouches for it at time `at`, in
/// seconds of Unix time.
///
/// # Errors
/// If the checkpoint is not signed by its ledger, or does not continue what is held.
pub fn judge(
    request: &Request,
    held: Option<&Checkpoint>,
    ledgers: &[VerifierKey],
    witness: &WitnessKey,
    at: u64,
) -> Result<Accepted, WitnessError> {
    let note = Note::parse(&request.checkpoint).map_err(CheckpointError::from)?;
    let checkpoint = checkpoint::open_note(&note, ledgers)?.checkpoint;
    if held.is_some_and(|held| held.origin != checkpoint.origin) {
        return Err(WitnessError::OtherLedger);
    }
    let nothing = Head {
        size: 0,
        root: Hash::of_empty_tree(),
    };
    let old = held.map_or(nothing, Checkpoint::head);
    if old.size != request.old {
        return Err(WitnessError::OtherStart { held: old.size });
    }
    verify_consistency(&old, &checkpoint.head(), &request.proof)?;
    // By the standard the whole text is signed, but extension lines are not vouched for.
    let signature = note::cosign(note.text(), witness, at);
    Ok(Accepted {
        checkpoint,
        signature,
    })
}

/// A signed checkpoint with a witness's answer added. The answer is believed only when it is opened
/// with the witness's key.
#[must_use]
pub fn with_signature(checkpoint: &str, signature: &str) -> String {
    format!("{checkpoint}{signature}")
}
