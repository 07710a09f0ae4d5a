//! Occurrences: the dated instances of an assignment.

use jiff::Timestamp;
use jiff::civil::Date;
use luytre_model::clock::to_millis;
use luytre_model::duty::Period;
use luytre_model::id::{AssignmentId, OccurrenceId, OfficeId, PersonId, UnitId};
use luytre_model::work::OccurrenceState;
use sqlx::any::AnyRow;

use crate::engine::Conn;
use crate::error::{Doing, StoreError};
use crate::far::day_column;
use crate::row::{Columns, values};
use crate::write::Write;

/// An occurrence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OccurrenceRow {
    /// Of which office.
    pub office: OfficeId,
    /// Its id.
    pub occurrence: OccurrenceId,
    /// Of which assignment.
    pub assignment: AssignmentId,
    /// Of which unit.
    pub unit: UnitId,
    /// 1, 2, 3 … of its assignment.
    pub sequence: i64,
    /// Where it stands.
    pub state: OccurrenceState,
    /// By when it is due; `None`: no day is set.
    pub due_on: Option<Date>,
    /// Who reported it last, and when.
    pub reported: Option<(Timestamp, PersonId)>,
    /// Who settled it, and when.
    pub settled: Option<(Timestamp, PersonId)>,
    /// Goes up by one with each change.
    pub revision: u64,
}

const COLUMNS: &str = "occurrence_id, assignment_id, unit_id, sequence, state, due_on, reported_at, reported_by, \
    settled_at, settled_by, revision";

/// How many occurrences one statement adds; far below the engines' limits of parameters.
const BATCH: usize = 200;

/// Stores an occurrence. `false`: its assignment has one of that sequence.
///
/// # Errors
/// Where the database refuses.
pub async fn insert(write: &mut Write, row: &OccurrenceRow) -> Result<bool, StoreError> {
    Ok(insert_all(write, &[row]).await? == 1)
}

/// Stores new occurrences, many in a statement. Returns how many: one whose assignment has its
/// sequence is left out.
pub(crate) async fn insert_all(
    write: &mut Write,
    rows: &[&OccurrenceRow],
) -> Result<u64, StoreError> {
    let mut stored = 0;
    for batch in rows.chunks(BATCH) {
        let text = format!(
            "INSERT INTO occurrence (office_id, occurrence_id, assignment_id, unit_id, sequence, state, \
             due_on, revision) VALUES {} ON CONFLICT (office_id, assignment_id, sequence) DO NOTHING",
            values(batch.len(), 8)
        );
        let mut query = sqlx::query(sqlx::AssertSqlSafe(text));
        for row in batch {
            query = query
                .bind(row.office.to_string())
                .bind(row.occurrence.to_string())
                .bind(row.assignment.to_string())
                .bind(row.unit.to_string())
                .bind(row.sequence)
                .bind(row.state.as_str())
                .bind(day_column(row.due_on))
                .bind(i64::try_from(row.revision).unwrap_or(i64::MAX));
        }
        let done = query.execute(write.conn()).await;
        stored += done.doing("store occurrences")?.rows_affected();
    }
    Ok(stored)
}

/// Reads an occurrence.
///
/// # Errors
/// Where the database fails.
pub async fn read(
    conn: &mut Conn,
    office: OfficeId,
    occurrence: OccurrenceId,
) -> Result<Option<OccurrenceRow>, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM occurrence WHERE office_id = $1 AND occurrence_id = $2"
    )))
    .bind(office.to_string())
    .bind(occurrence.to_string())
    .fetch_optional(conn)
    .await
    .doing("read an occurrence")?;
    row.as_ref()
        .map(|row| occurrence_of(office, row))
        .transpose()
}

/// All occurrences of an assignment, in their order.
///
/// # Errors
/// Where the database fails.
pub async fn of_assignment(
    conn: &mut Conn,
    office: OfficeId,
    assignment: AssignmentId,
) -> Result<Vec<OccurrenceRow>, StoreError> {
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM occurrence WHERE office_id = $1 AND assignment_id = $2 ORDER BY sequence"
    )))
    .bind(office.to_string())
    .bind(assignment.to_string())
    .fetch_all(conn)
    .await
    .doing("read the occurrences of an assignment")?;
    rows.iter().map(|row| occurrence_of(office, row)).collect()
}

/// What changes about an occurrence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The revision that it stood at.
    pub revision: u64,
    /// Where it stands now.
    pub state: OccurrenceState,
    /// Who reported it, if this step did.
    pub reported: Option<(Timestamp, PersonId)>,
    /// Who settled it, if this step did.
    pub settled: Option<(Timestamp, PersonId)>,
}

