//! Adding a duty that was not found: by marking its place in the text, or by typing it.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse as _, Response};
use luytre_model::duty::Force;
use luytre_office::dispatches::{DispatchView, DutyView};

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
#[template(path = "dispatches/add.html")]
struct Add {
    page: Page,
    head: Frame,
    form: Form,
    forces: Vec<Choice>,
    triggers: Vec<Choice>,
    units: Picker<Group>,
    controls: Picker<Vec<Group>>,
}

fn draw(app: &App, page: Page, view: &DispatchView, form: Form) -> Html<Add> {
    Html(Add {
        head: Frame::of(&page, view),
        forces: duty_form::forces(&page),
        triggers: duty_form::triggers(&page),
        units: pickers::units(&page, view, &form),
        controls: pickers::controls(&page, &app.service.knowledge().catalogue, &form),
        page: page.titled("dispatches-add-title").at(Area::Dispatches),
        form,
    })
}

/// `GET /van-ban/{dispatch}/them?tu=…&den=…`: bytes of the text that were marked, if any.
pub(super) async fn show(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(dispatch): Path<String>,
    Query(asked): Query<Vec<(String, String)>>,
    page: Page,
) -> Result<Response, Problem> {
    let view = frame::open(&app, &actor, &dispatch).await?;
    let number = |name: &str| {
        let found = asked.iter().find(|(key, _)| key == name);
        found.and_then(|(_, value)| value.parse::<usize>().ok())
    };
    let form = match number("tu").zip(number("den")) {
        Some((from, to)) => marked(&view, from, to),
        None => Form::default().with("force", Force::Must.as_str()),
    };
    Ok(draw(&app, page, &view, form).into_response())
}

/// The form for a marked place: its words, and clause and units of the duty before it.
fn marked(view: &DispatchView, from: usize, to: usize) -> Form {
    let form = Form::default().with("force", Force::Must.as_str());
    let Some(text) = view.text.get(from..to) else {
        return form;
    };
    let inner = text.trim();
    let start = from + (text.len() - text.trim_start().len());
    let form = form
        .with("text", duty_form::one_line(inner))
        .with("start", start.to_string())
        .with("end", (start + inner.len()).to_string());
    let ends = |duty: &DutyView| duty.span.as_ref().map_or(usize::MAX, |span| span.start);
    let before = view
        .duties
        .iter()
        .filter(|duty| ends(duty) <= start)
        .max_by_key(|duty| ends(duty));
    match before {
        Some(duty) => {
            let form = form.with("clause", duty.clause.as_str());
            duty.units
                .iter()
                .fold(form, |form, id| form.with("units", id.to_string()))
        }
        None => form,
    }
}

/// `POST /van-ban/{dispatch}/them`
pub(super) async fn send(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(dispatch): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Problem> {
    let view = frame::open(&app, &actor, &dispatch).await?;
    let typed = duty_form::read(&view, &form);
    let revision = frame::revision(&form)?;
    let page = match app
        .service
        .add_duty(&actor, view.id, revision, &typed)
        .await
    {
        Ok(changed) => {
            let path = frame::duty_path(view.id, changed.duty);
            return Ok(Done::at(path, "dispatches-was-added").into_response());
        }
        Err(error) => frame::again(error, page, &mut form)?,
    };
    Ok(draw(&app, page, &view, form).with_status(outcome::AGAIN))
}
