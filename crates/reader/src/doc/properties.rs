//! What the properties of characters and paragraphs say, as far as text needs it.

use super::bytes::{part, place, u16_at, u32_at};
use super::sprm::{Change, changes};

/// Properties of a run of characters.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub(super) struct Character {
    /// The font of letters beyond ASCII, or of ASCII.
    pub(super) font: Option<u16>,
    ascii_font: Option<u16>,
    pub(super) style: Option<u16>,
    pub(super) is_deleted: bool,
    pub(super) is_inserted: bool,
    pub(super) is_hidden: bool,
    /// Characters stand for something else: a picture, a note, a sign.
    pub(super) is_special: bool,
    /// A sign of a font.
    pub(super) sign: Option<u16>,
}

impl Character {
    pub(super) fn apply(&mut self, list: &[u8]) {
        for change in changes(list) {
            match change.which {
                0x0800 => self.is_deleted = change.is_on(),
                0x0801 => self.is_inserted = change.is_on(),
                0x083c => self.is_hidden = change.is_on(),
                0x0855 => self.is_special = change.is_on(),
                0x4a4f => self.ascii_font = Some(change.number()),
                0x4a51 => self.font = Some(change.number()),
                0x4a30 => self.style = Some(change.number()),
                0x6a09 => self.sign = u16_at(change.operand, 2),
                _ => {}
            }
        }
    }

    /// A change in short form, as quick saving writes it.
    pub(super) const fn apply_short(&mut self, short: u16) {
        let is_on = short >> 8 == 1;
        match (short & 0xff) >> 1 {
            0x41 => self.is_deleted = is_on,
            0x42 => self.is_inserted = is_on,
            _ => {}
        }
    }

    pub(super) fn font(&self) -> Option<u16> {
        self.font.or(self.ascii_font)
    }
}

/// Properties of a paragraph.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub(super) style: u16,
    /// Which use of a list, from 1; 0 switches numbers off.
    pub(super) list: Option<u16>,
    pub(super) level: Option<u8>,
    is_in_table: bool,
    depth: Option<u32>,
    ends_row: bool,
    pub(super) ends_inner_cell: bool,
    ends_inner_row: bool,
}

impl Paragraph {
    /// From the bytes of a paragraph's properties: its style, then changes.
    pub(super) fn parse(properties: &[u8], data: &[u8]) -> Self {
        let mut paragraph = Self {
            style: u16_at(properties, 0).unwrap_or(0),
            ..Self::default()
        };
        paragraph.apply(properties.get(2..).unwrap_or_default(), data);
        paragraph
    }

    pub(super) fn apply(&mut self, list: &[u8], data: &[u8]) {
        for change in changes(list) {
            match change.which {
                // The rest lies in another stream.
                0x6645 | 0x6646 => {
                    let at = place(u32_at(change.operand, 0).unwrap_or(u32::MAX));
                    let length = usize::from(u16_at(data, at).unwrap_or(0));
                    for change in changes(part(data, at.saturating_add(2), length)) {
                        self.change(change);
                    }
                }
                _ => self.change(change),
            }
        }
    }

    fn change(&mut self, change: Change<'_>) {
        match change.which {
            0x2416 => self.is_in_table = change.is_on(),
            0x2417 => self.ends_row = change.is_on(),
            0x244b => self.ends_inner_cell = change.is_on(),
            0x244c => self.ends_inner_row = change.is_on(),
            0x260a => self.level = Some(change.byte()),
            0x460b => self.list = Some(change.number()),
            0x4600 => self.style = change.number(),
            0x6649 => self.depth = u32_at(change.operand, 0),
            _ => {}
        }
    }

    /// A change in short form, as quick saving writes it.
    pub(super) const fn apply_short(&mut self, short: u16) {
        let is_on = short >> 8 == 1;
        match (short & 0xff) >> 1 {
            0x18 => self.is_in_table = is_on,
            0x19 => self.ends_row = is_on,
            _ => {}
        }
    }

    pub(super) const fn ends_row(&self) -> bool {
        self.ends_row || self.ends_inner_row
    }

    /// How many tables it stands in, one in another.
    pub(super) fn depth(&self) -> usize {
        const DEEPEST: u32 = 64;
        let least = u32::from(self.is_in_table);
        let depth = self.depth.filter(|depth| *depth <= DEEPEST).unwrap_or(0);
        place(depth.max(least))
    }
}
