//! Walks the tokens of an RTF file and gathers its paragraphs. Groups are kept on a stack of our
//! own, so that nesting costs no recursion.

use super::font::Fonts;
use super::state::{Destination, State, Target, character};
use super::token::{Token, Tokens};
use crate::assembly::Assembly;
use crate::flow::{Flow, Grid, Story};
use crate::numerals::bullet;
use crate::{Excess, Limits, Problem, ReadError};

/// Longest number of a paragraph.
const LONGEST_LABEL: usize = 256;

pub(super) struct Reader<'bytes, 'out> {
    tokens: Tokens<'bytes>,
    flow: Flow<'out>,
    depth_limit: usize,
    fonts: Fonts,
    usual_font: i32,
    state: State,
    groups: Vec<State>,
    /// Paragraphs under way: of the body, and of the stories within it.
    open: Vec<Paragraph>,
    /// Characters of one font, not decoded yet.
    run: String,
    /// Characters still to be left out after one of Unicode.
    to_skip: usize,
    /// The first half of a character written as two.
    half: Option<u16>,
    is_first_word: bool,
    is_optional: bool,
    grid: Grid,
}

struct Paragraph {
    story: Story,
    text: String,
    label: String,
}

impl Paragraph {
    const fn new(story: Story) -> Self {
        Self {
            story,
            text: String::new(),
            label: String::new(),
        }
    }
}

impl<'bytes, 'out> Reader<'bytes, 'out> {
    pub(super) fn new(bytes: &'bytes [u8], limits: &Limits, out: &'out mut Assembly) -> Self {
        Self {
            tokens: Tokens::new(bytes),
            flow: Flow::new(out),
            depth_limit: limits.depth,
            fonts: Fonts::default(),
            usual_font: 0,
            state: State {
                target: Target::Text,
                font: 0,
                stand_ins: 1,
                deleted: false,
                inserted: false,
                hidden: false,
                depth: 0,
                opens_story: false,
            },
            groups: Vec::new(),
            open: vec![Paragraph::new(Story::Body)],
            run: String::new(),
            to_skip: 0,
            half: None,
            is_first_word: false,
            is_optional: false,
            grid: Grid::default(),
        }
    }

    pub(super) fn read(mut self) -> Result<(), ReadError> {
        let mut is_whole = false;
        while let Some(token) = self.tokens.next() {
            match token {
                Token::Open => self.open_group()?,
                Token::Close => {
                    self.close_group();
                    if self.groups.is_empty() {
                        is_whole = true;
                        break;
                    }
                }
                Token::Word(word, number) => self.word(word, number),
                Token::Symbol(sign) => self.symbol(sign),
                Token::Hex(byte) | Token::Byte(byte) => self.byte(byte, token),
            }
            if self.flow.out.is_full() {
                is_whole = true;
                break;
            }
        }
        while self.open.len() > 1 {
            self.end_story();
        }
        if self.open.iter().any(|open| !open.text.is_empty()) || !self.run.is_empty() {
            self.end_paragraph();
        }
        if !is_whole {
            self.flow.out.problem(Problem::Incomplete);
        }
        self.flow.finish();
        Ok(())
    }

    fn open_group(&mut self) -> Result<(), ReadError> {
        if self.groups.len() >= self.depth_limit {
            return Err(ReadError::Bomb {
                excess: Excess::Depth,
                limit: u64::try_from(self.depth_limit).unwrap_or(u64::MAX),
            });
        }
        self.groups.push(self.state);
        self.state.opens_story = false;
        self.to_skip = 0;
        self.is_first_word = true;
        self.is_optional = false;
        Ok(())
    }

    fn close_group(&mut self) {
        self.end_run();
        if self.state.opens_story {
            self.end_story();
        }
        self.to_skip = 0;
        self.is_first_word = false;
        if let Some(state) = self.groups.pop() {
            self.state = state;
        }
    }

    /// What is left of a story is its last paragraph.
    fn end_story(&mut self) {
        self.end_run();
        if let Some(last) = self.open.pop() {
            self.flow.aside(last.story, &last.label, &last.text);
        }
        if self.open.is_empty() {
            self.open.push(Paragraph::new(Story::Body));
        }
    }

