//! What may still be asked after name and password: the code of the second step, a new password,
//! setting a second step up. And signing out.

mod code;
mod enrol;
mod password;
pub(crate) mod rules;

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};

use super::outcome::Done;
use super::route::{Routes, Who};
use crate::http::Problem;
use crate::session::{Entering, signing_out};
use crate::state::App;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/dang-nhap/buoc-hai", Who::Entering, code::show)
        .post("/dang-nhap/buoc-hai", Who::Entering, code::send)
        .get("/doi-mat-khau", Who::Entering, password::show)
        .post("/doi-mat-khau", Who::Entering, password::send)
        .get("/xac-thuc-hai-buoc", Who::Entering, enrol::show)
        .post("/xac-thuc-hai-buoc", Who::Entering, enrol::send)
        .post("/thoat", Who::Entering, sign_out)
}

async fn sign_out(
    State(app): State<App>,
    Entering(session): Entering,
) -> Result<Response, Problem> {
    app.service.sign_out(&session).await?;
    Ok(signing_out(
        Done::at("/dang-nhap", "signed-out").into_response(),
        app.edge.scheme,
    ))
}

/// What the browser calls itself, for the list of sessions.
pub(crate) fn agent(headers: &HeaderMap) -> &str {
    headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}
