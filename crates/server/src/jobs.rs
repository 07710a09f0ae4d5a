//! What the clock does: ended sessions go, recurring duties are laid out further, idle people are
//! suspended, the ledger is signed. Each job may run twice or not at all without harm; several
//! processes may run them side by side.

use std::time::Duration;

use luytre_ledger::secret::LedgerKey;
use luytre_office::{OfficeError, Service};
use tokio::time::{MissedTickBehavior, interval};

const HOUR: Duration = Duration::from_secs(3600);
const HOURS_OF_A_DAY: u32 = 24;

/// What is done every hour. One that fails is logged and tried again in an hour; the others go on.
pub async fn hourly(service: &Service) {
    tell("purge sessions and links", service.purge_sessions().await);
    tell("lay out recurring duties", service.roll_forward().await);
}

/// What is done every day.
pub async fn daily(service: &Service, key: Option<&LedgerKey>) {
    tell("suspend idle people", service.disable_idle_people().await);
    if let Some(key) = key {
        tell("sign the ledger", sign(service, key).await);
    }
}

/// Signs the ledger of each office that wrote in it. How many there were.
async fn sign(service: &Service, key: &LedgerKey) -> Result<u64, OfficeError> {
    let mut signed = 0;
    for office in service.all_offices().await? {
        signed += u64::from(service.issue_checkpoint(office, key).await?.is_some());
    }
    Ok(signed)
}

fn tell(job: &'static str, done: Result<u64, OfficeError>) {
    match done {
        Ok(0) => {}
        Ok(count) => tracing::info!(job, count, "a job of the clock did something"),
        Err(error) => tracing::error!(job, %error, "a job of the clock failed"),
    }
}

/// Runs the jobs now and whenever they are due, until `shutdown`.
pub async fn keep(service: Service, key: Option<LedgerKey>, shutdown: impl Future<Output = ()>) {
    let mut shutdown = std::pin::pin!(shutdown);
    let mut hours = interval(HOUR);
    hours.set_missed_tick_behavior(MissedTickBehavior::Delay);
    for hour in (0..HOURS_OF_A_DAY).cycle() {
        tokio::select! {
            () = &mut shutdown => return,
            _ = hours.tick() => {}
        }
        hourly(&service).await;
        if hour == 0 {
            daily(&service, key.as_ref()).await;
        }
    }
}
