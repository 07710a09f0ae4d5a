//! Importing people from a table: judged row by row first, then written in one transaction. The
//! same table again changes nothing. Passwords are never imported; links are made one by one.

use std::collections::{HashMap, HashSet};

use luytre_model::audit::EventKind;
use luytre_model::fold::fold;
use luytre_model::id::{PersonId, UnitId};
use luytre_model::people::Role;
use luytre_model::sign_in::PersonState;
use luytre_store::people::{self, Person};
use luytre_store::units::{self, Unit};
use luytre_store::{Conn, Stamp, StoreError, sessions};
use sha2::{Digest, Sha256};

use super::manage::{text_problems, tidy};
use super::role_words::role_of;
use crate::access::{Action, Target, decide};
use crate::actor::Actor;
use crate::change::Happened;
use crate::error::{OfficeError, Problem};
use crate::service::Service;
use crate::sign_in::login_problem;

const PEOPLE_IMPORTED: EventKind = EventKind("people.imported");

/// A row of the table, as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportRow {
    /// Its line in the file, from 1.
    pub line: u32,
    /// The person's name.
    pub name: String,
    /// Their post.
    pub title: String,
    /// Their unit, by name, short name or other name.
    pub unit: String,
    /// Their role, by code or in words; empty: an officer.
    pub role: String,
    /// Under which name they sign in.
    pub login: String,
    /// Their address of electronic mail.
    pub email: String,
}

/// What an import does, by lines of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportPlan {
    /// People who are new.
    pub created: Vec<u32>,
    /// People who are there and change.
    pub changed: Vec<u32>,
    /// How many are there as they are.
    pub same: u32,
    /// What is not right.
    pub errors: Vec<RowError>,
}

/// A field of a row that is not right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowError {
    /// The line in the file.
    pub line: u32,
    /// What is wrong.
    pub problem: Problem,
}

impl Service {
    /// What an import would do, without doing it.
    ///
    /// # Errors
    /// Where the actor may not import people.
    pub async fn try_import(
        &self,
        actor: &Actor,
        rows: &[ImportRow],
    ) -> Result<ImportPlan, OfficeError> {
        decide(actor, Action::ManagePeople, &Target::office(actor.office))?;
        let mut conn = self.store.read().await?;
        let known = Known::read(&mut conn, actor, rows).await?;
        Ok(judge(&known, actor, rows, self.stamp()).plan)
    }

    /// Imports people, all or none.
    ///
    /// # Errors
    /// `import-has-errors` with their `number`.
    pub async fn import(
        &self,
        actor: &Actor,
        rows: &[ImportRow],
    ) -> Result<ImportPlan, OfficeError> {
        let permit = decide(actor, Action::ManagePeople, &Target::office(actor.office))?;
        let mut change = self.begin(&permit).await?;
        let known = Known::read(change.write().conn(), actor, rows).await?;
        let judged = judge(&known, actor, rows, change.stamp());
        let plan = judged.plan;
        if !plan.errors.is_empty() {
            let facts = vec![("number", plan.errors.len().to_string())];
            return Err(OfficeError::Refused {
                code: "import-has-errors",
                facts,
            });
        }
        if plan.created.is_empty() && plan.changed.is_empty() {
            return Ok(plan);
        }
        people::insert(change.write(), &judged.created).await?;
        for (person, new_role) in &judged.changed {
            people::update(change.write(), person).await?;
            if *new_role {
                sessions::end_all(change.write(), actor.office, person.id, None).await?;
            }
        }
        let happened = Happened::new(PEOPLE_IMPORTED, "office", actor.office)
            .with("created", plan.created.len())
            .with("changed", plan.changed.len())
            .with("same", plan.same)
            .with("rows_sha256", digest(rows));
        change.commit(happened).await?;
        Ok(plan)
    }
}

/// What is there before the import.
struct Known {
    by_login: HashMap<String, Person>,
    /// Login names of people of other offices.
    foreign: HashSet<String>,
    units: HashMap<String, UnitId>,
}

impl Known {
    async fn read(conn: &mut Conn, actor: &Actor, rows: &[ImportRow]) -> Result<Self, StoreError> {
        let people = people::all(conn, actor.office).await?;
        let by_login: HashMap<_, _> = people
            .into_iter()
            .map(|person| (person.login.clone(), person))
            .collect();
        let new: Vec<_> = rows
            .iter()
            .map(|row| row.login.trim())
            .filter(|login| !by_login.contains_key(*login))
            .collect();
        let taken = people::logins_taken(conn, &new).await?;
        let units = units::list(conn, actor.office).await?;
        let units = names_of(units.iter().filter(|unit| unit.closed_at.is_none()));
        Ok(Self {
            by_login,
            foreign: taken.into_iter().map(|(login, _)| login).collect(),
            units,
        })
    }
}

