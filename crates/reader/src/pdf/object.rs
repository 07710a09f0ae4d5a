//! The objects of a PDF and how they are written. One parser serves the file, its content streams
//! and its character maps. It is bounded: nesting has a depth, and one object has a number of
//! members, so a page of brackets costs no more than the bytes that it is written in.

use std::collections::BTreeMap;
use std::ops::Range;

/// Deepest nesting of arrays and dictionaries; what is deeper reads as null.
const DEEPEST: usize = 48;
/// Most members of one object, all levels together; further ones are left out.
const MOST_MEMBERS: usize = 100_000;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Object {
    Null,
    Number(f64),
    Text(Vec<u8>),
    Name(Vec<u8>),
    Array(Vec<Self>),
    Dictionary(Dictionary),
    Reference(u32),
    /// An operator, or a keyword such as `true` or `endobj`.
    Word(Vec<u8>),
    /// A stream: its dictionary, where its bytes lie in the file, and its object number.
    Stream(Dictionary, Range<usize>, u32),
}

pub(super) type Dictionary = BTreeMap<Vec<u8>, Object>;

impl Object {
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Self::Number(value) => Some(*value),
            _ => None,
        }
    }

    pub(super) fn index(&self) -> Option<usize> {
        self.number().and_then(to_index)
    }

    pub(super) fn name(&self) -> Option<&[u8]> {
        match self {
            Self::Name(name) => Some(name),
            _ => None,
        }
    }

    pub(super) fn bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Text(bytes) => Some(bytes),
            _ => None,
        }
    }

    pub(super) fn array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(members) => Some(members),
            _ => None,
        }
    }

    pub(super) const fn dictionary(&self) -> Option<&Dictionary> {
        match self {
            Self::Dictionary(dictionary) | Self::Stream(dictionary, _, _) => Some(dictionary),
            _ => None,
        }
    }
}

/// A count or position written as a number; `None` for negative ones and those out of reach.
pub(super) fn to_index(value: f64) -> Option<usize> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the range is checked; fractions are meant to be dropped"
    )]
    (0.0..4e9).contains(&value).then_some(value as usize)
}

/// Reads objects one after another.
#[derive(Clone)]
pub(super) struct Parser<'bytes> {
    bytes: &'bytes [u8],
    at: usize,
    members: usize,
}

impl<'bytes> Parser<'bytes> {
    pub(super) const fn new(bytes: &'bytes [u8], at: usize) -> Self {
        Self {
            bytes,
            at,
            members: 0,
        }
    }

    pub(super) const fn position(&self) -> usize {
        self.at
    }

    pub(super) const fn skip_to(&mut self, at: usize) {
        self.at = at;
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn peek_after(&self, offset: usize) -> Option<u8> {
        self.bytes.get(self.at.saturating_add(offset)).copied()
    }

    pub(super) fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                while self
                    .peek()
                    .is_some_and(|byte| byte != b'\n' && byte != b'\r')
                {
                    self.at += 1;
                }
            } else if is_space(byte) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    /// The next object or word; `None` at the end.
    pub(super) fn next(&mut self) -> Option<Object> {
        self.members = 0;
        self.object(0)
    }

    fn object(&mut self, depth: usize) -> Option<Object> {
        self.skip_space();
        self.members += 1;
        Some(match self.peek()? {
            b'/' => Object::Name(self.name()),
            b'(' => Object::Text(self.literal()),
            b'[' => {
                self.at += 1;
                Object::Array(self.members_until(b"]", depth))
            }
            b'<' if self.peek_after(1) == Some(b'<') => {
                self.at += 2;
                let members = self.members_until(b">>", depth);
                Object::Dictionary(pairs(members))
            }
            b'<' => Object::Text(self.hexadecimal()),
            b'+' | b'-' | b'.' | b'0'..=b'9' => self.number_or_reference(depth),
            b')' | b']' | b'}' | b'{' | b'>' => {
                self.at += 1;
                Object::Null
            }
            _ => self.word(),
        })
    }

