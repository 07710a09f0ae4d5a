//! The wizard of a new office: its facts, its units, its first people. Each step is kept as soon as
//! it is sent; one may leave and come back.

mod people;
mod units;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use luytre_office::access::Action;
use luytre_office::setup::SetupStep;

use super::admin::facts;
use super::outcome::{AGAIN, Done, again};
use super::route::{Routes, Who};
use super::shell::parts::Choice;
use super::shell::{Form, Html, Page};
use crate::http::Problem;
use crate::session::Signed;
use crate::state::App;

/// The keys of the names of the steps.
const STEPS: &[&str] = &[
    "set-up-step-facts",
    "set-up-step-units",
    "set-up-step-people",
];

pub(crate) fn routes() -> Routes {
    let who = Who::May(Action::ManageOffice);
    Routes::new()
        .get("/thiet-lap", who, show)
        .get("/thiet-lap/co-quan", who, facts_page)
        .post("/thiet-lap/co-quan", who, send_facts)
        .get("/thiet-lap/don-vi", who, units::show)
        .post("/thiet-lap/don-vi", who, units::send)
        .get("/thiet-lap/can-bo", who, people::show)
        .post("/thiet-lap/can-bo", who, people::send)
        .post("/thiet-lap/xong", who, finish)
}

async fn show(State(app): State<App>, Signed(actor): Signed) -> Result<Response, Problem> {
    let next = match app.service.setup(&actor).await?.step {
        SetupStep::Facts => "/thiet-lap/co-quan",
        SetupStep::Units => "/thiet-lap/don-vi",
        SetupStep::People => "/thiet-lap/can-bo",
        SetupStep::Done => "/",
    };
    Ok(Redirect::to(next).into_response())
}

#[derive(Template)]
#[template(path = "set_up/facts.html")]
struct Facts {
    page: Page,
    form: Form,
    levels: Vec<Choice>,
}

async fn facts_page(
    State(app): State<App>,
    Signed(actor): Signed,
    page: Page,
) -> Result<Html<Facts>, Problem> {
    let form = facts::filled(&app.service.setup(&actor).await?.office);
    Ok(draw(page, form))
}

async fn send_facts(
    State(app): State<App>,
    Signed(actor): Signed,
    page: Page,
    mut form: Form,
) -> Result<Response, Problem> {
    match app.service.set_office(&actor, &facts::typed(&form)).await {
        Ok(()) => Ok(Redirect::to("/thiet-lap/don-vi").into_response()),
        Err(error) => {
            let page = again(error, page, &mut form)?;
            Ok(draw(page, form).with_status(AGAIN))
        }
    }
}

fn draw(page: Page, form: Form) -> Html<Facts> {
    let levels = super::named::levels(&page);
    Html(Facts {
        page: page.titled("set-up-facts-title"),
        form,
        levels,
    })
}

async fn finish(State(app): State<App>, Signed(actor): Signed) -> Result<Response, Problem> {
    match app.service.finish_setup(&actor).await {
        Ok(()) => Ok(Done::at("/", "set-up-done").into_response()),
        // A step is missing: go there.
        Err(luytre_office::OfficeError::Refused {
            code: "setup-unfinished",
            ..
        }) => Ok(Redirect::to("/thiet-lap").into_response()),
        Err(error) => Err(error.into()),
    }
}
