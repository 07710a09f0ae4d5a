//! Taking a dispatch in: a file, and what to do when it cannot be taken.
//!
//! A document with a secrecy mark gets a page of its own that names nothing of it.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use luytre_model::id::DispatchId;
use luytre_office::OfficeError;

use super::frame;
use crate::http::Problem;
use crate::session::Signed;
use crate::state::App;
use crate::web::outcome::{self, Done};
use crate::web::shell::{Area, Form, Html, Page};
use crate::web::upload::Upload;

#[derive(Template)]
#[template(path = "dispatches/receive.html")]
struct Receive {
    page: Page,
    form: Form,
    known: Option<DispatchId>,
}

#[derive(Template)]
#[template(path = "dispatches/secret.html")]
struct Secret {
    page: Page,
}

fn draw(page: Page, form: Form, known: Option<DispatchId>) -> Html<Receive> {
    Html(Receive {
        page: page.titled("dispatches-receive-title").at(Area::Dispatches),
        form,
        known,
    })
}

/// `GET /van-ban/nhan`
pub(super) async fn show(page: Page) -> Response {
    draw(page, Form::default(), None).into_response()
}

/// `POST /van-ban/nhan`
pub(super) async fn send(
    State(app): State<App>,
    Signed(actor): Signed,
    page: Page,
    mut upload: Upload,
) -> Result<Response, Problem> {
    let Some(file) = upload.take("file") else {
        let mut form = upload.form;
        form.refuse("file", "dispatches-file-missing");
        return Ok(draw(page, form, None).with_status(outcome::AGAIN));
    };
    match app.service.receive(&actor, &file.name, file.bytes).await {
        Ok(received) => {
            Ok(Done::at(frame::path(received.dispatch), "dispatches-was-received").into_response())
        }
        Err(OfficeError::Refused {
            code: "dispatch-secret",
            ..
        }) => {
            let page = page.titled("dispatches-secret-title").at(Area::Dispatches);
            Ok(Html(Secret { page }).with_status(outcome::AGAIN))
        }
        Err(error) => {
            let known = known(&error);
            let mut form = upload.form;
            let page = outcome::again(error, page, &mut form)?;
            Ok(draw(page, form, known).with_status(outcome::AGAIN))
        }
    }
}

/// The dispatch that is there already.
fn known(error: &OfficeError) -> Option<DispatchId> {
    match error {
        OfficeError::Refused { facts, .. } => {
            let (_, id) = facts.iter().find(|(name, _)| *name == "dispatch")?;
            id.parse().ok()
        }
        _ => None,
    }
}
