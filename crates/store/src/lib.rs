//! The only crate that knows SQL: the two engines, migrations, and the rows of each table.
//!
//! One SQL text serves SQLite and PostgreSQL (numbered parameters in rising order, portable types);
//! what differs between them is in [`engine`], `migrate` and [`mod@write`] and nowhere else. Functions
//! that read take a [`Conn`]; functions that change take a [`Write`], and the only way to end a
//! change is [`Write::commit`], which writes the audit trail and the ledger in the same
//! transaction. Nothing here decides anything: no rule of the field, no permit.

pub mod assignments;
pub mod checkpoints;
pub mod claims;
pub mod clauses;
pub mod credentials;
pub mod dispatches;
pub mod engine;
pub mod error;
pub mod evidence;
pub mod far;
pub mod files;
pub mod found;
pub mod lineage;
pub mod links;
mod migrate;
pub mod months;
pub mod obligations;
pub mod occurrences;
pub mod offices;
pub mod people;
pub mod questions;
mod readers;
pub mod registers;
pub mod roll_up;
mod row;
pub mod search;
pub mod sessions;
pub mod successions;
#[cfg(feature = "testing")]
pub mod testing;
pub mod trail;
pub mod units;
pub mod write;

pub use engine::{Conn, Engine, Store};
pub use error::StoreError;
pub use readers::Reader;
pub use trail::{Receipt, Stamp};
pub use write::Write;