    fn word(&mut self, word: &[u8], number: Option<i32>) {
        let is_first = std::mem::take(&mut self.is_first_word);
        if word == b"bin" {
            let length = number.and_then(|length| usize::try_from(length).ok());
            self.tokens.leave_out(length.unwrap_or(0));
            return;
        }
        if self.to_skip > 0 && character(word).is_some() {
            self.to_skip -= 1;
            return;
        }
        if is_first || self.is_optional {
            let destination = Destination::of(word);
            let is_optional = std::mem::take(&mut self.is_optional);
            if let Some(destination) = destination {
                return self.enter(destination);
            }
            if is_optional {
                return self.enter(Destination::To(Target::Nowhere));
            }
        }
        match self.state.target {
            Target::Nowhere => {}
            Target::Fonts => self.fonts.property(word, number.unwrap_or(0)),
            Target::Label | Target::Text => self.format(word, number),
        }
    }

    fn enter(&mut self, destination: Destination) {
        if self.state.target == Target::Nowhere {
            return;
        }
        self.end_run();
        match destination {
            Destination::Through => {}
            Destination::To(target) => self.state.target = target,
            Destination::Object => {
                self.flow.counts.embedded += 1;
                self.state.target = Target::Nowhere;
            }
            Destination::Comment => {
                self.flow.out.problem(Problem::Comments);
                self.state.target = Target::Nowhere;
            }
            Destination::Story(story) => {
                self.open.push(Paragraph::new(story));
                self.state.opens_story = true;
                self.state.depth = 0;
            }
        }
    }

    fn format(&mut self, word: &[u8], number: Option<i32>) {
        let is_on = number != Some(0);
        match word {
            b"par" | b"sect" => self.end_paragraph(),
            b"cell" | b"nestcell" => self.end_cell(word == b"nestcell"),
            b"row" | b"nestrow" => self.end_row(word == b"nestrow"),
            b"u" => self.unicode(number.unwrap_or(0)),
            b"uc" => self.state.stand_ins = number.and_then(|n| n.try_into().ok()).unwrap_or(1),
            b"ansicpg" => self.fonts.code_page = number.unwrap_or(0),
            b"deff" => {
                self.usual_font = number.unwrap_or(0);
                self.state.font = self.usual_font;
            }
            b"f" | b"plain" | b"deleted" | b"revised" | b"v" => {
                self.end_run();
                self.character_property(word, number, is_on);
            }
            b"pard" => self.state.depth = 0,
            b"intbl" => self.state.depth = self.state.depth.max(1),
            b"itap" => self.state.depth = number.and_then(|n| n.try_into().ok()).unwrap_or(0),
            word => {
                if let Some(c) = character(word) {
                    self.push(c);
                }
            }
        }
    }

    fn character_property(&mut self, word: &[u8], number: Option<i32>, is_on: bool) {
        let state = &mut self.state;
        match word {
            b"f" => state.font = number.unwrap_or(0),
            b"deleted" => state.deleted = is_on,
            b"revised" => state.inserted = is_on,
            b"v" => state.hidden = is_on,
            _ => {
                state.font = self.usual_font;
                state.deleted = false;
                state.inserted = false;
                state.hidden = false;
            }
        }
    }

    fn symbol(&mut self, sign: u8) {
        if sign == b'*' {
            self.is_optional = true;
            return;
        }
        self.is_first_word = false;
        if self.to_skip > 0 {
            self.to_skip -= 1;
            return;
        }
        match sign {
            b'~' => self.push('\u{a0}'),
            b'_' => self.push('-'),
            // TCVN3 has its `ư` where programs see an optional hyphen.
            b'-' if self.fonts.code(self.state.font).is_some() => self.push('\u{ad}'),
            b'{' | b'}' | b'\\' => self.push(char::from(sign)),
            b'\n' | b'\r' if self.state.target == Target::Text => self.end_paragraph(),
            b'\t' => self.push('\t'),
            _ => {}
        }
    }

