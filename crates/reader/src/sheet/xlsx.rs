//! Workbooks of today (`.xlsx`, `.xlsm`).

mod strings;
mod styles;

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use super::Cells;
use crate::assembly::Assembly;
use crate::package::Package;
use crate::xml::{Flaw, Step, attribute, number, walk};
use crate::{Damage, Excess, Format, Limits, Problem, ReadError};
use strings::Strings;
use styles::Styles;

const DEPTH: usize = 64;

pub(crate) fn read(bytes: &[u8], limits: &Limits, out: &mut Assembly) -> Result<(), ReadError> {
    let mut package = Package::open(bytes, Format::Xlsx, limits)?;
    let main = package
        .text("xl/workbook.xml")?
        .ok_or(broken(Damage::NoMainPart))?;
    let book = Book::parse(&main).map_err(|flaw| flaw_of_main(flaw, limits))?;
    let targets = match side(&mut package, "xl/_rels/workbook.xml.rels", out)? {
        Some(part) => targets(&part),
        None => BTreeMap::new(),
    };
    let styles = side(&mut package, "xl/styles.xml", out)?
        .map(|part| Styles::parse(&part))
        .unwrap_or_default();
    let longest = out.longest_raw();
    let strings = match side(&mut package, "xl/sharedStrings.xml", out)? {
        Some(part) => Strings::parse(&part, longest, out),
        None => Strings::default(),
    };
    if package.has("xl/vbaProject.bin") {
        out.problem(Problem::Macros);
    }
    let mut cells = Cells::new(out);
    for sheet in &book.sheets {
        if cells.is_full() {
            break;
        }
        cells.begin(sheet.hidden);
        let Some(name) = targets.get(&sheet.relation) else {
            continue;
        };
        let Some(part) = side(&mut package, name, cells.out)? else {
            continue;
        };
        let mut reading = Reading {
            cells: &mut cells,
            strings: &strings,
            styles: &styles,
            epoch_1904: book.epoch_1904,
            row: 0,
            cell: None,
            texts: 0,
        };
        if walk(&part, DEPTH, |step| reading.step(step)).is_err() {
            let name = name.clone();
            cells.out.problem(Problem::PartLeftOut { name });
        }
    }
    cells.finish();
    Ok(())
}

/// A part without which the rest still says something.
fn side(
    package: &mut Package<'_>,
    name: &str,
    out: &mut Assembly,
) -> Result<Option<String>, ReadError> {
    match package.text(name) {
        Ok(part) => Ok(part),
        Err(bomb @ ReadError::Bomb { .. }) => Err(bomb),
        Err(_) => {
            let name = name.to_owned();
            out.problem(Problem::PartLeftOut { name });
            Ok(None)
        }
    }
}

const fn broken(damage: Damage) -> ReadError {
    let format = Format::Xlsx;
    ReadError::Broken { format, damage }
}

fn flaw_of_main(flaw: Flaw, limits: &Limits) -> ReadError {
    match flaw {
        Flaw::Depth => ReadError::Bomb {
            excess: Excess::Depth,
            limit: u64::try_from(limits.depth.min(DEPTH)).unwrap_or(u64::MAX),
        },
        Flaw::Markup => broken(Damage::Markup),
    }
}

#[derive(Default)]
struct Book {
    sheets: Vec<Sheet>,
    epoch_1904: bool,
}

struct Sheet {
    relation: String,
    hidden: bool,
}

impl Book {
    fn parse(part: &str) -> Result<Self, Flaw> {
        const MOST_SHEETS: usize = 1_000;
        let mut book = Self::default();
        walk(part, DEPTH, |step| match step {
            Step::Start("sheet", start) if book.sheets.len() < MOST_SHEETS => {
                // Both `sheetId` and `r:id`: the latter names the part.
                book.sheets.push(Sheet {
                    relation: attribute(start, "id").unwrap_or_default(),
                    hidden: attribute(start, "state").is_some_and(|state| state != "visible"),
                });
            }
            Step::Start("workbookPr", start) => {
                let value = attribute(start, "date1904");
                book.epoch_1904 = matches!(value.as_deref(), Some("1" | "true"));
            }
            _ => {}
        })?;
        Ok(book)
    }
}

