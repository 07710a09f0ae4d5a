//! One control: what must be true and why, how to do it, what is in force and by whose word, where
//! it holds.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use luytre_model::catalogue::{Catalogue, Control, ControlId, Measure, Steps, Texts, Value};
use luytre_model::status::Status as Judged;
use luytre_office::overview::{AssignmentPage, ControlView, ParameterView, Without};

use crate::http::Problem;
use crate::session::Signed;
use crate::state::App;
use crate::web::assignments::filter::Query;
use crate::web::overview::short::{Short, units};
use crate::web::shell::{Area, Html, Page};
use crate::words::Lang;

#[derive(Template)]
#[template(path = "controls/detail.html")]
struct Detail<'a> {
    page: Page,
    control: &'a Control,
    view: ControlView,
    rows: AssignmentPage,
    units: Vec<Short>,
    catalogue: &'a Catalogue,
}

/// `GET /bien-phap/{control}`.
pub(super) async fn show(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(control): Path<String>,
    page: Page,
) -> Result<Response, Problem> {
    let id: ControlId = crate::web::id(&control)?;
    let mut view = app.service.control(&actor, id).await?;
    let catalogue = &app.service.knowledge().catalogue;
    let control = catalogue.get(id).ok_or(Problem::NotFound)?;
    let empty = AssignmentPage {
        rows: Vec::new(),
        next: None,
    };
    let rows = std::mem::replace(&mut view.assignments, empty);
    let list = Query::default().control(&id.to_string());
    let units = units(&page, &view.units, &list, usize::MAX);
    let title = page.control(catalogue, &id.to_string());
    let page = page.named(title).at(Area::Controls);
    Ok(Html(Detail {
        page,
        control,
        view,
        rows,
        units,
        catalogue,
    })
    .into_response())
}

impl Detail<'_> {
    fn text<'t>(&self, texts: &'t Texts) -> &'t str {
        match self.page.lang {
            Lang::Vi => &texts.vi,
            Lang::En => &texts.en,
        }
    }

    fn steps<'t>(&self, steps: &'t Steps) -> &'t [String] {
        match self.page.lang {
            Lang::Vi => &steps.vi,
            Lang::En => &steps.en,
        }
    }

    /// The title of a parameter.
    fn title(&self, parameter: &ParameterView) -> String {
        let found = self
            .control
            .parameters
            .iter()
            .find(|known| known.id == parameter.id);
        found.map_or_else(
            || parameter.id.clone(),
            |known| self.text(&known.title).to_owned(),
        )
    }

    /// Where the catalogue's own value comes from.
    fn source(&self, parameter: &ParameterView) -> &str {
        let found = self
            .control
            .parameters
            .iter()
            .find(|known| known.id == parameter.id);
        found.map_or("", |known| &known.source)
    }

    /// "90 ngày", "có".
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates hand over references"
    )]
    fn value(&self, parameter: &ParameterView, value: &Value) -> String {
        let found = self
            .control
            .parameters
            .iter()
            .find(|known| known.id == parameter.id);
        let measure = found.map_or(Measure::Count, |known| known.measure);
        super::value(&self.page, measure, *value)
    }

    /// What is left if a dispatch that sets the value ends.
    fn left(&self, parameter: &ParameterView, left: &Without) -> String {
        let key = if left.value == parameter.value && !left.is_default {
            "controls-left-same"
        } else if left.is_default {
            "controls-left-default"
        } else {
            "controls-left"
        };
        let value = self.value(parameter, &left.value);
        let name = self.page.document(&left.number, &left.symbol);
        let sentence = self.page.a(key).with("name", name.as_str());
        sentence.with("value", value.as_str()).to_string()
    }

    fn all(&self) -> String {
        Query::default().control(&self.view.id.to_string()).href()
    }
}
