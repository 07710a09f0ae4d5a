//! The documents as files: their parts against the tables, and what LibreOffice makes of them.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests; the lints know only the functions marked as tests"
)]

mod dispatch;
mod edxml;
mod package;
mod people;
mod plan;
mod reminder;
mod rendering;
mod sample;
mod slip;
mod table;
