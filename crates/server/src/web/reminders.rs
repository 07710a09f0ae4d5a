//! Reminders (đôn đốc): which units are late, with what and with what they have to do soon, and the
//! slips that tell them so.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse as _, Response};
use luytre_model::id::UnitId;
use luytre_office::Actor;
use luytre_office::access::Action::DraftDispatch;
use luytre_office::draft::{ReminderScope, ReminderView};
use serde::Deserialize;

use super::address::with_query;
use super::route::{Routes, Who};
use super::shell::parts::Choice;
use super::shell::{Area, Form, Html, Page};
use super::{drafting, outcome};
use crate::http::Problem;
use crate::session::Signed;
use crate::state::App;

/// Where reminders are drafted.
pub(crate) const PATH: &str = "/don-doc";

/// The steps of how far reminders look ahead, in working days.
const DAYS: [u16; 5] = [1, 3, ReminderScope::DAYS, 10, 20];

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get(PATH, Who::May(DraftDispatch), show)
        .post(PATH, Who::May(DraftDispatch), send)
}

/// The query of the page. What cannot be read is left out.
#[derive(Debug, Clone, Default, Deserialize)]
struct Asked {
    #[serde(default, rename = "don-vi")]
    unit: String,
    #[serde(default, rename = "ngay")]
    days: String,
}

impl Asked {
    fn scope(&self) -> ReminderScope {
        let days = self.days.parse().unwrap_or(ReminderScope::DAYS);
        ReminderScope::new(self.unit.parse::<UnitId>().ok(), days)
    }
}

/// The address of the reminder of one unit.
pub(crate) fn of_unit(unit: UnitId) -> String {
    with_query(PATH, &[("don-vi", &unit.to_string())])
}

#[derive(Template)]
#[template(path = "reminders/page.html")]
struct View {
    page: Page,
    form: Form,
    due: ReminderView,
    days: u16,
    chosen: String,
    units: Vec<Choice>,
}

impl View {
    /// The steps, and what an address asked beside them.
    fn steps(&self) -> Vec<u16> {
        let mut days = DAYS.to_vec();
        days.push(self.days);
        days.sort_unstable();
        days.dedup();
        days
    }
}

async fn draw(
    app: &App,
    actor: &Actor,
    page: Page,
    scope: &ReminderScope,
    form: Option<Form>,
) -> Result<Html<View>, Problem> {
    let mut due = app.service.reminders(actor, scope).await?;
    let proposed = std::mem::take(&mut due.form);
    let units = app.service.unit_names(actor).await?;
    Ok(Html(View {
        page: page.titled("reminders-title").at(Area::Duties),
        form: form.unwrap_or_else(|| drafting::filled(proposed)),
        due,
        days: scope.days(),
        chosen: scope
            .unit()
            .map(|unit| unit.to_string())
            .unwrap_or_default(),
        units: units.into_iter().map(Choice::from).collect(),
    }))
}

/// `GET /don-doc`
async fn show(
    State(app): State<App>,
    Signed(actor): Signed,
    Query(asked): Query<Asked>,
    page: Page,
) -> Result<Response, Problem> {
    let view = draw(&app, &actor, page, &asked.scope(), None).await?;
    Ok(view.into_response())
}

/// `POST /don-doc`, with unit and days in the form.
async fn send(
    State(app): State<App>,
    Signed(actor): Signed,
    page: Page,
    mut form: Form,
) -> Result<Response, Problem> {
    let asked = Asked {
        unit: form.value("don-vi").to_owned(),
        days: form.value("ngay").to_owned(),
    };
    let scope = asked.scope();
    let typed = drafting::typed(&form);
    let error = match app.service.draft_reminders(&actor, &scope, &typed).await {
        Ok(file) => return Ok(drafting::download(file)),
        Err(error) => error,
    };
    let page = outcome::again(error, page, &mut form)?;
    let view = draw(&app, &actor, page, &scope, Some(form)).await?;
    Ok(view.with_status(outcome::AGAIN))
}
