//! Taking a dispatch in: a file, and what to do when it cannot be taken.
//!
//! A document with a secrecy mark gets a page of its own that names nothing of it.

use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use luytre_model::id::DispatchId;
use luytre_office::OfficeError;
use luytre_office::dispatches::{Arrival, Aside};

use super::frame;
use crate::http::Problem;
use crate::readings::{self, Outcome, Pages};
use crate::session::Signed;
use crate::state::App;
use crate::web::outcome::{self, Done};
use crate::web::shell::parts::Tone;
use crate::web::shell::{Area, Form, Html, Page};
use crate::web::upload::Upload;

/// How long a browser waits for a file to be read before it gets a page that shows how far it is.
const PATIENCE: Duration = Duration::from_millis(1500);

#[derive(Template)]
#[template(path = "dispatches/receive.html")]
struct Receive {
    page: Page,
    form: Form,
    known: Option<DispatchId>,
}

#[derive(Template)]
#[template(path = "dispatches/reading.html")]
struct Reading {
    page: Page,
    done: usize,
    of: usize,
}

#[derive(Template)]
#[template(path = "dispatches/arrived.html")]
struct Arrived {
    page: Page,
    arrival: Arrival,
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
    let pages = Arc::new(Pages::default());
    let (service, watch) = (app.service.clone(), pages.watch());
    let sender = actor.clone();
    let mut task = tokio::spawn(async move {
        service
            .receive_all(&sender, &file.name, file.bytes, watch)
            .await
    });
    if let Ok(outcome) = tokio::time::timeout(PATIENCE, &mut task).await {
        return answer(outcome, page, upload.form);
    }
    let chance = (app.edge.entropy)();
    match app.readings.keep(actor.person, pages, task, chance) {
        Some(key) => Ok(Redirect::to(&format!("/van-ban/dang-doc/{key}")).into_response()),
        None => Err(Problem::TooMany { wait_s: 60 }),
    }
}

/// `GET /van-ban/dang-doc/{reading}`: how far it is, then what came of it.
pub(super) async fn reading(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(key): Path<String>,
    page: Page,
) -> Result<Response, Problem> {
    match app.readings.state(&key, actor.person).await {
        readings::State::Under(done, of) => {
            let page = page.titled("dispatches-reading-title").at(Area::Dispatches);
            let mut response = Html(Reading { page, done, of }).into_response();
            let again = HeaderValue::from_static("2");
            response.headers_mut().insert(header::REFRESH, again);
            Ok(response)
        }
        readings::State::Ended(outcome) => answer(outcome, page, Form::default()),
        readings::State::Unknown => {
            let page = page.saying(Tone::Warn, "dispatches-reading-gone");
            Ok(draw(page, Form::default(), None).with_status(StatusCode::NOT_FOUND))
        }
    }
}

/// What came of a file.
fn answer(outcome: Outcome, page: Page, mut form: Form) -> Result<Response, Problem> {
    let outcome = outcome.unwrap_or_else(|error| {
        tracing::error!(panicked = error.is_panic(), "taking in a file failed");
        Err(OfficeError::Refused {
            code: "file-failed",
            facts: Vec::new(),
        })
    });
    match outcome {
        Ok(arrival) => Ok(arrived(arrival, page)),
        Err(OfficeError::Refused {
            code: "dispatch-secret",
            ..
        }) => {
            let page = page.titled("dispatches-secret-title").at(Area::Dispatches);
            Ok(Html(Secret { page }).with_status(outcome::AGAIN))
        }
        Err(error) => {
            let known = known(&error);
            let page = outcome::again(error, page, &mut form)?;
            Ok(draw(page, form, known).with_status(outcome::AGAIN))
        }
    }
}

/// To the dispatch where there is one and nothing more to say, else to the list of what came.
fn arrived(arrival: Arrival, page: Page) -> Response {
    match arrival.received.as_slice() {
        [one] if arrival.aside.is_empty() => {
            Done::at(frame::path(one.dispatch), "dispatches-was-received").into_response()
        }
        _ => {
            let page = page.titled("dispatches-arrival-title").at(Area::Dispatches);
            Html(Arrived { page, arrival }).into_response()
        }
    }
}

impl Arrived {
    /// Why a file inside was not taken in.
    fn why(&self, aside: &Aside) -> String {
        outcome::words_of(self.page.lang, aside.code, &aside.facts)
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
