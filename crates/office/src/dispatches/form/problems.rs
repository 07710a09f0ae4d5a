//! Reading the fields of a form: each reader gives the value and notes what is not right.

use std::ops::Range;
use std::str::FromStr;

use jiff::civil::Date;
use luytre_model::duty::Due;
use luytre_model::fold::nfc;
use luytre_model::id::UnitId;
use luytre_store::units::Unit;

use super::super::{place, proposal};
use super::{LONGEST_LINE, YEARS};
use crate::assigning::OTHER;
use crate::error::Problem;
use crate::service::Knowledge;

/// What is not right in a form.
#[derive(Default)]
pub(super) struct Problems(Vec<Problem>);

impl Problems {
    pub(super) fn add(
        &mut self,
        field: &'static str,
        code: &'static str,
        facts: &[(&'static str, &str)],
    ) {
        self.0.push(Problem {
            field,
            code,
            facts: facts
                .iter()
                .map(|(name, value)| (*name, value.chars().take(80).collect()))
                .collect(),
        });
    }

    pub(super) fn none_or<T>(self, value: T) -> Result<T, Vec<Problem>> {
        if self.0.is_empty() {
            Ok(value)
        } else {
            Err(self.0)
        }
    }

    pub(super) fn length(&mut self, field: &'static str, text: &str, most: usize, required: bool) {
        if required && text.is_empty() {
            self.add(field, "required", &[]);
        }
        if text.chars().count() > most {
            self.add(field, "too-long", &[("most", &most.to_string())]);
        }
    }

    /// A line of text; empty is none.
    pub(super) fn line(&mut self, field: &'static str, text: &str) -> Option<String> {
        let text = nfc(text.trim());
        self.length(field, &text, LONGEST_LINE, false);
        (!text.is_empty()).then_some(text)
    }

    /// The words of a marked piece.
    pub(super) fn marked(&mut self, span: &Range<usize>, text: &str) -> String {
        match text.get(span.clone()) {
            Some(words) if words.chars().any(char::is_alphanumeric) => place::run_on(words),
            _ => {
                self.add("text", "span-wrong", &[]);
                String::new()
            }
        }
    }

    pub(super) fn one<T: FromStr>(&mut self, field: &'static str, text: &str) -> Option<T> {
        let value = text.trim().parse().ok();
        if value.is_none() {
            self.add(field, "not-one", &[("value", text)]);
        }
        value
    }

    pub(super) fn maybe<T: FromStr>(&mut self, field: &'static str, text: &str) -> Option<T> {
        if text.trim().is_empty() {
            return None;
        }
        self.one(field, text)
    }

    pub(super) fn day(&mut self, field: &'static str, text: &str) -> Option<Date> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let found = day(text);
        match found {
            None => self.add(field, "not-one", &[("value", text)]),
            Some(day) if !YEARS.contains(&day.year()) => self.add(field, "day-range", &[]),
            Some(_) => {}
        }
        found
    }

    pub(super) fn due(&mut self, field: &'static str, text: &str) -> Option<Due> {
        if text.trim().starts_with('P') {
            return self.maybe(field, text);
        }
        self.day(field, text).map(Due::On)
    }

    /// A date, or a month or year of one, as ISO.
    pub(super) fn part_of_date(&mut self, field: &'static str, text: &str) -> Option<String> {
        let text = text.trim();
        let (year, month) = match text.split_once('-') {
            Some((year, month)) => (year, Some(month)),
            None => (text, None),
        };
        let digits = |part: &str, number| {
            part.len() == number && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        let is_month = |month: &str| {
            digits(month, 2)
                && month
                    .parse()
                    .is_ok_and(|number: u8| (1..=12).contains(&number))
        };
        if digits(year, 4) && month.is_none_or(is_month) {
            return Some(text.to_owned());
        }
        self.day(field, text).map(|day| day.to_string())
    }

    pub(super) fn controls(&mut self, ids: &[String], knowledge: &Knowledge) -> Vec<String> {
        let mut controls: Vec<String> = Vec::new();
        for id in ids.iter().map(|id| id.trim()).filter(|id| !id.is_empty()) {
            if id != OTHER && proposal::control(knowledge, id).is_none() {
                self.add("controls", "not-one", &[("value", id)]);
            } else if id != OTHER && !controls.iter().any(|known| known == id) {
                controls.push(id.to_owned());
            }
        }
        if controls.is_empty() {
            controls.push(OTHER.to_owned());
        }
        controls
    }

    pub(super) fn units(&mut self, ids: &[String], units: &[Unit]) -> Vec<UnitId> {
        let mut chosen = Vec::new();
        for id in ids {
            let unit = id.parse::<UnitId>().ok().and_then(|id| {
                units
                    .iter()
                    .find(|unit| unit.id == id && unit.closed_at.is_none())
            });
            match unit {
                Some(unit) => chosen.push(unit.id),
                None => self.add("units", "unit-unknown", &[("value", id)]),
            }
        }
        chosen.sort_unstable();
        chosen.dedup();
        chosen
    }
}

/// A day as typed: ISO, or as it is written here.
pub(super) fn day(text: &str) -> Option<Date> {
    if let Ok(day) = text.parse() {
        return Some(day);
    }
    let mut parts = text.split(['/', '-', '.']).map(str::parse::<i16>);
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(Ok(day)), Some(Ok(month)), Some(Ok(year)), None) => {
            Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
        }
        _ => None,
    }
}
