//! Workbooks of LibreOffice (`.ods`). Cells hold the text that they show; only dates are written
//! anew, since every machine shows them otherwise.

use quick_xml::events::BytesStart;

use super::Cells;
use crate::assembly::Assembly;
use crate::odt;
use crate::package::Package;
use crate::xml::{Flaw, Step, attribute, number, walk};
use crate::{Damage, Excess, Format, Limits, ReadError};

/// A cell with text that is repeated more often is a pattern, not text.
const MOST_REPEATS: u32 = 256;

pub(crate) fn read(bytes: &[u8], limits: &Limits, out: &mut Assembly) -> Result<(), ReadError> {
    let format = Format::Ods;
    let mut package = Package::open(bytes, format, limits)?;
    if odt::is_encrypted(&mut package) {
        let format = Some(format);
        return Err(ReadError::Encrypted { format });
    }
    let damage = Damage::NoMainPart;
    let content = package
        .text("content.xml")?
        .ok_or(ReadError::Broken { format, damage })?;
    let mut reading = Reading {
        cells: Cells::new(out),
        row: 0,
        rows: 1,
        column: 0,
        cell: None,
        paragraphs: 0,
        skipping: 0,
    };
    walk(&content, limits.depth, |step| reading.step(step)).map_err(|flaw| match flaw {
        Flaw::Depth => ReadError::Bomb {
            excess: Excess::Depth,
            limit: u64::try_from(limits.depth).unwrap_or(u64::MAX),
        },
        Flaw::Markup => ReadError::Broken {
            format,
            damage: Damage::Markup,
        },
    })?;
    reading.cells.finish();
    Ok(())
}

struct Reading<'out> {
    cells: Cells<'out>,
    row: u32,
    /// How often the open row is repeated.
    rows: u32,
    column: u32,
    cell: Option<Cell>,
    paragraphs: u32,
    /// Open elements below one whose content is left out, that one included.
    skipping: u32,
}

struct Cell {
    repeat: u32,
    date: Option<String>,
    text: String,
}

impl Reading<'_> {
    fn step(&mut self, step: Step<'_>) {
        match step {
            _ if self.cells.is_full() => {}
            Step::Start(..) if self.skipping > 0 => self.skipping += 1,
            Step::End(_) if self.skipping > 0 => self.skipping -= 1,
            Step::Text(_) if self.skipping > 0 => {}
            // Comments of reviewers and drawings over the cells.
            Step::Start("annotation" | "shapes" | "tracked-changes", _) => self.skipping = 1,
            Step::Start(name, start) => self.begin(name, start),
            Step::End("table-cell" | "covered-table-cell") => self.end_cell(),
            Step::End("table-row") => {
                self.row = self.row.saturating_add(self.rows.saturating_sub(1));
            }
            Step::End("p") => self.paragraphs = self.paragraphs.saturating_sub(1),
            Step::End(_) => {}
            Step::Text(text) if self.paragraphs > 0 => self.push(text),
            Step::Text(_) => {}
        }
    }

    fn begin(&mut self, name: &str, start: &BytesStart<'_>) {
        match name {
            "table" => {
                self.cells.begin(false);
                self.row = 0;
            }
            "table-row" => {
                self.row = self.row.saturating_add(1);
                self.rows = number(start, "number-rows-repeated").unwrap_or(1);
                self.column = 0;
            }
            "table-cell" | "covered-table-cell" => {
                self.cell = Some(Cell {
                    repeat: number(start, "number-columns-repeated").unwrap_or(1),
                    date: attribute(start, "date-value").and_then(|date| day_first(&date)),
                    text: String::new(),
                });
            }
            "p" => {
                self.paragraphs += 1;
                if self.cell.as_ref().is_some_and(|cell| !cell.text.is_empty()) {
                    self.push("\n");
                }
            }
            "s" => self.push(" "),
            "tab" => self.push("\t"),
            "line-break" => self.push("\n"),
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        let longest = self.cells.out.longest_raw();
        if let Some(cell) = &mut self.cell
            && cell.text.len().saturating_add(text.len()) <= longest
        {
            cell.text.push_str(text);
        }
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else {
            return;
        };
        let text = cell.date.unwrap_or(cell.text);
        if !text.trim().is_empty() {
            for at in 1..=cell.repeat.min(MOST_REPEATS) {
                self.cells
                    .cell(self.row, self.column.saturating_add(at), &text);
            }
        }
        self.column = self.column.saturating_add(cell.repeat);
    }
}

/// `2026-03-05` or `2026-03-05T08:30:00` as it is written here.
fn day_first(value: &str) -> Option<String> {
    let (date, time) = value.split_once('T').unwrap_or((value, ""));
    let [year, month, day] = date.split('-').collect::<Vec<_>>()[..] else {
        return None;
    };
    let clock = time.get(..5).filter(|clock| *clock != "00:00");
    let clock = clock.map(|clock| format!(" {clock}")).unwrap_or_default();
    Some(format!("{day}/{month}/{year}{clock}"))
}
