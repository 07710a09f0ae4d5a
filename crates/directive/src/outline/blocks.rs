//! Hard-wrapped lines joined into paragraphs, each with the marker that opens it.
//!
//! A wrapped line that happens to look like a marker ("12/11/2021 của …") opens nothing.

use std::ops::Range;

use crate::lines::{Line, Lines};
use crate::marker::{self, Level, Marker};
use crate::rules::Rules;
use crate::table::{self, Cell};
use crate::text::Flat;

use super::rows::Tables;

/// A paragraph: its marker, and the lines that make it.
pub(super) struct Block {
    pub(super) marker: Option<Marker>,
    pub(super) ranges: Vec<Range<usize>>,
    /// What the row says beside it, where it stands in a table.
    pub(super) row: Option<table::Facts>,
    pub(super) last: Option<Line>,
    pub(super) quotes: i32,
}

/// The paragraphs of the lines `body`. `cells` are those of the tables of the file.
pub(super) fn read(
    source: &str,
    lines: &Lines,
    body: Range<usize>,
    cells: &[Cell],
    rules: &Rules,
) -> Vec<Block> {
    let full = lines.full_width(body.clone());
    let mut blocks: Vec<Block> = Vec::new();
    let mut tables = Tables::new(source, cells, rules);
    let body_lines = || lines.all.iter().skip(body.start).take(body.len());
    let last_marked = body_lines()
        .rposition(|line| marker::of(&line.text, &rules.patterns).is_some())
        .unwrap_or(0);
    let mut next_lines = body_lines().skip(1);
    for (at, line) in body_lines().enumerate() {
        if tables.takes(line, next_lines.next(), &mut blocks) {
            continue;
        }
        let marker = marker::of(&line.text, &rules.patterns)
            .filter(|found| opens(found, line, blocks.last(), full, lines));
        let goes_on = marker.is_none()
            && blocks
                .last()
                .is_some_and(|block| goes_on(block, line, full, lines))
            && !(at > last_marked && closes(blocks.last(), line, rules));
        let balance = quotes(&line.text, &rules.patterns);
        match blocks.last_mut() {
            Some(block) if goes_on => {
                block.ranges.push(line.range.clone());
                block.last = Some(line.clone());
                block.quotes = (block.quotes + balance).max(0);
            }
            _ => blocks.push(Block {
                marker,
                ranges: vec![line.range.clone()],
                row: None,
                last: Some(line.clone()),
                quotes: balance,
            }),
        }
    }
    blocks
}

/// How many quotations of numbered law ("“2. Trong thời hạn …") a line opens, less those it closes.
fn quotes(text: &str, patterns: &crate::rules::Patterns) -> i32 {
    let opened = text
        .split('“')
        .skip(1)
        .filter(|rest| marker::of(rest, patterns).is_some_and(|found| !found.level.is_bullet()))
        .count();
    let closed = text.matches(['”', '"']).count();
    i32::try_from(opened).unwrap_or(0) - i32::try_from(closed).unwrap_or(0)
}

/// Whether a marker is one, or a wrapped line that looks like it.
fn opens(found: &Marker, line: &Line, before: Option<&Block>, full: usize, lines: &Lines) -> bool {
    let Some(block) = before else {
        return true;
    };
    let Some(last) = &block.last else {
        return true;
    };
    // quoted law keeps its own numbering
    if block.quotes > 0 && block.ranges.len() < 60 {
        return false;
    }
    if last.is_closed() || (line.after_blank && !lines.double_spaced) {
        return true;
    }
    let rest = line.text.get(found.len..).unwrap_or_default();
    let capital = rest.chars().next().is_some_and(char::is_uppercase);
    match found.level {
        Level::Part | Level::Article | Level::Roman | Level::Capital => capital || rest.is_empty(),
        _ if last.width * 10 < full * 8 => true,
        Level::Row => true,
        Level::Dash | Level::Star | Level::Plus => capital,
        // "… khoản ⏎ 2. Điều 5": a figure that follows an open full line must be the next in turn
        Level::Number | Level::Dotted | Level::Letter => capital && !ends_in_reference(&last.fold),
    }
}

fn ends_in_reference(fold: &str) -> bool {
    [
        " khoan", " dieu", " diem", " so", " muc", " ngay", " thang", " nam", " tu", " den",
    ]
    .iter()
    .any(|word| fold.ends_with(word))
}

/// Whether a line behind the last clause begins the closing, tight as it may stand.
fn closes(before: Option<&Block>, line: &Line, rules: &Rules) -> bool {
    let ended = before
        .and_then(|block| block.last.as_ref())
        .is_some_and(|last| last.text.ends_with('.'));
    let flat = Flat::whole(&line.text);
    let opens = rules.closings.at(&flat, 0).is_some()
        || rules.heads.at(&flat, 0).is_some()
        || rules.quantifiers.at(&flat, 0).is_some();
    ended && flat.is_capital(0) && opens
}

/// Whether an unmarked line goes on with the paragraph before it.
fn goes_on(block: &Block, line: &Line, full: usize, lines: &Lines) -> bool {
    let Some(last) = &block.last else {
        return false;
    };
    let small = line
        .text
        .chars()
        .find(|c| c.is_alphanumeric())
        .is_some_and(|c| !c.is_uppercase());
    let gap = line.after_blank && !lines.double_spaced;
    let is_full = last.width * 10 >= full * 8;
    if last.text.ends_with("./.") {
        return false;
    }
    let shouts = |line: &Line| {
        line.is_capitals() && line.width > 8 && !line.text.contains(|c: char| c.is_ascii_digit())
    };
    if shouts(last) != shouts(line) {
        return false;
    }
    if last.is_closed() {
        return (small && !(gap && last.text.ends_with(':')))
            || (is_full && !gap && full < 130 && !last.text.ends_with(':'));
    }
    small || (is_full && !gap && full < 160) || (last.text.ends_with([',', '-']) && !gap)
}
