//! Puts the text together: every format hands its pieces here, so that normal form, line ends,
//! limits and the ranges of parts are right in one place.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::legacy;
use crate::{Cut, Document, Format, Limits, Part, Place, Problem, ReadError};

pub(crate) struct Assembly {
    text: String,
    parts: Vec<Part>,
    problems: Vec<Problem>,
    text_bytes: usize,
    most_parts: usize,
    cut: Option<Cut>,
}

impl Assembly {
    pub(crate) const fn new(limits: &Limits) -> Self {
        Self {
            text: String::new(),
            parts: Vec::new(),
            problems: Vec::new(),
            text_bytes: limits.text_bytes,
            most_parts: limits.parts,
            cut: None,
        }
    }

    /// Whether a limit was reached, so that more pieces would be lost.
    pub(crate) const fn is_full(&self) -> bool {
        self.cut.is_some()
    }

    pub(crate) fn problem(&mut self, problem: Problem) {
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    /// Adds a piece on lines of its own, without blanks around it. Empty pieces leave no trace.
    pub(crate) fn piece(&mut self, place: Place, raw: &str) {
        let text = clean(self.within_reason(raw));
        let text = text.trim();
        if !text.is_empty() {
            self.line(place, text);
        }
    }

    /// Leaves one empty line, whatever number of times it is asked for.
    pub(crate) fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.end_line();
        }
    }

    /// Adds one line of a text exactly, without trimming; an empty one is a bare line end.
    pub(crate) fn exact_line(&mut self, place: Place, raw: &str) {
        let text = clean(self.within_reason(raw));
        if text.trim().is_empty() {
            self.text_within(&text);
            self.end_line();
        } else {
            self.line(place, &text);
        }
    }

    /// Longest raw piece that is looked at: decomposed Vietnamese takes less than twice its room.
    pub(crate) const fn longest_raw(&self) -> usize {
        self.text_bytes.saturating_mul(2).saturating_add(64)
    }

    fn within_reason<'raw>(&mut self, raw: &'raw str) -> &'raw str {
        let end = raw.floor_char_boundary(self.longest_raw());
        match raw.get(..end) {
            // A piece that was held at this length while it was gathered is cut as well.
            Some(cut) if raw.len() >= self.longest_raw() => {
                self.cut = self.cut.or(Some(Cut::TextBytes));
                cut
            }
            _ => raw,
        }
    }

    fn line(&mut self, place: Place, text: &str) {
        if self.parts.len() >= self.most_parts {
            self.cut = self.cut.or(Some(Cut::Parts));
        }
        let start = self.text.len();
        self.text_within(text);
        let range = start..self.text.len();
        if !range.is_empty() {
            self.parts.push(Part { range, place });
            self.end_line();
        }
    }

    /// Appends as much of `text` as the limit leaves, on a character boundary.
    fn text_within(&mut self, text: &str) {
        if self.cut == Some(Cut::Parts) {
            return;
        }
        let left = self.text_bytes.saturating_sub(self.text.len());
        if text.len() > left {
            self.cut = Some(Cut::TextBytes);
        }
        let end = text.floor_char_boundary(left);
        self.text.push_str(text.get(..end).unwrap_or_default());
    }

    /// A line end may stand just past the limit: it carries no text.
    fn end_line(&mut self) {
        if self.text.len() <= self.text_bytes {
            self.text.push('\n');
        } else {
            self.cut = self.cut.or(Some(Cut::TextBytes));
        }
    }

    /// Mending may make the text longer; it is cut where it would pass the limit.
    fn mend(&mut self) {
        let Some(mended) = legacy::mend(&self.text, &self.parts) else {
            return;
        };
        self.text = mended.text;
        self.parts = mended.parts;
        for problem in mended.problems {
            self.problem(problem);
        }
        if self.text.len() > self.text_bytes.saturating_add(1) {
            let end = self.text.floor_char_boundary(self.text_bytes);
            self.text.truncate(end);
            self.text.push('\n');
            self.parts.retain(|part| part.range.start < end);
            if let Some(last) = self.parts.last_mut() {
                last.range.end = last.range.end.min(end);
            }
            self.cut = self.cut.or(Some(Cut::TextBytes));
        }
    }

    pub(crate) fn finish(mut self, format: Format) -> Result<Document, ReadError> {
        if self.parts.is_empty() {
            return Err(ReadError::NoText { format });
        }
        let end = self.text.trim_end_matches('\n').len();
        self.text.truncate(end);
        self.text.push('\n');
        self.mend();
        match self.cut {
            Some(Cut::Parts) => self.problem(Problem::CutShort {
                at: Cut::Parts,
                limit: self.most_parts,
            }),
            Some(at) => self.problem(Problem::CutShort {
                at,
                limit: self.text_bytes,
            }),
            None => {}
        }
        Ok(Document {
            format,
            text: self.text,
            parts: self.parts,
            problems: self.problems,
        })
    }
}

/// NFC, one kind of line end, no control characters but the tab. Ways of writing a blank that
/// readers take for one (no-break space, soft hyphen) are left for those who compare texts.
fn clean(raw: &str) -> String {
    let plain = |c: char| !c.is_control() || c == '\n' || c == '\t';
    let text: String = if raw.chars().all(|c| plain(c) && known(c) == c) {
        raw.to_owned()
    } else {
        raw.replace("\r\n", "\n")
            .chars()
            .map(known)
            .filter(|&c| plain(c))
            .collect()
    };
    if is_nfc(&text) {
        text
    } else {
        text.nfc().collect()
    }
}

/// One character for each meaning: line ends, and the signs that Symbol and Wingdings keep in a
/// private range, where bullets of lists come from.
const fn known(c: char) -> char {
    match c {
        '\u{f02b}' => '+',
        '\u{f02d}' => '-',
        '\u{f06c}' | '\u{f06e}' | '\u{f076}' | '\u{f0a7}' | '\u{f0b7}' | '\u{f0d8}'
        | '\u{f0fc}' => '•',
        '\u{f0ae}' | '\u{f0e0}' | '\u{f0e8}' => '→',
        c if is_line_end(c) => '\n',
        c => c,
    }
}

/// Line ends beside `\n`: carriage return, vertical tab, form feed, next line, separators.
pub(crate) const fn is_line_end(c: char) -> bool {
    matches!(
        c,
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}
