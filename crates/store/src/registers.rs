//! Rows of the registers. One text writes, reads and lists any of them; what is its own of a
//! register, its columns, is in a file of its own below.

mod account;
mod device;

use jiff::Timestamp;
use luytre_model::clock::to_millis;
use luytre_model::fold::fold;
use luytre_model::id::{EntryId, OfficeId, PersonId, UnitId};
use luytre_model::registers::EntryState;
use luytre_model::sign_in::PersonState;
use sqlx::any::AnyRow;
use sqlx::{Any, AssertSqlSafe};

use crate::engine::Conn;
use crate::error::{Doing, StoreError};
use crate::row::{Columns, text_column, values};
use crate::write::Write;

/// A value of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text.
    Text(String),
    /// A number.
    Number(i64),
}

/// What is entered in a register, as its table keeps it.
pub trait Kept: Sized + Send + Sync {
    /// The table.
    const TABLE: &'static str;
    /// Its columns beside those that all registers have.
    const COLUMNS: &'static [&'static str];
    /// The column by which a list can be narrowed beside kind and state.
    const NARROW: &'static str;

    /// The unit that answers for it.
    fn unit(&self) -> UnitId;
    /// The person whose it is.
    fn person(&self) -> Option<PersonId>;
    /// Whether it still counts.
    fn state(&self) -> EntryState;
    /// What lists are ordered by.
    fn title(&self) -> String;
    /// What is searched.
    fn words(&self) -> String;
    /// The values of [`Self::COLUMNS`].
    fn values(&self) -> Vec<Value>;
    /// Reads a row.
    ///
    /// # Errors
    /// A value that the program cannot have written.
    fn of_row(row: &AnyRow) -> Result<Self, StoreError>;
}

/// An entry of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<T> {
    /// Of which office.
    pub office: OfficeId,
    /// Its id.
    pub id: EntryId,
    /// Its running number.
    pub number: u32,
    /// The how-manyth state of it this is, from 1.
    pub revision: u64,
    /// When it was added.
    pub created_at: Timestamp,
    /// What is entered.
    pub what: T,
}

/// What all registers have, in the order in which it is bound.
const COMMON: [&str; 10] = [
    "unit_id",
    "person_id",
    "state",
    "fold",
    "words",
    "revision",
    "office_id",
    "entry_id",
    "number",
    "created_at",
];
/// So many of them may change.
const CHANGING: usize = 6;
/// How many entries one statement adds; far below the engines' limits of parameters.
const BATCH: usize = 100;

type Query<'q> = sqlx::query::Query<'q, Any, sqlx::any::AnyArguments>;

fn bind_changing<'q, T: Kept>(mut query: Query<'q>, entry: &Entry<T>) -> Query<'q> {
    for value in entry.what.values() {
        query = match value {
            Value::Text(text) => query.bind(text),
            Value::Number(number) => query.bind(number),
        };
    }
    query
        .bind(entry.what.unit().to_string())
        .bind(text_column(entry.what.person().as_ref()))
        .bind(entry.what.state().as_str())
        .bind(fold(&entry.what.title()))
        .bind(fold(&entry.what.words()))
        .bind(i64::try_from(entry.revision).unwrap_or(i64::MAX))
}

