//! Where the words of a duty can be cut in two, and what is left of them.

use std::ops::Range;

/// What joins two duties and belongs to neither.
const JOINTS: &[&str] = &["và", "hoặc", "đồng thời"];

/// Bytes of `text` at which a reader would cut it: before what follows a semicolon, a full stop, a
/// line end, a comma or a joining word. At most [`MOST`] of them.
#[must_use]
pub(super) fn places(text: &str) -> Vec<usize> {
    let mut places = Vec::new();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let after_mark = matches!(before, ';' | '.' | ',' | '\n') && c.is_whitespace();
        if after_mark || (c.is_whitespace() && joins(text, at)) {
            places.push(at);
        }
        before = c;
    }
    places.retain(|at| split(text, *at).is_some());
    places.dedup();
    places.truncate(MOST);
    places
}

/// Most places that are offered.
const MOST: usize = 40;

/// Does a joining word follow?
fn joins(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default().trim_start();
    JOINTS.iter().any(|joint| {
        rest.strip_prefix(joint)
            .is_some_and(|rest| rest.starts_with(char::is_whitespace))
    })
}

/// Both parts of `text` cut at byte `at`, as ranges without the marks and joining words at their
/// ends. `None` where nothing is left of one, or `at` lies within a word.
#[must_use]
pub(super) fn split(text: &str, at: usize) -> Option<(Range<usize>, Range<usize>)> {
    let (first, second) = (text.get(..at)?, text.get(at..)?);
    if first.ends_with(char::is_alphanumeric) && second.starts_with(char::is_alphanumeric) {
        return None;
    }
    let head = trim(first);
    let tail = trim(second);
    let words = |part: &str| part.chars().any(char::is_alphanumeric);
    if !words(first.get(head.clone())?) || !words(second.get(tail.clone())?) {
        return None;
    }
    Some((head, at + tail.start..at + tail.end))
}

/// `part` without blanks, marks and joining words at its ends.
fn trim(part: &str) -> Range<usize> {
    let unwanted = |c: char| c.is_whitespace() || matches!(c, ';' | ',' | '.' | '-' | '+');
    let mut rest = part.trim_matches(unwanted);
    for joint in JOINTS {
        let begins = rest
            .strip_prefix(joint)
            .filter(|after| after.starts_with(char::is_whitespace));
        rest = begins.map_or(rest, |after| after.trim_start_matches(unwanted));
        let ends = rest
            .strip_suffix(joint)
            .filter(|before| before.ends_with(char::is_whitespace));
        rest = ends.map_or(rest, |before| before.trim_end_matches(unwanted));
    }
    // `rest` is a piece of `part`: its start is how far the addresses lie apart.
    let start = rest.as_ptr().addr().saturating_sub(part.as_ptr().addr());
    start..start + rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "thay đổi mật khẩu; cài phần mềm diệt vi rút và cập nhật bản vá, báo cáo";

    fn parts(text: &str, at: usize) -> Option<(&str, &str)> {
        split(text, at).map(|(head, tail)| (&text[head], &text[tail]))
    }

    #[test]
    fn places_stand_after_marks_and_before_joining_words() {
        let cut: Vec<_> = places(TEXT)
            .into_iter()
            .filter_map(|at| parts(TEXT, at))
            .collect();
        assert_eq!(
            cut,
            [
                (
                    "thay đổi mật khẩu",
                    "cài phần mềm diệt vi rút và cập nhật bản vá, báo cáo"
                ),
                (
                    "thay đổi mật khẩu; cài phần mềm diệt vi rút",
                    "cập nhật bản vá, báo cáo"
                ),
                (
                    "thay đổi mật khẩu; cài phần mềm diệt vi rút và cập nhật bản vá",
                    "báo cáo"
                ),
            ]
        );
    }

    #[test]
    fn a_cut_leaves_words_on_both_sides_or_is_none() {
        for (text, at) in [
            ("một", 0),
            ("một", 2),
            ("một", 4),
            ("một ;", 5),
            ("một hai", 99),
            ("", 0),
            (" ; ", 1),
        ] {
            assert_eq!(split(text, at), None, "{text:?} at {at}");
        }
        assert_eq!(parts("một hai", 5), Some(("một", "hai")));
    }

    #[test]
    fn joining_words_go_only_as_whole_words() {
        assert_eq!(parts("quét vàng và vá", 12), Some(("quét vàng", "vá")));
        assert_eq!(parts("a vào sổ", 1), Some(("a", "vào sổ")));
    }
}
