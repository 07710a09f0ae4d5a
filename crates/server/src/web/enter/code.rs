//! The code of the second step.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use luytre_office::OfficeError;
use luytre_office::sign_in::Stage;

use crate::http::Problem;
use crate::session::{Entering, signing_out, stage_path};
use crate::state::App;
use crate::web::outcome::{AGAIN, again};
use crate::web::shell::{Form, Html, Page};
use crate::web::sign_in::SignIn;

#[derive(Template)]
#[template(path = "enter/code.html")]
struct Code {
    page: Page,
    form: Form,
    office: String,
}

pub(super) async fn show(Entering(session): Entering, page: Page) -> Response {
    if session.stage() != Stage::SecondStep {
        return Redirect::to(stage_path(session.stage())).into_response();
    }
    draw(page, Form::default(), session.office_name()).into_response()
}

pub(super) async fn send(
    State(app): State<App>,
    Entering(session): Entering,
    page: Page,
    mut form: Form,
) -> Result<Response, Problem> {
    let code = form.required("code", "second-step-code-missing");
    if !form.is_right() {
        return Ok(draw(page, form, session.office_name()).with_status(AGAIN));
    }
    match app.service.second_step(&session, &code).await {
        Ok(stage) => Ok(Redirect::to(stage_path(stage)).into_response()),
        Err(OfficeError::Refused {
            code: "code-wrong",
            facts,
        }) => {
            form.refuse_for("code", "problem-code-wrong".into(), facts);
            Ok(draw(page, form, session.office_name()).with_status(AGAIN))
        }
        // Too many wrong codes: the session is over.
        Err(error @ OfficeError::Refused { .. }) => {
            let mut form = Form::default();
            let page = again(error, page, &mut form)?;
            let answer = Html(SignIn::new(page, form, String::new())).with_status(AGAIN);
            Ok(signing_out(answer, app.edge.scheme))
        }
        Err(error) => Err(error.into()),
    }
}

fn draw(page: Page, form: Form, office: &str) -> Html<Code> {
    Html(Code {
        page: page.titled("second-step-title"),
        form,
        office: office.to_owned(),
    })
}
