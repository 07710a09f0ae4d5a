//! What the tests of signing in and of people share: a service whose clock is set by hand, and an
//! office with its first person.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use jiff::Timestamp;
use luytre_model::clock::{Clock, Entropy};
use luytre_office::people::PersonForm;
use luytre_office::service::Knowledge;
use luytre_office::setup::{NewUnit, OfficeForm};
use luytre_office::sign_in::{FirstPerson, NewPassword, Session, Stage};
use luytre_office::{Actor, OfficeError, Service};
use luytre_store::{Store, offices, trail};

pub(crate) const PASSWORD: &str = "Tre9&bụi xanh";
pub(crate) const SECOND: i64 = 1000;
pub(crate) const MINUTE: i64 = 60 * SECOND;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub(crate) const DAY: i64 = 24 * HOUR;

/// A clock that stands until it is moved.
pub(crate) struct HandClock(AtomicI64);

impl HandClock {
    pub(crate) fn forward(&self, millis: i64) {
        self.0.fetch_add(millis, Ordering::SeqCst);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.0.load(Ordering::SeqCst)).unwrap()
    }
}

/// Bytes that look random and are the same in every run.
struct Counted(AtomicU64);

impl Entropy for Counted {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let mut z = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            chunk.copy_from_slice(&(z ^ (z >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}

/// A service over a fresh database, its clock, and the store beneath it.
pub(crate) struct House {
    pub(crate) service: Service,
    pub(crate) clock: Arc<HandClock>,
    pub(crate) store: Store,
}

impl std::ops::Deref for House {
    type Target = Service;

    fn deref(&self) -> &Service {
        &self.service
    }
}

/// What the program carries, read once for all tests.
fn knowledge() -> Arc<Knowledge> {
    static ONCE: std::sync::OnceLock<Arc<Knowledge>> = std::sync::OnceLock::new();
    Arc::clone(ONCE.get_or_init(|| Arc::new(Knowledge::embedded().unwrap())))
}

impl House {
    /// Nothing is there yet; it is 2026-06-01T00:00:00Z.
    pub(crate) fn empty(store: Store) -> Self {
        let clock = Arc::new(HandClock(AtomicI64::new(1_780_272_000_000)));
        let entropy = Arc::new(Counted(AtomicU64::new(1)));
        let service = Service::new(
            store.clone(),
            knowledge(),
            Arc::<HandClock>::clone(&clock),
            entropy,
        );
        Self {
            service,
            clock,
            store,
        }
    }

    /// An office that is set up, its administrator (login `quantri`), and a clerk (login `vanthu`).
    pub(crate) async fn open(store: Store) -> (Self, Actor, Actor) {
        let house = Self::empty(store);
        let admin = house.first_person().await;
        house.set_office(&admin, &office_form()).await.unwrap();
        house
            .choose_units(
                &admin,
                &[unit("office_staff", "Văn phòng"), unit("police", "Công an")],
            )
            .await
            .unwrap();
        house.finish_setup(&admin).await.unwrap();
        let unit = house.units(&admin).await.unwrap()[0].id;
        let form = person("Trần Văn Bình", "vanthu", &unit.to_string(), "clerk");
        let invited = house.invite(&admin, &form).await.unwrap();
        let entered = house
            .take_link(&invited.token, &password(PASSWORD), "Firefox")
            .await
            .unwrap();
        let clerk = house
            .session(&entered.cookie)
            .await
            .unwrap()
            .unwrap()
            .actor()
            .unwrap()
            .clone();
        (house, admin, clerk)
    }

    /// Takes the first link as `quantri`.
    pub(crate) async fn first_person(&self) -> Actor {
        let token = self.first_link().await.unwrap().unwrap();
        let entered = self
            .take_first_link(&token, &first("quantri"), "Firefox")
            .await
            .unwrap();
        assert_eq!(entered.stage, Stage::Full);
        self.session(&entered.cookie)
            .await
            .unwrap()
            .unwrap()
            .actor()
            .unwrap()
            .clone()
    }

    /// Signs in and returns the session.
    pub(crate) async fn enter(&self, login: &str, password: &str) -> Session {
        let entered = self.sign_in(login, password, "Firefox").await.unwrap();
        self.session(&entered.cookie).await.unwrap().unwrap()
    }

    /// The session again, as the database has it now.
    pub(crate) async fn again(&self, cookie: &str) -> Option<Session> {
        self.session(cookie).await.unwrap()
    }

    /// How many events of a kind the ledger has.
    pub(crate) async fn events(&self, kind: &str) -> usize {
        let mut conn = self.store.read().await.unwrap();
        let office = offices::first(&mut conn, 1).await.unwrap()[0].id;
        let leaves = trail::leaves(&mut conn, office, 0, 10_000).await.unwrap();
        leaves
            .iter()
            .filter(|leaf| leaf.contains(&format!("\"{kind}\"")))
            .count()
    }
}

pub(crate) fn first(login: &str) -> FirstPerson {
    FirstPerson {
        name: "Nguyễn Thị Lan".to_owned(),
        login: login.to_owned(),
        password: password(PASSWORD),
    }
}

pub(crate) fn password(password: &str) -> NewPassword {
    NewPassword {
        password: password.to_owned(),
        again: password.to_owned(),
    }
}

pub(crate) fn office_form() -> OfficeForm {
    OfficeForm {
        level: "phuong".to_owned(),
        name: "Ủy ban nhân dân phường Tre Xanh".to_owned(),
        superior: "Ủy ban nhân dân thành phố".to_owned(),
        place: "Tre Xanh".to_owned(),
        symbol: "UBND".to_owned(),
        commune_code: "00123".to_owned(),
    }
}

pub(crate) fn unit(kind: &str, name: &str) -> NewUnit {
    NewUnit {
        kind: kind.to_owned(),
        name: name.to_owned(),
        short: String::new(),
        aliases: Vec::new(),
    }
}

pub(crate) fn person(name: &str, login: &str, unit: &str, role: &str) -> PersonForm {
    PersonForm {
        name: name.to_owned(),
        title: String::new(),
        email: String::new(),
        login: login.to_owned(),
        unit: unit.to_owned(),
        role: role.to_owned(),
    }
}

/// The code of a refusal.
pub(crate) fn refused<T: std::fmt::Debug>(result: Result<T, OfficeError>) -> &'static str {
    match result {
        Err(OfficeError::Refused { code, .. }) => code,
        other => panic!("not refused: {other:?}"),
    }
}

/// The fields and codes of what was typed in wrongly.
pub(crate) fn invalid<T: std::fmt::Debug>(
    result: Result<T, OfficeError>,
) -> Vec<(&'static str, &'static str)> {
    match result {
        Err(OfficeError::Invalid(problems)) => {
            problems.into_iter().map(|p| (p.field, p.code)).collect()
        }
        other => panic!("not invalid: {other:?}"),
    }
}

/// The code of a secret's second step at the clock's moment, so many steps on.
pub(crate) fn code(secret: &str, now: Timestamp, steps: i64) -> String {
    let secret = totp_rs::Secret::try_from_base32(secret.replace(' ', "")).unwrap();
    let totp = totp_rs::Builder::new()
        .with_secret(secret)
        .with_account_name("x")
        .build()
        .unwrap();
    totp.generate(u64::try_from(now.as_second() + 30 * steps).unwrap())
        .to_string()
}
