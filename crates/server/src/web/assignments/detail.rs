//! One assignment: what it asks, how it stands and how that is known, what to do next.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use luytre_model::work::OccurrenceState;
use luytre_office::work::{AssignmentView, OccurrenceView};

use crate::http::Problem;
use crate::session::Signed;
use crate::state::App;
use crate::web::dispatches::times;
use crate::web::shell::parts::{Status, Tone};
use crate::web::shell::{Area, Html, Page};

#[derive(Template)]
#[template(path = "assignments/detail.html")]
struct Detail<'a> {
    page: Page,
    view: AssignmentView,
    today: Date,
    catalogue: &'a luytre_model::catalogue::Catalogue,
    next: Next,
}

/// The one thing to do next.
enum Next {
    /// This actor reports.
    Report(OccurrenceView),
    /// This actor confirms.
    Judge(OccurrenceView),
    /// The next period has not begun; it does on this day.
    Later(Date),
    /// Somebody else does something; the key says who.
    Wait(&'static str),
}

/// `GET /nhiem-vu/{assignment}`.
pub(super) async fn show(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(assignment): Path<String>,
    page: Page,
) -> Result<Response, Problem> {
    let view = app
        .service
        .assignment(&actor, crate::web::id(&assignment)?)
        .await?;
    let next = next(&view, app.service.today());
    let catalogue = &app.service.knowledge().catalogue;
    let page = page.named(view.duty.text.clone()).at(Area::Duties);
    Ok(Html(Detail {
        page,
        view,
        today: app.service.today(),
        catalogue,
        next,
    })
    .into_response())
}

fn next(view: &AssignmentView, today: Date) -> Next {
    let find = |fits: fn(&&OccurrenceView) -> bool| view.occurrences.iter().find(fits).cloned();
    if let Some(occurrence) = find(|one| one.may_confirm) {
        return Next::Judge(occurrence);
    }
    if let Some(occurrence) = find(|one| one.may_report) {
        return Next::Report(occurrence);
    }
    let opens = view
        .occurrences
        .iter()
        .find(|one| Some(one.occurrence) == view.next);
    if let Some(day) = opens
        .and_then(|one| one.opens_on)
        .filter(|day| *day > today && view.live)
    {
        return Next::Later(day);
    }
    Next::Wait(
        match (
            view.live,
            view.inputs.awaits_confirmation,
            view.next.is_some(),
        ) {
            (false, ..) => "assignments-next-ended",
            (_, true, _) => "assignments-next-second",
            (_, _, true) => "assignments-next-unit",
            _ => "assignments-next-nothing",
        },
    )
}

impl Detail<'_> {
    /// What the text says about time, apart from what the office settled.
    fn stated(&self) -> String {
        let duty = &self.view.duty;
        let recurrence = duty
            .recurrence_stated
            .map(|stated| times::recurrence(&self.page, stated));
        let due = duty.due_stated.map(|stated| times::due(&self.page, stated));
        let parts: Vec<_> = recurrence.into_iter().chain(due).collect();
        if parts.is_empty() {
            self.page.w("assignments-not-stated").into_owned()
        } else {
            parts.join("; ")
        }
    }

    /// What the office settled.
    fn settled(&self) -> String {
        match self.view.duty.recurrence {
            Some(every) => times::every_period(&self.page, every),
            None => self.page.w("assignments-once").into_owned(),
        }
    }

    fn fresh(&self) -> String {
        match self.view.duty.fresh_for {
            Some(period) => times::period(&self.page, period),
            None => self.page.w("assignments-for-good").into_owned(),
        }
    }

    /// A long duty is no headline.
    fn is_long(&self) -> bool {
        self.page.title.chars().count() > 90
    }

    /// The day from which the next period may be reported, while it has not come.
    fn opens(&self, one: &OccurrenceView) -> Option<Date> {
        let is_next = self.view.live && Some(one.occurrence) == self.view.next;
        one.opens_on.filter(|day| is_next && *day > self.today)
    }

    fn evidence_count(&self) -> usize {
        self.view
            .occurrences
            .iter()
            .map(|one| one.evidence.len())
            .sum()
    }

    fn occurrence_status(&self, one: &OccurrenceView) -> Status {
        match one.state {
            OccurrenceState::Accepted => Status::Done,
            OccurrenceState::Reported => Status::Waiting,
            OccurrenceState::NotApplicable => Status::NotApplicable,
            OccurrenceState::Cancelled => Status::Cancelled,
            OccurrenceState::Open | OccurrenceState::Returned
                if one.due_on.is_some_and(|day| day < self.today) =>
            {
                Status::Late
            }
            OccurrenceState::Returned => Status::Returned,
            OccurrenceState::Open => Status::Unreported,
        }
    }
}
