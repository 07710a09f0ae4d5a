//! A pack: all entries of a ledger and its signed checkpoints in one text file, which
//! `luytre ledger verify` reads on any computer. Each checkpoint stands right after the last entry
//! that it covers, so that one pass with the right edge of the tree in memory checks them all: every
//! checkpoint is then a beginning of every later one.
//!
//! ```text
//! luytre-ledger-pack@v1
//! leaf eyJhY3RvciI6…
//! leaf eyJhY3RvciI6…
//! checkpoint 5
//! H16.12.03/so-chung-cu
//! 2
//! n6…=
//!
//! — H16.12.03/so-chung-cu Gx…==
//! ```
//!
//! The number after `checkpoint` is that of the lines that follow and belong to it. A pack that was
//! cut off after an earlier checkpoint is a genuine, shorter pack: whoever knows of a later
//! checkpoint compares sizes.

use std::io::{self, BufRead, Read, Write};

use crate::checkpoint::{self, CheckpointError};
use crate::encoding::{base64, decimal, from_base64};
use crate::hash::Hash;
use crate::key::{KeyName, VerifierKey};
use crate::leaf::{LARGEST_LEAF, Leaf, LeafError};
use crate::note::{LARGEST_NOTE, MOST_SIGNATURES};
use crate::tree::Frontier;

const HEADER: &str = "luytre-ledger-pack@v1";

/// The longest line: an entry in base64 with its word.
const LONGEST_LINE: usize = "leaf ".len() + LARGEST_LEAF.div_ceil(3) * 4;

/// What a pack showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Name of the ledger.
    pub origin: KeyName,
    /// Number of entries.
    pub leaves: u64,
    /// Root hash of all of them, which the last checkpoint signs.
    pub root: Hash,
    /// Number of checkpoints.
    pub checkpoints: u64,
    /// The earliest time in an entry, in milliseconds of Unix time; nothing without entries.
    pub from: Option<i64>,
    /// The latest time in an entry.
    pub to: Option<i64>,
}

/// The first thing that is wrong with a pack, and in which line, from 1.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// The file cannot be read.
    #[error("reading line {line} of the pack")]
    Read {
        /// Where.
        line: u64,
        /// Why.
        source: io::Error,
    },
    /// The first line is another.
    #[error("the file is not a ledger pack: its first line is not {HEADER}")]
    NotAPack,
    /// A line that is too long, is cut off or says something unknown.
    #[error("line {line} of the pack cannot be read")]
    Line {
        /// Where.
        line: u64,
    },
    /// Bytes that are no entry.
    #[error("line {line} of the pack: reading entry {index}")]
    Leaf {
        /// Where.
        line: u64,
        /// Which entry, from 0.
        index: u64,
        /// Why.
        source: LeafError,
    },
    /// A checkpoint that is not to be believed.
    #[error("line {line} of the pack: opening a checkpoint")]
    Checkpoint {
        /// Where it begins.
        line: u64,
        /// Why.
        source: CheckpointError,
    },
    /// Checkpoints of two ledgers.
    #[error("line {line} of the pack: a checkpoint of {found} in the pack of {origin}")]
    OtherLedger {
        /// Where it begins.
        line: u64,
        /// Name in the first checkpoint.
        origin: KeyName,
        /// Name in this one.
        found: KeyName,
    },
    /// Entries are missing, were put in, or stand elsewhere.
    #[error("line {line} of the pack: {entries} entries stand before a checkpoint of {size}")]
    OtherSize {
        /// Where the checkpoint begins.
        line: u64,
        /// Entries before it in the pack.
        entries: u64,
        /// Entries it signs.
        size: u64,
    },
    /// An entry was changed.
    #[error(
        "line {line} of the pack: the first {size} entries are not those that the checkpoint signs"
    )]
    OtherRoot {
        /// Where the checkpoint begins.
        line: u64,
        /// Entries it signs.
        size: u64,
    },
    /// Entries at the end that nothing signs, or no checkpoint at all.
    #[error("no checkpoint signs the entries of the pack from entry {from} on")]
    Unsigned {
        /// The first entry that nothing signs, from 0.
        from: u64,
    },
}

/// Verifies a pack: each entry is one, and each checkpoint is signed by a key of `keys` for this
/// ledger and signs exactly the entries before it. Memory grows with the logarithm of the length.
///
/// # Errors
/// With the first thing that is wrong.
pub fn verify(pack: impl BufRead, keys: &[VerifierKey]) -> Result<Verified, PackError> {
    let mut lines = Lines { pack, number: 0 };
    if lines.next()?.as_deref() != Some(HEADER) {
        return Err(PackError::NotAPack);
    }
    let mut state = State::default();
    while let Some(line) = lines.next()? {
        let number = lines.number;
        match line.split_once(' ') {
            Some(("leaf", body)) => state.leaf(body, number)?,
            Some(("checkpoint", count)) => {
                let note = lines.note(count)?;
                state.checkpoint(&note, number, keys)?;
            }
            _ => return Err(PackError::Line { line: number }),
        }
    }
    state.finish()
}

