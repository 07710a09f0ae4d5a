//! How cells are shown, by the number of their style.

use std::collections::BTreeMap;

use crate::sheet::format::Shown;
use crate::xml::{Step, attribute, number, walk};

/// Styles beyond this many show numbers as they are; Excel stops at 65,490.
const MOST: usize = 70_000;

#[derive(Default)]
pub(super) struct Styles {
    codes: BTreeMap<u32, Shown>,
    fonts: Vec<Option<String>>,
    cells: Vec<(u32, usize)>,
}

impl Styles {
    /// A damaged part gives what came before.
    pub(super) fn parse(part: &str) -> Self {
        let mut styles = Self::default();
        let (mut in_fonts, mut in_cells) = (false, false);
        let _ = walk(part, super::DEPTH, |step| match step {
            Step::Start("numFmt", start) => {
                let code = attribute(start, "formatCode").unwrap_or_default();
                if let Some(id) = number(start, "numFmtId")
                    && styles.codes.len() < MOST
                {
                    styles.codes.insert(id, Shown::of_code(&code));
                }
            }
            Step::Start("fonts", _) => in_fonts = true,
            Step::End("fonts") => in_fonts = false,
            Step::Start("font", _) if in_fonts && styles.fonts.len() < MOST => {
                styles.fonts.push(None);
            }
            Step::Start("name", start) if in_fonts => {
                if let Some(last) = styles.fonts.last_mut() {
                    *last = attribute(start, "val");
                }
            }
            Step::Start("cellXfs", _) => in_cells = true,
            Step::End("cellXfs") => in_cells = false,
            Step::Start("xf", start) if in_cells && styles.cells.len() < MOST => {
                let code = number(start, "numFmtId").unwrap_or(0);
                let font = number(start, "fontId").unwrap_or(usize::MAX);
                styles.cells.push((code, font));
            }
            _ => {}
        });
        styles
    }

    pub(super) fn shown(&self, style: usize) -> Shown {
        let Some((code, _)) = self.cells.get(style) else {
            return Shown::General;
        };
        let own = self.codes.get(code).copied();
        own.unwrap_or_else(|| Shown::of_number(*code))
    }

    pub(super) fn font(&self, style: usize) -> Option<&str> {
        let (_, font) = self.cells.get(style)?;
        self.fonts.get(*font)?.as_deref()
    }
}
