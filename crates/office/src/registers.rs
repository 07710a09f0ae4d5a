//! The registers of an office: entries are added, changed, closed; never removed, for what was done
//! with them stays in the trail. One set of use cases serves every register; what is its own of one
//! is in a file of its own, as [`Register`].

mod account;
mod device;
mod known;
mod list;
mod manage;
mod reading;

use std::collections::BTreeMap;

use luytre_model::audit::EventKind;
use luytre_store::registers::Kept;

pub use known::Known;
pub use list::{EntriesPage, EntryFilter, EntryView};
pub use manage::{Choices, code_of};
pub use reading::Reading;

/// What was typed about an entry, or how an entry is written down: a text for each field. Days are
/// `05/03/2026`, units their names, people `name (login)`, choices their stable texts, "yes" is `1`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed(pub BTreeMap<&'static str, String>);

impl Typed {
    /// The text of a field; empty where there is none.
    #[must_use]
    pub fn value(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    /// Sets a field.
    #[must_use]
    pub fn with(mut self, field: &'static str, value: impl Into<String>) -> Self {
        self.0.insert(field, value.into());
        self
    }
}

/// What a register is to the use cases.
pub trait Register: Kept + Clone + PartialEq + 'static {
    /// The type of its entries in the trail.
    const OBJECT: &'static str;
    /// What the running number of an entry begins with on paper: `TB` in `TB-0001`.
    const SIGN: &'static str;
    /// The fields of an entry, in the order in which they are asked.
    const FIELDS: &'static [&'static str];
    /// An entry was added.
    const ADDED: EventKind;
    /// An entry was changed.
    const CHANGED: EventKind;
    /// An entry was closed.
    const CLOSED: EventKind;
    /// A closed entry counts again.
    const REOPENED: EventKind;

    /// Reads what was typed; [`Reading`] gathers what is not right.
    fn read(reading: &mut Reading<'_>) -> Option<Self>;
    /// The entry written down: [`Self::read`] of it gives the entry again, but for its state.
    fn written(&self, known: &Known) -> Typed;
    /// By what two entries are the same thing, with the field to blame; `None`: by nothing.
    fn identity(&self) -> Option<(&'static str, String)>;
    /// The entry in another state.
    #[must_use]
    fn in_state(self, state: luytre_model::registers::EntryState) -> Self;
}