/// Takes a step. `false`: it was changed meanwhile.
///
/// # Errors
/// Where the database fails.
pub async fn step(
    write: &mut Write,
    office: OfficeId,
    occurrence: OccurrenceId,
    step: &Step,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE occurrence SET state = $4, reported_at = COALESCE($5, reported_at), \
         reported_by = COALESCE($6, reported_by), settled_at = $7, settled_by = $8, revision = revision + 1 \
         WHERE office_id = $1 AND occurrence_id = $2 AND revision = $3",
    )
    .bind(office.to_string())
    .bind(occurrence.to_string())
    .bind(i64::try_from(step.revision).unwrap_or(i64::MAX))
    .bind(step.state.as_str())
    .bind(step.reported.map(|(at, _)| to_millis(at)))
    .bind(step.reported.map(|(_, by)| by.to_string()))
    .bind(step.settled.map(|(at, _)| to_millis(at)))
    .bind(step.settled.map(|(_, by)| by.to_string()))
    .execute(write.conn())
    .await
    .doing("change an occurrence")?;
    Ok(changed.rows_affected() == 1)
}

/// Cancels what an assignment has open. Returns those that were, for the figures of their months.
///
/// # Errors
/// Where the database fails.
pub async fn cancel_open(
    write: &mut Write,
    office: OfficeId,
    assignment: AssignmentId,
    at: Timestamp,
    by: PersonId,
) -> Result<Vec<OccurrenceRow>, StoreError> {
    let mut open = of_assignment(write.conn(), office, assignment).await?;
    open.retain(|row| row.state.waits_for_unit() || row.state == OccurrenceState::Reported);
    for row in &open {
        let cancel = Step {
            revision: row.revision,
            state: OccurrenceState::Cancelled,
            reported: None,
            settled: Some((at, by)),
        };
        step(write, office, row.occurrence, &cancel).await?;
    }
    Ok(open)
}

/// An occurrence in a list of what a unit has to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OccurrenceLine {
    /// The occurrence.
    pub occurrence: OccurrenceRow,
    /// The words of its duty.
    pub text: String,
    /// Where the duty stands in its dispatch.
    pub clause: String,
    /// The first control.
    pub control: String,
    /// Number and symbol of the dispatch.
    pub number: String,
    /// Its symbol.
    pub symbol: String,
    /// The name of the unit.
    pub unit_name: String,
    /// One before it has yet to be reported.
    pub after_earlier: bool,
    /// The due day of the last one before it that was not cancelled.
    pub earlier_due_on: Option<Date>,
}

/// What the lists of occurrences select.
const LINES: &str = "SELECT c.occurrence_id, c.assignment_id, c.unit_id, c.sequence, c.state, c.due_on, \
    c.reported_at, c.reported_by, c.settled_at, c.settled_by, c.revision, o.text, o.clause, a.control_id, \
    d.number, d.symbol, u.name AS unit_name, \
    (SELECT COUNT(*) FROM occurrence b WHERE b.office_id = c.office_id AND b.assignment_id = c.assignment_id \
    AND b.sequence < c.sequence AND b.state IN ('open', 'returned')) AS earlier_open, \
    (SELECT b.due_on FROM occurrence b WHERE b.office_id = c.office_id AND b.assignment_id = c.assignment_id \
    AND b.sequence < c.sequence AND b.state <> 'cancelled' ORDER BY b.sequence DESC LIMIT 1) AS earlier_due_on \
    FROM occurrence c \
    JOIN assignment a ON a.office_id = c.office_id AND a.assignment_id = c.assignment_id \
    JOIN obligation o ON o.office_id = a.office_id AND o.obligation_id = a.obligation_id \
    JOIN dispatch d ON d.office_id = a.office_id AND d.dispatch_id = a.dispatch_id \
    JOIN unit u ON u.office_id = c.office_id AND u.unit_id = c.unit_id";

/// Occurrences in one state by due day: of one unit or all.
///
/// # Errors
/// Where the database fails.
pub async fn in_state(
    conn: &mut Conn,
    office: OfficeId,
    unit: Option<UnitId>,
    state: OccurrenceState,
    most: u32,
) -> Result<Vec<OccurrenceLine>, StoreError> {
    let unit_part = if unit.is_some() {
        "c.unit_id = $3"
    } else {
        "$3 = ''"
    };
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        "{LINES} WHERE c.office_id = $1 AND c.state = $2 AND {unit_part} \
         ORDER BY c.due_on, c.occurrence_id LIMIT $4"
    )))
    .bind(office.to_string())
    .bind(state.as_str())
    .bind(unit.map(|unit| unit.to_string()).unwrap_or_default())
    .bind(i64::from(most))
    .fetch_all(conn)
    .await
    .doing("list occurrences")?;
    rows.iter().map(|row| line_of(office, row)).collect()
}

