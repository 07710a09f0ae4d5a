//! A ward to measure with: forty units, dispatches that ask for all controls in turn, reports of
//! every kind. All of it is made by the product's own use cases, on a clock that stands where it is
//! put; the same sizes give the same ward. Invented.

mod world;

use std::sync::Arc;

use jiff::{Span, Timestamp};
use luytre_model::id::DispatchId;
use luytre_model::people::Role;
use luytre_office::people::{PersonForm, UnitView};
use luytre_office::service::Knowledge;
use luytre_office::setup::{NewUnit, OfficeForm};
use luytre_office::sign_in::{FirstPerson, NewPassword};
use luytre_office::work::{Outcome, Report, Task};
use luytre_office::{Actor, OfficeError, Service};
use luytre_store::Store;
use tokio::task::JoinSet;

use world::{Chance, StoodClock};

/// Units of the ward.
pub(crate) const UNITS: usize = 40;
/// How long ago the first dispatch came, in days.
const DAYS: i64 = 180;
const FIRST: &str = "Mo-Dau-2468-Song-Nuoc";
const LATER: &str = "Bong-Tre-1357-Ben-Nuoc";

pub(crate) type Outcomes<T> = Result<T, OfficeError>;

/// How large a ward is to be.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    /// Dispatches, each to every unit.
    pub(crate) dispatches: usize,
    /// Duties of each.
    pub(crate) duties: usize,
    /// Reports by each unit after every fifth dispatch.
    pub(crate) reports: usize,
}

/// The ward, its use cases, and those who act in it.
pub(crate) struct Ward {
    pub(crate) service: Service,
    pub(crate) clerk: Person,
    /// One for each unit, in the order of the units.
    pub(crate) officers: Vec<Person>,
    pub(crate) assignments: usize,
    admin: Actor,
    clock: Arc<StoodClock>,
}

/// Somebody who is signed in.
pub(crate) struct Person {
    pub(crate) actor: Actor,
    /// What their browser shows.
    pub(crate) cookie: String,
}

impl Ward {
    /// Makes a ward in an empty store and lets it work until `now`.
    pub(crate) async fn make(store: &Store, now: Timestamp, size: Size) -> Outcomes<Self> {
        let mut ward = Self::open(store, days_before(now, DAYS)).await?;
        let units: Vec<String> = ward
            .officers
            .iter()
            .map(|officer| officer.actor.unit.to_string())
            .collect();
        for number in 0..size.dispatches {
            let ago = DAYS * i64::try_from(size.dispatches - number).unwrap_or(0)
                / i64::try_from(size.dispatches).unwrap_or(1);
            ward.clock.put(days_before(now, ago));
            ward.assignments += ward.take_in(number, size.duties, &units).await?;
            if number % 5 == 4 {
                ward.work(size.reports).await?;
            }
        }
        ward.clock.put(now);
        // As the clock of the server does; it finds nothing left to do.
        ward.service.roll_forward().await?;
        ward.come_in().await?;
        Ok(ward)
    }

    /// Everybody signs in anew.
    async fn come_in(&mut self) -> Outcomes<()> {
        for person in self.officers.iter_mut().chain([&mut self.clerk]) {
            let link = self
                .service
                .reissue_link(&self.admin, person.actor.person)
                .await?;
            person.cookie = self
                .service
                .take_link(&link.token, &password(LATER), "bench")
                .await?
                .cookie;
        }
        Ok(())
    }

    /// An office in which nothing has come in yet.
    async fn open(store: &Store, at: Timestamp) -> Outcomes<Self> {
        let knowledge = Arc::new(Knowledge::embedded().map_err(|_| internal("read the data"))?);
        let clock = Arc::new(StoodClock::at(at));
        let time = Arc::<StoodClock>::clone(&clock);
        let service = Service::new(store.clone(), knowledge, time, Arc::new(Chance::default()));
        let admin = first_person(&service).await?;
        service.set_office(&admin, &facts()).await?;
        let mut units = service.setup(&admin).await?.proposed;
        units.extend((units.len()..UNITS).map(residential));
        service
            .choose_units(&admin, units.get(..UNITS).unwrap_or(&units))
            .await?;
        service.finish_setup(&admin).await?;
        let units = service.units(&admin).await?;
        let first = units.first().ok_or(internal("find a unit"))?;
        let clerk = invite(&service, &admin, first, "vanthu", Role::Clerk).await?;
        let mut officers = Vec::new();
        for (number, unit) in units.iter().enumerate() {
            let login = format!("canbo{number}");
            officers.push(invite(&service, &admin, unit, &login, Role::Officer).await?);
        }
        Ok(Self {
            service,
            clerk,
            officers,
            assignments: 0,
            admin,
            clock,
        })
    }

    /// What a unit may report now, one occurrence of each assignment.
    ///
    /// Later ones of a recurring duty are left out until they are due: their turn may not have come.
    pub(crate) async fn tasks_of(&self, officer: &Actor) -> Outcomes<Vec<Task>> {
        let mine = self.service.mine(officer).await?;
        let mut tasks: Vec<Task> = mine.late;
        tasks.extend(mine.this_week);
        tasks.extend(mine.later);
        tasks.sort_by_key(|task| (task.assignment, task.sequence));
        tasks.dedup_by_key(|task| task.assignment);
        tasks.retain(|task| task.sequence == 1 || task.days.is_some_and(|days| days <= 0));
        Ok(tasks)
    }

