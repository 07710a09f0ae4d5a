//! Numbers and bullets of lists in Open Documents, counted as LibreOffice shows them: a list goes on
//! where it says so, and an outer number begins the inner ones again.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use super::styles::Styles;
use crate::numerals::{Numerals, bullet};
use crate::xml::{attribute, number};

const LEVELS: usize = 10;
/// Longest text around the numbers of a level.
const LONGEST_TEXT: usize = 128;
/// Lists beyond this many share their counters.
const MOST_LISTS: usize = 20_000;

#[derive(Clone, Default)]
pub(super) struct ListStyle([Level; LEVELS]);

#[derive(Clone, Default)]
pub(super) struct Level {
    shown: Shown,
    prefix: String,
    suffix: String,
    start: u32,
    /// How many levels are shown, this one included.
    display: usize,
    /// Newer programs write the whole label: `%1%.%2%)`.
    format: Option<String>,
}

#[derive(Clone, Default)]
enum Shown {
    #[default]
    Nothing,
    Bullet(String),
    Number(Numerals),
}

impl Level {
    pub(super) fn parse(element: &str, start: &BytesStart<'_>) -> Self {
        let text = |name| -> String {
            let text: String = attribute(start, name).unwrap_or_default();
            text.chars().take(LONGEST_TEXT).collect()
        };
        let shown = match element {
            "list-level-style-bullet" => Shown::Bullet(text("bullet-char")),
            "list-level-style-image" => Shown::Bullet("•".to_owned()),
            _ => match text("num-format").as_str() {
                "" => Shown::Nothing,
                format => Shown::Number(Numerals::of_sample(format)),
            },
        };
        Self {
            shown,
            prefix: text("num-prefix"),
            suffix: text("num-suffix"),
            start: number(start, "start-value").unwrap_or(1),
            display: number(start, "display-levels").unwrap_or(1),
            format: Some(text("num-list-format")).filter(|format| format.contains('%')),
        }
    }
}

impl ListStyle {
    /// `level` counts from 1.
    pub(super) fn set(&mut self, level: usize, value: Level) {
        if let Some(slot) = level.checked_sub(1).and_then(|at| self.0.get_mut(at)) {
            *slot = value;
        }
    }
}

/// The counters of one list.
#[derive(Clone, Copy, Default)]
struct Counters([Option<u32>; LEVELS]);

/// A `text:list` that is open.
struct OpenList {
    list: usize,
    style: Option<String>,
    /// The item waits for its first paragraph, which bears the label.
    waiting: bool,
    start: Option<u32>,
}

/// All lists of a document.
#[derive(Default)]
pub(super) struct Lists {
    counters: Vec<Counters>,
    named: BTreeMap<String, usize>,
    styled: BTreeMap<String, usize>,
    outline: Counters,
    /// Open lists, the innermost last.
    open: Vec<OpenList>,
    /// Those around a table, box or note, which have nothing to do with the lists in it.
    around: Vec<Vec<OpenList>>,
}

impl Lists {
    /// A table, box or note begins.
    pub(super) fn enter(&mut self) {
        self.around.push(std::mem::take(&mut self.open));
    }

    pub(super) fn leave(&mut self) {
        self.open = self.around.pop().unwrap_or_default();
    }

    pub(super) fn begin_list(&mut self, start: &BytesStart<'_>) {
        let own = attribute(start, "style-name");
        let outer = self
            .open
            .last()
            .map(|outer| (outer.list, outer.style.clone()));
        let (list, style) = match outer {
            Some((list, style)) => (list, own.or(style)),
            None => (self.identity(start, own.as_deref()), own),
        };
        if let Some(id) = attribute(start, "id")
            && self.named.len() < MOST_LISTS
        {
            self.named.insert(id, list);
        }
        if let Some(style) = &style
            && self.styled.len() < MOST_LISTS
        {
            self.styled.insert(style.clone(), list);
        }
        self.open.push(OpenList {
            list,
            style,
            waiting: false,
            start: None,
        });
    }

