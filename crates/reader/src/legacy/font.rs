//! Which old encoding the name of a font stands for. Names are the only witness for a run of a
//! few letters, so only prefixes that no Unicode font has are known here.

use super::Encoding;
use super::decode::{Decoder, is_letter_beyond_latin1};
use crate::Problem;

/// How text in an old font is decoded.
#[derive(Clone, Copy)]
pub(crate) struct FontCode {
    encoding: Encoding,
    decoder: Decoder,
    /// The font draws every letter as a capital.
    capitals: bool,
}

impl FontCode {
    /// By the name of a font, without the tag of a subset.
    pub(crate) fn of(name: &str) -> Option<Self> {
        let name = name.trim();
        let encoding = encoding(name)?;
        Some(Self {
            encoding,
            decoder: Decoder::new(encoding)?,
            capitals: encoding == Encoding::Tcvn3 && shows_capitals(name),
        })
    }

    /// The text of a run in this font. A run with letters that no old encoding has is Unicode
    /// already: people set the font of such text too.
    pub(crate) fn decode(self, raw: &str) -> String {
        let text = if raw.chars().any(is_letter_beyond_latin1) {
            raw.to_owned()
        } else {
            self.decoder.text(raw)
        };
        self.in_case(text)
    }

    /// The letter for one character that stands alone.
    pub(crate) fn single(self, c: char) -> String {
        self.in_case(self.decoder.single(c).unwrap_or(c).to_string())
    }

    /// The letter for two characters, if they are a letter and its mark.
    pub(crate) fn pair(self, letter: char, mark: char) -> Option<String> {
        Some(self.in_case(self.decoder.pair(letter, mark)?.to_string()))
    }

    /// What to tell of text that was decoded.
    pub(crate) const fn problem(self) -> Problem {
        Problem::Decoded {
            encoding: self.encoding,
            confidence: 100,
        }
    }

    fn in_case(self, text: String) -> String {
        if self.capitals {
            text.to_uppercase()
        } else {
            text
        }
    }
}

fn encoding(name: &str) -> Option<Encoding> {
    const PREFIXES: [(&str, Encoding); 9] = [
        (".vn", Encoding::Tcvn3),
        ("vni-", Encoding::Vni),
        ("vps ", Encoding::Vps),
        ("vi times", Encoding::Viscii),
        ("hoangyen", Encoding::Viscii),
        ("phuongthao", Encoding::Viscii),
        ("thahuong", Encoding::Viscii),
        ("svntimes", Encoding::VietwareF),
        ("vntimes new roman", Encoding::VietwareX),
    ];
    let name = name.to_lowercase();
    PREFIXES
        .iter()
        .find(|(prefix, _)| name.starts_with(prefix))
        .map(|(_, encoding)| *encoding)
}

/// `.VnTimeH`, `.VnArial NarrowH`, and with the style as PDF writes it, `.VnTimeH,Bold`.
fn shows_capitals(name: &str) -> bool {
    name.split([',', '-'])
        .next()
        .is_some_and(|family| family.trim_end().ends_with('H'))
}
