//! The parts of a document and how a layout sets each of them.

use serde::Deserialize;

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
