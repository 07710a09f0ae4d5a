//! The sign-in page. Who a name and a password belong to is decided by `luytre-office`; the answer
//! is the same whether the name, the password or a lock was the reason.

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Redirect, Response};
use luytre_office::sign_in::Stage;

use super::enter::agent;
use super::outcome::{AGAIN, again};
use super::route::{Routes, Who};
use super::shell::{Form, Html, Page};
use crate::http::language::own_path;
use crate::http::{Problem, limits};
use crate::session::{MaybeEntering, signing_in, stage_path};
use crate::state::App;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/dang-nhap", Who::Anyone, show)
        .post("/dang-nhap", Who::Anyone, send)
}

/// The page.
#[derive(Template)]
#[template(path = "sign_in/page.html")]
pub struct SignIn {
    page: Page,
    form: Form,
    /// The name of the office, where it is known.
    office: String,
}

impl SignIn {
    /// The page for `form`; a new one is `Form::default()`.
    #[must_use]
    pub fn new(page: Page, form: Form, office: String) -> Self {
        Self {
            page: page.titled("sign-in-title"),
            form,
            office,
        }
    }
}

/// Where to go afterwards.
#[derive(serde::Deserialize)]
pub(super) struct Next {
    #[serde(default)]
    tiep: String,
}

async fn show(
    MaybeEntering(session): MaybeEntering,
    Query(next): Query<Next>,
    page: Page,
) -> Response {
    if session.is_some() {
        return Redirect::to("/").into_response();
    }
    Html(SignIn::new(
        page,
        Form::default().with("next", next.tiep),
        String::new(),
    ))
    .into_response()
}

async fn send(
    State(app): State<App>,
    Extension(limits::From(address)): Extension<limits::From>,
    page: Page,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let name = form.required("name", "sign-in-name-missing").to_lowercase();
    // Not trimmed: blanks may belong to a password.
    let password = form.untouched("password").to_owned();
    if password.is_empty() {
        form.refuse("password", "sign-in-password-missing");
    }
    if !form.is_right() {
        return Ok(Html(SignIn::new(page, form, String::new())).with_status(AGAIN));
    }
    let now = (app.edge.now)();
    app.edge.attempts.take(&name, now)?;
    app.edge.failures.take(&address, now)?;
    match app.service.sign_in(&name, &password, agent(&headers)).await {
        Ok(entered) => {
            app.edge.attempts.forget(&name);
            app.edge.failures.give_back(&address);
            let next = match entered.stage {
                Stage::Full => own_path(form.value("next")),
                stage => stage_path(stage),
            };
            Ok(signing_in(
                Redirect::to(next).into_response(),
                &entered.cookie,
                app.edge.scheme,
            ))
        }
        Err(error) => {
            let page = again(error, page, &mut form)?;
            Ok(Html(SignIn::new(page, form, String::new())).with_status(AGAIN))
        }
    }
}
