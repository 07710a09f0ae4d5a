//! What a confirmed plan gives out, many rows in a statement: assignments, their occurrences, their
//! place in the roll-up. A plan of thirty duties for seventeen units is five hundred assignments with
//! thousands of occurrences; row by row, the ways to the database and back would take seconds.

use std::collections::BTreeMap;

use luytre_model::clock::to_millis;
use luytre_model::id::OfficeId;
use luytre_model::status::Inputs;

use super::{AssignmentRow, KnownColumns};
use crate::error::{Doing, StoreError};
use crate::far::day_column;
use crate::occurrences::{self, OccurrenceRow};
use crate::row::values;
use crate::write::Write;

/// How many rows one statement adds; far below the engines' limits of parameters.
const BATCH: usize = 200;

/// An assignment to be given, with what hangs on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The assignment.
    pub assignment: AssignmentRow,
    /// All controls of its obligation, each once.
    pub controls: Vec<String>,
    /// Its occurrences.
    pub occurrences: Vec<OccurrenceRow>,
}

/// Stores new assignments of an office with their occurrences, and counts them in the roll-up.
///
/// # Errors
/// Where the database refuses; [`StoreError::is_duplicate`] where a unit has an obligation.
pub async fn give(write: &mut Write, office: OfficeId, given: &[Given]) -> Result<(), StoreError> {
    let rows: Vec<_> = given.iter().map(|given| &given.assignment).collect();
    insert(write, &rows).await?;
    let occurrences: Vec<_> = given.iter().flat_map(|given| &given.occurrences).collect();
    occurrences::insert_all(write, &occurrences).await?;
    count(write, office, given).await
}

pub(super) async fn insert(write: &mut Write, rows: &[&AssignmentRow]) -> Result<(), StoreError> {
    for batch in rows.chunks(BATCH) {
        let text = format!(
            "INSERT INTO assignment (office_id, assignment_id, obligation_id, dispatch_id, unit_id, \
             control_id, live, due_on, assurance, holds, fresh_until, awaits_confirmation, \
             not_applicable, made_at, changed_at) VALUES {}",
            values(batch.len(), 15)
        );
        let mut query = sqlx::query(sqlx::AssertSqlSafe(text));
        for row in batch {
            let known = KnownColumns::of(&row.inputs);
            query = query
                .bind(row.office.to_string())
                .bind(row.assignment.to_string())
                .bind(row.obligation.to_string())
                .bind(row.dispatch.to_string())
                .bind(row.unit.to_string())
                .bind(&row.control)
                .bind(i64::from(row.live))
                .bind(day_column(row.inputs.due_on))
                .bind(known.assurance)
                .bind(known.holds)
                .bind(known.fresh_until)
                .bind(i64::from(row.inputs.awaits_confirmation))
                .bind(i64::from(row.inputs.not_applicable))
                .bind(to_millis(row.made_at))
                .bind(to_millis(row.changed_at));
        }
        let done = query.execute(write.conn()).await;
        done.doing("store assignments")?;
    }
    Ok(())
}

/// The columns of a row of the roll-up that tell it from others: unit, control, inputs.
type Place = (String, String, i64, &'static str, i64, i64, i64, i64);

fn place(unit: String, control: &str, inputs: &Inputs) -> Place {
    let known = KnownColumns::of(inputs);
    (
        unit,
        control.to_owned(),
        day_column(inputs.due_on),
        known.assurance,
        known.holds,
        known.fresh_until,
        i64::from(inputs.awaits_confirmation),
        i64::from(inputs.not_applicable),
    )
}

/// Counts assignments in the roll-up: each under its controls and under none. A statement may move
/// a row once only, so what belongs to one row is summed first.
async fn count(write: &mut Write, office: OfficeId, given: &[Given]) -> Result<(), StoreError> {
    let mut sums: BTreeMap<Place, i64> = BTreeMap::new();
    for given in given {
        let row = &given.assignment;
        for control in given.controls.iter().map(String::as_str).chain([""]) {
            let place = place(row.unit.to_string(), control, &row.inputs);
            *sums.entry(place).or_default() += 1;
        }
    }
    let sums: Vec<_> = sums.into_iter().collect();
    for batch in sums.chunks(BATCH) {
        let text = format!(
            "INSERT INTO roll_up (office_id, unit_id, control_id, due_on, assurance, holds, fresh_until, \
             awaits_confirmation, not_applicable, number) VALUES {} \
             ON CONFLICT (office_id, unit_id, control_id, due_on, assurance, holds, fresh_until, \
             awaits_confirmation, not_applicable) DO UPDATE SET number = roll_up.number + excluded.number",
            values(batch.len(), 10)
        );
        let mut query = sqlx::query(sqlx::AssertSqlSafe(text));
        for ((unit, control, due_on, assurance, holds, fresh, awaits, applies_not), number) in batch
        {
            query = query
                .bind(office.to_string())
                .bind(unit)
                .bind(control)
                .bind(due_on)
                .bind(*assurance)
                .bind(holds)
                .bind(fresh)
                .bind(awaits)
                .bind(applies_not)
                .bind(number);
        }
        let done = query.execute(write.conn()).await;
        done.doing("count assignments in the roll-up")?;
    }
    Ok(())
}
