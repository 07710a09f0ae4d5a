//! The office's pages over HTTP: the look, the words, the shell every page sits in, and what stands
//! between the network and a handler.
//!
//! Pages are drawn here and work without script. Nothing is decided here: rules live in
//! `luytre-model`, use cases in `luytre-office`, SQL in `luytre-store`. No clock and no random
//! source either: [`http::Edge`] carries both in.

pub mod assets;
pub mod http;
pub mod jobs;
mod readings;
mod run;
pub mod session;
pub mod state;
pub mod web;
pub mod words;

pub use run::{router, run};
