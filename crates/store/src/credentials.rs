//! What people sign in with: the hash of a password, the hashes before it, wrong tries, the second
//! step. Nothing here judges a password; hashes come from `office`.

use jiff::Timestamp;
use luytre_model::clock::to_millis;
use luytre_model::id::{OfficeId, PersonId};
use luytre_model::sign_in::OfficeState;
use sqlx::any::AnyRow;

use crate::engine::Conn;
use crate::error::{Doing, StoreError};
use crate::people::{self, Person};
use crate::row::Columns;
use crate::write::Write;

/// What a person signs in with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// The hash of the password; `None` until one is set.
    pub password_hash: Option<String>,
    /// When it was set.
    pub password_set_at: Timestamp,
    /// Whether it must be changed at the next sign-in.
    pub must_change: bool,
    /// When the person signed in last, or was let in again; `None`: never.
    pub signed_in_at: Option<Timestamp>,
    /// Wrong tries in a row.
    pub failures: u32,
    /// Until when no try counts.
    pub locked_until: Timestamp,
    /// The secret of the second step (base32), once one was made.
    pub totp_secret: Option<String>,
    /// Whether the person showed that they have the secret.
    pub totp_confirmed: bool,
    /// The step of the last code that was taken; each is good once.
    pub totp_last_step: u64,
}

/// All that signing in asks of the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The person.
    pub person: Person,
    /// Their unit's name, for the trail.
    pub unit_name: String,
    /// Their office's name.
    pub office_name: String,
    /// How far their office is.
    pub office_state: OfficeState,
    /// What they sign in with.
    pub credential: Credential,
}

macro_rules! account {
    ($from:literal) => {
        concat!(
            "SELECT p.*, u.name AS unit_name, o.name AS office_name, o.state AS office_state, c.password_hash, \
             c.password_set_at, c.must_change, c.signed_in_at, c.failures, c.locked_until, c.totp_secret, \
             c.totp_confirmed, c.totp_last_step FROM ",
            $from,
            " JOIN unit u ON u.office_id = p.office_id AND u.unit_id = p.unit_id \
             JOIN credential c ON c.office_id = p.office_id AND c.person_id = p.person_id \
             JOIN office o ON o.office_id = p.office_id "
        )
    };
}

/// Whose login name this is.
///
/// # Errors
/// Where it cannot be read.
pub async fn by_login(conn: &mut Conn, login: &str) -> Result<Option<Account>, StoreError> {
    let row = sqlx::query(concat!(
        account!(
            "login_name n JOIN person p ON p.office_id = n.office_id AND p.person_id = n.person_id"
        ),
        "WHERE n.login = $1"
    ))
    .bind(login)
    .fetch_optional(conn)
    .await
    .doing("look a login name up")?;
    row.as_ref().map(account_of).transpose()
}

/// The account of a person.
///
/// # Errors
/// Where it cannot be read.
pub async fn find(
    conn: &mut Conn,
    office: OfficeId,
    person: PersonId,
) -> Result<Option<Account>, StoreError> {
    let row = sqlx::query(concat!(
        account!("person p"),
        "WHERE p.office_id = $1 AND p.person_id = $2"
    ))
    .bind(office.to_string())
    .bind(person.to_string())
    .fetch_optional(conn)
    .await
    .doing("read an account")?;
    row.as_ref().map(account_of).transpose()
}

/// Sets a password, takes all locks away, and asks for no further change.
///
/// # Errors
/// Where it cannot be written.
pub async fn set_password(
    write: &mut Write,
    office: OfficeId,
    person: PersonId,
    set_at: Timestamp,
    password_hash: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE credential SET password_hash = $1, password_set_at = $2, must_change = 0, failures = 0, \
         locked_until = 0 WHERE office_id = $3 AND person_id = $4",
    )
    .bind(password_hash)
    .bind(to_millis(set_at))
    .bind(office.to_string())
    .bind(person.to_string())
    .execute(write.conn())
    .await
    .doing("set a password")?;
    remember(write, office, person, set_at, password_hash).await
}

/// Asks a person to change the password at the next sign-in.
///
/// # Errors
/// Where it cannot be written.
pub async fn ask_for_change(
    write: &mut Write,
    office: OfficeId,
    person: PersonId,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE credential SET must_change = 1 WHERE office_id = $1 AND person_id = $2")
        .bind(office.to_string())
        .bind(person.to_string())
        .execute(write.conn())
        .await
        .doing("ask for a new password")?;
    Ok(())
}

