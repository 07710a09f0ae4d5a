//! Styles, as far as they carry automatic numbering or set fonts.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use crate::xml::{Flaw, Step, attribute, number, walk};

/// Longest chain of styles based on one another; also ends a circle.
const LONGEST_CHAIN: usize = 16;
/// Styles beyond this many are ignored; Word itself ships fewer than 400.
const MOST_STYLES: usize = 20_000;
const DEPTH: usize = 64;

#[derive(Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    usual: Option<String>,
    /// The font of text for which no style sets one.
    usual_font: Option<String>,
}

#[derive(Default)]
struct Style {
    based_on: Option<String>,
    list: Option<u32>,
    level: Option<usize>,
    font: Option<String>,
}

/// Numbering that comes from a style.
pub(super) struct StyleNumbering<'styles> {
    /// The style that carries it; a level may be tied to it by name.
    pub(super) style: &'styles str,
    pub(super) list: u32,
    pub(super) level: Option<usize>,
}

impl Styles {
    pub(super) fn parse(part: &str) -> Result<Self, Flaw> {
        let mut styles = Self::default();
        let mut open: Option<(String, Style)> = None;
        walk(part, DEPTH, |step| match (step, &mut open) {
            (Step::Start("style", start), _) => {
                let id = attribute(start, "styleId").unwrap_or_default();
                let is_usual = attribute(start, "default").as_deref() == Some("1");
                if is_usual && attribute(start, "type").as_deref() == Some("paragraph") {
                    styles.usual = Some(id.clone());
                }
                open = Some((id, Style::default()));
            }
            (Step::Start("rFonts", start), None) => styles.usual_font = font_name(start),
            (Step::Start(name, start), Some((_, style))) => style.property(name, start),
            (Step::End("style"), _) => {
                if let Some((id, style)) = open.take()
                    && styles.by_id.len() < MOST_STYLES
                {
                    styles.by_id.insert(id, style);
                }
            }
            _ => {}
        })?;
        Ok(styles)
    }

    /// The font of a run: its own style's, the paragraph style's, or that of all text.
    pub(super) fn font(&self, run: Option<&str>, paragraph: Option<&str>) -> Option<&str> {
        let paragraph = paragraph.or(self.usual.as_deref());
        [run, paragraph]
            .into_iter()
            .flatten()
            .find_map(|style| {
                self.chain(style)
                    .find_map(|(_, style)| style.font.as_deref())
            })
            .or(self.usual_font.as_deref())
    }

    /// A style and those it is based on.
    fn chain<'styles>(
        &'styles self,
        style: &str,
    ) -> impl Iterator<Item = (&'styles str, &'styles Style)> {
        let mut next = self.by_id.get_key_value(style);
        std::iter::from_fn(move || {
            let (id, style) = next?;
            next = style
                .based_on
                .as_ref()
                .and_then(|below| self.by_id.get_key_value(below));
            Some((id.as_str(), style))
        })
        .take(LONGEST_CHAIN)
    }

    /// The nearest numbering along the chain of styles. List 0 switches numbering off.
    pub(super) fn numbering(&self, style: &str) -> Option<StyleNumbering<'_>> {
        let mut level = None;
        for (id, found) in self.chain(style) {
            level = level.or(found.level);
            if let Some(list) = found.list {
                return Some(StyleNumbering {
                    style: id,
                    list,
                    level,
                });
            }
        }
        None
    }
}

impl Style {
    fn property(&mut self, name: &str, start: &BytesStart<'_>) {
        match name {
            "basedOn" => self.based_on = attribute(start, "val"),
            "numId" => self.list = number(start, "val"),
            "ilvl" => self.level = number(start, "val"),
            // Later ones belong to parts of tables.
            "rFonts" if self.font.is_none() => self.font = font_name(start),
            _ => {}
        }
    }
}

/// The font of letters beyond ASCII, or of ASCII; empty for one of the theme, which is none of old.
pub(super) fn font_name(start: &BytesStart<'_>) -> Option<String> {
    attribute(start, "hAnsi")
        .or_else(|| attribute(start, "ascii"))
        .or_else(|| attribute(start, "asciiTheme").map(|_| String::new()))
}
