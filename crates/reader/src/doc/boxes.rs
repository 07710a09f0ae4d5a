//! Text boxes: where their text lies, and at which character of the body each hangs.

use std::collections::BTreeMap;
use std::ops::Range;

use super::bytes::{Plex, u16_at, u32_at};
use super::header::{Header, Table};

/// Bytes of the description of an anchor, and of a box.
const ANCHOR: usize = 26;
const BOX: usize = 22;

/// The texts of boxes by the character at which they hang.
#[derive(Default)]
pub(super) struct Boxes(BTreeMap<u32, Vec<Range<u32>>>);

impl Boxes {
    pub(super) fn parse(header: &Header, table: &[u8]) -> Self {
        let anchors = header.part(table, Table::Anchors).unwrap_or_default();
        let anchors: BTreeMap<u32, u32> = Plex::new(anchors, ANCHOR)
            .items()
            .filter_map(|(at, _, shape)| Some((u32_at(shape, 0)?, at)))
            .collect();
        let whole = header.boxes();
        let boxes = header.part(table, Table::Boxes).unwrap_or_default();
        let within = |at: u32| whole.start.saturating_add(at).min(whole.end);
        let mut found = Self::default();
        for (start, end, shape) in Plex::new(boxes, BOX).items() {
            let is_used = u16_at(shape, 8) == Some(0);
            let anchor = u32_at(shape, 14).and_then(|id| anchors.get(&id));
            let range = within(start)..within(end);
            if is_used && !range.is_empty() {
                // One that hangs nowhere comes last.
                let at = anchor.copied().unwrap_or(u32::MAX);
                found.0.entry(at).or_default().push(range);
            }
        }
        found
    }

    /// The boxes that hang at one of these characters.
    pub(super) fn at(&self, characters: Range<u32>) -> impl Iterator<Item = Range<u32>> {
        let sound = characters.start.min(characters.end)..characters.end;
        self.0.range(sound).flat_map(|(_, texts)| texts).cloned()
    }

    /// The boxes that hang nowhere.
    pub(super) fn loose(&self) -> impl Iterator<Item = Range<u32>> {
        self.0
            .range(u32::MAX..)
            .flat_map(|(_, texts)| texts)
            .cloned()
    }
}
