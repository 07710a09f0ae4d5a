//! The units of a new office: a ready-made set to tick, rename and add to.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use luytre_office::Actor;
use luytre_office::people::UnitView;
use luytre_office::setup::{NewUnit, SetupStep, SetupView};

use crate::http::Problem;
use crate::session::Signed;
use crate::state::App;
use crate::web::outcome::{AGAIN, again};
use crate::web::shell::parts::Choice;
use crate::web::shell::{Form, Html, Page};
use crate::web::units::kinds;

/// Empty rows at first, and with each press of "more rows".
const EMPTY: usize = 3;
/// No form has more rows.
const MOST: usize = 300;

#[derive(Template)]
#[template(path = "set_up/units.html")]
struct Units {
    page: Page,
    form: Form,
    there: Vec<UnitView>,
    rows: Vec<Row>,
    kinds: Vec<Choice>,
}

/// A row of the form.
struct Row {
    number: usize,
    take: bool,
    kind: String,
    name: String,
    short: String,
    aliases: String,
    /// Of the ready-made set: its kind is settled.
    ready: bool,
}

pub(super) async fn show(
    State(app): State<App>,
    Signed(actor): Signed,
    page: Page,
) -> Result<Response, Problem> {
    let view = app.service.setup(&actor).await?;
    let rows = proposed(&view);
    Ok(draw(page, Form::default(), view, rows).into_response())
}

pub(super) async fn send(
    State(app): State<App>,
    Signed(actor): Signed,
    page: Page,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut rows = typed(&form);
    if form.has("more") {
        let from = rows.len();
        rows.extend((from..(from + EMPTY).min(MOST)).map(empty));
        return redraw(&app, &actor, page, form, rows)
            .await
            .map(|html| html.into_response());
    }
    let chosen: Vec<NewUnit> = rows
        .iter()
        .filter(|row| row.take && !row.name.is_empty())
        .map(unit)
        .collect();
    let before = app.service.setup(&actor).await?;
    if chosen.is_empty() && before.step != SetupStep::People {
        form.refuse("name-0", "set-up-units-none");
        return Ok(redraw(&app, &actor, page, form, rows)
            .await?
            .with_status(AGAIN));
    }
    if chosen.is_empty() {
        return Ok(Redirect::to("/thiet-lap/can-bo").into_response());
    }
    match app.service.choose_units(&actor, &chosen).await {
        Ok(()) => Ok(Redirect::to("/thiet-lap/can-bo").into_response()),
        Err(error) => {
            let page = again(error, page, &mut form)?;
            Ok(redraw(&app, &actor, page, form, rows)
                .await?
                .with_status(AGAIN))
        }
    }
}

async fn redraw(
    app: &App,
    actor: &Actor,
    page: Page,
    form: Form,
    rows: Vec<Row>,
) -> Result<Html<Units>, Problem> {
    Ok(draw(page, form, app.service.setup(actor).await?, rows))
}

fn draw(page: Page, form: Form, view: SetupView, rows: Vec<Row>) -> Html<Units> {
    let kinds = kinds(&page);
    // Until units were chosen there is only the one that the first person was put into.
    let there = if view.step == SetupStep::People {
        view.units
    } else {
        Vec::new()
    };
    Html(Units {
        page: page.titled("set-up-units-title"),
        form,
        there,
        rows,
        kinds,
    })
}

/// The ready-made set without what is there, and empty rows.
fn proposed(view: &SetupView) -> Vec<Row> {
    let again = view.step == SetupStep::People;
    let is_there =
        |unit: &&NewUnit| again && view.units.iter().any(|there| there.name == unit.name);
    let ready = view
        .proposed
        .iter()
        .filter(|unit| !is_there(unit))
        .enumerate();
    let mut rows: Vec<Row> = ready
        .map(|(number, unit)| Row {
            number,
            take: !again,
            kind: unit.kind.clone(),
            name: unit.name.clone(),
            short: unit.short.clone(),
            aliases: unit.aliases.join("\n"),
            ready: true,
        })
        .collect();
    rows.extend((rows.len()..rows.len() + EMPTY).map(empty));
    rows
}

const fn empty(number: usize) -> Row {
    Row {
        number,
        take: true,
        kind: String::new(),
        name: String::new(),
        short: String::new(),
        aliases: String::new(),
        ready: false,
    }
}

fn typed(form: &Form) -> Vec<Row> {
    (0..MOST)
        .take_while(|number| form.has(&format!("name-{number}")))
        .map(|number| {
            let value = |name: &str| form.value(&format!("{name}-{number}")).to_owned();
            Row {
                number,
                take: form.has(&format!("take-{number}")),
                kind: value("kind"),
                name: value("name"),
                short: value("short"),
                aliases: value("aliases"),
                ready: form.has(&format!("ready-{number}")),
            }
        })
        .collect()
}

fn unit(row: &Row) -> NewUnit {
    NewUnit {
        kind: row.kind.clone(),
        name: row.name.clone(),
        short: if row.short.is_empty() {
            row.name.clone()
        } else {
            row.short.clone()
        },
        aliases: row
            .aliases
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect(),
    }
}
