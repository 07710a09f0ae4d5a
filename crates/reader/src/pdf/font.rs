//! Fonts of a PDF: which text the codes of a string stand for, and how wide they are drawn.

use std::collections::BTreeMap;

use super::cmap::CharacterMap;
use super::encoding::{Encoding, of_glyph};
use super::file::File;
use super::object::{Dictionary, Object};
use crate::ReadError;
use crate::legacy::{FontCode, is_letter_beyond_latin1};

/// Most single widths of one font.
const MOST_WIDTHS: usize = 70_000;
/// The flag of a font whose codes follow no standard.
const SYMBOLIC: usize = 4;

pub(super) struct Font {
    composite: bool,
    to_unicode: Option<CharacterMap>,
    /// Code lengths of a composite font with a map of its own.
    codes: Option<CharacterMap>,
    /// Codes are UTF-16 themselves.
    is_unicode: bool,
    /// Text of the codes of a simple font.
    simple: BTreeMap<u8, String>,
    widths: BTreeMap<u32, f64>,
    ranges: Vec<(u32, u32, f64)>,
    usual_width: f64,
    /// From the font's units to those of text.
    scale: f64,
    /// How to decode text in an old Vietnamese font, whose letters are other characters.
    pub(super) legacy: Option<FontCode>,
}

/// One code of a string.
pub(super) struct Shown {
    /// Its text; `None` where the font does not tell.
    pub(super) text: Option<String>,
    /// Its width in units of text.
    pub(super) width: f64,
    /// A single byte 32, to which word spacing applies.
    pub(super) is_blank: bool,
}

impl Font {
    pub(super) fn load(font: &Dictionary, file: &mut File<'_>) -> Result<Self, ReadError> {
        let kind = file.entry(font, b"Subtype");
        let composite = kind.name() == Some(b"Type0");
        let to_unicode = file.entry(font, b"ToUnicode");
        let to_unicode = file
            .stream(&to_unicode)?
            .map(|data| CharacterMap::parse(&data));
        let mut loaded = Self {
            composite,
            to_unicode,
            codes: None,
            is_unicode: false,
            simple: BTreeMap::new(),
            widths: BTreeMap::new(),
            ranges: Vec::new(),
            usual_width: 500.0,
            scale: 0.001,
            legacy: None,
        };
        let is_unicode = |map: &CharacterMap| map.has_text(is_letter_beyond_latin1);
        if !loaded.to_unicode.as_ref().is_some_and(is_unicode) {
            loaded.legacy = font_code(&file.entry(font, b"BaseFont"));
        }
        if composite {
            loaded.load_composite(font, file)?;
        } else {
            loaded.load_simple(font, file);
        }
        if kind.name() == Some(b"Type3")
            && let Some(scale) = file
                .entry(font, b"FontMatrix")
                .array()
                .and_then(<[Object]>::first)
        {
            loaded.scale = scale.number().unwrap_or(0.001).abs();
        }
        Ok(loaded)
    }

    fn load_composite(&mut self, font: &Dictionary, file: &mut File<'_>) -> Result<(), ReadError> {
        let encoding = file.entry(font, b"Encoding");
        if let Some(name) = encoding.name() {
            let name = String::from_utf8_lossy(name);
            self.is_unicode = name.contains("UTF16") || name.contains("UCS2");
        }
        self.codes = file
            .stream(&encoding)?
            .map(|data| CharacterMap::parse(&data));
        let below = file.entry(font, b"DescendantFonts");
        let below = below
            .array()
            .and_then(<[Object]>::first)
            .map(|font| file.resolve(font));
        let Some(below) = below.as_ref().and_then(Object::dictionary) else {
            return Ok(());
        };
        self.usual_width = file.entry(below, b"DW").number().unwrap_or(1000.0);
        if let Object::Array(list) = file.entry(below, b"W") {
            self.load_width_list(&list, file);
        }
        Ok(())
    }

    /// `first [w w …]` and `first last w`, mixed.
    fn load_width_list(&mut self, list: &[Object], file: &File<'_>) {
        let mut list = list.iter();
        while let Some(first) = list.next() {
            let (Some(first), Some(next)) = (to_code(first), list.next()) else {
                return;
            };
            match file.resolve(next) {
                Object::Array(widths) => {
                    for (code, width) in (first..).zip(&widths) {
                        if let Some(width) = width.number()
                            && self.widths.len() < MOST_WIDTHS
                        {
                            self.widths.insert(code, width);
                        }
                    }
                }
                last => {
                    let width = list.next().and_then(Object::number);
                    if let (Some(last), Some(width)) = (to_code(&last), width)
                        && self.ranges.len() < 1_000
                    {
                        self.ranges.push((first, last, width));
                    }
                }
            }
        }
    }

