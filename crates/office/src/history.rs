//! What happened to a thing, as its page shows it: read from the trail.

use std::collections::BTreeMap;

use jiff::Timestamp;
use luytre_store::trail::{self, EventActor, EventRow};

use crate::access::{Action, Target, decide};
use crate::actor::Actor;
use crate::error::OfficeError;
use crate::service::Service;

/// Most entries of one page.
pub(crate) const MOST_ENTRIES: u32 = 200;

/// One entry of a history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where it stands in the ledger.
    pub leaf: u64,
    /// When it happened.
    pub at: Timestamp,
    /// What happened: `occurrence.reported`; the key of its words.
    pub kind: String,
    /// Who did it.
    pub by: By,
    /// The type of thing that it happened to.
    pub object: String,
    /// Its id.
    pub object_id: String,
    /// What else is worth knowing, by name.
    pub detail: BTreeMap<String, String>,
}

/// Who did it, as they were called then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// A person.
    Person {
        /// Their name.
        name: String,
        /// Their unit's name.
        unit: String,
    },
    /// The program itself, by the clock.
    Program,
    /// Somebody who had not signed in.
    Nobody,
}

impl From<EventRow> for Entry {
    fn from(row: EventRow) -> Self {
        Self {
            leaf: row.leaf_index,
            at: row.at,
            kind: row.kind,
            by: match row.actor {
                EventActor::Person { name, unit } => By::Person { name, unit },
                EventActor::Program => By::Program,
                EventActor::Nobody => By::Nobody,
            },
            object: row.object,
            object_id: row.object_id,
            detail: row.detail,
        }
    }
}

impl Service {
    /// What happened to one thing, the oldest first. An id of another office has no history here.
    ///
    /// # Errors
    /// Not allowed.
    pub async fn history(
        &self,
        actor: &Actor,
        object: &str,
        id: &str,
    ) -> Result<Vec<Entry>, OfficeError> {
        decide(actor, Action::SeeLedger, &Target::office(actor.office))?;
        let mut conn = self.store.read().await?;
        let ids = [id.to_owned()];
        let rows = trail::of_objects(&mut conn, actor.office, object, &ids, MOST_ENTRIES).await?;
        Ok(rows.into_iter().map(Entry::from).collect())
    }
}
