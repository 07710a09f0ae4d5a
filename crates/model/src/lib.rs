//! The words of the field as types, and the rules that are pure: what an obligation is, when it
//! falls due, and what its evidence says about it.
//!
//! Nothing here reads a file, a clock, a network or a database: whoever needs the time or a random
//! number hands it in. Words and their Vietnamese are in `docs/words.md`.

pub mod audit;
pub mod calendar;
pub mod catalogue;
pub mod clock;
pub mod data;
pub mod dispatch;
pub mod duty;
pub mod edxml;
pub mod fold;
pub mod id;
pub mod legal;
pub mod lineage;
pub mod people;
pub mod plan;
pub mod registers;
pub mod sign_in;
pub mod status;
pub mod unit_sets;
pub mod work;
