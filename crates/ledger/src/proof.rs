//! Proof files (`c2sp.org/tlog-proof`, extension `.tlog-proof`): that one entry is in a ledger, in
//! a text that is verified without the ledger, without a network, with public keys alone. The
//! standard leaves a line `extra` to the application; here it holds the entry itself, so that one
//! file is enough.

use crate::checkpoint::{self, CheckpointError, Opened};
use crate::encoding::{base64, decimal, from_base64, hash_from_base64};
use crate::hash::Hash;
use crate::key::VerifierKey;
use crate::note::LARGEST_NOTE;
use crate::verify::{Unproven, verify_inclusion};

const HEADER: &str = "c2sp.org/tlog-proof@v1";

/// A ledger cannot have more levels than its size has bits.
const MOST_HASHES: usize = 64;

/// A proof that was read but not yet verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// Which entry, from 0.
    pub index: u64,
    /// The bytes of the entry, if they are in the file.
    pub leaf: Option<Vec<u8>>,
    /// The hashes from the entry's sibling up.
    pub hashes: Vec<Hash>,
    /// The signed checkpoint.
    pub checkpoint: String,
}

/// What a proof showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Which entry, from 0.
    pub index: u64,
    /// The bytes of the entry.
    pub leaf: Vec<u8>,
    /// The checkpoint that the entry is under, and who vouches for it.
    pub opened: Opened,
}

/// Why a proof shows nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The file is longer than a proof can be.
    #[error("the proof is larger than a proof may be")]
    TooLarge,
    /// The first line is another.
    #[error("the file is not a ledger proof: its first line is not {HEADER}")]
    NotAProof,
    /// A line that cannot be read.
    #[error("line {0} of the proof cannot be read")]
    Line(usize),
    /// The entry is needed, and neither was it given nor is it in the file.
    #[error("the entry that the proof is about is not in the file")]
    NoLeaf,
    /// The entry in the file is not the one that was given.
    #[error("the proof is about another entry than the one given")]
    OtherLeaf,
    /// The checkpoint in the proof.
    #[error("opening the proof's checkpoint")]
    Checkpoint(#[from] CheckpointError),
    /// The hashes do not lead from the entry to the checkpoint.
    #[error("following the proof from the entry to the checkpoint")]
    Unproven(#[from] Unproven),
}

impl Proof {
    /// The text of the proof file.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = format!("{HEADER}\n");
        if let Some(leaf) = &self.leaf {
            text.extend(["extra ", &base64(leaf), "\n"]);
        }
        text.extend(["index ", &self.index.to_string(), "\n"]);
        for hash in &self.hashes {
            text.push_str(&base64(&hash.0));
            text.push('\n');
        }
        text.push('\n');
        text.push_str(&self.checkpoint);
        text
    }

    /// Reads the text of a proof file.
    ///
    /// # Errors
    /// If it is anything else.
    pub fn parse(text: &str) -> Result<Self, ProofError> {
        if text.len() > 2 * LARGEST_NOTE {
            return Err(ProofError::TooLarge);
        }
        let (head, checkpoint) = text.split_once("\n\n").ok_or(ProofError::NotAProof)?;
        let mut lines = (1..).zip(head.split('\n')).peekable();
        if lines.next().is_none_or(|(_, line)| line != HEADER) {
            return Err(ProofError::NotAProof);
        }
        let extra = lines.next_if(|(_, line)| line.starts_with("extra "));
        let leaf = extra.map(|(number, line)| {
            let leaf = line.strip_prefix("extra ").and_then(from_base64);
            leaf.ok_or(ProofError::Line(number))
        });
        let leaf = leaf.transpose()?;
        let (number, line) = lines.next().ok_or(ProofError::NotAProof)?;
        let index = line.strip_prefix("index ").and_then(decimal);
        let index = index.ok_or(ProofError::Line(number))?;
        let mut hashes = Vec::new();
        for (number, line) in lines {
            if hashes.len() == MOST_HASHES {
                return Err(ProofError::TooLarge);
            }
            hashes.push(hash_from_base64(line).ok_or(ProofError::Line(number))?);
        }
        Ok(Self {
            index,
            leaf,
            hashes,
            checkpoint: checkpoint.to_owned(),
        })
    }
}

/// Verifies that the entry in the proof file is in the ledger that the file names.
///
/// # Errors
/// If the text is no proof or has no entry, its checkpoint is not signed by a key of `keys` for
/// that ledger, or the entry is not under that checkpoint at that place.
pub fn verify(proof: &str, keys: &[VerifierKey]) -> Result<Verified, ProofError> {
    let mut proof = Proof::parse(proof)?;
    let leaf = proof.leaf.take().ok_or(ProofError::NoLeaf)?;
    verify_parts(&proof, leaf, keys)
}

/// Verifies that the entry with bytes `leaf` is in the ledger that the proof file names.
///
/// # Errors
/// As [`verify`], or if the entry in the file is another.
pub fn verify_leaf(proof: &str, leaf: &[u8], keys: &[VerifierKey]) -> Result<Verified, ProofError> {
    let proof = Proof::parse(proof)?;
    if proof.leaf.as_deref().is_some_and(|inside| inside != leaf) {
        return Err(ProofError::OtherLeaf);
    }
    verify_parts(&proof, leaf.to_vec(), keys)
}

fn verify_parts(
    proof: &Proof,
    leaf: Vec<u8>,
    keys: &[VerifierKey],
) -> Result<Verified, ProofError> {
    let opened = checkpoint::open(&proof.checkpoint, keys)?;
    let head = opened.checkpoint.head();
    verify_inclusion(
        &Hash::of_leaf(&leaf),
        proof.index,
        head.size,
        &proof.hashes,
        &head.root,
    )?;
    Ok(Verified {
        index: proof.index,
        leaf,
        opened,
    })
}
