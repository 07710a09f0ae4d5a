//! Difficulties (khó khăn, vướng mắc): what a unit asked about an assignment, and the answer.

use jiff::Timestamp;
use luytre_model::clock::to_millis;
use luytre_model::id::{AssignmentId, OccurrenceId, OfficeId, PersonId, QuestionId, UnitId};
use sqlx::any::AnyRow;

use crate::engine::Conn;
use crate::error::{Doing, StoreError};
use crate::far::FAR_TIME;
use crate::row::{Columns, text_column};
use crate::write::Write;

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionRow {
    /// Of which office.
    pub office: OfficeId,
    /// Its id.
    pub question: QuestionId,
    /// About which assignment.
    pub assignment: AssignmentId,
    /// About which occurrence of it, if one.
    pub occurrence: Option<OccurrenceId>,
    /// Of which unit.
    pub unit: UnitId,
    /// What was asked.
    pub text: String,
    /// When.
    pub asked_at: Timestamp,
    /// By whom.
    pub asked_by: PersonId,
    /// The answer, once there is one.
    pub answer: Option<Answer>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// In words.
    pub text: String,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: PersonId,
}

const COLUMNS: &str = "question_id, assignment_id, occurrence_id, unit_id, text, asked_at, asked_by, answer, \
    answered_at, answered_by";

/// Stores a question.
///
/// # Errors
/// Where the database refuses.
pub async fn insert(write: &mut Write, row: &QuestionRow) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO question (office_id, question_id, assignment_id, occurrence_id, unit_id, text, asked_at, \
         asked_by, answer, answered_at, answered_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', $9, '')",
    )
    .bind(row.office.to_string())
    .bind(row.question.to_string())
    .bind(row.assignment.to_string())
    .bind(text_column(row.occurrence.as_ref()))
    .bind(row.unit.to_string())
    .bind(&row.text)
    .bind(to_millis(row.asked_at))
    .bind(row.asked_by.to_string())
    .bind(FAR_TIME)
    .execute(write.conn())
    .await
    .doing("store a question")?;
    Ok(())
}

/// Answers a question. `false`: it was answered meanwhile.
///
/// # Errors
/// Where the database fails.
pub async fn answer(
    write: &mut Write,
    office: OfficeId,
    question: QuestionId,
    answer: &Answer,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE question SET answer = $3, answered_at = $4, answered_by = $5 \
         WHERE office_id = $1 AND question_id = $2 AND answered_at = $6",
    )
    .bind(office.to_string())
    .bind(question.to_string())
    .bind(&answer.text)
    .bind(to_millis(answer.at))
    .bind(answer.by.to_string())
    .bind(FAR_TIME)
    .execute(write.conn())
    .await
    .doing("answer a question")?;
    Ok(changed.rows_affected() == 1)
}

/// Reads a question.
///
/// # Errors
/// Where the database fails.
pub async fn read(
    conn: &mut Conn,
    office: OfficeId,
    question: QuestionId,
) -> Result<Option<QuestionRow>, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM question WHERE office_id = $1 AND question_id = $2"
    )))
    .bind(office.to_string())
    .bind(question.to_string())
    .fetch_optional(conn)
    .await
    .doing("read a question")?;
    row.as_ref().map(|row| question_of(office, row)).transpose()
}

/// A question with the words that a person needs to know it by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionLine {
    /// The question.
    pub question: QuestionRow,
    /// The name of its unit.
    pub unit_name: String,
    /// The words of the duty.
    pub duty: String,
    /// Where the duty stands in its dispatch.
    pub clause: String,
    /// Who asked.
    pub asked_name: String,
    /// Who answered; empty: nobody yet.
    pub answered_name: String,
}

/// Which questions a list shows. All parts must fit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of one unit.
    pub unit: Option<UnitId>,
    /// About one assignment.
    pub assignment: Option<AssignmentId>,
}

/// Questions of an office: those that wait for an answer first, then the last answered.
///
/// # Errors
/// Where the database fails.
pub async fn list(
    conn: &mut Conn,
    office: OfficeId,
    filter: &Filter,
    most: u32,
) -> Result<Vec<QuestionLine>, StoreError> {
    let unit = if filter.unit.is_some() {
        "q.unit_id = $2"
    } else {
        "$2 = ''"
    };
    let assignment = if filter.assignment.is_some() {
        "q.assignment_id = $3"
    } else {
        "$3 = ''"
    };
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT q.question_id, q.assignment_id, q.occurrence_id, q.unit_id, q.text, q.asked_at, q.asked_by, \
         q.answer, q.answered_at, q.answered_by, u.name AS unit_name, o.text AS duty, o.clause, \
         COALESCE(p.name, '') AS asked_name, COALESCE(r.name, '') AS answered_name FROM question q \
         JOIN assignment a ON a.office_id = q.office_id AND a.assignment_id = q.assignment_id \
         JOIN obligation o ON o.office_id = a.office_id AND o.obligation_id = a.obligation_id \
         JOIN unit u ON u.office_id = q.office_id AND u.unit_id = q.unit_id \
         LEFT JOIN person p ON p.office_id = q.office_id AND p.person_id = q.asked_by \
         LEFT JOIN person r ON r.office_id = q.office_id AND r.person_id = q.answered_by \
         WHERE q.office_id = $1 AND {unit} AND {assignment} \
         ORDER BY q.answered_at DESC, q.asked_at, q.question_id LIMIT $4"
    )))
    .bind(office.to_string())
    .bind(filter.unit.map(|unit| unit.to_string()).unwrap_or_default())
    .bind(
        filter
            .assignment
            .map(|assignment| assignment.to_string())
            .unwrap_or_default(),
    )
    .bind(i64::from(most))
    .fetch_all(conn)
    .await
    .doing("list questions")?;
    rows.iter()
        .map(|row| {
            let columns = Columns::of("question", row);
            Ok(QuestionLine {
                question: question_of(office, row)?,
                unit_name: columns.text("unit_name")?,
                duty: columns.text("duty")?,
                clause: columns.text("clause")?,
                asked_name: columns.text("asked_name")?,
                answered_name: columns.text("answered_name")?,
            })
        })
        .collect()
}

fn question_of(office: OfficeId, row: &AnyRow) -> Result<QuestionRow, StoreError> {
    let columns = Columns::of("question", row);
    let answer = match columns.time_or_far("answered_at")? {
        Some(at) => Some(Answer {
            text: columns.text("answer")?,
            at,
            by: columns.value("answered_by")?,
        }),
        None => None,
    };
    Ok(QuestionRow {
        office,
        question: columns.value("question_id")?,
        assignment: columns.value("assignment_id")?,
        occurrence: columns.value_or_empty("occurrence_id")?,
        unit: columns.value("unit_id")?,
        text: columns.text("text")?,
        asked_at: columns.time("asked_at")?,
        asked_by: columns.value("asked_by")?,
        answer,
    })
}
