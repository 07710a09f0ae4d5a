//! Taking a duty out of the plan, with a reason, and putting it back.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use luytre_model::id::ObligationId;
use luytre_office::dispatches::{DispatchView, DutyView};

use super::duty_form::one_line;
use super::frame::{self, Frame};
use crate::http::Problem;
use crate::session::Signed;
use crate::state::App;
use crate::web::outcome::{self, Done};
use crate::web::shell::{Area, Form, Html, Page};

#[derive(Template)]
#[template(path = "dispatches/drop.html")]
struct Drop {
    page: Page,
    head: Frame,
    duty: ObligationId,
    text: String,
    form: Form,
}

fn draw(
    page: Page,
    view: &DispatchView,
    (number, duty): (usize, &DutyView),
    form: Form,
) -> Html<Drop> {
    let title = page
        .a("dispatches-drop-title")
        .with("number", number)
        .to_string();
    Html(Drop {
        head: Frame::of(&page, view),
        duty: duty.id,
        text: one_line(&duty.text),
        page: page.named(title).at(Area::Dispatches),
        form,
    })
}

/// `GET /van-ban/{dispatch}/nhiem-vu/{duty}/bo`
pub(super) async fn show(
    State(app): State<App>,
    Signed(actor): Signed,
    Path((dispatch, duty)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Problem> {
    let view = frame::open(&app, &actor, &dispatch).await?;
    let place = frame::duty(&view, &duty)?;
    let form = Form::default().with("reason", page.w("dispatches-drop-usual"));
    Ok(draw(page, &view, place, form).into_response())
}

/// `POST /van-ban/{dispatch}/nhiem-vu/{duty}/bo`
pub(super) async fn send(
    State(app): State<App>,
    Signed(actor): Signed,
    Path((dispatch, duty)): Path<(String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Problem> {
    let view = frame::open(&app, &actor, &dispatch).await?;
    let (number, duty) = frame::duty(&view, &duty)?;
    let revision = frame::revision(&form)?;
    let reason = form.value("reason").to_owned();
    match app
        .service
        .drop_duty(&actor, view.id, revision, duty.id, &reason)
        .await
    {
        Ok(_) => Ok(Done::at(frame::path(view.id), "dispatches-was-dropped").into_response()),
        Err(error) => {
            let page = frame::again(error, page, &mut form)?;
            Ok(draw(page, &view, (number, duty), form).with_status(outcome::AGAIN))
        }
    }
}

/// `POST /van-ban/{dispatch}/nhiem-vu/{duty}/khoi-phuc`
pub(super) async fn restore(
    State(app): State<App>,
    Signed(actor): Signed,
    Path((dispatch, duty)): Path<(String, String)>,
    form: Form,
) -> Result<Done, Problem> {
    let id = crate::web::id(&dispatch)?;
    let duty: ObligationId = crate::web::id(&duty)?;
    let revision = frame::revision(&form)?;
    app.service.restore_duty(&actor, id, revision, duty).await?;
    Ok(Done::at(
        frame::duty_path(id, duty),
        "dispatches-was-restored",
    ))
}
