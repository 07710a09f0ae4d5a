//! The two engines behind one door: an embedded SQLite file (one writer, group commit, many
//! readers) or a PostgreSQL server. Everything else in this crate is one SQL text for both.

use std::str::FromStr;
use std::sync::Arc;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{AnyConnection, AnyPool, ConnectOptions, Connection};
use tokio::sync::Mutex;

use crate::error::{Doing, StoreError};
use crate::migrate;
use crate::readers::{Reader, Readers};
use crate::write::{Write, Writer};

/// A connection, inside or outside a transaction. Functions that only read take this.
pub type Conn = AnyConnection;

/// Which engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// An embedded file.
    Sqlite,
    /// A server, 15 or later.
    Postgres,
}

/// How many connections read at once.
const READERS: u8 = 4;

/// An open database.
#[derive(Clone)]
pub struct Store(Inner);

#[derive(Clone)]
enum Inner {
    Sqlite {
        readers: Arc<Readers>,
        /// The one connection that writes.
        writer: Arc<Mutex<Writer>>,
    },
    Postgres(AnyPool),
}

impl Store {
    /// Opens the database at `address` (`sqlite:/path/to/file` or `postgres://…`), makes it if the
    /// file is not there, and brings it to the newest version.
    ///
    /// # Errors
    /// Where it cannot be opened or a migration fails.
    pub async fn open(address: &str) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        let engine = engine_of(address)?;
        let open = |source| StoreError::Open {
            address: without_password(address),
            source,
        };
        let options = match engine {
            Engine::Sqlite => AnyConnectOptions::from_str(&format!("{address}?mode=rwc")),
            Engine::Postgres => AnyConnectOptions::from_str(address),
        };
        let options = options.map_err(open)?.disable_statement_logging();

        let mut first = AnyConnection::connect_with(&options).await.map_err(open)?;
        prepare(engine, &mut first).await.map_err(open)?;
        migrate::run(engine, &mut first).await?;

        Ok(Self(match engine {
            Engine::Sqlite => Inner::Sqlite {
                readers: Arc::new(Readers::new(options, READERS.into())),
                writer: Arc::new(Mutex::new(Writer::new(first))),
            },
            Engine::Postgres => Inner::Postgres(
                AnyPoolOptions::new()
                    .max_connections(READERS.into())
                    .after_connect(move |conn, _| Box::pin(prepare(engine, conn)))
                    .connect_lazy_with(options),
            ),
        }))
    }

    /// Which engine it is.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        match self.0 {
            Inner::Sqlite { .. } => Engine::Sqlite,
            Inner::Postgres(_) => Engine::Postgres,
        }
    }

    /// A connection for reading. It sees all that was acknowledged before.
    ///
    /// # Errors
    /// Where none can be had.
    pub async fn read(&self) -> Result<Reader, StoreError> {
        let reader = match &self.0 {
            Inner::Sqlite { readers, .. } => readers.take().await,
            Inner::Postgres(pool) => pool.acquire().await.map(Reader::from),
        };
        reader.doing("get a connection")
    }

    /// Begins a change. Nothing of it stays unless [`Write::commit`] returns.
    ///
    /// # Errors
    /// Where no transaction can be begun.
    pub async fn write(&self) -> Result<Write, StoreError> {
        match &self.0 {
            Inner::Sqlite { writer, .. } => Write::sqlite(Arc::clone(writer)).await,
            Inner::Postgres(pool) => {
                Ok(Write::postgres(pool.begin().await.doing("begin a change")?))
            }
        }
    }

    /// Closes all connections, after what was begun has ended.
    pub async fn close(&self) {
        match &self.0 {
            Inner::Sqlite { readers, .. } => readers.close().await,
            Inner::Postgres(pool) => pool.close().await,
        }
    }
}

fn engine_of(address: &str) -> Result<Engine, StoreError> {
    match address.split_once(':').map(|(scheme, _)| scheme) {
        Some("sqlite") => Ok(Engine::Sqlite),
        Some("postgres" | "postgresql") => Ok(Engine::Postgres),
        _ => Err(StoreError::Address {
            address: without_password(address),
        }),
    }
}

/// Settings of one connection. `synchronous=FULL`: what was acknowledged outlives a power cut.
pub(crate) async fn prepare(engine: Engine, conn: &mut AnyConnection) -> Result<(), sqlx::Error> {
    let settings: &[&'static str] = match engine {
        Engine::Sqlite => &[
            "PRAGMA busy_timeout = 10000",
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "PRAGMA foreign_keys = ON",
            "PRAGMA temp_store = MEMORY",
            "PRAGMA cache_size = -4000",
            "PRAGMA mmap_size = 1073741824",
        ],
        Engine::Postgres => &["SET client_min_messages = warning"],
    };
    for setting in settings {
        sqlx::query(*setting).execute(&mut *conn).await?;
    }
    Ok(())
}

fn without_password(address: &str) -> String {
    match (address.find("://"), address.rfind('@')) {
        (Some(scheme), Some(at)) if scheme + 3 < at => {
            let (head, tail) = (address.get(..scheme + 3), address.get(at..));
            format!("{}…{}", head.unwrap_or_default(), tail.unwrap_or_default())
        }
        _ => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_never_shows_the_password() {
        assert_eq!(
            without_password("postgres://luytre:b@mboo@db/luytre"),
            "postgres://…@db/luytre"
        );
        assert_eq!(without_password("sqlite:/srv/a.db"), "sqlite:/srv/a.db");
    }

    #[test]
    fn only_two_engines_are_known() {
        assert_eq!(engine_of("sqlite:/srv/a.db").unwrap(), Engine::Sqlite);
        assert_eq!(engine_of("postgresql://db/a").unwrap(), Engine::Postgres);
        assert!(matches!(
            engine_of("mysql://db/a"),
            Err(StoreError::Address { .. })
        ));
        assert!(engine_of("a.db").is_err());
    }
}
