//! One unit: what it has to do, where it falls short, how its months went.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use luytre_model::catalogue::Catalogue;
use luytre_model::status::Status as Judged;
use luytre_office::access::Action::SeeAssignment;
use luytre_office::overview::{AssignmentPage, UnitWorkView};

use super::assignments::filter::Query;
use super::overview::Months;
use super::overview::short::{Short, controls};
use super::reminders;
use super::route::{Routes, Who};
use super::shell::{Area, Html, Page};
use crate::http::Problem;
use crate::session::Signed;
use crate::state::App;

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new().get("/don-vi/{unit}", Who::May(SeeAssignment), show)
}

#[derive(Template)]
#[template(path = "unit/page.html")]
struct View<'a> {
    page: Page,
    unit: UnitWorkView,
    rows: AssignmentPage,
    controls: Vec<Short>,
    months: Months,
    catalogue: &'a Catalogue,
}

async fn show(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(unit): Path<String>,
    page: Page,
) -> Result<Response, Problem> {
    let mut unit = app.service.unit(&actor, super::id(&unit)?).await?;
    let catalogue = &app.service.knowledge().catalogue;
    let list = Query::default().unit(unit.unit);
    let controls = controls(&page, catalogue, &unit.controls, &list, usize::MAX);
    let months = Months::new(&page, &unit.trend);
    let empty = AssignmentPage {
        rows: Vec::new(),
        next: None,
    };
    let rows = std::mem::replace(&mut unit.assignments, empty);
    let page = page.named(unit.name.clone()).at(Area::Duties);
    Ok(Html(View {
        page,
        unit,
        rows,
        controls,
        months,
        catalogue,
    })
    .into_response())
}

impl View<'_> {
    fn count(&self, status: Judged) -> u64 {
        self.unit.figures.tally.count(status)
    }

    fn list(&self, status: Judged) -> String {
        Query::default().unit(self.unit.unit).status(status).href()
    }

    fn all(&self) -> String {
        Query::default().unit(self.unit.unit).href()
    }

    fn reminder(&self) -> String {
        reminders::of_unit(self.unit.unit)
    }

    fn is_empty(&self) -> bool {
        self.unit.figures.tally.total() == 0
    }
}