    fn members_until(&mut self, end: &[u8], depth: usize) -> Vec<Object> {
        let mut members = Vec::new();
        loop {
            self.skip_space();
            if self.bytes.get(self.at..).is_none_or(<[u8]>::is_empty) {
                break;
            }
            if self
                .bytes
                .get(self.at..)
                .is_some_and(|rest| rest.starts_with(end))
            {
                self.at += end.len();
                break;
            }
            if depth >= DEEPEST || self.members >= MOST_MEMBERS {
                self.at = self.bytes.len();
                break;
            }
            match self.object(depth + 1) {
                // A keyword that ends the object: the closing bracket is missing.
                Some(Object::Word(word)) if ends_object(&word) => {
                    self.at = self.at.saturating_sub(word.len());
                    break;
                }
                Some(member) => members.push(member),
                None => break,
            }
        }
        members
    }

    fn name(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|byte| is_regular(*byte)) {
            self.at += 1;
            let digits = (self.peek().and_then(hex), self.peek_after(1).and_then(hex));
            if let (b'#', (Some(high), Some(low))) = (byte, digits) {
                self.at += 2;
                name.push(high << 4 | low);
            } else {
                name.push(byte);
            }
        }
        name
    }

    fn number_or_reference(&mut self, depth: usize) -> Object {
        let Some(value) = self.number() else {
            return Object::Null;
        };
        // `12 0 R`, told apart from two numbers by looking ahead; never in content streams.
        if depth > 0 || self.members == 1 {
            let here = self.at;
            self.skip_space();
            if self.peek().is_some_and(|byte| byte.is_ascii_digit()) && self.number().is_some() {
                self.skip_space();
                let ends = self.peek_after(1).is_none_or(|byte| !is_regular(byte));
                if self.peek() == Some(b'R') && ends {
                    self.at += 1;
                    return to_index(value)
                        .and_then(|number| u32::try_from(number).ok())
                        .map_or(Object::Null, Object::Reference);
                }
            }
            self.at = here;
        }
        Object::Number(value)
    }

    fn number(&mut self) -> Option<f64> {
        let start = self.at;
        while self
            .peek()
            .is_some_and(|byte| matches!(byte, b'+' | b'-' | b'.' | b'0'..=b'9'))
        {
            self.at += 1;
        }
        let written = std::str::from_utf8(self.bytes.get(start..self.at)?).ok()?;
        // Writers have been seen to put `--5` and `5-3`; what comes before the fault counts.
        let written = written.trim_start_matches('+');
        let written = if written.starts_with("--") {
            written.trim_start_matches('-')
        } else {
            written
        };
        let end = written
            .char_indices()
            .skip(1)
            .find(|(_, c)| matches!(c, '-' | '+'))
            .map_or(written.len(), |(at, _)| at);
        written.get(..end)?.parse().ok().or(Some(0.0))
    }

    fn literal(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut open = 1_usize;
        let mut text = Vec::new();
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        break;
                    }
                }
                b'\\' => {
                    text.extend(self.escape());
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
        text
    }

    fn escape(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(match byte {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                }
                return None;
            }
            b'\n' => return None,
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else {
                        break;
                    };
                    self.at += 1;
                    value = value * 8 + u32::from(digit - b'0');
                }
                u8::try_from(value & 0xff).unwrap_or(0)
            }
            other => other,
        })
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut text = Vec::new();
        let mut half = None;
        while let Some(byte) = self.peek() {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            let Some(digit) = hex(byte) else { continue };
            match half.take() {
                Some(high) => text.push(high << 4 | digit),
                None => half = Some(digit),
            }
        }
        text.extend(half.map(|high| high << 4));
        text
    }

    fn word(&mut self) -> Object {
        let start = self.at;
        while self.peek().is_some_and(is_regular) {
            self.at += 1;
        }
        let word = self.bytes.get(start..self.at).unwrap_or_default();
        if word == b"null" {
            Object::Null
        } else {
            Object::Word(word.to_vec())
        }
    }
}

fn ends_object(word: &[u8]) -> bool {
    matches!(word, b"endobj" | b"stream" | b"obj")
}

fn pairs(members: Vec<Object>) -> Dictionary {
    let mut dictionary = Dictionary::new();
    let mut members = members.into_iter();
    while let Some(key) = members.next() {
        if let Object::Name(key) = key
            && let Some(value) = members.next()
        {
            dictionary.insert(key, value);
        }
    }
    dictionary
}

pub(super) const fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

const fn is_regular(byte: u8) -> bool {
    !is_space(byte)
        && !matches!(
            byte,
            b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
        )
}

pub(super) const fn hex(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}
