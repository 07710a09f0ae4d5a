//! The last look before a plan becomes work: how much goes to whom, what still lacks something.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use luytre_model::id::{ObligationId, UnitId};
use luytre_office::OfficeError;
use luytre_office::dispatches::DispatchView;

use super::card::{self, Card};
use super::frame::{self, Frame};
use super::pickers::{self, Group, Picker};
use crate::http::Problem;
use crate::session::Signed;
use crate::state::App;
use crate::web::outcome::{self, Done};
use crate::web::shell::parts::Tone;
use crate::web::shell::{Area, Form, Html, Page};
use crate::words::format;

#[derive(Template)]
#[template(path = "dispatches/confirm.html")]
struct Confirm {
    page: Page,
    head: Frame,
    form: Form,
    duties: usize,
    assignments: usize,
    per_unit: Vec<(String, usize)>,
    first: Option<(String, String)>,
    lacking: Vec<Card>,
    unitless: Picker<Choice>,
    waiting: Vec<Card>,
    dropped: Vec<Card>,
    units: Picker<Group>,
}

/// The field of the duties that units are given to, and what tells that it was sent.
const DUTIES: &str = "duties";
const SENT: &str = "rest";

/// A duty that is meant for nobody yet.
struct Choice {
    id: String,
    number: usize,
    text: String,
    on: bool,
}

fn draw(app: &App, page: Page, view: &DispatchView, form: Form) -> Html<Confirm> {
    let (cards, dropped) = card::cards(&page, view, &app.service.knowledge().catalogue);
    let live: BTreeSet<_> = cards.iter().map(|card| card.id).collect();
    let kept = || view.duties.iter().filter(|duty| live.contains(&duty.id));
    let of_unit = |unit: UnitId| kept().filter(|duty| duty.units.contains(&unit)).count();
    let per_unit: Vec<(String, usize)> = view
        .units
        .iter()
        .map(|unit| (unit.name.clone(), of_unit(unit.id)))
        .filter(|(_, number)| *number > 0)
        .collect();
    let first = kept()
        .filter_map(|duty| Some((duty.due_on?, duty)))
        .min_by_key(|(day, _)| *day)
        .map(|(day, duty)| (format::date(day), duty.text.clone()));
    let duties = cards.len();
    let unitless = unitless(&page, &cards, &form);
    let (lacking, sound): (Vec<Card>, Vec<Card>) = cards
        .into_iter()
        .partition(|card| card.lacks_else().next().is_some());
    Html(Confirm {
        head: Frame::of(&page, view),
        duties,
        assignments: per_unit.iter().map(|(_, number)| number).sum(),
        per_unit,
        first,
        lacking,
        unitless,
        waiting: sound.into_iter().filter(Card::waits).collect(),
        dropped,
        units: pickers::units(&page, view, &form),
        page: page.titled("dispatches-confirm-title").at(Area::Dispatches),
        form,
    })
}

/// The duties that are meant for nobody yet: all ticked, until the form says which.
fn unitless(page: &Page, cards: &[Card], form: &Form) -> Picker<Choice> {
    let sent: Vec<&str> = form.values(DUTIES).collect();
    let lacking = cards.iter().filter(|card| card.lacks_unit());
    let choice = |card: &Card| {
        let id = card.id.to_string();
        Choice {
            on: !form.has(SENT) || sent.contains(&id.as_str()),
            id,
            number: card.number,
            text: card.text.clone(),
        }
    };
    Picker::of(page, form, DUTIES, lacking.map(choice).collect())
}

/// `GET /van-ban/{dispatch}/xac-nhan`
pub(super) async fn show(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(dispatch): Path<String>,
    page: Page,
) -> Result<Response, Problem> {
    let view = frame::open(&app, &actor, &dispatch).await?;
    Ok(draw(&app, page, &view, Form::default()).into_response())
}

/// `POST /van-ban/{dispatch}/xac-nhan`
pub(super) async fn send(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(dispatch): Path<String>,
    page: Page,
    form: Form,
) -> Result<Response, Problem> {
    let id = crate::web::id(&dispatch)?;
    let revision = frame::revision(&form)?;
    let page = match app.service.confirm_plan(&actor, id, revision).await {
        Ok(_) => {
            return Ok(Done::at(frame::path(id), "dispatches-was-confirmed").into_response());
        }
        // The page lists the duties themselves, with links.
        Err(OfficeError::Invalid(_)) => page.saying(Tone::Fail, "dispatches-not-ready"),
        Err(OfficeError::Conflict { .. }) => page.saying(Tone::Warn, "dispatches-changed-look"),
        Err(error) => outcome::again(error, page, &mut form.clone())?,
    };
    let view = frame::open(&app, &actor, &dispatch).await?;
    Ok(draw(&app, page, &view, form).with_status(outcome::AGAIN))
}

/// `POST /van-ban/{dispatch}/don-vi`: these units for the ticked ones of the duties that have none.
pub(super) async fn give_rest(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(dispatch): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Problem> {
    let view = frame::open(&app, &actor, &dispatch).await?;
    let revision = frame::revision(&form)?;
    let units = pickers::ticked(&view, &form);
    let duties: Vec<ObligationId> = form
        .values(DUTIES)
        .map(crate::web::id)
        .collect::<Result<_, _>>()?;
    if units.is_empty() {
        form.refuse("units", "dispatches-units-missing");
    }
    if duties.is_empty() {
        form.refuse(DUTIES, "dispatches-unitless-missing");
    }
    if !form.is_right() {
        return Ok(draw(&app, page, &view, form).with_status(outcome::AGAIN));
    }
    match app
        .service
        .give_some(&actor, view.id, revision, &duties, &units)
        .await
    {
        Ok(_) => {
            let path = format!("{}/xac-nhan", frame::path(view.id));
            Ok(Done::at(path, "dispatches-rest-was-given").into_response())
        }
        Err(error) => {
            let page = frame::again(error, page, &mut form)?;
            Ok(draw(&app, page, &view, form).with_status(outcome::AGAIN))
        }
    }
}
