//! What differs between a demand and the duty that takes it up, and which way.

use std::cmp::Ordering;

use super::Demand;
use crate::catalogue::{Catalogue, Stricter, Value, stated};
use crate::duty::{Due, Force, Period, PeriodUnit, Recurrence};

/// A difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// In what.
    pub what: What,
    /// Which way.
    pub how: How,
}

/// In what two duties differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// How strongly it binds.
    Force,
    /// How often.
    Recurrence,
    /// By when.
    Due,
    /// A figure in its words.
    Figure {
        /// Of which control.
        control: String,
        /// Which parameter.
        parameter: String,
        /// The superior's.
        superior: Option<Value>,
        /// The office's own.
        own: Option<Value>,
    },
}

/// Which way the office's own duty differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It asks less.
    Laxer,
    /// It asks more.
    Stricter,
    /// It asks something else; which is more cannot be said.
    Otherwise,
}

/// All that differs, of what both state.
pub(super) fn changes(catalogue: &Catalogue, superior: &Demand, own: &Demand) -> Vec<Change> {
    let force = force(superior.force, own.force).map(|how| (What::Force, how));
    let often = recurrence(superior.recurrence, own.recurrence).map(|how| (What::Recurrence, how));
    let due = due(superior.due, own.due).map(|how| (What::Due, how));
    let mut changes: Vec<Change> = [force, often, due]
        .into_iter()
        .flatten()
        .map(|(what, how)| Change { what, how })
        .collect();
    changes.extend(figures(catalogue, superior, own));
    changes
}

fn force(superior: Force, own: Force) -> Option<How> {
    match (superior, own) {
        (Force::Must | Force::MustNot, Force::Should) => Some(How::Laxer),
        (Force::Should, Force::Must | Force::MustNot) => Some(How::Stricter),
        (Force::Must, Force::MustNot) | (Force::MustNot, Force::Must) => Some(How::Otherwise),
        _ => None,
    }
}

fn recurrence(superior: Option<Recurrence>, own: Option<Recurrence>) -> Option<How> {
    match (superior, own) {
        (None, None) | (Some(Recurrence::Regular), Some(Recurrence::Regular)) => None,
        (None, Some(_)) | (Some(Recurrence::Regular), Some(Recurrence::Every(_))) => {
            Some(How::Stricter)
        }
        (Some(_), None) | (Some(Recurrence::Every(_)), Some(Recurrence::Regular)) => {
            Some(How::Laxer)
        }
        (Some(Recurrence::Every(superior)), Some(Recurrence::Every(own))) => {
            later(minutes(own).cmp(&minutes(superior)))
        }
    }
}

fn due(superior: Option<Due>, own: Option<Due>) -> Option<How> {
    match (superior, own) {
        (None, None) => None,
        (None, Some(_)) => Some(How::Stricter),
        (Some(_), None) => Some(How::Laxer),
        (Some(Due::On(superior)), Some(Due::On(own))) => later(own.cmp(&superior)),
        (Some(Due::Within(superior)), Some(Due::Within(own))) => {
            later(minutes(own).cmp(&minutes(superior)))
        }
        _ => Some(How::Otherwise),
    }
}

/// More time asks less.
const fn later(own: Ordering) -> Option<How> {
    match own {
        Ordering::Less => Some(How::Stricter),
        Ordering::Equal => None,
        Ordering::Greater => Some(How::Laxer),
    }
}

fn minutes(period: Period) -> u32 {
    let count = u32::from(period.count);
    match period.unit {
        PeriodUnit::Minutes => count,
        PeriodUnit::Hours => count * 60,
        PeriodUnit::Days | PeriodUnit::Weeks | PeriodUnit::Months | PeriodUnit::Years => {
            period.approximate_days().saturating_mul(24 * 60)
        }
    }
}

/// Figures of the controls that both name.
fn figures(catalogue: &Catalogue, superior: &Demand, own: &Demand) -> Vec<Change> {
    let both = superior
        .controls
        .iter()
        .filter(|id| own.controls.contains(id));
    let controls = both.filter_map(|id| catalogue.get(id.parse().ok()?));
    let mut changes = Vec::new();
    for control in controls {
        for parameter in &control.parameters {
            let (theirs, ours) = (
                stated(parameter, &superior.text),
                stated(parameter, &own.text),
            );
            if let Some(how) = figure(parameter.stricter, theirs, ours) {
                let what = What::Figure {
                    control: control.id.to_string(),
                    parameter: parameter.id.clone(),
                    superior: theirs,
                    own: ours,
                };
                changes.push(Change { what, how });
            }
        }
    }
    changes
}

fn figure(stricter: Stricter, superior: Option<Value>, own: Option<Value>) -> Option<How> {
    match (superior, own) {
        (None, None) => None,
        (None, Some(_)) => Some(How::Stricter),
        (Some(_), None) => Some(How::Laxer),
        (Some(superior), Some(own)) => later(match stricter {
            Stricter::Smaller => own.cmp(&superior),
            Stricter::Larger => superior.cmp(&own),
        }),
    }
}
