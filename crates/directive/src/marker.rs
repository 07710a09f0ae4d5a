//! What opens a clause: `II.`, `Điều 3.`, `4.1.`, `b)`, a bullet.
//!
//! Offices mix these freely; no order of levels is presumed beyond what [`Level`] says.

use regex::Captures;

use crate::rules::Patterns;

/// The kind of marker, outermost first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// Phần, Chương, Mục.
    Part,
    /// `A.`
    Capital,
    /// `II.`
    Roman,
    /// `Điều 3.`
    Article,
    /// `4.`
    Number,
    /// `4.1`, `4.1.2`
    Dotted,
    /// `b)`
    Letter,
    /// A row of a table.
    Row,
    /// `-`
    Dash,
    /// `*`, `•`
    Star,
    /// `+`
    Plus,
}

impl Level {
    /// Whether clauses of this level are counted, not named.
    pub(crate) const fn is_bullet(self) -> bool {
        matches!(self, Self::Dash | Self::Star | Self::Plus)
    }
}

/// A marker at the head of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Marker {
    pub(crate) level: Level,
    /// `4.1`, `b`, `II`; empty for bullets and for a number that the scanner lost.
    pub(crate) name: String,
    /// Bytes of the marker in the line.
    pub(crate) len: usize,
}

/// The marker that a line opens with.
pub(crate) fn of(text: &str, patterns: &Patterns) -> Option<Marker> {
    let named = |level, found: &Captures<'_>| Marker {
        level,
        name: found.name("n").map_or("", |m| m.as_str()).to_owned(),
        len: found.name("m").map_or(0, |m| m.end()),
    };
    let try_one =
        |pattern: &regex::Regex, level| pattern.captures(text).map(|found| named(level, &found));
    let capital_after = |marker: &Marker| {
        text.get(marker.len..)
            .and_then(|rest| rest.chars().find(|c| c.is_alphanumeric()))
            .is_none_or(|c| c.is_uppercase() || c.is_numeric())
    };
    try_one(&patterns.part, Level::Part)
        .filter(|_| text.chars().next().is_some_and(char::is_uppercase))
        .or_else(|| {
            try_one(&patterns.roman, Level::Roman)
                .filter(|marker| !marker.name.is_empty() && capital_after(marker))
        })
        .or_else(|| try_one(&patterns.article, Level::Article))
        .or_else(|| try_one(&patterns.dotted, Level::Dotted))
        .or_else(|| try_one(&patterns.numbered, Level::Number))
        .or_else(|| try_one(&patterns.lettered, Level::Letter))
        .or_else(|| try_one(&patterns.capital, Level::Capital).filter(capital_after))
        .or_else(|| lost_number(text))
        .or_else(|| bullet(text, patterns))
}

/// `. Để thúc đẩy …`: the scanner lost the figure before the point.
fn lost_number(text: &str) -> Option<Marker> {
    let rest = text.strip_prefix(". ")?;
    rest.chars().next().filter(|c| c.is_uppercase())?;
    Some(Marker {
        level: Level::Number,
        name: String::new(),
        len: 2,
    })
}

fn bullet(text: &str, patterns: &Patterns) -> Option<Marker> {
    let found = patterns.bulleted.captures(text)?;
    let level = match text.chars().next() {
        Some('+') => Level::Plus,
        Some('-' | '–' | '—' | '~' | '_') => Level::Dash,
        _ => Level::Star,
    };
    Some(Marker {
        level,
        name: String::new(),
        len: found.name("m").map_or(0, |m| m.end()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    #[test]
    fn tells_markers_from_dates_and_numbers() {
        let patterns = Rules::embedded().patterns;
        for (text, want) in [
            ("1. Quán triệt", Some((Level::Number, "1"))),
            ("1/ Tổ chức", Some((Level::Number, "1"))),
            ("_3. Phối hợp", Some((Level::Number, "3"))),
            ("4.1. Về quản lý", Some((Level::Dotted, "4.1"))),
            ("4.1 Về quản lý", Some((Level::Dotted, "4.1"))),
            ("đ) Bộ Công an:", Some((Level::Letter, "đ"))),
            ("II. TỔ CHỨC", Some((Level::Roman, "II"))),
            ("I- Mục đích", Some((Level::Roman, "I"))),
            ("Điều 12. Trách nhiệm", Some((Level::Article, "12"))),
            ("Chương II", Some((Level::Part, ""))),
            ("- Chủ trì", Some((Level::Dash, ""))),
            ("* Công an xã", Some((Level::Star, ""))),
            ("+ Rà soát", Some((Level::Plus, ""))),
            (". Để thúc đẩy", Some((Level::Number, ""))),
            ("12/11/2021 của Bộ trưởng", None),
            ("3.500 hộ dân", None),
            ("12/UBND-VP ngày", None),
            ("Điều 16 Nghị định", None),
            ("V/v tăng cường", None),
            ("phần mềm diệt virus", None),
        ] {
            let got = of(text, &patterns);
            assert_eq!(
                got.as_ref().map(|m| (m.level, m.name.as_str())),
                want,
                "{text}"
            );
        }
    }
}
