//! Signed checkpoints of a ledger. Added to, never changed; one for a size.

use jiff::Timestamp;
use luytre_model::clock::to_millis;
use luytre_model::id::OfficeId;
use sqlx::any::AnyRow;

use crate::engine::Conn;
use crate::error::{Doing, StoreError};
use crate::row::Columns;
use crate::write::Write;

/// A checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckpointRow {
    /// How many leaves it covers.
    pub size: u64,
    /// The signed note.
    pub note: String,
    /// When it was made.
    pub made_at: Timestamp,
}

/// Keeps a checkpoint. `false`: there is one of this size.
///
/// # Errors
/// Where the database refuses.
pub async fn insert(
    write: &mut Write,
    office: OfficeId,
    row: &CheckpointRow,
) -> Result<bool, StoreError> {
    let stored = sqlx::query(
        "INSERT INTO checkpoint (office_id, size, note, made_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (office_id, size) DO NOTHING",
    )
    .bind(office.to_string())
    .bind(i64::try_from(row.size).unwrap_or(i64::MAX))
    .bind(&row.note)
    .bind(to_millis(row.made_at))
    .execute(write.conn())
    .await
    .doing("keep a checkpoint")?;
    Ok(stored.rows_affected() == 1)
}

/// The checkpoint that covers the most leaves.
///
/// # Errors
/// Where the database fails.
pub async fn latest(
    conn: &mut Conn,
    office: OfficeId,
) -> Result<Option<CheckpointRow>, StoreError> {
    let row = sqlx::query(
        "SELECT size, note, made_at FROM checkpoint WHERE office_id = $1 ORDER BY size DESC LIMIT 1",
    )
    .bind(office.to_string())
    .fetch_optional(conn)
    .await
    .doing("read the last checkpoint")?;
    row.as_ref().map(checkpoint_of).transpose()
}

/// The first checkpoint that covers more than `size` leaves.
///
/// # Errors
/// Where the database fails.
pub async fn after(
    conn: &mut Conn,
    office: OfficeId,
    size: u64,
) -> Result<Option<CheckpointRow>, StoreError> {
    let row = sqlx::query(
        "SELECT size, note, made_at FROM checkpoint WHERE office_id = $1 AND size > $2 \
         ORDER BY size LIMIT 1",
    )
    .bind(office.to_string())
    .bind(i64::try_from(size).unwrap_or(i64::MAX))
    .fetch_optional(conn)
    .await
    .doing("read the next checkpoint")?;
    row.as_ref().map(checkpoint_of).transpose()
}

fn checkpoint_of(row: &AnyRow) -> Result<CheckpointRow, StoreError> {
    let columns = Columns::of("checkpoint", row);
    Ok(CheckpointRow {
        size: columns.count("size")?,
        note: columns.text("note")?,
        made_at: columns.time("made_at")?,
    })
}
