//! The list of people, and the same as a sheet.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use jiff::Timestamp;
use luytre_office::Actor;
use luytre_office::access::Action;
use luytre_office::people::{PeopleFilter, PersonView};
use luytre_report::people::{PersonRow, SheetLanguage, people_xlsx};
use serde::Deserialize;

use super::unit_choices;
use crate::http::Problem;
use crate::session::{Signed, may_everywhere};
use crate::state::App;
use crate::web::address::with_query;
use crate::web::admin::Tabs;
use crate::web::named::{person_state, role_key, roles};
use crate::web::outcome::file;
use crate::web::shell::parts::{Choice, Tone};
use crate::web::shell::{Area, Html, Page};
use crate::words::Lang;
use luytre_model::sign_in::PersonState;

/// A sheet holds no more; no office of a commune has as many.
const MOST_IN_SHEET: usize = 10_000;

/// What the list is narrowed to, as in the address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Narrow {
    q: String,
    #[serde(rename = "don-vi")]
    unit: String,
    #[serde(rename = "vai-tro")]
    role: String,
    #[serde(rename = "trang-thai")]
    state: String,
    sau: String,
}

impl Narrow {
    /// What cannot be read narrows nothing.
    fn filter(&self) -> PeopleFilter {
        PeopleFilter {
            unit: self.unit.parse().ok(),
            role: self.role.parse().ok(),
            state: self.state.parse().ok(),
            text: self.q.trim().to_owned(),
        }
    }

    fn address(&self, path: &str, after: &str) -> String {
        let pairs = [
            ("q", self.q.trim()),
            ("don-vi", &self.unit),
            ("vai-tro", &self.role),
            ("trang-thai", &self.state),
            ("sau", after),
        ];
        with_query(path, &pairs)
    }

    const fn is_any(&self) -> bool {
        !(self.q.is_empty()
            && self.unit.is_empty()
            && self.role.is_empty()
            && self.state.is_empty())
    }
}

#[derive(Template)]
#[template(path = "people/list.html")]
pub(super) struct List {
    page: Page,
    tabs: Tabs,
    narrow: Narrow,
    people: Vec<PersonView>,
    units: Vec<Choice>,
    roles: Vec<Choice>,
    states: Vec<Choice>,
    manages: bool,
    sheet: String,
    first: Option<String>,
    next: Option<String>,
}

impl List {
    fn state_key(&self, person: &PersonView) -> (String, Tone) {
        let (key, tone) = person_state(person.state);
        (self.page.w(key).into_owned(), tone)
    }

    fn role(&self, person: &PersonView) -> String {
        self.page.w(role_key(person.role)).into_owned()
    }
}

pub(super) async fn show(
    State(app): State<App>,
    Signed(actor): Signed,
    Query(narrow): Query<Narrow>,
    page: Page,
) -> Result<Html<List>, Problem> {
    let after = Some(narrow.sau.as_str()).filter(|after| !after.is_empty());
    let found = app.service.people(&actor, &narrow.filter(), after).await?;
    let units = unit_choices(&app.service.units(&actor).await?);
    let state = |state: &PersonState| Choice {
        value: state.to_string(),
        words: page.w(person_state(*state).0).into_owned(),
    };
    Ok(Html(List {
        tabs: Tabs::at("people", &actor),
        people: found.people,
        units,
        roles: roles(&page),
        states: PersonState::ALL.iter().map(state).collect(),
        manages: may_everywhere(&actor, Action::ManagePeople),
        sheet: narrow.address("/quan-tri/can-bo.xlsx", ""),
        first: after
            .is_some()
            .then(|| narrow.address("/quan-tri/can-bo", "")),
        next: found
            .next
            .map(|next| narrow.address("/quan-tri/can-bo", &next)),
        page: page.titled("people-title").at(Area::Admin),
        narrow,
    }))
}

/// `GET /quan-tri/can-bo.xlsx`: the same people, in the form that import reads.
pub(super) async fn sheet(
    State(app): State<App>,
    Signed(actor): Signed,
    Query(narrow): Query<Narrow>,
    page: Page,
) -> Result<Response, Problem> {
    let rows: Vec<PersonRow> = everybody(&app, &actor, &narrow.filter())
        .await?
        .into_iter()
        .map(|person| row(&page, person))
        .collect();
    let made = (app.edge.now)();
    let bytes = sheet_bytes(rows, page.lang, made).await?;
    Ok(file(&page.w("people-file"), XLSX, bytes))
}

pub(super) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

async fn everybody(
    app: &App,
    actor: &Actor,
    filter: &PeopleFilter,
) -> Result<Vec<PersonView>, Problem> {
    let mut all = Vec::new();
    let mut after: Option<String> = None;
    loop {
        let found = app.service.people(actor, filter, after.as_deref()).await?;
        all.extend(found.people);
        after = found.next;
        if after.is_none() || all.len() >= MOST_IN_SHEET {
            return Ok(all);
        }
    }
}

fn row(page: &Page, person: PersonView) -> PersonRow {
    PersonRow {
        line: 0,
        name: person.name,
        unit: person.unit_name,
        post: person.title,
        role: page.w(role_key(person.role)).into_owned(),
        email: person.email,
        login: person.login,
    }
}

/// Zipping is work: beside the tasks that serve requests.
async fn sheet_bytes(
    rows: Vec<PersonRow>,
    lang: Lang,
    made: Timestamp,
) -> Result<Vec<u8>, Problem> {
    let made =
        tokio::task::spawn_blocking(move || people_xlsx(&rows, sheet_language(lang), made)).await;
    match made {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) => {
            tracing::error!(%error, "could not write the sheet of people");
            Err(Problem::Failed)
        }
        Err(_) => Err(Problem::Failed),
    }
}

pub(super) const fn sheet_language(lang: Lang) -> SheetLanguage {
    match lang {
        Lang::Vi => SheetLanguage::Vietnamese,
        Lang::En => SheetLanguage::English,
    }
}
