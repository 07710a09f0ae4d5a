//! What was found on a page, before it is put in order.

use std::ops::Range;

use crate::Problem;

/// A piece of text that is shown at one go, usually one character.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    /// Its characters in [`Page::text`].
    pub(super) text: Range<usize>,
    pub(super) x: f64,
    pub(super) y: f64,
    /// Where it ends.
    pub(super) end: f64,
    /// Height of the font as drawn.
    pub(super) size: f64,
    /// Direction of reading in quarter turns, counted from left to right against the clock.
    pub(super) turn: u8,
}

/// What is on a page.
#[derive(Default)]
pub(super) struct Page {
    pub(super) text: String,
    pub(super) glyphs: Vec<Glyph>,
    pub(super) pictures: usize,
    pub(super) undecodable: usize,
    pub(super) invisible: usize,
    /// What was decoded from old encodings.
    pub(super) decoded: Vec<Problem>,
    /// Whether there was more than is looked at.
    pub(super) is_cut: bool,
}
