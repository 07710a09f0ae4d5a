//! Working days of Viet Nam: weekends, public holidays, and weekend days worked in exchange.
//!
//! The days of a year are fixed shortly before it begins. Beyond the years that were announced the
//! answers rest on what is expected, or on weekends and solar holidays alone, and say so; a
//! deadline computed from them is shown as such.

mod file;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Weekday, date};

use crate::catalogue::Texts;
use crate::data::{Faults, Findings};

static VIET_NAM: &str = include_str!("../../../catalogue/calendar/vn.yaml");

/// The working days of a country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// Free days that are not weekend days, with their names.
    free: BTreeMap<Date, Texts>,
    /// Weekend days that are worked.
    worked: BTreeSet<Date>,
    /// Holidays by month and day, for years that are not listed.
    fixed: BTreeMap<(i8, i8), Texts>,
    /// Years whose days are listed, announced or expected.
    listed: BTreeSet<i16>,
    /// First and last day of the announced years.
    known: (Date, Date),
}

/// A working day that was computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkingDay {
    /// The day.
    pub date: Date,
    /// Whether every day that was counted lies in an announced year.
    pub certain: bool,
}

impl Calendar {
    /// The calendar that is built into the program.
    ///
    /// # Errors
    /// All that is wrong in its file.
    pub fn embedded() -> Result<Self, Faults> {
        Self::from_yaml("vn.yaml", VIET_NAM)
    }

    fn from_yaml(name: &str, text: &str) -> Result<Self, Faults> {
        let mut findings = Findings::default();
        let file = findings.read::<file::File>(name, text).unwrap_or_default();
        let calendar = file.into_calendar(name, &mut findings);
        findings.unless_any(calendar)
    }

    /// Whether `date` is worked.
    #[must_use]
    pub fn is_working(&self, date: Date) -> bool {
        if is_weekend(date) {
            return self.worked.contains(&date);
        }
        self.holiday(date).is_none()
    }

    /// Why `date` is free, if it is so for another reason than the weekend.
    #[must_use]
    pub fn holiday(&self, date: Date) -> Option<&Texts> {
        if self.listed.contains(&date.year()) {
            return self.free.get(&date);
        }
        self.fixed.get(&(date.month(), date.day()))
    }

    /// Whether `date` lies in an announced year.
    #[must_use]
    pub fn is_certain(&self, date: Date) -> bool {
        let (first, last) = self.known;
        first <= date && date <= last
    }

    /// The last day of the announced years.
    #[must_use]
    pub const fn known_until(&self) -> Date {
        self.known.1
    }

    /// `date` itself if it is worked, else the next day that is.
    #[must_use]
    pub fn next_working(&self, date: Date) -> WorkingDay {
        self.add_working(date, 0)
    }

    /// The day `count` working days after `date`, which itself does not count, as the law counts
    /// periods. With 0: [`Self::next_working`].
    #[must_use]
    pub fn add_working(&self, date: Date, count: u16) -> WorkingDay {
        let mut day = date;
        let mut left = count;
        if count == 0 && !self.is_working(day) {
            left = 1;
        }
        while left > 0 {
            // The calendar of the library ends in the year 9999; so do we.
            let Ok(next) = day.tomorrow() else { break };
            day = next;
            if self.is_working(day) {
                left -= 1;
            }
        }
        WorkingDay {
            date: day,
            certain: self.is_certain(date) && self.is_certain(day),
        }
    }

    /// How many working days come after `from`, up to and with `to`; 0 where `to` is not later.
    #[must_use]
    pub fn working_between(&self, from: Date, to: Date) -> u32 {
        let mut count = 0;
        let mut day = from;
        while day < to {
            let Ok(next) = day.tomorrow() else { break };
            day = next;
            count += u32::from(self.is_working(day));
        }
        count
    }
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// First and last day of a year.
fn span(year: i16) -> (Date, Date) {
    (date(year, 1, 1), date(year, 12, 31))
}

#[cfg(test)]
mod tests;
