//! A sample ward with some months behind it, made by the product's own use cases: a set-up, people,
//! dispatches, reports in time and late, questions, confirmations. All of it is invented.
//!
//! It has a clock of its own that goes from then to now, and the same ward gives the same story.

mod cast;
mod story;

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use luytre_model::clock::{Clock, Entropy, to_millis};
use luytre_store::Store;

use crate::error::OfficeError;
use crate::service::{Knowledge, Service};

/// How to look around in the sample ward. Written out, it is what `luytre demo` prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// Those who may be signed in as.
    pub people: Vec<Guest>,
    /// Their password.
    pub password: &'static str,
}

/// A person of the sample ward to sign in as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guest {
    /// The name under which they sign in.
    pub login: &'static str,
    /// Who they are.
    pub name: &'static str,
    /// What they are to the ward, in Vietnamese.
    pub post: &'static str,
}

impl fmt::Display for Filled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "Đăng nhập bằng một trong các tài khoản mẫu (mật khẩu chung: {}):",
            self.password
        )?;
        for guest in &self.people {
            writeln!(f, "  {:<12} {}, {}", guest.login, guest.name, guest.post)?;
        }
        Ok(())
    }
}

/// Fills an empty store with the sample ward; a store that has an office is left as it is.
///
/// # Errors
/// Where a use case refuses or the database fails.
pub async fn fill(
    store: &Store,
    knowledge: Arc<Knowledge>,
    entropy: Arc<dyn Entropy>,
    now: Timestamp,
) -> Result<Filled, OfficeError> {
    let clock = Arc::new(DemoClock(AtomicI64::new(to_millis(now))));
    let time = Arc::<DemoClock>::clone(&clock);
    let service = Service::new(store.clone(), knowledge, time, entropy);
    story::tell(&service, &clock, now).await?;
    Ok(cast::guests())
}

/// A clock that the story moves. Each look takes a millisecond, so that what happens has an order.
struct DemoClock(AtomicI64);

impl DemoClock {
    fn set(&self, at: Timestamp) {
        self.0.store(to_millis(at), Ordering::Relaxed);
    }
}

impl Clock for DemoClock {
    fn now(&self) -> Timestamp {
        let millis = self.0.fetch_add(1, Ordering::Relaxed);
        Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}
