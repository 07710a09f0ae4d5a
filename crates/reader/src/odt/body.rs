//! Walks an Open Document and hands over its paragraphs with their numbers and places. The walk
//! keeps its own stacks: nesting costs no recursion.

use quick_xml::events::BytesStart;

use super::list::Lists;
use super::paragraph::Paragraph;
use super::styles::Styles;
use crate::assembly::Assembly;
use crate::legacy::FontCode;
use crate::numerals::{is_furniture, numbered};
use crate::xml::{Flaw, Step, attribute, number, walk};
use crate::{Place, Problem};

/// Which part of a document is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Region {
    Body,
    Margins,
}

pub(super) struct Body {
    depth_limit: usize,
    lists: Lists,
    tables_seen: u32,
    paragraphs_seen: u32,
    inserted: usize,
    deleted: usize,
    hidden: usize,
    embedded: usize,
    comments: bool,
    notes: Vec<String>,
    notes_bytes: usize,
    /// Margins repeat for first, odd and even pages; each text is given once.
    margins: Vec<String>,
}

/// Where the walk stands.
struct Cursor<'out, 'styles> {
    region: Region,
    styles: &'styles Styles,
    out: &'out mut Assembly,
    /// Open elements of the region: text counts only within.
    within: usize,
    margin: Place,
    open: Vec<Paragraph>,
    spans: Vec<Option<String>>,
    boxed: Vec<String>,
    boxed_bytes: usize,
    tables: Vec<Table>,
    boxes: u32,
    notes: u32,
    /// Open elements below one whose content is left out, that one included.
    skipping: usize,
}

#[derive(Default)]
struct Table {
    number: u32,
    row: u32,
    column: u32,
    repeat: u32,
}

/// Elements whose content is not text of the document: changes, comments, what an index is made
/// from, numbers of notes, declarations, drawings' names, what other programs would draw.
const LEFT_OUT: [&str; 20] = [
    "tracked-changes",
    "annotation",
    "note-citation",
    "number",
    "title",
    "desc",
    "forms",
    "scripts",
    "script",
    "ruby-text",
    "binary-data",
    "object",
    "object-ole",
    "event-listeners",
    "table-of-content-source",
    "alphabetical-index-source",
    "illustration-index-source",
    "user-index-source",
    "table-index-source",
    "object-index-source",
];

impl Body {
    pub(super) fn new(depth_limit: usize) -> Self {
        Self {
            depth_limit,
            lists: Lists::default(),
            tables_seen: 0,
            paragraphs_seen: 0,
            inserted: 0,
            deleted: 0,
            hidden: 0,
            embedded: 0,
            comments: false,
            notes: Vec::new(),
            notes_bytes: 0,
            margins: Vec::new(),
        }
    }

    pub(super) fn read(
        &mut self,
        part: &str,
        styles: &Styles,
        region: Region,
        out: &mut Assembly,
    ) -> Result<(), Flaw> {
        if part.is_empty() {
            return Ok(());
        }
        let mut at = Cursor {
            region,
            styles,
            out,
            within: 0,
            margin: Place::Header,
            open: Vec::new(),
            spans: Vec::new(),
            boxed: Vec::new(),
            boxed_bytes: 0,
            tables: Vec::new(),
            boxes: 0,
            notes: 0,
            skipping: 0,
        };
        walk(part, self.depth_limit, |step| match step {
            Step::Start(name, start) => self.begin(name, start, &mut at),
            Step::End(name) => self.end(name, &mut at),
            Step::Text(text) => {
                if at.within > 0 && at.skipping == 0 {
                    at.push(text);
                }
            }
        })
    }

    /// Tells what was met on the way, once all is read.
    pub(super) fn report(&self, out: &mut Assembly) {
        let (inserted, deleted) = (self.inserted, self.deleted);
        if inserted > 0 || deleted > 0 {
            out.problem(Problem::TrackedChanges { inserted, deleted });
        }
        if self.hidden > 0 {
            let pieces = self.hidden;
            out.problem(Problem::HiddenText { pieces });
        }
        if self.embedded > 0 {
            let documents = self.embedded;
            out.problem(Problem::Embedded { documents });
        }
        if self.comments {
            out.problem(Problem::Comments);
        }
    }

