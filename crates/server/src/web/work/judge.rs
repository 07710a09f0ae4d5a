//! A second person looks at a report: confirms it, or sends it back with the reason.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use luytre_office::work::{AssignmentView, OccurrenceView};

use crate::http::Problem;
use crate::session::Signed;
use crate::state::App;
use crate::web::outcome::{self, Done};
use crate::web::shell::{Area, Form, Html, Page};

#[derive(Template)]
#[template(path = "work/judge.html")]
struct Judge {
    page: Page,
    form: Form,
    view: AssignmentView,
    occurrence: OccurrenceView,
    today: jiff::civil::Date,
}

/// `GET /nhiem-vu/{assignment}/xac-nhan/{occurrence}`.
pub(super) async fn show(
    State(app): State<App>,
    Signed(actor): Signed,
    Path((assignment, occurrence)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Problem> {
    let (view, occurrence) = super::at(&app, &actor, &assignment, &occurrence).await?;
    if !occurrence.may_confirm {
        return Ok(Redirect::to(&super::href(view.assignment)).into_response());
    }
    Ok(draw(&app, page, Form::default(), view, occurrence).into_response())
}

/// `POST` of the same: `decision` is `confirm` or `return`.
pub(super) async fn send(
    State(app): State<App>,
    Signed(actor): Signed,
    Path((assignment, occurrence)): Path<(String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Problem> {
    let (view, occurrence) = super::at(&app, &actor, &assignment, &occurrence).await?;
    let revision = form.value("revision").parse().unwrap_or(0);
    let (id, note) = (occurrence.occurrence, form.value("note"));
    let (done, said) = match form.value("decision") {
        "confirm" => (
            app.service.confirm_report(&actor, id, revision, note).await,
            "work-said-confirmed",
        ),
        "return" => (
            app.service.return_report(&actor, id, revision, note).await,
            "work-said-returned",
        ),
        // Sent by the keyboard, without a button.
        _ => {
            form.refuse("note", "work-judge-choose");
            return Ok(draw(&app, page, form, view, occurrence).with_status(outcome::AGAIN));
        }
    };
    match done {
        Ok(done) => Ok(Done::at(super::href(done.assignment), said).into_response()),
        Err(error) => {
            let page = outcome::again(error, page, &mut form)?;
            Ok(draw(&app, page, form, view, occurrence).with_status(outcome::AGAIN))
        }
    }
}

fn draw(
    app: &App,
    page: Page,
    form: Form,
    view: AssignmentView,
    occurrence: OccurrenceView,
) -> Html<Judge> {
    let page = page.titled("work-judge-title").at(Area::Tasks);
    Html(Judge {
        page,
        form,
        view,
        occurrence,
        today: app.service.today(),
    })
}
