//! The shape of `catalogue/calendar/vn.yaml` and what must hold in it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Deserialize;

use super::{Calendar, is_weekend, span};
use crate::catalogue::Texts;
use crate::data::Findings;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    fixed: Vec<Fixed>,
    years: Vec<Year>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fixed {
    month: i8,
    day: i8,
    name: Texts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Year {
    year: i16,
    certainty: Certainty,
    source: String,
    free: Vec<Free>,
    worked: Vec<Worked>,
}

/// How well the days of a year are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Certainty {
    /// Published for that year.
    Announced,
    /// Worked out; may still change.
    Expected,
}

/// Free days from the first to the last, one where there is no last.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Free {
    from: Date,
    #[serde(default)]
    to: Option<Date>,
    name: Texts,
}

/// A weekend day that is worked so that another day is free.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Worked {
    day: Date,
    in_place_of: Date,
}

impl File {
    pub(super) fn into_calendar(self, name: &str, findings: &mut Findings) -> Calendar {
        let announced = self.announced(name, findings);
        let mut calendar = Calendar {
            free: BTreeMap::new(),
            worked: BTreeSet::new(),
            fixed: BTreeMap::new(),
            listed: BTreeSet::new(),
            known: announced,
        };
        for year in self.years {
            add_year(&mut calendar, year, name, findings);
        }
        for fixed in self.fixed {
            for year in &calendar.listed {
                let held = Date::new(*year, fixed.month, fixed.day)
                    .is_ok_and(|day| is_weekend(day) || calendar.free.contains_key(&day));
                findings.check(name, held, || {
                    format!("{} is not free in {year}", fixed.name.en)
                });
            }
            calendar.fixed.insert((fixed.month, fixed.day), fixed.name);
        }
        calendar
    }

    /// First and last day of the announced years, which follow each other without a gap.
    fn announced(&self, name: &str, findings: &mut Findings) -> (Date, Date) {
        let years: Vec<i16> = self
            .years
            .iter()
            .filter(|year| year.certainty == Certainty::Announced)
            .map(|year| year.year)
            .collect();
        let gapless = years
            .iter()
            .zip(years.iter().skip(1))
            .all(|(year, next)| year.checked_add(1) == Some(*next));
        findings.check(name, gapless && !years.is_empty(), || {
            format!("the announced years are not one after the other: {years:?}")
        });
        let first = years.first().copied().unwrap_or_default();
        let last = years.last().copied().unwrap_or_default();
        (span(first).0, span(last).1)
    }
}

fn add_year(calendar: &mut Calendar, year: Year, name: &str, findings: &mut Findings) {
    findings.check(name, calendar.listed.insert(year.year), || {
        format!("the year {} is there twice", year.year)
    });
    findings.check(name, !year.source.trim().is_empty(), || {
        format!("the year {} has no source", year.year)
    });
    for free in year.free {
        let last = free.to.unwrap_or(free.from);
        let sound = free.from <= last && free.from.year() == year.year && last.year() == year.year;
        findings.check(name, sound, || {
            format!(
                "{} to {last} is no span of days in {}",
                free.from, year.year
            )
        });
        let mut day = free.from;
        while sound && day <= last {
            if !is_weekend(day) {
                calendar.free.insert(day, free.name.clone());
            }
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
    }
    for worked in year.worked {
        let sound = worked.day.year() == year.year && is_weekend(worked.day);
        findings.check(name, sound, || {
            format!("{} is no weekend day of {}", worked.day, year.year)
        });
        findings.check(
            name,
            calendar.free.contains_key(&worked.in_place_of),
            || {
                let Worked { day, in_place_of } = &worked;
                format!("{day} is worked in place of {in_place_of}, which is not free")
            },
        );
        calendar.worked.insert(worked.day);
    }
}
