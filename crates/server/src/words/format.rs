//! Dates, times and figures as each language writes them: 24/11/2026, 14:05, 1.234,5 in
//! Vietnamese; 24/11/2026, 14:05, 1,234.5 in English.
//!
//! English keeps day first and 24 hours: one office must not read one date in two ways.

use fluent_bundle::FluentValue;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
pub use luytre_model::clock::read_day as read_date;

use super::Lang;

/// `24/11/2026`.
#[must_use]
pub fn date(date: Date) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}

/// `14:05 24/11/2026`, on the clock of Vietnam (UTC+7 all year).
#[must_use]
pub fn moment(at: Timestamp) -> String {
    let local = vietnam(at);
    format!(
        "{:02}:{:02} {}",
        local.hour(),
        local.minute(),
        date(local.date())
    )
}

/// The civil time in Vietnam.
#[must_use]
pub fn vietnam(at: Timestamp) -> DateTime {
    TimeZone::fixed(Offset::constant(7)).to_datetime(at)
}

/// A whole number with thousands parted.
#[must_use]
pub fn whole(lang: Lang, value: i64) -> String {
    let sign = if value < 0 { "\u{2212}" } else { "" };
    format!("{sign}{}", parted(lang, &value.unsigned_abs().to_string()))
}

/// A number with `places` digits after the mark.
#[must_use]
pub fn decimal(lang: Lang, value: f64, places: usize) -> String {
    let text = format!("{:.places$}", value.abs());
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let sign = if value < 0.0 && text.contains(|c| ('1'..='9').contains(&c)) {
        "\u{2212}"
    } else {
        ""
    };
    let mark = match lang {
        Lang::Vi => ",",
        Lang::En => ".",
    };
    let mark = if rest.is_empty() { "" } else { mark };
    format!("{sign}{}{mark}{rest}", parted(lang, whole))
}

fn parted(lang: Lang, digits: &str) -> String {
    let separator = match lang {
        Lang::Vi => '.',
        Lang::En => ',',
    };
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// How Fluent prints a number inside a sentence; `None` leaves other values alone.
pub(super) fn fluent_number(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => {
            let places = if number.value.fract() == 0.0 { 0 } else { 1 };
            Some(decimal(lang, number.value, places))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_the_separators_of_their_language() {
        assert_eq!(whole(Lang::Vi, 1_234_567), "1.234.567");
        assert_eq!(whole(Lang::En, 1_234_567), "1,234,567");
        assert_eq!(whole(Lang::Vi, 999), "999");
        assert_eq!(whole(Lang::Vi, -1000), "\u{2212}1.000");
        assert_eq!(decimal(Lang::Vi, 1234.5, 1), "1.234,5");
        assert_eq!(decimal(Lang::En, 1234.5, 1), "1,234.5");
        assert_eq!(decimal(Lang::Vi, -0.01, 1), "0,0");
        assert_eq!(decimal(Lang::Vi, 12.0, 0), "12");
    }

    #[test]
    fn a_date_reads_back_what_it_writes() {
        let day = jiff::civil::date(2026, 3, 5);
        assert_eq!(date(day), "05/03/2026");
        for typed in [
            "05/03/2026",
            "5/3/2026",
            " 5-3-2026 ",
            "05.03.2026",
            "5 3 2026",
        ] {
            assert_eq!(read_date(typed), Some(day), "{typed}");
        }
        for wrong in [
            "",
            "2026-03-05",
            "31/02/2026",
            "5/3/26",
            "5/3/2026/1",
            "mai",
        ] {
            assert_eq!(read_date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_moment_is_on_the_clock_of_vietnam() {
        let at: Timestamp = "2026-11-23T17:30:00Z".parse().unwrap();
        assert_eq!(moment(at), "00:30 24/11/2026");
    }
}
