//! The head of the main stream: which Word wrote it, where its tables are, how long its streams of
//! text are.

use std::ops::Range;

use super::bytes::{Plex, part, place, u16_at, u32_at};
use crate::flow::Story;

/// Why a document is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    Encrypted,
    /// Word 6 or 95.
    Older,
    Damaged,
}

/// The first version of the format of Word 97.
const WORD_97: u16 = 0x00c0;
/// Where the list of tables begins; each is an offset and a length.
const TABLES: usize = 0x9a;

/// The tables that are looked at, by their number in the list.
#[derive(Clone, Copy)]
pub(super) enum Table {
    Styles = 1,
    CommentReferences = 4,
    Margins = 11,
    CharacterPages = 12,
    ParagraphPages = 13,
    Fonts = 15,
    Pieces = 33,
    Anchors = 40,
    Boxes = 56,
    Lists = 73,
    ListUses = 74,
}

/// What the head says. Ranges are of characters, counted through all streams of text.
pub(super) struct Header {
    pub(super) table_stream: &'static str,
    tables: Vec<u8>,
    body: u32,
    notes: u32,
    margins: u32,
    macros: u32,
    comments: u32,
    end_notes: u32,
    boxes: u32,
    margin_boxes: u32,
}

impl Header {
    pub(super) fn parse(main: &[u8]) -> Result<Self, Refusal> {
        let number = |at| u16_at(main, at).ok_or(Refusal::Damaged);
        let (sign, version, flags) = (number(0)?, number(2)?, number(0x0a)?);
        match sign {
            0xa5ec if version >= WORD_97 => {}
            0xa5ec | 0xa5dc => return Err(Refusal::Older),
            _ => return Err(Refusal::Damaged),
        }
        if flags & 0x0100 != 0 {
            return Err(Refusal::Encrypted);
        }
        let length = |at| u32_at(main, at).ok_or(Refusal::Damaged);
        Ok(Self {
            table_stream: if flags & 0x0200 == 0 {
                "0Table"
            } else {
                "1Table"
            },
            tables: part(main, TABLES, 8 * 128).to_vec(),
            body: length(0x4c)?,
            notes: length(0x50)?,
            margins: length(0x54)?,
            macros: length(0x58)?,
            comments: length(0x5c)?,
            end_notes: length(0x60)?,
            boxes: length(0x64)?,
            margin_boxes: length(0x68)?,
        })
    }

    /// The bytes of a table, and where it ends; `None` where there is none.
    pub(super) fn part<'bytes>(&self, table: &'bytes [u8], which: Table) -> Option<&'bytes [u8]> {
        let (at, length) = self.location(which)?;
        Some(part(table, at, length)).filter(|bytes| !bytes.is_empty())
    }

    /// Where a table begins, and how long it is.
    pub(super) fn location(&self, which: Table) -> Option<(usize, usize)> {
        let at = which as usize * 8;
        let offset = place(u32_at(&self.tables, at)?);
        let length = place(u32_at(&self.tables, at + 4)?);
        (length > 0).then_some((offset, length))
    }

    pub(super) const fn body(&self) -> Range<u32> {
        0..self.body
    }

    pub(super) const fn notes(&self) -> Range<u32> {
        after(self.body().end, self.notes)
    }

    const fn margin(&self) -> Range<u32> {
        after(self.notes().end, self.margins)
    }

    pub(super) const fn comments(&self) -> Range<u32> {
        after(after(self.margin().end, self.macros).end, self.comments)
    }

    pub(super) const fn end_notes(&self) -> Range<u32> {
        after(self.comments().end, self.end_notes)
    }

    pub(super) const fn boxes(&self) -> Range<u32> {
        after(self.end_notes().end, self.boxes)
    }

    pub(super) const fn margin_boxes(&self) -> Range<u32> {
        after(self.boxes().end, self.margin_boxes)
    }

    /// The texts of the margins: six for the lines over notes, then six for each section.
    pub(super) fn margins(&self, table: &[u8]) -> Vec<(Range<u32>, Story)> {
        let whole = self.margin();
        let positions = self.part(table, Table::Margins).unwrap_or_default();
        let within = |at: u32| whole.start.saturating_add(at).min(whole.end);
        Plex::new(positions, 0)
            .items()
            .enumerate()
            .skip(6)
            .map(|(number, (start, end, _))| {
                let story = match number % 6 {
                    0 | 1 | 4 => Story::Header,
                    _ => Story::Footer,
                };
                (within(start)..within(end), story)
            })
            .filter(|(range, _)| !range.is_empty())
            .collect()
    }
}

const fn after(start: u32, length: u32) -> Range<u32> {
    start..start.saturating_add(length)
}
