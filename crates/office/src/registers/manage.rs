//! Adding, changing and closing entries of a register.

use luytre_model::id::{EntryId, UnitId};
use luytre_model::registers::EntryState;
use luytre_store::registers::{self, Entry, Filter};
use luytre_store::{Conn, StoreError};

use super::list::not_found;
use super::{Known, Reading, Register, Typed};
use crate::access::{Action, Permit, Target, decide};
use crate::actor::Actor;
use crate::change::Happened;
use crate::error::{OfficeError, Problem};
use crate::service::Service;

/// Entries of one search text that are compared; more of one serial number there are not.
const COMPARED: u32 = 50;

/// What may be chosen in the form of an entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// The units in whose name the actor may write.
    pub units: Vec<String>,
    /// Who has not left.
    pub people: Vec<String>,
}

/// The number of an entry on paper: `TB-0001`.
#[must_use]
pub fn code_of<T: Register>(number: u32) -> String {
    format!("{}-{number:04}", T::SIGN)
}

impl Service {
    /// What may be chosen in the form of an entry.
    ///
    /// # Errors
    /// Where the actor may not write any.
    pub async fn entry_choices(&self, actor: &Actor) -> Result<Choices, OfficeError> {
        anywhere(actor)?;
        let mut conn = self.store.read().await?;
        let known = Known::read(&mut conn, actor.office).await?;
        Ok(Choices {
            units: known.open_units(|unit| in_unit(actor, unit).is_ok()),
            people: known.present(),
        })
    }

    /// Adds an entry.
    ///
    /// # Errors
    /// [`OfficeError::Invalid`] on its fields; not allowed for another's unit.
    pub async fn add_entry<T: Register>(
        &self,
        actor: &Actor,
        typed: &Typed,
    ) -> Result<EntryId, OfficeError> {
        let mut change = self.begin(&anywhere(actor)?).await?;
        let stamp = change.stamp();
        let known = Known::read(change.write().conn(), actor.office).await?;
        let what: T = self.read(typed, &known)?;
        in_unit(actor, what.unit())?;
        is_new(change.write().conn(), actor, &what, None).await?;
        let last = registers::last_number::<T>(change.write().conn(), actor.office).await?;
        let entry = Entry {
            office: actor.office,
            id: EntryId::new(stamp.uuid()),
            number: last.saturating_add(1),
            revision: 1,
            created_at: stamp.at,
            what,
        };
        registers::insert(change.write(), std::slice::from_ref(&entry)).await?;
        let happened = Happened::new(T::ADDED, T::OBJECT, entry.id);
        let written = entry.what.written(&known);
        change
            .commit(differing(happened, &Typed::default(), &written))
            .await?;
        Ok(entry.id)
    }

    /// Changes the entry that had this revision when it was shown.
    ///
    /// # Errors
    /// [`OfficeError::Invalid`] as for adding; [`OfficeError::Conflict`]: somebody changed it
    /// meanwhile.
    pub async fn change_entry<T: Register>(
        &self,
        actor: &Actor,
        id: EntryId,
        revision: u64,
        typed: &Typed,
    ) -> Result<(), OfficeError> {
        let mut change = self.begin(&anywhere(actor)?).await?;
        let before: Entry<T> = shown(change.write().conn(), actor, id, revision).await?;
        let known = Known::read(change.write().conn(), actor.office).await?;
        let what: T = self.read(typed, &known)?;
        let what = what.in_state(before.what.state());
        in_unit(actor, what.unit())?;
        is_new(change.write().conn(), actor, &what, Some(id)).await?;
        if what == before.what {
            return Ok(());
        }
        let (old, new) = (before.what.written(&known), what.written(&known));
        let entry = next(&before, what);
        replace(registers::update(change.write(), &entry).await?, T::OBJECT)?;
        let happened = Happened::new(T::CHANGED, T::OBJECT, id).revision(entry.revision);
        change.commit(differing(happened, &old, &new)).await?;
        Ok(())
    }

