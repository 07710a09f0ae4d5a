//! The audit trail and the ledger, written in the transaction of the change they tell of.
//!
//! An event's row holds what happened in full, with a random salt; its leaf in the ledger holds a
//! commitment to that (`luytre_ledger::leaf`). Both are appended only; triggers refuse the rest.

mod reading;

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use luytre_ledger::hash::Hash;
use luytre_ledger::leaf::{self, Leaf, SALT_LENGTH};
use luytre_ledger::tree::{self, NodeId};
use luytre_model::audit::{Actor, Event};
use luytre_model::clock::{Entropy, to_millis};
use luytre_model::id::{EventId, OfficeId, uuid_v7};
use sqlx::Row;

pub use reading::{EventActor, EventRow, of_objects, recent};

use crate::engine::Conn;
use crate::error::{Doing, StoreError};
use crate::write::Write;

/// When a change is made, and the chance it needs.
#[derive(Clone, Copy)]
pub struct Stamp<'a> {
    /// The moment.
    pub at: Timestamp,
    /// Where salts and ids come from.
    pub entropy: &'a dyn Entropy,
}

impl Stamp<'_> {
    /// A fresh UUID of this moment.
    #[must_use]
    pub fn uuid(&self) -> uuid::Uuid {
        let mut random = [0; 10];
        self.entropy.fill(&mut random);
        uuid_v7(u64::try_from(to_millis(self.at)).unwrap_or(0), random)
    }
}

/// Proof that a change was acknowledged: where its last event stands in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// Index of the leaf.
    pub leaf_index: u64,
}

/// Why a change leaves no trail. There are no other reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unaudited {
    /// A session was seen again; the sign-in itself is in the trail.
    SessionSeen,
    /// Roll-ups or the search index were rebuilt from rows that are in the trail.
    Derived,
    /// A try to sign in was counted before the password was looked at; how it ended is in the trail.
    TryCounted,
    /// A signed checkpoint of the ledger was kept.
    Checkpoint,
    /// Occurrences that follow from a confirmed plan were laid out further ahead.
    RolledForward,
}

impl Write {
    /// Writes `event` to the trail and the ledger, and makes the whole change durable.
    ///
    /// # Errors
    /// Where it cannot; then nothing of the change stays.
    pub async fn commit(mut self, stamp: Stamp<'_>, event: &Event) -> Result<Receipt, StoreError> {
        let receipt = self.record(stamp, event).await?;
        self.make_durable().await?;
        Ok(receipt)
    }

    /// Waits until the changes of `office` that began before have ended, so that nothing of it
    /// changes between reading and writing. The end of every change waits for the same row anyhow.
    ///
    /// # Errors
    /// Where it cannot.
    pub async fn queue(&mut self, office: OfficeId) -> Result<(), StoreError> {
        if self.runs_alone() {
            return Ok(());
        }
        sqlx::query("UPDATE ledger_head SET size = size WHERE office_id = $1")
            .bind(office.to_string())
            .execute(self.conn())
            .await
            .doing("queue for the ledger")?;
        Ok(())
    }

    /// Writes one of several events of this change.
    ///
    /// # Errors
    /// Where it cannot.
    pub async fn record(&mut self, stamp: Stamp<'_>, event: &Event) -> Result<Receipt, StoreError> {
        let mut salt = [0; SALT_LENGTH];
        stamp.entropy.fill(&mut salt);
        let detail = canonical_detail(event)?;
        let leaf = leaf_of(stamp.at, event, &salt, &detail);
        let leaf_index = append(self.conn(), event.office, &leaf).await?;
        insert_event(self.conn(), stamp, event, &detail, &salt, leaf_index).await?;
        Ok(Receipt { leaf_index })
    }

    /// Makes a change durable that needs no trail.
    ///
    /// # Errors
    /// Where it cannot; then nothing of the change stays.
    pub async fn commit_unaudited(self, why: Unaudited) -> Result<(), StoreError> {
        tracing::trace!(?why, "change without trail");
        self.make_durable().await
    }
}

fn canonical_detail(event: &Event) -> Result<String, StoreError> {
    let sorted: BTreeMap<_, _> = event.detail.iter().collect();
    serde_json::to_string(&sorted).map_err(|error| broken(event.office, error.to_string()))
}

fn leaf_of(at: Timestamp, event: &Event, salt: &[u8; SALT_LENGTH], detail: &str) -> Leaf {
    let (actor, unit) = match &event.actor {
        Actor::Person { person, unit, .. } => (Some(person.to_string()), Some(unit.clone())),
        Actor::Program | Actor::Nobody => (None, None),
    };
    Leaf {
        kind: event.kind.0.to_owned(),
        office: event.office.to_string(),
        object: event.object.to_owned(),
        id: event.object_id.clone(),
        revision: event.revision,
        actor,
        unit,
        at: to_millis(at),
        payload: leaf::commit(salt, detail.as_bytes()),
    }
}

