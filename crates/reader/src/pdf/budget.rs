//! How much may still be unpacked from a PDF: a share for each stream, and one for all.

use crate::{Excess, Limits, ReadError};

/// Longest unpacked content; pages of plans come near it, text does not.
pub(super) const LONGEST_CONTENT: u32 = 32 << 20;

/// What may still be unpacked.
pub(super) struct Budget {
    part: usize,
    left: usize,
    total: u64,
}

impl Budget {
    pub(super) fn new(limits: &Limits) -> Self {
        let bytes = |limit| usize::try_from(limit).unwrap_or(usize::MAX);
        Self {
            part: bytes(limits.part_bytes.min(u64::from(LONGEST_CONTENT))),
            left: bytes(limits.unpacked_bytes),
            total: limits.unpacked_bytes,
        }
    }

    pub(super) fn most(&self) -> usize {
        self.part.min(self.left)
    }

    pub(super) const fn take(&mut self, bytes: usize) {
        self.left = self.left.saturating_sub(bytes);
    }

    pub(super) fn exceeded(&self) -> ReadError {
        if self.left < self.part {
            ReadError::Bomb {
                excess: Excess::UnpackedBytes,
                limit: self.total,
            }
        } else {
            ReadError::Bomb {
                excess: Excess::PartBytes,
                limit: u64::try_from(self.part).unwrap_or(u64::MAX),
            }
        }
    }
}
