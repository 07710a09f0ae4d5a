//! Automatic numbers and bullets. Word keeps them out of the text of a paragraph, yet `1.`, `a)`
//! and `-` are the outline of a document, so they are counted here as Word would show them.

use std::collections::BTreeMap;

use crate::numerals::{Numerals, bullet};
use crate::xml::{Flaw, Step, attribute, number, walk};

const LEVELS: usize = 9;
/// Lists beyond this many are ignored; Word stops at 2,047 itself.
const MOST_LISTS: usize = 20_000;
/// Longest text of a level; nine numbers and what stands between them.
const LONGEST_TEXT: usize = 128;
const DEPTH: usize = 64;

#[derive(Default)]
pub(super) struct Numbering {
    lists: BTreeMap<u32, List>,
    instances: BTreeMap<u32, Instance>,
    /// The last number of each level, by list: instances of a list count together.
    counters: BTreeMap<u32, Counters>,
}

type Counters = [Option<u32>; LEVELS];
type Levels<'list> = [Option<&'list Level>; LEVELS];

/// An abstract list of nine levels.
#[derive(Default)]
struct List {
    levels: [Level; LEVELS],
    style_link: Option<String>,
    borrows_from: Option<String>,
}

/// One use of an abstract list.
#[derive(Default)]
struct Instance {
    list: u32,
    levels: BTreeMap<usize, Level>,
    /// Levels that begin again the first time that this instance is used.
    starts: BTreeMap<usize, u32>,
}

#[derive(Default)]
struct Level {
    start: Option<u32>,
    format: Numerals,
    text: String,
    /// The level, counted from 1, whose numbers begin this one again; 0 for none.
    restart: Option<usize>,
    style: Option<String>,
    plain_digits: bool,
}

impl Numbering {
    pub(super) fn parse(part: &str) -> Result<Self, Flaw> {
        let mut parser = Parser::default();
        walk(part, DEPTH, |step| match step {
            Step::Start(name, start) => match name {
                "abstractNum" | "num" | "lvl" | "lvlOverride" => parser.open(name, start),
                _ => parser.property(name, start),
            },
            Step::End(name) => parser.close(name),
            Step::Text(_) => {}
        })?;
        Ok(parser.numbering)
    }

    /// The level of a list that is tied to a style by name.
    pub(super) fn level_of_style(&self, instance: u32, style: &str) -> Option<usize> {
        let list = self.lists.get(&self.instances.get(&instance)?.list)?;
        list.levels
            .iter()
            .position(|level| level.style.as_deref() == Some(style))
    }

    /// Counts one more paragraph and gives what stands before its text.
    pub(super) fn next_label(&mut self, instance: u32, level: usize) -> Option<String> {
        let depth = level.min(LEVELS - 1);
        let used = self.instances.get_mut(&instance)?;
        let key = lender(&self.lists, used.list);
        let list = self.lists.get(&key)?;
        let counters = self.counters.entry(key).or_default();
        if let Some(start) = used.starts.remove(&depth) {
            set(counters, depth, start.checked_sub(1));
        }
        let own = &used.levels;
        let levels: Levels<'_> =
            std::array::from_fn(|at| own.get(&at).or_else(|| list.levels.get(at)));
        advance(&levels, counters, depth);
        Some(label(&levels, counters, depth))
    }
}

/// A list may say that its levels are those of the list tied to a named style.
fn lender(lists: &BTreeMap<u32, List>, own: u32) -> u32 {
    let Some(wanted) = lists.get(&own).and_then(|list| list.borrows_from.as_ref()) else {
        return own;
    };
    lists
        .iter()
        .find(|(_, list)| list.style_link.as_ref() == Some(wanted))
        .map_or(own, |(key, _)| *key)
}

fn set(counters: &mut Counters, at: usize, value: Option<u32>) {
    if let Some(counter) = counters.get_mut(at) {
        *counter = value;
    }
}

fn level_at<'list>(levels: &Levels<'list>, at: usize) -> Option<&'list Level> {
    levels.get(at).copied().flatten()
}

fn start_of(levels: &Levels<'_>, at: usize) -> u32 {
    level_at(levels, at)
        .and_then(|level| level.start)
        .unwrap_or(1)
}

fn advance(levels: &Levels<'_>, counters: &mut Counters, depth: usize) {
    let next = match counters.get(depth).copied().flatten() {
        Some(last) => last.saturating_add(1),
        None => start_of(levels, depth),
    };
    set(counters, depth, Some(next));
    for deeper in depth + 1..LEVELS {
        let restarts = match level_at(levels, deeper).and_then(|level| level.restart) {
            Some(0) => false,
            Some(by) => depth < by,
            None => true,
        };
        if restarts {
            set(counters, deeper, None);
        }
    }
}

