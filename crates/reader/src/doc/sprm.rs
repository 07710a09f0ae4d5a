//! Lists of changes to properties: a number that says which, and an operand whose length the
//! number tells.

use super::bytes::{part, u8_at, u16_at};

/// One change.
#[derive(Clone, Copy)]
pub(super) struct Change<'bytes> {
    pub(super) which: u16,
    pub(super) operand: &'bytes [u8],
}

impl Change<'_> {
    pub(super) fn byte(self) -> u8 {
        u8_at(self.operand, 0).unwrap_or(0)
    }

    pub(super) fn number(self) -> u16 {
        u16_at(self.operand, 0).unwrap_or(0)
    }

    /// Whether a property is switched on.
    pub(super) fn is_on(self) -> bool {
        matches!(self.byte(), 1 | 0x81)
    }
}

/// The definition of a row of a table, whose length is a number of two bytes.
const ROW: u16 = 0xd608;
/// Tab stops, whose length may have to be counted.
const TABS: u16 = 0xc615;

pub(super) fn changes(list: &[u8]) -> impl Iterator<Item = Change<'_>> {
    let mut rest = list;
    std::iter::from_fn(move || {
        let which = u16_at(rest, 0)?;
        let after = rest.get(2..)?;
        let (head, length) = shape(which, after)?;
        let operand = part(after, head, length);
        rest = after.get(head.checked_add(length)?..).unwrap_or_default();
        Some(Change { which, operand })
    })
}

/// Bytes of the length itself, and the length.
fn shape(which: u16, after: &[u8]) -> Option<(usize, usize)> {
    Some(match which >> 13 {
        0 | 1 => (0, 1),
        2 | 4 | 5 => (0, 2),
        3 => (0, 4),
        7 => (0, 3),
        _ if which == ROW => (2, usize::from(u16_at(after, 0)?.saturating_sub(1))),
        _ => match u8_at(after, 0)? {
            255 if which == TABS => (1, tabs(after)?),
            length => (1, usize::from(length)),
        },
    })
}

fn tabs(after: &[u8]) -> Option<usize> {
    let removed = usize::from(u8_at(after, 1)?) * 4;
    let added = usize::from(u8_at(after, 2 + removed)?) * 3;
    Some(2 + removed + added)
}