    /// Closes an entry, or lets it count again.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::Conflict`]; on `reason` where none was given.
    pub async fn set_entry_state<T: Register>(
        &self,
        actor: &Actor,
        id: EntryId,
        revision: u64,
        state: EntryState,
        reason: &str,
    ) -> Result<(), OfficeError> {
        let mut change = self.begin(&anywhere(actor)?).await?;
        let before: Entry<T> = shown(change.write().conn(), actor, id, revision).await?;
        if before.what.state() == state {
            return Ok(());
        }
        let kind = match state {
            EntryState::InUse => T::REOPENED,
            EntryState::Closed => T::CLOSED,
        };
        let reason = luytre_model::fold::nfc(reason.trim());
        if reason.is_empty() || reason.chars().count() > 500 {
            let code = if reason.is_empty() {
                "required"
            } else {
                "too-long"
            };
            return Err(OfficeError::Invalid(vec![Problem::new("reason", code)]));
        }
        let what = before.what.clone().in_state(state);
        let entry = next(&before, what);
        replace(registers::update(change.write(), &entry).await?, T::OBJECT)?;
        let happened = Happened::new(kind, T::OBJECT, id).revision(entry.revision);
        change.commit(happened.with("reason", reason)).await?;
        Ok(())
    }

    /// Reads what was typed about an entry.
    fn read<T: Register>(&self, typed: &Typed, known: &Known) -> Result<T, OfficeError> {
        let mut reading = Reading::new(typed, known, self.today());
        let read = T::read(&mut reading);
        reading.end(read).map_err(OfficeError::Invalid)
    }
}

/// Leave to write in the name of one's own unit at least.
fn anywhere(actor: &Actor) -> Result<Permit<'_>, OfficeError> {
    in_unit(actor, actor.unit)
}

fn in_unit(actor: &Actor, unit: UnitId) -> Result<Permit<'_>, OfficeError> {
    let target = Target::unit(actor.office, unit);
    Ok(decide(actor, Action::ManageRegisters, &target)?)
}

/// The entry that the actor saw, if it is still as it was and theirs to change.
async fn shown<T: Register>(
    conn: &mut Conn,
    actor: &Actor,
    id: EntryId,
    revision: u64,
) -> Result<Entry<T>, OfficeError> {
    let there = registers::show::<T>(conn, actor.office, id).await?;
    let entry = there.ok_or_else(|| not_found::<T>(id))?.entry;
    in_unit(actor, entry.what.unit())?;
    replace(entry.revision == revision, T::OBJECT)?;
    Ok(entry)
}

const fn replace(still_there: bool, what: &'static str) -> Result<(), OfficeError> {
    if still_there {
        Ok(())
    } else {
        Err(OfficeError::Conflict { what })
    }
}

fn next<T>(before: &Entry<T>, what: T) -> Entry<T> {
    Entry {
        office: before.office,
        id: before.id,
        number: before.number,
        revision: before.revision.saturating_add(1),
        created_at: before.created_at,
        what,
    }
}

/// No other entry in use is the same thing.
async fn is_new<T: Register>(
    conn: &mut Conn,
    actor: &Actor,
    what: &T,
    but: Option<EntryId>,
) -> Result<(), OfficeError> {
    let Some((field, text)) = what.identity() else {
        return Ok(());
    };
    match same(conn, actor, what, &text, but).await? {
        None => Ok(()),
        Some(number) => Err(OfficeError::Invalid(vec![Problem {
            field,
            code: "entry-there",
            facts: vec![("code", code_of::<T>(number))],
        }])),
    }
}

async fn same<T: Register>(
    conn: &mut Conn,
    actor: &Actor,
    what: &T,
    text: &str,
    but: Option<EntryId>,
) -> Result<Option<u32>, StoreError> {
    let filter = Filter {
        state: Some(EntryState::InUse),
        text: text.to_owned(),
        ..Filter::default()
    };
    let page = registers::list::<T>(conn, actor.office, &filter, None, COMPARED).await?;
    let mut others = page.entries.into_iter().map(|listed| listed.entry);
    let same = |other: &Entry<T>| Some(other.id) != but && other.what.identity() == what.identity();
    Ok(others.find(same).map(|other| other.number))
}

/// What differs goes into the trail: `old → new`, or what is new.
fn differing(mut happened: Happened, old: &Typed, new: &Typed) -> Happened {
    for (field, value) in &new.0 {
        let before = old.value(field);
        if before == value {
            continue;
        }
        let told = if before.is_empty() {
            value.clone()
        } else {
            format!("{before} → {value}")
        };
        happened = happened.with(field, told);
    }
    happened
}
