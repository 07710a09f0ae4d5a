//! The laws, decrees and circulars on which dispatches rest: from when until when each is in force,
//! and what replaced it. One file per instrument in `catalogue/legal`, built into the program.
//!
//! Only what a source says is here. What is not sure is marked so and says why; an instrument that
//! is not here is unknown, which is no fault of whoever cites it.

mod check;
mod cited;
mod instrument;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use jiff::civil::Date;

pub use cited::{day_meant, is_law};
pub use instrument::{Certainty, Doubt, Instrument, Kind};

use crate::catalogue::Texts;
use crate::data::{Faults, Findings};
use crate::dispatch::Reference;
use cited::{key, title_key};

static LEGAL: &str = include_str!(concat!(env!("OUT_DIR"), "/legal.json"));

/// All instruments that the program knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instruments {
    by_key: BTreeMap<String, Instrument>,
}

/// What is known of a document that a dispatch cites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// Which one it is, where it is known.
    pub named: Option<Named>,
    /// Whether it was in force on the day asked for.
    pub standing: Standing,
    /// Why that is not sure, where it is not.
    pub doubt: Option<Texts>,
}

/// An instrument by its number and title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// `117/2025/QH15`
    pub number: String,
    /// What it is called.
    pub title: String,
}

/// How an instrument stands on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// In force.
    InForce,
    /// Not yet in force.
    NotYet {
        /// The first day on which it is.
        from: Date,
    },
    /// In force no longer.
    Ended {
        /// The first day on which it is not.
        since: Date,
        /// What stands in its place on the day asked for; empty where nothing is known to.
        by: Vec<Named>,
    },
    /// Not among the instruments that the program knows.
    Unknown,
}

impl Instruments {
    /// The instruments that are built into the program.
    ///
    /// # Errors
    /// All that is wrong in the files.
    pub fn embedded() -> Result<Self, Faults> {
        let mut findings = Findings::default();
        let instruments = findings.read_packed(LEGAL);
        Self::of(instruments, findings)
    }

    /// Instruments of the files given as name (`29-2018-QH14.yaml`) and text.
    ///
    /// # Errors
    /// All that is wrong in any of the files.
    pub fn from_files<'a>(
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Faults> {
        let mut findings = Findings::default();
        let instruments = files
            .into_iter()
            .filter_map(|(name, text)| Some((name, findings.read(name, text)?)))
            .collect();
        Self::of(instruments, findings)
    }

    fn of(files: Vec<(&str, Instrument)>, mut findings: Findings) -> Result<Self, Faults> {
        let mut by_key = BTreeMap::new();
        for (name, instrument) in files {
            check::instrument(name, &instrument, &mut findings);
            match by_key.entry(key(&instrument.number)) {
                Entry::Vacant(place) => {
                    place.insert(instrument);
                }
                Entry::Occupied(_) => {
                    findings.add(name, format!("{} is there twice", instrument.number));
                }
            }
        }
        check::successors(&by_key, &mut findings);
        findings.unless_any(Self { by_key })
    }

    /// All of them.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Instrument> {
        self.by_key.values()
    }

    /// What is known of a document that a dispatch of the day `on` cites.
    #[must_use]
    pub fn judge(&self, cited: &Reference, on: Date) -> Judged {
        self.find(cited, on).map_or(
            Judged {
                named: None,
                standing: Standing::Unknown,
                doubt: None,
            },
            |instrument| self.judged(instrument, on),
        )
    }

    fn judged(&self, instrument: &Instrument, on: Date) -> Judged {
        let standing = if let Some(from) = instrument.from.filter(|from| on < *from) {
            Standing::NotYet { from }
        } else if let Some(since) = instrument.until.filter(|until| *until <= on) {
            let mut by = Vec::new();
            self.successors(instrument, on, &mut by);
            Standing::Ended { since, by }
        } else {
            Standing::InForce
        };
        Judged {
            named: Some(Named::from(instrument)),
            standing,
            doubt: instrument.doubt_on(on).cloned(),
        }
    }

    /// What stands in the place of an instrument on a day. The chain ends: it has no circles.
    fn successors(&self, instrument: &Instrument, on: Date, into: &mut Vec<Named>) {
        for number in &instrument.replaced_by {
            let Some(next) = self.by_key.get(&key(number)) else {
                continue;
            };
            if next.ended(on) && !next.replaced_by.is_empty() {
                self.successors(next, on, into);
            } else if !into.iter().any(|known| known.number == next.number) {
                into.push(Named::from(next));
            }
        }
    }

    /// The instrument that is cited: by its number; else by title and year; else by its title alone,
    /// which then means the one in force on that day.
    fn find(&self, cited: &Reference, on: Date) -> Option<&Instrument> {
        let numbered = cited::numbers(cited)
            .into_iter()
            .find_map(|key| self.by_key.get(&key));
        if numbered.is_some() {
            return numbered;
        }
        let (title, year) = title_key(cited.title.as_deref()?);
        let year = year.or_else(|| cited::year(cited));
        if cited.number.is_some() && year.is_none() {
            return None;
        }
        let called = |one: &&Instrument| one.titles().any(|known| title_key(known).0 == title);
        let mut all = self.iter().filter(called);
        match year {
            Some(year) => all.find(|one| one.year() == Some(year)),
            None => {
                let all: Vec<_> = all.collect();
                let in_force = |one: &&&Instrument| !one.ended(on) && !one.to_come(on);
                let meant = all.iter().find(in_force).or_else(|| all.first());
                meant.copied()
            }
        }
    }
}

impl From<&Instrument> for Named {
    fn from(instrument: &Instrument) -> Self {
        Self {
            number: instrument.number.clone(),
            title: instrument.title.clone(),
        }
    }
}

#[cfg(test)]
mod tests;
