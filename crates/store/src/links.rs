//! Rows of one-time links. A link's token is kept nowhere, only its hash.

use jiff::Timestamp;
use luytre_model::clock::to_millis;
use luytre_model::id::{OfficeId, PersonId};
use luytre_model::sign_in::LinkPurpose;

use crate::engine::Conn;
use crate::error::{Doing, StoreError};
use crate::row::{Columns, text_column};
use crate::write::Write;

/// A link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Of which office.
    pub office: OfficeId,
    /// SHA-256 of its token, hexadecimal.
    pub token_hash: String,
    /// For whom; `None`: the first person of a new office.
    pub person: Option<PersonId>,
    /// What for.
    pub purpose: LinkPurpose,
    /// When it was made.
    pub made_at: Timestamp,
    /// From when it is not good any more.
    pub expires_at: Timestamp,
    /// When it was used, if it was.
    pub used_at: Option<Timestamp>,
}

/// Adds a link and takes away the unused ones before it for the same person.
///
/// # Errors
/// Where it cannot be written.
pub async fn insert(write: &mut Write, link: &Link) -> Result<(), StoreError> {
    void(write, link.office, link.person).await?;
    sqlx::query(
        "INSERT INTO sign_in_link (office_id, token_hash, person_id, purpose, made_at, expires_at, used_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(link.office.to_string())
    .bind(&link.token_hash)
    .bind(text_column(link.person.as_ref()))
    .bind(link.purpose.as_str())
    .bind(to_millis(link.made_at))
    .bind(to_millis(link.expires_at))
    .bind(link.used_at.map(to_millis))
    .execute(write.conn())
    .await
    .doing("add a link")?;
    Ok(())
}

/// Takes away the unused links for a person.
///
/// # Errors
/// Where they cannot be removed.
pub async fn void(
    write: &mut Write,
    office: OfficeId,
    person: Option<PersonId>,
) -> Result<(), StoreError> {
    sqlx::query(
        "DELETE FROM sign_in_link WHERE office_id = $1 AND person_id = $2 AND used_at IS NULL",
    )
    .bind(office.to_string())
    .bind(text_column(person.as_ref()))
    .execute(write.conn())
    .await
    .doing("void links")?;
    Ok(())
}

/// A link by the hash of its token.
///
/// # Errors
/// Where it cannot be read.
pub async fn find(
    conn: &mut Conn,
    office: OfficeId,
    token_hash: &str,
) -> Result<Option<Link>, StoreError> {
    let row = sqlx::query("SELECT * FROM sign_in_link WHERE office_id = $1 AND token_hash = $2")
        .bind(office.to_string())
        .bind(token_hash)
        .fetch_optional(conn)
        .await
        .doing("read a link")?;
    let Some(row) = row else { return Ok(None) };
    let columns = Columns::of("sign_in_link", &row);
    Ok(Some(Link {
        office: columns.value("office_id")?,
        token_hash: columns.text("token_hash")?,
        person: columns.value_or_empty("person_id")?,
        purpose: columns.value("purpose")?,
        made_at: columns.time("made_at")?,
        expires_at: columns.time("expires_at")?,
        used_at: columns.maybe_time("used_at")?,
    }))
}

/// Uses a link. Whether it was there to be used: of two who use it at once, one gets `false`.
///
/// # Errors
/// Where it cannot be written.
pub async fn consume(
    write: &mut Write,
    office: OfficeId,
    token_hash: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "UPDATE sign_in_link SET used_at = $1 \
         WHERE office_id = $2 AND token_hash = $3 AND used_at IS NULL AND expires_at > $1",
    )
    .bind(to_millis(now))
    .bind(office.to_string())
    .bind(token_hash)
    .execute(write.conn())
    .await
    .doing("use a link")?;
    Ok(done.rows_affected() == 1)
}

/// Removes links of an office that nobody can use any more. How many there were.
///
/// # Errors
/// Where they cannot be removed.
pub async fn purge(write: &mut Write, office: OfficeId, now: Timestamp) -> Result<u64, StoreError> {
    let done = sqlx::query("DELETE FROM sign_in_link WHERE office_id = $1 AND expires_at <= $2")
        .bind(office.to_string())
        .bind(to_millis(now))
        .execute(write.conn())
        .await
        .doing("remove old links")?;
    Ok(done.rows_affected())
}
