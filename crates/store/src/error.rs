//! What can go wrong with the database.

/// An error of the store: what was being done, and why it failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database cannot be opened.
    #[error("cannot open the database {address}")]
    Open {
        /// Its address, without password.
        address: String,
        /// Why.
        #[source]
        source: sqlx::Error,
    },
    /// The address names no engine that is supported.
    #[error("{address:?} is no address of a database; sqlite:… or postgres:… is")]
    Address {
        /// What was given.
        address: String,
    },
    /// A migration failed; nothing of it stays.
    #[error("migration {name} failed")]
    Migration {
        /// Its name.
        name: &'static str,
        /// Why.
        #[source]
        source: sqlx::Error,
    },
    /// The database was written by a newer program.
    #[error(
        "the database is at version {found}, this program knows {known}: run the newer program"
    )]
    Newer {
        /// Version found.
        found: i64,
        /// Newest version known.
        known: i64,
    },
    /// A statement failed.
    #[error("cannot {doing}")]
    Query {
        /// What was being done: "read the units".
        doing: &'static str,
        /// Why.
        #[source]
        source: sqlx::Error,
    },
    /// The transaction was not made durable: nothing of it stays.
    #[error("cannot make the change durable: {why}")]
    Commit {
        /// Why, as the engine says.
        why: String,
    },
    /// A row holds what the program cannot have written.
    #[error("a row of {table} holds {value:?} in {column}")]
    Corrupt {
        /// Of which table.
        table: &'static str,
        /// In which column.
        column: &'static str,
        /// What.
        value: String,
    },
    /// The ledger does not hold together.
    #[error("the ledger of office {office} is broken: {why}")]
    Ledger {
        /// Of which office.
        office: String,
        /// What is wrong.
        why: String,
    },
}

/// Adds what was being done to an error of the engine.
pub(crate) trait Doing<T> {
    /// `doing` completes "cannot …".
    fn doing(self, doing: &'static str) -> Result<T, StoreError>;
}

impl<T> Doing<T> for Result<T, sqlx::Error> {
    fn doing(self, doing: &'static str) -> Result<T, StoreError> {
        self.map_err(|source| StoreError::Query { doing, source })
    }
}

impl StoreError {
    /// Was a row refused because another with the same key is there?
    #[must_use]
    pub fn is_duplicate(&self) -> bool {
        match self {
            Self::Query { source, .. } => source
                .as_database_error()
                .is_some_and(sqlx::error::DatabaseError::is_unique_violation),
            _ => false,
        }
    }
}
