//! A new password: because it is too old or was given by somebody else, or by one's own will.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Redirect, Response};
use luytre_office::sign_in::{NewPassword, Session, Stage};

use super::agent;
use super::rules::{RuleLine, lines};
use crate::http::Problem;
use crate::session::{Entering, signing_in, stage_path};
use crate::state::App;
use crate::web::outcome::{AGAIN, Done, again};
use crate::web::shell::{Form, Html, Page};

#[derive(Template)]
#[template(path = "enter/password.html")]
struct Password {
    page: Page,
    form: Form,
    office: String,
    rules: Vec<RuleLine>,
    /// Whether it must be done before anything else.
    due: bool,
}

pub(super) async fn show(
    State(app): State<App>,
    Entering(session): Entering,
    page: Page,
) -> Result<Response, Problem> {
    if session.stage() == Stage::SecondStep {
        return Ok(Redirect::to(stage_path(Stage::SecondStep)).into_response());
    }
    Ok(draw(&app, &session, page, Form::default())
        .await?
        .into_response())
}

pub(super) async fn send(
    State(app): State<App>,
    Entering(session): Entering,
    page: Page,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let password = NewPassword {
        password: form.untouched("password").to_owned(),
        again: form.untouched("again").to_owned(),
    };
    let changed = app
        .service
        .change_password(
            &session,
            form.untouched("current"),
            &password,
            agent(&headers),
        )
        .await;
    match changed {
        Ok(entered) => {
            let done = match entered.stage {
                Stage::Full => Done::at("/tai-khoan-cua-toi", "password-changed").into_response(),
                stage => Redirect::to(stage_path(stage)).into_response(),
            };
            Ok(signing_in(done, &entered.cookie, app.edge.scheme))
        }
        Err(error) => {
            let page = again(error, page, &mut form)?;
            Ok(draw(&app, &session, page, form).await?.with_status(AGAIN))
        }
    }
}

async fn draw(
    app: &App,
    session: &Session,
    page: Page,
    form: Form,
) -> Result<Html<Password>, Problem> {
    let rules = lines(&page, &app.service.password_rules(session).await?);
    Ok(Html(Password {
        page: page.titled("password-title"),
        form,
        office: session.office_name().to_owned(),
        rules,
        due: session.stage() == Stage::ChangePassword,
    }))
}
