//! The units of an office: added, renamed, closed.

use std::collections::HashMap;

use luytre_model::audit::EventKind;
use luytre_model::fold::{fold, nfc};
use luytre_model::id::UnitId;
use luytre_model::unit_sets::UnitKind;
use luytre_store::units::{self, Unit};
use luytre_store::{Conn, people};

use crate::access::{Action, Target, decide};
use crate::actor::Actor;
use crate::change::Happened;
use crate::error::{OfficeError, Problem};
use crate::service::Service;

const UNIT_ADDED: EventKind = EventKind("unit.added");
const UNIT_CHANGED: EventKind = EventKind("unit.changed");
const UNIT_CLOSED: EventKind = EventKind("unit.closed");

/// How many other names a unit may have.
const ALIASES: usize = 40;

/// What is typed in about a unit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnitForm {
    /// The code of its kind.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Its name where there is little room; the name again where empty.
    pub short: String,
    /// How else dispatches call it.
    pub aliases: Vec<String>,
}

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitView {
    /// Its id.
    pub id: UnitId,
    /// Its kind.
    pub kind: UnitKind,
    /// Its name.
    pub name: String,
    /// Its name where there is little room.
    pub short: String,
    /// How else dispatches call it.
    pub aliases: Vec<String>,
    /// How many people it has.
    pub people: u64,
    /// Whether it was closed.
    pub closed: bool,
}

/// The form, as types.
pub(crate) struct UnitFacts {
    pub(crate) kind: UnitKind,
    pub(crate) name: String,
    short: String,
    aliases: Vec<String>,
}

impl UnitFacts {
    /// Reads a form.
    pub(crate) fn read(form: &UnitForm) -> Result<Self, OfficeError> {
        let tidy = |text: &str| nfc(text.trim());
        let (name, short) = (tidy(&form.name), tidy(&form.short));
        let mut problems = Vec::new();
        if fold(&name).is_empty() {
            problems.push(Problem::new("name", "required"));
        } else if name.chars().count() > 200 {
            problems.push(Problem::new("name", "too-long"));
        }
        if short.chars().count() > 60 {
            problems.push(Problem::new("short", "too-long"));
        }
        let mut aliases: Vec<_> = form
            .aliases
            .iter()
            .map(|alias| tidy(alias))
            .filter(|alias| !alias.is_empty())
            .collect();
        aliases.dedup();
        if aliases.len() > ALIASES || aliases.iter().any(|alias| alias.chars().count() > 200) {
            problems.push(Problem::new("aliases", "too-long"));
        }
        match form.kind.parse() {
            Ok(kind) if problems.is_empty() => {
                let short = if short.is_empty() {
                    name.clone()
                } else {
                    short
                };
                Ok(Self {
                    kind,
                    name,
                    short,
                    aliases,
                })
            }
            Ok(_) => Err(OfficeError::Invalid(problems)),
            Err(_) => {
                problems.push(Problem::new("kind", "required"));
                Err(OfficeError::Invalid(problems))
            }
        }
    }

    /// Gives a unit these facts.
    pub(crate) fn apply(self, unit: &mut Unit) {
        unit.kind = self.kind;
        unit.name = self.name;
        unit.short = self.short;
        unit.aliases = self.aliases;
    }
}

