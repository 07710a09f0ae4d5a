//! The table of a document: numbered rows under headings.

use super::text::clean;
use crate::blocks::{Block, Grid, Table, paragraph};
use crate::layout::{Measures, Part, mm};

/// A row for each of `rows`, its number before its cells, under `headings`. Widths are parts of
/// the page's. The gap before the table comes with it.
pub(crate) fn numbered_table<'a>(
    measures: &Measures,
    widths: &[f64],
    headings: &[String],
    rows: impl Iterator<Item = Vec<(Part, &'a str)>>,
) -> [Block; 2] {
    let cell = |part: Part, text: &str| vec![paragraph(part).text(&clean(text))];
    let page = mm(measures.page.text_width_mm());
    let head = headings
        .iter()
        .map(|heading| cell(Part::CellHead, heading))
        .collect();
    let mut table = Table {
        grid: Grid::Drawn,
        widths: widths.iter().map(|share| share * page).collect(),
        rows: vec![head],
    };
    for (number, cells) in (1_usize..).zip(rows) {
        let mut row = vec![cell(Part::CellMiddle, &number.to_string())];
        row.extend(cells.into_iter().map(|(part, text)| cell(part, text)));
        table.rows.push(row);
    }
    [paragraph(Part::Gap).keep_next().into(), table.into()]
}
