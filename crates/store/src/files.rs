//! Stored files: what an office uploaded. The content lies apart from its row, so that lists never
//! drag it along. Limits are checked by whoever stores.

use jiff::Timestamp;
use luytre_model::clock::to_millis;
use luytre_model::id::{AssignmentId, FileId, OfficeId, PersonId};

use crate::engine::Conn;
use crate::error::{Doing, StoreError};
use crate::row::Columns;
use crate::write::Write;

/// What is known of a file besides its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRow {
    /// Of which office.
    pub office: OfficeId,
    /// Its id.
    pub file: FileId,
    /// The name under which it was uploaded.
    pub name: String,
    /// Its media type, by content.
    pub media_type: String,
    /// Its size in bytes.
    pub size: u64,
    /// SHA-256 of its content, hex.
    pub sha256: String,
    /// When it was stored.
    pub kept_at: Timestamp,
    /// By whom.
    pub kept_by: PersonId,
}

/// Stores a file.
///
/// # Errors
/// Where the database refuses.
pub async fn insert(write: &mut Write, file: &FileRow, content: &[u8]) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO file (office_id, file_id, name, media_type, size, sha256, kept_at, kept_by) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(file.office.to_string())
    .bind(file.file.to_string())
    .bind(&file.name)
    .bind(&file.media_type)
    .bind(i64::try_from(file.size).unwrap_or(i64::MAX))
    .bind(&file.sha256)
    .bind(to_millis(file.kept_at))
    .bind(file.kept_by.to_string())
    .execute(write.conn())
    .await
    .doing("store a file")?;
    sqlx::query("INSERT INTO file_content (office_id, file_id, content) VALUES ($1, $2, $3)")
        .bind(file.office.to_string())
        .bind(file.file.to_string())
        .bind(content.to_vec())
        .execute(write.conn())
        .await
        .doing("store the content of a file")?;
    Ok(())
}

/// Reads what is known of a file.
///
/// # Errors
/// Where the database fails.
pub async fn read(
    conn: &mut Conn,
    office: OfficeId,
    file: FileId,
) -> Result<Option<FileRow>, StoreError> {
    let row = sqlx::query(
        "SELECT name, media_type, size, sha256, kept_at, kept_by FROM file \
         WHERE office_id = $1 AND file_id = $2",
    )
    .bind(office.to_string())
    .bind(file.to_string())
    .fetch_optional(conn)
    .await
    .doing("read a file")?;
    row.map(|row| file_of(office, file, &Columns::of("file", &row)))
        .transpose()
}

/// What is known of the files that are evidence of an assignment.
///
/// # Errors
/// Where the database fails.
pub async fn of_assignment(
    conn: &mut Conn,
    office: OfficeId,
    assignment: AssignmentId,
) -> Result<Vec<FileRow>, StoreError> {
    let rows = sqlx::query(
        "SELECT f.file_id, f.name, f.media_type, f.size, f.sha256, f.kept_at, f.kept_by FROM evidence e \
         JOIN file f ON f.office_id = e.office_id AND f.file_id = e.file_id \
         WHERE e.office_id = $1 AND e.assignment_id = $2 ORDER BY f.kept_at, f.file_id",
    )
    .bind(office.to_string())
    .bind(assignment.to_string())
    .fetch_all(conn)
    .await
    .doing("read the files of an assignment")?;
    rows.iter()
        .map(|row| {
            let columns = Columns::of("file", row);
            file_of(office, columns.value("file_id")?, &columns)
        })
        .collect()
}

fn file_of(office: OfficeId, file: FileId, columns: &Columns<'_>) -> Result<FileRow, StoreError> {
    Ok(FileRow {
        office,
        file,
        name: columns.text("name")?,
        media_type: columns.text("media_type")?,
        size: columns.count("size")?,
        sha256: columns.text("sha256")?,
        kept_at: columns.time("kept_at")?,
        kept_by: columns.value("kept_by")?,
    })
}

/// Reads the content of a file.
///
/// # Errors
/// Where the database fails.
pub async fn content(
    conn: &mut Conn,
    office: OfficeId,
    file: FileId,
) -> Result<Option<Vec<u8>>, StoreError> {
    let row = sqlx::query("SELECT content FROM file_content WHERE office_id = $1 AND file_id = $2")
        .bind(office.to_string())
        .bind(file.to_string())
        .fetch_optional(conn)
        .await
        .doing("read the content of a file")?;
    row.map(|row| sqlx::Row::try_get(&row, "content").doing("read the content of a file"))
        .transpose()
}
