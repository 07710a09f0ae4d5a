//! Looking at people.

use jiff::Timestamp;
use luytre_model::id::{PersonId, UnitId};
use luytre_model::people::Role;
use luytre_model::sign_in::PersonState;
use luytre_store::people::{self, Key, Listed};

use crate::access::{Action, Target, decide};
use crate::actor::Actor;
use crate::error::OfficeError;
use crate::service::Service;

/// How many people a page shows.
const PAGE: u32 = 50;

pub use people::Filter as PeopleFilter;

/// A page of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeoplePage {
    /// Those on it.
    pub people: Vec<PersonView>,
    /// Where the next page begins, to be given back as `after`.
    pub next: Option<String>,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonView {
    /// Their id.
    pub id: PersonId,
    /// Their unit.
    pub unit: UnitId,
    /// Its name.
    pub unit_name: String,
    /// What they are to the office.
    pub role: Role,
    /// How they stand to it.
    pub state: PersonState,
    /// Their name.
    pub name: String,
    /// Their post.
    pub title: String,
    /// Their address of electronic mail.
    pub email: String,
    /// Under which name they sign in.
    pub login: String,
    /// When they signed in last.
    pub last_seen: Option<Timestamp>,
    /// Until when they are locked out, if they are now.
    pub locked_until: Option<Timestamp>,
    /// Whether they have a second step.
    pub second_step: bool,
}

impl Service {
    /// A page of the office's people, in the order of their names.
    ///
    /// # Errors
    /// Where the actor may not see them.
    pub async fn people(
        &self,
        actor: &Actor,
        filter: &PeopleFilter,
        after: Option<&str>,
    ) -> Result<PeoplePage, OfficeError> {
        decide(actor, Action::SeePeople, &Target::office(actor.office))?;
        let after = after.and_then(key_of);
        let mut conn = self.store.read().await?;
        let page = people::list(&mut conn, actor.office, filter, after.as_ref(), PAGE).await?;
        let now = self.clock.now();
        Ok(PeoplePage {
            people: page
                .people
                .into_iter()
                .map(|listed| view(listed, now))
                .collect(),
            next: page.next.map(|key| format!("{}.{}", key.person, key.fold)),
        })
    }

    /// One person of the office. Everybody may see themselves.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`].
    pub async fn person(&self, actor: &Actor, id: PersonId) -> Result<PersonView, OfficeError> {
        let own = Target::person(actor.office, id);
        if decide(actor, Action::ManageSelf, &own).is_err() {
            decide(actor, Action::SeePeople, &own)?;
        }
        let mut conn = self.store.read().await?;
        let listed = people::show(&mut conn, actor.office, id).await?;
        let now = self.clock.now();
        listed
            .map(|listed| view(listed, now))
            .ok_or_else(|| OfficeError::NotFound {
                what: "person",
                id: id.to_string(),
            })
    }
}

/// The key that a page gave out: `id.folded name`. What cannot be read begins at the beginning.
fn key_of(text: &str) -> Option<Key> {
    let (person, fold) = text.split_once('.')?;
    Some(Key {
        fold: fold.to_owned(),
        person: person.parse().ok()?,
    })
}

fn view(listed: Listed, now: Timestamp) -> PersonView {
    let person = listed.person;
    PersonView {
        id: person.id,
        unit: person.unit,
        unit_name: listed.unit_name,
        role: person.role,
        state: person.state,
        name: person.name,
        title: person.title,
        email: person.email,
        login: person.login,
        last_seen: listed.signed_in_at,
        locked_until: listed.locked_until.filter(|until| *until > now),
        second_step: listed.second_step,
    }
}
