//! Administration: where people, units and the facts of the office are found, and the facts.

pub(crate) mod facts;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use luytre_office::access::Action;

use super::outcome::{AGAIN, Done, again};
use super::route::{Routes, Who};
use super::shell::parts::Choice;
use super::shell::{Area, Form, Html, Page};
use crate::http::Problem;
use crate::session::{Signed, may_everywhere};
use crate::state::App;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/quan-tri", Who::May(Action::SeePeople), show)
        .get("/quan-tri/co-quan", Who::May(Action::ManageOffice), office)
        .post(
            "/quan-tri/co-quan",
            Who::May(Action::ManageOffice),
            send_office,
        )
}

/// The tabs of the area: what the visitor may open, and where they are.
#[derive(Debug, Clone)]
pub(crate) struct Tabs {
    pub(crate) at: &'static str,
    pub(crate) office: bool,
}

impl Tabs {
    pub(crate) fn at(at: &'static str, actor: &luytre_office::Actor) -> Self {
        Self {
            at,
            office: may_everywhere(actor, Action::ManageOffice),
        }
    }
}

/// People are what one comes for.
async fn show() -> Response {
    Redirect::to("/quan-tri/can-bo").into_response()
}

#[derive(Template)]
#[template(path = "admin/office.html")]
struct Office {
    page: Page,
    form: Form,
    tabs: Tabs,
    levels: Vec<Choice>,
}

async fn office(
    State(app): State<App>,
    Signed(actor): Signed,
    page: Page,
) -> Result<Html<Office>, Problem> {
    let form = facts::filled(&app.service.office(&actor).await?);
    Ok(draw(page, form, Tabs::at("office", &actor)))
}

async fn send_office(
    State(app): State<App>,
    Signed(actor): Signed,
    page: Page,
    mut form: Form,
) -> Result<Response, Problem> {
    match app.service.set_office(&actor, &facts::typed(&form)).await {
        Ok(()) => Ok(Done::at("/quan-tri/co-quan", "office-saved").into_response()),
        Err(error) => {
            let page = again(error, page, &mut form)?;
            Ok(draw(page, form, Tabs::at("office", &actor)).with_status(AGAIN))
        }
    }
}

fn draw(page: Page, form: Form, tabs: Tabs) -> Html<Office> {
    let levels = super::named::levels(&page);
    Html(Office {
        page: page.titled("office-title").at(Area::Admin),
        form,
        tabs,
        levels,
    })
}