/// Adds entries.
///
/// # Errors
/// Where they cannot be written.
pub async fn insert<T: Kept>(write: &mut Write, entries: &[Entry<T>]) -> Result<(), StoreError> {
    if entries.len() > BATCH {
        write.expect_many().await?;
    }
    let columns = [T::COLUMNS, &COMMON].concat();
    for batch in entries.chunks(BATCH) {
        let sql = format!(
            "INSERT INTO {} ({}) VALUES {}",
            T::TABLE,
            columns.join(", "),
            values(batch.len(), columns.len())
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for entry in batch {
            query = bind_changing(query, entry)
                .bind(entry.office.to_string())
                .bind(entry.id.to_string())
                .bind(i64::from(entry.number))
                .bind(to_millis(entry.created_at));
        }
        query.execute(write.conn()).await.doing("add entries")?;
    }
    Ok(())
}

/// Writes the next state of an entry. `false`: the one before it is not there any more.
///
/// # Errors
/// Where it cannot be written.
pub async fn update<T: Kept>(write: &mut Write, entry: &Entry<T>) -> Result<bool, StoreError> {
    let changing = T::COLUMNS.iter().chain(COMMON.iter().take(CHANGING));
    let sets: Vec<_> = (1..)
        .zip(changing)
        .map(|(number, column)| format!("{column} = ${number}"))
        .collect();
    let next = sets.len() + 1;
    let sql = format!(
        "UPDATE {} SET {} WHERE office_id = ${next} AND entry_id = ${} AND revision = ${}",
        T::TABLE,
        sets.join(", "),
        next + 1,
        next + 2
    );
    let before = i64::try_from(entry.revision.saturating_sub(1)).unwrap_or(i64::MAX);
    let changed = bind_changing(sqlx::query(AssertSqlSafe(sql)), entry)
        .bind(entry.office.to_string())
        .bind(entry.id.to_string())
        .bind(before)
        .execute(write.conn())
        .await
        .doing("change an entry")?;
    Ok(changed.rows_affected() == 1)
}

/// The greatest running number of a register; 0: it has no entry.
///
/// # Errors
/// Where it cannot be read.
pub async fn last_number<T: Kept>(conn: &mut Conn, office: OfficeId) -> Result<u32, StoreError> {
    let sql = format!(
        "SELECT COALESCE(MAX(number), 0) AS number FROM {} WHERE office_id = $1",
        T::TABLE
    );
    let row = sqlx::query(AssertSqlSafe(sql))
        .bind(office.to_string())
        .fetch_one(conn)
        .await
        .doing("read the last number of a register")?;
    number_of(&Columns::of(T::TABLE, &row))
}

/// Which entries are wanted; what is not said does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this unit.
    pub unit: Option<UnitId>,
    /// Of this person.
    pub person: Option<PersonId>,
    /// Of this kind, by its stable text.
    pub kind: String,
    /// In this state.
    pub state: Option<EntryState>,
    /// With this text in the column [`Kept::NARROW`].
    pub narrow: String,
    /// With words that begin like this; in any spelling.
    pub text: String,
}

/// Where a page begins: after this entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The folded title.
    pub fold: String,
    /// The id, for those of the same title.
    pub entry: EntryId,
}

/// An entry as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<T> {
    /// The entry.
    pub entry: Entry<T>,
    /// The name of its unit.
    pub unit_name: String,
    /// The name of its person; empty: nobody.
    pub person_name: String,
    /// How that person stands to the office.
    pub person_state: Option<PersonState>,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// What is on it.
    pub entries: Vec<Listed<T>>,
    /// Where the next one begins, if there is one.
    pub next: Option<Key>,
}

fn listing<T: Kept>(rest: &str) -> String {
    format!(
        "SELECT r.*, u.name AS unit_name, COALESCE(p.name, '') AS person_name, \
         COALESCE(p.state, '') AS person_state FROM {} r \
         JOIN unit u ON u.office_id = r.office_id AND u.unit_id = r.unit_id \
         LEFT JOIN person p ON p.office_id = r.office_id AND p.person_id = r.person_id \
         WHERE r.office_id = $1 AND {rest}",
        T::TABLE
    )
}

