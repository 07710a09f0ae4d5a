//! Walks a stream of text of a document, piece by piece and run by run, and hands over its
//! paragraphs with their numbers and places.

use std::ops::Range;

use super::boxes::Boxes;
use super::bytes::{part, place};
use super::fonts;
use super::header::{Header, Table};
use super::lists;
use super::pages::Stretches;
use super::pieces::{self, Piece};
use super::properties::{Character, Paragraph};
use super::styles::Styles;
use crate::Problem;
use crate::assembly::Assembly;
use crate::flow::{Counts, Flow, Grid, Story};
use crate::legacy::{FontCode, windows_1252};
use crate::numbering::Numbering;

/// A place where a word may be parted.
const OPTIONAL_HYPHEN: char = '\u{1f}';
/// Deepest nesting of fields.
const DEEPEST_FIELD: usize = 64;

pub(super) struct Walker<'file, 'out> {
    main: &'file [u8],
    data: &'file [u8],
    pieces: Vec<Piece<'file>>,
    characters: Stretches,
    paragraphs: Stretches,
    styles: Styles,
    fonts: Vec<Option<FontCode>>,
    numbering: Numbering,
    flow: Flow<'out>,
    grid: Grid,
}

/// A stream of text under way.
struct Cursor<'boxes> {
    story: Story,
    boxes: Option<&'boxes Boxes>,
    text: String,
    /// Characters with the same properties, not decoded yet.
    run: String,
    character: Character,
    /// The style of the paragraph, whose font the run may have.
    style: u16,
    /// Open fields, and whether each has come to its result.
    fields: Vec<bool>,
    /// Where the paragraph began.
    start: u32,
}

impl<'file, 'out> Walker<'file, 'out> {
    pub(super) fn new(
        main: &'file [u8],
        table: &'file [u8],
        data: &'file [u8],
        header: &Header,
        out: &'out mut Assembly,
    ) -> Self {
        let part = |which| header.part(table, which).unwrap_or_default();
        Self {
            main,
            data,
            pieces: pieces::parse(part(Table::Pieces)),
            characters: Stretches::of_characters(part(Table::CharacterPages), main),
            paragraphs: Stretches::of_paragraphs(part(Table::ParagraphPages), main),
            styles: Styles::parse(part(Table::Styles)),
            fonts: fonts::parse(part(Table::Fonts)),
            numbering: lists::parse(header, table),
            flow: Flow::new(out),
            grid: Grid::default(),
        }
    }

    pub(super) const fn has_text(&self) -> bool {
        !self.pieces.is_empty()
    }

    pub(super) const fn counts(&mut self) -> &mut Counts {
        &mut self.flow.counts
    }

    pub(super) fn problem(&mut self, problem: Problem) {
        self.flow.out.problem(problem);
    }

    pub(super) fn finish(self) {
        self.flow.finish();
    }

    pub(super) fn body(&mut self, header: &Header, boxes: &Boxes) {
        self.walk(header.body(), Story::Body, Some(boxes));
        for range in boxes.loose() {
            self.aside(range, Story::TextBox);
        }
    }

    pub(super) fn aside(&mut self, range: Range<u32>, story: Story) {
        self.walk(range, story, None);
    }

    fn walk(&mut self, range: Range<u32>, story: Story, boxes: Option<&Boxes>) {
        let mut at = Cursor {
            story,
            boxes,
            text: String::new(),
            run: String::new(),
            character: Character::default(),
            style: 0,
            fields: Vec::new(),
            start: range.start,
        };
        let first = self
            .pieces
            .partition_point(|piece| piece.end <= range.start);
        let mut number = first;
        while let Some(piece) = self.pieces.get(number).copied() {
            if piece.start >= range.end || self.flow.out.is_full() {
                break;
            }
            let within = piece.start.max(range.start)..piece.end.min(range.end);
            self.piece(piece, within, &mut at);
            number += 1;
        }
        self.end_run(&mut at);
        if !at.text.is_empty() {
            let last = Paragraph::default();
            self.end_paragraph(last, '\r', range.end, &mut at);
        }
    }

    /// The runs of a piece.
    fn piece(&mut self, piece: Piece<'_>, characters: Range<u32>, at: &mut Cursor<'_>) {
        let byte_of = |character: u32| {
            let offset = character.saturating_sub(piece.start);
            piece.at.saturating_add(offset.saturating_mul(piece.width))
        };
        let mut next = characters.start;
        while next < characters.end && !self.flow.out.is_full() {
            let start = byte_of(next);
            if place(start) >= self.main.len() {
                self.flow.out.problem(Problem::Incomplete);
                return;
            }
            let mut character = Character::default();
            let mut end = start.saturating_add(piece.width);
            if let Some(stretch) = self.characters.at(start) {
                character.apply(stretch.properties(self.main));
                end = stretch.end;
            }
            character.apply(piece.changes);
            character.apply_short(piece.short);
            let style = self.paragraphs.at(start);
            if let Some(stretch) = style {
                // A run ends with its paragraph, whose style may set its font.
                at.style = Paragraph::parse(stretch.properties(self.main), self.data).style;
                end = end.min(stretch.end);
            }
            let length = (end.saturating_sub(start) / piece.width).max(1);
            let until = next.saturating_add(length).min(characters.end);
            self.run(piece, character, (start, next, until), at);
            next = until;
        }
    }

