//! Many visitors at once: each sends its next request when the answer to the last one is there.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use crate::Failed;
use crate::http::Connection;

/// Requests from one address before the visitor is another one; the server allows 600 at once.
const OF_ONE_VISITOR: usize = 500;

/// A request, ready to be sent.
pub(crate) type Request = Arc<[u8]>;

/// What comes and for how long.
pub(crate) struct Plan {
    /// In turn; the same again where `repeats`.
    pub(crate) requests: Vec<Request>,
    pub(crate) repeats: bool,
    pub(crate) connections: usize,
    pub(crate) lasting: Duration,
    /// The status of the answers that count; another is a failure.
    pub(crate) status: u16,
}

/// What came of it.
#[derive(Default)]
pub(crate) struct Outcome {
    pub(crate) times: Vec<Duration>,
    pub(crate) taken: Duration,
    /// Bytes of the last answer, with its head.
    pub(crate) size: usize,
}

/// Carries a plan out.
pub(crate) async fn run(server: SocketAddr, plan: Plan) -> Result<Outcome, Failed> {
    let (plan, next) = (Arc::new(plan), Arc::new(AtomicUsize::new(0)));
    let begun = Instant::now();
    let mut visitors = JoinSet::new();
    for _ in 0..plan.connections {
        visitors.spawn(visit(server, Arc::clone(&plan), Arc::clone(&next), begun));
    }
    let mut outcome = Outcome::default();
    while let Some(part) = visitors.join_next().await {
        let part = part??;
        outcome.times.extend(part.times);
        outcome.size = part.size;
    }
    outcome.taken = begun.elapsed();
    Ok(outcome)
}

async fn visit(
    server: SocketAddr,
    plan: Arc<Plan>,
    next: Arc<AtomicUsize>,
    begun: Instant,
) -> Result<Outcome, Failed> {
    let mut outcome = Outcome::default();
    let mut connection = Connection::open(server).await?;
    while begun.elapsed() < plan.lasting {
        let mut place = next.fetch_add(1, Ordering::Relaxed);
        if plan.repeats {
            place %= plan.requests.len();
        }
        let Some(request) = plan.requests.get(place) else {
            break;
        };
        if outcome.times.len() % OF_ONE_VISITOR == OF_ONE_VISITOR - 1 {
            connection = Connection::open(server).await?;
        }
        let asked = Instant::now();
        let answer = connection.ask(request).await?;
        outcome.times.push(asked.elapsed());
        if answer.status != plan.status {
            return Err(format!(
                "status {} where {} was expected",
                answer.status, plan.status
            )
            .into());
        }
        outcome.size = answer.bytes.len();
    }
    Ok(outcome)
}
