//! Blocks as elements of a word-processing document.

use super::xml::{Element, element, valued};
use crate::blocks::{Block, CELL_PADDING, Grid, Indent, Paragraph, Run, RunWeight, Table};

/// A length in points as the twentieths of a point that the format counts in.
pub(crate) fn twips(points: f64) -> String {
    format!("{:.0}", points * 20.0)
}

pub(super) fn block(block: &Block) -> Element {
    match block {
        Block::Paragraph(paragraph) => self::paragraph(paragraph),
        Block::Table(table) => self::table(table),
    }
}

pub(super) fn paragraph(paragraph: &Paragraph) -> Element {
    let mut looks = element("w:pPr").child(valued("w:pStyle", paragraph.part.id()));
    if paragraph.keep_next {
        looks = looks.child(element("w:keepNext"));
    }
    if let Some(thick) = paragraph.rule {
        let line = border("w:bottom", &format!("{:.0}", thick * 8.0));
        looks = looks.child(element("w:pBdr").child(line));
    }
    if let Some(points) = paragraph.tab {
        let stop = valued("w:tab", "left").with("w:pos", twips(points));
        looks = looks.child(element("w:tabs").child(stop));
    }
    if let Some(indent) = paragraph.indent {
        looks = looks.child(indents(indent));
    }
    element("w:p")
        .child(looks)
        .children(paragraph.runs.iter().map(run))
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

fn run(run: &Run) -> Element {
    let mut out = element("w:r");
    match run.weight {
        RunWeight::Style => {}
        RunWeight::Bold => out = out.child(element("w:rPr").child(element("w:b"))),
        RunWeight::Plain => out = out.child(element("w:rPr").child(valued("w:b", "0"))),
    }
    for (number, line) in run.text.lines().enumerate() {
        if number > 0 {
            out = out.child(element("w:br"));
        }
        for (number, piece) in line.split('\t').enumerate() {
            if number > 0 {
                out = out.child(element("w:tab"));
            }
            out = unbroken(out, piece);
        }
    }
    out
}

/// Adds a line's text. Signs stay whole: `101/CAT-PA05` does not break at its hyphen.
fn unbroken(mut run: Element, text: &str) -> Element {
    let piece = |text: &str| element("w:t").with("xml:space", "preserve").text(text);
    let mut rest = text;
    while let Some((before, after)) = inner_hyphen(rest) {
        run = run.child(piece(before)).child(element("w:noBreakHyphen"));
        rest = after;
    }
    run.child(piece(rest))
}

/// The text before and after the first hyphen that has a letter or figure on both sides.
fn inner_hyphen(text: &str) -> Option<(&str, &str)> {
    let inside = |(at, _): &(usize, &str)| {
        let (before, after) = (text.get(..*at), text.get(at + 1..));
        before.is_some_and(|before| before.ends_with(char::is_alphanumeric))
            && after.is_some_and(|after| after.starts_with(char::is_alphanumeric))
    };
    let (at, _) = text.match_indices('-').find(inside)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

fn table(table: &Table) -> Element {
    let columns = element("w:tblGrid").children(
        table
            .widths
            .iter()
            .map(|width| element("w:gridCol").with("w:w", twips(*width))),
    );
    let rows = table.rows.iter().enumerate().map(|(number, cells)| {
        let mut looks = element("w:trPr").child(element("w:cantSplit"));
        if number == 0 && table.grid == Grid::Drawn {
            looks = looks.child(element("w:tblHeader"));
        }
        let cells = table.widths.iter().zip(cells).map(|(width, paragraphs)| {
            let place = element("w:tcW")
                .with("w:w", twips(*width))
                .with("w:type", "dxa");
            element("w:tc")
                .child(element("w:tcPr").child(place))
                .children(paragraphs.iter().map(paragraph))
        });
        element("w:tr").child(looks).children(cells)
    });
    element("w:tbl")
        .child(table_looks(table))
        .child(columns)
        .children(rows)
}

fn table_looks(table: &Table) -> Element {
    const SIDES: [&str; 6] = [
        "w:top",
        "w:left",
        "w:bottom",
        "w:right",
        "w:insideH",
        "w:insideV",
    ];
    let measured = |name: &'static str, points: f64| {
        element(name)
            .with("w:w", twips(points))
            .with("w:type", "dxa")
    };
    let looks = element("w:tblPr").child(measured("w:tblW", table.widths.iter().sum()));
    let (looks, inner) = match table.grid {
        Grid::Hidden => (looks, 0.0),
        Grid::Drawn => {
            let lines = SIDES.map(|side| border(side, "4"));
            let borders = element("w:tblBorders").children(lines);
            (looks.child(borders), CELL_PADDING)
        }
    };
    looks
        .child(element("w:tblLayout").with("w:type", "fixed"))
        .child(
            element("w:tblCellMar")
                .children(["w:left", "w:right"].map(|side| measured(side, inner))),
        )
}
