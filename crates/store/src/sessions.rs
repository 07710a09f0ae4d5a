//! Rows of sessions. A session's token is kept nowhere, only its hash.

use jiff::Timestamp;
use luytre_model::clock::to_millis;
use luytre_model::id::{OfficeId, PersonId, SessionId, UnitId};
use luytre_model::people::Role;
use luytre_model::sign_in::{OfficeState, PersonState, Stage};
use sqlx::any::AnyRow;

use crate::engine::Conn;
use crate::error::{Doing, StoreError};
use crate::row::Columns;
use crate::write::Write;

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Of which office.
    pub office: OfficeId,
    /// SHA-256 of its token, hexadecimal.
    pub token_hash: String,
    /// Its id, by which it is listed and ended.
    pub id: SessionId,
    /// Whose.
    pub person: PersonId,
    /// What its forms carry.
    pub csrf: String,
    /// What it still waits for.
    pub stage: Stage,
    /// The browser, as it names itself.
    pub agent: String,
    /// When it began.
    pub started_at: Timestamp,
    /// When it was seen last, to the minute.
    pub seen_at: Timestamp,
    /// When it ends at the latest.
    pub expires_at: Timestamp,
}

/// A session with what every page asks of its person and office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The session.
    pub session: Session,
    /// The person's name.
    pub name: String,
    /// How they stand to the office.
    pub state: PersonState,
    /// What they are to it.
    pub role: Role,
    /// Their unit.
    pub unit: UnitId,
    /// Its name.
    pub unit_name: String,
    /// The office's name.
    pub office_name: String,
    /// How far the office is.
    pub office_state: OfficeState,
}

/// Adds a session.
///
/// # Errors
/// Where it cannot be written.
pub async fn insert(write: &mut Write, session: &Session) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO session (office_id, token_hash, session_id, person_id, csrf, stage, agent, started_at, \
         seen_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(session.office.to_string())
    .bind(&session.token_hash)
    .bind(session.id.to_string())
    .bind(session.person.to_string())
    .bind(&session.csrf)
    .bind(session.stage.as_str())
    .bind(&session.agent)
    .bind(to_millis(session.started_at))
    .bind(to_millis(session.seen_at))
    .bind(to_millis(session.expires_at))
    .execute(write.conn())
    .await
    .doing("begin a session")?;
    Ok(())
}

/// A session by the hash of its token, in one query. Whether it is still good is for the caller.
///
/// # Errors
/// Where it cannot be read.
pub async fn find(
    conn: &mut Conn,
    office: OfficeId,
    token_hash: &str,
) -> Result<Option<Found>, StoreError> {
    let row = sqlx::query(
        "SELECT s.*, p.name, p.state, p.role, p.unit_id, u.name AS unit_name, o.name AS office_name, \
         o.state AS office_state FROM session s \
         JOIN person p ON p.office_id = s.office_id AND p.person_id = s.person_id \
         JOIN unit u ON u.office_id = p.office_id AND u.unit_id = p.unit_id \
         JOIN office o ON o.office_id = s.office_id \
         WHERE s.office_id = $1 AND s.token_hash = $2",
    )
    .bind(office.to_string())
    .bind(token_hash)
    .fetch_optional(conn)
    .await
    .doing("read a session")?;
    let Some(row) = row else { return Ok(None) };
    let columns = Columns::of("session", &row);
    Ok(Some(Found {
        session: session_of(&row)?,
        name: columns.text("name")?,
        state: columns.value("state")?,
        role: columns.value("role")?,
        unit: columns.value("unit_id")?,
        unit_name: columns.text("unit_name")?,
        office_name: columns.text("office_name")?,
        office_state: columns.value("office_state")?,
    }))
}

