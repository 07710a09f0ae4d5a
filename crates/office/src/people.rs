//! The people of an office and their units: invited, changed, imported, suspended; never removed,
//! for what they did stays theirs.

mod import;
mod list;
mod manage;
mod role_words;
mod second_step;
mod units;

pub use import::{ImportPlan, ImportRow, RowError};
pub use list::{PeopleFilter, PeoplePage, PersonView};
pub use manage::{Invited, PersonForm};
pub use units::{UnitForm, UnitView};

pub(crate) use import::names_of;
pub(crate) use units::UnitFacts;
