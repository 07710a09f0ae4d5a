//! What the pages need from outside: the time, randomness, and how visitors reach the server.

use std::net::IpAddr;
use std::sync::Arc;

use jiff::Timestamp;
use luytre_ledger::secret::LedgerKey;

use super::limits::Buckets;

/// Whether visitors come by HTTPS, here or at a proxy in front.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Plain HTTP: cookies cannot be `Secure`, no HSTS.
    Http,
    /// HTTPS.
    Https,
}

/// Whose address a request counts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Client {
    /// The peer of the connection.
    Peer,
    /// This proxy's last `X-Forwarded-For` entry; the peer, when it is not this proxy.
    Behind(IpAddr),
}

/// The outside, as an argument.
#[derive(Clone)]
pub struct Edge {
    /// The clock.
    pub now: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    /// 32 unguessable bytes.
    pub entropy: Arc<dyn Fn() -> [u8; 32] + Send + Sync>,
    /// How visitors come.
    pub scheme: Scheme,
    /// Whom a request counts for.
    pub client: Client,
    /// Requests of each address.
    pub requests: Arc<Buckets>,
    /// Tries to sign in to each account.
    pub attempts: Arc<Buckets>,
    /// Failed tries to sign in from each address.
    pub failures: Arc<Buckets>,
    /// Signs the ledgers of the offices; `None` where this process does not.
    pub ledger_key: Option<Arc<LedgerKey>>,
}

impl Edge {
    /// An edge with the usual limits. For an account 8 tries to sign in and one more every two
    /// minutes. A whole office may sit behind one address, and all of it signs in at eight: 600
    /// requests at once and 20 a second, 60 failed tries to sign in and one more every ten seconds.
    pub fn new(
        now: impl Fn() -> Timestamp + Send + Sync + 'static,
        entropy: impl Fn() -> [u8; 32] + Send + Sync + 'static,
        scheme: Scheme,
        client: Client,
    ) -> Self {
        Self {
            now: Arc::new(now),
            entropy: Arc::new(entropy),
            scheme,
            client,
            requests: Arc::new(Buckets::new(600, 50)),
            attempts: Arc::new(Buckets::new(8, 120_000)),
            failures: Arc::new(Buckets::new(60, 10_000)),
            ledger_key: None,
        }
    }

    /// The same with the key that signs the ledgers.
    #[must_use]
    pub fn with_ledger_key(mut self, key: Arc<LedgerKey>) -> Self {
        self.ledger_key = Some(key);
        self
    }
}
