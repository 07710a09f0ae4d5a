//! Styles, as far as they set fonts or carry automatic numbers.

use super::bytes::{part, u16_at};
use super::properties::{Character, Paragraph};

/// Longest chain of styles based on one another; also ends a circle.
const LONGEST_CHAIN: usize = 16;
/// A style that is based on none.
const NO_STYLE: u16 = 0x0fff;
const PARAGRAPH: u16 = 1;
const CHARACTER: u16 = 2;

#[derive(Default)]
pub(super) struct Styles {
    styles: Vec<Style>,
    usual_font: Option<u16>,
}

#[derive(Default)]
struct Style {
    based_on: Option<u16>,
    font: Option<u16>,
    list: Option<u16>,
    level: Option<u8>,
}

impl Styles {
    pub(super) fn parse(table: &[u8]) -> Self {
        let length = usize::from(u16_at(table, 0).unwrap_or(0));
        let head = part(table, 2, length);
        let base = usize::from(u16_at(head, 2).unwrap_or(0));
        let mut styles = Self {
            styles: Vec::new(),
            usual_font: u16_at(head, 16).or_else(|| u16_at(head, 12)),
        };
        let mut rest = table.get(2 + length..).unwrap_or_default();
        for _ in 0..u16_at(head, 0).unwrap_or(0) {
            let Some(length) = u16_at(rest, 0).map(usize::from) else {
                break;
            };
            let style = part(rest, 2, length);
            rest = rest.get(2 + length..).unwrap_or_default();
            styles
                .styles
                .push(Style::parse(style, base).unwrap_or_default());
        }
        styles
    }

    /// The font of a run: its own style's, the paragraph style's, or that of all text.
    pub(super) fn font(&self, run: Option<u16>, paragraph: u16) -> Option<u16> {
        run.into_iter()
            .chain([paragraph])
            .find_map(|style| self.chain(style).find_map(|style| style.font))
            .or(self.usual_font)
    }

    /// The list and level that a style carries.
    pub(super) fn list(&self, style: u16) -> (Option<u16>, Option<u8>) {
        let mut level = None;
        for style in self.chain(style) {
            level = level.or(style.level);
            if style.list.is_some() {
                return (style.list, level);
            }
        }
        (None, level)
    }

    /// A style and those it is based on.
    fn chain(&self, style: u16) -> impl Iterator<Item = &Style> {
        let mut next = self.styles.get(usize::from(style));
        std::iter::from_fn(move || {
            let style = next?;
            next = style
                .based_on
                .and_then(|below| self.styles.get(usize::from(below)));
            Some(style)
        })
        .take(LONGEST_CHAIN)
    }
}

impl Style {
    /// A fixed part, a name, then a list of properties for each kind.
    fn parse(style: &[u8], base: usize) -> Option<Self> {
        let (kind, counts) = (u16_at(style, 2)?, u16_at(style, 4)?);
        let mut parsed = Self {
            based_on: Some(kind >> 4).filter(|below| *below != NO_STYLE),
            ..Self::default()
        };
        let name = usize::from(u16_at(style, base)?);
        let mut at = base.checked_add(2 + name * 2 + 2)?;
        for number in 0..counts & 0xf {
            at += at % 2;
            let length = usize::from(u16_at(style, at)?);
            let list = part(style, at + 2, length);
            at += 2 + length;
            match (kind & 0xf, number) {
                (PARAGRAPH, 0) => {
                    let paragraph = Paragraph::parse(list, &[]);
                    parsed.list = paragraph.list;
                    parsed.level = paragraph.level;
                }
                (PARAGRAPH, 1) | (CHARACTER, 0) => {
                    let mut character = Character::default();
                    character.apply(list);
                    parsed.font = character.font();
                }
                _ => {}
            }
        }
        Some(parsed)
    }
}
