//! The first page: the first thing that the person may open.

use std::sync::Arc;

use axum::response::{IntoResponse as _, Redirect, Response};

use super::route::{Routes, Who};
use super::shell::Page;
use crate::http::Problem;
use crate::session::{MaybeEntering, stage_path};

pub(crate) fn routes() -> Routes {
    Routes::new().get("/", Who::Anyone, show)
}

async fn show(MaybeEntering(session): MaybeEntering, page: Page) -> Result<Response, Problem> {
    let Some(session) = session.as_ref().map(Arc::as_ref) else {
        return Ok(Redirect::to("/dang-nhap").into_response());
    };
    if session.actor().is_none() {
        return Ok(Redirect::to(stage_path(session.stage())).into_response());
    }
    if session.office_state() == luytre_office::sign_in::OfficeState::SettingUp {
        return Ok(Redirect::to("/thiet-lap").into_response());
    }
    let nav = page.visitor.map(|visitor| visitor.nav).unwrap_or_default();
    let first = nav.first().map(|item| item.area.path());
    Ok(Redirect::to(first.unwrap_or("/tai-khoan-cua-toi")).into_response())
}