/// At most `most` entries after `after`, in the order of their titles.
///
/// # Errors
/// Where they cannot be read.
pub async fn list<T: Kept>(
    conn: &mut Conn,
    office: OfficeId,
    filter: &Filter,
    after: Option<&Key>,
    most: u32,
) -> Result<Page<T>, StoreError> {
    // Two texts, for each has an index of its own: of the whole office, and of one unit.
    let unit = if filter.unit.is_some() {
        "r.unit_id = $2"
    } else {
        "$2 = ''"
    };
    let sql = listing::<T>(&format!(
        "{unit} AND (r.fold, r.entry_id) > ($3, $4) AND ($5 = '' OR r.person_id = $5) AND ($6 = '' OR r.kind = $6) \
         AND ($7 = '' OR r.state = $7) AND ($8 = '' OR r.{} = $8) AND ($9 = '' OR ' ' || r.words LIKE $9) \
         ORDER BY r.fold, r.entry_id LIMIT $10",
        T::NARROW
    ));
    let words = fold(&filter.text);
    let pattern = if words.is_empty() {
        String::new()
    } else {
        format!("% {words}%")
    };
    let rows = sqlx::query(AssertSqlSafe(sql))
        .bind(office.to_string())
        .bind(text_column(filter.unit.as_ref()))
        .bind(after.map_or("", |key| key.fold.as_str()))
        .bind(text_column(after.map(|key| &key.entry)))
        .bind(text_column(filter.person.as_ref()))
        .bind(filter.kind.as_str())
        .bind(text_column(filter.state.as_ref()))
        .bind(filter.narrow.as_str())
        .bind(pattern)
        .bind(i64::from(most) + 1)
        .fetch_all(conn)
        .await
        .doing("list a register")?;
    let mut entries = rows
        .iter()
        .map(listed_of)
        .collect::<Result<Vec<Listed<T>>, _>>()?;
    let more = entries.len() > most as usize;
    entries.truncate(most as usize);
    let next = entries.last().filter(|_| more).map(|last| Key {
        fold: fold(&last.entry.what.title()),
        entry: last.entry.id,
    });
    Ok(Page { entries, next })
}

/// One entry as lists show it.
///
/// # Errors
/// Where it cannot be read.
pub async fn show<T: Kept>(
    conn: &mut Conn,
    office: OfficeId,
    entry: EntryId,
) -> Result<Option<Listed<T>>, StoreError> {
    let row = sqlx::query(AssertSqlSafe(listing::<T>("r.entry_id = $2")))
        .bind(office.to_string())
        .bind(entry.to_string())
        .fetch_optional(conn)
        .await
        .doing("read an entry")?;
    row.as_ref().map(listed_of).transpose()
}

/// Every entry of a register, by its number. For imports, which compare with all.
///
/// # Errors
/// Where they cannot be read.
pub async fn all<T: Kept>(conn: &mut Conn, office: OfficeId) -> Result<Vec<Entry<T>>, StoreError> {
    let sql = format!(
        "SELECT * FROM {} WHERE office_id = $1 ORDER BY number",
        T::TABLE
    );
    let rows = sqlx::query(AssertSqlSafe(sql))
        .bind(office.to_string())
        .fetch_all(conn)
        .await
        .doing("read a register")?;
    rows.iter().map(entry_of).collect()
}

fn listed_of<T: Kept>(row: &AnyRow) -> Result<Listed<T>, StoreError> {
    let columns = Columns::of(T::TABLE, row);
    Ok(Listed {
        entry: entry_of(row)?,
        unit_name: columns.text("unit_name")?,
        person_name: columns.text("person_name")?,
        person_state: columns.value_or_empty("person_state")?,
    })
}

fn entry_of<T: Kept>(row: &AnyRow) -> Result<Entry<T>, StoreError> {
    let columns = Columns::of(T::TABLE, row);
    Ok(Entry {
        office: columns.value("office_id")?,
        id: columns.value("entry_id")?,
        number: number_of(&columns)?,
        revision: columns.count("revision")?,
        created_at: columns.time("created_at")?,
        what: T::of_row(row)?,
    })
}

fn number_of(columns: &Columns<'_>) -> Result<u32, StoreError> {
    let number = columns.number("number")?;
    u32::try_from(number).map_err(|_| columns.corrupt("number", number.to_string()))
}
