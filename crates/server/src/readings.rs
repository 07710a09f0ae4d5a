//! Files that are still being read. A text takes a moment, a scan of many pages minutes: its
//! sender gets a page that shows how far it is, and may leave it; the reading goes on.
//!
//! They are kept in this process only and lost with it, for nothing of a file may be written down
//! before it was read: it may bear a secrecy mark. Whoever sent it then sends it again.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use luytre_model::id::PersonId;
use luytre_office::dispatches::Arrival;
use luytre_office::{OfficeError, Watch};
use tokio::task::{JoinError, JoinHandle};

/// Most readings that are kept, those that have ended and were not looked at included.
const MOST: usize = 64;

/// Pages done and pages in all, of a scan that is being recognised.
#[derive(Debug, Default)]
pub(crate) struct Pages {
    done: AtomicUsize,
    of: AtomicUsize,
}

impl Pages {
    /// Who tells this how far it is.
    pub(crate) fn watch(self: &Arc<Self>) -> Arc<Watch> {
        let pages = Arc::clone(self);
        Arc::new(move |progress| {
            pages.done.store(progress.done, Ordering::Relaxed);
            pages.of.store(progress.of, Ordering::Relaxed);
        })
    }

    /// Pages done, and pages in all; 0 in all where it has not begun.
    pub(crate) fn far(&self) -> (usize, usize) {
        (
            self.done.load(Ordering::Relaxed),
            self.of.load(Ordering::Relaxed),
        )
    }
}

/// How a reading ended.
pub(crate) type Outcome = Result<Result<Arrival, OfficeError>, JoinError>;
/// A reading under way.
pub(crate) type Task = JoinHandle<Result<Arrival, OfficeError>>;

struct Reading {
    person: PersonId,
    pages: Arc<Pages>,
    task: Task,
}

/// Where a reading is.
pub(crate) enum State {
    /// Under way: pages done, pages in all.
    Under(usize, usize),
    /// At its end; it is forgotten now.
    Ended(Outcome),
    /// Not there, or somebody else's.
    Unknown,
}

/// The readings of this process.
#[derive(Clone, Default)]
pub struct Readings(Arc<Mutex<HashMap<String, Reading>>>);

impl Readings {
    /// Keeps a reading under way; `None` where there are too many.
    pub(crate) fn keep(
        &self,
        person: PersonId,
        pages: Arc<Pages>,
        task: Task,
        chance: [u8; 32],
    ) -> Option<String> {
        let mut all = self.all();
        if all.len() >= MOST {
            all.retain(|_, reading| !reading.task.is_finished());
        }
        if all.len() >= MOST {
            return None;
        }
        let key = key(chance);
        let reading = Reading {
            person,
            pages,
            task,
        };
        all.insert(key.clone(), reading);
        Some(key)
    }

    /// Where the reading of `key` is, for the person who sent it.
    pub(crate) async fn state(&self, key: &str, person: PersonId) -> State {
        let ended = {
            let mut all = self.all();
            match all.get(key) {
                Some(reading) if reading.person == person => {
                    if !reading.task.is_finished() {
                        let (done, of) = reading.pages.far();
                        return State::Under(done, of);
                    }
                    all.remove(key)
                }
                _ => None,
            }
        };
        match ended {
            Some(reading) => State::Ended(reading.task.await),
            None => State::Unknown,
        }
    }

    fn all(&self) -> MutexGuard<'_, HashMap<String, Reading>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn key(chance: [u8; 32]) -> String {
    chance.iter().fold(String::new(), |mut key, byte| {
        // Writing to a String cannot fail.
        let _ = write!(key, "{byte:02x}");
        key
    })
}

#[cfg(test)]
mod tests {
    use luytre_office::Progress;
    use uuid::Uuid;

    use super::*;

    fn person(number: u128) -> PersonId {
        PersonId::new(Uuid::from_u128(number))
    }

    #[tokio::test]
    async fn a_reading_is_its_senders_and_is_told_once() {
        let readings = Readings::default();
        let pages = Arc::new(Pages::default());
        (pages.watch())(Progress { done: 2, of: 7 });
        let (send, wait) = tokio::sync::oneshot::channel::<()>();
        let task = tokio::spawn(async move {
            let _ = wait.await;
            Ok(Arrival::default())
        });
        let key = readings.keep(person(1), pages, task, [9; 32]).unwrap();
        assert!(matches!(
            readings.state(&key, person(1)).await,
            State::Under(2, 7)
        ));
        assert!(matches!(
            readings.state(&key, person(2)).await,
            State::Unknown
        ));
        send.send(()).unwrap();
        let ended = loop {
            match readings.state(&key, person(1)).await {
                State::Under(..) => tokio::task::yield_now().await,
                other => break other,
            }
        };
        assert!(matches!(ended, State::Ended(Ok(Ok(_)))));
        assert!(matches!(
            readings.state(&key, person(1)).await,
            State::Unknown
        ));
    }

    #[tokio::test]
    async fn no_more_are_kept_than_the_limit() {
        let readings = Readings::default();
        let keep = |number: u8| {
            let task = tokio::spawn(std::future::pending());
            readings.keep(person(1), Arc::default(), task, [number; 32])
        };
        for number in 0..64 {
            assert!(keep(number).is_some(), "{number}");
        }
        assert!(keep(64).is_none());
    }
}
