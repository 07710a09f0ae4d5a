//! Walks the content of a page and notes which text is shown where. Nothing is drawn; what only
//! draws is skipped. Work is bounded by the number of operators and glyphs.

use std::collections::BTreeMap;
use std::rc::Rc;

use unicode_normalization::UnicodeNormalization;

use super::file::File;
use super::font::Font;
use super::matrix::Matrix;
use super::object::{Dictionary, Object, Parser, is_space};
use super::page::{Glyph, Page};
use super::scan::find;
use crate::legacy::FontCode;
use crate::{Excess, ReadError};

/// Deepest nesting of forms drawn in forms.
const DEEPEST_FORM: usize = 12;
/// Most saved states; writers use a dozen.
const MOST_SAVED: usize = 256;
/// Most operators of a whole file.
const MOST_OPERATORS: usize = 20_000_000;
/// Most glyphs of a page; a full page of text has 5,000.
pub(super) const MOST_GLYPHS: usize = 200_000;
/// Most entries of the tables of all fonts of a file, taken together.
const MOST_FONT_ENTRIES: usize = 1_500_000;
/// Most fonts kept under their names; a page uses five.
const MOST_FONTS: usize = 16;
/// Most operands of an operator.
const MOST_OPERANDS: usize = 64;

/// What lasts from page to page.
#[derive(Default)]
pub(super) struct Walker {
    fonts: BTreeMap<u32, Rc<Font>>,
    font_entries: usize,
    operators: usize,
}

#[derive(Clone)]
struct State {
    to_page: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    letter_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
    is_invisible: bool,
}

/// One content stream under way.
struct Run<'run, 'bytes> {
    file: &'run mut File<'bytes>,
    walker: &'run mut Walker,
    page: &'run mut Page,
    resources: Rc<Dictionary>,
    /// The fonts of these resources used so far.
    fonts: BTreeMap<Vec<u8>, Option<Rc<Font>>>,
    depth: usize,
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
    /// The last character in an old encoding, which a mark may join.
    before_mark: Option<char>,
}

/// A character of an old encoding.
enum Decoded {
    /// A letter of its own.
    Letter(String),
    /// A mark that went to the letter before it.
    Joined,
}

impl Walker {
    /// Walks the content of one page.
    pub(super) fn page(
        &mut self,
        file: &mut File<'_>,
        content: &[u8],
        resources: Rc<Dictionary>,
        to_page: Matrix,
    ) -> Result<Page, ReadError> {
        let mut page = Page::default();
        let state = State {
            to_page,
            font: None,
            size: 1.0,
            letter_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            is_invisible: false,
        };
        Run {
            file,
            walker: self,
            page: &mut page,
            resources,
            fonts: BTreeMap::new(),
            depth: 0,
            state,
            saved: Vec::new(),
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
            before_mark: None,
        }
        .walk(content)?;
        Ok(page)
    }

    fn font(&mut self, font: &Object, file: &mut File<'_>) -> Result<Option<Rc<Font>>, ReadError> {
        let number = match font {
            Object::Reference(number) => Some(*number),
            _ => None,
        };
        if let Some(known) = number.and_then(|number| self.fonts.get(&number)) {
            return Ok(Some(Rc::clone(known)));
        }
        let resolved = file.resolve(font);
        let Some(dictionary) = resolved.dictionary() else {
            return Ok(None);
        };
        let loaded = Rc::new(Font::load(dictionary, file)?);
        self.font_entries = self.font_entries.saturating_add(loaded.weight());
        if self.font_entries > MOST_FONT_ENTRIES {
            return Err(ReadError::Bomb {
                excess: Excess::Effort,
                limit: u64::try_from(MOST_FONT_ENTRIES).unwrap_or(u64::MAX),
            });
        }
        if let Some(number) = number {
            self.fonts.insert(number, Rc::clone(&loaded));
        }
        Ok(Some(loaded))
    }
}

impl Run<'_, '_> {
    fn walk(&mut self, content: &[u8]) -> Result<(), ReadError> {
        let mut parser = Parser::new(content, 0);
        let mut operands: Vec<Object> = Vec::new();
        while let Some(object) = parser.next() {
            match object {
                Object::Word(word) if &*word == b"ID" => {
                    self.page.pictures += 1;
                    parser.skip_to(end_of_picture(content, parser.position()));
                    operands.clear();
                }
                Object::Word(word) => {
                    self.walker.operators += 1;
                    self.page.is_cut |= self.walker.operators > MOST_OPERATORS;
                    if self.page.is_cut {
                        break;
                    }
                    self.operator(&word, &operands)?;
                    operands.clear();
                }
                operand => {
                    // No operator takes two lists; this keeps their number down.
                    if matches!(operand, Object::Array(_) | Object::Dictionary(_)) {
                        operands.retain(|operand| {
                            !matches!(operand, Object::Array(_) | Object::Dictionary(_))
                        });
                    }
                    if operands.len() < MOST_OPERANDS {
                        operands.push(operand);
                    }
                }
            }
        }
        Ok(())
    }

