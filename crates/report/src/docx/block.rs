//! Paragraphs and tables. A paragraph takes its looks from the style of its part; only indents
//! that depend on the text and drawn lines stand in the paragraph itself.

use super::xml::{Element, element, valued};
use crate::layout::Part;

/// A length in points as the twentieths of a point that the format counts in.
pub(crate) fn twips(points: f64) -> String {
    format!("{:.0}", points * 20.0)
}

/// Indents of one paragraph, in points.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Indent {
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) hanging: f64,
}

/// A paragraph under construction.
#[derive(Debug, Clone)]
pub(crate) struct Paragraph {
    part: Part,
    keep_next: bool,
    rule: Option<f64>,
    tab: Option<f64>,
    indent: Option<Indent>,
    runs: Vec<Element>,
}

/// A paragraph with the style of `part`.
pub(crate) fn paragraph(part: Part) -> Paragraph {
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
    /// Adds text. A line break in it starts a new line, a tab goes to the tab stop.
    pub(crate) fn text(mut self, text: &str) -> Self {
        self.runs.push(run(element("w:r"), text));
        self
    }

    /// Adds bold text.
    pub(crate) fn bold(mut self, text: &str) -> Self {
        let looks = element("w:rPr").child(element("w:b"));
        self.runs.push(run(element("w:r").child(looks), text));
        self
    }

    /// Adds text that is not bold where the style is.
    pub(crate) fn plain(mut self, text: &str) -> Self {
        let looks = element("w:rPr").child(valued("w:b", "0"));
        self.runs.push(run(element("w:r").child(looks), text));
        self
    }

    pub(crate) fn keep_next(mut self) -> Self {
        self.keep_next = true;
        self
    }

    pub(crate) fn indent(mut self, indent: Indent) -> Self {
        self.indent = Some(indent);
        self
    }

    pub(crate) fn tab_at(mut self, points: f64) -> Self {
        self.tab = Some(points);
        self
    }

    /// Draws a line at the foot, `thick` points thick, as long as the indents leave.
    pub(crate) fn rule(mut self, thick: f64) -> Self {
        self.rule = Some(thick);
        self
    }

    pub(crate) fn build(self) -> Element {
        let mut looks = element("w:pPr").child(valued("w:pStyle", self.part.id()));
        if self.keep_next {
            looks = looks.child(element("w:keepNext"));
        }
        if let Some(thick) = self.rule {
            let line = border("w:bottom", &format!("{:.0}", thick * 8.0));
            looks = looks.child(element("w:pBdr").child(line));
        }
        if let Some(points) = self.tab {
            let stop = valued("w:tab", "left").with("w:pos", twips(points));
            looks = looks.child(element("w:tabs").child(stop));
        }
        if let Some(indent) = self.indent {
            looks = looks.child(indents(indent));
        }
        element("w:p").child(looks).children(self.runs)
    }
}

fn indents(indent: Indent) -> Element {
    let ind = element("w:ind")
        .with("w:left", twips(indent.left))
        .with("w:right", twips(indent.right));
    if indent.hanging > 0.0 {
        ind.with("w:hanging", twips(indent.hanging))
    } else {
        ind.with("w:firstLine", "0")
    }
}

fn border(name: &'static str, eighths: &str) -> Element {
    valued(name, "single")
        .with("w:sz", eighths)
        .with("w:space", "0")
        .with("w:color", "000000")
}

fn run(mut run: Element, text: &str) -> Element {
    for (number, line) in text.lines().enumerate() {
        if number > 0 {
            run = run.child(element("w:br"));
        }
        for (number, piece) in line.split('\t').enumerate() {
            if number > 0 {
                run = run.child(element("w:tab"));
            }
            run = run.child(element("w:t").with("xml:space", "preserve").text(piece));
        }
    }
    run
}

/// A line of `length` points, centred in a column of `column` points.
pub(crate) fn centred_rule(length: f64, column: f64, thick: f64) -> Element {
    let side = ((column - length) / 2.0).max(0.0);
    paragraph(Part::Rule)
        .indent(Indent {
            left: side,
            right: side,
            hanging: 0.0,
        })
        .rule(thick)
        .build()
}

/// Whether a table shows its grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grid {
    /// Places blocks beside each other.
    Hidden,
    /// Rows and columns, the first row again on each page.
    Drawn,
}

/// A table of fixed columns, widths in points. A row is not parted by a page's end.
pub(crate) fn table(grid: Grid, widths: &[f64], rows: Vec<Vec<Vec<Element>>>) -> Element {
    let total: f64 = widths.iter().sum();
    let mut looks = element("w:tblPr").child(
        element("w:tblW")
            .with("w:w", twips(total))
            .with("w:type", "dxa"),
    );
    if grid == Grid::Drawn {
        looks = looks.child(
            element("w:tblBorders").children(
                [
                    "w:top",
                    "w:left",
                    "w:bottom",
                    "w:right",
                    "w:insideH",
                    "w:insideV",
                ]
                .map(|side| border(side, "4")),
            ),
        );
    }
    let inner = if grid == Grid::Drawn { 4.0 } else { 0.0 };
    looks =
        looks
            .child(valued_type("w:tblLayout", "fixed"))
            .child(
                element("w:tblCellMar").children(["w:left", "w:right"].map(|side| {
                    element(side)
                        .with("w:w", twips(inner))
                        .with("w:type", "dxa")
                })),
            );
    let columns = element("w:tblGrid").children(
        widths
            .iter()
            .map(|width| element("w:gridCol").with("w:w", twips(*width))),
    );
    let rows = rows.into_iter().enumerate().map(|(number, cells)| {
        let mut looks = element("w:trPr").child(element("w:cantSplit"));
        if number == 0 && grid == Grid::Drawn {
            looks = looks.child(element("w:tblHeader"));
        }
        let cells = widths.iter().zip(cells).map(|(width, blocks)| {
            let place = element("w:tcW")
                .with("w:w", twips(*width))
                .with("w:type", "dxa");
            element("w:tc")
                .child(element("w:tcPr").child(place))
                .children(blocks)
        });
        element("w:tr").child(looks).children(cells)
    });
    element("w:tbl").child(looks).child(columns).children(rows)
}

fn valued_type(name: &'static str, kind: &str) -> Element {
    element(name).with("w:type", kind)
}
