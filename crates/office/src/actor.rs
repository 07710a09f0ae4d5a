//! Who acts.

use luytre_model::audit;
use luytre_model::id::{OfficeId, PersonId, UnitId};
use luytre_model::people::Role;

/// A signed-in person, as the session says. Only signing in makes one (and tests).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Their office.
    pub office: OfficeId,
    /// Who.
    pub person: PersonId,
    /// Their unit.
    pub unit: UnitId,
    /// What they are to the office.
    pub role: Role,
    /// Their name, for the trail.
    pub name: String,
    /// Their unit's name, for the trail.
    pub unit_name: String,
}

impl Actor {
    /// The actor as the trail names them.
    #[must_use]
    pub fn for_trail(&self) -> audit::Actor {
        audit::Actor::Person {
            person: self.person,
            name: self.name.clone(),
            unit: self.unit_name.clone(),
        }
    }
}
