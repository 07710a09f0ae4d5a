//! The units and people of an office, to be found by what people write and written so that they are
//! found again.

use std::collections::HashMap;

use luytre_model::fold::fold;
use luytre_model::id::{OfficeId, PersonId, UnitId};
use luytre_model::sign_in::PersonState;
use luytre_store::people::{self, Person};
use luytre_store::units::{self, Unit};
use luytre_store::{Conn, StoreError};

use crate::people::names_of;

/// Units and people of one office.
#[derive(Debug)]
pub struct Known {
    units: Vec<Unit>,
    unit_by_name: HashMap<String, UnitId>,
    people: Vec<Person>,
    person_by_text: HashMap<String, Vec<PersonId>>,
}

impl Known {
    pub(crate) async fn read(conn: &mut Conn, office: OfficeId) -> Result<Self, StoreError> {
        let units = units::list(conn, office).await?;
        let people = people::all(conn, office).await?;
        // Names of closed units are still understood, those of open ones win.
        let mut unit_by_name = names_of(units.iter().filter(|unit| unit.closed_at.is_none()));
        for unit in &units {
            unit_by_name.entry(fold(&unit.name)).or_insert(unit.id);
        }
        let mut person_by_text: HashMap<String, Vec<PersonId>> = HashMap::new();
        for person in &people {
            for text in [written(person), person.login.clone(), fold(&person.name)] {
                let ids = person_by_text.entry(text).or_default();
                if !ids.contains(&person.id) {
                    ids.push(person.id);
                }
            }
        }
        Ok(Self {
            units,
            unit_by_name,
            people,
            person_by_text,
        })
    }

    /// The unit of a name.
    pub(super) fn unit(&self, text: &str) -> Option<UnitId> {
        self.unit_by_name.get(&fold(text)).copied()
    }

    /// The people whom a text means: none, one, or several of one name.
    pub(super) fn people(&self, text: &str) -> &[PersonId] {
        let found = self.person_by_text.get(text);
        let found = found.or_else(|| self.person_by_text.get(&fold(text)));
        found.map_or(&[], Vec::as_slice)
    }

    /// A unit as it is written down.
    #[must_use]
    pub fn unit_text(&self, id: UnitId) -> String {
        let unit = self.units.iter().find(|unit| unit.id == id);
        unit.map(|unit| unit.name.clone()).unwrap_or_default()
    }

    /// A person as they are written down; empty for nobody.
    #[must_use]
    pub fn person_text(&self, id: Option<PersonId>) -> String {
        let person = self.people.iter().find(|person| Some(person.id) == id);
        person.map(written).unwrap_or_default()
    }

    /// The open units that pass, in their order.
    pub(super) fn open_units(&self, pass: impl Fn(UnitId) -> bool) -> Vec<String> {
        let open = self.units.iter().filter(|unit| unit.closed_at.is_none());
        open.filter(|unit| pass(unit.id))
            .map(|unit| unit.name.clone())
            .collect()
    }

    /// Who has not left, by name.
    pub(super) fn present(&self) -> Vec<String> {
        let here = self
            .people
            .iter()
            .filter(|person| person.state != PersonState::Left);
        here.map(written).collect()
    }
}

fn written(person: &Person) -> String {
    format!("{} ({})", person.name, person.login)
}
