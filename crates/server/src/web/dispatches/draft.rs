//! The office's own dispatch by which a received one is carried out, and the slips of units, as
//! files to finish in a word processor.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use luytre_model::id::{DispatchId, UnitId};
use luytre_model::work::ObligationState;
use luytre_office::draft::Download;

use super::frame::{self, Frame};
use crate::http::Problem;
use crate::session::Signed;
use crate::state::App;
use crate::web::outcome;
use crate::web::shell::{Area, Form, Html, Page};

#[derive(Template)]
#[template(path = "dispatches/draft.html")]
pub(super) struct Draft {
    page: Page,
    head: Frame,
    duties: usize,
    slips: Vec<(UnitId, String, usize)>,
}

/// `GET /van-ban/{dispatch}/du-thao`
pub(super) async fn show(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(dispatch): Path<String>,
    page: Page,
) -> Result<Html<Draft>, Problem> {
    let view = frame::open(&app, &actor, &dispatch).await?;
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
    Ok(Html(Draft {
        head: Frame::of(&page, &view),
        duties: kept().count(),
        slips: slips.filter(|(_, _, number)| *number > 0).collect(),
        page: page.titled("dispatches-draft-title").at(Area::Dispatches),
    }))
}

/// `POST /van-ban/{dispatch}/du-thao`
pub(super) async fn send(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(dispatch): Path<String>,
) -> Result<Response, Problem> {
    let id: DispatchId = crate::web::id(&dispatch)?;
    Ok(download(app.service.draft_dispatch(&actor, id).await?))
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
    Ok(download(app.service.draft_slip(&actor, id, unit).await?))
}

fn download(file: Download) -> Response {
    outcome::file(&file.name, file.media_type, file.bytes)
}
