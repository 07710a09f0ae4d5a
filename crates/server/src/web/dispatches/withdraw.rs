//! Taking a dispatch back: what is open falls away, what was done stays.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use luytre_office::dispatches::DispatchView;

use super::frame::{self, Frame};
use crate::http::Problem;
use crate::session::Signed;
use crate::state::App;
use crate::web::outcome::{self, Done};
use crate::web::shell::{Area, Form, Html, Page};

#[derive(Template)]
#[template(path = "dispatches/withdraw.html")]
struct Withdraw {
    page: Page,
    head: Frame,
    form: Form,
}

fn draw(page: Page, view: &DispatchView, form: Form) -> Html<Withdraw> {
    let head = Frame::of(&page, view);
    let title = page
        .a("dispatches-withdraw-title")
        .with("name", head.name.as_str())
        .to_string();
    Html(Withdraw {
        page: page.named(title).at(Area::Dispatches),
        head,
        form,
    })
}

/// `GET /van-ban/{dispatch}/thu-hoi`
pub(super) async fn show(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(dispatch): Path<String>,
    page: Page,
) -> Result<Response, Problem> {
    let view = frame::open(&app, &actor, &dispatch).await?;
    Ok(draw(page, &view, Form::default()).into_response())
}

/// `POST /van-ban/{dispatch}/thu-hoi`
pub(super) async fn send(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(dispatch): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Problem> {
    let view = frame::open(&app, &actor, &dispatch).await?;
    let revision = frame::revision(&form)?;
    let reason = form.value("reason").to_owned();
    let page = match app
        .service
        .withdraw(&actor, view.id, revision, &reason)
        .await
    {
        Ok(_) => {
            return Ok(Done::at(frame::path(view.id), "dispatches-was-withdrawn").into_response());
        }
        Err(error) => frame::again(error, page, &mut form)?,
    };
    Ok(draw(page, &view, form).with_status(outcome::AGAIN))
}
