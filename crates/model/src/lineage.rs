//! A dispatch and the superior's that it carries out: whether a citation means a dispatch, and what
//! became of each demand of the superior in the office's own text.
//!
//! Nothing here says whether a difference is right: an office may ask more, and may leave out what
//! does not concern it. It is shown, with both clauses.

mod alike;
mod differ;
mod same;

pub use alike::{Likeness, likeness};
pub use differ::{Change, How, What};
pub use same::means;

use crate::catalogue::Catalogue;
use crate::duty::{Due, Force, Recurrence};

/// A duty of a clause, as far as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demand {
    /// Its words.
    pub text: String,
    /// Its controls, the best first.
    pub controls: Vec<String>,
    /// How strongly it binds.
    pub force: Force,
    /// How often, as stated.
    pub recurrence: Option<Recurrence>,
    /// By when, as stated.
    pub due: Option<Due>,
}

/// What became of a demand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// Passed on as it is, by the own duty of this place.
    AsIs(usize),
    /// Passed on by the own duty of this place, with changes.
    Changed(usize, Vec<Change>),
    /// No own duty takes it up.
    NotPassedOn,
}

/// What became of all demands of a superior's dispatch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// For each demand of the superior, in their order.
    pub fates: Vec<Fate>,
    /// Places of own duties that take up none.
    pub added: Vec<usize>,
}

/// Compares what a superior demands with what the office's own dispatch does. One own duty may take
/// up several demands.
#[must_use]
pub fn compare(catalogue: &Catalogue, superior: &[Demand], own: &[Demand]) -> Comparison {
    let mut taken = vec![false; own.len()];
    let fates = superior
        .iter()
        .map(|demand| {
            let Some((at, duty)) = alike::best(demand, own) else {
                return Fate::NotPassedOn;
            };
            if let Some(taken) = taken.get_mut(at) {
                *taken = true;
            }
            let changes = differ::changes(catalogue, demand, duty);
            if changes.is_empty() {
                Fate::AsIs(at)
            } else {
                Fate::Changed(at, changes)
            }
        })
        .collect();
    let added = taken.iter().enumerate();
    let added = added.filter(|(_, taken)| !**taken).map(|(at, _)| at);
    Comparison {
        fates,
        added: added.collect(),
    }
}

#[cfg(test)]
mod tests;
