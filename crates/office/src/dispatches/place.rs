//! Where words stand in the text of a dispatch. Blanks do not count: a duty's words run on where
//! the text breaks its lines.

use std::ops::Range;

/// A text without blanks; each byte of it with the byte of the source that it came from.
struct Dense {
    text: String,
    from: Vec<usize>,
}

impl Dense {
    fn of(source: &str) -> Self {
        let mut dense = Self {
            text: String::with_capacity(source.len()),
            from: Vec::with_capacity(source.len()),
        };
        for (at, c) in source.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            dense.text.push(c);
            dense.from.extend(at..at + c.len_utf8());
        }
        dense
    }

    /// The bytes of the source from which a range of the dense text came; an empty one has none.
    fn source(&self, range: &Range<usize>) -> Option<Range<usize>> {
        if range.is_empty() {
            return None;
        }
        let start = self.from.get(range.start)?;
        let last = self.from.get(range.end.checked_sub(1)?)?;
        Some(*start..last + 1)
    }
}

/// Words with each run of blanks made one.
pub(super) fn run_on(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `span` of `text` without blanks at its ends.
pub(super) fn trimmed(text: &str, span: &Range<usize>) -> Option<Range<usize>> {
    let part = text.get(span.clone())?;
    let start = span.start + (part.len() - part.trim_start().len());
    Some(start..start + part.trim().len())
}

/// Where bytes `part` of `words` stand in `text`, if `words` are those at `span`.
pub(super) fn within(
    text: &str,
    span: &Range<usize>,
    words: &str,
    part: &Range<usize>,
) -> Option<Range<usize>> {
    let there = Dense::of(text.get(span.clone())?);
    let here = Dense::of(words);
    if there.text != here.text {
        return None;
    }
    let dense = |byte| here.from.partition_point(|from| *from < byte);
    let found = there.source(&(dense(part.start)..dense(part.end)))?;
    Some(span.start + found.start..span.start + found.end)
}

/// Where `words` occur in `text`, nearest to byte `near`.
pub(super) fn find(text: &str, words: &str, near: usize) -> Option<Range<usize>> {
    let there = Dense::of(text);
    let wanted = Dense::of(words).text;
    if wanted.is_empty() {
        return None;
    }
    there
        .text
        .match_indices(&wanted)
        .filter_map(|(at, found)| there.source(&(at..at + found.len())))
        .min_by_key(|range| range.start.abs_diff(near))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "1. Đổi mật\n   khẩu định kỳ; đổi mật khẩu\nmáy in.";

    #[test]
    fn words_are_found_over_line_ends_and_nearest() {
        let first = find(TEXT, "ổi mật khẩu", 0).unwrap();
        assert_eq!(&TEXT[first], "ổi mật\n   khẩu");
        let last = find(TEXT, "ổi mật khẩu", TEXT.len()).unwrap();
        assert_eq!(&TEXT[last], "ổi mật khẩu");
        assert_eq!(find(TEXT, "đổi mã", 0), None);
        assert_eq!(find(TEXT, " \n", 0), None);
    }

    #[test]
    fn a_part_of_run_on_words_has_its_place() {
        let span = 3..TEXT.find(" định").unwrap();
        let words = "Đổi mật khẩu";
        let khau = words.find("khẩu").unwrap()..words.len();
        let place = within(TEXT, &span, words, &khau).unwrap();
        assert_eq!(&TEXT[place], "khẩu");
        let all = within(TEXT, &span, words, &(0..words.len()));
        assert_eq!(all, Some(span.clone()));
        assert_eq!(within(TEXT, &span, "Đổi mã", &(0..3)), None);
        assert_eq!(within(TEXT, &span, words, &(2..2)), None);
        assert_eq!(within(TEXT, &(1..999), words, &khau), None);
    }

    #[test]
    fn a_marked_piece_loses_the_blanks_at_its_ends() {
        assert_eq!(trimmed(" ab \n", &(0..5)), Some(1..3));
        assert_eq!(trimmed("ab", &(1..9)), None);
        assert_eq!(run_on(" a\n  b "), "a b");
    }
}
