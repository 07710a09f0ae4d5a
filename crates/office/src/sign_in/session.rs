//! Sessions: who a browser is, for how long, and how they are ended.

use jiff::{SignedDuration, Timestamp};
use luytre_model::id::{OfficeId, PersonId, SessionId};
use luytre_model::sign_in::{OfficeState, PersonState, Stage};
use luytre_store::credentials::Account;
use luytre_store::sessions::{self, Found};
use luytre_store::trail::Unaudited;
use luytre_store::{Stamp, StoreError, Write};

use super::enter::Entered;
use super::token::{self, Token};
use super::trail;
use crate::actor::Actor;
use crate::change::Happened;
use crate::error::OfficeError;
use crate::service::Service;

/// How long a session lives unseen.
pub(crate) const IDLE: SignedDuration = SignedDuration::from_mins(30);
/// How long it lives at all: a working day.
pub(crate) const LONGEST: SignedDuration = SignedDuration::from_hours(12);
/// How often it is noted that it was seen.
const TOUCH: SignedDuration = SignedDuration::from_mins(1);
/// How much of a browser's name for itself is kept.
const AGENT: usize = 200;

/// A browser that signed in. What it may do before [`Stage::Full`] is finish signing in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    found: Found,
    actor: Actor,
}

impl Session {
    /// Its id.
    #[must_use]
    pub const fn id(&self) -> SessionId {
        self.found.session.id
    }

    /// What every form of this session carries.
    #[must_use]
    pub fn csrf(&self) -> &str {
        &self.found.session.csrf
    }

    /// What it still waits for.
    #[must_use]
    pub const fn stage(&self) -> Stage {
        self.found.session.stage
    }

    /// When it ends at the latest.
    #[must_use]
    pub const fn expires_at(&self) -> Timestamp {
        self.found.session.expires_at
    }

    /// Whose it is.
    #[must_use]
    pub const fn person(&self) -> PersonId {
        self.found.session.person
    }

    /// The person's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.found.name
    }

    /// The office.
    #[must_use]
    pub const fn office(&self) -> OfficeId {
        self.found.session.office
    }

    /// The office's name; empty until it was given one.
    #[must_use]
    pub fn office_name(&self) -> &str {
        &self.found.office_name
    }

    /// How far the office is set up.
    #[must_use]
    pub const fn office_state(&self) -> OfficeState {
        self.found.office_state
    }

    /// Who acts; `None` until the person has signed in wholly.
    #[must_use]
    pub fn actor(&self) -> Option<&Actor> {
        (self.stage() == Stage::Full).then_some(&self.actor)
    }

    /// The person whom it will be, for the use cases of signing in.
    pub(crate) const fn own(&self) -> &Actor {
        &self.actor
    }

    pub(crate) fn token_hash(&self) -> &str {
        &self.found.session.token_hash
    }

    fn of(found: Found) -> Self {
        let actor = Actor {
            office: found.session.office,
            person: found.session.person,
            unit: found.unit,
            role: found.role,
            name: found.name.clone(),
            unit_name: found.unit_name.clone(),
        };
        Self { found, actor }
    }
}

/// A session as its person sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionView {
    /// Its id.
    pub id: SessionId,
    /// The browser.
    pub agent: String,
    /// When it began.
    pub started_at: Timestamp,
    /// When it was seen last, to the minute.
    pub seen_at: Timestamp,
    /// Whether it is the one that asks.
    pub current: bool,
}

impl Service {
    /// Who a browser is, by its cookie; `None` where it is not signed in, or not any more.
    ///
    /// One query. That the session was seen is written at most once a minute.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn session(&self, cookie: &str) -> Result<Option<Session>, OfficeError> {
        let Some(token) = Token::parse(cookie) else {
            return Ok(None);
        };
        let (now, hash) = (self.clock.now(), token.hash());
        let found = {
            let mut conn = self.store.read().await?;
            sessions::find(&mut conn, token.office, &hash).await?
        };
        let Some(found) = found.filter(|found| is_good(found, now)) else {
            return Ok(None);
        };
        if now.duration_since(found.session.seen_at) >= TOUCH {
            let mut write = self.store.write().await?;
            sessions::touch(&mut write, token.office, &hash, now).await?;
            write.commit_unaudited(Unaudited::SessionSeen).await?;
        }
        Ok(Some(Session::of(found)))
    }

    /// Ends a session.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn sign_out(&self, session: &Session) -> Result<(), OfficeError> {
        self.end_session(session, session.id()).await
    }

    /// The sessions of a person that are still good, oldest first.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn my_sessions(&self, session: &Session) -> Result<Vec<SessionView>, OfficeError> {
        let now = self.clock.now();
        let mut conn = self.store.read().await?;
        let list = sessions::of_person(&mut conn, session.office(), session.person()).await?;
        let good = list.into_iter().filter(|one| is_alive(one, now));
        Ok(good
            .map(|one| SessionView {
                id: one.id,
                agent: one.agent,
                started_at: one.started_at,
                seen_at: one.seen_at,
                current: one.id == session.id(),
            })
            .collect())
    }

    /// Ends one of the person's own sessions.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`] where it is not theirs or has ended.
    pub async fn end_session(&self, session: &Session, id: SessionId) -> Result<(), OfficeError> {
        let own = session.own();
        let mut write = self.store.write().await?;
        if !sessions::end(&mut write, own.office, own.person, id).await? {
            return Err(OfficeError::NotFound {
                what: "session",
                id: id.to_string(),
            });
        }
        let ended = Happened::new(trail::SIGNED_OUT, "session", id);
        write
            .commit(self.stamp(), &ended.by(own.for_trail(), own.office))
            .await?;
        Ok(())
    }

    /// Ends all of the person's own sessions but this one. How many there were.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn end_other_sessions(&self, session: &Session) -> Result<u64, OfficeError> {
        let own = session.own();
        let mut write = self.store.write().await?;
        let ended =
            sessions::end_all(&mut write, own.office, own.person, Some(session.id())).await?;
        let happened =
            Happened::new(trail::SIGNED_OUT, "person", own.person).with("sessions", ended);
        write
            .commit(self.stamp(), &happened.by(own.for_trail(), own.office))
            .await?;
        Ok(ended)
    }
}

/// Begins a session in a change that ends with the event of signing in.
pub(crate) async fn begin(
    write: &mut Write,
    stamp: Stamp<'_>,
    account: &Account,
    stage: Stage,
    agent: &str,
) -> Result<Entered, StoreError> {
    let token = Token::fresh(account.person.office, stamp.entropy);
    let session = sessions::Session {
        office: account.person.office,
        token_hash: token.hash(),
        id: SessionId::new(stamp.uuid()),
        person: account.person.id,
        csrf: token::secret::<16>(stamp.entropy),
        stage,
        agent: agent
            .chars()
            .filter(|c| !c.is_control())
            .take(AGENT)
            .collect(),
        started_at: stamp.at,
        seen_at: stamp.at,
        expires_at: later(stamp.at, LONGEST),
    };
    sessions::insert(write, &session).await?;
    Ok(Entered {
        cookie: token.text(),
        stage,
    })
}

/// A moment later by `by`.
pub(crate) fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_add(by).unwrap_or(Timestamp::MAX)
}

fn is_good(found: &Found, now: Timestamp) -> bool {
    found.state == PersonState::Active && is_alive(&found.session, now)
}

fn is_alive(session: &sessions::Session, now: Timestamp) -> bool {
    now < session.expires_at && now.duration_since(session.seen_at) <= IDLE
}