/// The parts that relations point to. A damaged list still gives what came before.
fn targets(part: &str) -> BTreeMap<String, String> {
    let mut targets = BTreeMap::new();
    let _ = walk(part, DEPTH, |step| {
        if let Step::Start("Relationship", start) = step
            && let (Some(id), Some(target)) = (attribute(start, "Id"), attribute(start, "Target"))
        {
            let name = match target.strip_prefix('/') {
                Some(absolute) => absolute.to_owned(),
                None => format!("xl/{target}"),
            };
            targets.insert(id, name);
        }
    });
    targets
}

/// Walks one sheet.
struct Reading<'own, 'out> {
    cells: &'own mut Cells<'out>,
    strings: &'own Strings,
    styles: &'own Styles,
    epoch_1904: bool,
    row: u32,
    cell: Option<Cell>,
    /// Open elements whose text is that of the cell.
    texts: u32,
}

#[derive(Default)]
struct Cell {
    column: u32,
    kind: String,
    style: usize,
    text: String,
}

impl Reading<'_, '_> {
    fn step(&mut self, step: Step<'_>) {
        match step {
            _ if self.cells.is_full() => {}
            Step::Start("row", start) => {
                self.row = number(start, "r").unwrap_or_else(|| self.row.saturating_add(1));
                self.cell = None;
            }
            Step::Start("c", start) => self.begin(start),
            Step::Start("v" | "t", _) => self.texts += 1,
            Step::End("v" | "t") => self.texts = self.texts.saturating_sub(1),
            Step::Text(text) if self.texts > 0 => {
                let longest = self.cells.out.longest_raw();
                if let Some(cell) = &mut self.cell
                    && cell.text.len().saturating_add(text.len()) <= longest
                {
                    cell.text.push_str(text);
                }
            }
            Step::End("c") => self.end(),
            Step::Start(..) | Step::End(_) | Step::Text(_) => {}
        }
    }

    fn begin(&mut self, start: &BytesStart<'_>) {
        let before = self.cell.as_ref().map_or(0, |cell| cell.column);
        let named = attribute(start, "r").and_then(|name| column(&name));
        self.cell = Some(Cell {
            column: named.unwrap_or_else(|| before.saturating_add(1)),
            kind: attribute(start, "t").unwrap_or_default(),
            style: number(start, "s").unwrap_or(0),
            text: String::new(),
        });
    }

    /// The cell stays, without its text, for the column of the next.
    fn end(&mut self) {
        let Some(cell) = &mut self.cell else {
            return;
        };
        let raw = std::mem::take(&mut cell.text);
        let (column, style) = (cell.column, cell.style);
        let font = self.styles.font(style);
        let text = match cell.kind.as_str() {
            "s" => {
                let at = raw.trim().parse().unwrap_or(usize::MAX);
                let text = self.strings.get(at).to_owned();
                self.cells.decoded(text, font)
            }
            "str" | "inlineStr" => self.cells.decoded(raw, font),
            "b" => if raw.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            "e" | "d" => raw,
            _ => match raw.trim().parse() {
                Ok(value) => self.styles.shown(style).write(value, self.epoch_1904),
                Err(_) => raw,
            },
        };
        self.cells.cell(self.row, column, &text);
    }
}

/// The number of the column in the name of a cell: `AB12` is 28.
fn column(name: &str) -> Option<u32> {
    const LAST: u32 = 16_384;
    let mut column = 0_u32;
    for c in name.bytes().take_while(u8::is_ascii_alphabetic) {
        let letter = u32::from(c.to_ascii_uppercase() - b'A') + 1;
        column = column.checked_mul(26)?.checked_add(letter)?;
    }
    (1..=LAST).contains(&column).then_some(column)
}
