//! Where cells stand in the grids of tables, with cells that span columns and rows.

use crate::Place;

/// Columns beyond this are not kept apart.
const MOST_COLUMNS: usize = 1_000;

#[derive(Default)]
pub(super) struct Tables {
    seen: u32,
    open: Vec<Table>,
}

#[derive(Default)]
struct Table {
    number: u32,
    row: u32,
    /// Of the cell that is open; 0 before the first.
    column: usize,
    /// Columns that the open cell takes.
    width: usize,
    /// For each column, how many more rows are taken by a cell above.
    taken: Vec<u32>,
}

impl Tables {
    pub(super) fn begin(&mut self) {
        const DEEPEST: usize = 256;
        self.seen = self.seen.saturating_add(1);
        if self.open.len() < DEEPEST {
            self.open.push(Table {
                number: self.seen,
                ..Table::default()
            });
        }
    }

    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    pub(super) fn row(&mut self) {
        if let Some(table) = self.open.last_mut() {
            table.row = table.row.saturating_add(1);
            table.column = 0;
            table.width = 1;
            for rows in &mut table.taken {
                *rows = rows.saturating_sub(1);
            }
        }
    }

    /// A cell of so many columns and rows begins.
    pub(super) fn cell(&mut self, columns: usize, rows: u32) {
        if self.open.last().is_some_and(|table| table.row == 0) {
            self.row();
        }
        let Some(table) = self.open.last_mut() else {
            return;
        };
        let mut column = table.column.saturating_add(table.width.max(1));
        // Column 1 has index 0.
        while table
            .taken
            .get(column.saturating_sub(1))
            .is_some_and(|rows| *rows > 0)
        {
            column = column.saturating_add(1);
        }
        table.column = column.min(MOST_COLUMNS);
        table.width = columns.clamp(1, MOST_COLUMNS);
        let end = table
            .column
            .saturating_add(table.width)
            .saturating_sub(1)
            .min(MOST_COLUMNS);
        if rows > 1 {
            table.taken.resize(table.taken.len().max(end), 0);
            for taken in table
                .taken
                .iter_mut()
                .take(end)
                .skip(table.column.saturating_sub(1))
            {
                *taken = rows;
            }
        }
    }

    /// The open cell, if text stands in one.
    pub(super) fn place(&self) -> Option<Place> {
        let table = self.open.last().filter(|table| table.column > 0)?;
        Some(Place::Cell {
            table: table.number,
            row: table.row,
            column: u32::try_from(table.column).unwrap_or(u32::MAX),
        })
    }
}