/// Notes that a session was seen.
///
/// # Errors
/// Where it cannot be written.
pub async fn touch(
    write: &mut Write,
    office: OfficeId,
    token_hash: &str,
    seen_at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE session SET seen_at = $1 WHERE office_id = $2 AND token_hash = $3 AND seen_at < $1",
    )
    .bind(to_millis(seen_at))
    .bind(office.to_string())
    .bind(token_hash)
    .execute(write.conn())
    .await
    .doing("see a session again")?;
    Ok(())
}

/// Moves a session to another stage.
///
/// # Errors
/// Where it cannot be written.
pub async fn set_stage(
    write: &mut Write,
    office: OfficeId,
    token_hash: &str,
    stage: Stage,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE session SET stage = $1 WHERE office_id = $2 AND token_hash = $3")
        .bind(stage.as_str())
        .bind(office.to_string())
        .bind(token_hash)
        .execute(write.conn())
        .await
        .doing("move a session on")?;
    Ok(())
}

/// The sessions of a person, oldest first.
///
/// # Errors
/// Where they cannot be read.
pub async fn of_person(
    conn: &mut Conn,
    office: OfficeId,
    person: PersonId,
) -> Result<Vec<Session>, StoreError> {
    let rows = sqlx::query("SELECT * FROM session WHERE office_id = $1 AND person_id = $2 ORDER BY started_at, session_id")
        .bind(office.to_string())
        .bind(person.to_string())
        .fetch_all(conn)
        .await
        .doing("read the sessions of a person")?;
    rows.iter().map(session_of).collect()
}

/// Ends one session of a person. Whether there was one.
///
/// # Errors
/// Where it cannot be removed.
pub async fn end(
    write: &mut Write,
    office: OfficeId,
    person: PersonId,
    session: SessionId,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "DELETE FROM session WHERE office_id = $1 AND person_id = $2 AND session_id = $3",
    )
    .bind(office.to_string())
    .bind(person.to_string())
    .bind(session.to_string())
    .execute(write.conn())
    .await
    .doing("end a session")?;
    Ok(done.rows_affected() > 0)
}

/// Ends the sessions of a person but `kept`, if one is to be kept. How many there were.
///
/// # Errors
/// Where they cannot be removed.
pub async fn end_all(
    write: &mut Write,
    office: OfficeId,
    person: PersonId,
    kept: Option<SessionId>,
) -> Result<u64, StoreError> {
    let done = sqlx::query(
        "DELETE FROM session WHERE office_id = $1 AND person_id = $2 AND session_id <> $3",
    )
    .bind(office.to_string())
    .bind(person.to_string())
    .bind(kept.map(|id| id.to_string()).unwrap_or_default())
    .execute(write.conn())
    .await
    .doing("end the sessions of a person")?;
    Ok(done.rows_affected())
}

/// Removes sessions of an office that ended by themselves: expired, or not seen since `idle_since`.
/// How many there were.
///
/// # Errors
/// Where they cannot be removed.
pub async fn purge(
    write: &mut Write,
    office: OfficeId,
    now: Timestamp,
    idle_since: Timestamp,
) -> Result<u64, StoreError> {
    let done = sqlx::query(
        "DELETE FROM session WHERE office_id = $1 AND (expires_at <= $2 OR seen_at < $3)",
    )
    .bind(office.to_string())
    .bind(to_millis(now))
    .bind(to_millis(idle_since))
    .execute(write.conn())
    .await
    .doing("remove sessions that ended")?;
    Ok(done.rows_affected())
}

fn session_of(row: &AnyRow) -> Result<Session, StoreError> {
    let columns = Columns::of("session", row);
    Ok(Session {
        office: columns.value("office_id")?,
        token_hash: columns.text("token_hash")?,
        id: columns.value("session_id")?,
        person: columns.value("person_id")?,
        csrf: columns.text("csrf")?,
        stage: columns.value("stage")?,
        agent: columns.text("agent")?,
        started_at: columns.time("started_at")?,
        seen_at: columns.time("seen_at")?,
        expires_at: columns.time("expires_at")?,
    })
}
