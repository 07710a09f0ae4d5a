//! What a person has to do, and doing it: reporting, confirming, asking.

mod ask;
mod judge;
mod mine;
mod report;

use luytre_model::id::{AssignmentId, OccurrenceId};
use luytre_office::access::Action;
use luytre_office::work::{AssignmentView, OccurrenceView};

use super::route::{Routes, Who};
use crate::http::Problem;
use crate::state::App;

/// The routes.
pub(crate) fn routes() -> Routes {
    use Action::{AskQuestion, ConfirmOccurrence, ReportOccurrence};
    Routes::new()
        .get("/viec-cua-toi", Who::May(ReportOccurrence), mine::show)
        .get(
            "/nhiem-vu/{assignment}/bao-cao/{occurrence}",
            Who::May(ReportOccurrence),
            report::show,
        )
        .post(
            "/nhiem-vu/{assignment}/bao-cao/{occurrence}",
            Who::May(ReportOccurrence),
            report::send,
        )
        .get(
            "/nhiem-vu/{assignment}/xac-nhan/{occurrence}",
            Who::May(ConfirmOccurrence),
            judge::show,
        )
        .post(
            "/nhiem-vu/{assignment}/xac-nhan/{occurrence}",
            Who::May(ConfirmOccurrence),
            judge::send,
        )
        .get(
            "/nhiem-vu/{assignment}/hoi",
            Who::May(AskQuestion),
            ask::show,
        )
        .post(
            "/nhiem-vu/{assignment}/hoi",
            Who::May(AskQuestion),
            ask::send,
        )
}

/// The address of an assignment.
pub(crate) fn href(assignment: AssignmentId) -> String {
    format!("/nhiem-vu/{assignment}")
}

/// An assignment as the actor may see it, and one of its occurrences.
async fn at(
    app: &App,
    actor: &luytre_office::Actor,
    assignment: &str,
    occurrence: &str,
) -> Result<(AssignmentView, OccurrenceView), Problem> {
    let id: AssignmentId = super::id(assignment)?;
    let wanted: OccurrenceId = super::id(occurrence)?;
    let view = app.service.assignment(actor, id).await?;
    let found = view
        .occurrences
        .iter()
        .find(|one| one.occurrence == wanted)
        .cloned();
    found.map(|found| (view, found)).ok_or(Problem::NotFound)
}
