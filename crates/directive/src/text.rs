//! A stretch of a document made smooth for the rules, with the way back to the bytes it came from.
//!
//! Line breaks and runs of blanks become one space, letters are composed, Markdown marks vanish.
//! A second copy in small letters, with the tone mark in its new place (`uỷ` → `ủy`), has the same
//! length in bytes, so that what is found in one is cut from the other. No rule lives here.

use std::ops::Range;

use luytre_model::fold::nfc;
use unicode_normalization::char::is_combining_mark;

/// A word: a run of letters and digits in a [`Flat`].
pub(crate) type Token = Range<usize>;

/// Text made smooth.
#[derive(Debug, Default, Clone)]
pub(crate) struct Flat {
    /// As written, composed, one space between words.
    pub(crate) text: String,
    /// The same in small letters; equal in length to `text`.
    pub(crate) low: String,
    /// The words.
    pub(crate) tokens: Vec<Token>,
    starts: Vec<usize>,
    ends: Vec<usize>,
}

impl Flat {
    /// Smooths the given ranges of `source`, joined by spaces.
    pub(crate) fn new(source: &str, ranges: &[Range<usize>]) -> Self {
        let mut flat = Self::default();
        for range in ranges {
            flat.gap(range.start);
            flat.push(source, range);
        }
        while flat.text.ends_with(' ') {
            flat.text.pop();
            flat.starts.pop();
            flat.ends.pop();
        }
        flat.low = lower(&flat.text);
        flat.tokens = tokens(&flat.text);
        flat
    }

    /// Smooths a whole text.
    pub(crate) fn whole(source: &str) -> Self {
        Self::new(source, std::slice::from_ref(&(0..source.len())))
    }

    fn gap(&mut self, at: usize) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.put(" ", at, at);
        }
    }

    fn put(&mut self, piece: &str, start: usize, end: usize) {
        self.text.push_str(piece);
        for _ in 0..piece.len() {
            self.starts.push(start);
            self.ends.push(end);
        }
    }

    fn push(&mut self, source: &str, range: &Range<usize>) {
        let Some(part) = source.get(range.clone()) else {
            return;
        };
        // "## II. NHIỆM VỤ": the marks of a Markdown heading
        let bare = part.trim_start_matches('#');
        let range = if bare.starts_with(' ') {
            range.end - bare.len()..range.end
        } else {
            range.clone()
        };
        let Some(part) = source.get(range.clone()) else {
            return;
        };
        let mut chars = part.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let start = range.start + at;
            if c.is_whitespace() || is_invisible(c) {
                self.gap(start);
                continue;
            }
            let mut end = start + c.len_utf8();
            if matches!(c, '*' | '`' | '|' | '\\') {
                continue;
            }
            let mut marks = false;
            while let Some((at, mark)) = chars.peek().copied() {
                if !is_combining_mark(mark) {
                    break;
                }
                end = range.start + at + mark.len_utf8();
                marks = true;
                chars.next();
            }
            if c.is_ascii() && !marks {
                let mut buffer = [0; 4];
                self.put(c.encode_utf8(&mut buffer), start, end);
            } else if let Some(cluster) = source.get(start..end) {
                self.put(&nfc(cluster), start, end);
            }
        }
    }

    /// The bytes of the source that a range of the smooth text came from.
    pub(crate) fn source(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.starts.get(range.start).copied().unwrap_or(0);
        let end = range
            .end
            .checked_sub(1)
            .and_then(|last| self.ends.get(last).copied())
            .unwrap_or(start);
        start..end.max(start)
    }

    /// A part as written.
    pub(crate) fn text(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// A part in small letters.
    pub(crate) fn low(&self, range: Range<usize>) -> &str {
        self.low.get(range).unwrap_or_default()
    }

    /// The number of the first word that starts at `at` or later.
    pub(crate) fn token_at(&self, at: usize) -> usize {
        self.tokens.partition_point(|token| token.start < at)
    }

    /// Whether the letter at `at` is a capital.
    pub(crate) fn is_capital(&self, at: usize) -> bool {
        self.text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .is_some_and(char::is_uppercase)
    }

    /// `range` without blanks and the given characters at its ends.
    pub(crate) fn trim(&self, range: Range<usize>, unwanted: &[char]) -> Range<usize> {
        let part = self.text(range.clone());
        let wanted = |c: char| !(c.is_whitespace() || unwanted.contains(&c));
        let head = part.len() - part.trim_start_matches(|c| !wanted(c)).len();
        let kept = part.trim_matches(|c| !wanted(c)).len();
        range.start + head..range.start + head + kept
    }
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2028}' | '\u{2029}'
    )
}