/// What a unit has to report, by due day: all that is due up to a day, and of each assignment the
/// next beyond it, so that a daily duty is not there four hundred times.
///
/// # Errors
/// Where the database fails.
pub async fn to_report(
    conn: &mut Conn,
    office: OfficeId,
    unit: UnitId,
    until: Date,
    most: u32,
) -> Result<Vec<OccurrenceLine>, StoreError> {
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        "{LINES} WHERE c.office_id = $1 AND c.unit_id = $2 AND c.state IN ('open', 'returned') \
         AND (c.due_on <= $3 OR NOT EXISTS (SELECT 1 FROM occurrence e WHERE e.office_id = c.office_id \
         AND e.assignment_id = c.assignment_id AND e.sequence < c.sequence \
         AND e.state IN ('open', 'returned'))) \
         ORDER BY c.due_on, c.occurrence_id LIMIT $4"
    )))
    .bind(office.to_string())
    .bind(unit.to_string())
    .bind(day_column(Some(until)))
    .bind(i64::from(most))
    .fetch_all(conn)
    .await
    .doing("list what a unit has to report")?;
    rows.iter().map(|row| line_of(office, row)).collect()
}

fn line_of(office: OfficeId, row: &AnyRow) -> Result<OccurrenceLine, StoreError> {
    let columns = Columns::of("occurrence", row);
    Ok(OccurrenceLine {
        occurrence: occurrence_of(office, row)?,
        text: columns.text("text")?,
        clause: columns.text("clause")?,
        control: columns.text("control_id")?,
        number: columns.text("number")?,
        symbol: columns.text("symbol")?,
        unit_name: columns.text("unit_name")?,
        after_earlier: columns.number("earlier_open")? > 0,
        earlier_due_on: columns.maybe_day("earlier_due_on")?,
    })
}

/// How far a recurring assignment is laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaidOut {
    /// Which assignment.
    pub assignment: AssignmentId,
    /// Of which unit.
    pub unit: UnitId,
    /// How often it comes round.
    pub recurrence: Period,
    /// The day on which it was first due.
    pub first_due: Date,
    /// The highest sequence that is there.
    pub sequence: i64,
    /// When that one is due.
    pub due_on: Date,
}

/// The recurring live assignments of an office whose last occurrence is due before a day.
///
/// # Errors
/// Where the database fails.
pub async fn laid_out_before(
    conn: &mut Conn,
    office: OfficeId,
    day: Date,
) -> Result<Vec<LaidOut>, StoreError> {
    let rows = sqlx::query(
        "SELECT a.assignment_id, a.unit_id, o.recurrence_proposed, o.due_proposed, c.sequence, c.due_on \
         FROM assignment a \
         JOIN obligation o ON o.office_id = a.office_id AND o.obligation_id = a.obligation_id \
         JOIN occurrence c ON c.office_id = a.office_id AND c.assignment_id = a.assignment_id \
         WHERE a.office_id = $1 AND a.live = 1 AND o.recurrence_proposed <> '' AND c.due_on < $2 \
         AND NOT EXISTS (SELECT 1 FROM occurrence e WHERE e.office_id = c.office_id \
         AND e.assignment_id = c.assignment_id AND e.sequence > c.sequence) \
         ORDER BY a.assignment_id",
    )
    .bind(office.to_string())
    .bind(day_column(Some(day)))
    .fetch_all(conn)
    .await
    .doing("read how far assignments are laid out")?;
    let mut found = Vec::with_capacity(rows.len());
    for row in &rows {
        let columns = Columns::of("occurrence", row);
        let days = (
            columns.day_or_far("due_proposed")?,
            columns.day_or_far("due_on")?,
        );
        // What an event starts has no day and is not laid out.
        if let (Some(first_due), Some(due_on)) = days {
            found.push(LaidOut {
                assignment: columns.value("assignment_id")?,
                unit: columns.value("unit_id")?,
                recurrence: columns.value("recurrence_proposed")?,
                first_due,
                sequence: columns.number("sequence")?,
                due_on,
            });
        }
    }
    Ok(found)
}

fn occurrence_of(office: OfficeId, row: &AnyRow) -> Result<OccurrenceRow, StoreError> {
    let columns = Columns::of("occurrence", row);
    Ok(OccurrenceRow {
        office,
        occurrence: columns.value("occurrence_id")?,
        assignment: columns.value("assignment_id")?,
        unit: columns.value("unit_id")?,
        sequence: columns.number("sequence")?,
        state: columns.value("state")?,
        due_on: columns.day_or_far("due_on")?,
        reported: act(&columns, "reported_at", "reported_by")?,
        settled: act(&columns, "settled_at", "settled_by")?,
        revision: columns.count("revision")?,
    })
}

fn act(
    columns: &Columns<'_>,
    at: &'static str,
    by: &'static str,
) -> Result<Option<(Timestamp, PersonId)>, StoreError> {
    match (columns.maybe_time(at)?, columns.maybe_text(by)?) {
        (Some(at), Some(person)) => {
            let person = person.parse().map_err(|_| columns.corrupt(by, person))?;
            Ok(Some((at, person)))
        }
        _ => Ok(None),
    }
}
