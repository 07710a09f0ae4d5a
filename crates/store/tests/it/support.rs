//! What the tests share: a fixed moment, chance that repeats, and the smallest office.

use std::fmt::Display;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;
use luytre_model::audit::{Actor, Event, EventKind};
use luytre_model::clock::Entropy;
use luytre_model::id::{OfficeId, PersonId, UnitId};
use luytre_model::people::{OfficeLevel, Role};
use luytre_model::sign_in::{OfficeState, PersonState};
use luytre_model::unit_sets::UnitKind;
use luytre_store::offices::Office;
use luytre_store::people::Person;
use luytre_store::units::Unit;
use luytre_store::{Stamp, Store, Write, offices, people, units};

/// Bytes that look random, differ from call to call, and are the same in every run.
pub(crate) struct Counted(pub(crate) AtomicU64);

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

pub(crate) static CHANCE: Counted = Counted(AtomicU64::new(1));

/// So many milliseconds after 2026-06-01T00:00:00Z.
pub(crate) fn at(millis: i64) -> Timestamp {
    Timestamp::from_millisecond(1_780_272_000_000 + millis).unwrap()
}

pub(crate) fn stamp() -> Stamp<'static> {
    Stamp {
        at: at(0),
        entropy: &CHANCE,
    }
}

/// An event about `id`.
pub(crate) fn event(office: OfficeId, id: impl Display + Copy) -> Event {
    Event {
        kind: EventKind("test.happened"),
        actor: Actor::Program,
        office,
        object: "thing",
        object_id: id.to_string(),
        revision: 1,
        detail: [("why", "a test".to_owned())].into(),
    }
}

/// An office row.
pub(crate) fn an_office() -> Office {
    Office {
        id: OfficeId::new(stamp().uuid()),
        state: OfficeState::Open,
        level: OfficeLevel::Ward,
        name: "Ủy ban nhân dân phường Tre Xanh".to_owned(),
        superior: "Ủy ban nhân dân thành phố".to_owned(),
        place: "Tre Xanh".to_owned(),
        symbol: "UBND".to_owned(),
        commune_code: Some("00123".parse().unwrap()),
        created_at: at(0),
    }
}

/// A unit row.
pub(crate) fn a_unit(office: OfficeId, name: &str, position: u32) -> Unit {
    Unit {
        office,
        id: UnitId::new(stamp().uuid()),
        kind: UnitKind::OfficeStaff,
        name: name.to_owned(),
        short: name.to_owned(),
        aliases: Vec::new(),
        position,
        created_at: at(0),
        closed_at: None,
    }
}

/// A person row.
pub(crate) fn a_person(office: OfficeId, unit: UnitId, name: &str, login: &str) -> Person {
    Person {
        office,
        id: PersonId::new(stamp().uuid()),
        unit,
        role: Role::Officer,
        state: PersonState::Active,
        name: name.to_owned(),
        title: "Chuyên viên".to_owned(),
        email: String::new(),
        login: login.to_owned(),
        created_at: at(0),
    }
}

/// An office with its ledger, made durable.
pub(crate) async fn office(store: &Store) -> OfficeId {
    let office = an_office();
    let mut write = store.write().await.unwrap();
    offices::insert(&mut write, &office).await.unwrap();
    write
        .commit(stamp(), &event(office.id, office.id))
        .await
        .unwrap();
    office.id
}

/// An office with one unit and one person.
pub(crate) async fn house(store: &Store, login: &str) -> (OfficeId, Unit, Person) {
    let office = office(store).await;
    let unit = a_unit(office, "Văn phòng", 1);
    let person = a_person(office, unit.id, "Nguyễn Thị Lan", login);
    let mut write = store.write().await.unwrap();
    units::insert(&mut write, &unit).await.unwrap();
    people::insert(&mut write, std::slice::from_ref(&person))
        .await
        .unwrap();
    end(write, office).await;
    (office, unit, person)
}

/// Ends a change with an event about nothing in particular.
pub(crate) async fn end(write: Write, office: OfficeId) {
    write.commit(stamp(), &event(office, "x")).await.unwrap();
}
