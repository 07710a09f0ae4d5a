//! The pages, an area to a folder: handler, template struct and template lie together.

pub mod errors;
pub mod keys;
pub mod shell;
pub mod sign_in;
