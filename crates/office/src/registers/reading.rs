//! Reads what was typed about an entry, field by field, and gathers what is not right.

use std::str::FromStr;

use jiff::civil::Date;
use luytre_model::clock::read_day;
use luytre_model::fold::nfc;
use luytre_model::id::{PersonId, UnitId};

use super::{Known, Typed};
use crate::error::Problem;

/// The reading of one entry.
pub struct Reading<'a> {
    typed: &'a Typed,
    known: &'a Known,
    today: Date,
    problems: Vec<Problem>,
}

impl<'a> Reading<'a> {
    pub(super) const fn new(typed: &'a Typed, known: &'a Known, today: Date) -> Self {
        Self {
            typed,
            known,
            today,
            problems: Vec::new(),
        }
    }

    /// What was read, or all that is not right.
    pub(super) fn end<T>(self, read: Option<T>) -> Result<T, Vec<Problem>> {
        match read {
            Some(read) if self.problems.is_empty() => Ok(read),
            _ => Err(self.problems),
        }
    }

    /// Notes that a field is not right.
    pub(super) fn refuse(&mut self, field: &'static str, code: &'static str) {
        self.problems.push(Problem::new(field, code));
    }

    /// A text of at most so many characters, on one line; marks that turn the direction of writing
    /// and other controls are blanks.
    pub(super) fn text(&mut self, field: &'static str, most: usize) -> String {
        let plain = |c: char| {
            if c.is_control() || is_direction(c) {
                ' '
            } else {
                c
            }
        };
        let text: String = nfc(self.typed.value(field)).chars().map(plain).collect();
        let text = text.trim().to_owned();
        if text.chars().count() > most {
            self.refuse(field, "too-long");
        }
        text
    }

    /// The same, which must not be empty.
    pub(super) fn required(&mut self, field: &'static str, most: usize) -> String {
        let text = self.text(field, most);
        if text.is_empty() {
            self.refuse(field, "required");
        }
        text
    }

    /// One of several, which must be said.
    pub(super) fn choice<T: FromStr>(&mut self, field: &'static str) -> Option<T> {
        let text = self.typed.value(field).trim();
        if text.is_empty() {
            self.refuse(field, "required");
            return None;
        }
        let read = text.parse().ok();
        if read.is_none() {
            self.refuse(field, "choice-unknown");
        }
        read
    }

    /// Yes or no; nothing is no.
    pub(super) fn yes(&mut self, field: &'static str) -> bool {
        match self.typed.value(field).trim() {
            "" | "0" => false,
            "1" => true,
            _ => {
                self.refuse(field, "choice-unknown");
                false
            }
        }
    }

    /// A day, or none.
    pub(super) fn day(&mut self, field: &'static str) -> Option<Date> {
        let text = self.typed.value(field).trim();
        let day = read_day(text);
        if day.is_none() && !text.is_empty() {
            self.refuse(field, "day-form");
        }
        day
    }

    /// A day that has come, or none.
    pub(super) fn past_day(&mut self, field: &'static str) -> Option<Date> {
        let day = self.day(field)?;
        if day > self.today {
            self.refuse(field, "day-ahead");
        }
        Some(day)
    }

    /// A unit, which must be said.
    pub(super) fn unit(&mut self, field: &'static str) -> Option<UnitId> {
        let text = self.typed.value(field).trim();
        let unit = self.known.unit(text);
        if unit.is_none() {
            let code = if text.is_empty() {
                "required"
            } else {
                "unit-unknown"
            };
            self.refuse(field, code);
        }
        unit
    }

    /// A person, or nobody.
    pub(super) fn person(&mut self, field: &'static str) -> Option<PersonId> {
        let text = nfc(self.typed.value(field).trim());
        match self.known.people(&text) {
            [person] => Some(*person),
            _ if text.is_empty() => None,
            [] => {
                self.refuse(field, "person-unknown");
                None
            }
            [..] => {
                self.refuse(field, "person-several");
                None
            }
        }
    }
}

/// Marks that make a text look otherwise than it is: those that turn its direction, and those that
/// have no width.
const fn is_direction(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// A day as it is written down; empty for none.
pub(super) fn day_text(day: Option<Date>) -> String {
    day.map_or_else(String::new, |day| {
        format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year())
    })
}
