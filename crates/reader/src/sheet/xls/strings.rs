//! The texts that cells share. They run on from record to record, and a text that is cut says anew
//! behind the cut how wide its characters are.

use super::record::decode;
use crate::assembly::Assembly;
use crate::{Cut, Problem};

const MOST: usize = 2_000_000;

/// The texts in one piece; where each ends, and the font of its first run of its own.
#[derive(Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<(usize, Option<u16>)>,
}

/// Bytes over several records.
struct Source<'bytes> {
    records: std::slice::Iter<'bytes, &'bytes [u8]>,
    rest: &'bytes [u8],
}

impl Strings {
    /// As many as are ever shown. What breaks off gives what came before.
    pub(super) fn parse(records: &[&[u8]], out: &mut Assembly) -> Self {
        let mut strings = Self::default();
        let mut source = Source {
            records: records.iter(),
            rest: &[],
        };
        let longest = out.longest_raw();
        let mut cut = false;
        // Two counts, of which neither is to be relied on.
        if source.skip(8).is_none() {
            return strings;
        }
        while strings.ends.len() < MOST
            && let Some((text, font)) = source.string()
        {
            if strings.text.len().saturating_add(text.len()) <= longest {
                strings.text.push_str(&text);
            } else {
                cut = true;
            }
            strings.ends.push((strings.text.len(), font));
        }
        if cut {
            let at = Cut::TextBytes;
            out.problem(Problem::CutShort { at, limit: longest });
        }
        strings
    }

    pub(super) fn get(&self, at: usize) -> Option<(&str, Option<u16>)> {
        let (end, font) = *self.ends.get(at)?;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before));
        let start = start.map_or(0, |(start, _)| *start);
        Some((self.text.get(start..end)?, font))
    }
}

impl Source<'_> {
    fn string(&mut self) -> Option<(String, Option<u16>)> {
        let length = usize::from(self.u16()?);
        let flags = self.u8()?;
        let runs = if flags & 8 == 0 {
            0
        } else {
            usize::from(self.u16()?)
        };
        let extra = if flags & 4 == 0 {
            0
        } else {
            let [a, b, c, d] = [self.u8()?, self.u8()?, self.u8()?, self.u8()?];
            usize::try_from(u32::from_le_bytes([a, b, c, d])).ok()?
        };
        let text = self.characters(length, flags & 1 == 1)?;
        let mut font = None;
        if runs > 0 {
            self.skip(2)?;
            font = Some(self.u16()?);
            self.skip(runs.checked_mul(4)?.checked_sub(4)?)?;
        }
        self.skip(extra)?;
        Some((text, font))
    }

    fn characters(&mut self, length: usize, wide: bool) -> Option<String> {
        let mut text = String::new();
        let mut wide = wide;
        let mut left = length;
        while left > 0 {
            if self.rest.is_empty() {
                self.next_record()?;
                wide = self.u8()? & 1 == 1;
            }
            let width = if wide { 2 } else { 1 };
            let count = left.min(self.rest.len() / width);
            if count == 0 {
                // Half a character before a cut.
                return None;
            }
            let (taken, rest) = self.rest.split_at_checked(count.checked_mul(width)?)?;
            text.push_str(&decode(taken, wide));
            self.rest = rest;
            left = left.saturating_sub(count);
        }
        Some(text)
    }

    fn next_record(&mut self) -> Option<()> {
        self.rest = self.records.next()?;
        Some(())
    }

    fn u8(&mut self) -> Option<u8> {
        while self.rest.is_empty() {
            self.next_record()?;
        }
        let (byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*byte)
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.u8()?, self.u8()?]))
    }

    fn skip(&mut self, length: usize) -> Option<()> {
        let mut left = length;
        loop {
            match self.rest.get(left..) {
                Some(rest) => {
                    self.rest = rest;
                    return Some(());
                }
                None => {
                    left = left.saturating_sub(self.rest.len());
                    self.next_record()?;
                }
            }
        }
    }
}
