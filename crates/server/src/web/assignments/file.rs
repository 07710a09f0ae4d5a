//! A file that was given as evidence: to keep, never to run or show inside the browser.

use axum::extract::{Path, State};
use axum::response::Response;

use crate::http::Problem;
use crate::session::Signed;
use crate::state::App;
use crate::web::{id, outcome};

/// `GET /nhiem-vu/{assignment}/tep/{file}`.
pub(super) async fn send(
    State(app): State<App>,
    Signed(actor): Signed,
    Path((assignment, file)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let file = app
        .service
        .evidence_file(&actor, id(&assignment)?, id(&file)?)
        .await?;
    Ok(outcome::file(
        &file.about.name,
        "application/octet-stream",
        file.bytes,
    ))
}
