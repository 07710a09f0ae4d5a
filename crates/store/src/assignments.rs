//! Assignments: an obligation given to a unit, with the inputs from which its status is computed.

mod giving;

use jiff::Timestamp;
use jiff::civil::Date;
use luytre_model::clock::{to_day_number, to_millis};
use luytre_model::duty::Force;
use luytre_model::id::{AssignmentId, DispatchId, ObligationId, OfficeId, UnitId};
use luytre_model::status::{Inputs, Known, Status};
use sqlx::any::AnyRow;

use crate::engine::Conn;
use crate::error::{Doing, StoreError};
use crate::far::day_column;
use crate::row::Columns;
use crate::write::Write;

pub use giving::{Given, give};

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

/// An assignment in a list, with the words that a person needs to know it by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignmentLine {
    /// Its id.
    pub assignment: AssignmentId,
    /// To which unit.
    pub unit: UnitId,
    /// That unit's name.
    pub unit_name: String,
    /// Its first control.
    pub control: String,
    /// How strongly it binds.
    pub force: Force,
    /// Where the duty stands in its dispatch.
    pub clause: String,
    /// The duty's words.
    pub text: String,
    /// Of which dispatch.
    pub dispatch: DispatchId,
    /// That dispatch's number; empty where it is blank.
    pub number: String,
    /// That dispatch's symbol.
    pub symbol: String,
    /// What its status is computed from.
    pub inputs: Inputs,
}

/// Which assignments a list shows. All parts must fit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of one unit.
    pub unit: Option<UnitId>,
    /// Of one control, whatever its place among the obligation's controls.
    pub control: Option<String>,
    /// Of one dispatch.
    pub dispatch: Option<DispatchId>,
    /// With one status on the day of looking.
    pub status: Option<Status>,
    /// Due within [`SOON_DAYS`] from the day of looking, that day included.
    pub soon: bool,
}

/// So many days ahead count as soon.
pub const SOON_DAYS: i64 = 7;

/// Where a list goes on: the last line that was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    /// Its due day; none sorts last.
    pub due_on: Option<Date>,
    /// Its id.
    pub assignment: AssignmentId,
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

/// Live assignments by due day, those without one last.
///
/// # Errors
/// Where the database fails.
pub async fn list(
    conn: &mut Conn,
    office: OfficeId,
    filter: &Filter,
    today: Date,
    after: Option<After>,
    most: u32,
) -> Result<Vec<AssignmentLine>, StoreError> {
    let after = after.map(|after| (day_column(after.due_on), after.assignment.to_string()));
    let first = (first_day(filter, today), String::new());
    let (due_on, id) = after.map_or(first.clone(), |after| after.max(first));
    let rows = sqlx::query(sqlx::AssertSqlSafe(list_text(filter)))
        .bind(office.to_string())
        .bind(due_on)
        .bind(id)
        .bind(to_day_number(today))
        .bind(filter.unit.map(|unit| unit.to_string()).unwrap_or_default())
        .bind(filter.control.clone().unwrap_or_default())
        .bind(
            filter
                .dispatch
                .map(|dispatch| dispatch.to_string())
                .unwrap_or_default(),
        )
        .bind(i64::from(most))
        .fetch_all(conn)
        .await
        .doing("list assignments")?;
    rows.iter().map(line_of).collect()
}

/// The first day on which something can stand that fits: what is late is not read where it cannot.
fn first_day(filter: &Filter, today: Date) -> i64 {
    match filter.status {
        Some(Status::Failing | Status::Stale | Status::Waiting | Status::Open | Status::Met) => {
            to_day_number(today)
        }
        _ if filter.soon => to_day_number(today),
        Some(Status::Overdue | Status::NotApplicable) | None => i64::MIN,
    }
}

