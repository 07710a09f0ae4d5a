//! How many occurrences fell due in a month, and how many of them were reported in time or late: the
//! figures that leaders expect, kept with every change.

use jiff::civil::Date;
use luytre_model::id::{OfficeId, UnitId};

use crate::engine::Conn;
use crate::error::{Doing, StoreError};
use crate::row::Columns;
use crate::write::Write;

/// A month of the calendar, as the column keeps it: 202606.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i64);

impl Month {
    /// The month of a day.
    #[must_use]
    pub fn of(day: Date) -> Self {
        Self(i64::from(day.year()) * 100 + i64::from(day.month()))
    }

    /// Year and number of the month.
    #[must_use]
    pub const fn parts(self) -> (i64, i64) {
        (self.0 / 100, self.0 % 100)
    }
}

/// What a change adds to a month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Added {
    /// Occurrences that fall due.
    pub due: i64,
    /// Reported in time.
    pub in_time: i64,
    /// Reported late.
    pub late: i64,
}

/// The figures of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthRow {
    /// Which month.
    pub month: Month,
    /// Of which unit.
    pub unit: UnitId,
    /// Occurrences that fall due in it.
    pub due: u64,
    /// Of those, reported in time.
    pub in_time: u64,
    /// Of those, reported late.
    pub late: u64,
}

/// Adds to the figures of a month.
///
/// # Errors
/// Where the database fails.
pub async fn add(
    write: &mut Write,
    office: OfficeId,
    unit: UnitId,
    month: Month,
    added: Added,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO month_tally (office_id, month, unit_id, due, in_time, late) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (office_id, month, unit_id) DO UPDATE SET \
         due = month_tally.due + excluded.due, in_time = month_tally.in_time + excluded.in_time, \
         late = month_tally.late + excluded.late",
    )
    .bind(office.to_string())
    .bind(month.0)
    .bind(unit.to_string())
    .bind(added.due)
    .bind(added.in_time)
    .bind(added.late)
    .execute(write.conn())
    .await
    .doing("count a month")?;
    Ok(())
}

/// The figures of the months from `from` to `until`, both included; of one unit or all.
///
/// # Errors
/// Where the database fails.
pub async fn between(
    conn: &mut Conn,
    office: OfficeId,
    unit: Option<UnitId>,
    from: Month,
    until: Month,
) -> Result<Vec<MonthRow>, StoreError> {
    let rows = sqlx::query(
        "SELECT month, unit_id, due, in_time, late FROM month_tally \
         WHERE office_id = $1 AND month >= $2 AND month <= $3 AND ($4 = '' OR unit_id = $4) \
         ORDER BY month, unit_id",
    )
    .bind(office.to_string())
    .bind(from.0)
    .bind(until.0)
    .bind(unit.map(|unit| unit.to_string()).unwrap_or_default())
    .fetch_all(conn)
    .await
    .doing("read the figures of months")?;
    rows.iter()
        .map(|row| {
            let columns = Columns::of("month_tally", row);
            Ok(MonthRow {
                month: Month(columns.number("month")?),
                unit: columns.value("unit_id")?,
                due: columns.count("due")?,
                in_time: columns.count("in_time")?,
                late: columns.count("late")?,
            })
        })
        .collect()
}