/// Appends a leaf and the subtrees that it completes; returns its index.
async fn append(conn: &mut Conn, office: OfficeId, leaf: &Leaf) -> Result<u64, StoreError> {
    let body = leaf
        .to_bytes()
        .map_err(|error| broken(office, error.to_string()))?;
    let body = String::from_utf8(body).map_err(|error| broken(office, error.to_string()))?;

    // Locks the office's ledger to the end of the transaction, so that leaves queue.
    let row =
        sqlx::query("UPDATE ledger_head SET size = size + 1 WHERE office_id = $1 RETURNING size")
            .bind(office.to_string())
            .fetch_optional(&mut *conn)
            .await
            .doing("extend the ledger")?
            .ok_or_else(|| broken(office, "it has no head".to_owned()))?;
    let size: i64 = row.try_get("size").doing("extend the ledger")?;
    let index =
        u64::try_from(size - 1).map_err(|_| broken(office, format!("its size is {size}")))?;

    let known = nodes(conn, office, &tree::needed_for_append(index)).await?;
    let completed = tree::append(index, Hash::of_leaf(body.as_bytes()), &known)
        .map_err(|error| broken(office, error.to_string()))?;
    sqlx::query("INSERT INTO ledger_leaf (office_id, leaf_index, body) VALUES ($1, $2, $3)")
        .bind(office.to_string())
        .bind(size - 1)
        .bind(body)
        .execute(&mut *conn)
        .await
        .doing("write a leaf of the ledger")?;
    for (node, hash) in completed {
        insert_node(conn, office, node, &hash).await?;
    }
    Ok(index)
}

async fn insert_node(
    conn: &mut Conn,
    office: OfficeId,
    node: NodeId,
    hash: &Hash,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO ledger_node (office_id, level, node_index, hash) VALUES ($1, $2, $3, $4)",
    )
    .bind(office.to_string())
    .bind(i64::from(node.level))
    .bind(column(node.index)?)
    .bind(hash.0.to_vec())
    .execute(conn)
    .await
    .doing("write a node of the ledger")?;
    Ok(())
}

/// Fetches the nodes that a calculation needs. Those that are missing are left out; the calculation
/// then says which.
///
/// # Errors
/// Where they cannot be read.
pub async fn nodes(
    conn: &mut Conn,
    office: OfficeId,
    wanted: &[NodeId],
) -> Result<HashMap<NodeId, Hash>, StoreError> {
    let mut found = HashMap::with_capacity(wanted.len());
    for node in wanted {
        let row = sqlx::query(
            "SELECT hash FROM ledger_node WHERE office_id = $1 AND level = $2 AND node_index = $3",
        )
        .bind(office.to_string())
        .bind(i64::from(node.level))
        .bind(column(node.index)?)
        .fetch_optional(&mut *conn)
        .await
        .doing("read a node of the ledger")?;
        if let Some(row) = row {
            let hash: Vec<u8> = row.try_get("hash").doing("read a node of the ledger")?;
            let hash = hash
                .try_into()
                .map_err(|_| broken(office, "a node has no 32 bytes".to_owned()))?;
            found.insert(*node, Hash(hash));
        }
    }
    Ok(found)
}

/// How many leaves the ledger of an office has.
///
/// # Errors
/// Where it cannot be read.
pub async fn size(conn: &mut Conn, office: OfficeId) -> Result<u64, StoreError> {
    let row = sqlx::query("SELECT size FROM ledger_head WHERE office_id = $1")
        .bind(office.to_string())
        .fetch_optional(conn)
        .await
        .doing("read the size of the ledger")?
        .ok_or_else(|| broken(office, "it has no head".to_owned()))?;
    let size: i64 = row.try_get("size").doing("read the size of the ledger")?;
    u64::try_from(size).map_err(|_| broken(office, format!("its size is {size}")))
}

/// The bodies of leaves from `from` on, at most `most`, in order.
///
/// # Errors
/// Where they cannot be read.
pub async fn leaves(
    conn: &mut Conn,
    office: OfficeId,
    from: u64,
    most: u32,
) -> Result<Vec<String>, StoreError> {
    let rows = sqlx::query(
        "SELECT body FROM ledger_leaf WHERE office_id = $1 AND leaf_index >= $2 ORDER BY leaf_index LIMIT $3",
    )
    .bind(office.to_string())
    .bind(column(from)?)
    .bind(i64::from(most))
    .fetch_all(conn)
    .await
    .doing("read leaves of the ledger")?;
    rows.iter()
        .map(|row| row.try_get("body").doing("read leaves of the ledger"))
        .collect()
}

async fn insert_event(
    conn: &mut Conn,
    stamp: Stamp<'_>,
    event: &Event,
    detail: &str,
    salt: &[u8],
    leaf_index: u64,
) -> Result<(), StoreError> {
    let (actor_kind, actor_id, actor_name, actor_unit) = match &event.actor {
        Actor::Person { person, name, unit } => {
            ("person", person.to_string(), name.as_str(), unit.as_str())
        }
        Actor::Program => ("program", String::new(), "", ""),
        Actor::Nobody => ("nobody", String::new(), "", ""),
    };
    sqlx::query(
        "INSERT INTO event (office_id, event_id, at, kind, actor_kind, actor_id, actor_name, actor_unit, \
         object, object_id, detail, salt, leaf_index) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(event.office.to_string())
    .bind(EventId::new(stamp.uuid()).to_string())
    .bind(to_millis(stamp.at))
    .bind(event.kind.0)
    .bind(actor_kind)
    .bind(actor_id)
    .bind(actor_name)
    .bind(actor_unit)
    .bind(event.object)
    .bind(&event.object_id)
    .bind(detail)
    .bind(hex(salt))
    .bind(column(leaf_index)?)
    .execute(conn)
    .await
    .doing("write an event")?;
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
            // Writing to a String cannot fail.
            let _ = write!(out, "{byte:02x}");
            out
        })
}

fn column(number: u64) -> Result<i64, StoreError> {
    i64::try_from(number).map_err(|_| StoreError::Corrupt {
        table: "ledger_leaf",
        column: "leaf_index",
        value: number.to_string(),
    })
}

fn broken(office: OfficeId, why: String) -> StoreError {
    StoreError::Ledger {
        office: office.to_string(),
        why,
    }
}
