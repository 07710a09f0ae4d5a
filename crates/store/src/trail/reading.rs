//! Reading the trail back: what happened to a thing, what happened last.

use std::collections::BTreeMap;

use jiff::Timestamp;
use luytre_model::id::OfficeId;
use sqlx::AssertSqlSafe;
use sqlx::any::AnyRow;

use super::column;
use crate::engine::Conn;
use crate::error::{Doing, StoreError};
use crate::row::Columns;

/// An event as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRow {
    /// Where its leaf stands in the ledger.
    pub leaf_index: u64,
    /// When it happened.
    pub at: Timestamp,
    /// What happened.
    pub kind: String,
    /// Who did it.
    pub actor: EventActor,
    /// The type of thing that it happened to.
    pub object: String,
    /// Its id.
    pub object_id: String,
    /// What else was worth knowing, by name.
    pub detail: BTreeMap<String, String>,
}

/// Who did it, as they were called then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventActor {
    /// A person.
    Person {
        /// Their name.
        name: String,
        /// Their unit's name.
        unit: String,
    },
    /// The program itself.
    Program,
    /// Somebody who had not signed in.
    Nobody,
}

/// Ids in one statement; far below the engines' limits of parameters.
const BATCH: usize = 200;

const COLUMNS: &str =
    "leaf_index, at, kind, actor_kind, actor_name, actor_unit, object, object_id, detail";

/// What happened to the things with these ids, the oldest first; of each two hundred ids at most
/// `most`.
///
/// # Errors
/// Where they cannot be read.
pub async fn of_objects(
    conn: &mut Conn,
    office: OfficeId,
    object: &str,
    ids: &[String],
    most: u32,
) -> Result<Vec<EventRow>, StoreError> {
    let mut events = Vec::new();
    for batch in ids.chunks(BATCH) {
        let numbers: Vec<_> = (0..batch.len()).map(|at| format!("${}", at + 3)).collect();
        let text = format!(
            "SELECT {COLUMNS} FROM event WHERE office_id = $1 AND object = $2 AND object_id IN ({}) \
             ORDER BY leaf_index LIMIT ${}",
            numbers.join(", "),
            batch.len() + 3
        );
        let mut query = sqlx::query(AssertSqlSafe(text))
            .bind(office.to_string())
            .bind(object);
        for id in batch {
            query = query.bind(id);
        }
        let rows = query
            .bind(i64::from(most))
            .fetch_all(&mut *conn)
            .await
            .doing("read what happened to a thing")?;
        for row in &rows {
            events.push(event_of(row)?);
        }
    }
    events.sort_by_key(|event| event.leaf_index);
    Ok(events)
}

/// What happened last, the newest first: before a leaf, or up to now.
///
/// # Errors
/// Where it cannot be read.
pub async fn recent(
    conn: &mut Conn,
    office: OfficeId,
    before: Option<u64>,
    most: u32,
) -> Result<Vec<EventRow>, StoreError> {
    let before = before.map_or(Ok(i64::MAX), column)?;
    let rows = sqlx::query(AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM event WHERE office_id = $1 AND leaf_index < $2 \
         ORDER BY leaf_index DESC LIMIT $3"
    )))
    .bind(office.to_string())
    .bind(before)
    .bind(i64::from(most))
    .fetch_all(conn)
    .await
    .doing("read what happened last")?;
    rows.iter().map(event_of).collect()
}

fn event_of(row: &AnyRow) -> Result<EventRow, StoreError> {
    let columns = Columns::of("event", row);
    let actor_kind = columns.text("actor_kind")?;
    let actor = match actor_kind.as_str() {
        "person" => EventActor::Person {
            name: columns.text("actor_name")?,
            unit: columns.text("actor_unit")?,
        },
        "program" => EventActor::Program,
        "nobody" => EventActor::Nobody,
        _ => return Err(columns.corrupt("actor_kind", actor_kind)),
    };
    let detail = columns.text("detail")?;
    Ok(EventRow {
        leaf_index: columns.count("leaf_index")?,
        at: columns.time("at")?,
        kind: columns.text("kind")?,
        actor,
        object: columns.text("object")?,
        object_id: columns.text("object_id")?,
        detail: serde_json::from_str(&detail).map_err(|_| columns.corrupt("detail", detail))?,
    })
}
