//! What the tests share: a clock that is set, chance that repeats, and a ward with its people.

use std::future::Future;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

use jiff::Timestamp;
use luytre_model::audit::{self, Event, EventKind};
use luytre_model::clock::{Clock, Entropy};
use luytre_model::id::{OfficeId, PersonId, UnitId};
use luytre_model::people::{OfficeLevel, Role};
use luytre_model::sign_in::{OfficeState, PersonState};
use luytre_model::unit_sets::{UnitKind, UnitSet};
use luytre_office::service::Knowledge;
use luytre_office::{Actor, OfficeError, Service};
use luytre_store::offices::Office;
use luytre_store::people::Person;
use luytre_store::testing::on_both_engines;
use luytre_store::units::Unit;
use luytre_store::{Stamp, Store, offices, people, units};

/// The text of a dispatch, of our own writing.
pub(crate) const DISPATCH: &str = include_str!("dispatch.txt");

/// Chance that differs from call to call and is the same in every run.
pub(crate) struct Counted(AtomicU64);

impl Counted {
    pub(crate) const fn new() -> Self {
        Self(AtomicU64::new(1))
    }
}

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

/// A clock that a test sets. Each look moves it by a millisecond, so that rows have an order.
pub(crate) struct SetClock(AtomicI64);

impl SetClock {
    /// A clock that stands at 9 a.m. in Viet Nam on an ISO date.
    pub(crate) fn at(day: &str) -> Self {
        let clock = Self(AtomicI64::new(0));
        clock.set(day);
        clock
    }

    /// 9 a.m. in Viet Nam on an ISO date.
    pub(crate) fn set(&self, day: &str) {
        let at: Timestamp = format!("{day}T02:00:00Z").parse().unwrap();
        self.0.store(at.as_millisecond(), Ordering::Relaxed);
    }
}

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.0.fetch_add(1, Ordering::Relaxed)).unwrap()
    }
}

static KNOWLEDGE: LazyLock<Arc<Knowledge>> =
    LazyLock::new(|| Arc::new(Knowledge::embedded().unwrap()));

/// An office at work, on one engine.
pub(crate) struct House {
    pub(crate) store: Store,
    pub(crate) service: Service,
    pub(crate) clock: Arc<SetClock>,
    pub(crate) office: OfficeId,
    pub(crate) units: Vec<Unit>,
}

/// The day on which a house begins: a Wednesday.
pub(crate) const FIRST_DAY: &str = "2026-06-03";

impl House {
    /// A ward with the units of its set.
    pub(crate) async fn new(store: Store) -> Self {
        let clock = Arc::new(SetClock(AtomicI64::new(0)));
        clock.set(FIRST_DAY);
        let entropy = Arc::new(Counted::new());
        let (knowledge, time) = (Arc::clone(&KNOWLEDGE), Arc::clone(&clock));
        let service = Service::new(store.clone(), knowledge, time, entropy);
        let mut house = Self {
            store,
            service,
            clock,
            office: OfficeId::new(uuid::Uuid::nil()),
            units: Vec::new(),
        };
        (house.office, house.units) = house.another_office().await;
        house
    }

    /// One more office in the same database.
    pub(crate) async fn another_office(&self) -> (OfficeId, Vec<Unit>) {
        let stamp = self.stamp();
        let office = OfficeId::new(stamp.uuid());
        let row = Office {
            id: office,
            state: OfficeState::Open,
            level: OfficeLevel::Ward,
            name: "Ủy ban nhân dân phường Tre Xanh".to_owned(),
            superior: "Ủy ban nhân dân tỉnh".to_owned(),
            place: "Tre Xanh".to_owned(),
            symbol: "UBND".to_owned(),
            commune_code: Some("00123".parse().unwrap()),
            created_at: stamp.at,
        };
        let mut write = self.store.write().await.unwrap();
        offices::insert(&mut write, &row).await.unwrap();
        let mut made = Vec::new();
        let set = UnitSet::embedded(OfficeLevel::Ward).unwrap();
        for (position, template) in (1..).zip(set.units) {
            let unit = Unit {
                office,
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
        write.commit(stamp, &happened(office)).await.unwrap();
        (office, made)
    }

    fn stamp(&self) -> Stamp<'static> {
        static CHANCE: Counted = Counted(AtomicU64::new(99));
        Stamp {
            at: self.clock.now(),
            entropy: &CHANCE,
        }
    }

    /// The first unit of a kind.
    pub(crate) fn unit(&self, kind: UnitKind) -> &Unit {
        self.units.iter().find(|unit| unit.kind == kind).unwrap()
    }

    /// A person of the first unit of a kind, with a role.
    pub(crate) async fn person(&self, role: Role, kind: UnitKind, name: &str) -> Actor {
        let unit = self.unit(kind);
        self.person_of(self.office, unit, role, name).await
    }

    /// A person of any office of the database.
    pub(crate) async fn person_of(
        &self,
        office: OfficeId,
        unit: &Unit,
        role: Role,
        name: &str,
    ) -> Actor {
        let stamp = self.stamp();
        let row = Person {
            office,
            id: PersonId::new(stamp.uuid()),
            unit: unit.id,
            role,
            state: PersonState::Active,
            name: name.to_owned(),
            title: String::new(),
            email: String::new(),
            login: format!("p{}", stamp.uuid().simple()),
            created_at: stamp.at,
        };
        let mut write = self.store.write().await.unwrap();
        people::insert(&mut write, std::slice::from_ref(&row))
            .await
            .unwrap();
        write.commit(stamp, &happened(office)).await.unwrap();
        Actor {
            office,
            person: row.id,
            unit: unit.id,
            role,
            name: name.to_owned(),
            unit_name: unit.name.clone(),
        }
    }

    /// The clerk who reads dispatches in.
    pub(crate) async fn clerk(&self) -> Actor {
        self.person(Role::Clerk, UnitKind::OfficeStaff, "Lê Thị Văn Thư")
            .await
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

/// Runs `test` in a fresh ward on each engine.
pub(crate) async fn in_a_ward<F: Future<Output = ()>>(test: impl Fn(House) -> F) {
    on_both_engines(|store| async { test(House::new(store).await).await }).await;
}

/// The code of a refusal; fails the test where it was none.
pub(crate) fn refused<T>(outcome: Result<T, OfficeError>) -> &'static str {
    match outcome {
        Err(OfficeError::Refused { code, .. }) => code,
        Err(other) => panic!("another error: {other:?}"),
        Ok(_) => panic!("not refused"),
    }
}

/// The problems of a form, as field and code; fails the test where there were none.
pub(crate) fn problems<T>(outcome: Result<T, OfficeError>) -> Vec<(&'static str, &'static str)> {
    match outcome {
        Err(OfficeError::Invalid(problems)) => problems
            .iter()
            .map(|problem| (problem.field, problem.code))
            .collect(),
        Err(other) => panic!("another error: {other:?}"),
        Ok(_) => panic!("no problems"),
    }
}

/// Fails the test unless somebody else was faster.
pub(crate) fn conflict<T>(outcome: Result<T, OfficeError>) {
    assert!(matches!(outcome.err(), Some(OfficeError::Conflict { .. })));
}

/// Fails the test unless the actor may not.
pub(crate) fn denied<T>(outcome: Result<T, OfficeError>) {
    assert!(matches!(outcome.err(), Some(OfficeError::Denied(_))));
}

/// Fails the test unless there is no such thing.
pub(crate) fn not_found<T>(outcome: Result<T, OfficeError>) {
    assert!(matches!(outcome.err(), Some(OfficeError::NotFound { .. })));
}
