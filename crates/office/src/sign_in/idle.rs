//! What the clock does to sessions, links and accounts that nobody uses.

use jiff::SignedDuration;
use luytre_model::audit;
use luytre_model::id::OfficeId;
use luytre_model::people::Role;
use luytre_model::sign_in::PersonState;
use luytre_store::trail::Unaudited;
use luytre_store::{credentials, links, offices, people, sessions};

use super::session::IDLE;
use super::trail;
use crate::change::Happened;
use crate::error::OfficeError;
use crate::service::Service;

/// After so long without a sign-in an account is suspended.
const IDLE_ACCOUNT: SignedDuration = SignedDuration::from_hours(24 * 45);
/// How many offices, and people of each, one run looks after.
const MOST: u32 = 10_000;

impl Service {
    /// Removes sessions and links that ended by themselves. How many there were.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn purge_sessions(&self) -> Result<u64, OfficeError> {
        let now = self.clock.now();
        let idle_since = now.checked_sub(IDLE).unwrap_or(now);
        let mut gone = 0;
        for office in self.all_offices().await? {
            let mut write = self.store.write().await?;
            gone += sessions::purge(&mut write, office, now, idle_since).await?;
            gone += links::purge(&mut write, office, now).await?;
            write.commit_unaudited(Unaudited::SessionSeen).await?;
        }
        Ok(gone)
    }

    /// Suspends people who have not signed in for 45 days, but never the last administrator. How
    /// many there were.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn disable_idle_people(&self) -> Result<u64, OfficeError> {
        let now = self.clock.now();
        let since = now.checked_sub(IDLE_ACCOUNT).unwrap_or(now);
        let mut suspended = 0;
        for office in self.all_offices().await? {
            let idle = {
                let mut conn = self.store.read().await?;
                credentials::idle_since(&mut conn, office, since, MOST).await?
            };
            for id in idle {
                let mut write = self.store.write().await?;
                let Some(mut person) = people::find(write.conn(), office, id).await? else {
                    continue;
                };
                let admins = people::active_of_role(write.conn(), office, Role::Admin).await?;
                if person.role == Role::Admin && admins <= 1 {
                    continue;
                }
                person.state = PersonState::Suspended;
                people::update(&mut write, &person).await?;
                sessions::end_all(&mut write, office, id, None).await?;
                let happened = Happened::new(trail::IDLE_SUSPENDED, "person", id);
                write
                    .commit(self.stamp(), &happened.by(audit::Actor::Program, office))
                    .await?;
                suspended += 1;
            }
        }
        Ok(suspended)
    }

    /// The offices there are, for what the clock does to each.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn all_offices(&self) -> Result<Vec<OfficeId>, OfficeError> {
        let mut conn = self.store.read().await?;
        Ok(offices::first(&mut conn, MOST)
            .await?
            .into_iter()
            .map(|office| office.id)
            .collect())
    }
}
