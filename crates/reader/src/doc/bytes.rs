//! Numbers in the order in which Word writes them, the low byte first.

pub(super) fn u8_at(bytes: &[u8], at: usize) -> Option<u8> {
    bytes.get(at).copied()
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let end = at.checked_add(2)?;
    Some(u16::from_le_bytes(bytes.get(at..end)?.try_into().ok()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let end = at.checked_add(4)?;
    Some(u32::from_le_bytes(bytes.get(at..end)?.try_into().ok()?))
}

/// A place in a stream, from a number in the file.
pub(super) fn place(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// A part of a stream, as much of it as there is.
pub(super) fn part(bytes: &[u8], at: usize, length: usize) -> &[u8] {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.get(..length).unwrap_or(rest)
}

/// A list of `count + 1` positions followed by `count` items of this size, as most tables are.
pub(super) struct Plex<'bytes> {
    bytes: &'bytes [u8],
    item: usize,
    count: usize,
}

impl<'bytes> Plex<'bytes> {
    pub(super) fn new(bytes: &'bytes [u8], item: usize) -> Self {
        let count = bytes.len().saturating_sub(4) / (4 + item);
        Self { bytes, item, count }
    }

    /// The first position, the next one, and the item between them.
    pub(super) fn items(&self) -> impl Iterator<Item = (u32, u32, &'bytes [u8])> {
        (0..self.count).filter_map(|at| {
            let start = u32_at(self.bytes, at * 4)?;
            let end = u32_at(self.bytes, at * 4 + 4)?;
            let from = (self.count + 1) * 4 + at * self.item;
            Some((start, end, part(self.bytes, from, self.item)))
        })
    }
}