    /// A dispatch comes in and is confirmed for all units; how many assignments that makes.
    async fn take_in(&self, number: usize, duties: usize, units: &[String]) -> Outcomes<usize> {
        let text = self.text(number, duties);
        let name = format!("{number}.txt");
        let received = self
            .service
            .receive(&self.clerk.actor, &name, text.into_bytes())
            .await?;
        let id: DispatchId = received.dispatch;
        let mut revision = 1;
        for duty in self.service.dispatch(&self.clerk.actor, id).await?.duties {
            if duty.units.len() != units.len() {
                let form = world::form_of(&duty, units);
                revision = self
                    .service
                    .correct(&self.clerk.actor, id, revision, duty.id, &form)
                    .await?;
            }
        }
        Ok(self
            .service
            .confirm_plan(&self.clerk.actor, id, revision)
            .await?
            .assignments)
    }

    /// Each unit reports some of what it has to; most of it is done.
    async fn work(&self, most: usize) -> Outcomes<()> {
        let mut units = JoinSet::new();
        for officer in &self.officers {
            let tasks = self.tasks_of(&officer.actor).await?;
            let (service, officer) = (self.service.clone(), officer.actor.clone());
            units.spawn(async move {
                for (task, number) in tasks.into_iter().step_by(3).take(most).zip(0..) {
                    let outcome = match number % 16 {
                        5 => Outcome::Failed,
                        11 => Outcome::NotApplicable,
                        _ => Outcome::Done,
                    };
                    report(&service, &officer, &task, outcome).await?;
                }
                Ok::<_, OfficeError>(())
            });
        }
        while let Some(done) = units.join_next().await {
            done.map_err(|_| internal("work in parallel"))??;
        }
        Ok(())
    }

    fn text(&self, number: usize, duties: usize) -> String {
        let controls: Vec<_> = self.service.knowledge().catalogue.iter().collect();
        let clauses = controls.iter().cycle().skip(number * duties).take(duties);
        let examples = clauses.map(|control| {
            let examples = &control.examples;
            examples
                .get(number % examples.len().max(1))
                .map_or("", String::as_str)
        });
        world::dispatch(number, self.service.today(), examples)
    }
}

/// Reports; `false` where its turn has not come.
pub(crate) async fn report(
    service: &Service,
    by: &Actor,
    task: &Task,
    outcome: Outcome,
) -> Outcomes<bool> {
    let report = Report {
        revision: task.revision,
        outcome,
        note: "Đã rà soát toàn bộ máy tính của đơn vị.".to_owned(),
        file: None,
    };
    match service.report(by, task.occurrence, report).await {
        Ok(_) => Ok(true),
        Err(OfficeError::Refused { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}

async fn first_person(service: &Service) -> Outcomes<Actor> {
    let token = service
        .first_link()
        .await?
        .ok_or(internal("begin in an empty store"))?;
    let first = FirstPerson {
        name: "Nguyễn Văn Mẫu".to_owned(),
        login: "quantri".to_owned(),
        password: password(FIRST),
    };
    let entered = service.take_first_link(&token, &first, "bench").await?;
    actor(service, &entered.cookie).await
}

async fn invite(
    service: &Service,
    admin: &Actor,
    unit: &UnitView,
    login: &str,
    role: Role,
) -> Outcomes<Person> {
    let form = PersonForm {
        name: format!("Trần Thị {login}"),
        title: String::new(),
        email: String::new(),
        login: login.to_owned(),
        unit: unit.id.to_string(),
        role: role.to_string(),
    };
    let invited = service.invite(admin, &form).await?;
    let cookie = service
        .take_link(&invited.token, &password(FIRST), "bench")
        .await?
        .cookie;
    Ok(Person {
        actor: actor(service, &cookie).await?,
        cookie,
    })
}

async fn actor(service: &Service, cookie: &str) -> Outcomes<Actor> {
    let session = service.session(cookie).await?;
    session
        .and_then(|session| session.actor().cloned())
        .ok_or(internal("sign in"))
}

fn facts() -> OfficeForm {
    OfficeForm {
        level: "phuong".to_owned(),
        name: "Ủy ban nhân dân phường Tre Xanh".to_owned(),
        superior: "Ủy ban nhân dân tỉnh Sông Tre".to_owned(),
        place: "Tre Xanh".to_owned(),
        symbol: "UBND".to_owned(),
        commune_code: "00123".to_owned(),
    }
}

fn residential(number: usize) -> NewUnit {
    NewUnit {
        kind: "residential".to_owned(),
        name: format!("Tổ dân phố số {number}"),
        short: format!("TDP {number}"),
        aliases: Vec::new(),
    }
}

fn password(text: &str) -> NewPassword {
    NewPassword {
        password: text.to_owned(),
        again: text.to_owned(),
    }
}

fn days_before(now: Timestamp, days: i64) -> Timestamp {
    now.checked_sub(Span::new().hours(24 * days)).unwrap_or(now)
}

const fn internal(doing: &'static str) -> OfficeError {
    OfficeError::Internal { doing }
}
