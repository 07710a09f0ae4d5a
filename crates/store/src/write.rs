//! A change in the making. On SQLite many share one commit.
//!
//! SQLite has one writer, and making a commit durable costs a flush of the disk. So each change is
//! a savepoint inside a transaction that stays open while others queue: when a change is done it
//! queues again, behind those that came meanwhile; whoever finds the transaction still open then
//! commits it for all of them. The queue is first in, first out, so a batch is as large as the
//! number of those who wait, a lone change is committed at once, and nobody is told "done" before
//! the flush. A change that is dropped is rolled back to its savepoint by the next in line.
//!
//! PostgreSQL does the same by itself; there a change is a transaction.

use std::sync::Arc;

use sqlx::{Any, AnyConnection, Transaction};
use tokio::sync::{Mutex, OwnedMutexGuard, watch};

use crate::engine::Conn;
use crate::error::{Doing, StoreError};

/// The connection that writes (SQLite).
pub(crate) struct Writer {
    conn: AnyConnection,
    /// The transaction that is open, if one is.
    batch: Option<Arc<Batch>>,
    /// The last change was dropped inside its savepoint.
    abandoned: bool,
}

/// Those who wait for one commit: `None` until it is settled, then what went wrong, if anything.
struct Batch(watch::Sender<Option<Result<(), String>>>);

impl Writer {
    pub(crate) fn new(conn: AnyConnection) -> Self {
        Self {
            conn,
            batch: None,
            abandoned: false,
        }
    }

    async fn execute(&mut self, sql: &'static str) -> Result<(), sqlx::Error> {
        sqlx::raw_sql(sql).execute(&mut self.conn).await.map(|_| ())
    }

    /// Takes back what the last change left behind when it was dropped.
    async fn recover(&mut self) -> Result<(), sqlx::Error> {
        if self.abandoned {
            self.execute("ROLLBACK TO change; RELEASE change").await?;
            self.abandoned = false;
        }
        Ok(())
    }

    async fn enter(&mut self) -> Result<(), sqlx::Error> {
        self.recover().await?;
        if self.batch.is_none() {
            self.execute("BEGIN IMMEDIATE").await?;
            self.batch = Some(Arc::new(Batch(watch::Sender::new(None))));
        }
        self.execute("SAVEPOINT change").await
    }

    /// Commits what is open, for all who wait for it.
    async fn settle(&mut self) {
        let Some(batch) = self.batch.take() else {
            return;
        };
        let outcome = match self.recover().await {
            Ok(()) => self.execute("COMMIT").await,
            Err(error) => Err(error),
        };
        if outcome.is_err() {
            self.abandon_all().await;
        }
        batch
            .0
            .send_replace(Some(outcome.map_err(|error| error.to_string())));
    }

    /// Leaves the connection without a transaction, whatever state it was in.
    async fn abandon_all(&mut self) {
        self.abandoned = false;
        // Fails where the engine has rolled back by itself, which is what is wanted.
        if let Err(error) = self.execute("ROLLBACK").await {
            tracing::debug!(%error, "no transaction was left to roll back");
        }
    }
}

/// A change: a transaction of one use case.
pub struct Write(Inner);

enum Inner {
    Sqlite(SqliteWrite),
    Postgres(Transaction<'static, Any>),
}

struct SqliteWrite {
    writer: Arc<Mutex<Writer>>,
    /// `None` once the savepoint is released.
    guard: Option<OwnedMutexGuard<Writer>>,
}

impl Drop for SqliteWrite {
    fn drop(&mut self) {
        if let Some(guard) = &mut self.guard {
            guard.abandoned = true;
        }
    }
}

impl Write {
    pub(crate) async fn sqlite(writer: Arc<Mutex<Writer>>) -> Result<Self, StoreError> {
        let mut guard = Arc::clone(&writer).lock_owned().await;
        if let Err(source) = guard.enter().await {
            if let Some(batch) = guard.batch.take() {
                batch.0.send_replace(Some(Err(source.to_string())));
            }
            guard.abandon_all().await;
            return Err(StoreError::Query {
                doing: "begin a change",
                source,
            });
        }
        Ok(Self(Inner::Sqlite(SqliteWrite {
            writer,
            guard: Some(guard),
        })))
    }

    pub(crate) fn postgres(transaction: Transaction<'static, Any>) -> Self {
        Self(Inner::Postgres(transaction))
    }

    /// The connection, for reading inside the change.
    ///
    /// # Panics
    /// Never: the guard is there until the change is consumed.
    pub fn conn(&mut self) -> &mut Conn {
        match &mut self.0 {
            #[expect(
                clippy::expect_used,
                reason = "taken only by `settle`, which consumes the change"
            )]
            Inner::Sqlite(write) => {
                &mut write
                    .guard
                    .as_mut()
                    .expect("a change holds the writer")
                    .conn
            }
            Inner::Postgres(transaction) => transaction,
        }
    }

    /// Does the engine let only one change run at a time?
    pub(crate) const fn runs_alone(&self) -> bool {
        matches!(self.0, Inner::Sqlite(_))
    }

    /// Prepares for adding many rows. PostgreSQL keeps the plans by which it checks foreign keys, and
    /// those that it made while a table was empty read a whole office for each row; from here to
    /// the end of this change it plans each statement anew.
    pub(crate) async fn expect_many(&mut self) -> Result<(), StoreError> {
        if let Inner::Postgres(transaction) = &mut self.0 {
            sqlx::raw_sql("SET LOCAL plan_cache_mode = force_custom_plan")
                .execute(&mut **transaction)
                .await
                .doing("prepare for many rows")?;
        }
        Ok(())
    }

    /// Makes the change durable. Use [`Write::commit`], which writes the trail as well.
    pub(crate) async fn make_durable(self) -> Result<(), StoreError> {
        match self.0 {
            Inner::Postgres(transaction) => transaction.commit().await.doing("commit a change"),
            Inner::Sqlite(write) => write.make_durable().await,
        }
    }
}

impl SqliteWrite {
    async fn make_durable(mut self) -> Result<(), StoreError> {
        let Some(mut guard) = self.guard.take() else {
            return Ok(());
        };
        if let Err(source) = guard.execute("RELEASE change").await {
            guard.abandoned = true;
            return Err(StoreError::Query {
                doing: "end a change",
                source,
            });
        }
        let Some(batch) = guard.batch.clone() else {
            return Err(StoreError::Commit {
                why: "the transaction had ended".to_owned(),
            });
        };
        drop(guard);

        // In a task of its own: the commit happens even if whoever asked for it goes away.
        let (writer, mine) = (Arc::clone(&self.writer), Arc::clone(&batch));
        tokio::spawn(async move {
            let mut guard = writer.lock_owned().await;
            if guard
                .batch
                .as_ref()
                .is_some_and(|open| Arc::ptr_eq(open, &mine))
            {
                guard.settle().await;
            }
        });
        let mut settled = batch.0.subscribe();
        let outcome = settled
            .wait_for(Option::is_some)
            .await
            .map(|outcome| outcome.clone());
        match outcome {
            Ok(Some(Ok(()))) => Ok(()),
            Ok(Some(Err(why))) => Err(StoreError::Commit { why }),
            Ok(None) | Err(_) => Err(StoreError::Commit {
                why: "the writer is gone".to_owned(),
            }),
        }
    }
}
