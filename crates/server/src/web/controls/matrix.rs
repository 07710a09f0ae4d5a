//! Controls × units. Who may see the figures of all units sees the cells; everybody else the list of
//! controls.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use luytre_model::id::UnitId;
use luytre_model::status::{Status as Judged, Tally};
use luytre_office::access::Action::SeeOverview;
use luytre_office::overview::{Cell, ControlLine, UnitLine};

use crate::http::Problem;
use crate::session::{Signed, may_everywhere};
use crate::state::App;
use crate::web::assignments::filter::Query;
use crate::web::shell::parts::Status;
use crate::web::shell::{Area, Html, Page};

#[derive(Template)]
#[template(path = "controls/matrix.html")]
struct Matrix {
    page: Page,
    units: Vec<UnitLine>,
    rows: Vec<Row>,
    /// Controls that no dispatch asks for, and their titles.
    unasked: Vec<(String, String)>,
}

/// A control and its cells, one for each unit.
struct Row {
    control: String,
    title: String,
    worst: Option<Judged>,
    met: u64,
    of: u64,
    /// By the name of the unit.
    cells: Vec<(String, Option<Shown>)>,
}

/// A cell: the worst status, how many have it, and the rows behind it for who may see them.
struct Shown {
    status: Judged,
    number: u64,
    of: u64,
    href: Option<String>,
}

impl Shown {
    fn new(page: &Page, tally: &Tally, unit: UnitId, control: &str) -> Option<Self> {
        let status = tally.worst()?;
        Some(Self {
            status,
            number: tally.count(status),
            of: tally.total(),
            href: page
                .follows(&unit)
                .then(|| Query::default().unit(unit).control(control).href()),
        })
    }
}

/// `GET /bien-phap`.
pub(super) async fn show(
    State(app): State<App>,
    Signed(actor): Signed,
    page: Page,
) -> Result<Response, Problem> {
    let (all, units, cells) = if may_everywhere(&actor, SeeOverview) {
        let office = app.service.matrix(&actor).await?;
        (office.controls, office.units, office.cells)
    } else {
        let all = app.service.controls(&actor).await?;
        (all, Vec::new(), Vec::new())
    };
    let units: Vec<_> = units
        .into_iter()
        .filter(|unit| unit.figures.tally.total() > 0)
        .collect();
    let catalogue = &app.service.knowledge().catalogue;
    let (asked, unasked): (Vec<_>, Vec<_>) = all
        .into_iter()
        .partition(|line| line.figures.tally.total() > 0);
    let cells: BTreeMap<_, _> = cells
        .iter()
        .map(|cell: &Cell| ((cell.control.as_str(), cell.unit), cell.tally))
        .collect();
    let row = |line: ControlLine| {
        let title = page.control(catalogue, &line.control);
        row(&page, title, line, &units, &cells)
    };
    let rows = asked.into_iter().map(row).collect();
    let unasked = unasked
        .into_iter()
        .map(|line| (page.control(catalogue, &line.control), line.control))
        .map(|(title, control)| (control, title))
        .collect();
    let page = page.titled("controls-title").at(Area::Controls);
    Ok(Html(Matrix {
        page,
        units,
        rows,
        unasked,
    })
    .into_response())
}

fn row(
    page: &Page,
    title: String,
    line: ControlLine,
    units: &[UnitLine],
    cells: &BTreeMap<(&str, UnitId), Tally>,
) -> Row {
    let tally = &line.figures.tally;
    let cell = |unit: &UnitLine| {
        let tally = cells.get(&(line.control.as_str(), unit.unit));
        let shown = tally.and_then(|tally| Shown::new(page, tally, unit.unit, &line.control));
        (unit.name.clone(), shown)
    };
    Row {
        title,
        worst: tally.worst(),
        met: tally.count(Judged::Met),
        of: tally.total() - tally.count(Judged::NotApplicable),
        cells: units.iter().map(cell).collect(),
        control: line.control,
    }
}
