//! A clause cut into sentences and the pieces between their semicolons.
//!
//! The rule is that of the annotation: a piece is the smallest thing that one could tick off.
//! One verb with several objects, or several verbs of one control, stay together.

use std::ops::Range;

use crate::text::Flat;

mod candidates;
mod coordinate;

pub(crate) use coordinate::Cutter;

/// Characters that are no part of a piece at its ends.
pub(crate) const EDGE: &[char] = &[
    '.', ',', ';', ':', '-', '–', '…', '/', '⁄', '“', '&', '_', '~',
];

/// A piece of a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) range: Range<usize>,
    /// Whether it opens a sentence; else it follows a semicolon.
    pub(crate) opens: bool,
    /// What closed it.
    pub(crate) closed_by: Option<char>,
}

/// Depth of brackets before each byte is kept only where they close again.
fn brackets(flat: &Flat, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut open = Vec::new();
    let mut out: Vec<Range<usize>> = Vec::new();
    for (at, c) in flat.text(range.clone()).char_indices() {
        let at = range.start + at;
        match c {
            '(' | '“' | '[' => open.push(at),
            ')' | '”' | ']' => {
                if let Some(from) = open.pop()
                    && open.is_empty()
                {
                    out.push(from..at);
                }
            }
            _ => {}
        }
    }
    out
}

fn inside(brackets: &[Range<usize>], at: usize) -> bool {
    let next = brackets.partition_point(|bracket| bracket.end < at);
    brackets.get(next).is_some_and(|bracket| bracket.start < at)
}

/// Sentences and the pieces between their semicolons.
pub(crate) fn pieces(flat: &Flat, range: &Range<usize>) -> Vec<Piece> {
    let brackets = brackets(flat, range);
    let mut out = Vec::new();
    let mut start = range.start;
    let mut opens = true;
    let mut add = |start: usize, end: usize, opens: bool, closed_by| {
        let cut = trimmed(flat, start..end);
        if flat.text(cut.clone()).chars().any(char::is_alphanumeric) {
            out.push(Piece {
                range: cut,
                opens,
                closed_by,
            });
        }
    };
    for (at, c) in flat.text(range.clone()).char_indices() {
        let at = range.start + at;
        if !matches!(c, ';' | '.' | '…' | '!' | '?') || inside(&brackets, at) {
            continue;
        }
        let after = at + c.len_utf8();
        if c == ';' {
            add(start, at, opens, Some(c));
            start = after;
            opens = false;
        } else if ends_sentence(flat, at, after, range) {
            add(start, at, opens, Some('.'));
            start = after;
            opens = true;
        }
    }
    let whole = flat.text(range.clone()).trim_end();
    // "./." and what scanners make of the initials behind it
    let mark = whole
        .rfind("/.")
        .filter(|at| whole.len() - at < 8 && *at > start - range.start);
    let end = mark.map_or(range.end, |at| range.start + at);
    add(start, end, opens, whole.chars().next_back());
    out
}

/// `range` without the marks around it, but with the bracket that belongs to it.
pub(crate) fn trimmed(flat: &Flat, range: Range<usize>) -> Range<usize> {
    let mut cut = flat.trim(range, EDGE);
    loop {
        let part = flat.text(cut.clone());
        let opened = part.matches('(').count();
        let closed = part.matches(')').count();
        if part.ends_with(')') && closed > opened {
            cut = flat.trim(cut.start..cut.end - 1, EDGE);
        } else if part.starts_with('(') && opened > closed {
            cut = flat.trim(cut.start + 1..cut.end, EDGE);
        } else {
            break;
        }
    }
    // the closing quotation mark stays with its opening one
    let part = flat.text(cut.clone());
    let missing = part.contains('“') && !part.contains('”');
    if missing && flat.text(cut.end..flat.text.len()).starts_with('”') {
        cut.end += '”'.len_utf8();
    }
    cut
}

fn ends_sentence(flat: &Flat, at: usize, after: usize, range: &Range<usize>) -> bool {
    let rest = flat.text(after..range.end);
    let dots = rest.len() - rest.trim_start_matches(['.', '…']).len();
    let rest = rest.get(dots..).unwrap_or_default();
    let spaced = rest.starts_with(' ') || rest.starts_with(['”', '"', ')']);
    let next = rest.trim_start_matches([' ', '”', '"', '“', '-', '*']);
    let capital = next.chars().next().is_some_and(char::is_uppercase);
    let ellipsis = dots > 0 || flat.text(at..after).starts_with('…');
    if !capital || !(spaced || ellipsis) {
        return false;
    }
    let word = flat
        .text(range.start..at)
        .rsplit([' ', '(', '.'])
        .next()
        .unwrap_or_default();
    let letters = word.chars().count();
    let capitals = word.chars().all(|c| c.is_uppercase() || c.is_numeric());
    // "TP. Huế", "Q. 1", "P. Văn hóa", "ThS. Nguyễn"
    let short = matches!(
        word,
        "TP" | "Tp"
            | "TX"
            | "Q"
            | "P"
            | "H"
            | "KT"
            | "TM"
            | "TL"
            | "ThS"
            | "TS"
            | "GS"
            | "PGS"
            | "Th"
            | "đ/c"
            | "Đ/c"
            | "tr"
            | "Số"
            | "St"
    );
    !(short || (letters == 1 && capitals && word.chars().all(char::is_alphabetic)))
}
