//! Which lines of a text belong to one paragraph, and what kind of paragraph it is. Texts out of
//! PDF break lines where the page did; a line goes on where the one before did not end.

use std::ops::Range;

/// How a paragraph looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::web::dispatches) enum Shape {
    /// Letterhead, number, date, subject: small and centred.
    Opening,
    /// Running text.
    Plain,
    /// Begins with a number, a letter or a dash.
    Item,
    /// After "Nơi nhận": recipients and signature, small.
    Closing,
}

/// A paragraph; ranges are bytes of the text.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub(super) shape: Shape,
    /// The number in front of it; empty where there is none.
    pub(super) lead: Range<usize>,
    /// The rest of it.
    pub(super) body: Range<usize>,
}

/// The greatest number of lines before the first paragraph of running text.
const OPENING_LINES: usize = 14;
/// A line of running text has so many characters; lines of a letterhead have fewer.
const LONG: usize = 60;

struct Line<'a> {
    start: usize,
    text: &'a str,
}

impl Line<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

pub(super) fn paragraphs(text: &str) -> Vec<Paragraph> {
    let lines = lines(text);
    let opening = opening(&lines);
    let closing = lines
        .iter()
        .rposition(|line| line.text.starts_with("Nơi nhận"))
        .filter(|at| *at >= opening)
        .unwrap_or(lines.len());
    let mut out: Vec<Paragraph> = Vec::new();
    let mut before: Option<&Line<'_>> = None;
    for (at, line) in lines.iter().enumerate() {
        let shape = if at < opening {
            Shape::Opening
        } else if at >= closing {
            Shape::Closing
        } else if lead(line.text).is_some() {
            Shape::Item
        } else {
            Shape::Plain
        };
        let goes_on = shape == Shape::Plain && before.is_some_and(|before| continues(before, line));
        match out.last_mut().filter(|_| goes_on) {
            Some(last) => last.body.end = line.end(),
            None => out.push(paragraph(shape, line)),
        }
        before = (at >= opening).then_some(line);
    }
    out
}

fn paragraph(shape: Shape, line: &Line<'_>) -> Paragraph {
    let lead = match shape {
        Shape::Item => lead(line.text).unwrap_or_default(),
        _ => "",
    };
    let rest = line.text.get(lead.len()..).unwrap_or_default();
    let body = line.end() - rest.trim_start().len();
    Paragraph {
        shape,
        lead: line.start..line.start + lead.len(),
        body: body..line.end(),
    }
}

/// Lines with something on them, without the blanks around it.
fn lines(text: &str) -> Vec<Line<'_>> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let inner = line.trim();
        if !inner.is_empty() {
            let blanks = line.len() - line.trim_start().len();
            out.push(Line {
                start: start + blanks,
                text: inner,
            });
        }
        start += line.len();
    }
    out
}

/// How many lines stand before the running text.
fn opening(lines: &[Line<'_>]) -> usize {
    let first = lines
        .iter()
        .take(OPENING_LINES)
        .position(|line| line.text.starts_with("Kính gửi") || is_running(line.text));
    first.unwrap_or(0)
}

/// Long, or a numbered clause. Letterheads may be long, but are mostly capitals.
fn is_running(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    let numbered = lead(text).is_some_and(|lead| lead.starts_with(|c: char| c.is_ascii_digit()));
    let subject = text.starts_with("V/v") || text.starts_with("Về việc");
    !subject && capitals * 3 < letters && (numbered || text.chars().count() > LONG)
}

/// Whether `line` goes on with the sentence of `before`.
fn continues(before: &Line<'_>, line: &Line<'_>) -> bool {
    let ended = before.text.ends_with(['.', ';', ':', '!', '?', '/']);
    if line.text.starts_with("Kính gửi") {
        return false;
    }
    let small = line.text.starts_with(char::is_lowercase);
    !ended && (small || before.text.chars().count() > LONG)
}

/// The number, letter or dash that a line begins with: `1.`, `2.3.`, `a)`, `-`, `Điều 4.`
fn lead(text: &str) -> Option<&str> {
    let (first, _) = text.split_once([' ', '\t'])?;
    let first = match first {
        "Điều" | "Mục" | "Chương" | "Phần" => {
            let rest = text.get(first.len()..)?;
            let number = rest.trim_start().split([' ', '\t']).next()?;
            let gap = rest.len() - rest.trim_start().len();
            let whole = text.get(..first.len() + gap + number.len())?;
            return number.ends_with(['.', ':']).then_some(whole);
        }
        first => first,
    };
    let bare = first.trim_matches('*');
    if matches!(bare, "-" | "+" | "–" | "—" | "•") {
        return Some(first);
    }
    let inner = bare.strip_suffix(['.', ')'])?;
    let is_number = !inner.is_empty()
        && inner.len() <= 8
        && inner.split('.').all(|part| {
            part.len() <= 4
                && !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_digit() || b"IVX".contains(&b))
        });
    let is_letter = inner.chars().count() == 1 && inner.starts_with(char::is_alphabetic);
    (is_number || is_letter).then_some(first)
}
