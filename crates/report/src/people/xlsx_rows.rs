//! The rows of the first sheet of an XLSX file, cell by cell: neither a packed bomb nor a cell in
//! the last corner of the sheet takes memory.

use std::io::{Cursor, Read};

use calamine::{DataRef, Reader, Xlsx};

use super::MOST_ROWS;
use super::read::{ImportError, RawRow};

/// What a file may unpack to: ten times the greatest file.
const MOST_UNPACKED: u64 = 200 * 1024 * 1024;
/// Parts in a file; an office's sheet has about a dozen.
const MOST_PARTS: usize = 1_000;
/// Columns that are looked at.
const MOST_COLUMNS: u32 = 50;
/// Rows beside those of people: titles, headings, empty ones.
const SPARE_ROWS: usize = 1_000;

/// The rows of the first sheet that have a cell.
pub(super) fn xlsx_rows(bytes: &[u8]) -> Result<Vec<RawRow>, ImportError> {
    measure(bytes)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let Some(sheet) = book.sheet_names().first().cloned() else {
        return Err(ImportError::Empty);
    };
    let mut cells = book.worksheet_cells_reader(&sheet).map_err(damaged)?;
    let mut rows: Vec<RawRow> = Vec::new();
    while let Some(cell) = cells.next_cell().map_err(damaged)? {
        let (row, column) = cell.get_position();
        let text = text(cell.get_value());
        if column >= MOST_COLUMNS || text.is_empty() {
            continue;
        }
        let line = row.saturating_add(1);
        if rows.last().is_none_or(|row| row.line != line) {
            if rows.len() == MOST_ROWS + SPARE_ROWS {
                return Err(ImportError::TooManyRows);
            }
            rows.push(RawRow {
                line,
                cells: Vec::new(),
            });
        }
        if let Some(row) = rows.last_mut() {
            let place = usize::try_from(column).unwrap_or(usize::MAX);
            if row.cells.len() <= place {
                row.cells.resize(place + 1, String::new());
            }
            if let Some(cell) = row.cells.get_mut(place) {
                *cell = text;
            }
        }
    }
    Ok(rows)
}

/// Unpacks every part without keeping it, to know how much there is.
fn measure(bytes: &[u8]) -> Result<(), ImportError> {
    let mut file = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if file.len() > MOST_PARTS {
        return Err(ImportError::UnpacksTooLarge {
            most: MOST_UNPACKED,
        });
    }
    let mut left = MOST_UNPACKED;
    for number in 0..file.len() {
        let part = file.by_index(number).map_err(damaged)?;
        let size =
            std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(damaged)?;
        left = left.checked_sub(size).ok_or(ImportError::UnpacksTooLarge {
            most: MOST_UNPACKED,
        })?;
    }
    Ok(())
}

fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{day:02}/{month:02}/{year}")
        }
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

fn damaged(error: impl std::fmt::Display) -> ImportError {
    ImportError::Damaged {
        reason: error.to_string(),
    }
}
