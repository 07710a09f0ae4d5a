//! What opening containers may cost: bytes held at a time, bytes unpacked in all, entries, and the
//! ratio of unpacked to packed. What lies is caught by reading no more than is allowed.

use std::io::Read;

use super::Reason;
use crate::detect::Kind;
use crate::{Excess, Limits, ReadError};

/// Content smaller than this may be of any ratio: empty forms pack very well.
const RATIO_FROM: u64 = 4 * 1024 * 1024;

/// Why opening a container, or one entry of it, does not go on.
#[derive(Debug)]
pub(super) enum Stop {
    /// It is made to do harm: nothing of the outermost file is used.
    Bomb(ReadError),
    /// This container or entry cannot be opened; others may be.
    Leave(Reason),
}

pub(super) struct Budget {
    part_bytes: u64,
    held_bytes: u64,
    held: u64,
    unpacked_bytes: u64,
    unpacked: u64,
    ratio: u64,
    entries: usize,
    seen: usize,
}

impl Budget {
    pub(super) const fn new(limits: &Limits) -> Self {
        Self {
            part_bytes: limits.part_bytes,
            held_bytes: limits.held_bytes,
            held: 0,
            unpacked_bytes: limits.unpacked_bytes,
            unpacked: 0,
            ratio: limits.ratio,
            entries: limits.entries,
            seen: 0,
        }
    }

    /// Counts entries, those of all containers together.
    pub(super) fn count(&mut self, entries: usize) -> Result<(), Stop> {
        self.seen = self.seen.saturating_add(entries);
        if self.seen > self.entries {
            let limit = u64::try_from(self.entries).unwrap_or(u64::MAX);
            return Err(bomb(Excess::Entries, limit));
        }
        Ok(())
    }

    /// Reads the whole of `source`, which came from `packed` bytes and claims to be `declared`.
    pub(super) fn read(
        &mut self,
        source: impl Read,
        packed: u64,
        declared: u64,
    ) -> Result<Vec<u8>, Stop> {
        self.check(declared, packed)?;
        let mut bytes = Vec::with_capacity(usize::try_from(declared).unwrap_or(0));
        source
            .take(self.most(packed).saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|_| Stop::Leave(Reason::Damaged))?;
        let actual = length(&bytes);
        self.check(actual, packed)?;
        self.hold(actual)?;
        Ok(bytes)
    }

    /// Counts bytes that were unpacked already.
    pub(super) fn hold(&mut self, size: u64) -> Result<(), Stop> {
        self.effort(size)?;
        if size > self.held_bytes.saturating_sub(self.held) {
            return Err(Stop::Leave(Reason::TooLarge));
        }
        self.held = self.held.saturating_add(size);
        Ok(())
    }

    /// Counts bytes that were unpacked and are not kept.
    pub(super) fn effort(&mut self, size: u64) -> Result<(), Stop> {
        self.unpacked = self.unpacked.saturating_add(size);
        if self.unpacked > self.unpacked_bytes {
            return Err(bomb(Excess::UnpackedBytes, self.unpacked_bytes));
        }
        Ok(())
    }

    /// Bytes that were counted are no longer held.
    pub(super) fn release(&mut self, size: usize) {
        let size = u64::try_from(size).unwrap_or(u64::MAX);
        self.held = self.held.saturating_sub(size);
    }

    fn most(&self, packed: u64) -> u64 {
        self.part_bytes
            .min(self.held_bytes.saturating_sub(self.held))
            .min(self.unpacked_bytes.saturating_sub(self.unpacked))
            .min(packed.saturating_mul(self.ratio).max(RATIO_FROM))
    }

    fn check(&self, size: u64, packed: u64) -> Result<(), Stop> {
        if size > RATIO_FROM && size > packed.saturating_mul(self.ratio) {
            return Err(bomb(Excess::Ratio, self.ratio));
        }
        if size > self.unpacked_bytes.saturating_sub(self.unpacked) {
            return Err(bomb(Excess::UnpackedBytes, self.unpacked_bytes));
        }
        if size > self.part_bytes || size > self.held_bytes.saturating_sub(self.held) {
            return Err(Stop::Leave(Reason::TooLarge));
        }
        Ok(())
    }
}

pub(super) const fn bomb(excess: Excess, limit: u64) -> Stop {
    Stop::Bomb(ReadError::Bomb { excess, limit })
}

pub(super) fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

impl Stop {
    /// As an error about the outermost file.
    pub(super) fn into_error(self, kind: Kind) -> ReadError {
        match self {
            Self::Bomb(error) => error,
            Self::Leave(Reason::Encrypted) => ReadError::Encrypted { format: None },
            Self::Leave(Reason::NoTool) => ReadError::ToolMissing { kind },
            Self::Leave(Reason::Unsupported) => ReadError::Unsupported { kind },
            Self::Leave(_) => ReadError::DamagedContainer { kind },
        }
    }
}
