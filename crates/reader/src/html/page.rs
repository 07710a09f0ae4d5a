//! Gathers the text of a page into paragraphs and hands them over with their places.

use html5gum::StartTag;

use super::css::{self, Sheet};
use super::list::Lists;
use super::stack::{Element, Stack, is_block};
use super::table::Tables;
use crate::assembly::Assembly;
use crate::legacy::FontCode;
use crate::numerals::{is_furniture, numbered};
use crate::{Place, Problem};

pub(super) struct Page {
    stack: Stack,
    sheet: Sheet,
    lists: Lists,
    tables: Tables,
    /// The paragraph that is being gathered.
    text: String,
    /// Whether it ends with a blank that swallows those that follow.
    blank: bool,
    /// The label of the item of a list that has no text yet.
    label: String,
    paragraphs: u32,
    hidden: usize,
    /// Margins and notes, which follow the text.
    aside: Vec<(Place, String)>,
    aside_bytes: usize,
}

/// Elements whose content is no text of the page: programs, styles, what is embedded, what only
/// shows in the frame of a browser.
const DROPPED: [&str; 13] = [
    "script", "style", "title", "template", "svg", "math", "iframe", "object", "noscript",
    "noframes", "audio", "video", "select",
];

/// Classes of the numbers that refer to notes.
const REFERENCES: [&str; 6] = [
    "sdfootnoteanc",
    "sdfootnotesym",
    "sdendnoteanc",
    "sdendnotesym",
    "MsoFootnoteReference",
    "MsoEndnoteReference",
];

impl Page {
    pub(super) fn new(depth: usize) -> Self {
        Self {
            stack: Stack::new(depth),
            sheet: Sheet::default(),
            lists: Lists::default(),
            tables: Tables::default(),
            text: String::new(),
            blank: true,
            label: String::new(),
            paragraphs: 0,
            hidden: 0,
            aside: Vec::new(),
            aside_bytes: 0,
        }
    }

