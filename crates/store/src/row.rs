//! Columns as the types of the field. A value that the program cannot have written is an error that
//! names the table, the column and the value; it is never guessed at.

use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use crate::error::{Doing, StoreError};
use crate::far::{self, FAR_TIME};

/// A row of a table, for reading.
pub(crate) struct Columns<'a> {
    row: &'a AnyRow,
    table: &'static str,
}

impl<'a> Columns<'a> {
    /// The columns of `row`, which came from `table`.
    pub(crate) const fn of(table: &'static str, row: &'a AnyRow) -> Self {
        Self { row, table }
    }

    /// A text.
    pub(crate) fn text(&self, column: &'static str) -> Result<String, StoreError> {
        self.row.try_get(column).doing("read a text column")
    }

    /// A text that may be NULL.
    pub(crate) fn maybe_text(&self, column: &'static str) -> Result<Option<String>, StoreError> {
        self.row.try_get(column).doing("read a text column")
    }

    /// A number.
    pub(crate) fn number(&self, column: &'static str) -> Result<i64, StoreError> {
        self.row.try_get(column).doing("read a number column")
    }

    /// A number that may be NULL.
    pub(crate) fn maybe_number(&self, column: &'static str) -> Result<Option<i64>, StoreError> {
        self.row.try_get(column).doing("read a number column")
    }

    /// A number that is never negative.
    pub(crate) fn count(&self, column: &'static str) -> Result<u64, StoreError> {
        let number = self.number(column)?;
        u64::try_from(number).map_err(|_| self.corrupt(column, number.to_string()))
    }

    /// Yes or no.
    pub(crate) fn yes(&self, column: &'static str) -> Result<bool, StoreError> {
        match self.number(column)? {
            0 => Ok(false),
            1 => Ok(true),
            other => Err(self.corrupt(column, other.to_string())),
        }
    }

    /// An id, an enum, a period: whatever is written as a text.
    pub(crate) fn value<T: FromStr>(&self, column: &'static str) -> Result<T, StoreError> {
        let text = self.text(column)?;
        text.parse().map_err(|_| self.corrupt(column, text))
    }

    /// The same, where an empty text is none.
    pub(crate) fn value_or_empty<T: FromStr>(
        &self,
        column: &'static str,
    ) -> Result<Option<T>, StoreError> {
        let text = self.text(column)?;
        if text.is_empty() {
            return Ok(None);
        }
        text.parse()
            .map(Some)
            .map_err(|_| self.corrupt(column, text))
    }

    /// A text, where an empty one is none.
    pub(crate) fn text_or_empty(&self, column: &'static str) -> Result<Option<String>, StoreError> {
        Ok(Some(self.text(column)?).filter(|text| !text.is_empty()))
    }

    /// A JSON list of texts.
    pub(crate) fn list(&self, column: &'static str) -> Result<Vec<String>, StoreError> {
        let text = self.text(column)?;
        serde_json::from_str(&text).map_err(|_| self.corrupt(column, text))
    }

    /// A moment.
    pub(crate) fn time(&self, column: &'static str) -> Result<Timestamp, StoreError> {
        far::time_of(self.table, column, self.number(column)?)
    }

    /// A moment that may be NULL.
    pub(crate) fn maybe_time(&self, column: &'static str) -> Result<Option<Timestamp>, StoreError> {
        self.maybe_number(column)?
            .map(|millis| far::time_of(self.table, column, millis))
            .transpose()
    }

    /// A moment, where the far future is none.
    pub(crate) fn time_or_far(
        &self,
        column: &'static str,
    ) -> Result<Option<Timestamp>, StoreError> {
        match self.number(column)? {
            far if far >= FAR_TIME => Ok(None),
            millis => far::time_of(self.table, column, millis).map(Some),
        }
    }

    /// A day, where the far future is none.
    pub(crate) fn day_or_far(&self, column: &'static str) -> Result<Option<Date>, StoreError> {
        far::day_of(self.table, column, self.number(column)?)
    }

    /// The same of a column that may be NULL, which is none as well.
    pub(crate) fn maybe_day(&self, column: &'static str) -> Result<Option<Date>, StoreError> {
        let days = self.maybe_number(column)?;
        days.map_or(Ok(None), |days| far::day_of(self.table, column, days))
    }

    /// The error for a value that the program cannot have written.
    pub(crate) fn corrupt(&self, column: &'static str, value: String) -> StoreError {
        StoreError::Corrupt {
            table: self.table,
            column,
            value,
        }
    }
}

/// A list of texts as a column keeps it.
pub(crate) fn list_column(list: &[String]) -> String {
    // A list of texts is always JSON.
    serde_json::to_string(list).unwrap_or_else(|_| "[]".to_owned())
}

/// An optional value as a column keeps it: empty for none.
pub(crate) fn text_column<T: ToString>(value: Option<&T>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

/// `($1, $2), ($3, $4)`: so many rows of so many parameters.
pub(crate) fn values(rows: usize, columns: usize) -> String {
    let row = |row: usize| {
        let numbers: Vec<_> = (1..=columns)
            .map(|column| format!("${}", row * columns + column))
            .collect();
        format!("({})", numbers.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}