/// Counts a try before it is looked at, so that many at once cannot slip through; how many there
/// were in a row, or `None` where the account is locked at `now`.
///
/// # Errors
/// Where it cannot be written.
pub async fn count_try(
    write: &mut Write,
    office: OfficeId,
    person: PersonId,
    now: Timestamp,
) -> Result<Option<u32>, StoreError> {
    let row = sqlx::query(
        "UPDATE credential SET failures = failures + 1 \
         WHERE office_id = $1 AND person_id = $2 AND locked_until <= $3 RETURNING failures",
    )
    .bind(office.to_string())
    .bind(person.to_string())
    .bind(to_millis(now))
    .fetch_optional(write.conn())
    .await
    .doing("count a try to sign in")?;
    row.map(|row| failures_of(&Columns::of("credential", &row)))
        .transpose()
}

/// Takes back the try that was counted last, and the lock that it may have set: it was a right one.
///
/// # Errors
/// Where it cannot be written.
pub async fn uncount_try(
    write: &mut Write,
    office: OfficeId,
    person: PersonId,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE credential SET failures = failures - 1, locked_until = 0 \
         WHERE office_id = $1 AND person_id = $2 AND failures > 0",
    )
    .bind(office.to_string())
    .bind(person.to_string())
    .execute(write.conn())
    .await
    .doing("take a counted try back")?;
    Ok(())
}

/// Lets no try count until a moment.
///
/// # Errors
/// Where it cannot be written.
pub async fn lock(
    write: &mut Write,
    office: OfficeId,
    person: PersonId,
    until: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE credential SET locked_until = $1 WHERE office_id = $2 AND person_id = $3")
        .bind(to_millis(until))
        .bind(office.to_string())
        .bind(person.to_string())
        .execute(write.conn())
        .await
        .doing("lock an account")?;
    Ok(())
}

/// Forgets the tries and the lock.
///
/// # Errors
/// Where it cannot be written.
pub async fn unlock(
    write: &mut Write,
    office: OfficeId,
    person: PersonId,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE credential SET failures = 0, locked_until = 0 WHERE office_id = $1 AND person_id = $2",
    )
    .bind(office.to_string())
    .bind(person.to_string())
    .execute(write.conn())
    .await
    .doing("unlock an account")?;
    Ok(())
}

/// Notes that a person signed in, or was let in again after having been idle.
///
/// # Errors
/// Where it cannot be written.
pub async fn signed_in(
    write: &mut Write,
    office: OfficeId,
    person: PersonId,
    at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE credential SET signed_in_at = $1 WHERE office_id = $2 AND person_id = $3")
        .bind(to_millis(at))
        .bind(office.to_string())
        .bind(person.to_string())
        .execute(write.conn())
        .await
        .doing("note a sign-in")?;
    Ok(())
}

/// How far a second step is set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondStep<'a> {
    /// There is none.
    None,
    /// This secret (base32) waits for a first code.
    Offered(&'a str),
    /// The secret that was offered is in use; its first code was of this step.
    Confirmed(u64),
}

/// Sets how far a person's second step is set up.
///
/// # Errors
/// Where it cannot be written.
pub async fn set_second_step(
    write: &mut Write,
    office: OfficeId,
    person: PersonId,
    second_step: SecondStep<'_>,
) -> Result<(), StoreError> {
    let query = match second_step {
        SecondStep::Confirmed(step) => sqlx::query(
            "UPDATE credential SET totp_confirmed = 1, totp_last_step = $1 WHERE office_id = $2 AND person_id = $3",
        )
        .bind(i64::try_from(step).unwrap_or(i64::MAX)),
        SecondStep::Offered(secret) => sqlx::query(OFFER).bind(secret),
        SecondStep::None => sqlx::query(OFFER).bind(""),
    };
    query
        .bind(office.to_string())
        .bind(person.to_string())
        .execute(write.conn())
        .await
        .doing("set a second step")?;
    Ok(())
}

const OFFER: &str = "UPDATE credential SET totp_secret = $1, totp_confirmed = 0, totp_last_step = 0 \
     WHERE office_id = $2 AND person_id = $3";

