//! Time and chance as arguments. The binary gives the real ones, a test gives its own.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

/// Where the time comes from.
pub trait Clock: Send + Sync {
    /// The present moment (UTC).
    fn now(&self) -> Timestamp;
}

/// Where unguessable bytes come from.
pub trait Entropy: Send + Sync {
    /// Fills `bytes` with random bytes fit for secrets.
    fn fill(&self, bytes: &mut [u8]);
}

/// Viet Nam keeps UTC+7 all year (no summer time), so no time zone database is needed.
pub const VIET_NAM: Offset = Offset::constant(7);

/// The day in Viet Nam at a moment.
#[must_use]
pub fn day_in_viet_nam(now: Timestamp) -> Date {
    VIET_NAM.to_datetime(now).date()
}

/// A moment as the database keeps it: milliseconds since 1970, UTC.
#[must_use]
pub fn to_millis(at: Timestamp) -> i64 {
    at.as_millisecond()
}

/// Days since 1970-01-01, as the database keeps a date.
#[must_use]
pub fn to_day_number(date: Date) -> i64 {
    let epoch = jiff::civil::date(1970, 1, 1);
    i64::from((date - epoch).get_days())
}

/// The date of a day number; `None` outside the years -9999 to 9999.
#[must_use]
pub fn from_day_number(days: i64) -> Option<Date> {
    let span = jiff::Span::new().try_days(days).ok()?;
    jiff::civil::date(1970, 1, 1).checked_add(span).ok()
}

/// A date as people type it: `5/3/2026`, `05-03-2026`, `05.03.2026`. Two-digit years are refused.
#[must_use]
pub fn read_day(text: &str) -> Option<Date> {
    let mut parts = text
        .trim()
        .split(['/', '-', '.', ' '])
        .filter(|part| !part.is_empty());
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_late_evening_in_utc_is_the_next_day_in_viet_nam() {
        let at: Timestamp = "2026-03-05T17:00:00Z".parse().unwrap();
        assert_eq!(day_in_viet_nam(at), date(2026, 3, 6));
        let before: Timestamp = "2026-03-05T16:59:59.999Z".parse().unwrap();
        assert_eq!(day_in_viet_nam(before), date(2026, 3, 5));
    }

    #[test]
    fn day_numbers_read_back() {
        for day in [
            date(1970, 1, 1),
            date(2026, 2, 28),
            date(2028, 2, 29),
            date(1969, 12, 31),
        ] {
            assert_eq!(from_day_number(to_day_number(day)), Some(day));
        }
        assert_eq!(to_day_number(date(1970, 1, 2)), 1);
        assert_eq!(from_day_number(i64::MAX), None);
    }

    #[test]
    fn a_typed_day_has_four_digits_of_a_year() {
        for typed in ["5/3/2026", " 05-03-2026 ", "05.03.2026"] {
            assert_eq!(read_day(typed), Some(date(2026, 3, 5)), "{typed}");
        }
        for wrong in [
            "",
            "5/3/26",
            "31/2/2026",
            "2026/3/5",
            "5/3/2026/1",
            "a/b/2026",
        ] {
            assert_eq!(read_day(wrong), None, "{wrong}");
        }
    }
}
