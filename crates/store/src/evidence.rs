//! Evidence: what a person reported about an occurrence. Added to, never changed.

use jiff::Timestamp;
use luytre_model::clock::to_millis;
use luytre_model::id::{AssignmentId, EvidenceId, FileId, OccurrenceId, OfficeId, PersonId};
use luytre_model::text_enum;
use luytre_model::work::Assurance;
use sqlx::any::AnyRow;

use crate::engine::Conn;
use crate::error::{Doing, StoreError};
use crate::row::{Columns, text_column};
use crate::write::Write;

text_enum! {
    /// What a piece of evidence says.
    Act, "an act" {
        /// Done.
        Done = "done",
        /// Looked at, and not fulfilled.
        Failed = "failed",
        /// Does not apply here, with a reason.
        NotApplicable = "not_applicable",
        /// A second person agrees.
        Confirmed = "confirmed",
        /// A second person sends it back, with a reason.
        Returned = "returned",
    }
}

/// A piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceRow {
    /// Of which office.
    pub office: OfficeId,
    /// Its id.
    pub evidence: EvidenceId,
    /// About which occurrence.
    pub occurrence: OccurrenceId,
    /// Of which assignment.
    pub assignment: AssignmentId,
    /// What it says.
    pub act: Act,
    /// How it is known.
    pub assurance: Assurance,
    /// In words.
    pub note: String,
    /// A file that shows it.
    pub file: Option<FileId>,
    /// When it was given.
    pub given_at: Timestamp,
    /// By whom.
    pub given_by: PersonId,
    /// Their name then.
    pub given_name: String,
    /// Their unit's name then.
    pub given_unit: String,
}

/// Stores a piece of evidence.
///
/// # Errors
/// Where the database refuses.
pub async fn insert(write: &mut Write, row: &EvidenceRow) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO evidence (office_id, evidence_id, occurrence_id, assignment_id, act, assurance, note, \
         file_id, given_at, given_by, given_name, given_unit) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(row.office.to_string())
    .bind(row.evidence.to_string())
    .bind(row.occurrence.to_string())
    .bind(row.assignment.to_string())
    .bind(row.act.as_str())
    .bind(row.assurance.as_str())
    .bind(&row.note)
    .bind(text_column(row.file.as_ref()))
    .bind(to_millis(row.given_at))
    .bind(row.given_by.to_string())
    .bind(&row.given_name)
    .bind(&row.given_unit)
    .execute(write.conn())
    .await
    .doing("store evidence")?;
    Ok(())
}

/// All evidence of an assignment, the oldest first.
///
/// # Errors
/// Where the database fails.
pub async fn of_assignment(
    conn: &mut Conn,
    office: OfficeId,
    assignment: AssignmentId,
) -> Result<Vec<EvidenceRow>, StoreError> {
    let rows = sqlx::query(
        "SELECT evidence_id, occurrence_id, assignment_id, act, assurance, note, file_id, given_at, \
         given_by, given_name, given_unit FROM evidence \
         WHERE office_id = $1 AND assignment_id = $2 ORDER BY given_at, evidence_id",
    )
    .bind(office.to_string())
    .bind(assignment.to_string())
    .fetch_all(conn)
    .await
    .doing("read the evidence of an assignment")?;
    rows.iter().map(|row| evidence_of(office, row)).collect()
}

/// Is a file evidence of an assignment?
///
/// # Errors
/// Where the database fails.
pub async fn is_of_assignment(
    conn: &mut Conn,
    office: OfficeId,
    assignment: AssignmentId,
    file: FileId,
) -> Result<bool, StoreError> {
    let row = sqlx::query(
        "SELECT evidence_id FROM evidence WHERE office_id = $1 AND assignment_id = $2 AND file_id = $3 LIMIT 1",
    )
    .bind(office.to_string())
    .bind(assignment.to_string())
    .bind(file.to_string())
    .fetch_optional(conn)
    .await
    .doing("look for the evidence of a file")?;
    Ok(row.is_some())
}

fn evidence_of(office: OfficeId, row: &AnyRow) -> Result<EvidenceRow, StoreError> {
    let columns = Columns::of("evidence", row);
    Ok(EvidenceRow {
        office,
        evidence: columns.value("evidence_id")?,
        occurrence: columns.value("occurrence_id")?,
        assignment: columns.value("assignment_id")?,
        act: columns.value("act")?,
        assurance: columns.value("assurance")?,
        note: columns.text("note")?,
        file: columns.value_or_empty("file_id")?,
        given_at: columns.time("given_at")?,
        given_by: columns.value("given_by")?,
        given_name: columns.text("given_name")?,
        given_unit: columns.text("given_unit")?,
    })
}