    fn operator(&mut self, word: &[u8], operands: &[Object]) -> Result<(), ReadError> {
        let number = |at: usize| operands.get(at).and_then(Object::number);
        match word {
            b"q" if self.saved.len() < MOST_SAVED => self.saved.push(self.state.clone()),
            b"Q" => {
                if let Some(state) = self.saved.pop() {
                    self.state = state;
                }
            }
            b"cm" => {
                if let Some(matrix) = Matrix::from_operands(operands) {
                    self.state.to_page = matrix.then(&self.state.to_page);
                }
            }
            b"Do" => {
                if let Some(name) = operands.first().and_then(Object::name) {
                    self.draw(name)?;
                }
            }
            b"Tf" => self.set_font(operands)?,
            b"Tc" => self.state.letter_space = number(0).unwrap_or(0.0),
            b"Tw" => self.state.word_space = number(0).unwrap_or(0.0),
            b"Tz" => self.state.stretch = number(0).unwrap_or(100.0) / 100.0,
            b"TL" => self.state.leading = number(0).unwrap_or(0.0),
            b"Ts" => self.state.rise = number(0).unwrap_or(0.0),
            b"Tr" => self.state.is_invisible = number(0) == Some(3.0),
            _ => self.text_operator(word, operands),
        }
        Ok(())
    }

