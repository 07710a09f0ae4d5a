//! Looking at a register.

use luytre_model::id::EntryId;
use luytre_model::sign_in::PersonState;
use luytre_store::registers::{self, Key, Listed};
use luytre_store::trail;

use super::{Known, Register, Typed};
use crate::access::{Action, Target, decide};
use crate::actor::Actor;
use crate::error::OfficeError;
use crate::history::{Entry as Happening, MOST_ENTRIES};
use crate::service::Service;

/// How many entries a page shows.
const PAGE: u32 = 50;

pub use registers::Filter as EntryFilter;

/// A page of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntriesPage<T> {
    /// What is on it.
    pub entries: Vec<EntryView<T>>,
    /// Where the next page begins, to be given back as `after`.
    pub next: Option<String>,
}

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryView<T> {
    /// Its id.
    pub id: EntryId,
    /// Its number on paper: `TB-0001`.
    pub code: String,
    /// The how-manyth state of it this is.
    pub revision: u64,
    /// What is entered.
    pub what: T,
    /// The name of its unit.
    pub unit_name: String,
    /// The name of its person; empty: nobody.
    pub person_name: String,
    /// Whether that person left the office.
    pub person_left: bool,
}

impl Service {
    /// A page of a register, in the order of titles.
    ///
    /// # Errors
    /// Where the actor may not see it.
    pub async fn entries<T: Register>(
        &self,
        actor: &Actor,
        filter: &EntryFilter,
        after: Option<&str>,
    ) -> Result<EntriesPage<T>, OfficeError> {
        decide(actor, Action::SeeRegisters, &Target::office(actor.office))?;
        let after = after.and_then(key_of);
        let mut conn = self.store.read().await?;
        let page = registers::list(&mut conn, actor.office, filter, after.as_ref(), PAGE).await?;
        Ok(EntriesPage {
            entries: page.entries.into_iter().map(view).collect(),
            next: page.next.map(|key| format!("{}.{}", key.entry, key.fold)),
        })
    }

    /// One entry.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`].
    pub async fn entry<T: Register>(
        &self,
        actor: &Actor,
        id: EntryId,
    ) -> Result<EntryView<T>, OfficeError> {
        decide(actor, Action::SeeRegisters, &Target::office(actor.office))?;
        let mut conn = self.store.read().await?;
        let listed = registers::show(&mut conn, actor.office, id).await?;
        listed.map(view).ok_or_else(|| not_found::<T>(id))
    }

    /// An entry as it is written down, to be shown in a form.
    ///
    /// # Errors
    /// Where the actor may not see it.
    pub async fn entry_written<T: Register>(
        &self,
        actor: &Actor,
        what: &T,
    ) -> Result<Typed, OfficeError> {
        decide(actor, Action::SeeRegisters, &Target::office(actor.office))?;
        let mut conn = self.store.read().await?;
        Ok(what.written(&Known::read(&mut conn, actor.office).await?))
    }

    /// What happened to an entry, the oldest first.
    ///
    /// # Errors
    /// Where the actor may not see it.
    pub async fn entry_history<T: Register>(
        &self,
        actor: &Actor,
        id: EntryId,
    ) -> Result<Vec<Happening>, OfficeError> {
        decide(actor, Action::SeeRegisters, &Target::office(actor.office))?;
        let mut conn = self.store.read().await?;
        let ids = [id.to_string()];
        let rows =
            trail::of_objects(&mut conn, actor.office, T::OBJECT, &ids, MOST_ENTRIES).await?;
        Ok(rows.into_iter().map(Happening::from).collect())
    }
}

pub(super) fn not_found<T: Register>(id: EntryId) -> OfficeError {
    OfficeError::NotFound {
        what: T::OBJECT,
        id: id.to_string(),
    }
}

/// The key that a page gave out: `id.folded title`. What cannot be read begins at the beginning.
fn key_of(text: &str) -> Option<Key> {
    let (entry, fold) = text.split_once('.')?;
    Some(Key {
        fold: fold.to_owned(),
        entry: entry.parse().ok()?,
    })
}

pub(super) fn view<T: Register>(listed: Listed<T>) -> EntryView<T> {
    let entry = listed.entry;
    EntryView {
        id: entry.id,
        code: super::code_of::<T>(entry.number),
        revision: entry.revision,
        what: entry.what,
        unit_name: listed.unit_name,
        person_name: listed.person_name,
        person_left: listed.person_state == Some(PersonState::Left),
    }
}
