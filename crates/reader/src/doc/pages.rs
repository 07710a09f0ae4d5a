//! Pages of properties: which stretch of the main stream has which character or paragraph
//! properties.

use super::bytes::{Plex, part, place, u8_at, u32_at};

/// Bytes of a page.
const PAGE: usize = 512;
/// Most stretches that are kept; a page of text has a few dozen.
const MOST: usize = 2_000_000;

/// A stretch of the main stream and where its properties lie in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    pub(super) start: u32,
    pub(super) end: u32,
    at: u32,
    length: u16,
}

impl Stretch {
    /// Its changes to the properties, and for paragraphs the style before them.
    pub(super) fn properties<'bytes>(&self, main: &'bytes [u8]) -> &'bytes [u8] {
        part(main, place(self.at), usize::from(self.length))
    }
}

/// Stretches in rising order.
pub(super) struct Stretches(Vec<Stretch>);

impl Stretches {
    pub(super) fn of_characters(index: &[u8], main: &[u8]) -> Self {
        Self::parse(index, main, 1, |page, at| {
            let length = u8_at(page, at)?;
            Some((at + 1, usize::from(length)))
        })
    }

    pub(super) fn of_paragraphs(index: &[u8], main: &[u8]) -> Self {
        Self::parse(index, main, 13, |page, at| {
            let words = usize::from(u8_at(page, at)?);
            if words > 0 {
                return Some((at + 1, words * 2 - 1));
            }
            let words = usize::from(u8_at(page, at + 1)?);
            Some((at + 2, words * 2))
        })
    }

    /// `item` bytes follow the positions for each stretch, the first of them a place in the page.
    fn parse(
        index: &[u8],
        main: &[u8],
        item: usize,
        list: impl Fn(&[u8], usize) -> Option<(usize, usize)>,
    ) -> Self {
        let mut found = Vec::new();
        for (.., number) in Plex::new(index, 4).items() {
            let number = u32_at(number, 0).unwrap_or(0) & 0x003f_ffff;
            let start = place(number).saturating_mul(PAGE);
            let page = part(main, start, PAGE);
            let count = usize::from(u8_at(page, PAGE - 1).unwrap_or(0));
            for at in 0..count {
                if found.len() >= MOST {
                    break;
                }
                let stretch = || {
                    let from = (count + 1) * 4 + at * item;
                    let word = usize::from(u8_at(page, from)?);
                    let none = (0, 0);
                    let list = match word {
                        0 => none,
                        word => list(page, word * 2).unwrap_or(none),
                    };
                    Some(Stretch {
                        start: u32_at(page, at * 4)?,
                        end: u32_at(page, at * 4 + 4)?,
                        at: u32::try_from(start + list.0).ok()?,
                        length: u16::try_from(list.1.min(PAGE.checked_sub(list.0)?)).ok()?,
                    })
                };
                found.extend(stretch().filter(|stretch| stretch.start < stretch.end));
            }
        }
        found.sort_by_key(|stretch| stretch.start);
        Self(found)
    }

    /// The stretch in which a byte of the main stream lies.
    pub(super) fn at(&self, byte: u32) -> Option<&Stretch> {
        let next = self.0.partition_point(|stretch| stretch.start <= byte);
        self.0
            .get(next.checked_sub(1)?)
            .filter(|stretch| byte < stretch.end)
    }
}
