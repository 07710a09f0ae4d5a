//! Rate limits: a token bucket for each key, in memory, on the clock it is given.
//!
//! Bounded: at most [`MOST_KEYS`] keys; when full, buckets that have filled up again are forgotten
//! first, which loses nothing. Several processes each have their own buckets.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{ConnectInfo, Request, State};
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use jiff::Timestamp;

use super::{Client, Edge, Problem};

/// The most keys a set of buckets remembers.
pub const MOST_KEYS: usize = 50_000;

/// Token buckets of one size and speed.
#[derive(Debug)]
pub struct Buckets {
    size: i64,
    refill_ms: i64,
    /// Key → the moment (ms) at which its bucket is full again. One number is the whole state.
    full_at: Mutex<HashMap<String, i64>>,
}

impl Buckets {
    /// Buckets that hold `size` tokens and gain one every `refill_ms` milliseconds.
    #[must_use]
    pub fn new(size: u32, refill_ms: u32) -> Self {
        Self {
            size: size.into(),
            refill_ms: refill_ms.into(),
            full_at: Mutex::default(),
        }
    }

    /// Takes one token of `key`.
    ///
    /// # Errors
    /// [`Problem::TooMany`] with the seconds to wait when the bucket is empty.
    pub fn take(&self, key: &str, now: Timestamp) -> Result<(), Problem> {
        let now = now.as_millisecond();
        let mut full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        let full = full_at.get(key).copied().unwrap_or(now).max(now);
        let wait_ms = full + self.refill_ms - (now + self.size * self.refill_ms);
        if wait_ms > 0 {
            let seconds = (wait_ms + 999) / 1000;
            return Err(Problem::TooMany {
                wait_s: u32::try_from(seconds).unwrap_or(u32::MAX),
            });
        }
        if full_at.len() >= MOST_KEYS && !full_at.contains_key(key) {
            full_at.retain(|_, full| *full > now);
            if full_at.len() >= MOST_KEYS {
                // Under a flood from very many addresses, strangers wait; known keys go on.
                return Err(Problem::TooMany { wait_s: 60 });
            }
        }
        full_at.insert(key.to_owned(), full + self.refill_ms);
        Ok(())
    }

    /// Gives the token back that was taken last: what it was taken for turned out to be no try.
    pub fn give_back(&self, key: &str) {
        let mut full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(full) = full_at.get_mut(key) {
            *full -= self.refill_ms;
        }
    }

    /// Forgets `key`, as after a sign-in that worked.
    pub fn forget(&self, key: &str) {
        self.full_at
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(key);
    }
}

/// The address a request counts for; `None` where there is no connection (tests).
#[must_use]
pub fn address(client: Client, peer: Option<IpAddr>, headers: &HeaderMap) -> Option<IpAddr> {
    let forwarded = || {
        let value = headers
            .get_all("x-forwarded-for")
            .iter()
            .next_back()?
            .to_str()
            .ok()?;
        value.rsplit(',').next()?.trim().parse().ok()
    };
    match client {
        Client::Behind(proxy) if peer == Some(proxy) => forwarded().or(peer),
        Client::Peer | Client::Behind(_) => peer,
    }
}

/// IPv6 visitors own a /64 at least: counting single addresses would be no limit.
fn network(address: IpAddr) -> String {
    match address {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(v4) => v4.to_string(),
            None => {
                let [a, b, c, d, ..] = v6.segments();
                format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
            }
        },
    }
}

/// The address of the visitor, a request extension for the audit trail and sign-in limits.
#[derive(Debug, Clone)]
pub struct From(pub String);

/// Middleware: one token of the visitor's address for each request.
pub async fn per_address(
    State(edge): State<Arc<Edge>>,
    mut request: Request,
    next: Next,
) -> Response {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|info| info.0.ip());
    let key =
        address(edge.client, peer, request.headers()).map_or_else(|| "local".to_owned(), network);
    if let Err(problem) = edge.requests.take(&key, (edge.now)()) {
        return problem.into_response();
    }
    request.extensions_mut().insert(From(key));
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn at(ms: i64) -> Timestamp {
        Timestamp::from_millisecond(1_790_000_000_000 + ms).unwrap()
    }

    #[test]
    fn a_bucket_empties_and_fills_again_one_by_one() {
        let buckets = Buckets::new(3, 1000);
        for _ in 0..3 {
            assert!(buckets.take("a", at(0)).is_ok());
        }
        assert!(matches!(
            buckets.take("a", at(0)),
            Err(Problem::TooMany { wait_s: 1 })
        ));
        assert!(
            buckets.take("b", at(0)).is_ok(),
            "another key has its own bucket"
        );
        assert!(buckets.take("a", at(999)).is_err());
        assert!(buckets.take("a", at(1000)).is_ok());
        assert!(buckets.take("a", at(1000)).is_err());
        buckets.forget("a");
        assert!(buckets.take("a", at(1000)).is_ok());
    }

    #[test]
    fn a_token_given_back_is_there_again_and_no_more() {
        let buckets = Buckets::new(2, 1000);
        for _ in 0..10 {
            buckets.take("a", at(0)).unwrap();
            buckets.give_back("a");
        }
        buckets.give_back("nobody");
        for _ in 0..2 {
            assert!(buckets.take("a", at(0)).is_ok());
        }
        assert!(buckets.take("a", at(0)).is_err());
    }

    #[test]
    fn memory_is_bounded() {
        let buckets = Buckets::new(2, 1000);
        for key in 0..MOST_KEYS {
            assert!(buckets.take(&key.to_string(), at(0)).is_ok());
        }
        assert!(buckets.take("stranger", at(0)).is_err());
        assert!(buckets.take("7", at(0)).is_ok(), "a known key goes on");
        assert!(
            buckets.take("stranger", at(1000)).is_ok(),
            "full buckets are forgotten"
        );
    }

    #[test]
    fn only_the_named_proxy_is_believed() {
        let proxy: IpAddr = "192.0.2.1".parse().unwrap();
        let visitor: IpAddr = "198.51.100.7".parse().unwrap();
        let mut headers = HeaderMap::new();
        headers.insert(
            "x-forwarded-for",
            HeaderValue::from_static("203.0.113.9, 198.51.100.7"),
        );
        assert_eq!(
            address(Client::Behind(proxy), Some(proxy), &headers),
            Some(visitor)
        );
        assert_eq!(
            address(Client::Behind(proxy), Some(visitor), &headers),
            Some(visitor)
        );
        assert_eq!(address(Client::Peer, Some(proxy), &headers), Some(proxy));
    }

    #[test]
    fn a_network_of_version_six_is_one_visitor() {
        let key = |text: &str| network(text.parse().unwrap());
        assert_eq!(key("2001:db8:1:2::3"), key("2001:db8:1:2:ffff::9"));
        assert_ne!(key("2001:db8:1:2::3"), key("2001:db8:1:3::3"));
        assert_eq!(key("::ffff:192.0.2.1"), "192.0.2.1");
    }
}