impl Service {
    /// The units of the office in their order, closed ones last.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn units(&self, actor: &Actor) -> Result<Vec<UnitView>, OfficeError> {
        decide(actor, Action::SeePeople, &Target::office(actor.office))?;
        let mut conn = self.store.read().await?;
        let people: HashMap<_, _> = people::per_unit(&mut conn, actor.office)
            .await?
            .into_iter()
            .collect();
        let list = units::list(&mut conn, actor.office).await?;
        let mut views: Vec<_> = list
            .into_iter()
            .map(|unit| UnitView {
                id: unit.id,
                kind: unit.kind,
                name: unit.name,
                short: unit.short,
                aliases: unit.aliases,
                people: people.get(&unit.id).copied().unwrap_or(0),
                closed: unit.closed_at.is_some(),
            })
            .collect();
        views.sort_by_key(|unit| unit.closed);
        Ok(views)
    }

    /// The same by name only, to choose from.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn unit_names(&self, actor: &Actor) -> Result<Vec<(UnitId, String)>, OfficeError> {
        decide(actor, Action::SeePeople, &Target::office(actor.office))?;
        let mut conn = self.store.read().await?;
        Ok(units::names(&mut conn, actor.office).await?)
    }

    /// Adds a unit at the end.
    ///
    /// # Errors
    /// [`OfficeError::Invalid`] on `name`, `short`, `kind`, `aliases`.
    pub async fn add_unit(&self, actor: &Actor, form: &UnitForm) -> Result<UnitId, OfficeError> {
        let permit = decide(actor, Action::ManageUnits, &Target::office(actor.office))?;
        let facts = UnitFacts::read(form)?;
        let mut change = self.begin(&permit).await?;
        let stamp = change.stamp();
        let there = units::list(change.write().conn(), actor.office).await?;
        name_is_free(&there, &facts.name, None)?;
        let mut unit = Unit {
            office: actor.office,
            id: UnitId::new(stamp.uuid()),
            kind: facts.kind,
            name: String::new(),
            short: String::new(),
            aliases: Vec::new(),
            position: there
                .iter()
                .map(|unit| unit.position + 1)
                .max()
                .unwrap_or(0),
            created_at: stamp.at,
            closed_at: None,
        };
        facts.apply(&mut unit);
        units::insert(change.write(), &unit).await?;
        change
            .commit(Happened::new(UNIT_ADDED, "unit", unit.id).with("name", &unit.name))
            .await?;
        Ok(unit.id)
    }

    /// Renames a unit, changes its kind and other names.
    ///
    /// # Errors
    /// [`OfficeError::Invalid`] as for adding; [`OfficeError::NotFound`].
    pub async fn change_unit(
        &self,
        actor: &Actor,
        id: UnitId,
        form: &UnitForm,
    ) -> Result<(), OfficeError> {
        let permit = decide(actor, Action::ManageUnits, &Target::office(actor.office))?;
        let facts = UnitFacts::read(form)?;
        let mut change = self.begin(&permit).await?;
        let there = units::list(change.write().conn(), actor.office).await?;
        name_is_free(&there, &facts.name, Some(id))?;
        let mut unit = open_unit(change.write().conn(), actor, id).await?;
        facts.apply(&mut unit);
        units::update(change.write(), &unit).await?;
        change
            .commit(Happened::new(UNIT_CHANGED, "unit", id).with("name", &unit.name))
            .await?;
        Ok(())
    }

    /// Closes a unit that holds nothing any more.
    ///
    /// # Errors
    /// `unit-has-people`, `unit-has-work`, `unit-has-entries`, each with `number`.
    pub async fn close_unit(&self, actor: &Actor, id: UnitId) -> Result<(), OfficeError> {
        let permit = decide(actor, Action::ManageUnits, &Target::office(actor.office))?;
        let mut change = self.begin(&permit).await?;
        let mut unit = open_unit(change.write().conn(), actor, id).await?;
        let holds = units::holds(change.write().conn(), actor.office, id).await?;
        for (code, number) in [
            ("unit-has-people", holds.people),
            ("unit-has-work", holds.assignments),
            ("unit-has-entries", holds.entries),
        ] {
            if number > 0 {
                return Err(OfficeError::Refused {
                    code,
                    facts: vec![("number", number.to_string())],
                });
            }
        }
        unit.closed_at = Some(change.stamp().at);
        units::update(change.write(), &unit).await?;
        change
            .commit(Happened::new(UNIT_CLOSED, "unit", id).with("name", &unit.name))
            .await?;
        Ok(())
    }
}

/// A unit of the actor's office that is not closed.
pub(super) async fn open_unit(
    conn: &mut Conn,
    actor: &Actor,
    id: UnitId,
) -> Result<Unit, OfficeError> {
    let unit = units::find(conn, actor.office, id).await?;
    let not_found = || OfficeError::NotFound {
        what: "unit",
        id: id.to_string(),
    };
    unit.filter(|unit| unit.closed_at.is_none())
        .ok_or_else(not_found)
}

fn name_is_free(there: &[Unit], name: &str, but: Option<UnitId>) -> Result<(), OfficeError> {
    let wanted = fold(name);
    let taken = |unit: &&Unit| {
        unit.closed_at.is_none() && Some(unit.id) != but && fold(&unit.name) == wanted
    };
    match there.iter().find(taken) {
        Some(_) => Err(OfficeError::Invalid(vec![Problem::new(
            "name",
            "unit-there",
        )])),
        None => Ok(()),
    }
}
