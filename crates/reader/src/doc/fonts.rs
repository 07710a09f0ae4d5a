//! The fonts of a document by number: which of them stand for an old encoding.

use super::bytes::{part, u8_at, u16_at};
use crate::legacy::FontCode;

/// Where the name stands in the description of a font.
const NAME: usize = 39;

/// How text in each font is decoded, if it has to be.
pub(super) fn parse(table: &[u8]) -> Vec<Option<FontCode>> {
    let count = usize::from(u16_at(table, 0).unwrap_or(0));
    let mut rest = table.get(4..).unwrap_or_default();
    let mut fonts = Vec::new();
    for _ in 0..count {
        let Some(length) = u8_at(rest, 0).map(usize::from) else {
            break;
        };
        let font = part(rest, 1, length);
        rest = rest.get(1 + length..).unwrap_or_default();
        let units = font.get(NAME..).unwrap_or_default().as_chunks::<2>().0;
        let units = units.iter().map(|pair| u16::from_le_bytes(*pair));
        let name: String = char::decode_utf16(units.take_while(|unit| *unit != 0))
            .filter_map(Result::ok)
            .collect();
        fonts.push(FontCode::of(&name));
    }
    fonts
}