/// The text of a list. The narrowest part of the filter chooses the index; every parameter occurs
/// in every text, so that binding is always the same.
fn list_text(filter: &Filter) -> String {
    let unit = if filter.unit.is_some() {
        "a.unit_id = $5"
    } else {
        "$5 = ''"
    };
    let dispatch = if filter.dispatch.is_some() {
        "a.dispatch_id = $7"
    } else {
        "$7 = ''"
    };
    let control = if filter.control.is_some() {
        "EXISTS (SELECT 1 FROM obligation_control c WHERE c.office_id = a.office_id \
         AND c.control_id = $6 AND c.obligation_id = a.obligation_id)"
    } else {
        "$6 = ''"
    };
    let status = filter.status.map_or("$4 = $4", status_text);
    let soon = if filter.soon {
        soon_text()
    } else {
        "$4 = $4".to_owned()
    };
    format!(
        "SELECT a.assignment_id, a.unit_id, u.name AS unit_name, a.control_id, o.force, o.clause, o.text, \
         a.dispatch_id, d.number, d.symbol, a.due_on, a.assurance, a.holds, a.fresh_until, \
         a.awaits_confirmation, a.not_applicable \
         FROM assignment a \
         JOIN obligation o ON o.office_id = a.office_id AND o.obligation_id = a.obligation_id \
         JOIN unit u ON u.office_id = a.office_id AND u.unit_id = a.unit_id \
         JOIN dispatch d ON d.office_id = a.office_id AND d.dispatch_id = a.dispatch_id \
         WHERE a.office_id = $1 AND a.live = 1 AND a.due_on >= $2 \
         AND (a.due_on > $2 OR a.assignment_id > $3) AND ({status}) AND ({soon}) AND {unit} AND {control} AND {dispatch} \
         ORDER BY a.due_on, a.assignment_id LIMIT $8"
    )
}

/// [`luytre_model::status::status`] as a condition; `$4` is today. A test holds both together.
pub(crate) const fn status_text(status: Status) -> &'static str {
    match status {
        Status::NotApplicable => "a.not_applicable = 1 AND $4 = $4",
        Status::Overdue => "a.not_applicable = 0 AND a.due_on < $4",
        Status::Failing => {
            "a.not_applicable = 0 AND a.due_on >= $4 AND a.assurance <> '' AND a.holds = 0"
        }
        Status::Waiting => {
            "a.not_applicable = 0 AND a.due_on >= $4 AND (a.assurance = '' OR a.holds = 1) \
             AND a.awaits_confirmation = 1"
        }
        Status::Met => {
            "a.not_applicable = 0 AND a.due_on >= $4 AND a.assurance <> '' AND a.holds = 1 \
             AND a.awaits_confirmation = 0 AND a.fresh_until >= $4"
        }
        Status::Stale => {
            "a.not_applicable = 0 AND a.due_on >= $4 AND a.assurance <> '' AND a.holds = 1 \
             AND a.awaits_confirmation = 0 AND a.fresh_until < $4"
        }
        Status::Open => {
            "a.not_applicable = 0 AND a.due_on >= $4 AND a.assurance = '' AND a.awaits_confirmation = 0"
        }
    }
}

fn line_of(row: &AnyRow) -> Result<AssignmentLine, StoreError> {
    let columns = Columns::of("assignment", row);
    Ok(AssignmentLine {
        assignment: columns.value("assignment_id")?,
        unit: columns.value("unit_id")?,
        unit_name: columns.text("unit_name")?,
        control: columns.text("control_id")?,
        force: columns.value("force")?,
        clause: columns.text("clause")?,
        text: columns.text("text")?,
        dispatch: columns.value("dispatch_id")?,
        number: columns.text("number")?,
        symbol: columns.text("symbol")?,
        inputs: inputs_of(&columns)?,
    })
}

/// What is due soon, as a condition; `$4` is today.
pub(crate) fn soon_text() -> String {
    format!("a.not_applicable = 0 AND a.due_on BETWEEN $4 AND $4 + {SOON_DAYS}")
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

#[cfg(test)]
mod tests {
    use sqlx::Row as _;

    use super::*;
    use crate::testing::one_sqlite;

    #[tokio::test]
    async fn lists_of_what_is_rare_have_an_index_of_their_own() {
        let store = one_sqlite().await;
        let mut conn = store.read().await.unwrap();
        for (status, index) in [
            (None, "assignment_by_due"),
            (Some(Status::Overdue), "assignment_by_due"),
            (Some(Status::Open), "assignment_by_due"),
            (Some(Status::Failing), "assignment_with_evidence"),
            (Some(Status::Stale), "assignment_with_evidence"),
            (Some(Status::Met), "assignment_with_evidence"),
            (Some(Status::Waiting), "assignment_awaiting"),
            (Some(Status::NotApplicable), "assignment_not_applicable"),
        ] {
            let filter = Filter {
                status,
                ..Filter::default()
            };
            let text = format!("EXPLAIN QUERY PLAN {}", list_text(&filter));
            let rows = sqlx::query(sqlx::AssertSqlSafe(text));
            let rows = rows.fetch_all(&mut *conn).await.unwrap();
            let plan: Vec<String> = rows.iter().map(|row| row.get("detail")).collect();
            let plan = plan.join("; ");
            assert!(
                plan.contains(&format!("SEARCH a USING INDEX {index} ")),
                "{status:?}: {plan}"
            );
            assert!(!plan.contains("TEMP B-TREE"), "{status:?}: {plan}");
        }
    }
}
