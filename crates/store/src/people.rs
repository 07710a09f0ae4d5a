//! Rows of people and of the names under which they sign in. People leave, they are never removed:
//! what they did stays theirs.

mod listing;

use jiff::Timestamp;
use luytre_model::clock::to_millis;
use luytre_model::fold::fold;
use luytre_model::id::{OfficeId, PersonId, UnitId};
use luytre_model::people::Role;
use luytre_model::sign_in::PersonState;
use sqlx::any::AnyRow;
use sqlx::{Any, AssertSqlSafe};

pub use listing::{Filter, Key, Listed, Page, list, show};

use crate::engine::Conn;
use crate::error::{Doing, StoreError};
use crate::row::{Columns, values};
use crate::write::Write;

/// A person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their office.
    pub office: OfficeId,
    /// Their id.
    pub id: PersonId,
    /// Their unit.
    pub unit: UnitId,
    /// What they are to the office.
    pub role: Role,
    /// How they stand to it.
    pub state: PersonState,
    /// Their name.
    pub name: String,
    /// Their post.
    pub title: String,
    /// Their address of electronic mail; may be empty.
    pub email: String,
    /// Under which name they sign in; small letters, unique over all offices.
    pub login: String,
    /// When they were added.
    pub created_at: Timestamp,
}

/// How many people one statement adds; far below the engines' limits of parameters.
const BATCH: usize = 200;

/// Adds people, each with a login name and an empty credential.
///
/// # Errors
/// Where they cannot be written; a login name that is taken is a duplicate.
pub async fn insert(write: &mut Write, people: &[Person]) -> Result<(), StoreError> {
    if people.len() > BATCH {
        write.expect_many().await?;
    }
    for batch in people.chunks(BATCH) {
        let rows = batch.len();
        let sql = format!(
            "INSERT INTO person (office_id, person_id, unit_id, role, state, name, fold, title, email, login, \
             created_at) VALUES {}",
            values(rows, 11)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for person in batch {
            query = bind_person(query, person);
        }
        query.execute(write.conn()).await.doing("add people")?;
        insert_names(write, batch).await?;
        insert_credentials(write, batch).await?;
    }
    Ok(())
}

type Query<'q> = sqlx::query::Query<'q, Any, sqlx::any::AnyArguments>;

fn bind_person<'q>(query: Query<'q>, person: &'q Person) -> Query<'q> {
    query
        .bind(person.office.to_string())
        .bind(person.id.to_string())
        .bind(person.unit.to_string())
        .bind(person.role.as_str())
        .bind(person.state.as_str())
        .bind(&person.name)
        .bind(fold(&person.name))
        .bind(&person.title)
        .bind(&person.email)
        .bind(&person.login)
        .bind(to_millis(person.created_at))
}

async fn insert_names(write: &mut Write, people: &[Person]) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO login_name (login, office_id, person_id) VALUES {}",
        values(people.len(), 3)
    );
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for person in people {
        query = query
            .bind(&person.login)
            .bind(person.office.to_string())
            .bind(person.id.to_string());
    }
    query.execute(write.conn()).await.doing("add login names")?;
    Ok(())
}

async fn insert_credentials(write: &mut Write, people: &[Person]) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO credential (office_id, person_id, password_hash, password_set_at, must_change, \
         signed_in_at, failures, locked_until, totp_secret, totp_confirmed, totp_last_step) VALUES {}",
        values(people.len(), 11)
    );
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for person in people {
        query = query
            .bind(person.office.to_string())
            .bind(person.id.to_string())
            .bind("")
            .bind(0_i64)
            .bind(0_i64)
            .bind(0_i64)
            .bind(0_i64)
            .bind(0_i64)
            .bind("")
            .bind(0_i64)
            .bind(0_i64);
    }
    query.execute(write.conn()).await.doing("add credentials")?;
    Ok(())
}

