//! Fresh databases for tests: every test of this crate and of `office` runs on both engines.
//!
//! SQLite is a file in a folder of its own. PostgreSQL is a new database on the server named by
//! `LUYTRE_TEST_POSTGRES` (`cargo xtask test` starts one); without it those runs are left out on a
//! developer's machine, with a word on standard error, and fail where `CI` is set.

use std::future::Future;

use sqlx::{AnyConnection, AssertSqlSafe, Connection, Row as _};

use crate::engine::{Engine, Store};

/// Runs `test` once per engine, each time with a fresh, migrated database.
///
/// # Panics
/// Where a database cannot be made; tests end there.
#[expect(clippy::print_stderr, reason = "a run that is left out is said aloud")]
pub async fn on_both_engines<F: Future<Output = ()>>(test: impl Fn(Store) -> F) {
    let folder = tempfile::tempdir().unwrap_or_else(|error| fail(&format!("no folder: {error}")));
    let address = format!("sqlite:{}", folder.path().join("test.sqlite").display());
    test(open(&address).await).await;

    match postgres_server() {
        Some(server) => test(open(&fresh_postgres(&server).await).await).await,
        None => eprintln!("left out on PostgreSQL: LUYTRE_TEST_POSTGRES is not set"),
    }
}

/// A fresh SQLite store whose folder is kept until the end of the process. For tests of what does
/// not touch SQL itself.
///
/// # Panics
/// Where it cannot be made.
pub async fn one_sqlite() -> Store {
    let folder = tempfile::tempdir().unwrap_or_else(|error| fail(&format!("no folder: {error}")));
    let path = folder.keep().join("test.sqlite");
    open(&format!("sqlite:{}", path.display())).await
}

#[expect(clippy::disallowed_methods, reason = "the tests' one setting")]
fn postgres_server() -> Option<String> {
    let server = std::env::var("LUYTRE_TEST_POSTGRES").ok();
    if server.is_none() && std::env::var("CI").is_ok() {
        fail("LUYTRE_TEST_POSTGRES is not set: run `cargo xtask test`");
    }
    server
}

async fn open(address: &str) -> Store {
    match Store::open(address).await {
        Ok(store) => store,
        Err(error) => fail(&format!("{error}: {:?}", std::error::Error::source(&error))),
    }
}

/// Makes a database on the server and returns its address. It goes when the server's folder goes.
async fn fresh_postgres(server: &str) -> String {
    sqlx::any::install_default_drivers();
    let name = format!("test_{}", uuid::Uuid::now_v7().as_simple());
    let made = async {
        let mut conn = AnyConnection::connect(server).await?;
        sqlx::query(AssertSqlSafe(format!("CREATE DATABASE {name}")))
            .execute(&mut conn)
            .await?;
        conn.close().await
    };
    if let Err(error) = made.await {
        fail(&format!("cannot make a database on {server}: {error}"));
    }
    with_database(server, &name)
}

/// The server's address with another database: `postgres://user@host:port/name?options`.
fn with_database(server: &str, name: &str) -> String {
    let (base, options) = server
        .split_once('?')
        .map_or((server, None), |(base, o)| (base, Some(o)));
    let after_scheme = base.find("://").map_or(0, |at| at + 3);
    let root = match base.get(after_scheme..).and_then(|rest| rest.find('/')) {
        Some(slash) => base.get(..after_scheme + slash).unwrap_or(base),
        None => base,
    };
    match options {
        Some(options) => format!("{root}/{name}?{options}"),
        None => format!("{root}/{name}"),
    }
}

#[expect(clippy::panic, reason = "this is how a test ends")]
fn fail(why: &str) -> ! {
    panic!("{why}")
}

/// Every text and name that came in with files, wherever it is kept, joined; and how many files have
/// content. For tests that nothing of a file stays.
///
/// # Panics
/// Where it cannot be read.
pub async fn all_that_is_kept(store: &Store) -> String {
    const PLACES: [&str; 8] = [
        "SELECT name AS kept FROM file ORDER BY 1",
        "SELECT sha256 AS kept FROM file ORDER BY 1",
        "SELECT file_id AS kept FROM file_content ORDER BY 1",
        "SELECT text AS kept FROM dispatch ORDER BY 1",
        "SELECT subject AS kept FROM dispatch ORDER BY 1",
        "SELECT text AS kept FROM obligation ORDER BY 1",
        "SELECT detail AS kept FROM event ORDER BY 1",
        "SELECT word AS kept FROM search_word ORDER BY 1",
    ];
    let read = async {
        let mut conn = store.read().await?;
        let mut kept: Vec<String> = Vec::new();
        for place in PLACES {
            for row in sqlx::query(place).fetch_all(&mut *conn).await? {
                kept.push(row.try_get("kept")?);
            }
        }
        Ok::<_, Box<dyn std::error::Error>>(kept.join("\n"))
    };
    match read.await {
        Ok(kept) => kept,
        Err(error) => fail(&format!("cannot read what is kept: {error}")),
    }
}

/// Which engine a store runs on, for messages of failing tests.
#[must_use]
pub fn name(store: &Store) -> &'static str {
    match store.engine() {
        Engine::Sqlite => "SQLite",
        Engine::Postgres => "PostgreSQL",
    }
}

#[cfg(test)]
mod tests {
    use super::with_database;

    #[test]
    fn the_database_is_swapped_and_options_stay() {
        assert_eq!(
            with_database("postgres://u@h:5/postgres", "t"),
            "postgres://u@h:5/t"
        );
        assert_eq!(
            with_database("postgres://u@/postgres?host=/tmp/x", "t"),
            "postgres://u@/t?host=/tmp/x"
        );
        assert_eq!(with_database("postgres://h", "t"), "postgres://h/t");
    }
}
