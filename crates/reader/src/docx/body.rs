//! Walks one story of a Word document, body, note or margin, and hands over its paragraphs with
//! their numbers and places. The walk keeps its own stacks: nesting costs no recursion.

use quick_xml::events::BytesStart;

use super::paragraph::Paragraph;
use super::story::Story;
use super::styles::{Styles, font_name};
use crate::assembly::Assembly;
use crate::legacy::FontCode;
use crate::numbering::Numbering;
use crate::xml::{Flaw, Step, attribute, is_on, number, walk};
use crate::{Place, Problem};

pub(super) struct Body {
    numbering: Numbering,
    styles: Styles,
    depth_limit: usize,
    tables_seen: u32,
    paragraphs_seen: u32,
    inserted: usize,
    deleted: usize,
    hidden: usize,
    embedded: usize,
    /// Margins repeat for first, odd and even pages; each text is given once.
    margins: Vec<String>,
}

/// Where the walk stands.
struct Cursor<'out> {
    story: Story,
    out: &'out mut Assembly,
    /// Open paragraphs: one, or more where a text box hangs in a paragraph.
    open: Vec<Paragraph>,
    /// Paragraphs of boxes, waiting for the paragraph that they hang in.
    boxed: Vec<String>,
    boxed_bytes: usize,
    tables: Vec<Table>,
    boxes: u32,
    runs: Vec<Run>,
    texts: u32,
    /// Open elements below one whose content is left out, that one included.
    skipping: usize,
}

/// What a run says of its font.
#[derive(Default)]
struct Run {
    font: Option<String>,
    style: Option<String>,
}

#[derive(Default)]
struct Table {
    number: u32,
    row: u32,
    column: u32,
    span: u32,
}

/// Elements whose content is not text of the document: what was deleted, what a field computes
/// from, the second version of a drawing, earlier formatting, tab stops.
const LEFT_OUT: [&str; 11] = [
    "del",
    "moveFrom",
    "delText",
    "delInstrText",
    "instrText",
    "Fallback",
    "pPrChange",
    "rPrChange",
    "tcPrChange",
    "sectPrChange",
    "tabs",
];

impl Body {
    pub(super) const fn new(numbering: Numbering, styles: Styles, depth_limit: usize) -> Self {
        Self {
            numbering,
            styles,
            depth_limit,
            tables_seen: 0,
            paragraphs_seen: 0,
            inserted: 0,
            deleted: 0,
            hidden: 0,
            embedded: 0,
            margins: Vec::new(),
        }
    }

    pub(super) fn read(
        &mut self,
        part: &str,
        story: Story,
        out: &mut Assembly,
    ) -> Result<(), Flaw> {
        if story != Story::Body {
            out.gap();
        }
        let mut at = Cursor {
            story,
            out,
            open: Vec::new(),
            boxed: Vec::new(),
            boxed_bytes: 0,
            tables: Vec::new(),
            boxes: 0,
            runs: Vec::new(),
            texts: 0,
            skipping: 0,
        };
        walk(part, self.depth_limit, |step| match step {
            Step::Start(name, start) => {
                if at.skipping > 0 {
                    at.skipping += 1;
                } else if LEFT_OUT.contains(&name) {
                    at.skipping = 1;
                    self.deleted += usize::from(matches!(name, "del" | "moveFrom"));
                } else if !self.open_structure(name, start, &mut at) {
                    self.open_content(name, start, &mut at);
                }
            }
            Step::End(_) if at.skipping > 0 => at.skipping -= 1,
            Step::End(name) => self.close(name, &mut at),
            Step::Text(text) => {
                if at.texts > 0 && at.skipping == 0 {
                    self.push_decoded(text, &mut at);
                }
            }
        })
    }

    /// Tells what was met on the way, once all stories are read.
    pub(super) fn report(&self, out: &mut Assembly) {
        if self.inserted > 0 || self.deleted > 0 {
            out.problem(Problem::TrackedChanges {
                inserted: self.inserted,
                deleted: self.deleted,
            });
        }
        if self.hidden > 0 {
            out.problem(Problem::HiddenText {
                pieces: self.hidden,
            });
        }
        if self.embedded > 0 {
            out.problem(Problem::Embedded {
                documents: self.embedded,
            });
        }
    }

    /// Paragraphs, tables, boxes; false if the element is none of these.
    fn open_structure(&mut self, name: &str, start: &BytesStart<'_>, at: &mut Cursor<'_>) -> bool {
        match name {
            "p" => at.open.push(Paragraph::default()),
            "r" => at.runs.push(Run::default()),
            "t" => at.texts += 1,
            "txbxContent" => at.boxes += 1,
            "tbl" => {
                self.tables_seen = self.tables_seen.saturating_add(1);
                at.tables.push(Table {
                    number: self.tables_seen,
                    ..Table::default()
                });
            }
            "tr" => {
                if let Some(table) = at.tables.last_mut() {
                    table.row = table.row.saturating_add(1);
                    table.column = 0;
                    table.span = 1;
                }
            }
            "tc" => {
                if let Some(table) = at.tables.last_mut() {
                    table.column = table.column.saturating_add(table.span);
                    table.span = 1;
                }
            }
            "gridSpan" | "gridBefore" => {
                if let Some(table) = at.tables.last_mut() {
                    let columns: u32 = number(start, "val").unwrap_or(1);
                    let own = u32::from(name == "gridBefore");
                    table.span = columns.saturating_add(own).max(1);
                }
            }
            _ => return false,
        }
        true
    }