/// Takes a code's step as used, unless it or a later one was used before. Whether it was taken: of
/// two who show the same code at once, one gets `false`.
///
/// # Errors
/// Where it cannot be written.
pub async fn use_step(
    write: &mut Write,
    office: OfficeId,
    person: PersonId,
    step: u64,
) -> Result<bool, StoreError> {
    let step = i64::try_from(step).unwrap_or(i64::MAX);
    let done = sqlx::query(
        "UPDATE credential SET totp_last_step = $1 WHERE office_id = $2 AND person_id = $3 AND totp_last_step < $1",
    )
    .bind(step)
    .bind(office.to_string())
    .bind(person.to_string())
    .execute(write.conn())
    .await
    .doing("use a code")?;
    Ok(done.rows_affected() == 1)
}

/// Keeps the hash of a password, so that it is not used again.
async fn remember(
    write: &mut Write,
    office: OfficeId,
    person: PersonId,
    set_at: Timestamp,
    password_hash: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO password_history (office_id, person_id, set_at, password_hash) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (office_id, person_id, set_at) DO UPDATE SET password_hash = excluded.password_hash",
    )
    .bind(office.to_string())
    .bind(person.to_string())
    .bind(to_millis(set_at))
    .bind(password_hash)
    .execute(write.conn())
    .await
    .doing("remember a password")?;
    Ok(())
}

/// The hashes of the last `most` passwords, newest first.
///
/// # Errors
/// Where they cannot be read.
pub async fn history(
    conn: &mut Conn,
    office: OfficeId,
    person: PersonId,
    most: u32,
) -> Result<Vec<String>, StoreError> {
    let rows = sqlx::query(
        "SELECT password_hash FROM password_history WHERE office_id = $1 AND person_id = $2 \
         ORDER BY set_at DESC LIMIT $3",
    )
    .bind(office.to_string())
    .bind(person.to_string())
    .bind(i64::from(most))
    .fetch_all(conn)
    .await
    .doing("read the passwords before")?;
    rows.iter()
        .map(|row| Columns::of("password_history", row).text("password_hash"))
        .collect()
}

/// Active people who neither signed in nor were added since `since`, at most `most`.
///
/// # Errors
/// Where they cannot be read.
pub async fn idle_since(
    conn: &mut Conn,
    office: OfficeId,
    since: Timestamp,
    most: u32,
) -> Result<Vec<PersonId>, StoreError> {
    let rows = sqlx::query(
        "SELECT p.person_id FROM person p \
         JOIN credential c ON c.office_id = p.office_id AND c.person_id = p.person_id \
         WHERE p.office_id = $1 AND p.state = 'active' AND p.created_at <= $2 AND c.signed_in_at <= $2 \
         ORDER BY p.person_id LIMIT $3",
    )
    .bind(office.to_string())
    .bind(to_millis(since))
    .bind(i64::from(most))
    .fetch_all(conn)
    .await
    .doing("look for idle accounts")?;
    rows.iter()
        .map(|row| Columns::of("person", row).value("person_id"))
        .collect()
}

fn account_of(row: &AnyRow) -> Result<Account, StoreError> {
    let columns = Columns::of("credential", row);
    Ok(Account {
        person: people::person_of(row)?,
        unit_name: columns.text("unit_name")?,
        office_name: columns.text("office_name")?,
        office_state: columns.value("office_state")?,
        credential: credential_of(&columns)?,
    })
}

fn credential_of(columns: &Columns<'_>) -> Result<Credential, StoreError> {
    Ok(Credential {
        password_hash: columns.text_or_empty("password_hash")?,
        password_set_at: columns.time("password_set_at")?,
        must_change: columns.yes("must_change")?,
        signed_in_at: Some(columns.time("signed_in_at")?).filter(|at| *at > Timestamp::UNIX_EPOCH),
        failures: failures_of(columns)?,
        locked_until: columns.time("locked_until")?,
        totp_secret: columns.text_or_empty("totp_secret")?,
        totp_confirmed: columns.yes("totp_confirmed")?,
        totp_last_step: columns.count("totp_last_step")?,
    })
}

fn failures_of(columns: &Columns<'_>) -> Result<u32, StoreError> {
    let failures = columns.number("failures")?;
    u32::try_from(failures).map_err(|_| columns.corrupt("failures", failures.to_string()))
}
