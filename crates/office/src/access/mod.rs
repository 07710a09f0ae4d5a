//! Who may do what: one function, one table that a lawyer can read (`access.csv`), and a token that
//! only the function can make.

mod action;
mod table;

pub use action::Action;

use luytre_model::id::{OfficeId, PersonId, UnitId};
use luytre_model::people::Role;
use luytre_model::text_enum;

use crate::actor::Actor;

text_enum! {
    /// How the actor stands to what the action is done to, nearest first.
    Relation, "a relation" {
        /// The actor's own person.
        Own = "own",
        /// Of the actor's unit.
        OwnUnit = "own_unit",
        /// Of the actor's office.
        OwnOffice = "own_office",
        /// Of another office. Never allowed.
        OtherOffice = "other_office",
    }
}

/// What an action is done to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// Of which office.
    pub office: OfficeId,
    /// Of which unit, where it belongs to one.
    pub unit: Option<UnitId>,
    /// Whose, where it is a person's own.
    pub person: Option<PersonId>,
}

impl Target {
    /// Something of an office as a whole.
    #[must_use]
    pub const fn office(office: OfficeId) -> Self {
        Self {
            office,
            unit: None,
            person: None,
        }
    }

    /// Something of a unit.
    #[must_use]
    pub const fn unit(office: OfficeId, unit: UnitId) -> Self {
        Self {
            office,
            unit: Some(unit),
            person: None,
        }
    }

    /// Something of a person.
    #[must_use]
    pub const fn person(office: OfficeId, person: PersonId) -> Self {
        Self {
            office,
            unit: None,
            person: Some(person),
        }
    }
}

/// Leave to do one action, given to one actor. Only [`decide`] makes it.
#[derive(Debug)]
pub struct Permit<'a> {
    actor: &'a Actor,
    action: Action,
}

impl<'a> Permit<'a> {
    /// To whom it was given.
    #[must_use]
    pub const fn actor(&self) -> &'a Actor {
        self.actor
    }

    /// For what.
    #[must_use]
    pub const fn action(&self) -> Action {
        self.action
    }
}

/// Leave was not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a {role} may not {action} on what is of relation {relation}")]
pub struct Denied {
    /// The actor's role.
    pub role: Role,
    /// What was asked.
    pub action: Action,
    /// How the actor stands to it.
    pub relation: Relation,
}

/// May `actor` do `action` to `target`?
///
/// # Errors
/// [`Denied`] where not.
pub fn decide<'a>(actor: &'a Actor, action: Action, target: &Target) -> Result<Permit<'a>, Denied> {
    let relation = relation(actor, target);
    if table::allows(actor.role, action, relation) {
        Ok(Permit { actor, action })
    } else {
        Err(Denied {
            role: actor.role,
            action,
            relation,
        })
    }
}

/// Who may do `action` to what stands to them in this relation: for telling those who may not.
pub fn who_may(action: Action, relation: Relation) -> impl Iterator<Item = Role> {
    Role::ALL
        .iter()
        .copied()
        .filter(move |role| table::allows(*role, action, relation))
}

/// How `actor` stands to `target`.
#[must_use]
pub fn relation(actor: &Actor, target: &Target) -> Relation {
    if target.office != actor.office {
        Relation::OtherOffice
    } else if target.person == Some(actor.person) {
        Relation::Own
    } else if target.unit == Some(actor.unit) {
        Relation::OwnUnit
    } else {
        Relation::OwnOffice
    }
}

#[cfg(test)]
mod tests;