/// Words of a text.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::with_capacity(text.len() / 5);
    let mut start = None;
    for (at, c) in text.char_indices() {
        if is_letter_or_digit(c) {
            start.get_or_insert(at);
        } else if let Some(from) = start.take() {
            out.push(from..at);
        }
    }
    if let Some(from) = start {
        out.push(from..text.len());
    }
    out
}

/// As `char::is_alphanumeric`, with a short way for the letters that nearly all text is made of.
fn is_letter_or_digit(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        '\u{d7}' | '\u{f7}' => false,
        '\u{c0}'..='\u{24f}' | '\u{1ea0}'..='\u{1ef9}' => true,
        _ => c.is_alphanumeric(),
    }
}

/// Small letters, tone marks in their new place, every byte where it was.
pub(crate) fn lower(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().map(small).peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let moved = next.and_then(|next| moved_tone(c, next));
        if let (Some((first, second)), Some(old)) = (moved, next)
            && before != 'q'
        {
            chars.next();
            // "hoàn", "thuỷn": before a letter both schools put the mark on the second
            if chars.peek().is_some_and(|after| after.is_alphabetic()) {
                out.push(c);
                out.push(old);
            } else {
                out.push(first);
                out.push(second);
            }
            before = second;
        } else {
            out.push(c);
            before = c;
        }
    }
    out
}

fn small(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    // the Vietnamese block sets capitals and small letters side by side
    if ('\u{1ea0}'..='\u{1ef9}').contains(&c) {
        return char::from_u32(u32::from(c) | 1).unwrap_or(c);
    }
    // the small letters that most words have one of: nothing to look up
    if matches!(c, '\u{df}'..='\u{ff}' | 'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư') {
        return c;
    }
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(l), None) if l.len_utf8() == c.len_utf8() => l,
        _ => c,
    }
}

const MOVED: &[(char, char, char, char)] = &[
    ('o', 'à', 'ò', 'a'),
    ('o', 'á', 'ó', 'a'),
    ('o', 'ả', 'ỏ', 'a'),
    ('o', 'ã', 'õ', 'a'),
    ('o', 'ạ', 'ọ', 'a'),
    ('o', 'è', 'ò', 'e'),
    ('o', 'é', 'ó', 'e'),
    ('o', 'ẻ', 'ỏ', 'e'),
    ('o', 'ẽ', 'õ', 'e'),
    ('o', 'ẹ', 'ọ', 'e'),
    ('u', 'ỳ', 'ù', 'y'),
    ('u', 'ý', 'ú', 'y'),
    ('u', 'ỷ', 'ủ', 'y'),
    ('u', 'ỹ', 'ũ', 'y'),
    ('u', 'ỵ', 'ụ', 'y'),
];

fn moved_tone(a: char, b: char) -> Option<(char, char)> {
    if !matches!(a, 'o' | 'u') {
        return None;
    }
    MOVED
        .iter()
        .find(|row| row.0 == a && row.1 == b)
        .filter(|row| row.0.len_utf8() + row.1.len_utf8() == row.2.len_utf8() + row.3.len_utf8())
        .map(|row| (row.2, row.3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_letters_keep_their_bytes() {
        for text in ["UỶ BAN Hoà Bình quý hoàn thuỷ sản", "QUỶ KHOẺ", "ĐẢNG UỶ"]
        {
            assert_eq!(lower(text).len(), text.len(), "{text}");
        }
        assert_eq!(lower("UỶ BAN HOÀ quý hoàn"), "ủy ban hòa quý hoàn");
        let capitals = "ĂÂĐÊÔƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ";
        assert_eq!(lower(capitals), capitals.to_lowercase());
    }

    #[test]
    fn letters_and_digits_are_those_of_unicode() {
        for c in ('\0'..='\u{24f}').chain('\u{1e00}'..='\u{2100}') {
            assert_eq!(is_letter_or_digit(c), c.is_alphanumeric(), "{c:?}");
        }
    }

    #[test]
    fn leads_back_to_the_source() {
        let source = "a\n\n  **b  c**;\nu\u{309}y";
        let flat = Flat::new(source, std::slice::from_ref(&(0..source.len())));
        assert_eq!(flat.text, "a b c; ủy");
        let at = flat.text.find("b c").unwrap();
        assert_eq!(&source[flat.source(&(at..at + 3))], "b  c");
        let at = flat.text.find('ủ').unwrap();
        assert_eq!(&source[flat.source(&(at..flat.text.len()))], "u\u{309}y");
    }
}
