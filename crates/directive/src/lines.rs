//! The lines of a document: where each stands, whether it is page furniture, how wide lines run.
//!
//! Nothing is thrown away here: a line of furniture keeps its place, so that a quotation that runs
//! over a page break stays verbatim.

use std::ops::Range;

use luytre_model::fold::{fold, nfc};

use crate::rules::Patterns;

/// One line of the document.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// Bytes of the source, without blanks at the ends.
    pub(crate) range: Range<usize>,
    /// The line composed, without Markdown marks, one space between words.
    pub(crate) text: String,
    /// `text` folded for search.
    pub(crate) fold: String,
    /// Whether an empty line stands before it.
    pub(crate) after_blank: bool,
    /// Number of characters.
    pub(crate) width: usize,
}

impl Line {
    /// Whether all letters are capitals, and there are letters.
    pub(crate) fn is_capitals(&self) -> bool {
        is_capitals(&self.text)
    }

    /// Whether it ends as sentences and list items do.
    pub(crate) fn is_closed(&self) -> bool {
        self.text
            .trim_end_matches(['”', '"', ')'])
            .ends_with(['.', ':', ';', '!', '?'])
    }
}

/// Whether all letters of a text are capitals, and there are some.
pub(crate) fn is_capitals(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| !c.is_lowercase())
}

/// The lines of a document that are neither empty nor furniture.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    /// In order.
    pub(crate) all: Vec<Line>,
    /// The day of the digital signature, where its stamp was printed into the text.
    pub(crate) stamped: Option<String>,
    /// Whether empty lines stand between nearly all lines and so mean nothing.
    pub(crate) double_spaced: bool,
}

impl Lines {
    /// Reads the lines of a text.
    pub(crate) fn new(source: &str, patterns: &Patterns) -> Self {
        let mut lines = Self::default();
        let mut blank = true;
        let mut gaps = 0_usize;
        for range in ranges(source) {
            let text = clean(source.get(range.clone()).unwrap_or_default());
            if text.is_empty() {
                blank = true;
                continue;
            }
            if let Some(found) = patterns.stamp_day.captures(&text) {
                let part = |n| found.get(n).map_or("", |m| m.as_str());
                lines.stamped = Some(format!("{}-{}-{}", part(3), part(2), part(1)));
            }
            if patterns.furniture.is_match(&text) {
                continue;
            }
            gaps += usize::from(blank);
            lines.all.push(Line {
                range,
                fold: fold(&text),
                after_blank: blank,
                width: text.chars().count(),
                text,
            });
            blank = false;
        }
        let open = lines.all.iter().filter(|line| !line.is_closed()).count();
        // where even open lines are followed by a gap, gaps do not part paragraphs
        let open_gaps = lines
            .all
            .windows(2)
            .filter(|pair| matches!(pair, [a, b] if !a.is_closed() && b.after_blank))
            .count();
        lines.double_spaced = gaps * 10 > lines.all.len() * 7
            && open_gaps * 10 > open * 7
            && open * 10 > lines.all.len() * 3;
        lines
    }

    /// The width that full lines have in a part of the document.
    pub(crate) fn full_width(&self, part: Range<usize>) -> usize {
        let mut widths: Vec<usize> = self
            .all
            .iter()
            .skip(part.start)
            .take(part.len())
            .map(|line| line.width)
            .collect();
        widths.sort_unstable();
        widths.get(widths.len() * 9 / 10).copied().unwrap_or(0)
    }
}

fn ranges(source: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    source.split_inclusive(['\n', '\u{c}']).map(move |line| {
        let from = start;
        start += line.len();
        let head = line.len() - line.trim_start().len();
        let kept = line.trim().len();
        if kept == 0 {
            from..from
        } else {
            from + head..from + head + kept
        }
    })
}

fn clean(line: &str) -> String {
    let line = nfc(line).replace("<br />", " ").replace("<br>", " ");
    let marks = line.trim_start_matches(['#', '>']);
    let line = if marks.starts_with(' ') { marks } else { &line };
    let mut out = String::with_capacity(line.len());
    // an asterisk that opens a line with a space after it is a bullet, any other is emphasis
    let bullet = line.trim_start().strip_prefix("* ").map(str::trim_start);
    if let Some(rest) = bullet {
        out.push_str("* ");
        spread(&mut out, rest);
    } else {
        spread(&mut out, line);
    }
    out.trim_end().to_owned()
}

fn spread(out: &mut String, text: &str) {
    for c in text.chars() {
        if c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}') {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !matches!(c, '*' | '`') {
            out.push(c);
        }
    }
}