    /// Characters with the same properties: from a byte, from one character to before another.
    fn run(
        &mut self,
        piece: Piece<'_>,
        character: Character,
        (byte, first, until): (u32, u32, u32),
        at: &mut Cursor<'_>,
    ) {
        if character != at.character {
            self.end_run(at);
            at.character = character;
            let counts = &mut self.flow.counts;
            counts.hidden += usize::from(character.is_hidden);
            counts.inserted += usize::from(character.is_inserted);
            counts.deleted += usize::from(character.is_deleted);
        }
        let count = until.saturating_sub(first);
        let bytes = part(
            self.main,
            place(byte),
            place(count.saturating_mul(piece.width)),
        );
        let mut here = first;
        let mut take = |walker: &mut Self, c: char| {
            let offset = here.saturating_sub(first).saturating_mul(piece.width);
            walker.character(piece, c, (byte.saturating_add(offset), here), at);
            here = here.saturating_add(u32::try_from(c.len_utf16()).unwrap_or(1));
        };
        if piece.width == 1 {
            for byte in bytes {
                take(self, windows_1252(*byte));
            }
        } else {
            let units = bytes.as_chunks::<2>().0.iter().copied();
            for c in char::decode_utf16(units.map(u16::from_le_bytes)) {
                take(self, c.unwrap_or(char::REPLACEMENT_CHARACTER));
            }
        }
    }

    fn character(
        &mut self,
        piece: Piece<'_>,
        c: char,
        (byte, number): (u32, u32),
        at: &mut Cursor<'_>,
    ) {
        match c {
            '\u{13}' if at.fields.len() < DEEPEST_FIELD => at.fields.push(false),
            '\u{14}' => {
                if let Some(has_result) = at.fields.last_mut() {
                    *has_result = true;
                }
            }
            '\u{15}' => {
                at.fields.pop();
            }
            '\r' | '\u{7}' | '\u{c}' => {
                let stretch = self.paragraphs.at(byte).copied();
                let is_last =
                    stretch.is_none_or(|stretch| byte.saturating_add(piece.width) >= stretch.end);
                if c == '\u{c}' && !is_last {
                    at.push('\n', self.flow.out.longest_raw());
                    return;
                }
                let mut paragraph = stretch.map_or_else(Paragraph::default, |stretch| {
                    Paragraph::parse(stretch.properties(self.main), self.data)
                });
                paragraph.apply(piece.changes, self.data);
                paragraph.apply_short(piece.short);
                self.end_run(at);
                self.end_paragraph(paragraph, c, number, at);
            }
            c => at.push_shown(c, self.flow.out.longest_raw()),
        }
    }

    /// Decodes the characters gathered and adds them to the paragraph.
    fn end_run(&mut self, at: &mut Cursor<'_>) {
        if at.run.is_empty() {
            return;
        }
        let raw = std::mem::take(&mut at.run);
        if at.character.is_deleted {
            return;
        }
        let style = at.character.style;
        let font = at
            .character
            .font()
            .or_else(|| self.styles.font(style, at.style))
            .and_then(|font| self.fonts.get(usize::from(font)));
        let text = match font {
            Some(Some(code)) => {
                // TCVN3 has its `ư` where programs see an optional hyphen.
                let raw = raw.replace(OPTIONAL_HYPHEN, "\u{ad}");
                let decoded = code.decode(&raw);
                if decoded != raw {
                    self.flow.out.problem(code.problem());
                }
                decoded
            }
            _ => raw.replace(OPTIONAL_HYPHEN, ""),
        };
        let room = self.flow.out.longest_raw().saturating_sub(at.text.len());
        let end = text.floor_char_boundary(room);
        at.text.push_str(text.get(..end).unwrap_or_default());
    }

    fn end_paragraph(
        &mut self,
        paragraph: Paragraph,
        mark: char,
        number: u32,
        at: &mut Cursor<'_>,
    ) {
        let text = std::mem::take(&mut at.text);
        let characters = at.start..number.saturating_add(1);
        at.start = characters.end;
        if at.story != Story::Body {
            let label = self.label(paragraph);
            return self.flow.aside(at.story, &label, &text);
        }
        let is_cell = mark == '\u{7}' || paragraph.ends_inner_cell;
        let depth = paragraph.depth().max(usize::from(is_cell));
        if paragraph.ends_row() {
            return self.grid.end_row(depth);
        }
        for range in at
            .boxes
            .iter()
            .flat_map(|boxes| boxes.at(characters.clone()))
        {
            self.aside(range, Story::TextBox);
        }
        let label = self.label(paragraph);
        let cell = self.grid.cell(depth);
        self.flow.body(cell, &label, &text);
        if is_cell {
            self.grid.end_cell(depth);
        }
    }

    /// The automatic number: the paragraph's own, or its style's. Counts even for an empty one.
    fn label(&mut self, paragraph: Paragraph) -> String {
        let (list, level) = self.styles.list(paragraph.style);
        let list = paragraph.list.or(list).unwrap_or(0);
        let level = paragraph.level.or(level).unwrap_or(0);
        self.numbering
            .next_label(u32::from(list), usize::from(level))
            .unwrap_or_default()
    }
}

impl Cursor<'_> {
    fn push(&mut self, c: char, longest: usize) {
        if self.run.len() < longest {
            self.run.push(c);
        }
    }

    /// Adds what a reader of the page sees of a character; instructions of fields are not seen.
    fn push_shown(&mut self, c: char, longest: usize) {
        if self.fields.iter().any(|has_result| !has_result) {
            return;
        }
        match c {
            '\t' => self.push('\t', longest),
            '\u{b}' | '\u{e}' => self.push('\n', longest),
            '\u{1e}' => self.push('-', longest),
            OPTIONAL_HYPHEN => self.push(c, longest),
            '(' if self.character.is_special && self.character.sign.is_some() => {
                let sign = self.character.sign.map(u32::from);
                self.run.extend(sign.and_then(char::from_u32));
            }
            c if c < ' ' => {}
            c => self.push(c, longest),
        }
    }
}
