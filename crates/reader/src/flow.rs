//! Puts the paragraphs of a word processor's file in order: the body as it runs, boxes after the
//! paragraph they hang in, then notes, then page margins, each text of a margin once.

use crate::assembly::Assembly;
use crate::{Place, Problem};

/// Which stream of text a paragraph belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Story {
    Body,
    Note,
    Header,
    Footer,
    TextBox,
}

/// The cell of a table that a paragraph of the body stands in. All count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) table: u32,
    pub(crate) row: u32,
    pub(crate) column: u32,
}

/// The tables that are open where the text stands, one in another.
#[derive(Default)]
pub(crate) struct Grid {
    open: Vec<Cell>,
    seen: u32,
}

impl Grid {
    /// The cell at this depth; begins tables that are not open yet and ends those that are deeper.
    pub(crate) fn cell(&mut self, depth: usize) -> Option<Cell> {
        self.open.truncate(depth);
        while self.open.len() < depth {
            self.seen = self.seen.saturating_add(1);
            self.open.push(Cell {
                table: self.seen,
                row: 1,
                column: 1,
            });
        }
        self.open.last().copied()
    }

    pub(crate) fn end_cell(&mut self, depth: usize) {
        self.cell(depth);
        if let Some(cell) = self.open.last_mut() {
            cell.column = cell.column.saturating_add(1);
        }
    }

    pub(crate) fn end_row(&mut self, depth: usize) {
        self.cell(depth);
        if let Some(cell) = self.open.last_mut() {
            cell.row = cell.row.saturating_add(1);
            cell.column = 1;
        }
    }
}

/// The paragraphs of a document on their way to its text.
pub(crate) struct Flow<'out> {
    pub(crate) out: &'out mut Assembly,
    paragraphs: u32,
    boxes: Vec<String>,
    /// What comes after the body.
    later: Vec<(Story, String)>,
    /// Bytes waiting in `boxes` and `later`.
    waiting: usize,
    pub(crate) counts: Counts,
}

/// What is told once all is read.
#[derive(Default)]
pub(crate) struct Counts {
    pub(crate) inserted: usize,
    pub(crate) deleted: usize,
    pub(crate) hidden: usize,
    pub(crate) embedded: usize,
}

impl<'out> Flow<'out> {
    pub(crate) fn new(out: &'out mut Assembly) -> Self {
        Self {
            out,
            paragraphs: 0,
            boxes: Vec::new(),
            later: Vec::new(),
            waiting: 0,
            counts: Counts::default(),
        }
    }

    /// A paragraph of the body; an empty one leaves a gap.
    pub(crate) fn body(&mut self, cell: Option<Cell>, label: &str, text: &str) {
        let is_empty = text.trim().is_empty();
        let place = match cell {
            Some(Cell { table, row, column }) => Place::Cell { table, row, column },
            None => {
                self.paragraphs = self.paragraphs.saturating_add(1);
                Place::Paragraph(self.paragraphs)
            }
        };
        if !is_empty {
            self.out.piece(place, &numbered(label, text));
        } else if cell.is_none() && self.boxes.is_empty() {
            self.out.gap();
        }
        for text in std::mem::take(&mut self.boxes) {
            self.waiting = self.waiting.saturating_sub(text.len());
            self.out.piece(Place::TextBox, &text);
        }
    }

    /// A paragraph beside the body.
    pub(crate) fn aside(&mut self, story: Story, label: &str, text: &str) {
        let text = numbered(label, text);
        let is_margin = matches!(story, Story::Header | Story::Footer);
        if text.trim().is_empty() || is_margin && is_furniture(&text) {
            return;
        }
        if is_margin && self.later.iter().any(|(_, known)| *known == text) {
            return;
        }
        self.waiting = self.waiting.saturating_add(text.len());
        if self.waiting > self.out.longest_raw() {
            return;
        }
        match story {
            Story::TextBox => self.boxes.push(text),
            story => self.later.push((story, text)),
        }
    }

    /// Hands over what waits, and tells what was met on the way.
    pub(crate) fn finish(mut self) {
        for text in std::mem::take(&mut self.boxes) {
            self.out.piece(Place::TextBox, &text);
        }
        for (story, place) in [
            (Story::Note, Place::Note),
            (Story::Header, Place::Header),
            (Story::Footer, Place::Footer),
        ] {
            self.out.gap();
            for (_, text) in self.later.iter().filter(|(of, _)| *of == story) {
                self.out.piece(place, text);
            }
        }
        let counts = &self.counts;
        if counts.inserted > 0 || counts.deleted > 0 {
            self.out.problem(Problem::TrackedChanges {
                inserted: counts.inserted,
                deleted: counts.deleted,
            });
        }
        if counts.hidden > 0 {
            let pieces = counts.hidden;
            self.out.problem(Problem::HiddenText { pieces });
        }
        if counts.embedded > 0 {
            let documents = counts.embedded;
            self.out.problem(Problem::Embedded { documents });
        }
    }
}

/// The text after its automatic number. A blank stands between, also where a list asks for none:
/// `1.Rà soát` is a number to the eye but not to a reader of text.
pub(crate) fn numbered(label: &str, text: &str) -> String {
    if label.is_empty() || text.trim().is_empty() {
        text.to_owned()
    } else {
        format!("{} {}", label.trim_end(), text.trim_start())
    }
}

/// A page number or a rule: the furniture of page margins.
pub(crate) fn is_furniture(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '-' | '–' | '/'))
}
