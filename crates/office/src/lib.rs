//! The use cases: what a person or the clock does, each in one transaction with its permit, its
//! event in the trail and its leaf in the ledger.
//!
//! Every public function of [`Service`] takes the [`Actor`] who does it, asks [`access::decide`] for
//! a [`access::Permit`], and changes things only through a [`change::Change`], which cannot be had
//! without one. No SQL text, no HTML, no HTTP here: rows come from `store`, pages are `server`'s.

pub mod access;
pub mod actor;
mod assigning;
pub mod change;
pub mod demo;
pub mod dispatches;
pub mod draft;
pub mod error;
pub mod history;
mod intake;
pub mod ledger;
pub mod overview;
pub mod people;
pub mod registers;
pub mod search;
pub mod service;
pub mod setup;
pub mod sign_in;
pub mod work;

pub use actor::Actor;
pub use error::OfficeError;
pub use intake::Watch;
pub use luytre_reader::Progress;
pub use service::Service;
