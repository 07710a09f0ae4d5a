//! The office's own dispatch or plan by which a received one is carried out, and the slips of
//! units, as files to finish in a word processor.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use luytre_model::id::{DispatchId, UnitId};
use luytre_model::work::ObligationState;
use luytre_office::dispatches::DispatchView;
use luytre_office::draft::DraftKind;

use super::frame::{self, Frame};
use crate::http::Problem;
use crate::session::Signed;
use crate::state::App;
use crate::web::shell::{Area, Form, Html, Page};
use crate::web::{drafting, outcome};

#[derive(Template)]
#[template(path = "dispatches/draft.html")]
struct Draft {
    page: Page,
    form: Form,
    head: Frame,
    kind: DraftKind,
    duties: usize,
    slips: Vec<(UnitId, String, usize)>,
}

impl Draft {
    /// Both kinds: address below the dispatch's, key of the name, whether it is this one.
    fn kinds(&self) -> [(&'static str, &'static str, bool); 2] {
        let plan = self.kind == DraftKind::Plan;
        [
            ("du-thao", "dispatches-draft-dispatch", !plan),
            ("ke-hoach", "dispatches-draft-plan", plan),
        ]
    }

    /// A letter has addressees and its subject after `V/v`.
    fn is_letter(&self) -> bool {
        self.kind == DraftKind::Dispatch
    }
}

fn draw(page: Page, kind: DraftKind, view: &DispatchView, form: Form) -> Html<Draft> {
    let kept = || {
        view.duties
            .iter()
            .filter(|duty| duty.state != ObligationState::Dropped)
    };
    let of_unit = |unit: UnitId| kept().filter(|duty| duty.units.contains(&unit)).count();
    let slips = view
        .units
        .iter()
        .map(|unit| (unit.id, unit.name.clone(), of_unit(unit.id)));
    Html(Draft {
        head: Frame::of(&page, view),
        kind,
        duties: kept().count(),
        slips: slips.filter(|(_, _, number)| *number > 0).collect(),
        page: page.titled("dispatches-draft-title").at(Area::Dispatches),
        form,
    })
}

/// `GET /van-ban/{dispatch}/du-thao` and `…/ke-hoach`
pub(super) async fn show(
    kind: DraftKind,
    State(app): State<App>,
    Signed(actor): Signed,
    Path(dispatch): Path<String>,
    page: Page,
) -> Result<Response, Problem> {
    let view = frame::open(&app, &actor, &dispatch).await?;
    let proposed = app.service.draft_proposal(&actor, view.id, kind).await?;
    let form = drafting::filled(proposed);
    Ok(draw(page, kind, &view, form).into_response())
}

/// `POST /van-ban/{dispatch}/du-thao` and `…/ke-hoach`
pub(super) async fn send(
    kind: DraftKind,
    State(app): State<App>,
    Signed(actor): Signed,
    Path(dispatch): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Problem> {
    let id: DispatchId = crate::web::id(&dispatch)?;
    let drafted = app
        .service
        .draft(&actor, id, kind, &drafting::typed(&form))
        .await;
    let error = match drafted {
        Ok(file) => return Ok(drafting::download(file)),
        Err(error) => error,
    };
    let page = outcome::again(error, page, &mut form)?;
    let view = frame::open(&app, &actor, &dispatch).await?;
    Ok(draw(page, kind, &view, form).with_status(outcome::AGAIN))
}

/// `POST /van-ban/{dispatch}/phieu`, with the unit in the form.
pub(super) async fn slip(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(dispatch): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let id: DispatchId = crate::web::id(&dispatch)?;
    let unit: UnitId = crate::web::id(form.value("unit"))?;
    let slip = app.service.draft_slip(&actor, id, unit).await?;
    Ok(drafting::download(slip))
}
