//! Number, symbol, place and date.

use crate::lines::{Line, Lines};
use crate::rules::Rules;

use super::REACH;

/// What stands in the lines of number and date.
#[derive(Debug, Default)]
pub(super) struct Numbered {
    pub(super) number: Option<String>,
    pub(super) symbol: Option<String>,
    pub(super) date: Option<String>,
    pub(super) place: Option<String>,
    /// The first of these lines: the letterhead ends here.
    pub(super) first: usize,
    /// The line after the last of them.
    pub(super) end: usize,
}

/// Reads number and date from the first lines.
pub(super) fn read(lines: &Lines, rules: &Rules) -> Numbered {
    let mut found = Numbered {
        first: usize::MAX,
        ..Numbered::default()
    };
    for (at, line) in lines.all.iter().enumerate().take(REACH) {
        if line.fold.starts_with("kinh gui") || line.fold.starts_with("can cu ") {
            break;
        }
        let rest = if found.symbol.is_none() {
            number(line, rules, &mut found)
        } else {
            None
        };
        if rest.is_some() {
            found.first = found.first.min(at);
            found.end = at + 1;
        }
        let dated = rest.unwrap_or(&line.text);
        if found.date.is_none() && date(dated, rules, lines.stamped.as_deref(), &mut found) {
            found.first = found.first.min(at);
            found.end = at + 1;
        }
    }
    if found.first == usize::MAX {
        found.first = 0;
    }
    found
}

/// Reads number and symbol; the rest of the line is returned.
fn number<'a>(line: &'a Line, rules: &Rules, found: &mut Numbered) -> Option<&'a str> {
    let parts = rules.patterns.number.captures(&line.text)?;
    let number = parts.name("number").map_or("", |m| m.as_str().trim());
    let symbol: String = parts
        .name("symbol")
        .map_or("", |m| m.as_str())
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    found.number = Some(number)
        .filter(|n| !n.is_empty() && !n.chars().all(|c| matches!(c, '.' | '…' | '_')))
        .map(str::to_owned);
    found.symbol = Some(mend(&symbol)).filter(|s| !s.is_empty());
    let end = parts.get(0).map_or(0, |m| m.end());
    Some(line.text.get(end..).unwrap_or_default())
}

/// Mends the letter that scanners lose: `QD-TTg` was `QĐ-TTg`.
pub(crate) fn mend(symbol: &str) -> String {
    let mut out = String::with_capacity(symbol.len() + 2);
    for (number, part) in symbol.split('-').enumerate() {
        if number > 0 {
            out.push('-');
        }
        let (head, last) = part.rsplit_once('/').map_or(("", part), |(h, l)| (h, l));
        if !head.is_empty() {
            out.push_str(head);
            out.push('/');
        }
        out.push_str(match last {
            "QD" => "QĐ",
            "CD" => "CĐ",
            "ND" => "NĐ",
            other => other,
        });
    }
    out
}

fn date(text: &str, rules: &Rules, stamped: Option<&str>, found: &mut Numbered) -> bool {
    let patterns = &rules.patterns;
    let Some(parts) = patterns
        .date
        .captures(text)
        .or_else(|| patterns.short_date.captures(text))
    else {
        return false;
    };
    let part = |name| parts.name(name).map_or("", |m| m.as_str().trim());
    let place = part("place").trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let alone = parts.get(0).is_some_and(|whole| {
        text.get(whole.end()..)
            .unwrap_or_default()
            .trim_matches(['.', ' '])
            .is_empty()
    });
    // "Ngày 03 tháng 10 năm 2022, tại trụ sở …" opens a sentence, not a heading
    if (place.is_empty() && !alone) || place.chars().count() > 40 || place.contains(':') {
        return false;
    }
    let year = part("year");
    let month = part("month")
        .parse::<u8>()
        .ok()
        .filter(|m| (1..=12).contains(m));
    let day_text = part("day");
    let day = day_text.parse::<u8>().ok().filter(|d| (1..=31).contains(d));
    let blank = day_text.trim_matches(['.', '…', '_', ' ']).is_empty();
    let unreadable = !blank && day.is_none();
    found.date = Some(match (month, day) {
        (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
        (Some(month), None) => {
            let monthly = format!("{year}-{month:02}");
            match stamped {
                // a handwritten day that the scanner garbled: the signature was stamped that day
                Some(stamp) if unreadable && stamp.starts_with(&monthly) => stamp.to_owned(),
                _ => monthly,
            }
        }
        (None, _) => year.to_owned(),
    });
    found.place = Some(place.to_owned()).filter(|place| !place.is_empty());
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Numbered {
        let rules = Rules::embedded();
        read(&Lines::new(text, &rules.patterns), &rules)
    }

    #[test]
    fn reads_numbers_as_offices_print_them() {
        for (text, number, symbol) in [
            ("Số: 1082/UBND-CA", Some("1082"), "UBND-CA"),
            ("Số:    /UBND - VP", None, "UBND-VP"),
            ("Số     -CV/BCĐ", None, "CV/BCĐ"),
            ("Số 15-KH/ĐU", Some("15"), "KH/ĐU"),
            ("Số: 66.12/2026/NQ-CP", Some("66.12"), "2026/NQ-CP"),
            (
                "Số: 12/QD-UBND Hòa Lạc, ngày 3 tháng 4 năm 2026",
                Some("12"),
                "QĐ-UBND",
            ),
            ("Số: ……/UBND-VH&TT", None, "UBND-VH&TT"),
        ] {
            let found = of(text);
            assert_eq!(found.number.as_deref(), number, "{text}");
            assert_eq!(found.symbol.as_deref(), Some(symbol), "{text}");
        }
        assert!(of("Số điện thoại: 024").symbol.is_none());
    }

    #[test]
    fn reads_dates_with_blanks() {
        for (text, date, place) in [
            (
                "Mường Lay, ngày 05 tháng 3 năm 2026",
                "2026-03-05",
                "Mường Lay",
            ),
            ("An Hải, ngày      tháng     năm 2025", "2025", "An Hải"),
            (
                "Số: 1/UBND-X TP. Huế, ngày    tháng 8 năm 2026",
                "2026-08",
                "TP. Huế",
            ),
            (
                "Hà Nội, ngày Ï1 tháng 3 năm 2022\nThời gian ký: 17.03.2022 15:28",
                "2022-03",
                "Hà Nội",
            ),
            (
                "Thời gian ký: 17.03.2022 15:28\nHà Nội, ngày Ï1 tháng 3 năm 2022",
                "2022-03-17",
                "Hà Nội",
            ),
        ] {
            let found = of(text);
            assert_eq!(found.place.as_deref(), Some(place), "{text}");
            if !text.contains('\n') || text.starts_with("Thời") {
                assert_eq!(found.date.as_deref(), Some(date), "{text}");
            }
        }
        assert!(of("Ngày 03 tháng 10 năm 2022, tại trụ sở").date.is_none());
    }
}
