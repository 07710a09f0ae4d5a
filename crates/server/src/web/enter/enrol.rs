//! Setting a second step up: a picture for the telephone, and the same as letters to type.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use luytre_office::OfficeError;
use luytre_office::sign_in::{Session, Stage};

use super::super::account::qr::Qr;
use crate::http::Problem;
use crate::session::{Entering, stage_path};
use crate::state::App;
use crate::web::outcome::{AGAIN, Done};
use crate::web::shell::{Form, Html, Page};

#[derive(Template)]
#[template(path = "enter/enrol.html")]
struct Enrol {
    page: Page,
    form: Form,
    office: String,
    secret: String,
    picture: Option<Qr>,
    due: bool,
}

pub(super) async fn show(
    State(app): State<App>,
    Entering(session): Entering,
    page: Page,
) -> Result<Response, Problem> {
    if matches!(session.stage(), Stage::SecondStep | Stage::ChangePassword) {
        return Ok(Redirect::to(stage_path(session.stage())).into_response());
    }
    let made = app.service.enrol_second_step(&session).await?;
    let form = Form::default()
        .with("uri", made.uri)
        .with("secret", made.secret);
    Ok(draw(&session, page, form).into_response())
}

pub(super) async fn send(
    State(app): State<App>,
    Entering(session): Entering,
    page: Page,
    mut form: Form,
) -> Result<Response, Problem> {
    let code = form.required("code", "second-step-code-missing");
    if !form.is_right() {
        return Ok(draw(&session, page, form).with_status(AGAIN));
    }
    match app.service.confirm_second_step(&session, &code).await {
        Ok(Stage::Full) => {
            // Who had to do it goes on to work; who wanted it goes back.
            let due = session.stage() == Stage::EnrolSecondStep;
            let next = if due { "/" } else { "/tai-khoan-cua-toi" };
            Ok(Done::at(next, "second-step-on").into_response())
        }
        Ok(stage) => Ok(Redirect::to(stage_path(stage)).into_response()),
        Err(OfficeError::Refused {
            code: "code-wrong",
            facts,
        }) => {
            form.refuse_for("code", "problem-code-wrong".into(), facts);
            Ok(draw(&session, page, form).with_status(AGAIN))
        }
        Err(error) => Err(error.into()),
    }
}

/// The secret comes back with the form, so that a mistyped code does not ask for a new picture. It
/// is only drawn, never believed: the database has its own.
fn draw(session: &Session, page: Page, form: Form) -> Html<Enrol> {
    let uri = form.value("uri");
    Html(Enrol {
        page: page.titled("enrol-title"),
        office: session.office_name().to_owned(),
        secret: form.value("secret").to_owned(),
        picture: uri
            .starts_with("otpauth://totp/")
            .then(|| Qr::of(uri))
            .flatten(),
        due: session.stage() == Stage::EnrolSecondStep,
        form,
    })
}
