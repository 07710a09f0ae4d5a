//! What the tests share: a clock that is set, chance that repeats, offices with a person of each
//! role who is signed in already.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

use axum::Router;
use jiff::{SignedDuration, Timestamp};
use luytre_model::audit::{self, Event, EventKind};
use luytre_model::clock::{Clock, Entropy};
use luytre_model::id::{OfficeId, PersonId, SessionId, UnitId};
use luytre_model::people::{OfficeLevel, Role};
use luytre_model::sign_in::{OfficeState, PersonState, Stage};
use luytre_model::unit_sets::UnitSet;
use luytre_office::service::Knowledge;
use luytre_office::{Actor, Service};
use luytre_server::http::{Client, Edge, Scheme};
use luytre_store::offices::Office;
use luytre_store::people::Person;
use luytre_store::sessions::Session;
use luytre_store::testing::one_sqlite;
use luytre_store::units::Unit;
use luytre_store::{Stamp, Store, offices, people, sessions, units};
use sha2::{Digest as _, Sha256};

use super::browser::Browser;

/// A dispatch of our own writing.
pub(crate) const DISPATCH: &str = include_str!("../data/cong-van.txt");

/// Chance that differs from call to call and is the same in every run.
struct Counted(AtomicU64);

impl Entropy for Counted {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            // SplitMix64.
            let mut z = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            chunk.copy_from_slice(&(z ^ (z >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}

static CHANCE: Counted = Counted(AtomicU64::new(1));

/// A clock that a test moves. Each look moves it by a millisecond, so that rows have an order.
pub(crate) struct SetClock(AtomicI64);

impl SetClock {
    pub(crate) fn forward(&self, by: SignedDuration) {
        self.0
            .fetch_add(i64::try_from(by.as_millis()).unwrap(), Ordering::Relaxed);
    }
}

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.0.fetch_add(1, Ordering::Relaxed)).unwrap()
    }
}

static KNOWLEDGE: LazyLock<Arc<Knowledge>> =
    LazyLock::new(|| Arc::new(Knowledge::embedded().unwrap()));

/// A server on a fresh database: nobody there yet.
pub(crate) struct House {
    pub(crate) store: Store,
    pub(crate) service: Service,
    pub(crate) clock: Arc<SetClock>,
    pub(crate) app: Router,
}

/// An office at work.
pub(crate) struct Ward {
    pub(crate) id: OfficeId,
    pub(crate) units: Vec<Unit>,
    pub(crate) people: Vec<Member>,
}

/// A person of an office who is signed in.
#[derive(Clone)]
pub(crate) struct Member {
    pub(crate) actor: Actor,
    /// The value of the cookie `luytre`.
    pub(crate) cookie: String,
    /// What the session's forms carry.
    pub(crate) csrf: String,
}

impl House {
    pub(crate) async fn new() -> Self {
        let store = one_sqlite().await;
        let begin: Timestamp = "2026-11-24T02:00:00Z".parse().unwrap();
        let clock = Arc::new(SetClock(AtomicI64::new(begin.as_millisecond())));
        let (knowledge, time) = (Arc::clone(&KNOWLEDGE), Arc::clone(&clock));
        let service = Service::new(
            store.clone(),
            knowledge,
            time,
            Arc::new(Counted(AtomicU64::new(7))),
        );
        let now = Arc::clone(&clock);
        let entropy = || {
            let mut bytes = [0; 32];
            CHANCE.fill(&mut bytes);
            bytes
        };
        let mut edge = Edge::new(move || now.now(), entropy, Scheme::Http, Client::Peer);
        // The walk over all routes asks more than any visitor does.
        edge.requests = Arc::new(luytre_server::http::limits::Buckets::new(1_000_000, 1));
        let app = luytre_server::router(service.clone(), edge);
        Self {
            store,
            service,
            clock,
            app,
        }
    }

    pub(crate) fn browser(&self) -> Browser {
        Browser::new(&self.app)
    }

    /// A browser in which this person is signed in.
    pub(crate) fn browser_of(&self, member: &Member) -> Browser {
        self.browser().with_cookie("luytre", &member.cookie)
    }