    fn open_content(&mut self, name: &str, start: &BytesStart<'_>, at: &mut Cursor<'_>) {
        match name {
            "ins" | "moveTo" => self.inserted += 1,
            "vanish" => self.hidden += usize::from(!at.runs.is_empty() && is_on(start)),
            "rFonts" | "rStyle" => at.run_property(name, start),
            "altChunk" | "OLEObject" => self.embedded += 1,
            "textpath" => at.boxed(attribute(start, "string").unwrap_or_default()),
            "br" | "cr" if !at.runs.is_empty() => at.push("\n"),
            "tab" | "ptab" if !at.runs.is_empty() => at.push("\t"),
            "noBreakHyphen" => at.push("-"),
            "softHyphen" => self.push_soft_hyphen(at),
            "sym" => at.push(&symbol(start)),
            "numId" | "ilvl" | "pStyle" => {
                let Some(paragraph) = at.open.last_mut() else {
                    return;
                };
                match name {
                    "numId" => paragraph.list = number(start, "val"),
                    "ilvl" => paragraph.level = number(start, "val"),
                    _ => paragraph.style = attribute(start, "val"),
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str, at: &mut Cursor<'_>) {
        match name {
            "p" => self.close_paragraph(at),
            "r" => {
                at.runs.pop();
            }
            "t" => at.texts = at.texts.saturating_sub(1),
            "txbxContent" => at.boxes = at.boxes.saturating_sub(1),
            "tbl" => {
                at.tables.pop();
            }
            _ => {}
        }
    }

    fn close_paragraph(&mut self, at: &mut Cursor<'_>) {
        let Some(paragraph) = at.open.pop() else {
            return;
        };
        let label = self.label(&paragraph);
        let text = paragraph.numbered(&label);
        let empty = paragraph.text.trim().is_empty();
        if !at.open.is_empty() || at.boxes > 0 {
            if !empty {
                at.boxed(text);
            }
            return;
        }
        let place = self.place(at);
        let is_margin = matches!(at.story, Story::Header | Story::Footer);
        if is_margin {
            if paragraph.is_furniture() || self.margins.contains(&text) {
                at.hand_over_boxes();
                return;
            }
            self.margins.push(text.clone());
        }
        if !empty {
            at.out.piece(place, &text);
        } else if matches!(place, Place::Paragraph(_)) && at.boxed.is_empty() {
            at.out.gap();
        }
        at.hand_over_boxes();
    }

    fn place(&mut self, at: &Cursor<'_>) -> Place {
        match (at.story, at.tables.last()) {
            (Story::Note, _) => Place::Note,
            (Story::Header, _) => Place::Header,
            (Story::Footer, _) => Place::Footer,
            (Story::Body, Some(table)) => Place::Cell {
                table: table.number,
                row: table.row,
                column: table.column,
            },
            (Story::Body, None) => {
                self.paragraphs_seen = self.paragraphs_seen.saturating_add(1);
                Place::Paragraph(self.paragraphs_seen)
            }
        }
    }

    /// How to decode text at this place, if its font is one of an old encoding.
    fn font_code(&self, at: &Cursor<'_>) -> Option<FontCode> {
        let run = at.runs.last();
        let paragraph = at.open.last().and_then(|open| open.style.as_deref());
        let font = run.and_then(|run| run.font.as_deref()).or_else(|| {
            let style = run.and_then(|run| run.style.as_deref());
            self.styles.font(style, paragraph)
        });
        FontCode::of(font?)
    }

    /// An optional hyphen is nothing, but for TCVN3, whose `ư` programs take for one.
    fn push_soft_hyphen(&self, at: &mut Cursor<'_>) {
        if let Some(code) = self.font_code(at) {
            at.push(&code.single('\u{ad}'));
        }
    }

    /// Adds text of a run, decoded where its font is one of an old encoding.
    fn push_decoded(&self, text: &str, at: &mut Cursor<'_>) {
        let Some(code) = self.font_code(at) else {
            return at.push(text);
        };
        let decoded = code.decode(text);
        if decoded != text {
            at.out.problem(code.problem());
        }
        at.push(&decoded);
    }

    /// The automatic number: the paragraph's own, or its style's. Counts even for an empty one.
    fn label(&mut self, paragraph: &Paragraph) -> String {
        let from_style = paragraph
            .style
            .as_deref()
            .and_then(|style| self.styles.numbering(style));
        let (list, level) = match (paragraph.list, from_style) {
            (Some(list), from_style) => {
                let level = paragraph.level.or(from_style.and_then(|found| found.level));
                (list, level)
            }
            (None, Some(found)) => {
                let tied = self.numbering.level_of_style(found.list, found.style);
                (found.list, paragraph.level.or(tied).or(found.level))
            }
            (None, None) => return String::new(),
        };
        self.numbering
            .next_label(list, level.unwrap_or(0))
            .unwrap_or_default()
    }
}

impl Cursor<'_> {
    fn push(&mut self, text: &str) {
        let longest = self.out.longest_raw();
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.push(text, longest);
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

    fn run_property(&mut self, name: &str, start: &BytesStart<'_>) {
        if let Some(run) = self.runs.last_mut() {
            match name {
                "rFonts" => run.font = font_name(start),
                _ => run.style = attribute(start, "val"),
            }
        }
    }

    fn hand_over_boxes(&mut self) {
        self.boxed_bytes = 0;
        let place = match self.story {
            Story::Header => Place::Header,
            Story::Footer => Place::Footer,
            Story::Body | Story::Note => Place::TextBox,
        };
        for text in std::mem::take(&mut self.boxed) {
            self.out.piece(place, &text);
        }
    }
}

/// A sign of a symbol font, in the private range where such fonts keep them.
fn symbol(start: &BytesStart<'_>) -> String {
    attribute(start, "char")
        .and_then(|digits| u32::from_str_radix(&digits, 16).ok())
        .and_then(char::from_u32)
        .unwrap_or(char::REPLACEMENT_CHARACTER)
        .to_string()
}
