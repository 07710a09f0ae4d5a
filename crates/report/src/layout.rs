//! The measures and set words of a document layout, read from `layouts/*.toml`.
//!
//! A change of the law is a change of those tables. Nothing here draws.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::ReportError;

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

/// Words that stand in every document of a layout.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The first line at the right.
    pub nation: String,
    /// The motto under it; Party documents have none.
    pub motto: Option<String>,
    /// The sign under the issuing body in Party documents.
    pub star: Option<String>,
    /// What stands before the number.
    pub number: String,
    /// Spaces left for the number.
    pub number_blank: usize,
    /// What joins number and symbol.
    pub number_join: String,
    /// Spaces left for the day, and for the month.
    pub date_blank: usize,
    /// What stands before the subject of a letter.
    pub subject: String,
    /// What stands before the addressees.
    pub to: String,
    /// Whether the first of several addressees stands beside the words or under them.
    pub to_same_line: bool,
    /// What stands before each legal basis.
    pub basis_dash: String,
    /// What stands before the time of a duty.
    pub period: String,
    /// What stands before those who carry out a duty.
    pub units: String,
    /// Heading of the paragraph on reports.
    pub reporting: String,
    /// The mark that ends the text.
    pub end: String,
    /// The sign under the title of a named document.
    pub title_end: Option<String>,
    /// What stands before those who get a copy.
    pub copies: String,
    /// The first of those who get a copy.
    pub as_above: String,
    /// What stands before the place where the document is kept.
    pub filed: String,
    /// Words of the assignment slip.
    pub slip: SlipWords,
    /// Manners of signing.
    pub authority: AuthorityWords,
}

/// Words of the assignment slip.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SlipWords {
    /// The kind of document.
    pub title: String,
    /// Headings of the table: number, duty, clause, time, proof.
    pub headings: [String; 5],
}

/// How manners of signing are written.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthorityWords {
    /// For a collective body.
    pub on_behalf: String,
    /// A deputy for the head.
    pub for_head: String,
    /// By order.
    pub by_order: String,
    /// By mandate, where the layout knows it.
    pub by_mandate: Option<String>,
}

/// A part of a document that the rules set in its own way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the tables give the legal name of each part")]
pub enum Part {
    Nation,
    Motto,
    Superior,
    Issuer,
    Star,
    Rule,
    Gap,
    Number,
    PlaceDate,
    Subject,
    Title,
    Abstract,
    To,
    ToList,
    ToItem,
    Basis,
    Body,
    Group,
    Authority,
    Post,
    Signer,
    Copies,
    CopiesItem,
    PageNumber,
    Cell,
    CellMiddle,
    CellHead,
}

impl Part {
    /// The name of the part's style inside the document.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Nation => "Nation",
            Self::Motto => "Motto",
            Self::Superior => "Superior",
            Self::Issuer => "Issuer",
            Self::Star => "Star",
            Self::Rule => "Rule",
            Self::Gap => "Gap",
            Self::Number => "Number",
            Self::PlaceDate => "PlaceDate",
            Self::Subject => "Subject",
            Self::Title => "DocumentTitle",
            Self::Abstract => "Abstract",
            Self::To => "To",
            Self::ToList => "ToList",
            Self::ToItem => "ToItem",
            Self::Basis => "Basis",
            Self::Body => "BodyText",
            Self::Group => "Group",
            Self::Authority => "Authority",
            Self::Post => "Post",
            Self::Signer => "Signer",
            Self::Copies => "Copies",
            Self::CopiesItem => "CopiesItem",
            Self::PageNumber => "PageNumber",
            Self::Cell => "Cell",
            Self::CellMiddle => "CellMiddle",
            Self::CellHead => "CellHead",
        }
    }
}

/// How one part is set.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the names say it; units are in the names")]
pub struct StyleMeasures {
    /// The name a clerk sees in the list of styles.
    pub name: String,
    pub size_pt: u16,
    #[serde(default)]
    pub bold: bool,
    #[serde(default)]
    pub italic: bool,
    #[serde(default)]
    pub underline: bool,
    /// Written in capitals.
    #[serde(default)]
    pub caps: bool,
    pub align: Align,
    #[serde(default)]
    pub before_pt: f64,
    #[serde(default)]
    pub after_pt: f64,
    #[serde(default)]
    pub first_line_mm: f64,
    #[serde(default)]
    pub left_mm: f64,
    #[serde(default)]
    pub hanging_mm: f64,
    #[serde(default)]
    pub line: LineHeight,
    /// Not parted from the next paragraph by a page's end.
    #[serde(default)]
    pub keep_next: bool,
}

/// Where lines stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Align {
    Left,
    Center,
    Both,
}

/// The distance from line to line.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum LineHeight {
    /// A multiple of the font's own height.
    Times(f64),
    /// A fixed height.
    ExactlyPt(f64),
}

impl Default for LineHeight {
    fn default() -> Self {
        Self::Times(1.0)
    }
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
