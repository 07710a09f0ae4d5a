//! Brings a database to the newest version: numbered texts, applied in order, each in one
//! transaction, never edited once they have landed.

use sqlx::{AnyConnection, AssertSqlSafe, Connection, Row};

use crate::engine::Engine;
use crate::error::{Doing, StoreError};

/// Every migration, oldest first: number, name, text.
pub(crate) const MIGRATIONS: &[(i64, &str, &str)] = &[
    (
        1,
        "0001_foundation",
        include_str!("../migrations/0001_foundation.sql"),
    ),
    (
        2,
        "0002_lineage",
        include_str!("../migrations/0002_lineage.sql"),
    ),
    (
        3,
        "0003_succession",
        include_str!("../migrations/0003_succession.sql"),
    ),
    (
        5,
        "0005_registers",
        include_str!("../migrations/0005_registers.sql"),
    ),
];

pub(crate) async fn run(engine: Engine, conn: &mut AnyConnection) -> Result<(), StoreError> {
    sqlx::query("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL)")
        .execute(&mut *conn)
        .await
        .doing("make the table of versions")?;
    let found = version(conn).await?;
    let known = MIGRATIONS.last().map_or(0, |(number, _, _)| *number);
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    // Each that is missing, not only those above the newest: steps may land out of order.
    let applied = applied(conn).await?;
    let missing = |(number, _, _): &&(i64, &str, &str)| !applied.contains(number);
    for (number, name, text) in MIGRATIONS.iter().filter(missing) {
        apply(engine, conn, *number, name, text)
            .await
            .map_err(|source| StoreError::Migration { name, source })?;
    }
    Ok(())
}

/// The version of a database.
pub(crate) async fn version(conn: &mut AnyConnection) -> Result<i64, StoreError> {
    let row = sqlx::query("SELECT COALESCE(MAX(version), 0) AS version FROM schema_version")
        .fetch_one(conn)
        .await
        .doing("read the version of the database")?;
    row.try_get("version")
        .doing("read the version of the database")
}

async fn applied(conn: &mut AnyConnection) -> Result<Vec<i64>, StoreError> {
    let rows = sqlx::query("SELECT version FROM schema_version")
        .fetch_all(conn)
        .await
        .doing("read which steps were applied")?;
    rows.iter()
        .map(|row| {
            row.try_get("version")
                .doing("read which steps were applied")
        })
        .collect()
}

async fn apply(
    engine: Engine,
    conn: &mut AnyConnection,
    number: i64,
    name: &str,
    text: &str,
) -> Result<(), sqlx::Error> {
    let mut transaction = conn.begin().await?;
    if engine == Engine::Postgres {
        // Several servers may start at once; the first migrates, the others find it done.
        sqlx::query("LOCK TABLE schema_version IN EXCLUSIVE MODE")
            .execute(&mut *transaction)
            .await?;
    }
    let claimed = sqlx::query(
        "INSERT INTO schema_version (version, name) VALUES ($1, $2) ON CONFLICT DO NOTHING",
    )
    .bind(number)
    .bind(name)
    .execute(&mut *transaction)
    .await?;
    if claimed.rows_affected() == 1 {
        sqlx::raw_sql(AssertSqlSafe(for_engine(engine, text)))
            .execute(&mut *transaction)
            .await?;
    }
    transaction.commit().await
}

/// The text as `engine` takes it: `BYTES` by its own name, and only the parts marked for it.
fn for_engine(engine: Engine, text: &str) -> String {
    let (bytes, own) = match engine {
        Engine::Sqlite => (" BLOB ", "sqlite"),
        Engine::Postgres => (" BYTEA ", "postgres"),
    };
    let mut wanted = true;
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        if let Some(engine) = line.strip_prefix("-- engine: ") {
            wanted = engine == own || engine == "both";
        } else if wanted {
            out.push_str(&line.replace(" BYTES ", bytes));
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_rise_and_names_begin_with_them() {
        assert!(MIGRATIONS.is_sorted_by_key(|(number, _, _)| number));
        for (number, name, _) in MIGRATIONS {
            assert!(name.starts_with(&format!("{number:04}_")), "{name}");
        }
    }

    #[test]
    fn each_engine_gets_its_own_parts_only() {
        let text =
            "a BYTES NOT NULL\n-- engine: sqlite\nb\n-- engine: postgres\nc\n-- engine: both\nd\n";
        assert_eq!(for_engine(Engine::Sqlite, text), "a BLOB NOT NULL\nb\nd\n");
        assert_eq!(
            for_engine(Engine::Postgres, text),
            "a BYTEA NOT NULL\nc\nd\n"
        );
    }
}
