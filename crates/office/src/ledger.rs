//! The evidence ledger as the office sees it: how long it is, what was written last, signed
//! checkpoints of it, and the pack that a superior office verifies.
//!
//! The secret key is handed in; nothing here makes or keeps one.

use std::io::Write;

use jiff::Timestamp;
use luytre_ledger::checkpoint;
use luytre_ledger::pack::Writer;
use luytre_ledger::secret::LedgerKey;
use luytre_ledger::tree::{self, TreeError};
use luytre_ledger::verify::Head;
use luytre_model::audit::EventKind;
use luytre_model::id::OfficeId;
use luytre_store::checkpoints::{self, CheckpointRow};
use luytre_store::trail::{self, Unaudited};
use luytre_store::{Conn, StoreError};

use crate::access::{Action, Target, decide};
use crate::actor::Actor;
use crate::change::Happened;
use crate::error::OfficeError;
use crate::history::Entry;
use crate::service::Service;

/// The ledger was exported.
pub const EXPORTED: EventKind = EventKind("ledger.exported");

/// Events of one page.
const EVENTS: u32 = 50;

/// Leaves that are read at once.
const LEAVES: u32 = 1_000;

/// The ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerView {
    /// How many leaves it has.
    pub size: u64,
    /// The last signed checkpoint.
    pub checkpoint: Option<CheckpointView>,
    /// What was written last, the newest first.
    pub events: Vec<Entry>,
    /// Give back as `before` for older ones.
    pub next: Option<u64>,
}

/// A signed checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckpointView {
    /// How many leaves it covers.
    pub size: u64,
    /// When it was made.
    pub made_at: Timestamp,
    /// The signed note.
    pub note: String,
}

impl From<CheckpointRow> for CheckpointView {
    fn from(row: CheckpointRow) -> Self {
        Self {
            size: row.size,
            made_at: row.made_at,
            note: row.note,
        }
    }
}

impl Service {
    /// The ledger, from its end or before a leaf.
    ///
    /// # Errors
    /// Not allowed.
    pub async fn ledger(
        &self,
        actor: &Actor,
        before: Option<u64>,
    ) -> Result<LedgerView, OfficeError> {
        decide(actor, Action::SeeLedger, &Target::office(actor.office))?;
        let mut conn = self.store.read().await?;
        let events = trail::recent(&mut conn, actor.office, before, EVENTS).await?;
        let next = events
            .last()
            .map(|event| event.leaf_index)
            .filter(|leaf| *leaf > 0);
        let checkpoint = checkpoints::latest(&mut conn, actor.office).await?;
        Ok(LedgerView {
            size: trail::size(&mut conn, actor.office).await?,
            checkpoint: checkpoint.map(CheckpointView::from),
            events: events.into_iter().map(Entry::from).collect(),
            next,
        })
    }

    /// Signs the ledger of an office as it stands and keeps the checkpoint. By the program: by the
    /// clock, and before an export. `None`: nothing was written since the last one.
    ///
    /// # Errors
    /// Where the ledger cannot be read or does not hold together.
    pub async fn issue_checkpoint(
        &self,
        office: OfficeId,
        key: &LedgerKey,
    ) -> Result<Option<CheckpointView>, OfficeError> {
        let mut write = self.begin_program(office).await?;
        let size = trail::size(write.conn(), office).await?;
        let last = checkpoints::latest(write.conn(), office).await?;
        if size == 0 || last.is_some_and(|last| last.size >= size) {
            return Ok(None);
        }
        let head = head(write.conn(), office, size).await?;
        let row = CheckpointRow {
            size,
            note: checkpoint::sign(&head, key),
            made_at: self.clock.now(),
        };
        checkpoints::insert(&mut write, office, &row).await?;
        write.commit_unaudited(Unaudited::Checkpoint).await?;
        Ok(Some(row.into()))
    }

    /// Writes the ledger up to its last checkpoint as a pack, leaf by leaf. The export itself is in
    /// the trail, after what it holds.
    ///
    /// # Errors
    /// Not allowed, no checkpoint yet (`ledger-unsigned`), or `to` cannot be written
    /// (`ledger-unwritten`).
    pub async fn export_pack<W: Write + Send>(
        &self,
        actor: &Actor,
        to: W,
    ) -> Result<W, OfficeError> {
        let permit = decide(actor, Action::SeeLedger, &Target::office(actor.office))?;
        let last = {
            let mut conn = self.store.read().await?;
            checkpoints::latest(&mut conn, actor.office).await?
        };
        let Some(last) = last else {
            return Err(refused("ledger-unsigned"));
        };
        let change = self.begin(&permit).await?;
        let happened = Happened::new(EXPORTED, "ledger", actor.office).with("size", last.size);
        change.commit(happened).await?;
        let mut conn = self.store.read().await?;
        write_pack(&mut conn, actor.office, last.size, to).await
    }
}

async fn write_pack<W: Write + Send>(
    conn: &mut Conn,
    office: OfficeId,
    size: u64,
    to: W,
) -> Result<W, OfficeError> {
    let mut pack = Writer::new(to).map_err(|error| unwritten(&error))?;
    let mut at = 0;
    let mut next = checkpoints::after(conn, office, at).await?;
    while at < size {
        let left = u32::try_from(size - at).unwrap_or(LEAVES).min(LEAVES);
        let leaves = trail::leaves(conn, office, at, left).await?;
        if leaves.is_empty() {
            return Err(broken(office, format!("leaf {at} is missing")).into());
        }
        for leaf in leaves {
            pack.leaf(leaf.as_bytes())
                .map_err(|error| unwritten(&error))?;
            at += 1;
            if let Some(checkpoint) = next.take_if(|checkpoint| checkpoint.size == at) {
                pack.checkpoint(&checkpoint.note)
                    .map_err(|error| unwritten(&error))?;
                next = checkpoints::after(conn, office, at).await?;
            }
        }
    }
    pack.finish().map_err(|error| unwritten(&error))
}

/// Size and root of the ledger.
async fn head(conn: &mut Conn, office: OfficeId, size: u64) -> Result<Head, StoreError> {
    let nodes = trail::nodes(conn, office, &tree::needed_for_root(size)).await?;
    let root =
        tree::root(size, &nodes).map_err(|error: TreeError| broken(office, error.to_string()))?;
    Ok(Head { size, root })
}

fn broken(office: OfficeId, why: String) -> StoreError {
    StoreError::Ledger {
        office: office.to_string(),
        why,
    }
}

fn unwritten(error: &std::io::Error) -> OfficeError {
    OfficeError::Refused {
        code: "ledger-unwritten",
        facts: vec![("why", error.to_string())],
    }
}

fn refused(code: &'static str) -> OfficeError {
    OfficeError::Refused {
        code,
        facts: Vec::new(),
    }
}
