//! Bytes of an old encoding, or the characters that such bytes were taken for, to letters.

use unicode_normalization::UnicodeNormalization;

use super::Encoding;
use super::tables::Table;

/// Windows-1252 from 0x80: the characters for which programs take these bytes.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The byte that was taken for this character: Latin-1, Windows-1252, or the private range into
/// which symbol fonts put their bytes.
pub(crate) fn byte_of(c: char) -> Option<u8> {
    let code = u32::from(c);
    match code {
        0..=0xff => u8::try_from(code).ok(),
        0xf020..=0xf0ff => u8::try_from(code - 0xf000).ok(),
        // The same signs, as other programs write them.
        0x03bc => Some(0xb5),
        0x2219 | 0x22c5 => Some(0xb7),
        _ => WINDOWS
            .iter()
            .position(|known| *known == c)
            .and_then(|at| u8::try_from(at + 0x80).ok()),
    }
}

/// The character of Windows-1252 for a byte.
pub(crate) fn windows_1252(byte: u8) -> char {
    WINDOWS
        .get(usize::from(byte.wrapping_sub(0x80)))
        .copied()
        .unwrap_or(char::from(byte))
}

/// Whether this is a Vietnamese letter that no old encoding is ever taken for.
pub(crate) const fn is_letter_beyond_latin1(c: char) -> bool {
    matches!(
        c,
        'ă' | 'Ă' | 'đ' | 'Đ' | 'ĩ' | 'Ĩ' | 'ũ' | 'Ũ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1ea0}'
            ..='\u{1ef9}' | '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}'
    )
}

/// Decodes an encoding told by its bytes.
#[derive(Clone, Copy)]
pub(crate) struct Decoder {
    encoding: Encoding,
    table: &'static Table,
}

impl Decoder {
    /// `None` for an encoding without bytes of its own.
    pub(crate) fn new(encoding: Encoding) -> Option<Self> {
        Table::of(encoding).map(|table| Self { encoding, table })
    }

    /// Decodes text in which bytes stand as the characters they were taken for. What the encoding
    /// does not know stays as it is.
    pub(crate) fn text(self, raw: &str) -> String {
        let mut decoded = String::with_capacity(raw.len());
        let mut rest = raw.chars();
        while let Some(c) = rest.next() {
            let next = rest.clone().next();
            match next.and_then(|next| self.pair(c, next)) {
                Some(whole) => {
                    decoded.push(whole);
                    rest.next();
                }
                None => decoded.push(self.single(c).unwrap_or(c)),
            }
        }
        if self.encoding == Encoding::Windows1258 {
            decoded.nfc().collect()
        } else {
            decoded
        }
    }

    /// Decodes bytes; those that the encoding does not know are taken for Windows-1252.
    pub(crate) fn bytes(self, raw: &[u8]) -> String {
        let raw: String = raw.iter().map(|byte| windows_1252(*byte)).collect();
        in_capitals(&raw, self.text(&raw))
    }

    /// The letter for two characters, if they are a letter and its mark.
    pub(crate) fn pair(self, letter: char, mark: char) -> Option<char> {
        if !self.table.has_pairs() || mark.is_ascii() {
            return None;
        }
        self.table.pair(byte_of(letter)?, byte_of(mark)?)
    }

    /// The letter for one character.
    pub(crate) fn single(self, c: char) -> Option<char> {
        let plain = matches!(c, '\t' | '\n' | '\r' | ' ');
        byte_of(c)
            .filter(|_| !plain)
            .and_then(|byte| self.table.single(byte))
    }
}

/// TCVN3 writes toned capitals as small letters and leaves the rest to a font: `CéNG HßA`.
pub(super) fn in_capitals(raw: &str, decoded: String) -> String {
    let small = raw.chars().any(|c| c.is_ascii_lowercase());
    let capitals = raw.chars().filter(char::is_ascii_uppercase).count();
    if !small && capitals > 2 && decoded.chars().any(|c| c.is_lowercase()) {
        return decoded.to_uppercase();
    }
    decoded
}
