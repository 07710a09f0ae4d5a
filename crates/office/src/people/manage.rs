//! Inviting people, changing what they are, letting them in and out.

use jiff::Timestamp;
use luytre_model::audit::EventKind;
use luytre_model::fold::nfc;
use luytre_model::id::{PersonId, UnitId};
use luytre_model::people::Role;
use luytre_model::sign_in::{LinkPurpose, PersonState};
use luytre_store::people::{self, Person};
use luytre_store::{Conn, credentials, links, sessions};

use super::units::open_unit;
use crate::access::{Action, Target, decide};
use crate::actor::Actor;
use crate::change::Happened;
use crate::error::{OfficeError, Problem};
use crate::service::Service;
use crate::sign_in::{login_problem, make_link, name_problem};

const PERSON_INVITED: EventKind = EventKind("person.invited");
const PERSON_CHANGED: EventKind = EventKind("person.changed");
const PERSON_STATE: EventKind = EventKind("person.state_changed");
const PERSON_UNLOCKED: EventKind = EventKind("person.unlocked");
const LINK_MADE: EventKind = EventKind("link.made");

/// What is typed in about a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonForm {
    /// Their name.
    pub name: String,
    /// Their post; may be empty.
    pub title: String,
    /// Their address of electronic mail; may be empty.
    pub email: String,
    /// Under which name they sign in; it stays once given.
    pub login: String,
    /// The id of their unit.
    pub unit: String,
    /// The code of their role.
    pub role: String,
}

/// A person was invited, or given a new link.
#[derive(Clone, PartialEq, Eq)]
pub struct Invited {
    /// Who.
    pub person: PersonId,
    /// The link's token. It is shown now and never again.
    pub token: String,
    /// Until when it is good.
    pub expires_at: Timestamp,
}

impl std::fmt::Debug for Invited {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Invited")
            .field("person", &self.person)
            .finish_non_exhaustive()
    }
}

/// The form, as types.
pub(super) struct PersonFacts {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) email: String,
    pub(super) unit: UnitId,
    pub(super) role: Role,
}

impl PersonFacts {
    fn read(form: &PersonForm) -> Result<Self, Vec<Problem>> {
        let (name, title, email) = tidy(&form.name, &form.title, &form.email);
        let mut problems = text_problems(&name, &title, &email);
        let (unit, role) = (form.unit.parse(), form.role.parse());
        if unit.is_err() {
            problems.push(Problem::new("unit", "required"));
        }
        if role.is_err() {
            problems.push(Problem::new("role", "required"));
        }
        match (unit, role) {
            (Ok(unit), Ok(role)) if problems.is_empty() => Ok(Self {
                name,
                title,
                email,
                unit,
                role,
            }),
            _ => Err(problems),
        }
    }
}

pub(super) fn tidy(name: &str, title: &str, email: &str) -> (String, String, String) {
    (
        nfc(name.trim()),
        nfc(title.trim()),
        email.trim().to_lowercase(),
    )
}

/// What is wrong with the texts about a person.
pub(super) fn text_problems(name: &str, title: &str, email: &str) -> Vec<Problem> {
    let mut problems: Vec<_> = name_problem(name).into_iter().collect();
    if title.chars().count() > 120 {
        problems.push(Problem::new("title", "too-long"));
    }
    if !email.is_empty() && !looks_like_mail(email) {
        problems.push(Problem::new("email", "email-form"));
    }
    problems
}

fn looks_like_mail(email: &str) -> bool {
    let plain =
        email.len() <= 200 && !email.contains(|c: char| c.is_whitespace() || c.is_control());
    plain
        && email
            .split_once('@')
            .is_some_and(|(own, host)| !own.is_empty() && host.contains('.') && !host.contains('@'))
}

impl Service {
    /// Adds a person and makes the link by which they set their password.
    ///
    /// # Errors
    /// [`OfficeError::Invalid`] on `name`, `title`, `email`, `login`, `unit`, `role`.
    pub async fn invite(&self, actor: &Actor, form: &PersonForm) -> Result<Invited, OfficeError> {
        let permit = decide(actor, Action::ManagePeople, &Target::office(actor.office))?;
        let login = form.login.trim();
        let facts = match (PersonFacts::read(form), login_problem(login)) {
            (Ok(facts), None) => facts,
            (Ok(_), Some(problem)) => return Err(OfficeError::Invalid(vec![problem])),
            (Err(mut problems), problem) => {
                problems.extend(problem);
                return Err(OfficeError::Invalid(problems));
            }
        };
        let mut change = self.begin(&permit).await?;
        let stamp = change.stamp();
        open_unit(change.write().conn(), actor, facts.unit).await?;
        if !people::logins_taken(change.write().conn(), &[login])
            .await?
            .is_empty()
        {
            return Err(OfficeError::Invalid(vec![Problem::new(
                "login",
                "login-taken",
            )]));
        }
        let person = Person {
            office: actor.office,
            id: PersonId::new(stamp.uuid()),
            unit: facts.unit,
            role: facts.role,
            state: PersonState::Invited,
            name: facts.name,
            title: facts.title,
            email: facts.email,
            login: login.to_owned(),
            created_at: stamp.at,
        };
        people::insert(change.write(), std::slice::from_ref(&person)).await?;
        let purpose = LinkPurpose::Invitation;
        let (token, expires_at) = make_link(
            change.write(),
            stamp,
            actor.office,
            Some(person.id),
            purpose,
        )
        .await?;
        change.commit(about(PERSON_INVITED, &person)).await?;
        Ok(Invited {
            person: person.id,
            token,
            expires_at,
        })
    }

