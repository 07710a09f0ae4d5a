//! Periods and days of a plan in words, and read back from what a person types.
//!
//! A person types "3 tháng" or "30/12/2026"; what cannot be read is handed on as it was typed, so
//! that the use case refuses it and the field says so.

use luytre_model::duty::{Due, Period, PeriodUnit, Recurrence};
use luytre_model::fold::fold;

use crate::web::shell::Page;
use crate::words::format;

/// "3 tháng".
pub(crate) fn period(page: &Page, period: Period) -> String {
    let sentence = match period.unit {
        PeriodUnit::Minutes => page.a("dispatches-minutes"),
        PeriodUnit::Hours => page.a("dispatches-hours"),
        PeriodUnit::Days => page.a("dispatches-days"),
        PeriodUnit::Weeks => page.a("dispatches-weeks"),
        PeriodUnit::Months => page.a("dispatches-months"),
        PeriodUnit::Years => page.a("dispatches-years"),
    };
    sentence.with("count", u32::from(period.count)).to_string()
}

/// "3 tháng một lần"; "thường xuyên" where the text names no figure.
pub(crate) fn recurrence(page: &Page, stated: Recurrence) -> String {
    match stated {
        Recurrence::Regular => page.w("dispatches-regularly").into_owned(),
        Recurrence::Every(every) => every_period(page, every),
    }
}

/// "3 tháng một lần".
pub(crate) fn every_period(page: &Page, every: Period) -> String {
    page.a("dispatches-every")
        .with("period", period(page, every).as_str())
        .to_string()
}

/// "trước ngày 30/12/2026", "trong vòng 5 ngày".
pub(crate) fn due(page: &Page, due: Due) -> String {
    match due {
        Due::On(day) => page
            .a("dispatches-by-day")
            .with("day", format::date(day).as_str())
            .to_string(),
        Due::Within(within) => page
            .a("dispatches-within")
            .with("period", period(page, within).as_str())
            .to_string(),
    }
}

/// A recurrence as it stands in a field.
pub(crate) fn recurrence_typed(page: &Page, stated: Option<Recurrence>) -> String {
    match stated {
        None => String::new(),
        Some(Recurrence::Regular) => page.w("dispatches-regularly").into_owned(),
        Some(Recurrence::Every(every)) => period(page, every),
    }
}

/// A deadline as it stands in a field.
pub(crate) fn due_typed(page: &Page, stated: Option<Due>) -> String {
    match stated {
        None => String::new(),
        Some(Due::On(day)) => format::date(day),
        Some(Due::Within(within)) => period(page, within),
    }
}

/// The code of a typed recurrence: `regular`, `P3M`; what cannot be read, as it is.
pub(crate) fn recurrence_code(typed: &str) -> String {
    match fold(typed).trim() {
        "thuong xuyen" | "dinh ky" | "regularly" | "regular" => "regular".to_owned(),
        _ => period_code(typed),
    }
}

/// The code of a typed deadline: `2026-12-30`, `P5D`; what cannot be read, as it is.
pub(crate) fn due_code(typed: &str) -> String {
    match format::read_date(typed) {
        Some(day) => day.to_string(),
        None => period_code(typed),
    }
}

/// The code of a typed period: `P3M`; what cannot be read, as it is.
pub(crate) fn period_code(typed: &str) -> String {
    read_period(typed).map_or_else(|| typed.trim().to_owned(), |period| period.to_string())
}

/// `3 tháng`, `03 thang`, `24 giờ`, `quý`, `hằng năm`, `3 months`, `P3M`.
fn read_period(typed: &str) -> Option<Period> {
    let typed = typed.trim();
    if let Ok(period) = typed.parse() {
        return Some(period);
    }
    let folded = fold(typed);
    let words: Vec<&str> = folded
        .split_whitespace()
        .filter(|word| !matches!(*word, "hang" | "moi" | "every" | "mot" | "lan" | "mot lan"))
        .collect();
    let (count, unit) = match words.as_slice() {
        [unit] => match unit.find(|c: char| !c.is_ascii_digit()) {
            Some(at) if at > 0 => unit.split_at(at),
            _ => ("1", *unit),
        },
        [count, unit] => (*count, *unit),
        _ => return None,
    };
    let count: u16 = count.parse().ok().filter(|count| *count > 0)?;
    let (count, unit) = match unit {
        "phut" | "minute" | "minutes" => (count, PeriodUnit::Minutes),
        "gio" | "hour" | "hours" => (count, PeriodUnit::Hours),
        "ngay" | "day" | "days" => (count, PeriodUnit::Days),
        "tuan" | "week" | "weeks" => (count, PeriodUnit::Weeks),
        "thang" | "month" | "months" => (count, PeriodUnit::Months),
        "quy" | "quarter" | "quarters" => (count.checked_mul(3)?, PeriodUnit::Months),
        "nam" | "year" | "years" => (count, PeriodUnit::Years),
        _ => return None,
    };
    Some(Period { count, unit })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::language::Taste;
    use crate::words::Lang;

    #[test]
    fn what_is_shown_reads_back() {
        for lang in [Lang::Vi, Lang::En] {
            let page = Page::bare(Taste {
                lang,
                ..Taste::default()
            });
            for code in ["PT30M", "PT24H", "P5D", "P1D", "P2W", "P3M", "P1Y"] {
                let typed = period(&page, code.parse().unwrap());
                assert_eq!(period_code(&typed), code, "{typed}");
            }
            let regular = recurrence_typed(&page, Some(Recurrence::Regular));
            assert_eq!(recurrence_code(&regular), "regular");
            let day = due_typed(&page, Some(Due::On(jiff::civil::date(2026, 12, 30))));
            assert_eq!(due_code(&day), "2026-12-30");
        }
    }

    #[test]
    fn reads_what_people_type() {
        for (typed, code) in [
            ("03 thang", "P3M"),
            ("3tháng", "P3M"),
            ("quý", "P3M"),
            ("hằng năm", "P1Y"),
            ("6 tháng một lần", "P6M"),
            (" 2 Tuần ", "P2W"),
            ("", ""),
        ] {
            assert_eq!(period_code(typed), code, "{typed}");
        }
    }

    #[test]
    fn what_cannot_be_read_stays_as_it_was_typed() {
        for typed in [
            "0 tháng",
            "sớm",
            "3",
            "3 4 tháng",
            "70000 ngày",
            "31/02/2026",
        ] {
            assert_eq!(due_code(typed), typed);
        }
    }
}