    pub(super) fn begin(&mut self, tag: &StartTag<()>, out: &mut Assembly) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        if self.stack.is_dropped() {
            // Only for the end of the same name to be told from its own.
            if !tag.self_closing {
                self.push(name, tag);
            }
            return;
        }
        if is_block(&name) {
            self.flush(out);
        }
        self.stack.close_for(&name);
        self.structure(&name, tag);
        match name.as_str() {
            "br" => self.exact("\n", out),
            "img" | "wbr" => {}
            _ if !tag.self_closing => self.push(name, tag),
            _ => {}
        }
    }

    fn structure(&mut self, name: &str, tag: &StartTag<()>) {
        let count = |key| attribute(tag, key).and_then(|value| value.trim().parse::<u32>().ok());
        match name {
            "ol" | "ul" | "menu" | "dir" => {
                let style = attribute(tag, "style").unwrap_or_default();
                let kind = css::property(&style, "list-style-type")
                    .or_else(|| css::property(&style, "list-style"))
                    .map(str::to_owned)
                    .or_else(|| attribute(tag, "type"));
                self.lists
                    .begin(name, &kind.unwrap_or_default(), count("start"));
            }
            "li" => self.label = self.lists.item(count("value")),
            "table" => self.tables.begin(),
            "tr" => self.tables.row(),
            "td" | "th" => {
                let columns = count("colspan").and_then(|count| usize::try_from(count).ok());
                self.tables
                    .cell(columns.unwrap_or(1), count("rowspan").unwrap_or(1));
            }
            _ => {}
        }
    }

    fn push(&mut self, name: String, tag: &StartTag<()>) {
        let style = attribute(tag, "style").unwrap_or_default();
        let classes = attribute(tag, "class").unwrap_or_default();
        let font = css::font(&style)
            .or_else(|| attribute(tag, "face"))
            .or_else(|| self.sheet.font(&name, &classes).map(str::to_owned));
        let hides = css::property(&style, "display") == Some("none")
            || tag.attributes.contains_key(&b"hidden"[..]);
        self.hidden += usize::from(hides);
        let is_reference = classes
            .split_whitespace()
            .any(|class| REFERENCES.contains(&class));
        self.stack.push(Element {
            font,
            region: region(&name, tag),
            dropped: is_reference || DROPPED.contains(&name.as_str()),
            name,
        });
    }

    pub(super) fn end(&mut self, name: &str, out: &mut Assembly) {
        if self.stack.is_dropped() {
            self.stack.pop(name);
            return;
        }
        if is_block(name) {
            let empty = self.text.trim().is_empty();
            self.flush(out);
            let in_text = self.tables.place().is_none() && self.stack.region().is_none();
            if empty && name == "p" && in_text && self.stack.is_within("p") {
                out.gap();
            }
        }
        match name {
            "ol" | "ul" | "menu" | "dir" => self.lists.end(),
            "table" => self.tables.end(),
            _ => {}
        }
        if matches!(name, "li" | "ol" | "ul") {
            self.label.clear();
        }
        self.stack.pop(name);
    }

    pub(super) fn text(&mut self, raw: &str, out: &mut Assembly) {
        if self.stack.is_dropped() {
            if self.stack.is_within("style") {
                self.sheet.add(raw);
            }
            return;
        }
        let decoded = match self.stack.font().and_then(FontCode::of) {
            None => None,
            Some(code) => Some(code.decode(raw))
                .filter(|decoded| decoded != raw)
                .inspect(|_| {
                    out.problem(code.problem());
                }),
        };
        let text = decoded.as_deref().unwrap_or(raw);
        if self.stack.is_within("pre") {
            return self.exact(text, out);
        }
        for c in text.chars() {
            if self.text.len() >= out.longest_raw() {
                return;
            }
            let blank = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
            if !blank {
                self.text.push(c);
            } else if !self.blank {
                self.text.push(' ');
            }
            self.blank = blank;
        }
    }

    fn exact(&mut self, text: &str, out: &Assembly) {
        if self.text.ends_with(' ') && text == "\n" {
            self.text.pop();
        }
        if self.text.len().saturating_add(text.len()) <= out.longest_raw() {
            self.text.push_str(text);
        }
        self.blank = true;
    }

    /// Ends the paragraph.
    fn flush(&mut self, out: &mut Assembly) {
        let text = std::mem::take(&mut self.text);
        self.blank = true;
        if text.trim().is_empty() {
            return;
        }
        let text = numbered(&std::mem::take(&mut self.label), text.trim());
        if let Some(place) = self.stack.region() {
            self.set_aside(place, text, out);
            return;
        }
        if self.stack.is_within("pre") {
            // Lines that were broken on purpose are paragraphs, as they are in a file of text.
            for line in text.split('\n') {
                if line.trim().is_empty() {
                    out.gap();
                } else {
                    self.give(line, out);
                }
            }
        } else {
            self.give(&text, out);
        }
    }

    fn give(&mut self, text: &str, out: &mut Assembly) {
        let place = self.tables.place().unwrap_or_else(|| {
            self.paragraphs = self.paragraphs.saturating_add(1);
            Place::Paragraph(self.paragraphs)
        });
        out.piece(place, text);
    }

    fn set_aside(&mut self, place: Place, text: String, out: &Assembly) {
        self.aside_bytes = self.aside_bytes.saturating_add(text.len());
        let furniture = place != Place::Note && is_furniture(&text);
        if !furniture && self.aside_bytes <= out.longest_raw() {
            self.aside.push((place, text));
        }
    }

    pub(super) fn finish(mut self, out: &mut Assembly) {
        self.flush(out);
        let order = |place: &Place| match place {
            Place::Note => 0,
            Place::Header => 1,
            _ => 2,
        };
        self.aside.sort_by_key(|(place, _)| order(place));
        let mut last = None;
        for (place, text) in self.aside {
            if last != Some(place) {
                out.gap();
            }
            out.piece(place, &text);
            last = Some(place);
        }
        if self.hidden > 0 {
            let pieces = self.hidden;
            out.problem(Problem::HiddenText { pieces });
        }
    }
}

/// Margins and notes, as LibreOffice and Word mark them.
fn region(name: &str, tag: &StartTag<()>) -> Option<Place> {
    if name != "div" {
        return None;
    }
    match attribute(tag, "title").as_deref() {
        Some("header") => return Some(Place::Header),
        Some("footer") => return Some(Place::Footer),
        _ => {}
    }
    let id = attribute(tag, "id")?;
    let is_note = ["sdfootnote", "sdendnote", "ftn", "edn"]
        .iter()
        .any(|stem| {
            let number = id.strip_prefix(stem).unwrap_or_default();
            !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
        });
    is_note.then_some(Place::Note)
}

fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(value).into_owned())
}
