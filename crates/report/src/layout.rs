//! The measures and set words of a document layout, read from `layouts/*.toml`.
//!
//! A change of the law is a change of those tables. Nothing here draws.

mod style;
mod words;

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::ReportError;

pub use style::{Align, LineHeight, Part, StyleMeasures};
pub use words::{AuthorityWords, PlanWords, ReminderWords, SlipWords, Words};

/// Whose rules a document follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// State bodies: Decree 30/2020/NĐ-CP, Annex I.
    State,
    /// Party bodies: guidance 05-HD/VPTW.
    Party,
}

impl Layout {
    /// The measures that this layout prescribes.
    ///
    /// # Errors
    /// [`ReportError::Layout`] when the table built into the program is not well formed.
    pub fn measures(self) -> Result<Measures, ReportError> {
        let (layout, text) = match self {
            Self::State => ("state", include_str!("../layouts/state.toml")),
            Self::Party => ("party", include_str!("../layouts/party.toml")),
        };
        toml::from_str(text).map_err(|source| ReportError::Layout {
            layout,
            source: Box::new(source),
        })
    }
}

/// All figures and set words of one layout, with where they come from.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measures {
    /// The document that prescribes them.
    pub name: String,
    /// Its number, date and place, for the reader of the table.
    pub source: String,
    /// ISO date from which it is in force.
    pub valid_from: String,
    /// Paper, margins, columns.
    pub page: PageMeasures,
    /// The lines under the issuing body and under the subject of a named document, where the
    /// layout draws them.
    pub short_line: Option<ShortLine>,
    /// Words that stand in every document.
    pub words: Words,
    /// How each part is set.
    pub style: BTreeMap<Part, StyleMeasures>,
}

/// Paper, margins and columns, in millimetres.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the names say it; units are in the names")]
pub struct PageMeasures {
    pub width_mm: f64,
    pub height_mm: f64,
    pub top_mm: f64,
    pub bottom_mm: f64,
    pub left_mm: f64,
    pub right_mm: f64,
    /// Left and right change places on the back of the sheet.
    pub mirrored: bool,
    pub number_from_top_mm: f64,
    /// Width of the left column of the heading.
    pub left_column_mm: f64,
    /// What the left column keeps clear of the right one.
    pub column_gap_mm: f64,
    /// Width of what stands left of the signature.
    pub signature_left_mm: f64,
    /// Thickness of drawn lines.
    pub line_width_pt: f64,
}

impl PageMeasures {
    /// Width between the margins.
    #[must_use]
    pub fn text_width_mm(&self) -> f64 {
        self.width_mm - self.left_mm - self.right_mm
    }
}

/// A line shorter than the words above it.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShortLine {
    /// Its length as a part of the words above it.
    pub share: f64,
}

/// Millimetres as points, the unit in which lengths are reckoned.
pub(crate) fn mm(millimetres: f64) -> f64 {
    millimetres * 72.0 / 25.4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_tables_say_where_they_come_from_and_since_when() {
        for layout in [Layout::State, Layout::Party] {
            let measures = layout.measures().unwrap();
            assert!(measures.source.len() > 20, "{layout:?}");
            assert!(measures.valid_from.parse::<jiff::civil::Date>().is_ok());
        }
    }

    #[test]
    fn a_millimetre_is_reckoned_in_points() {
        assert!((mm(25.4) - 72.0).abs() < 1e-9);
    }
}
