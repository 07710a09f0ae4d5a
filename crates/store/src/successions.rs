//! What became of dispatches that were recalled, updated or replaced, and in which assignments the
//! work of ended ones goes on.

use jiff::Timestamp;
use luytre_model::clock::to_millis;
use luytre_model::id::{AssignmentId, DispatchId, OfficeId};
use luytre_model::work::Succession;
use sqlx::any::AnyRow;

use crate::engine::Conn;
use crate::error::{Doing, StoreError};
use crate::row::Columns;
use crate::write::Write;

/// What became of a dispatch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuccessionRow {
    /// The dispatch that is in force no longer.
    pub dispatch: DispatchId,
    /// The one that ended it, where the office has it.
    pub successor: Option<DispatchId>,
    /// What happened.
    pub kind: Succession,
    /// Why; empty where the successor says enough.
    pub reason: String,
    /// When.
    pub at: Timestamp,
    /// Who said so, by their name then.
    pub by_name: String,
}

/// A neighbour of an assignment in the line of dispatches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeighbourRow {
    /// The other assignment.
    pub assignment: AssignmentId,
    /// Of which dispatch.
    pub dispatch: DispatchId,
    /// Its number.
    pub number: String,
    /// Its symbol.
    pub symbol: String,
    /// The work goes on there; else it was begun there.
    pub later: bool,
}

/// Stores what became of a dispatch.
///
/// # Errors
/// Where the database refuses; [`StoreError::is_duplicate`] where it ended before.
pub async fn insert(
    write: &mut Write,
    office: OfficeId,
    row: &SuccessionRow,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO dispatch_succession (office_id, dispatch_id, successor_id, kind, reason, at, by_name) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(office.to_string())
    .bind(row.dispatch.to_string())
    .bind(row.successor.map(|id| id.to_string()).unwrap_or_default())
    .bind(row.kind.as_str())
    .bind(&row.reason)
    .bind(to_millis(row.at))
    .bind(&row.by_name)
    .execute(write.conn())
    .await
    .doing("store what became of a dispatch")?;
    Ok(())
}

/// What became of a dispatch, and of which others it is the successor.
///
/// # Errors
/// Where the database fails.
pub async fn around(
    conn: &mut Conn,
    office: OfficeId,
    dispatch: DispatchId,
) -> Result<Vec<SuccessionRow>, StoreError> {
    let rows = sqlx::query(
        "SELECT dispatch_id, successor_id, kind, reason, at, by_name FROM dispatch_succession \
         WHERE office_id = $1 AND (dispatch_id = $2 OR successor_id = $2) ORDER BY at, dispatch_id",
    )
    .bind(office.to_string())
    .bind(dispatch.to_string())
    .fetch_all(conn)
    .await
    .doing("read what became of a dispatch")?;
    rows.iter().map(succession_of).collect()
}

fn succession_of(row: &AnyRow) -> Result<SuccessionRow, StoreError> {
    let columns = Columns::of("dispatch_succession", row);
    let successor = match columns.text_or_empty("successor_id")? {
        None => None,
        Some(id) => Some(
            id.parse()
                .map_err(|_| columns.corrupt("successor_id", id))?,
        ),
    };
    Ok(SuccessionRow {
        dispatch: columns.value("dispatch_id")?,
        successor,
        kind: columns.value("kind")?,
        reason: columns.text("reason")?,
        at: columns.time("at")?,
        by_name: columns.text("by_name")?,
    })
}

/// Says that the work of an assignment goes on in another.
///
/// # Errors
/// Where the database refuses.
pub async fn go_on(
    write: &mut Write,
    office: OfficeId,
    assignment: AssignmentId,
    successor: AssignmentId,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO assignment_succession (office_id, assignment_id, successor_id) VALUES ($1, $2, $3)",
    )
    .bind(office.to_string())
    .bind(assignment.to_string())
    .bind(successor.to_string())
    .execute(write.conn())
    .await
    .doing("store where the work of an assignment goes on")?;
    Ok(())
}

/// Where the work of an assignment was begun and goes on.
///
/// # Errors
/// Where the database fails.
pub async fn neighbours(
    conn: &mut Conn,
    office: OfficeId,
    assignment: AssignmentId,
) -> Result<Vec<NeighbourRow>, StoreError> {
    let rows = sqlx::query(
        "SELECT a.assignment_id, a.dispatch_id, d.number, d.symbol, \
         CASE WHEN s.assignment_id = $2 THEN 1 ELSE 0 END AS later FROM assignment_succession s \
         JOIN assignment a ON a.office_id = s.office_id AND a.assignment_id = \
         CASE WHEN s.assignment_id = $2 THEN s.successor_id ELSE s.assignment_id END \
         JOIN dispatch d ON d.office_id = a.office_id AND d.dispatch_id = a.dispatch_id \
         WHERE s.office_id = $1 AND (s.assignment_id = $2 OR s.successor_id = $2) \
         ORDER BY d.received_at, a.assignment_id",
    )
    .bind(office.to_string())
    .bind(assignment.to_string())
    .fetch_all(conn)
    .await
    .doing("read where the work of an assignment goes on")?;
    rows.iter()
        .map(|row| {
            let columns = Columns::of("assignment", row);
            Ok(NeighbourRow {
                assignment: columns.value("assignment_id")?,
                dispatch: columns.value("dispatch_id")?,
                number: columns.text("number")?,
                symbol: columns.text("symbol")?,
                later: columns.yes("later")?,
            })
        })
        .collect()
}
