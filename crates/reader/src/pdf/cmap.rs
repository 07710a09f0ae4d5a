//! Character maps: which code a string of a font holds, and which characters it stands for.

use super::object::{Object, Parser};

/// Most ranges of one map; fonts have fewer glyphs than this.
const MOST_RANGES: usize = 70_000;
/// Longest map that is looked at; a full one of all glyphs takes a tenth of this.
const LONGEST_MAP: usize = 2 << 20;
/// Longest text of one glyph, for ligatures.
const LONGEST: usize = 16;

/// A map from codes to text.
#[derive(Default)]
pub(super) struct CharacterMap {
    /// Sorted by first code.
    ranges: Vec<Mapped>,
    /// Code spaces: length in bytes, first and last code.
    spaces: Vec<(usize, u32, u32)>,
}

struct Mapped {
    first: u32,
    last: u32,
    text: Text,
}

enum Text {
    /// The text of the first code; the last character counts up with the code.
    From(String),
    /// Texts one by one.
    Each(Vec<String>),
}

impl CharacterMap {
    pub(super) fn parse(data: &[u8]) -> Self {
        let data = data.get(..data.len().min(LONGEST_MAP)).unwrap_or(data);
        let mut map = Self::default();
        let mut parser = Parser::new(data, 0);
        let mut operands: Vec<Object> = Vec::new();
        while let Some(object) = parser.next() {
            match object {
                Object::Word(word) => {
                    match &*word {
                        b"endcodespacerange" => map.take_spaces(&operands),
                        b"endbfchar" => map.take_single(&operands),
                        b"endbfrange" => map.take_ranges(&operands),
                        _ => {}
                    }
                    operands.clear();
                }
                other if operands.len() < MOST_RANGES * 3 => operands.push(other),
                _ => {}
            }
        }
        map.ranges.sort_by_key(|range| range.first);
        map
    }

    /// Whether a code stands for such a character; ranges are judged by their first.
    pub(super) fn has_text(&self, wanted: fn(char) -> bool) -> bool {
        self.ranges.iter().any(|range| match &range.text {
            Text::From(text) => text.contains(wanted),
            Text::Each(texts) => texts.iter().any(|text| text.contains(wanted)),
        })
    }

    fn take_spaces(&mut self, operands: &[Object]) {
        for pair in operands.chunks_exact(2) {
            if let [Object::Text(first), Object::Text(last)] = pair
                && self.spaces.len() < 256
            {
                self.spaces.push((first.len(), code(first), code(last)));
            }
        }
    }

    fn take_single(&mut self, operands: &[Object]) {
        for pair in operands.chunks_exact(2) {
            if let [Object::Text(from), Object::Text(text)] = pair {
                let first = code(from);
                self.take(first, first, Text::From(from_utf16(text)));
            }
        }
    }

    fn take_ranges(&mut self, operands: &[Object]) {
        for triple in operands.chunks_exact(3) {
            let [Object::Text(first), Object::Text(last), target] = triple else {
                continue;
            };
            let text = match target {
                Object::Text(text) => Text::From(from_utf16(text)),
                Object::Array(texts) => Text::Each(
                    texts
                        .iter()
                        .map(|text| from_utf16(text.bytes().unwrap_or_default()))
                        .collect(),
                ),
                _ => continue,
            };
            self.take(code(first), code(last), text);
        }
    }

    fn take(&mut self, first: u32, last: u32, text: Text) {
        if self.ranges.len() < MOST_RANGES && first <= last {
            self.ranges.push(Mapped { first, last, text });
        }
    }

    /// How many texts the map holds.
    pub(super) fn len(&self) -> usize {
        let texts = |range: &Mapped| match &range.text {
            Text::From(_) => 1,
            Text::Each(texts) => 1 + texts.len(),
        };
        self.ranges.iter().map(texts).sum()
    }

    /// Whether the map says how long codes are.
    pub(super) const fn has_spaces(&self) -> bool {
        !self.spaces.is_empty()
    }

    /// The text of a code, if the map knows a usable one.
    pub(super) fn text(&self, code: u32) -> Option<String> {
        let after = self.ranges.partition_point(|range| range.first <= code);
        // A later range may lie inside an earlier, wider one: look back a little.
        let range = self
            .ranges
            .get(after.saturating_sub(8)..after)?
            .iter()
            .rev()
            .find(|range| code <= range.last)?;
        let offset = code - range.first;
        let text = match &range.text {
            Text::Each(texts) => texts.get(usize::try_from(offset).ok()?)?.clone(),
            Text::From(text) if offset == 0 => text.clone(),
            Text::From(text) => {
                let mut characters = text.chars();
                let last = characters.next_back()?;
                let last = char::from_u32(u32::from(last).checked_add(offset)?)?;
                characters.chain([last]).collect()
            }
        };
        let usable = |c: char| c != '\0' && c != '\u{fffd}';
        (!text.is_empty() && text.chars().all(usable)).then_some(text)
    }

    /// The next code of a string and its length.
    pub(super) fn next_code(&self, bytes: &[u8], usual: usize) -> (u32, usize) {
        for length in 1..=4 {
            let Some(head) = bytes.get(..length) else {
                break;
            };
            let value = code(head);
            if self
                .spaces
                .iter()
                .any(|(size, first, last)| *size == length && (*first..=*last).contains(&value))
            {
                return (value, length);
            }
        }
        let length = usual.min(bytes.len()).max(1);
        (code(bytes.get(..length).unwrap_or(bytes)), length)
    }
}

fn code(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .take(4)
        .fold(0, |value, byte| value << 8 | u32::from(*byte))
}

pub(super) fn from_utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks(2).map(|unit| match unit {
        [high, low] => u16::from_be_bytes([*high, *low]),
        [single] => u16::from(*single),
        _ => 0,
    });
    char::decode_utf16(units)
        .map(|decoded| decoded.unwrap_or(char::REPLACEMENT_CHARACTER))
        .take(LONGEST)
        .collect()
}
