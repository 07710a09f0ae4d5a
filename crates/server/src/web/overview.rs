//! Where the office stands: figures that lead to their rows, what is late, what falls short and
//! why, the months, and what happened last.

mod months;
pub(super) mod short;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use luytre_model::status::Status as Judged;
use luytre_office::access::Action::{ReceiveDispatch, SeeLedger, SeeOverview};
use luytre_office::history::Entry;
use luytre_office::overview::{Figures, Overview};

use super::assignments::filter::{Query, SOON};
use super::route::{Routes, Who};
use super::shell::parts::Known;
use super::shell::{Area, Html, Page};
use crate::http::Problem;
use crate::session::{Signed, may_everywhere};
use crate::state::App;

pub(crate) use months::Months;
use short::Short;

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new().get("/tong-quan", Who::May(SeeOverview), show)
}

/// Events on the overview itself.
const EVENTS: usize = 6;
/// Controls and units that fall short, on the overview itself.
const SHORT: usize = 6;

#[derive(Template)]
#[template(path = "overview/page.html")]
struct View {
    page: Page,
    office: Overview,
    units: Vec<Short>,
    controls: Vec<Short>,
    months: Months,
    events: Vec<Entry>,
    may_receive: bool,
}

async fn show(
    State(app): State<App>,
    Signed(actor): Signed,
    page: Page,
) -> Result<Response, Problem> {
    let office = app.service.overview(&actor).await?;
    let events = if may_everywhere(&actor, SeeLedger) {
        app.service.ledger(&actor, None).await?.events
    } else {
        Vec::new()
    };
    let catalogue = &app.service.knowledge().catalogue;
    let units = short::units(&page, &office.units, &Query::default(), SHORT);
    let controls = short::controls(&page, catalogue, &office.controls, &Query::default(), SHORT);
    let months = Months::new(&page, &office.trend);
    let may_receive = may_everywhere(&actor, ReceiveDispatch);
    let page = page.titled("overview-title").at(Area::Overview);
    let view = View {
        page,
        office,
        units,
        controls,
        months,
        events: events.into_iter().filter(is_work).take(EVENTS).collect(),
        may_receive,
    };
    Ok(Html(view).into_response())
}

/// Who signed in when is for the ledger, not for the overview.
fn is_work(entry: &Entry) -> bool {
    ["dispatch", "occurrence", "question", "draft"]
        .iter()
        .any(|area| entry.kind.starts_with(area))
}

impl View {
    fn figures(&self) -> &Figures {
        &self.office.figures
    }

    fn count(&self, status: Judged) -> u64 {
        self.office.figures.tally.count(status)
    }

    fn is_empty(&self) -> bool {
        self.office.figures.tally.total() == 0
    }

    fn list(&self, status: Judged) -> String {
        Query::default().status(status).href()
    }

    fn soon(&self) -> String {
        Query::default().viewed(SOON).href()
    }

    /// How many units have something overdue.
    fn late_units(&self) -> usize {
        self.office
            .units
            .iter()
            .filter(|unit| unit.figures.tally.count(Judged::Overdue) > 0)
            .count()
    }

    /// How those that are met are known, where there are any.
    fn mix(&self) -> impl Iterator<Item = (Known, u64)> {
        let known = self.office.figures.known;
        [
            (Known::Confirmed, known.confirmed),
            (Known::Measured, known.measured),
            (Known::Imported, known.imported),
            (Known::Attested, known.attested),
        ]
        .into_iter()
        .filter(|(_, number)| *number > 0)
    }

    fn weekday(&self) -> &'static str {
        use jiff::civil::Weekday;
        match self.office.today.weekday() {
            Weekday::Monday => "overview-monday",
            Weekday::Tuesday => "overview-tuesday",
            Weekday::Wednesday => "overview-wednesday",
            Weekday::Thursday => "overview-thursday",
            Weekday::Friday => "overview-friday",
            Weekday::Saturday => "overview-saturday",
            Weekday::Sunday => "overview-sunday",
        }
    }
}