/// All names by which these units are known; full names win over short and other names.
pub(crate) fn names_of<'a>(units: impl Iterator<Item = &'a Unit>) -> HashMap<String, UnitId> {
    let mut names = HashMap::new();
    let open: Vec<_> = units.collect();
    for unit in &open {
        names.entry(fold(&unit.name)).or_insert(unit.id);
    }
    for unit in &open {
        for other in std::iter::once(&unit.short).chain(&unit.aliases) {
            names.entry(fold(other)).or_insert(unit.id);
        }
    }
    names
}

#[derive(Default)]
struct Judged {
    plan: ImportPlan,
    created: Vec<Person>,
    /// With whether the role is a new one.
    changed: Vec<(Person, bool)>,
}

fn judge(known: &Known, actor: &Actor, rows: &[ImportRow], stamp: Stamp<'_>) -> Judged {
    let mut judged = Judged::default();
    let mut seen = HashSet::new();
    for row in rows {
        let login = row.login.trim();
        let mut wanted = wanted(known, actor, row);
        if !login.is_empty() && !seen.insert(login) {
            wanted = Err(vec![Problem::new("login", "login-twice")]);
        }
        match wanted {
            Err(problems) => {
                let errors = problems.into_iter().map(|problem| RowError {
                    line: row.line,
                    problem,
                });
                judged.plan.errors.extend(errors);
            }
            Ok(Wanted::Same) => judged.plan.same += 1,
            Ok(Wanted::Changed(person, new_role)) => {
                judged.plan.changed.push(row.line);
                judged.changed.push((person, new_role));
            }
            Ok(Wanted::New(mut person)) => {
                person.id = PersonId::new(stamp.uuid());
                person.created_at = stamp.at;
                judged.plan.created.push(row.line);
                judged.created.push(person);
            }
        }
    }
    judged
}

enum Wanted {
    Same,
    Changed(Person, bool),
    New(Person),
}

/// What a row asks for, by itself.
fn wanted(known: &Known, actor: &Actor, row: &ImportRow) -> Result<Wanted, Vec<Problem>> {
    let login = row.login.trim();
    let (name, title, email) = tidy(&row.name, &row.title, &row.email);
    let mut problems = text_problems(&name, &title, &email);
    problems.extend(login_problem(login));
    if known.foreign.contains(login) {
        problems.push(Problem::new("login", "login-taken"));
    }
    let unit = known.units.get(&fold(&row.unit)).copied();
    if unit.is_none() {
        let code = if row.unit.trim().is_empty() {
            "required"
        } else {
            "unit-unknown"
        };
        problems.push(Problem::new("unit", code));
    }
    let role = role_of(&row.role);
    if role.is_none() {
        problems.push(Problem::new("role", "role-unknown"));
    }
    let there = known.by_login.get(login);
    if let (Some(there), Some(role)) = (there, role)
        && there.role == Role::Admin
        && role != Role::Admin
    {
        problems.push(Problem::new("role", "role-of-admin"));
    }
    let (Some(unit), Some(role), true) = (unit, role, problems.is_empty()) else {
        return Err(problems);
    };
    let Some(there) = there else {
        return Ok(Wanted::New(Person {
            office: actor.office,
            // Given when it is certain that the person is new.
            id: actor.person,
            unit,
            role,
            state: PersonState::Invited,
            name,
            title,
            email,
            login: login.to_owned(),
            created_at: jiff::Timestamp::UNIX_EPOCH,
        }));
    };
    let person = Person {
        unit,
        role,
        name,
        title,
        email,
        ..there.clone()
    };
    let new_role = person.role != there.role;
    Ok(if person == *there {
        Wanted::Same
    } else {
        Wanted::Changed(person, new_role)
    })
}

/// A digest of the rows, so that the ledger covers what was imported.
fn digest(rows: &[ImportRow]) -> String {
    let mut sha = Sha256::new();
    for row in rows {
        for field in [
            &row.name, &row.title, &row.unit, &row.role, &row.login, &row.email,
        ] {
            sha.update(field.as_bytes());
            sha.update([0]);
        }
    }
    crate::sign_in::hex(&sha.finalize())
}
