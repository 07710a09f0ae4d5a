//! The texts that cells share.

use crate::assembly::Assembly;
use crate::legacy::FontCode;
use crate::xml::{Step, attribute, walk};
use crate::{Cut, Problem};

const MOST: usize = 2_000_000;

/// The texts in one piece, and where each ends.
#[derive(Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<usize>,
}

impl Strings {
    /// As many as `longest` bytes hold: more is never shown. A damaged part gives what came before.
    pub(super) fn parse(part: &str, longest: usize, out: &mut Assembly) -> Self {
        let mut strings = Self::default();
        let mut texts = 0_u32;
        let mut sounds = 0_u32;
        let mut code = None;
        let mut cut = false;
        let outcome = walk(part, super::DEPTH, |step| match step {
            Step::Start("rPh", _) => sounds += 1,
            Step::End("rPh") => sounds = sounds.saturating_sub(1),
            Step::Start("r", _) => code = None,
            Step::Start("rFont", start) => {
                code = attribute(start, "val").and_then(|font| FontCode::of(&font));
            }
            Step::Start("t", _) => texts += 1,
            Step::End("t") => texts = texts.saturating_sub(1),
            Step::Text(raw) if texts > 0 && sounds == 0 => {
                let text = code.map_or_else(|| raw.to_owned(), |code| code.decode(raw));
                if let Some(code) = code.filter(|_| text != raw) {
                    out.problem(code.problem());
                }
                if strings.text.len().saturating_add(text.len()) <= longest {
                    strings.text.push_str(&text);
                } else {
                    cut = true;
                }
            }
            Step::End("si") => {
                code = None;
                if strings.ends.len() < MOST {
                    strings.ends.push(strings.text.len());
                }
            }
            Step::Start(..) | Step::End(_) | Step::Text(_) => {}
        });
        if outcome.is_err() {
            let name = "xl/sharedStrings.xml".to_owned();
            out.problem(Problem::PartLeftOut { name });
        }
        if cut {
            let at = Cut::TextBytes;
            out.problem(Problem::CutShort { at, limit: longest });
        }
        strings
    }

    pub(super) fn get(&self, at: usize) -> &str {
        let Some(end) = self.ends.get(at) else {
            return "";
        };
        let start = at
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .copied();
        self.text.get(start.unwrap_or(0)..*end).unwrap_or_default()
    }
}