    pub(super) fn hand_over_notes(&mut self, out: &mut Assembly) {
        if !self.notes.is_empty() {
            out.gap();
        }
        for note in self.notes.drain(..) {
            out.piece(Place::Note, &note);
        }
    }

    fn begin(&mut self, name: &str, start: &BytesStart<'_>, at: &mut Cursor<'_, '_>) {
        if at.skipping > 0 {
            at.skipping += 1;
            self.deleted += usize::from(name == "deletion");
            self.inserted += usize::from(name == "insertion");
        } else if at.within == 0 {
            at.enter_region(name);
        } else if LEFT_OUT.contains(&name) {
            at.skipping = 1;
            self.comments |= name == "annotation";
            self.embedded += usize::from(matches!(name, "object" | "object-ole"));
        } else {
            at.within += 1;
            if !self.begin_structure(name, start, at) {
                self.begin_content(name, start, at);
            }
        }
    }

    /// Lists, tables, boxes, notes; false if the element is none of these.
    fn begin_structure(
        &mut self,
        name: &str,
        start: &BytesStart<'_>,
        at: &mut Cursor<'_, '_>,
    ) -> bool {
        match name {
            "list" => self.lists.begin_list(start),
            "list-item" => self.lists.begin_item(start),
            "note-body" => {
                at.notes += 1;
                self.lists.enter();
            }
            "text-box" => {
                at.boxes += 1;
                self.lists.enter();
            }
            "table" => {
                self.lists.enter();
                self.tables_seen = self.tables_seen.saturating_add(1);
                let number = self.tables_seen;
                at.tables.push(Table {
                    number,
                    ..Table::default()
                });
            }
            "table-row" => {
                if let Some(table) = at.tables.last_mut() {
                    table.row = table.row.saturating_add(1);
                    table.column = 0;
                    table.repeat = 1;
                }
            }
            "table-cell" | "covered-table-cell" => {
                if let Some(table) = at.tables.last_mut() {
                    table.column = table.column.saturating_add(table.repeat);
                    table.repeat = number(start, "number-columns-repeated").unwrap_or(1);
                }
            }
            _ => return false,
        }
        true
    }

    fn begin_content(&mut self, name: &str, start: &BytesStart<'_>, at: &mut Cursor<'_, '_>) {
        const MOST_BLANKS: usize = 256;
        match name {
            "p" | "h" => self.begin_paragraph(name, start, at),
            "span" => {
                let style = attribute(start, "style-name");
                let hidden = style
                    .as_deref()
                    .is_some_and(|style| at.styles.is_hidden(style));
                self.hidden += usize::from(hidden);
                at.spans.push(style);
            }
            "hidden-text" | "hidden-paragraph" => self.hidden += 1,
            "s" => {
                let count = number(start, "c").unwrap_or(1_usize).min(MOST_BLANKS);
                at.push_exact(&" ".repeat(count));
            }
            "tab" => at.push_exact("\t"),
            "line-break" => at.push_exact("\n"),
            _ => {}
        }
    }

    fn begin_paragraph(&mut self, name: &str, start: &BytesStart<'_>, at: &mut Cursor<'_, '_>) {
        let style = attribute(start, "style-name");
        let is_header = attribute(start, "is-list-header").as_deref() == Some("true");
        let label = if self.lists.is_open() {
            self.lists.label(at.styles, style.as_deref())
        } else if name == "h" && !is_header {
            let level = number(start, "outline-level").unwrap_or(1);
            self.lists.heading(at.styles, level)
        } else {
            String::new()
        };
        at.open.push(Paragraph::new(style, label));
    }

