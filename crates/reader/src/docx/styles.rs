//! Paragraph styles, as far as they carry automatic numbering.

use std::collections::BTreeMap;

use crate::xml::{Flaw, Step, attribute, number, walk};

/// Longest chain of styles based on one another; also ends a circle.
const LONGEST_CHAIN: usize = 16;
/// Styles beyond this many are ignored; Word itself ships fewer than 400.
const MOST_STYLES: usize = 20_000;
const DEPTH: usize = 64;

#[derive(Default)]
pub(super) struct Styles(BTreeMap<String, Style>);

#[derive(Default)]
struct Style {
    based_on: Option<String>,
    list: Option<u32>,
    level: Option<usize>,
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
        let mut styles = BTreeMap::new();
        let mut id = String::new();
        let mut current = Style::default();
        walk(part, DEPTH, |step| match step {
            Step::Start("style", start) => {
                id = attribute(start, "styleId").unwrap_or_default();
                current = Style::default();
            }
            Step::Start("basedOn", start) => current.based_on = attribute(start, "val"),
            Step::Start("numId", start) => current.list = number(start, "val"),
            Step::Start("ilvl", start) => current.level = number(start, "val"),
            Step::End("style") if styles.len() < MOST_STYLES => {
                styles.insert(std::mem::take(&mut id), std::mem::take(&mut current));
            }
            _ => {}
        })?;
        Ok(Self(styles))
    }

    /// The nearest numbering along the chain of styles. List 0 switches numbering off.
    pub(super) fn numbering(&self, style: &str) -> Option<StyleNumbering<'_>> {
        let mut level = None;
        let mut name = style;
        for _ in 0..LONGEST_CHAIN {
            let (key, found) = self.0.get_key_value(name)?;
            level = level.or(found.level);
            if let Some(list) = found.list {
                return Some(StyleNumbering {
                    style: key,
                    list,
                    level,
                });
            }
            name = found.based_on.as_deref()?;
        }
        None
    }
}