    fn byte(&mut self, byte: u8, token: Token<'_>) {
        self.is_first_word = false;
        if self.to_skip > 0 {
            self.to_skip -= 1;
            return;
        }
        if self.state.target == Target::Fonts {
            return self.fonts.name(char::from(byte));
        }
        // Some programs write UTF-8 where only ASCII may stand; that reads as Windows-1252.
        let is_ascii = byte.is_ascii() && matches!(token, Token::Byte(_));
        let bytes = self.fonts.bytes(self.state.font);
        let c = if is_ascii && !matches!(bytes, super::font::Bytes::Signs) {
            char::from(byte)
        } else {
            bytes.character(byte)
        };
        self.push(c);
    }

    /// A character of Unicode, or half of one; what stands in for it follows.
    fn unicode(&mut self, number: i32) {
        self.to_skip = self.state.stand_ins;
        let Ok(unit) = u16::try_from(number.rem_euclid(0x1_0000)) else {
            return;
        };
        let is_half = (0xd800..0xdc00).contains(&unit);
        match (self.half.take(), unit) {
            (None, half) if is_half => self.half = Some(half),
            (first, unit) => {
                let units = first.into_iter().chain([unit]);
                let c = char::decode_utf16(units).next().and_then(Result::ok);
                self.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
            }
        }
    }

    fn push(&mut self, c: char) {
        if matches!(self.state.target, Target::Text | Target::Label)
            && self.run.len() < self.flow.out.longest_raw()
        {
            self.run.push(c);
        }
    }

    /// Decodes the characters gathered under one font and adds them to the paragraph.
    fn end_run(&mut self) {
        if self.run.is_empty() {
            return;
        }
        let raw = std::mem::take(&mut self.run);
        let counts = &mut self.flow.counts;
        counts.hidden += usize::from(self.state.hidden);
        counts.inserted += usize::from(self.state.inserted);
        counts.deleted += usize::from(self.state.deleted);
        if self.state.deleted {
            return;
        }
        let text = match self.fonts.code(self.state.font) {
            Some(code) => {
                let decoded = code.decode(&raw);
                if decoded != raw {
                    self.flow.out.problem(code.problem());
                }
                decoded
            }
            None => raw,
        };
        let longest = self.flow.out.longest_raw();
        let Some(open) = self.open.last_mut() else {
            return;
        };
        let (place, longest) = match self.state.target {
            Target::Label => (&mut open.label, LONGEST_LABEL),
            _ => (&mut open.text, longest),
        };
        let end = text.floor_char_boundary(longest.saturating_sub(place.len()));
        place.push_str(text.get(..end).unwrap_or_default());
    }

    fn end_paragraph(&mut self) {
        self.end_run();
        let depth = self.depth();
        let Some(open) = self.open.last_mut() else {
            return;
        };
        let story = open.story;
        let text = std::mem::take(&mut open.text);
        let label = label(&std::mem::take(&mut open.label));
        if story == Story::Body {
            let cell = self.grid.cell(depth);
            self.flow.body(cell, &label, &text);
        } else {
            self.flow.aside(story, &label, &text);
        }
    }

    fn depth(&self) -> usize {
        usize::try_from(self.state.depth)
            .unwrap_or(0)
            .min(self.depth_limit)
    }

    fn end_cell(&mut self, is_nested: bool) {
        if self.open.len() > 1 {
            return self.end_paragraph();
        }
        self.deepen(is_nested);
        self.end_paragraph();
        self.grid.end_cell(self.depth());
    }

    fn end_row(&mut self, is_nested: bool) {
        if self.open.len() > 1 {
            return;
        }
        self.end_run();
        self.deepen(is_nested);
        self.grid.end_row(self.depth());
    }

    /// The end of a cell is in a table, whatever the paragraph says.
    fn deepen(&mut self, is_nested: bool) {
        self.state.depth = if is_nested {
            self.state.depth.max(2)
        } else {
            1
        };
    }
}

/// Signs are written as in other formats; numbers lose the tab that follows them.
fn label(raw: &str) -> String {
    let raw = raw.trim();
    if raw.is_empty() || raw.contains(char::is_alphanumeric) {
        raw.to_owned()
    } else {
        bullet(raw).to_owned()
    }
}
