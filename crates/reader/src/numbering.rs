//! Automatic numbers and bullets. Word keeps them out of the text of a paragraph, yet `1.`, `a)`
//! and `-` are the outline of a document, so they are counted here as Word would show them.

use std::collections::BTreeMap;

use crate::numerals::{Numerals, bullet};

pub(crate) const LEVELS: usize = 9;
/// Lists beyond this many are ignored; Word stops at 2,047 itself.
pub(crate) const MOST_LISTS: usize = 20_000;
/// Longest text of a level; nine numbers and what stands between them.
pub(crate) const LONGEST_TEXT: usize = 128;

/// The lists of a document and how far each has counted.
#[derive(Default)]
pub(crate) struct Numbering {
    pub(crate) lists: BTreeMap<u32, List>,
    pub(crate) instances: BTreeMap<u32, Instance>,
    /// The last number of each level, by list: instances of a list count together.
    counters: BTreeMap<u32, Counters>,
}

type Counters = [Option<u32>; LEVELS];
type Levels<'list> = [Option<&'list Level>; LEVELS];

/// An abstract list of nine levels.
#[derive(Default)]
pub(crate) struct List {
    pub(crate) levels: [Level; LEVELS],
    pub(crate) style_link: Option<String>,
    pub(crate) borrows_from: Option<String>,
}

/// One use of an abstract list.
#[derive(Default)]
pub(crate) struct Instance {
    pub(crate) list: u32,
    pub(crate) levels: BTreeMap<usize, Level>,
    /// Levels that begin again the first time that this instance is used.
    pub(crate) starts: BTreeMap<usize, u32>,
}

/// One level of a list.
#[derive(Default)]
pub(crate) struct Level {
    pub(crate) start: Option<u32>,
    pub(crate) format: Numerals,
    pub(crate) text: String,
    /// The level, counted from 1, whose numbers begin this one again; 0 for none.
    pub(crate) restart: Option<usize>,
    pub(crate) style: Option<String>,
    pub(crate) plain_digits: bool,
}

impl Numbering {
    /// The level of a list that is tied to a style by name.
    pub(crate) fn level_of_style(&self, instance: u32, style: &str) -> Option<usize> {
        let list = self.lists.get(&self.instances.get(&instance)?.list)?;
        list.levels
            .iter()
            .position(|level| level.style.as_deref() == Some(style))
    }

    /// Counts one more paragraph and gives what stands before its text.
    pub(crate) fn next_label(&mut self, instance: u32, level: usize) -> Option<String> {
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
