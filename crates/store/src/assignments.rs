//! Assignments: an obligation given to a unit, with the inputs from which its status is computed.

mod giving;
mod listing;

use jiff::Timestamp;
use luytre_model::clock::to_millis;
use luytre_model::id::{AssignmentId, DispatchId, ObligationId, OfficeId, UnitId};
use luytre_model::status::{Inputs, Known};
use sqlx::any::AnyRow;

use crate::engine::Conn;
use crate::error::{Doing, StoreError};
use crate::far::day_column;
use crate::row::Columns;
use crate::write::Write;

pub use giving::{Given, give};
pub use listing::{After, AssignmentLine, Filter, SOON_DAYS, list};
pub(crate) use listing::{soon_text, status_text};

/// An assignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignmentRow {
    /// Of which office.
    pub office: OfficeId,
    /// Its id.
    pub assignment: AssignmentId,
    /// Which obligation.
    pub obligation: ObligationId,
    /// Of which dispatch.
    pub dispatch: DispatchId,
    /// To which unit.
    pub unit: UnitId,
    /// The first control of the obligation; `OTHER` where none fits.
    pub control: String,
    /// `false`: it fell away with its dispatch.
    pub live: bool,
    /// What its status is computed from.
    pub inputs: Inputs,
    /// When it was given.
    pub made_at: Timestamp,
    /// When its inputs last changed.
    pub changed_at: Timestamp,
}

/// Stores an assignment.
///
/// # Errors
/// Where the database refuses; [`StoreError::is_duplicate`] where the unit has the obligation.
pub async fn insert(write: &mut Write, row: &AssignmentRow) -> Result<(), StoreError> {
    giving::insert(write, &[row]).await
}

/// Writes the inputs of an assignment anew. The roll-up is moved by the caller.
///
/// # Errors
/// Where the database fails.
pub async fn set_inputs(
    write: &mut Write,
    office: OfficeId,
    assignment: AssignmentId,
    inputs: &Inputs,
    at: Timestamp,
) -> Result<(), StoreError> {
    let known = KnownColumns::of(inputs);
    sqlx::query(
        "UPDATE assignment SET due_on = $3, assurance = $4, holds = $5, fresh_until = $6, \
         awaits_confirmation = $7, not_applicable = $8, changed_at = $9 \
         WHERE office_id = $1 AND assignment_id = $2",
    )
    .bind(office.to_string())
    .bind(assignment.to_string())
    .bind(day_column(inputs.due_on))
    .bind(known.assurance)
    .bind(known.holds)
    .bind(known.fresh_until)
    .bind(i64::from(inputs.awaits_confirmation))
    .bind(i64::from(inputs.not_applicable))
    .bind(to_millis(at))
    .execute(write.conn())
    .await
    .doing("change an assignment")?;
    Ok(())
}

/// Marks an assignment as fallen away. The roll-up is moved by the caller.
///
/// # Errors
/// Where the database fails.
pub async fn end(
    write: &mut Write,
    office: OfficeId,
    assignment: AssignmentId,
    at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE assignment SET live = 0, changed_at = $3 WHERE office_id = $1 AND assignment_id = $2",
    )
    .bind(office.to_string())
    .bind(assignment.to_string())
    .bind(to_millis(at))
    .execute(write.conn())
    .await
    .doing("end an assignment")?;
    Ok(())
}

const COLUMNS: &str = "assignment_id, obligation_id, dispatch_id, unit_id, control_id, live, due_on, \
    assurance, holds, fresh_until, awaits_confirmation, not_applicable, made_at, changed_at";

/// Reads an assignment.
///
/// # Errors
/// Where the database fails.
pub async fn read(
    conn: &mut Conn,
    office: OfficeId,
    assignment: AssignmentId,
) -> Result<Option<AssignmentRow>, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM assignment WHERE office_id = $1 AND assignment_id = $2"
    )))
    .bind(office.to_string())
    .bind(assignment.to_string())
    .fetch_optional(conn)
    .await
    .doing("read an assignment")?;
    row.as_ref()
        .map(|row| assignment_of(office, row))
        .transpose()
}

/// All live assignments of a dispatch.
///
/// # Errors
/// Where the database fails.
pub async fn of_dispatch(
    conn: &mut Conn,
    office: OfficeId,
    dispatch: DispatchId,
) -> Result<Vec<AssignmentRow>, StoreError> {
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM assignment WHERE office_id = $1 AND dispatch_id = $2 AND live = 1 \
         ORDER BY due_on, assignment_id"
    )))
    .bind(office.to_string())
    .bind(dispatch.to_string())
    .fetch_all(conn)
    .await
    .doing("read the assignments of a dispatch")?;
    rows.iter().map(|row| assignment_of(office, row)).collect()
}

/// All assignments of a dispatch, those that fell away with it too.
///
/// # Errors
/// Where the database fails.
pub async fn ever_of_dispatch(
    conn: &mut Conn,
    office: OfficeId,
    dispatch: DispatchId,
) -> Result<Vec<AssignmentRow>, StoreError> {
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM assignment WHERE office_id = $1 AND dispatch_id = $2 \
         ORDER BY live DESC, due_on, assignment_id"
    )))
    .bind(office.to_string())
    .bind(dispatch.to_string())
    .fetch_all(conn)
    .await
    .doing("read all assignments of a dispatch")?;
    rows.iter().map(|row| assignment_of(office, row)).collect()
}

fn assignment_of(office: OfficeId, row: &AnyRow) -> Result<AssignmentRow, StoreError> {
    let columns = Columns::of("assignment", row);
    Ok(AssignmentRow {
        office,
        assignment: columns.value("assignment_id")?,
        obligation: columns.value("obligation_id")?,
        dispatch: columns.value("dispatch_id")?,
        unit: columns.value("unit_id")?,
        control: columns.text("control_id")?,
        live: columns.yes("live")?,
        inputs: inputs_of(&columns)?,
        made_at: columns.time("made_at")?,
        changed_at: columns.time("changed_at")?,
    })
}

/// The columns of what is known: empty assurance where nothing is.
pub(crate) struct KnownColumns {
    pub(crate) assurance: &'static str,
    pub(crate) holds: i64,
    pub(crate) fresh_until: i64,
}

impl KnownColumns {
    pub(crate) fn of(inputs: &Inputs) -> Self {
        match inputs.evidence {
            Some(known) => Self {
                assurance: known.assurance.as_str(),
                holds: i64::from(known.holds),
                fresh_until: day_column(known.fresh_until),
            },
            None => Self {
                assurance: "",
                holds: 0,
                fresh_until: day_column(None),
            },
        }
    }
}

/// Inputs from the columns that `assignment` and `roll_up` share.
pub(crate) fn inputs_of(columns: &Columns<'_>) -> Result<Inputs, StoreError> {
    let evidence = match columns.value_or_empty("assurance")? {
        Some(assurance) => Some(Known {
            assurance,
            holds: columns.yes("holds")?,
            fresh_until: columns.day_or_far("fresh_until")?,
        }),
        None => None,
    };
    Ok(Inputs {
        due_on: columns.day_or_far("due_on")?,
        evidence,
        awaits_confirmation: columns.yes("awaits_confirmation")?,
        not_applicable: columns.yes("not_applicable")?,
    })
}
