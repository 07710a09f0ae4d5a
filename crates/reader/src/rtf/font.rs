//! The font table: what the bytes of a run mean.

use std::collections::BTreeMap;

use crate::Encoding;
use crate::legacy::{Decoder, FontCode, windows_1252};

/// Most fonts of a file; Word writes a few dozen.
const MOST_FONTS: usize = 10_000;
/// Longest name of a font.
const LONGEST_NAME: usize = 64;

/// The fonts by number, as the table gives them.
#[derive(Default)]
pub(super) struct Fonts {
    fonts: BTreeMap<i32, Font>,
    /// The one that is being read.
    current: i32,
    /// The code page of the file, for fonts that have none of their own.
    pub(super) code_page: i32,
}

#[derive(Default)]
struct Font {
    name: String,
    charset: i32,
    code: Option<FontCode>,
}

/// How bytes of a run become characters.
#[derive(Clone, Copy)]
pub(super) enum Bytes {
    /// Windows-1252, and what is taken for it.
    Windows,
    /// Windows-1258.
    Vietnamese,
    /// A font of signs, such as bullets.
    Signs,
}

impl Fonts {
    /// A control word of the table.
    pub(super) fn property(&mut self, word: &[u8], number: i32) {
        match word {
            b"f" => {
                self.current = number;
                if self.fonts.len() < MOST_FONTS {
                    self.fonts.insert(number, Font::default());
                }
            }
            b"fcharset" => {
                if let Some(font) = self.fonts.get_mut(&self.current) {
                    font.charset = number;
                }
            }
            _ => {}
        }
    }

    /// A character of the name, which a semicolon ends.
    pub(super) fn name(&mut self, c: char) {
        if let Some(font) = self.fonts.get_mut(&self.current) {
            if c == ';' {
                font.code = FontCode::of(&font.name);
            } else if font.name.len() < LONGEST_NAME {
                font.name.push(c);
            }
        }
    }

    pub(super) fn code(&self, font: i32) -> Option<FontCode> {
        self.fonts.get(&font)?.code
    }

    pub(super) fn bytes(&self, font: i32) -> Bytes {
        let charset = self.fonts.get(&font).map_or(0, |font| font.charset);
        match charset {
            2 => Bytes::Signs,
            163 => Bytes::Vietnamese,
            0 | 1 if self.code_page == 1258 && self.code(font).is_none() => Bytes::Vietnamese,
            _ => Bytes::Windows,
        }
    }
}

impl Bytes {
    pub(super) fn character(self, byte: u8) -> char {
        let plain = windows_1252(byte);
        match self {
            Self::Windows => plain,
            Self::Signs if byte >= 0x20 => {
                char::from_u32(0xf000 + u32::from(byte)).unwrap_or(plain)
            }
            Self::Signs => plain,
            Self::Vietnamese => Decoder::new(Encoding::Windows1258)
                .and_then(|decoder| decoder.single(plain))
                .unwrap_or(plain),
        }
    }
}
