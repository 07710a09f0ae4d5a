//! Dispatches read whole, compared with labels by the figures of the annotation.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

mod catalogue;
mod corpus;
mod edxml;
mod hardy;
mod score;
mod tables;