    fn stamp(&self) -> Stamp<'static> {
        Stamp {
            at: self.clock.now(),
            entropy: &CHANCE,
        }
    }

    /// A ward with the units of its set and a person of each role in the first of them.
    pub(crate) async fn ward(&self, name: &str) -> Ward {
        let stamp = self.stamp();
        let id = OfficeId::new(stamp.uuid());
        let mut write = self.store.write().await.unwrap();
        offices::insert(&mut write, &office(id, name, stamp.at))
            .await
            .unwrap();
        let mut made = Vec::new();
        for (position, template) in (1..).zip(UnitSet::embedded(OfficeLevel::Ward).unwrap().units) {
            let unit = Unit {
                office: id,
                id: UnitId::new(stamp.uuid()),
                kind: template.kind,
                name: template.name,
                short: template.short,
                aliases: template.aliases,
                position,
                created_at: stamp.at,
                closed_at: None,
            };
            units::insert(&mut write, &unit).await.unwrap();
            made.push(unit);
        }
        write.commit(stamp, &happened(id)).await.unwrap();
        let mut members = Vec::new();
        for role in Role::ALL {
            members.push(self.member(id, &made[0], *role).await);
        }
        Ward {
            id,
            units: made,
            people: members,
        }
    }

    /// A person of a unit, signed in.
    pub(crate) async fn member(&self, office: OfficeId, unit: &Unit, role: Role) -> Member {
        let stamp = self.stamp();
        let person = Person {
            office,
            id: PersonId::new(stamp.uuid()),
            unit: unit.id,
            role,
            state: PersonState::Active,
            name: format!("Nguyễn Văn {role}"),
            title: String::new(),
            email: String::new(),
            login: format!("p{}", stamp.uuid().simple()),
            created_at: stamp.at,
        };
        let mut write = self.store.write().await.unwrap();
        people::insert(&mut write, std::slice::from_ref(&person))
            .await
            .unwrap();
        write.commit(stamp, &happened(office)).await.unwrap();
        let actor = Actor {
            office,
            person: person.id,
            unit: unit.id,
            role,
            name: person.name,
            unit_name: unit.name.clone(),
        };
        self.sign_in(&actor).await
    }

    /// A fresh session, without the work of a password.
    pub(crate) async fn sign_in(&self, actor: &Actor) -> Member {
        let stamp = self.stamp();
        let secret = format!("{0}{0}", stamp.uuid().simple());
        let csrf = stamp.uuid().simple().to_string();
        let session = Session {
            office: actor.office,
            token_hash: Sha256::digest(secret.as_bytes())
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect(),
            id: SessionId::new(stamp.uuid()),
            person: actor.person,
            csrf: csrf.clone(),
            stage: Stage::Full,
            agent: "Firefox".to_owned(),
            started_at: stamp.at,
            seen_at: stamp.at,
            expires_at: stamp.at + SignedDuration::from_hours(12),
        };
        let mut write = self.store.write().await.unwrap();
        sessions::insert(&mut write, &session).await.unwrap();
        write.commit(stamp, &happened(actor.office)).await.unwrap();
        Member {
            actor: actor.clone(),
            cookie: format!("{}.{secret}", actor.office),
            csrf,
        }
    }
}

impl Ward {
    pub(crate) fn who(&self, role: Role) -> &Member {
        self.people
            .iter()
            .find(|member| member.actor.role == role)
            .unwrap()
    }
}

fn office(id: OfficeId, name: &str, at: Timestamp) -> Office {
    Office {
        id,
        state: OfficeState::Open,
        level: OfficeLevel::Ward,
        name: name.to_owned(),
        superior: "Ủy ban nhân dân tỉnh".to_owned(),
        place: "Tre Xanh".to_owned(),
        symbol: "UBND".to_owned(),
        commune_code: Some("00123".parse().unwrap()),
        created_at: at,
    }
}

fn happened(office: OfficeId) -> Event {
    Event {
        kind: EventKind("test.set_up"),
        actor: audit::Actor::Program,
        office,
        object: "office",
        object_id: office.to_string(),
        revision: 1,
        detail: [].into(),
    }
}
