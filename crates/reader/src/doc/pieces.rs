//! The pieces that the text is made of: Word puts changed text at the end of the file and keeps the
//! order in a table.

use super::bytes::{Plex, part, place, u8_at, u16_at, u32_at};

/// Most pieces; a document saved quickly many times has thousands.
const MOST_PIECES: usize = 1_000_000;

/// A stretch of text that lies in one place of the main stream.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'bytes> {
    /// Its first character and the one after its last.
    pub(super) start: u32,
    pub(super) end: u32,
    /// Where its bytes begin.
    pub(super) at: u32,
    /// Bytes of a character: one of Windows-1252 or two of Unicode.
    pub(super) width: u32,
    /// Changes to the properties of all its text, from quick saving.
    pub(super) changes: &'bytes [u8],
    /// One change in short form.
    pub(super) short: u16,
}

/// The pieces in order.
pub(super) fn parse(table: &[u8]) -> Vec<Piece<'_>> {
    let mut lists: Vec<&[u8]> = Vec::new();
    let mut rest = table;
    loop {
        match u8_at(rest, 0) {
            Some(1) => {
                let length = usize::from(u16_at(rest, 1).unwrap_or(0));
                lists.push(part(rest, 3, length));
                rest = rest.get(3 + length..).unwrap_or_default();
            }
            Some(2) => {
                let length = place(u32_at(rest, 1).unwrap_or(0));
                return pieces(part(rest, 5, length), &lists);
            }
            _ => return Vec::new(),
        }
    }
}

fn pieces<'bytes>(table: &'bytes [u8], lists: &[&'bytes [u8]]) -> Vec<Piece<'bytes>> {
    let mut last = 0;
    Plex::new(table, 8)
        .items()
        .take(MOST_PIECES)
        .filter_map(|(start, end, item)| {
            let position = u32_at(item, 2)?;
            let is_narrow = position & 0x4000_0000 != 0;
            let position = position & 0x3fff_ffff;
            let short = u16_at(item, 6)?;
            let list = usize::from(short >> 1);
            // Pieces that are out of order would show text twice.
            let sound = start >= last && end > start;
            last = last.max(end);
            sound.then_some(Piece {
                start,
                end,
                at: if is_narrow { position / 2 } else { position },
                width: if is_narrow { 1 } else { 2 },
                changes: if short & 1 == 1 {
                    lists.get(list).copied().unwrap_or_default()
                } else {
                    &[]
                },
                short: if short & 1 == 1 { 0 } else { short },
            })
        })
        .collect()
}
