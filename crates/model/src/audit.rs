//! What is written down about every change: who did what to what, when. The ledger's leaves are
//! made from these events.

use std::collections::BTreeMap;

use crate::id::{OfficeId, PersonId};

/// The kind of an event: `dispatch.received`. Each use case declares its own as a constant; the
/// words on screen are found by it, so it never changes once it has been written to a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventKind(pub &'static str);

/// Who did it. Name and unit are copied: the trail outlives the person's account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// A person.
    Person {
        /// Who.
        person: PersonId,
        /// Their name at the time.
        name: String,
        /// Their unit's name at the time.
        unit: String,
    },
    /// The program itself, by the clock or on the command line.
    Program,
    /// Somebody who had not signed in.
    Nobody,
}

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What happened.
    pub kind: EventKind,
    /// Who did it.
    pub actor: Actor,
    /// The office to which it happened.
    pub office: OfficeId,
    /// The type of thing that it happened to: `dispatch`, `occurrence` …
    pub object: &'static str,
    /// Its id.
    pub object_id: String,
    /// The how-manyth state of that thing this is, from 1.
    pub revision: u64,
    /// What else is worth knowing, by name. Never passwords, tokens, or text of documents. Digests
    /// of files go here, so that the ledger covers their content.
    pub detail: BTreeMap<&'static str, String>,
}
