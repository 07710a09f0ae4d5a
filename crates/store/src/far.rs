//! Days and times as columns keep them. "None" in a column that is ordered by is the far future,
//! so that indexes hold no NULLs and both engines sort alike.

use jiff::Timestamp;
use jiff::civil::Date;
use luytre_model::clock::{from_day_number, to_day_number};

use crate::error::StoreError;

/// The day that stands for "none": 9999-12-31.
pub const FAR_DAY: i64 = 2_932_896;
/// The moment that stands for "none": that day, in milliseconds.
pub const FAR_TIME: i64 = FAR_DAY * 86_400_000;

/// A day, or none, as a column keeps it.
#[must_use]
pub fn day_column(day: Option<Date>) -> i64 {
    day.map_or(FAR_DAY, to_day_number)
}

/// A column as a day, or none.
///
/// # Errors
/// Where the number is no day.
pub fn day_of(
    table: &'static str,
    column: &'static str,
    days: i64,
) -> Result<Option<Date>, StoreError> {
    if days >= FAR_DAY {
        return Ok(None);
    }
    match from_day_number(days) {
        Some(day) => Ok(Some(day)),
        None => Err(StoreError::Corrupt {
            table,
            column,
            value: days.to_string(),
        }),
    }
}

/// A column as a moment.
///
/// # Errors
/// Where the number is no moment.
pub fn time_of(
    table: &'static str,
    column: &'static str,
    millis: i64,
) -> Result<Timestamp, StoreError> {
    Timestamp::from_millisecond(millis).map_err(|_| StoreError::Corrupt {
        table,
        column,
        value: millis.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_sorts_after_every_day() {
        let last = jiff::civil::date(9999, 12, 30);
        assert!(day_column(Some(last)) < day_column(None));
        assert_eq!(day_of("t", "c", day_column(None)).unwrap(), None);
        assert_eq!(
            day_of("t", "c", day_column(Some(last))).unwrap(),
            Some(last)
        );
        assert!(day_of("t", "c", i64::MIN).is_err());
    }
}
