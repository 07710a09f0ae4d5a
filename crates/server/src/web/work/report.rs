//! Reporting about an occurrence: done, looked at and not fulfilled, or does not apply.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use luytre_model::id::OccurrenceId;
use luytre_model::work::OccurrenceState;
use luytre_office::Actor;
use luytre_office::work::{self, Act, AssignmentView, OccurrenceView, Outcome};

use crate::http::Problem;
use crate::session::Signed;
use crate::state::App;
use crate::web::outcome::{self, Done};
use crate::web::shell::parts::Choice;
use crate::web::shell::{Area, Form, Html, Page};
use crate::web::upload::Upload;

#[derive(Template)]
#[template(path = "work/report.html")]
struct Report {
    page: Page,
    form: Form,
    view: AssignmentView,
    occurrence: OccurrenceView,
    today: jiff::civil::Date,
    outcomes: Vec<Choice>,
}

/// `GET /nhiem-vu/{assignment}/bao-cao/{occurrence}`.
pub(super) async fn show(
    State(app): State<App>,
    Signed(actor): Signed,
    Path((assignment, occurrence)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Problem> {
    let (view, occurrence) = super::at(&app, &actor, &assignment, &occurrence).await?;
    if !occurrence.may_report {
        return Ok(Redirect::to(&super::href(view.assignment)).into_response());
    }
    Ok(draw(&app, page, Form::default(), view, occurrence).into_response())
}

/// `POST` of the same.
pub(super) async fn send(
    State(app): State<App>,
    Signed(actor): Signed,
    Path((assignment, occurrence)): Path<(String, String)>,
    page: Page,
    upload: Upload,
) -> Result<Response, Problem> {
    let at = At {
        app: &app,
        actor: &actor,
        assignment: &assignment,
        occurrence: &occurrence,
    };
    at.send(page, upload).await
}

/// The occurrence that a form is about.
struct At<'a> {
    app: &'a App,
    actor: &'a Actor,
    assignment: &'a str,
    occurrence: &'a str,
}

impl At<'_> {
    async fn send(&self, page: Page, mut upload: Upload) -> Result<Response, Problem> {
        let id: OccurrenceId = crate::web::id(self.occurrence)?;
        let file = upload.take("file");
        let mut form = upload.form;
        let Ok(outcome) = form.value("outcome").parse::<Outcome>() else {
            form.refuse("outcome", "work-outcome-missing");
            return self.again(page, form).await;
        };
        let report = work::Report {
            revision: form.value("revision").parse().unwrap_or(0),
            outcome,
            note: form.value("note").to_owned(),
            file: file.map(|sent| work::Upload {
                name: sent.name,
                bytes: sent.bytes,
            }),
        };
        match self.app.service.report(self.actor, id, report).await {
            Ok(done) => {
                let said = match done.state {
                    OccurrenceState::Reported => "work-said-waits",
                    OccurrenceState::Accepted => "work-said-done",
                    _ => "work-said-failed",
                };
                Ok(Done::at(super::href(done.assignment), said).into_response())
            }
            Err(error) => {
                let page = outcome::again(error, page, &mut form)?;
                self.again(page, form).await
            }
        }
    }

    /// The form as it was sent. Only here is all that belongs to the assignment read: a report that
    /// is right does not need it.
    async fn again(&self, page: Page, form: Form) -> Result<Response, Problem> {
        let at = super::at(self.app, self.actor, self.assignment, self.occurrence);
        let (view, occurrence) = at.await?;
        Ok(draw(self.app, page, form, view, occurrence).with_status(outcome::AGAIN))
    }
}

fn draw(
    app: &App,
    page: Page,
    form: Form,
    view: AssignmentView,
    occurrence: OccurrenceView,
) -> Html<Report> {
    let choice = |outcome: &Outcome| Choice {
        value: outcome.to_string(),
        words: page.w(outcome_key(*outcome)).into_owned(),
    };
    let outcomes = Outcome::ALL.iter().map(choice).collect();
    let page = page.titled("work-report-title").at(Area::Tasks);
    Html(Report {
        page,
        form,
        view,
        occurrence,
        today: app.service.today(),
        outcomes,
    })
}

const fn outcome_key(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Done => "work-outcome-done",
        Outcome::Failed => "work-outcome-failed",
        Outcome::NotApplicable => "work-outcome-not-applicable",
    }
}