    /// The list that this one continues, or a new one.
    fn identity(&mut self, start: &BytesStart<'_>, style: Option<&str>) -> usize {
        let continued = attribute(start, "continue-list").and_then(|id| self.named.get(&id));
        let goes_on = attribute(start, "continue-numbering").as_deref() == Some("true");
        let same_style = style
            .filter(|_| goes_on)
            .and_then(|style| self.styled.get(style));
        if let Some(list) = continued.or(same_style) {
            return *list;
        }
        if self.counters.len() < MOST_LISTS {
            self.counters.push(Counters::default());
        }
        self.counters.len().saturating_sub(1)
    }

    pub(super) fn end_list(&mut self) {
        self.open.pop();
    }

    pub(super) fn begin_item(&mut self, start: &BytesStart<'_>) {
        if let Some(list) = self.open.last_mut() {
            list.waiting = true;
            list.start = number(start, "start-value");
        }
    }

    pub(super) fn end_item(&mut self) {
        if let Some(list) = self.open.last_mut() {
            list.waiting = false;
        }
    }

    /// The label of a paragraph of this style that begins here, if it bears one.
    pub(super) fn label(&mut self, styles: &Styles, paragraph: Option<&str>) -> String {
        let level = self.open.len().saturating_sub(1);
        let Some(open) = self.open.last_mut().filter(|open| open.waiting) else {
            return String::new();
        };
        open.waiting = false;
        let (list, first) = (open.list, open.start.take());
        let style = open.style.as_deref().or_else(|| styles.list_of(paragraph));
        let Some(style) = style.and_then(|style| styles.list(style)) else {
            return String::new();
        };
        match self.counters.get_mut(list) {
            Some(counters) => counters.next(style, level, first),
            None => String::new(),
        }
    }

    /// The number of a heading outside of lists; `level` counts from 1.
    pub(super) fn heading(&mut self, styles: &Styles, level: usize) -> String {
        self.outline
            .next(styles.outline(), level.saturating_sub(1), None)
    }

    pub(super) const fn is_open(&self) -> bool {
        !self.open.is_empty()
    }
}

impl Counters {
    /// Counts one more paragraph of a level and gives its label.
    fn next(&mut self, style: &ListStyle, level: usize, first: Option<u32>) -> String {
        let level = level.min(LEVELS - 1);
        let start = style.0.get(level).map_or(1, |level| level.start);
        let counted = self.0.get(level).copied().flatten();
        let value = first.unwrap_or_else(|| counted.map_or(start, |last| last.saturating_add(1)));
        for (at, counter) in self.0.iter_mut().enumerate() {
            if at == level {
                *counter = Some(value);
            } else if at > level {
                *counter = None;
            }
        }
        self.write(style, level)
    }

    fn write(&self, style: &ListStyle, level: usize) -> String {
        let Some(own) = style.0.get(level) else {
            return String::new();
        };
        match (&own.shown, &own.format) {
            (Shown::Bullet(sign), _) => bullet(sign).to_owned(),
            (Shown::Nothing, _) => format!("{}{}", own.prefix, own.suffix),
            (Shown::Number(_), Some(format)) => self.fill(style, format),
            (Shown::Number(_), None) => {
                let from = level.saturating_add(1).saturating_sub(own.display.max(1));
                let numbers: Vec<String> = (from..=level)
                    .map(|at| self.number(style, at))
                    .filter(|number| !number.is_empty())
                    .collect();
                format!("{}{}{}", own.prefix, numbers.join("."), own.suffix)
            }
        }
    }

    /// Puts numbers in the place of `%1%` … `%10%`.
    fn fill(&self, style: &ListStyle, format: &str) -> String {
        let mut filled = String::new();
        for (at, piece) in format.split('%').enumerate() {
            let level = piece
                .parse::<usize>()
                .ok()
                .and_then(|level| level.checked_sub(1));
            match level {
                Some(level) if at % 2 == 1 => filled.push_str(&self.number(style, level)),
                _ => filled.push_str(piece),
            }
        }
        filled
    }

    fn number(&self, style: &ListStyle, at: usize) -> String {
        let Some(level) = style.0.get(at) else {
            return String::new();
        };
        let value = self.0.get(at).copied().flatten().unwrap_or(level.start);
        match level.shown {
            Shown::Number(numerals) => numerals.write(value),
            Shown::Nothing | Shown::Bullet(_) => String::new(),
        }
    }
}