    fn load_simple(&mut self, font: &Dictionary, file: &File<'_>) {
        let descriptor = file.dictionary(font, b"FontDescriptor");
        let encoding = file.entry(font, b"Encoding");
        let named = match &encoding {
            Object::Name(name) => Encoding::parse(name),
            other => other.dictionary().and_then(|encoding| {
                Encoding::parse(file.entry(encoding, b"BaseEncoding").name()?)
            }),
        };
        let flags = file.entry(&descriptor, b"Flags").index().unwrap_or(0);
        let is_embedded = [&b"FontFile"[..], b"FontFile2", b"FontFile3"]
            .iter()
            .any(|key| descriptor.contains_key(*key));
        // An embedded font of its own order says nothing about codes that nobody named.
        let base = named.or((!is_embedded || flags & SYMBOLIC == 0).then_some(Encoding::Standard));
        if let Some(base) = base {
            for code in 0..=u8::MAX {
                if let Some(c) = base.character(code) {
                    self.simple.insert(code, c.to_string());
                }
            }
        }
        if let Some(encoding) = encoding.dictionary()
            && let Object::Array(differences) = file.entry(encoding, b"Differences")
        {
            self.load_differences(&differences);
        }
        self.usual_width = file
            .entry(&descriptor, b"MissingWidth")
            .number()
            .unwrap_or(500.0);
        let first = to_code(&file.entry(font, b"FirstChar")).unwrap_or(0);
        if let Object::Array(widths) = file.entry(font, b"Widths") {
            for (code, width) in (first..).zip(widths.iter().take(256)) {
                if let Some(width) = file.resolve(width).number() {
                    self.widths.insert(code, width);
                }
            }
        }
    }

    /// In an old font the code of the optional hyphen is a letter, whatever the map says of it.
    fn letter(&self, code: u32) -> Option<String> {
        const OPTIONAL_HYPHEN: u32 = 0xad;
        let is_letter = self.legacy.is_some() && !self.composite && code == OPTIONAL_HYPHEN;
        match self.text(code) {
            Some(text) if text != "-" => Some(text),
            _ if is_letter => Some("\u{ad}".to_owned()),
            text => text,
        }
    }

    fn load_differences(&mut self, differences: &[Object]) {
        let mut code = 0_u32;
        for entry in differences {
            match entry {
                Object::Name(name) => {
                    if let Ok(code) = u8::try_from(code) {
                        match of_glyph(name) {
                            Some(text) => self.simple.insert(code, text),
                            None => self.simple.remove(&code),
                        };
                    }
                    code = code.saturating_add(1);
                }
                other => code = to_code(other).unwrap_or(code),
            }
        }
    }

    /// How much memory the font's tables take, in entries.
    pub(super) fn weight(&self) -> usize {
        let map = |map: &Option<CharacterMap>| map.as_ref().map_or(0, CharacterMap::len);
        self.widths.len() + map(&self.to_unicode) + map(&self.codes) + self.simple.len()
    }

    /// Splits a string into its codes.
    pub(super) fn show(&self, bytes: &[u8], mut visit: impl FnMut(Shown)) {
        let mut rest = bytes;
        while !rest.is_empty() {
            let (code, length) = self.next_code(rest);
            let width = self.widths.get(&code).copied().unwrap_or_else(|| {
                let within = |range: &&(u32, u32, f64)| (range.0..=range.1).contains(&code);
                self.ranges
                    .iter()
                    .find(within)
                    .map_or(self.usual_width, |range| range.2)
            });
            visit(Shown {
                text: self.letter(code),
                width: width * self.scale,
                is_blank: length == 1 && code == 32,
            });
            rest = rest.get(length..).unwrap_or_default();
        }
    }

    fn next_code(&self, bytes: &[u8]) -> (u32, usize) {
        if !self.composite {
            return (bytes.first().copied().map_or(0, u32::from), 1);
        }
        match self.codes.as_ref().filter(|codes| codes.has_spaces()) {
            Some(codes) => codes.next_code(bytes, 2),
            None => CharacterMap::default().next_code(bytes, 2),
        }
    }

    fn text(&self, code: u32) -> Option<String> {
        let mapped = self.to_unicode.as_ref().and_then(|map| map.text(code));
        if mapped.is_some() {
            return mapped;
        }
        if self.is_unicode {
            return char::from_u32(code).map(String::from);
        }
        self.simple
            .get(&u8::try_from(code).ok().filter(|_| !self.composite)?)
            .cloned()
    }
}

fn to_code(object: &Object) -> Option<u32> {
    object.index().and_then(|code| u32::try_from(code).ok())
}

/// By the name of the font, without the tag of a subset.
fn font_code(name: &Object) -> Option<FontCode> {
    let name = String::from_utf8_lossy(name.name()?).into_owned();
    FontCode::of(name.split_once('+').map_or(&*name, |(_, bare)| bare))
}