/// Writes a pack, entry by entry and checkpoint by checkpoint. It does not check: [`verify`] does.
#[derive(Debug)]
pub struct Writer<W> {
    to: W,
}

impl<W: Write> Writer<W> {
    /// Begins a pack.
    ///
    /// # Errors
    /// If writing fails.
    pub fn new(mut to: W) -> io::Result<Self> {
        writeln!(to, "{HEADER}")?;
        Ok(Self { to })
    }

    /// Adds the next entry.
    ///
    /// # Errors
    /// If writing fails.
    pub fn leaf(&mut self, body: &[u8]) -> io::Result<()> {
        writeln!(self.to, "leaf {}", base64(body))
    }

    /// Adds the signed checkpoint of all entries so far.
    ///
    /// # Errors
    /// If writing fails.
    pub fn checkpoint(&mut self, note: &str) -> io::Result<()> {
        write!(self.to, "checkpoint {}\n{note}", note.matches('\n').count())
    }

    /// Ends the pack.
    ///
    /// # Errors
    /// If writing fails.
    pub fn finish(mut self) -> io::Result<W> {
        self.to.flush()?;
        Ok(self.to)
    }
}

/// What is known after some lines.
#[derive(Default)]
struct State {
    tree: Frontier,
    from: Option<i64>,
    to: Option<i64>,
    signed: Option<SignedPart>,
}

/// The part of the pack that checkpoints sign so far.
struct SignedPart {
    origin: KeyName,
    root: Hash,
    size: u64,
    checkpoints: u64,
}

impl State {
    fn leaf(&mut self, body: &str, line: u64) -> Result<(), PackError> {
        let body = from_base64(body).ok_or(PackError::Line { line })?;
        let index = self.tree.size();
        let leaf = Leaf::parse(&body).map_err(|source| PackError::Leaf {
            line,
            index,
            source,
        })?;
        self.from = Some(self.from.map_or(leaf.at, |from| from.min(leaf.at)));
        self.to = self.to.max(Some(leaf.at));
        self.tree.push(Hash::of_leaf(&body));
        Ok(())
    }

    fn checkpoint(&mut self, note: &str, line: u64, keys: &[VerifierKey]) -> Result<(), PackError> {
        let opened = checkpoint::open(note, keys);
        let opened = opened.map_err(|source| PackError::Checkpoint { line, source })?;
        let checkpoint = opened.checkpoint;
        let (root, size) = (self.tree.root(), self.tree.size());
        let earlier = self.signed.take();
        if let Some(earlier) = &earlier
            && earlier.origin != checkpoint.origin
        {
            let (origin, found) = (earlier.origin.clone(), checkpoint.origin);
            return Err(PackError::OtherLedger {
                line,
                origin,
                found,
            });
        }
        if checkpoint.size != size {
            return Err(PackError::OtherSize {
                line,
                entries: size,
                size: checkpoint.size,
            });
        }
        if checkpoint.root != root {
            return Err(PackError::OtherRoot { line, size });
        }
        let checkpoints = earlier.map_or(0, |earlier| earlier.checkpoints) + 1;
        self.signed = Some(SignedPart {
            origin: checkpoint.origin,
            root,
            size,
            checkpoints,
        });
        Ok(())
    }

    fn finish(self) -> Result<Verified, PackError> {
        let Some(signed) = self.signed else {
            return Err(PackError::Unsigned { from: 0 });
        };
        if signed.size != self.tree.size() {
            return Err(PackError::Unsigned { from: signed.size });
        }
        Ok(Verified {
            origin: signed.origin,
            leaves: signed.size,
            root: signed.root,
            checkpoints: signed.checkpoints,
            from: self.from,
            to: self.to,
        })
    }
}

/// Lines of a file, none longer than it may be.
struct Lines<R> {
    pack: R,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    /// The next line without its newline, or nothing at the end of the file.
    fn next(&mut self) -> Result<Option<String>, PackError> {
        self.number += 1;
        let line = self.number;
        let mut bytes = Vec::new();
        let mut limited = self.pack.by_ref().take(LONGEST_LINE as u64 + 1);
        limited
            .read_until(b'\n', &mut bytes)
            .map_err(|source| PackError::Read { line, source })?;
        if bytes.is_empty() {
            return Ok(None);
        }
        // Without its newline the line was too long or the file was cut off.
        if bytes.pop() != Some(b'\n') {
            return Err(PackError::Line { line });
        }
        String::from_utf8(bytes)
            .map(Some)
            .map_err(|_| PackError::Line { line })
    }

    /// The lines of a checkpoint.
    fn note(&mut self, count: &str) -> Result<String, PackError> {
        // Three lines, an empty one, the signatures, and as many extension lines as signatures.
        let most = 4 + 2 * MOST_SIGNATURES as u64;
        let count = decimal(count).filter(|count| *count <= most);
        let count = count.ok_or(PackError::Line { line: self.number })?;
        let mut note = String::new();
        for _ in 0..count {
            let line = self.next()?.ok_or(PackError::Line { line: self.number })?;
            note.push_str(&line);
            note.push('\n');
            if note.len() > LARGEST_NOTE {
                return Err(PackError::Line { line: self.number });
            }
        }
        Ok(note)
    }
}