    fn end(&mut self, name: &str, at: &mut Cursor<'_, '_>) {
        if at.skipping > 0 {
            at.skipping -= 1;
            return;
        }
        if at.within == 0 {
            return;
        }
        at.within -= 1;
        match name {
            "list" => self.lists.end_list(),
            "list-item" => self.lists.end_item(),
            "note-body" => {
                at.notes = at.notes.saturating_sub(1);
                self.lists.leave();
            }
            "text-box" => {
                at.boxes = at.boxes.saturating_sub(1);
                self.lists.leave();
            }
            "table" => {
                at.tables.pop();
                self.lists.leave();
            }
            "span" => {
                at.spans.pop();
            }
            "p" | "h" => self.end_paragraph(at),
            _ => {}
        }
    }

    fn end_paragraph(&mut self, at: &mut Cursor<'_, '_>) {
        let Some(paragraph) = at.open.pop() else {
            return;
        };
        let empty = paragraph.text.trim().is_empty();
        let text = numbered(&paragraph.label, &paragraph.text);
        if at.notes > 0 {
            self.notes_bytes = self.notes_bytes.saturating_add(text.len());
            if !empty && self.notes_bytes <= at.out.longest_raw() {
                self.notes.push(text);
            }
        } else if !at.open.is_empty() || at.boxes > 0 {
            if !empty {
                at.boxed(text);
            }
        } else if at.region == Region::Margins {
            self.margin(&text, at);
            at.hand_over_boxes();
        } else {
            let place = self.place(at);
            if !empty {
                at.out.piece(place, &text);
            } else if matches!(place, Place::Paragraph(_)) && at.boxed.is_empty() {
                at.out.gap();
            }
            at.hand_over_boxes();
        }
    }

    fn margin(&mut self, text: &str, at: &mut Cursor<'_, '_>) {
        const MOST: usize = 1_000;
        let known = self.margins.iter().any(|margin| margin == text);
        if is_furniture(text) || known || self.margins.len() >= MOST {
            return;
        }
        at.out.gap();
        at.out.piece(at.margin, text);
        self.margins.push(text.to_owned());
    }

    fn place(&mut self, at: &Cursor<'_, '_>) -> Place {
        match at.tables.last() {
            Some(table) => Place::Cell {
                table: table.number,
                row: table.row,
                column: table.column,
            },
            None => {
                self.paragraphs_seen = self.paragraphs_seen.saturating_add(1);
                Place::Paragraph(self.paragraphs_seen)
            }
        }
    }
}

impl Cursor<'_, '_> {
    fn enter_region(&mut self, name: &str) {
        let margin = match name {
            "header" | "header-left" | "header-first" => Some(Place::Header),
            "footer" | "footer-left" | "footer-first" => Some(Place::Footer),
            _ => None,
        };
        let enters = match self.region {
            Region::Body => name == "body",
            Region::Margins => margin.is_some(),
        };
        if enters {
            self.within = 1;
            self.margin = margin.unwrap_or(Place::Header);
        }
    }

    /// Adds text, decoded where its font is one of an old encoding.
    fn push(&mut self, text: &str) {
        let longest = self.out.longest_raw();
        let Some(paragraph) = self.open.last_mut() else {
            return;
        };
        let font = self.styles.font(&self.spans, paragraph.style.as_deref());
        let Some(code) = font.and_then(FontCode::of) else {
            return paragraph.push(text, longest);
        };
        let decoded = code.decode(text);
        if decoded != text {
            self.out.problem(code.problem());
        }
        paragraph.push(&decoded, longest);
    }

    fn push_exact(&mut self, text: &str) {
        let longest = self.out.longest_raw();
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.push_exact(text, longest);
        }
    }

    fn boxed(&mut self, text: String) {
        self.boxed_bytes = self.boxed_bytes.saturating_add(text.len());
        if self.boxed_bytes <= self.out.longest_raw() {
            self.boxed.push(text);
        }
        if self.open.is_empty() {
            self.hand_over_boxes();
        }
    }

    fn hand_over_boxes(&mut self) {
        self.boxed_bytes = 0;
        let place = match self.region {
            Region::Body => Place::TextBox,
            Region::Margins => self.margin,
        };
        for text in std::mem::take(&mut self.boxed) {
            self.out.piece(place, &text);
        }
    }
}
