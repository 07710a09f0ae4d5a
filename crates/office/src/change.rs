//! A change by an actor: cannot be begun without a permit nor ended without an event.

use std::collections::BTreeMap;

use luytre_model::audit::{self, Event, EventKind};
use luytre_model::id::OfficeId;
use luytre_store::{Receipt, Stamp, StoreError, Write};

use crate::access::Permit;
use crate::actor::Actor;

/// A change in the making. Dropped, nothing of it stays.
pub struct Change<'a> {
    write: Write,
    stamp: Stamp<'a>,
    actor: &'a Actor,
}

/// What happened to what, for the trail.
#[derive(Debug, Clone)]
pub struct Happened {
    /// What happened.
    pub kind: EventKind,
    /// The type of thing.
    pub object: &'static str,
    /// Its id.
    pub id: String,
    /// The how-manyth state of it this is.
    pub revision: u64,
    /// What else is worth knowing; see [`Event::detail`].
    pub detail: BTreeMap<&'static str, String>,
}

impl Happened {
    /// Something happened to the first state of a thing, with nothing more to say.
    #[must_use]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "callers hand over ids and texts alike"
    )]
    pub fn new(kind: EventKind, object: &'static str, id: impl ToString) -> Self {
        Self {
            kind,
            object,
            id: id.to_string(),
            revision: 1,
            detail: BTreeMap::new(),
        }
    }

    /// Adds a detail.
    #[must_use]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "callers hand over ids, numbers and texts alike"
    )]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.detail.insert(name, value.to_string());
        self
    }

    /// The event, by whom it was done and where.
    pub(crate) fn by(self, actor: audit::Actor, office: OfficeId) -> Event {
        Event {
            kind: self.kind,
            actor,
            office,
            object: self.object,
            object_id: self.id,
            revision: self.revision,
            detail: self.detail,
        }
    }

    /// Sets the revision.
    #[must_use]
    pub const fn revision(mut self, revision: u64) -> Self {
        self.revision = revision;
        self
    }
}

impl<'a> Change<'a> {
    pub(crate) fn new(write: Write, stamp: Stamp<'a>, permit: &Permit<'a>) -> Self {
        Self {
            write,
            stamp,
            actor: permit.actor(),
        }
    }

    /// The transaction, for functions of the store.
    pub(crate) fn write(&mut self) -> &mut Write {
        &mut self.write
    }

    /// The moment of the change, and ids of that moment.
    pub(crate) fn stamp(&self) -> Stamp<'a> {
        self.stamp
    }

    /// Who makes it.
    pub(crate) fn actor(&self) -> &'a Actor {
        self.actor
    }

    /// Writes the event and makes the change durable.
    pub(crate) async fn commit(self, happened: Happened) -> Result<Receipt, StoreError> {
        let event = self.event(happened);
        self.write.commit(self.stamp, &event).await
    }

    fn event(&self, happened: Happened) -> Event {
        happened.by(self.actor.for_trail(), self.actor.office)
    }
}