/// Writes all that may change of a person: everything but id, login and when they were added.
///
/// # Errors
/// Where it cannot be written.
pub async fn update(write: &mut Write, person: &Person) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE person SET unit_id = $1, role = $2, state = $3, name = $4, fold = $5, title = $6, email = $7 \
         WHERE office_id = $8 AND person_id = $9",
    )
    .bind(person.unit.to_string())
    .bind(person.role.as_str())
    .bind(person.state.as_str())
    .bind(&person.name)
    .bind(fold(&person.name))
    .bind(&person.title)
    .bind(&person.email)
    .bind(person.office.to_string())
    .bind(person.id.to_string())
    .execute(write.conn())
    .await
    .doing("change a person")?;
    Ok(())
}

/// A person.
///
/// # Errors
/// Where they cannot be read.
pub async fn find(
    conn: &mut Conn,
    office: OfficeId,
    person: PersonId,
) -> Result<Option<Person>, StoreError> {
    let row = sqlx::query("SELECT * FROM person WHERE office_id = $1 AND person_id = $2")
        .bind(office.to_string())
        .bind(person.to_string())
        .fetch_optional(conn)
        .await
        .doing("read a person")?;
    row.as_ref().map(person_of).transpose()
}

/// Everybody of an office, by login name. For imports, which compare with all.
///
/// # Errors
/// Where they cannot be read.
pub async fn all(conn: &mut Conn, office: OfficeId) -> Result<Vec<Person>, StoreError> {
    let rows = sqlx::query("SELECT * FROM person WHERE office_id = $1 ORDER BY fold, person_id")
        .bind(office.to_string())
        .fetch_all(conn)
        .await
        .doing("read the people of an office")?;
    rows.iter().map(person_of).collect()
}

/// Which of these login names are taken, and by which office's people. At most a few hundred at once.
///
/// # Errors
/// Where they cannot be read.
pub async fn logins_taken(
    conn: &mut Conn,
    logins: &[&str],
) -> Result<Vec<(String, OfficeId)>, StoreError> {
    let mut taken = Vec::new();
    for batch in logins.chunks(BATCH) {
        let numbers: Vec<_> = (1..=batch.len())
            .map(|number| format!("${number}"))
            .collect();
        let sql = format!(
            "SELECT login, office_id FROM login_name WHERE login IN ({})",
            numbers.join(", ")
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for login in batch {
            query = query.bind(*login);
        }
        for row in query
            .fetch_all(&mut *conn)
            .await
            .doing("look login names up")?
        {
            let columns = Columns::of("login_name", &row);
            taken.push((columns.text("login")?, columns.value("office_id")?));
        }
    }
    Ok(taken)
}

/// How many people of a role may sign in.
///
/// # Errors
/// Where they cannot be counted.
pub async fn active_of_role(
    conn: &mut Conn,
    office: OfficeId,
    role: Role,
) -> Result<u64, StoreError> {
    let row = sqlx::query("SELECT COUNT(*) AS number FROM person WHERE office_id = $1 AND role = $2 AND state = 'active'")
        .bind(office.to_string())
        .bind(role.as_str())
        .fetch_one(conn)
        .await
        .doing("count people of a role")?;
    Columns::of("person", &row).count("number")
}

/// How many people who have not left each unit has.
///
/// # Errors
/// Where they cannot be counted.
pub async fn per_unit(conn: &mut Conn, office: OfficeId) -> Result<Vec<(UnitId, u64)>, StoreError> {
    let rows = sqlx::query(
        "SELECT unit_id, COUNT(*) AS number FROM person WHERE office_id = $1 AND state <> 'left' GROUP BY unit_id",
    )
    .bind(office.to_string())
    .fetch_all(conn)
    .await
    .doing("count the people of units")?;
    rows.iter()
        .map(|row| {
            let columns = Columns::of("person", row);
            Ok((columns.value("unit_id")?, columns.count("number")?))
        })
        .collect()
}

pub(crate) fn person_of(row: &AnyRow) -> Result<Person, StoreError> {
    let columns = Columns::of("person", row);
    Ok(Person {
        office: columns.value("office_id")?,
        id: columns.value("person_id")?,
        unit: columns.value("unit_id")?,
        role: columns.value("role")?,
        state: columns.value("state")?,
        name: columns.text("name")?,
        title: columns.text("title")?,
        email: columns.text("email")?,
        login: columns.text("login")?,
        created_at: columns.time("created_at")?,
    })
}
