//! Rows of units. Units are closed, never removed: old work stays theirs.

use jiff::Timestamp;
use luytre_model::clock::to_millis;
use luytre_model::fold::fold;
use luytre_model::id::{OfficeId, UnitId};
use luytre_model::unit_sets::UnitKind;
use sqlx::any::AnyRow;

use crate::engine::Conn;
use crate::error::{Doing, StoreError};
use crate::row::{Columns, list_column};
use crate::write::Write;

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its office.
    pub office: OfficeId,
    /// Its id.
    pub id: UnitId,
    /// What kind of unit.
    pub kind: UnitKind,
    /// Its name.
    pub name: String,
    /// Its name where there is little room.
    pub short: String,
    /// Names under which dispatches know it.
    pub aliases: Vec<String>,
    /// Its place in lists.
    pub position: u32,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was closed, if it was.
    pub closed_at: Option<Timestamp>,
}

/// Adds a unit.
///
/// # Errors
/// Where it cannot be written.
pub async fn insert(write: &mut Write, unit: &Unit) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO unit (office_id, unit_id, kind, name, short, fold, aliases, position, created_at, closed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(unit.office.to_string())
    .bind(unit.id.to_string())
    .bind(unit.kind.as_str())
    .bind(&unit.name)
    .bind(&unit.short)
    .bind(fold(&unit.name))
    .bind(list_column(&unit.aliases))
    .bind(i64::from(unit.position))
    .bind(to_millis(unit.created_at))
    .bind(unit.closed_at.map(to_millis))
    .execute(write.conn())
    .await
    .doing("add a unit")?;
    Ok(())
}

/// Writes all that may change of a unit: everything but its id and when it was made.
///
/// # Errors
/// Where it cannot be written.
pub async fn update(write: &mut Write, unit: &Unit) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE unit SET kind = $1, name = $2, short = $3, fold = $4, aliases = $5, position = $6, \
         closed_at = $7 WHERE office_id = $8 AND unit_id = $9",
    )
    .bind(unit.kind.as_str())
    .bind(&unit.name)
    .bind(&unit.short)
    .bind(fold(&unit.name))
    .bind(list_column(&unit.aliases))
    .bind(i64::from(unit.position))
    .bind(unit.closed_at.map(to_millis))
    .bind(unit.office.to_string())
    .bind(unit.id.to_string())
    .execute(write.conn())
    .await
    .doing("change a unit")?;
    Ok(())
}

/// A unit.
///
/// # Errors
/// Where it cannot be read.
pub async fn find(
    conn: &mut Conn,
    office: OfficeId,
    unit: UnitId,
) -> Result<Option<Unit>, StoreError> {
    let row = sqlx::query("SELECT * FROM unit WHERE office_id = $1 AND unit_id = $2")
        .bind(office.to_string())
        .bind(unit.to_string())
        .fetch_optional(conn)
        .await
        .doing("read a unit")?;
    row.as_ref().map(unit_of).transpose()
}

/// All units of an office in their order, closed ones as well. An office has tens of them.
///
/// # Errors
/// Where they cannot be read.
pub async fn list(conn: &mut Conn, office: OfficeId) -> Result<Vec<Unit>, StoreError> {
    let rows = sqlx::query("SELECT * FROM unit WHERE office_id = $1 ORDER BY position, unit_id")
        .bind(office.to_string())
        .fetch_all(conn)
        .await
        .doing("read the units of an office")?;
    rows.iter().map(unit_of).collect()
}

/// The units of an office by name, in their order, closed ones last.
///
/// # Errors
/// Where they cannot be read.
pub async fn names(conn: &mut Conn, office: OfficeId) -> Result<Vec<(UnitId, String)>, StoreError> {
    let rows = sqlx::query(
        "SELECT unit_id, name FROM unit WHERE office_id = $1 \
         ORDER BY CASE WHEN closed_at IS NULL THEN 0 ELSE 1 END, position, unit_id",
    )
    .bind(office.to_string())
    .fetch_all(conn)
    .await
    .doing("read the names of units")?;
    let name = |row: &AnyRow| {
        let columns = Columns::of("unit", row);
        Ok((columns.value("unit_id")?, columns.text("name")?))
    };
    rows.iter().map(name).collect()
}

/// What a unit still holds: people who have not left, assignments in force, entries of registers in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holds {
    /// People.
    pub people: u64,
    /// Assignments.
    pub assignments: u64,
    /// Entries of registers.
    pub entries: u64,
}

/// What a unit still holds.
///
/// # Errors
/// Where it cannot be read.
pub async fn holds(conn: &mut Conn, office: OfficeId, unit: UnitId) -> Result<Holds, StoreError> {
    let row = sqlx::query(
        "SELECT (SELECT COUNT(*) FROM person WHERE office_id = $1 AND unit_id = $2 AND state <> 'left') AS people, \
         (SELECT COUNT(*) FROM assignment WHERE office_id = $1 AND unit_id = $2 AND live = 1) AS assignments, \
         (SELECT COUNT(*) FROM device WHERE office_id = $1 AND unit_id = $2 AND state = 'in_use') + \
         (SELECT COUNT(*) FROM account WHERE office_id = $1 AND unit_id = $2 AND state = 'in_use') AS entries",
    )
    .bind(office.to_string())
    .bind(unit.to_string())
    .fetch_one(conn)
    .await
    .doing("count what a unit holds")?;
    let columns = Columns::of("unit", &row);
    Ok(Holds {
        people: columns.count("people")?,
        assignments: columns.count("assignments")?,
        entries: columns.count("entries")?,
    })
}

fn unit_of(row: &AnyRow) -> Result<Unit, StoreError> {
    let columns = Columns::of("unit", row);
    let position = columns.number("position")?;
    Ok(Unit {
        office: columns.value("office_id")?,
        id: columns.value("unit_id")?,
        kind: columns.value("kind")?,
        name: columns.text("name")?,
        short: columns.text("short")?,
        aliases: columns.list("aliases")?,
        position: u32::try_from(position)
            .map_err(|_| columns.corrupt("position", position.to_string()))?,
        created_at: columns.time("created_at")?,
        closed_at: columns.maybe_time("closed_at")?,
    })
}
