//! The lists of a document: their levels, and their uses with what each changes.

use super::bytes::{part, place, u8_at, u16_at, u32_at};
use super::header::{Header, Table};
use crate::numbering::{Instance, LEVELS, LONGEST_TEXT, Level, List, MOST_LISTS, Numbering};
use crate::numerals::Numerals;

/// Bytes of a list in its table, of a use of one, and of the fixed part of a level.
const LIST: usize = 28;
const USE: usize = 16;
const LEVEL: usize = 28;

pub(super) fn parse(header: &Header, table: &[u8]) -> Numbering {
    let mut numbering = Numbering::default();
    if let Some((at, length)) = header.location(Table::Lists) {
        let levels = table.get(at.saturating_add(length)..).unwrap_or_default();
        lists(part(table, at, length), levels, &mut numbering);
    }
    if let Some(uses) = header.part(table, Table::ListUses) {
        instances(uses, &mut numbering);
    }
    numbering
}

/// The levels of all lists follow one another after the table.
fn lists(table: &[u8], mut levels: &[u8], numbering: &mut Numbering) {
    let count = usize::from(u16_at(table, 0).unwrap_or(0)).min(MOST_LISTS);
    for number in 0..count {
        let list = part(table, 2 + number * LIST, LIST);
        let (Some(id), Some(flags)) = (u32_at(list, 0), u8_at(list, 26)) else {
            return;
        };
        let is_simple = flags & 1 == 1;
        let mut parsed = List::default();
        for slot in parsed
            .levels
            .iter_mut()
            .take(if is_simple { 1 } else { LEVELS })
        {
            let Some((level, length)) = level(levels) else {
                return;
            };
            *slot = level;
            levels = levels.get(length..).unwrap_or_default();
        }
        numbering.lists.insert(id, parsed);
    }
}

/// A level and its length in bytes.
fn level(bytes: &[u8]) -> Option<(Level, usize)> {
    let flags = u8_at(bytes, 5)?;
    let characters = usize::from(u8_at(bytes, 24)?);
    let paragraphs = usize::from(u8_at(bytes, 25)?);
    let at = LEVEL + characters + paragraphs;
    let length = usize::from(u16_at(bytes, at)?);
    let units = part(bytes, at + 2, length * 2).as_chunks::<2>().0;
    let units = units.iter().map(|pair| u16::from_le_bytes(*pair));
    let restarts_after = (flags & 8 != 0).then(|| u8_at(bytes, 26).map(usize::from));
    let level = Level {
        start: u32_at(bytes, 0),
        format: numerals(u8_at(bytes, 4)?),
        text: text(units),
        restart: restarts_after.flatten(),
        style: None,
        plain_digits: flags & 4 != 0,
    };
    Some((level, at + 2 + length * 2))
}

/// Levels stand as their number in the text; `%1` is what others write.
fn text(units: impl Iterator<Item = u16>) -> String {
    let mut text = String::new();
    for c in char::decode_utf16(units)
        .filter_map(Result::ok)
        .take(LONGEST_TEXT)
    {
        match u32::from(c) {
            level @ 0..9 => {
                text.push('%');
                text.extend(char::from_digit(level + 1, 10));
            }
            _ => text.push(c),
        }
    }
    text
}

const fn numerals(code: u8) -> Numerals {
    match code {
        1 => Numerals::UpperRoman,
        2 => Numerals::LowerRoman,
        3 => Numerals::UpperLetter,
        4 => Numerals::LowerLetter,
        22 => Numerals::DecimalZero,
        23 => Numerals::Bullet,
        255 => Numerals::Nothing,
        _ => Numerals::Decimal,
    }
}

/// The uses of lists, then for each what it changes in its levels.
fn instances(table: &[u8], numbering: &mut Numbering) {
    let count = place(u32_at(table, 0).unwrap_or(0)).min(MOST_LISTS);
    let mut changes = table.get(4 + count * USE..).unwrap_or_default();
    for number in 0..count {
        let used = part(table, 4 + number * USE, USE);
        let (Some(list), Some(changed)) = (u32_at(used, 0), u8_at(used, 12)) else {
            return;
        };
        let mut instance = Instance {
            list,
            ..Instance::default()
        };
        changes = changes.get(4..).unwrap_or_default();
        for _ in 0..changed {
            let Some(length) = change(changes, &mut instance) else {
                break;
            };
            changes = changes.get(length..).unwrap_or_default();
        }
        let id = u32::try_from(number + 1).unwrap_or(u32::MAX);
        numbering.instances.insert(id, instance);
    }
}

/// One changed level, and the length of the change.
fn change(bytes: &[u8], instance: &mut Instance) -> Option<usize> {
    const FIXED: usize = 8;
    let (start, flags) = (u32_at(bytes, 0)?, u32_at(bytes, 4)?);
    let at = place(flags & 0xf);
    let mut length = FIXED;
    let mut start = (flags & 0x10 != 0).then_some(start);
    if flags & 0x20 != 0 {
        let (level, more) = level(bytes.get(FIXED..)?)?;
        length += more;
        start = start.and(level.start);
        instance.levels.insert(at, level);
    }
    if let Some(start) = start {
        instance.starts.insert(at, start);
    }
    Some(length)
}
