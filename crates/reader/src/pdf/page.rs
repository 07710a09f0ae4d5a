//! What was found on a page, before it is put in order.

use std::ops::Range;

use crate::Problem;

/// A piece of text that is shown at one go, usually one character.
#[derive(Clone, Debug)]
pub(crate) struct Glyph {
    /// Its characters in [`Page::text`].
    pub(crate) text: Range<usize>,
    pub(crate) x: f64,
    pub(crate) y: f64,
    /// Where it ends.
    pub(crate) end: f64,
    /// Height of the font as drawn.
    pub(crate) size: f64,
    /// Direction of reading in quarter turns, counted from left to right against the clock.
    pub(crate) turn: u8,
}

/// What is on a page.
#[derive(Default)]
pub(crate) struct Page {
    pub(crate) text: String,
    pub(crate) glyphs: Vec<Glyph>,
    pub(crate) pictures: usize,
    /// How much of the page they cover, in square points, those that overlap counted twice.
    pub(crate) picture_area: f64,
    pub(crate) undecodable: usize,
    pub(crate) invisible: usize,
    /// What was decoded from old encodings.
    pub(crate) decoded: Vec<Problem>,
    /// Whether there was more than is looked at.
    pub(crate) is_cut: bool,
}

/// A page that is a picture covers more than this part of itself with it.
const COVERED: f64 = 0.6;
/// Text that may stand on such a page: the note of a digital signature, a number of arrival.
const FEW: usize = 250;

impl Page {
    /// Whether the page is a scan; `area` is its size in square points.
    pub(super) fn is_scan(&self, area: f64, is_empty: bool) -> bool {
        let visible = self.glyphs.len().saturating_sub(self.invisible);
        self.pictures > 0 && (is_empty || (visible < FEW && self.picture_area > COVERED * area))
    }
}
