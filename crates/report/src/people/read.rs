//! Reads people from XLSX or CSV. Faults of the file as a whole are errors; faults of a row are
//! the caller's to find. Sizes are limited before anything is unpacked.

use std::collections::BTreeMap;

use luytre_model::fold::{fold, nfc};
use luytre_model::people::Role;

use super::csv_rows::csv_rows;
use super::words::AllWords;
use super::xlsx_rows::xlsx_rows;
use super::{MOST_BYTES, MOST_CELL, MOST_ROWS, PersonColumn, PersonRow};

/// Rows in which the headings are looked for; above them a title may stand.
pub(super) const HEADING_ROWS: usize = 10;

/// Why a file of people could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file is larger than [`MOST_BYTES`].
    #[error("the file has {bytes} bytes, more than {MOST_BYTES}")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// The file unpacks to more than any list of people needs.
    #[error("the file unpacks to more than {most} bytes")]
    UnpacksTooLarge {
        /// The limit.
        most: u64,
    },
    /// There are more than [`MOST_ROWS`] people.
    #[error("the file has more than {MOST_ROWS} rows")]
    TooManyRows,
    /// A cell is longer than [`MOST_CELL`].
    #[error("a cell in line {line} has more than {MOST_CELL} characters")]
    CellTooLong {
        /// The line.
        line: u32,
    },
    /// Neither XLSX nor CSV.
    #[error("the file is neither XLSX nor CSV")]
    UnknownFormat,
    /// The binary format of Excel before 2007.
    #[error("the file is in the format of Excel before 2007; save it as XLSX")]
    OldExcel,
    /// CSV in another encoding than UTF-8.
    #[error("the file is not in UTF-8")]
    NotUtf8,
    /// The file's structure is broken.
    #[error("could not read the file: {reason}")]
    Damaged {
        /// What the reader says.
        reason: String,
    },
    /// There is no row.
    #[error("the file is empty")]
    Empty,
    /// No row of headings was found, or it lacks a column.
    #[error("the file lacks the column {column:?}")]
    MissingColumn {
        /// The first that is missing.
        column: PersonColumn,
    },
    /// Two headings mean the same column.
    #[error("the column {column:?} stands twice")]
    DuplicateColumn {
        /// The column.
        column: PersonColumn,
    },
}

/// A row of a file: its line and its cells from the first column.
pub(super) struct RawRow {
    pub(super) line: u32,
    pub(super) cells: Vec<String>,
}

/// Reads the people in a file named `name` (the name tells CSV from other texts).
///
/// # Errors
/// [`ImportError`], for faults of the file as a whole.
pub fn read_people(bytes: &[u8], name: &str) -> Result<Vec<PersonRow>, ImportError> {
    if bytes.len() > MOST_BYTES {
        return Err(ImportError::TooLarge { bytes: bytes.len() });
    }
    let name = name.to_lowercase();
    let rows = if bytes.starts_with(b"PK\x03\x04") {
        xlsx_rows(bytes)?
    } else if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(ImportError::OldExcel);
    } else if [".csv", ".txt"].iter().any(|end| name.ends_with(end)) {
        csv_rows(bytes)?
    } else {
        return Err(ImportError::UnknownFormat);
    };
    people(rows)
}

/// The role that a cell names, by its name in either language or its stable text; an empty cell
/// is an officer.
#[must_use]
pub fn read_role(text: &str) -> Option<Role> {
    let text = fold(text);
    if text.is_empty() {
        return Some(Role::Officer);
    }
    let all = AllWords::read().ok()?;
    all.both()
        .iter()
        .flat_map(|words| &words.role)
        .find(|(role, [name, _])| fold(name) == text || role.as_str() == text)
        .map(|(role, _)| *role)
}

fn people(rows: Vec<RawRow>) -> Result<Vec<PersonRow>, ImportError> {
    let all = AllWords::read().map_err(|error| ImportError::Damaged {
        reason: error.to_string(),
    })?;
    if rows.is_empty() {
        return Err(ImportError::Empty);
    }
    let mut rows = rows.into_iter();
    let mut fullest: Vec<Option<PersonColumn>> = Vec::new();
    let found = rows.by_ref().take(HEADING_ROWS).find_map(|row| {
        let columns = headings(&row, &all.folded);
        if known(&columns) > known(&fullest) {
            fullest.clone_from(&columns);
        }
        missing(&columns).is_none().then_some(columns)
    });
    let Some(columns) = found else {
        let column = missing(&fullest).unwrap_or(PersonColumn::Name);
        return Err(ImportError::MissingColumn { column });
    };
    for column in PersonColumn::ALL {
        if columns.iter().filter(|c| **c == Some(column)).count() > 1 {
            return Err(ImportError::DuplicateColumn { column });
        }
    }
    let mut people = Vec::new();
    for row in rows {
        if row
            .cells
            .iter()
            .any(|cell| cell.chars().count() > MOST_CELL)
        {
            return Err(ImportError::CellTooLong { line: row.line });
        }
        let person = person(&row, &columns);
        if PersonColumn::ALL.iter().all(|c| person.cell(*c).is_empty()) {
            continue;
        }
        if people.len() == MOST_ROWS {
            return Err(ImportError::TooManyRows);
        }
        people.push(person);
    }
    Ok(people)
}

fn headings(
    row: &RawRow,
    known: &BTreeMap<PersonColumn, Vec<String>>,
) -> Vec<Option<PersonColumn>> {
    let column = |cell: &String| {
        let folded = fold(cell);
        known
            .iter()
            .find(|(_, names)| names.contains(&folded))
            .map(|(column, _)| *column)
    };
    row.cells.iter().map(column).collect()
}

fn known(columns: &[Option<PersonColumn>]) -> usize {
    columns.iter().flatten().count()
}

fn missing(columns: &[Option<PersonColumn>]) -> Option<PersonColumn> {
    PersonColumn::ALL
        .into_iter()
        .find(|column| column.required() && !columns.contains(&Some(*column)))
}

fn person(row: &RawRow, columns: &[Option<PersonColumn>]) -> PersonRow {
    let mut person = PersonRow {
        line: row.line,
        ..PersonRow::default()
    };
    for (column, cell) in columns.iter().zip(&row.cells) {
        if let Some(column) = column {
            *person.cell_mut(*column) = nfc(cell.trim());
        }
    }
    person
}