    /// Changes a person's name, post, address, unit and role. A new role ends their sessions.
    ///
    /// # Errors
    /// [`OfficeError::Invalid`]; `own-account` for one's own role; `last-admin`.
    pub async fn change_person(
        &self,
        actor: &Actor,
        id: PersonId,
        form: &PersonForm,
    ) -> Result<(), OfficeError> {
        let permit = decide(actor, Action::ManagePeople, &Target::office(actor.office))?;
        let facts = PersonFacts::read(form).map_err(OfficeError::Invalid)?;
        let mut change = self.begin(&permit).await?;
        let mut person = person_of(change.write().conn(), actor, id).await?;
        if facts.unit != person.unit {
            open_unit(change.write().conn(), actor, facts.unit).await?;
        }
        if facts.role != person.role {
            not_own(actor, id)?;
            not_last_admin(change.write().conn(), &person).await?;
            sessions::end_all(change.write(), actor.office, id, None).await?;
        }
        person.name = facts.name;
        person.title = facts.title;
        person.email = facts.email;
        person.unit = facts.unit;
        person.role = facts.role;
        people::update(change.write(), &person).await?;
        change.commit(about(PERSON_CHANGED, &person)).await?;
        Ok(())
    }

    /// Lets a person in again, suspends them, or notes that they left. Whoever is let out is signed
    /// out everywhere and their links are void.
    ///
    /// # Errors
    /// `own-account`, `last-admin`, `state-invited` for a state that is only begun with.
    pub async fn set_person_state(
        &self,
        actor: &Actor,
        id: PersonId,
        state: PersonState,
    ) -> Result<(), OfficeError> {
        let permit = decide(actor, Action::ManagePeople, &Target::office(actor.office))?;
        not_own(actor, id)?;
        if state == PersonState::Invited {
            return Err(refused("state-invited"));
        }
        let mut change = self.begin(&permit).await?;
        let mut person = person_of(change.write().conn(), actor, id).await?;
        if person.state == state {
            return Ok(());
        }
        if state == PersonState::Active {
            let account = credentials::find(change.write().conn(), actor.office, id).await?;
            let has_password =
                account.is_some_and(|account| account.credential.password_hash.is_some());
            person.state = if has_password {
                PersonState::Active
            } else {
                PersonState::Invited
            };
            // The 45 days of an idle account begin anew.
            let now = change.stamp().at;
            credentials::signed_in(change.write(), actor.office, id, now).await?;
        } else {
            not_last_admin(change.write().conn(), &person).await?;
            person.state = state;
            sessions::end_all(change.write(), actor.office, id, None).await?;
            links::void(change.write(), actor.office, Some(id)).await?;
        }
        people::update(change.write(), &person).await?;
        change.commit(about(PERSON_STATE, &person)).await?;
        Ok(())
    }

    /// Makes a new link for a person: an invitation, or a reset once they have a password. The ones
    /// before it are void.
    ///
    /// # Errors
    /// `person-out` for people who were suspended or left.
    pub async fn reissue_link(&self, actor: &Actor, id: PersonId) -> Result<Invited, OfficeError> {
        let permit = decide(actor, Action::ManagePeople, &Target::office(actor.office))?;
        let mut change = self.begin(&permit).await?;
        let person = person_of(change.write().conn(), actor, id).await?;
        let purpose = match person.state {
            PersonState::Invited => LinkPurpose::Invitation,
            PersonState::Active => LinkPurpose::Reset,
            PersonState::Suspended | PersonState::Left => return Err(refused("person-out")),
        };
        let stamp = change.stamp();
        let (token, expires_at) =
            make_link(change.write(), stamp, actor.office, Some(id), purpose).await?;
        change
            .commit(about(LINK_MADE, &person).with("purpose", purpose))
            .await?;
        Ok(Invited {
            person: id,
            token,
            expires_at,
        })
    }

    /// Lets a person try their password again at once.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`].
    pub async fn unlock(&self, actor: &Actor, id: PersonId) -> Result<(), OfficeError> {
        let permit = decide(actor, Action::ManagePeople, &Target::office(actor.office))?;
        let mut change = self.begin(&permit).await?;
        let person = person_of(change.write().conn(), actor, id).await?;
        credentials::unlock(change.write(), actor.office, id).await?;
        change.commit(about(PERSON_UNLOCKED, &person)).await?;
        Ok(())
    }
}

pub(super) fn about(kind: EventKind, person: &Person) -> Happened {
    Happened::new(kind, "person", person.id)
        .with("role", person.role)
        .with("state", person.state)
        .with("unit", person.unit)
}

pub(super) async fn person_of(
    conn: &mut Conn,
    actor: &Actor,
    id: PersonId,
) -> Result<Person, OfficeError> {
    let person = people::find(conn, actor.office, id).await?;
    person.ok_or_else(|| OfficeError::NotFound {
        what: "person",
        id: id.to_string(),
    })
}

pub(super) fn not_own(actor: &Actor, id: PersonId) -> Result<(), OfficeError> {
    if actor.person == id {
        Err(refused("own-account"))
    } else {
        Ok(())
    }
}

/// An office keeps at least one administrator who can sign in.
async fn not_last_admin(conn: &mut Conn, person: &Person) -> Result<(), OfficeError> {
    let counts = person.role == Role::Admin && person.state == PersonState::Active;
    if counts && people::active_of_role(conn, person.office, Role::Admin).await? <= 1 {
        return Err(refused("last-admin"));
    }
    Ok(())
}

fn refused(code: &'static str) -> OfficeError {
    OfficeError::Refused {
        code,
        facts: Vec::new(),
    }
}
