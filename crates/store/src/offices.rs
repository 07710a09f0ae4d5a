//! Rows of offices. An office is made together with the head of its ledger, so that no change to it
//! can be without a trail.

use jiff::Timestamp;
use luytre_model::clock::to_millis;
use luytre_model::id::OfficeId;
use luytre_model::people::{CommuneCode, OfficeLevel};
use luytre_model::sign_in::OfficeState;
use sqlx::any::AnyRow;

use crate::engine::Conn;
use crate::error::{Doing, StoreError};
use crate::row::{Columns, text_column};
use crate::write::Write;

/// An office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Its id.
    pub id: OfficeId,
    /// How far it is.
    pub state: OfficeState,
    /// What kind of body it serves.
    pub level: OfficeLevel,
    /// Its name: `Ủy ban nhân dân phường Tre Xanh`.
    pub name: String,
    /// The body above, as on letterheads.
    pub superior: String,
    /// Place of issue on documents.
    pub place: String,
    /// Its part of a symbol: `UBND`.
    pub symbol: String,
    /// Its commune's code, once set up.
    pub commune_code: Option<CommuneCode>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// Adds an office and the empty ledger of it.
///
/// # Errors
/// Where it cannot be written.
pub async fn insert(write: &mut Write, office: &Office) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO office (office_id, state, level, name, superior, place, symbol, commune_code, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(office.id.to_string())
    .bind(office.state.as_str())
    .bind(office.level.as_str())
    .bind(&office.name)
    .bind(&office.superior)
    .bind(&office.place)
    .bind(&office.symbol)
    .bind(text_column(office.commune_code.as_ref()))
    .bind(to_millis(office.created_at))
    .execute(write.conn())
    .await
    .doing("add an office")?;
    sqlx::query("INSERT INTO ledger_head (office_id, size) VALUES ($1, 0)")
        .bind(office.id.to_string())
        .execute(write.conn())
        .await
        .doing("begin the ledger of an office")?;
    Ok(())
}

/// An office.
///
/// # Errors
/// Where it cannot be read.
pub async fn find(conn: &mut Conn, office: OfficeId) -> Result<Option<Office>, StoreError> {
    let row = sqlx::query("SELECT * FROM office WHERE office_id = $1")
        .bind(office.to_string())
        .fetch_optional(conn)
        .await
        .doing("read an office")?;
    row.as_ref().map(office_of).transpose()
}

/// The offices that were made first, at most `most`.
///
/// # Errors
/// Where they cannot be read.
pub async fn first(conn: &mut Conn, most: u32) -> Result<Vec<Office>, StoreError> {
    let rows = sqlx::query("SELECT * FROM office ORDER BY office_id LIMIT $1")
        .bind(i64::from(most))
        .fetch_all(conn)
        .await
        .doing("read the first offices")?;
    rows.iter().map(office_of).collect()
}

/// Writes all that may change of an office: everything but its id and when it was made.
///
/// # Errors
/// Where it cannot be written.
pub async fn update(write: &mut Write, office: &Office) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE office SET state = $1, level = $2, name = $3, superior = $4, place = $5, symbol = $6, \
         commune_code = $7 WHERE office_id = $8",
    )
    .bind(office.state.as_str())
    .bind(office.level.as_str())
    .bind(&office.name)
    .bind(&office.superior)
    .bind(&office.place)
    .bind(&office.symbol)
    .bind(text_column(office.commune_code.as_ref()))
    .bind(office.id.to_string())
    .execute(write.conn())
    .await
    .doing("change an office")?;
    Ok(())
}

fn office_of(row: &AnyRow) -> Result<Office, StoreError> {
    let columns = Columns::of("office", row);
    Ok(Office {
        id: columns.value("office_id")?,
        state: columns.value("state")?,
        level: columns.value("level")?,
        name: columns.text("name")?,
        superior: columns.text("superior")?,
        place: columns.text("place")?,
        symbol: columns.text("symbol")?,
        commune_code: columns.value_or_empty("commune_code")?,
        created_at: columns.time("created_at")?,
    })
}
