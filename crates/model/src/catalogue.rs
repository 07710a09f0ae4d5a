//! The controls (biện pháp): what must be true, how it is known, and in which words dispatches ask
//! for it. One file per control in `catalogue/controls`, built into the program.
//!
//! Nothing here says whether a control holds anywhere; that is computed from findings.

mod check;
mod control;
mod figure;
mod id;
mod parameter;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

pub use control::{Control, Cues, Proposal, Steps, SubjectKind, Texts, Verified};
pub use figure::stated;
pub use id::{Area, ControlId};
pub use parameter::{Effective, Measure, Parameter, SetBy, Stricter, Value, strictest};

use crate::data::{Faults, Findings};

static CONTROLS: &str = include_str!(concat!(env!("OUT_DIR"), "/controls.json"));

/// All controls, in the order of their ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalogue {
    controls: BTreeMap<ControlId, Control>,
}

impl Catalogue {
    /// The catalogue that is built into the program.
    ///
    /// # Errors
    /// All that is wrong in any of its files.
    pub fn embedded() -> Result<Self, Faults> {
        let mut findings = Findings::default();
        let controls = findings.read_packed(CONTROLS);
        Self::of(controls, findings)
    }

    /// A catalogue of the files given as name (`ACC-03.yaml`) and text.
    ///
    /// # Errors
    /// All that is wrong in any of the files.
    pub fn from_files<'a>(
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Faults> {
        let mut findings = Findings::default();
        let controls = files
            .into_iter()
            .filter_map(|(name, text)| Some((name, findings.read(name, text)?)))
            .collect();
        Self::of(controls, findings)
    }

    fn of(files: Vec<(&str, Control)>, mut findings: Findings) -> Result<Self, Faults> {
        let mut controls = BTreeMap::new();
        for (name, control) in files {
            check::control(name, &control, &mut findings);
            match controls.entry(control.id) {
                Entry::Vacant(place) => {
                    place.insert(control);
                }
                Entry::Occupied(taken) => {
                    findings.add(name, format!("the id {} is taken", taken.key()));
                }
            }
        }
        findings.unless_any(Self { controls })
    }

    /// The control with this id.
    #[must_use]
    pub fn get(&self, id: ControlId) -> Option<&Control> {
        self.controls.get(&id)
    }

    /// All controls in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Control> {
        self.controls.values()
    }

    /// The controls of one area, in order.
    pub fn area(&self, area: Area) -> impl Iterator<Item = &Control> {
        self.iter().filter(move |control| control.id.area() == area)
    }
}

#[cfg(test)]
mod tests;
