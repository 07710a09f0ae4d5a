//! The units of the office: list, add, rename, how else dispatches call them, close.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use luytre_model::id::UnitId;
use luytre_model::unit_sets::UnitKind;
use luytre_office::Actor;
use luytre_office::access::Action;
use luytre_office::people::{UnitForm, UnitView};

use super::admin::Tabs;
use super::outcome::{AGAIN, Done, again};
use super::route::{Routes, Who};
use super::shell::parts::{Choice, Tone};
use super::shell::{Area, Form, Html, Page};
use crate::http::Problem;
use crate::session::{Signed, may_everywhere};
use crate::state::App;

pub(crate) fn routes() -> Routes {
    let manage = Who::May(Action::ManageUnits);
    Routes::new()
        .get("/quan-tri/don-vi", Who::May(Action::SeePeople), list)
        .get("/quan-tri/don-vi/moi", manage, new)
        .post("/quan-tri/don-vi/moi", manage, add)
        .get("/quan-tri/don-vi/{unit}", manage, edit)
        .post("/quan-tri/don-vi/{unit}", manage, change)
        .get("/quan-tri/don-vi/{unit}/dong", manage, ask_to_close)
        .post("/quan-tri/don-vi/{unit}/dong", manage, close)
}

/// The key of a kind's name.
#[must_use]
pub const fn kind_key(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::OfficeStaff => "kind-office-staff",
        UnitKind::Division => "kind-division",
        UnitKind::ServiceCentre => "kind-service-centre",
        UnitKind::Police => "kind-police",
        UnitKind::Military => "kind-military",
        UnitKind::Party => "kind-party",
        UnitKind::Front => "kind-front",
        UnitKind::School => "kind-school",
        UnitKind::Health => "kind-health",
        UnitKind::Residential => "kind-residential",
    }
}

/// All kinds to choose from.
pub(crate) fn kinds(page: &Page) -> Vec<Choice> {
    let choice = |kind: &UnitKind| Choice {
        value: kind.to_string(),
        words: page.w(kind_key(*kind)).into_owned(),
    };
    UnitKind::ALL.iter().map(choice).collect()
}

#[derive(Template)]
#[template(path = "units/list.html")]
struct List {
    page: Page,
    tabs: Tabs,
    units: Vec<UnitView>,
    manages: bool,
}

impl List {
    fn kind(&self, unit: &UnitView) -> String {
        self.page.w(kind_key(unit.kind)).into_owned()
    }
}

async fn list(
    State(app): State<App>,
    Signed(actor): Signed,
    page: Page,
) -> Result<Html<List>, Problem> {
    let units = app.service.units(&actor).await?;
    Ok(Html(List {
        page: page.titled("units-title").at(Area::Admin),
        tabs: Tabs::at("units", &actor),
        units,
        manages: may_everywhere(&actor, Action::ManageUnits),
    }))
}

#[derive(Template)]
#[template(path = "units/edit.html")]
struct Edit {
    page: Page,
    form: Form,
    kinds: Vec<Choice>,
    /// The unit being changed; none for a new one.
    unit: Option<UnitView>,
}

async fn new(page: Page) -> Html<Edit> {
    draw(page, Form::default(), None)
}

async fn add(
    State(app): State<App>,
    Signed(actor): Signed,
    page: Page,
    mut form: Form,
) -> Result<Response, Problem> {
    match app.service.add_unit(&actor, &typed(&form)).await {
        Ok(_) => Ok(Done::at("/quan-tri/don-vi", "unit-added").into_response()),
        Err(error) => {
            let page = again(error, page, &mut form)?;
            Ok(draw(page, form, None).with_status(AGAIN))
        }
    }
}

async fn edit(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<String>,
    page: Page,
) -> Result<Html<Edit>, Problem> {
    let unit = find(&app, &actor, &id).await?;
    let form = Form::default()
        .with("kind", unit.kind.as_str())
        .with("name", unit.name.as_str())
        .with("short", unit.short.as_str())
        .with("aliases", unit.aliases.join("\n"));
    Ok(draw(page, form, Some(unit)))
}

async fn change(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Problem> {
    let unit = find(&app, &actor, &id).await?;
    match app
        .service
        .change_unit(&actor, unit.id, &typed(&form))
        .await
    {
        Ok(()) => Ok(Done::at("/quan-tri/don-vi", "unit-saved").into_response()),
        Err(error) => {
            let page = again(error, page, &mut form)?;
            Ok(draw(page, form, Some(unit)).with_status(AGAIN))
        }
    }
}

#[derive(Template)]
#[template(path = "units/close.html")]
struct Close {
    page: Page,
    unit: UnitView,
}

async fn ask_to_close(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<String>,
    page: Page,
) -> Result<Html<Close>, Problem> {
    let unit = find(&app, &actor, &id).await?;
    Ok(closing(page, unit))
}

async fn close(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<String>,
    page: Page,
) -> Result<Response, Problem> {
    let unit = find(&app, &actor, &id).await?;
    match app.service.close_unit(&actor, unit.id).await {
        Ok(()) => Ok(Done::at("/quan-tri/don-vi", "unit-was-closed").into_response()),
        Err(error) => {
            let page = again(error, page, &mut Form::default())?;
            Ok(closing(page, unit).with_status(AGAIN))
        }
    }
}

fn closing(page: Page, unit: UnitView) -> Html<Close> {
    let title = page
        .a("unit-close-title")
        .with("name", unit.name.as_str())
        .to_string();
    Html(Close {
        page: page.named(title).at(Area::Admin),
        unit,
    })
}

async fn find(app: &App, actor: &Actor, id: &str) -> Result<UnitView, Problem> {
    let id: UnitId = super::id(id)?;
    let units = app.service.units(actor).await?;
    units
        .into_iter()
        .find(|unit| unit.id == id)
        .ok_or(Problem::NotFound)
}

fn typed(form: &Form) -> UnitForm {
    let value = |name| form.value(name).to_owned();
    UnitForm {
        kind: value("kind"),
        name: value("name"),
        short: value("short"),
        aliases: lines(form.value("aliases")),
    }
}

/// One to a line; empty lines are none.
fn lines(text: &str) -> Vec<String> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

fn draw(page: Page, form: Form, unit: Option<UnitView>) -> Html<Edit> {
    let kinds = kinds(&page);
    let page = match &unit {
        Some(unit) => page.named(unit.name.as_str()),
        None => page.titled("unit-new"),
    };
    Html(Edit {
        page: page.at(Area::Admin),
        form,
        kinds,
        unit,
    })
}
