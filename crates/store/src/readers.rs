//! Connections that read. Those to an SQLite file are kept here, at most so many, and given out as
//! they are: sqlx's own pool asks each on its return whether it still lives, which a file always
//! does, and every question wakes another thread. Those to PostgreSQL come from sqlx's pool.

use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, PoisonError};

use sqlx::any::AnyConnectOptions;
use sqlx::pool::PoolConnection;
use sqlx::{Any, AnyConnection, Connection as _};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::engine::{Engine, prepare};

/// The connections to a file.
pub(crate) struct Readers {
    options: AnyConnectOptions,
    places: Arc<Semaphore>,
    idle: Mutex<Vec<AnyConnection>>,
}

impl Readers {
    /// At most `most` connections; none is opened yet.
    pub(crate) fn new(options: AnyConnectOptions, most: usize) -> Self {
        Self {
            options,
            places: Arc::new(Semaphore::new(most)),
            idle: Mutex::default(),
        }
    }

    /// A connection, as soon as one is free.
    pub(crate) async fn take(self: &Arc<Self>) -> Result<Reader, sqlx::Error> {
        let place = Arc::clone(&self.places).acquire_owned().await;
        let place = place.map_err(|_| sqlx::Error::PoolClosed)?;
        let idle = self.idle().pop();
        let conn = match idle {
            Some(conn) => conn,
            None => {
                let mut conn = AnyConnection::connect_with(&self.options).await?;
                prepare(Engine::Sqlite, &mut conn).await?;
                conn
            }
        };
        let readers = Arc::clone(self);
        Ok(Reader(Inner::Sqlite(OfFile {
            conn: Some(conn),
            readers,
            _place: place,
        })))
    }

    /// Closes those that are free; the others close when they come back.
    pub(crate) async fn close(&self) {
        self.places.close();
        let idle = std::mem::take(&mut *self.idle());
        for conn in idle {
            if let Err(error) = conn.close().await {
                tracing::debug!(%error, "a connection did not close");
            }
        }
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<AnyConnection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection for reading, for as long as it is held.
pub struct Reader(Inner);

enum Inner {
    Sqlite(OfFile),
    Postgres(PoolConnection<Any>),
}

struct OfFile {
    /// `None` while it goes back.
    conn: Option<AnyConnection>,
    readers: Arc<Readers>,
    _place: OwnedSemaphorePermit,
}

impl Drop for OfFile {
    fn drop(&mut self) {
        if let Some(conn) = self
            .conn
            .take()
            .filter(|_| !self.readers.places.is_closed())
        {
            self.readers.idle().push(conn);
        }
    }
}

impl From<PoolConnection<Any>> for Reader {
    fn from(conn: PoolConnection<Any>) -> Self {
        Self(Inner::Postgres(conn))
    }
}

impl Deref for Reader {
    type Target = AnyConnection;

    #[expect(clippy::expect_used, reason = "taken only when it is dropped")]
    fn deref(&self) -> &AnyConnection {
        match &self.0 {
            Inner::Sqlite(file) => file.conn.as_ref().expect("a reader holds its connection"),
            Inner::Postgres(conn) => conn,
        }
    }
}

impl DerefMut for Reader {
    #[expect(clippy::expect_used, reason = "taken only when it is dropped")]
    fn deref_mut(&mut self) -> &mut AnyConnection {
        match &mut self.0 {
            Inner::Sqlite(file) => file.conn.as_mut().expect("a reader holds its connection"),
            Inner::Postgres(conn) => conn,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use super::*;

    fn readers(folder: &tempfile::TempDir, most: usize) -> Arc<Readers> {
        sqlx::any::install_default_drivers();
        let address = format!("sqlite:{}?mode=rwc", folder.path().join("a").display());
        let options = AnyConnectOptions::from_str(&address).unwrap();
        Arc::new(Readers::new(options, most))
    }

    async fn one(reader: &mut Reader) -> i64 {
        let one = sqlx::query_scalar("SELECT 1");
        one.fetch_one(&mut **reader).await.unwrap()
    }

    #[tokio::test]
    async fn who_comes_when_all_are_out_gets_the_next_that_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let readers = readers(&folder, 1);
        let mut first = readers.take().await.unwrap();
        assert_eq!(one(&mut first).await, 1);
        let waiting = tokio::spawn({
            let readers = Arc::clone(&readers);
            async move { one(&mut readers.take().await.unwrap()).await }
        });
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished());
        drop(first);
        assert_eq!(waiting.await.unwrap(), 1);
        assert_eq!(readers.idle().len(), 1, "one was opened, and it came back");
    }

    #[tokio::test]
    async fn after_the_end_none_is_given_out_and_none_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let readers = readers(&folder, 2);
        let out = readers.take().await.unwrap();
        drop(readers.take().await.unwrap());
        readers.close().await;
        assert!(readers.take().await.is_err());
        drop(out);
        assert_eq!(readers.idle().len(), 0);
    }
}
