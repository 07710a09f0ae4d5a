//! The elements that are open. Tags that are missing or crossed are forgiven as browsers forgive
//! them, in the few ways that matter for text.

use crate::Place;

pub(super) struct Stack {
    open: Vec<Element>,
    most: usize,
}

pub(super) struct Element {
    pub(super) name: String,
    pub(super) font: Option<String>,
    /// The margin or note that the element is.
    pub(super) region: Option<Place>,
    /// Its content is not text of the page.
    pub(super) dropped: bool,
}

/// Elements that have no end.
const VOID: [&str; 15] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "frame",
];

impl Stack {
    pub(super) const fn new(most: usize) -> Self {
        Self {
            open: Vec::new(),
            most,
        }
    }

    /// Elements nested deeper than the limit are not told apart from what they stand in.
    pub(super) fn push(&mut self, element: Element) {
        if !VOID.contains(&element.name.as_str()) && self.open.len() < self.most {
            self.open.push(element);
        }
    }

    /// Closes the innermost element of this name and all within it. An end that has no beginning
    /// does not leave a table.
    pub(super) fn pop(&mut self, name: &str) {
        if let Some(at) = self.innermost(&[name], &["table"]) {
            self.open.truncate(at);
        }
    }

    /// Closes what cannot go on when an element of this name begins.
    pub(super) fn close_for(&mut self, name: &str) {
        let (closes, within): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ol", "ul", "table"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl", "table"]),
            "tr" => (&["tr"], &["table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            name if ends_paragraph(name) => (&["p"], &["td", "th", "li", "div", "table"]),
            _ => return,
        };
        if let Some(at) = self.innermost(closes, within) {
            self.open.truncate(at);
        }
    }

    fn innermost(&self, names: &[&str], within: &[&str]) -> Option<usize> {
        for (at, element) in self.open.iter().enumerate().rev() {
            if names.contains(&element.name.as_str()) {
                return Some(at);
            }
            if within.contains(&element.name.as_str()) {
                return None;
            }
        }
        None
    }

    pub(super) fn is_within(&self, name: &str) -> bool {
        self.open.iter().any(|element| element.name == name)
    }

    pub(super) fn is_dropped(&self) -> bool {
        self.open.iter().any(|element| element.dropped)
    }

    pub(super) fn font(&self) -> Option<&str> {
        self.open
            .iter()
            .rev()
            .find_map(|element| element.font.as_deref())
    }

    pub(super) fn region(&self) -> Option<Place> {
        self.open.iter().rev().find_map(|element| element.region)
    }
}

/// Whether a paragraph ends where this begins.
fn ends_paragraph(name: &str) -> bool {
    is_block(name) && !matches!(name, "li" | "tr" | "td" | "th")
}

/// Elements that stand on lines of their own.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "option"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}