fn label(levels: &Levels<'_>, counters: &Counters, depth: usize) -> String {
    let Some(level) = level_at(levels, depth) else {
        return String::new();
    };
    if level.format == Numerals::Bullet {
        bullet(&level.text).to_owned()
    } else {
        fill(level, levels, counters)
    }
}

/// Puts the counters in the place of `%1` … `%9`.
fn fill(level: &Level, levels: &Levels<'_>, counters: &Counters) -> String {
    let mut filled = String::new();
    let mut characters = level.text.chars().peekable();
    while let Some(c) = characters.next() {
        let digit = characters
            .peek()
            .filter(|_| c == '%')
            .and_then(|next| next.to_digit(10))
            .filter(|digit| *digit > 0)
            .and_then(|digit| usize::try_from(digit - 1).ok());
        let Some(at) = digit else {
            filled.push(c);
            continue;
        };
        characters.next();
        let value = counters
            .get(at)
            .copied()
            .flatten()
            .unwrap_or_else(|| start_of(levels, at));
        let format = level_at(levels, at)
            .map(|level| level.format)
            .unwrap_or_default();
        let format = if level.plain_digits && format != Numerals::Nothing {
            Numerals::Decimal
        } else {
            format
        };
        filled.push_str(&format.write(value));
    }
    filled
}

/// Gathers levels into lists and lists into the numbering.
#[derive(Default)]
struct Parser {
    numbering: Numbering,
    list: Option<(u32, List)>,
    instance: Option<(u32, Instance)>,
    level: Option<(usize, Level)>,
    overridden: Option<usize>,
}

impl Parser {
    fn open(&mut self, name: &str, start: &quick_xml::events::BytesStart<'_>) {
        let level = || number(start, "ilvl").filter(|at| *at < LEVELS);
        match name {
            "abstractNum" => {
                self.list = number(start, "abstractNumId").map(|id| (id, List::default()));
            }
            "num" => self.instance = number(start, "numId").map(|id| (id, Instance::default())),
            "lvl" => self.level = level().map(|at| (at, Level::default())),
            _ => self.overridden = level(),
        }
    }

    fn property(&mut self, name: &str, start: &quick_xml::events::BytesStart<'_>) {
        if let Some((_, level)) = &mut self.level {
            match name {
                "start" => level.start = number(start, "val"),
                "numFmt" => {
                    level.format = Numerals::of_word(&attribute(start, "val").unwrap_or_default());
                }
                "lvlText" => {
                    let text = attribute(start, "val").unwrap_or_default();
                    level.text = text.chars().take(LONGEST_TEXT).collect();
                }
                "lvlRestart" => level.restart = number(start, "val"),
                "pStyle" => level.style = attribute(start, "val"),
                "isLgl" => level.plain_digits = crate::xml::is_on(start),
                _ => {}
            }
        } else if let Some((_, instance)) = &mut self.instance {
            match (name, self.overridden) {
                ("abstractNumId", _) => instance.list = number(start, "val").unwrap_or_default(),
                ("startOverride", Some(at)) => {
                    if let Some(value) = number(start, "val") {
                        instance.starts.insert(at, value);
                    }
                }
                _ => {}
            }
        } else if let Some((_, list)) = &mut self.list {
            match name {
                "styleLink" => list.style_link = attribute(start, "val"),
                "numStyleLink" => list.borrows_from = attribute(start, "val"),
                _ => {}
            }
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "lvl" => self.close_level(),
            "lvlOverride" => self.overridden = None,
            "num" => {
                if let Some((id, instance)) = self.instance.take()
                    && self.numbering.instances.len() < MOST_LISTS
                {
                    self.numbering.instances.insert(id, instance);
                }
            }
            "abstractNum" => {
                if let Some((id, list)) = self.list.take()
                    && self.numbering.lists.len() < MOST_LISTS
                {
                    self.numbering.lists.insert(id, list);
                }
            }
            _ => {}
        }
    }

    fn close_level(&mut self) {
        let Some((at, level)) = self.level.take() else {
            return;
        };
        if let Some((_, instance)) = &mut self.instance {
            instance.levels.insert(at, level);
        } else if let Some((_, list)) = &mut self.list
            && let Some(slot) = list.levels.get_mut(at)
        {
            *slot = level;
        }
    }
}
