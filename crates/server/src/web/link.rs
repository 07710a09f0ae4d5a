//! One-time links: the first person of a new office, an invitation, a new password. A link is good
//! once; looking at it does not use it up.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Redirect, Response};
use luytre_office::OfficeError;
use luytre_office::sign_in::{Entered, FirstPerson, LinkPurpose, LinkView, NewPassword};

use super::enter::agent;
use super::enter::rules::{RuleLine, lines};
use super::outcome::{AGAIN, again};
use super::route::{Routes, Who};
use super::shell::{Form, Html, Page};
use crate::http::Problem;
use crate::session::{signing_in, stage_path};
use crate::state::App;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/link/{token}", Who::Anyone, show)
        .post("/link/{token}", Who::Anyone, send)
}

#[derive(Template)]
#[template(path = "link/page.html")]
struct Link {
    page: Page,
    form: Form,
    office: String,
    view: LinkView,
    rules: Vec<RuleLine>,
}

impl Link {
    fn is_first(&self) -> bool {
        self.view.purpose == LinkPurpose::First
    }
}

async fn show(
    State(app): State<App>,
    Path(token): Path<String>,
    page: Page,
) -> Result<Response, Problem> {
    let view = app.service.link(&token).await?;
    let form = Form::default();
    Ok(draw(view, page, form).into_response())
}

async fn send(
    State(app): State<App>,
    Path(token): Path<String>,
    page: Page,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let view = app.service.link(&token).await?;
    match take(&app, &token, &view, &form, agent(&headers)).await {
        Ok(entered) => {
            let next = Redirect::to(stage_path(entered.stage)).into_response();
            Ok(signing_in(next, &entered.cookie, app.edge.scheme))
        }
        Err(error) => {
            let page = again(error, page, &mut form)?;
            Ok(draw(view, page, form).with_status(AGAIN))
        }
    }
}

async fn take(
    app: &App,
    token: &str,
    view: &LinkView,
    form: &Form,
    agent: &str,
) -> Result<Entered, OfficeError> {
    let password = NewPassword {
        password: form.untouched("password").to_owned(),
        again: form.untouched("again").to_owned(),
    };
    match view.purpose {
        LinkPurpose::First => {
            let person = FirstPerson {
                name: form.value("name").to_owned(),
                login: form.value("login").to_lowercase(),
                password,
            };
            app.service.take_first_link(token, &person, agent).await
        }
        LinkPurpose::Invitation | LinkPurpose::Reset => {
            app.service.take_link(token, &password, agent).await
        }
    }
}

fn draw(view: LinkView, page: Page, form: Form) -> Html<Link> {
    let title = match view.purpose {
        LinkPurpose::First => "link-first-title",
        LinkPurpose::Invitation => "link-invitation-title",
        LinkPurpose::Reset => "link-reset-title",
    };
    let rules = lines(&page, &view.rules);
    Html(Link {
        page: page.titled(title),
        form,
        office: view.office_name.clone(),
        view,
        rules,
    })
}
