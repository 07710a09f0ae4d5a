//! Domain data become documents that an office sends: DOCX in the layouts of Decree 30/2020 and of
//! the Party, lists as XLSX, and the sheet by which people are brought in.
//!
//! The same input gives the same bytes. Nothing here reads a clock, a file, a network or a
//! database; times are arguments. Sizes, margins and set words of the law are dated data in
//! `layouts/*.toml`, never figures in code.

mod blocks;
pub mod dispatch;
mod docx;
pub mod edxml;
mod error;
pub mod layout;
mod parts;
pub mod people;
pub mod plan;
pub mod reminder;
pub mod slip;
pub mod table;
mod times;

pub use blocks::Document;
pub use error::ReportError;
pub use parts::frame::Frame;
pub use parts::signer::{Authority, SignerBlock};
