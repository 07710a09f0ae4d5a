//! Correcting one duty, or saying that it was read rightly.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use luytre_model::id::ObligationId;
use luytre_office::dispatches::DispatchView;

use super::duty_form;
use super::frame::{self, Frame};
use super::pickers::{self, Group, Picker};
use crate::http::Problem;
use crate::session::Signed;
use crate::state::App;
use crate::web::outcome::{self, Done};
use crate::web::shell::parts::Choice;
use crate::web::shell::{Area, Form, Html, Page};

#[derive(Template)]
#[template(path = "dispatches/edit.html")]
struct Edit {
    page: Page,
    head: Frame,
    duty: ObligationId,
    form: Form,
    forces: Vec<Choice>,
    triggers: Vec<Choice>,
    units: Picker<Group>,
    controls: Picker<Vec<Group>>,
}

fn draw(
    app: &App,
    page: Page,
    view: &DispatchView,
    place: (usize, ObligationId),
    form: Form,
) -> Html<Edit> {
    let (number, duty) = place;
    let title = page
        .a("dispatches-edit-title")
        .with("number", number)
        .to_string();
    Html(Edit {
        head: Frame::of(&page, view),
        duty,
        forces: duty_form::forces(&page),
        triggers: duty_form::triggers(&page),
        units: pickers::units(&page, view, &form),
        controls: pickers::controls(&page, &app.service.knowledge().catalogue, &form),
        page: page.named(title).at(Area::Dispatches),
        form,
    })
}

/// `GET /van-ban/{dispatch}/nhiem-vu/{duty}/sua`
pub(super) async fn show(
    State(app): State<App>,
    Signed(actor): Signed,
    Path((dispatch, duty)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Problem> {
    let view = frame::open(&app, &actor, &dispatch).await?;
    let (number, duty) = frame::duty(&view, &duty)?;
    let form = duty_form::filled(&page, duty);
    Ok(draw(&app, page, &view, (number, duty.id), form).into_response())
}

/// `POST /van-ban/{dispatch}/nhiem-vu/{duty}/sua`
pub(super) async fn send(
    State(app): State<App>,
    Signed(actor): Signed,
    Path((dispatch, duty)): Path<(String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Problem> {
    let view = frame::open(&app, &actor, &dispatch).await?;
    let (number, duty) = frame::duty(&view, &duty)?;
    let typed = duty_form::read(&view, &form);
    let revision = frame::revision(&form)?;
    let page = match app
        .service
        .correct(&actor, view.id, revision, duty.id, &typed)
        .await
    {
        Ok(_) => {
            let path = frame::duty_path(view.id, duty.id);
            return Ok(Done::at(path, "dispatches-was-corrected").into_response());
        }
        // What was typed stays; sent again, it is against what stands there now.
        Err(error) => frame::again(error, page, &mut form)?,
    };
    Ok(draw(&app, page, &view, (number, duty.id), form).with_status(outcome::AGAIN))
}

/// `POST /van-ban/{dispatch}/nhiem-vu/{duty}/dung`: it stays as it was read.
pub(super) async fn agree(
    State(app): State<App>,
    Signed(actor): Signed,
    Path((dispatch, duty)): Path<(String, String)>,
    page: Page,
    form: Form,
) -> Result<Done, Problem> {
    let view = frame::open(&app, &actor, &dispatch).await?;
    let (_, duty) = frame::duty(&view, &duty)?;
    let same = duty_form::read(&view, &duty_form::filled(&page, duty));
    let revision = frame::revision(&form)?;
    app.service
        .correct(&actor, view.id, revision, duty.id, &same)
        .await?;
    Ok(Done::at(
        frame::duty_path(view.id, duty.id),
        "dispatches-was-agreed",
    ))
}
