//! Setting an office up: its facts, its units, done. Each step can be left and taken up again, and
//! the facts can be changed later by the same use case.

mod facts;
mod steps;

pub use facts::{OfficeForm, OfficeView};
pub use steps::{SetupStep, SetupView};

pub use crate::people::UnitForm as NewUnit;
