//! The list of people: filtered, in the order of names, page by page from a key.

use jiff::Timestamp;
use luytre_model::fold::fold;
use luytre_model::id::{OfficeId, PersonId, UnitId};
use luytre_model::people::Role;
use luytre_model::sign_in::PersonState;
use sqlx::any::AnyRow;

use super::{Person, person_of};
use crate::engine::Conn;
use crate::error::{Doing, StoreError};
use crate::row::{Columns, text_column};

/// What lists show of people, from three tables that share their key.
macro_rules! columns {
    () => {
        "SELECT p.*, u.name AS unit_name, c.signed_in_at, c.locked_until, c.totp_confirmed FROM person p \
         JOIN unit u ON u.office_id = p.office_id AND u.unit_id = p.unit_id \
         JOIN credential c ON c.office_id = p.office_id AND c.person_id = p.person_id"
    };
}

/// The rest of both lists: what does not matter is an empty text.
macro_rules! rest {
    () => {
        " AND (p.fold, p.person_id) > ($3, $4) AND ($5 = '' OR p.role = $5) AND ($6 = '' OR p.state = $6) \
         AND ($7 = '' OR ' ' || p.fold LIKE $7) ORDER BY p.fold, p.person_id LIMIT $8"
    };
}

/// Two texts, for each has an index of its own: of the whole office, and of one unit.
const OF_OFFICE: &str = concat!(columns!(), " WHERE p.office_id = $1 AND $2 = ''", rest!());
const OF_UNIT: &str = concat!(
    columns!(),
    " WHERE p.office_id = $1 AND p.unit_id = $2",
    rest!()
);

/// Who is wanted; what is not said does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this unit.
    pub unit: Option<UnitId>,
    /// Of this role.
    pub role: Option<Role>,
    /// In this state.
    pub state: Option<PersonState>,
    /// With words of their name that begin like this; in any spelling.
    pub text: String,
}

/// Where a page begins: after this person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The folded name.
    pub fold: String,
    /// The id, for those of the same name.
    pub person: PersonId,
}

/// A person as lists show them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The person.
    pub person: Person,
    /// Their unit's name.
    pub unit_name: String,
    /// When they signed in last.
    pub signed_in_at: Option<Timestamp>,
    /// Until when they are locked out for wrong passwords; past: not any more.
    pub locked_until: Option<Timestamp>,
    /// Whether they have a second step.
    pub second_step: bool,
}

/// A page of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Those on it.
    pub people: Vec<Listed>,
    /// Where the next one begins, if there is one.
    pub next: Option<Key>,
}

/// At most `most` people after `after`, in the order of their names.
///
/// # Errors
/// Where they cannot be read.
pub async fn list(
    conn: &mut Conn,
    office: OfficeId,
    filter: &Filter,
    after: Option<&Key>,
    most: u32,
) -> Result<Page, StoreError> {
    let words = fold(&filter.text);
    let pattern = if words.is_empty() {
        String::new()
    } else {
        format!("% {words}%")
    };
    let query = match filter.unit {
        Some(unit) => sqlx::query(OF_UNIT)
            .bind(office.to_string())
            .bind(unit.to_string()),
        None => sqlx::query(OF_OFFICE).bind(office.to_string()).bind(""),
    };
    let rows = query
        .bind(after.map_or("", |key| key.fold.as_str()))
        .bind(text_column(after.map(|key| &key.person)))
        .bind(text_column(filter.role.as_ref()))
        .bind(text_column(filter.state.as_ref()))
        .bind(pattern)
        .bind(i64::from(most) + 1)
        .fetch_all(conn)
        .await
        .doing("list people")?;
    let mut people = rows.iter().map(listed_of).collect::<Result<Vec<_>, _>>()?;
    let more = people.len() > most as usize;
    people.truncate(most as usize);
    let next = people.last().filter(|_| more).map(|last| Key {
        fold: fold(&last.person.name),
        person: last.person.id,
    });
    Ok(Page { people, next })
}

/// One person as lists show them.
///
/// # Errors
/// Where they cannot be read.
pub async fn show(
    conn: &mut Conn,
    office: OfficeId,
    person: PersonId,
) -> Result<Option<Listed>, StoreError> {
    let row = sqlx::query(concat!(
        columns!(),
        " WHERE p.office_id = $1 AND p.person_id = $2"
    ))
    .bind(office.to_string())
    .bind(person.to_string())
    .fetch_optional(conn)
    .await
    .doing("read a person")?;
    row.as_ref().map(listed_of).transpose()
}

fn listed_of(row: &AnyRow) -> Result<Listed, StoreError> {
    let columns = Columns::of("person", row);
    let some = |column| {
        Ok::<_, StoreError>(Some(columns.time(column)?).filter(|at| *at > Timestamp::UNIX_EPOCH))
    };
    Ok(Listed {
        person: person_of(row)?,
        unit_name: columns.text("unit_name")?,
        signed_in_at: some("signed_in_at")?,
        locked_until: some("locked_until")?,
        second_step: columns.yes("totp_confirmed")?,
    })
}