    fn text_operator(&mut self, word: &[u8], operands: &[Object]) {
        let number = |at: usize| operands.get(at).and_then(Object::number).unwrap_or(0.0);
        match word {
            b"BT" => {
                self.text = Matrix::IDENTITY;
                self.line = Matrix::IDENTITY;
            }
            b"Td" => self.next_line(number(0), number(1)),
            b"TD" => {
                self.state.leading = -number(1);
                self.next_line(number(0), number(1));
            }
            b"Tm" => {
                if let Some(matrix) = Matrix::from_operands(operands) {
                    self.text = matrix;
                    self.line = matrix;
                }
            }
            b"T*" => self.next_line(0.0, -self.state.leading),
            b"Tj" => self.show(operands.first()),
            b"'" => {
                self.next_line(0.0, -self.state.leading);
                self.show(operands.first());
            }
            b"\"" => {
                self.state.word_space = number(0);
                self.state.letter_space = number(1);
                self.next_line(0.0, -self.state.leading);
                self.show(operands.get(2));
            }
            b"TJ" => {
                for piece in operands.first().and_then(Object::array).unwrap_or_default() {
                    match piece {
                        Object::Number(back) => {
                            let shift = -back / 1000.0 * self.state.size * self.state.stretch;
                            self.text = Matrix::shift(shift, 0.0).then(&self.text);
                        }
                        text => self.show(Some(text)),
                    }
                }
            }
            _ => {}
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::shift(x, y).then(&self.line);
        self.text = self.line;
    }

    fn resource(&self, kind: &[u8], name: &[u8]) -> Option<Object> {
        self.file
            .dictionary(&self.resources, kind)
            .get(name)
            .cloned()
    }

    fn set_font(&mut self, operands: &[Object]) -> Result<(), ReadError> {
        let Some(name) = operands.first().and_then(Object::name) else {
            return Ok(());
        };
        self.state.size = operands.get(1).and_then(Object::number).unwrap_or(1.0);
        let font = match self.fonts.get(name) {
            Some(known) => known.clone(),
            None => self.load_font(name)?,
        };
        self.state.font = font;
        self.before_mark = None;
        Ok(())
    }

    fn load_font(&mut self, name: &[u8]) -> Result<Option<Rc<Font>>, ReadError> {
        let font = match self.resource(b"Font", name) {
            Some(font) => self.walker.font(&font, self.file)?,
            None => None,
        };
        if self.fonts.len() >= MOST_FONTS {
            self.fonts.clear();
        }
        self.fonts.insert(name.to_vec(), font.clone());
        Ok(font)
    }

    /// A form is content of its own; anything else that is drawn is a picture.
    fn draw(&mut self, name: &[u8]) -> Result<(), ReadError> {
        let Some(object) = self.resource(b"XObject", name) else {
            return Ok(());
        };
        let object = self.file.resolve(&object);
        let Some(form) = object.dictionary() else {
            return Ok(());
        };
        if self.file.entry(form, b"Subtype").name() != Some(b"Form") {
            self.page.pictures += 1;
            let to_page = &self.state.to_page;
            let area = (to_page.a * to_page.d - to_page.b * to_page.c).abs();
            if area.is_finite() {
                self.page.picture_area += area;
            }
            return Ok(());
        }
        if self.depth >= DEEPEST_FORM {
            return Ok(());
        }
        self.file.check_effort()?;
        let Some(content) = self.file.stream(&object)? else {
            return Ok(());
        };
        let matrix = self.file.entry(form, b"Matrix");
        let matrix = Matrix::from_operands(matrix.array().unwrap_or_default());
        let mut state = self.state.clone();
        state.to_page = matrix.unwrap_or(Matrix::IDENTITY).then(&state.to_page);
        let resources = self.file.dictionary(form, b"Resources");
        Run {
            file: self.file,
            walker: self.walker,
            page: self.page,
            resources: if resources.is_empty() {
                Rc::clone(&self.resources)
            } else {
                Rc::new(resources)
            },
            fonts: BTreeMap::new(),
            depth: self.depth + 1,
            state,
            saved: Vec::new(),
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
            before_mark: None,
        }
        .walk(&content)
    }

    fn show(&mut self, text: Option<&Object>) {
        let bytes = text.and_then(Object::bytes).unwrap_or_default();
        let Some(font) = self.state.font.clone() else {
            // A font that is missing tells nothing of its codes.
            bytes.iter().for_each(|_| self.note(None, self.state.size));
            return;
        };
        font.show(bytes, |shown| {
            let State { size, stretch, .. } = self.state;
            let spacing = self.state.letter_space
                + if shown.is_blank {
                    self.state.word_space
                } else {
                    0.0
                };
            let width = shown.width * size;
            let is_blank = shown
                .text
                .as_deref()
                .is_some_and(|text| text.trim().is_empty());
            let seen = if is_blank { width + spacing } else { width };
            let decoded = shown.text.as_deref().and_then(|text| {
                let code = font.legacy?;
                self.decode(code, text, seen * stretch)
            });
            match decoded {
                Some(Decoded::Joined) => {}
                Some(Decoded::Letter(letter)) => self.note(Some(&letter), seen * stretch),
                None => self.note(shown.text.as_deref(), seen * stretch),
            }
            let advance = Matrix::shift((width + spacing) * stretch, 0.0);
            self.text = advance.then(&self.text);
        });
    }

    /// Decodes a character of an old encoding. A mark joins the letter before it, which then stands
    /// alone on the page.
    fn decode(&mut self, code: FontCode, text: &str, width: f64) -> Option<Decoded> {
        let mut characters = text.chars();
        let c = characters.next().filter(|_| characters.next().is_none())?;
        let before = self.before_mark.replace(c);
        let problem = code.problem();
        let joined = before.and_then(|letter| code.pair(letter, c));
        if let Some(whole) = joined
            && let Some(last) = self.page.glyphs.last_mut()
        {
            self.page.text.truncate(last.text.start);
            self.page.text.push_str(&whole);
            last.text.end = self.page.text.len();
            last.end += width.max(0.0);
            self.before_mark = None;
            if !self.page.decoded.contains(&problem) {
                self.page.decoded.push(problem);
            }
            return Some(Decoded::Joined);
        }
        let letter = code.single(c);
        if letter != text && !self.page.decoded.contains(&problem) {
            self.page.decoded.push(problem);
        }
        Some(Decoded::Letter(letter))
    }

    /// Notes a glyph at the place where the text stands.
    fn note(&mut self, text: Option<&str>, width: f64) {
        if self.page.glyphs.len() >= MOST_GLYPHS {
            self.page.is_cut = true;
            return;
        }
        let state = &self.state;
        let here = Matrix::shift(0.0, state.rise)
            .then(&self.text)
            .then(&state.to_page);
        let turn = turn_of(&here);
        let size = here.c.hypot(here.d) * state.size.abs();
        let length = here.a.hypot(here.b) * width;
        let (x, y) = match turn {
            0 => (here.e, here.f),
            1 => (here.f, -here.e),
            2 => (-here.e, -here.f),
            _ => (-here.f, here.e),
        };
        if !(x.is_finite() && y.is_finite() && size.is_finite() && length.is_finite()) {
            return;
        }
        let start = self.page.text.len();
        match text {
            Some(text) if text.contains(is_ligature) => self.page.text.extend(text.nfkc()),
            Some(text) => self.page.text.push_str(text),
            None => {
                self.page.undecodable += 1;
                self.page.text.push(char::REPLACEMENT_CHARACTER);
            }
        }
        self.page.invisible += usize::from(state.is_invisible);
        self.page.glyphs.push(Glyph {
            text: start..self.page.text.len(),
            x,
            y,
            end: x + length,
            size,
            turn,
        });
    }
}

/// Letters drawn as one, `ﬁ` and its kin, which nobody types when searching.
const fn is_ligature(c: char) -> bool {
    matches!(c, '\u{fb00}'..='\u{fb06}')
}

/// The nearest quarter turn to the direction in which text runs.
fn turn_of(matrix: &Matrix) -> u8 {
    if matrix.a.abs() >= matrix.b.abs() {
        if matrix.a >= 0.0 { 0 } else { 2 }
    } else if matrix.b > 0.0 {
        1
    } else {
        3
    }
}

/// Where the data of a picture within the content ends: after `EI` on its own.
fn end_of_picture(content: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(rest) = content.get(at..) {
        let Some(found) = find(rest, b"EI") else {
            break;
        };
        let before = (at + found)
            .checked_sub(1)
            .and_then(|before| content.get(before));
        let after = content.get(at + found + 2);
        if before.is_some_and(|byte| is_space(*byte)) && after.is_none_or(|byte| is_space(*byte)) {
            return at + found + 2;
        }
        at += found + 2;
    }
    content.len()
}
