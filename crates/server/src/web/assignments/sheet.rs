//! The list as a workbook, with the same filter.

use axum::extract::{Query as FromQuery, State};
use axum::response::Response;

use super::filter::Query;
use crate::http::Problem;
use crate::session::Signed;
use crate::state::App;
use crate::web::outcome;

/// `GET /nhiem-vu.xlsx`.
pub(super) async fn send(
    State(app): State<App>,
    Signed(actor): Signed,
    FromQuery(query): FromQuery<Query>,
) -> Result<Response, Problem> {
    let sheet = app
        .service
        .assignments_xlsx(&actor, &query.filter())
        .await?;
    Ok(outcome::file(&sheet.name, sheet.media_type, sheet.bytes))
}
