//! A document as blocks: paragraphs and tables in the order of reading. What a document says is
//! written down once, here; the writers of files read it. No block knows a file format.

use crate::ReportError;
use crate::docx;
use crate::layout::{Measures, Part};

/// A document that an office sends, in the layout whose rules it follows.
#[derive(Debug, Clone)]
pub struct Document {
    pub(crate) measures: Measures,
    /// Shown by programs, not printed.
    pub(crate) title: String,
    /// Each begins on a page of its own, which is page 1 again.
    pub(crate) sections: Vec<Vec<Block>>,
}

impl Document {
    pub(crate) fn of_one(measures: Measures, title: String, blocks: Vec<Block>) -> Self {
        Self {
            measures,
            title,
            sections: vec![blocks],
        }
    }

    /// The document as a DOCX file.
    ///
    /// # Errors
    /// [`ReportError::Pack`], a fault of the program.
    pub fn to_docx(&self) -> Result<Vec<u8>, ReportError> {
        docx::package::file(self)
    }
}

/// What stands under each other.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Block {
    Paragraph(Paragraph),
    Table(Table),
}

impl From<Paragraph> for Block {
    fn from(paragraph: Paragraph) -> Self {
        Self::Paragraph(paragraph)
    }
}

impl From<Table> for Block {
    fn from(table: Table) -> Self {
        Self::Table(table)
    }
}

/// Indents of one paragraph, in points.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Indent {
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) hanging: f64,
}

/// Text of one weight. A line break in it starts a new line, a tab goes to the tab stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) text: String,
    pub(crate) weight: RunWeight,
}

/// How heavy a run is beside the style of its paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RunWeight {
    /// As the style has it.
    Style,
    /// Bold in any style.
    Bold,
    /// Not bold where the style is.
    Plain,
}

/// A paragraph. It takes its looks from the style of its part; only indents that depend on the
/// text and drawn lines stand in the paragraph itself.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Paragraph {
    pub(crate) part: Part,
    /// On the page of what follows, beside what the style says.
    pub(crate) keep_next: bool,
    /// Thickness of the line at its foot, as long as the indents leave; in points.
    pub(crate) rule: Option<f64>,
    /// Where its tab stop is, in points.
    pub(crate) tab: Option<f64>,
    pub(crate) indent: Option<Indent>,
    pub(crate) runs: Vec<Run>,
}

/// A paragraph with the style of `part`.
pub(crate) const fn paragraph(part: Part) -> Paragraph {
    Paragraph {
        part,
        keep_next: false,
        rule: None,
        tab: None,
        indent: None,
        runs: Vec::new(),
    }
}

impl Paragraph {
    /// Adds text.
    pub(crate) fn text(self, text: &str) -> Self {
        self.run(text, RunWeight::Style)
    }

    /// Adds bold text.
    pub(crate) fn bold(self, text: &str) -> Self {
        self.run(text, RunWeight::Bold)
    }

    /// Adds text that is not bold where the style is.
    pub(crate) fn plain(self, text: &str) -> Self {
        self.run(text, RunWeight::Plain)
    }

    fn run(mut self, text: &str, weight: RunWeight) -> Self {
        self.runs.push(Run {
            text: text.to_owned(),
            weight,
        });
        self
    }

    pub(crate) const fn keep_next(mut self) -> Self {
        self.keep_next = true;
        self
    }

    pub(crate) const fn indent(mut self, indent: Indent) -> Self {
        self.indent = Some(indent);
        self
    }

    pub(crate) const fn tab_at(mut self, points: f64) -> Self {
        self.tab = Some(points);
        self
    }
}

/// A line of `length` points, centred in a column of `column` points.
pub(crate) fn centred_rule(length: f64, column: f64, thick: f64) -> Paragraph {
    let side = ((column - length) / 2.0).max(0.0);
    Paragraph {
        rule: Some(thick),
        ..paragraph(Part::Rule)
    }
    .indent(Indent {
        left: side,
        right: side,
        hanging: 0.0,
    })
}

/// Whether a table shows its grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grid {
    /// Places blocks beside each other.
    Hidden,
    /// Rows and columns, the first row again on each page.
    Drawn,
}

/// What text keeps clear of the drawn lines at its sides, in points.
pub(crate) const CELL_PADDING: f64 = 4.0;

/// A row: of each cell its paragraphs.
pub(crate) type Row = Vec<Vec<Paragraph>>;

/// A table of fixed columns. A row is not parted by a page's end.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Table {
    pub(crate) grid: Grid,
    /// Widths of the columns in points.
    pub(crate) widths: Vec<f64>,
    pub(crate) rows: Vec<Row>,
}
