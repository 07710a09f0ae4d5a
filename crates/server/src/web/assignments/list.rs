//! The list of assignments: saved views as tabs, filters as chips.

use askama::Template;
use axum::extract::{Query as FromQuery, State};
use luytre_model::catalogue::Catalogue;
use luytre_model::id::DispatchId;
use luytre_office::overview::AssignmentPage;

use super::filter::{Query, VIEWS};
use crate::http::Problem;
use crate::session::{Signed, may_everywhere};
use crate::state::App;
use crate::web::shell::parts::Choice;
use crate::web::shell::{Area, Html, Page};

#[derive(Template)]
#[template(path = "assignments/list.html")]
pub(super) struct List<'a> {
    page: Page,
    query: Query,
    rows: AssignmentPage,
    /// Units to filter by; none where the actor sees only their own.
    units: Vec<Choice>,
    controls: Vec<Choice>,
    catalogue: &'a Catalogue,
}

pub(super) async fn show(
    State(app): State<App>,
    Signed(actor): Signed,
    FromQuery(query): FromQuery<Query>,
    page: Page,
) -> Result<axum::response::Response, Problem> {
    let after = (!query.sau.is_empty()).then_some(query.sau.as_str());
    let rows = app
        .service
        .assignments(&actor, &query.filter(), after)
        .await?;
    let units = if may_everywhere(&actor, luytre_office::access::Action::SeePeople) {
        app.service.unit_names(&actor).await?
    } else {
        Vec::new()
    };
    let units = units.into_iter().map(Choice::from).collect();
    let catalogue = &app.service.knowledge().catalogue;
    let control = |control: &luytre_model::catalogue::Control| {
        let id = control.id.to_string();
        Choice {
            words: format!("{id} {}", page.control(catalogue, &id)),
            value: id,
        }
    };
    let controls = catalogue.iter().map(control).collect();
    let page = page.titled("assignments-title").at(Area::Duties);
    Ok(axum::response::IntoResponse::into_response(Html(List {
        page,
        query,
        rows,
        units,
        controls,
        catalogue,
    })))
}

impl List<'_> {
    fn tabs(&self) -> impl Iterator<Item = (String, &'static str, bool)> {
        let current = self.query.view().0;
        VIEWS
            .into_iter()
            .filter(move |(name, ..)| *name != "khong-ap-dung" || *name == current)
            .map(move |(name, key, _)| (self.query.viewed(name).href(), key, name == current))
    }

    /// The dispatch that is filtered by, from its first row; a filter without rows has no name.
    fn dispatch(&self) -> Option<String> {
        let wanted: DispatchId = self.query.dispatch.parse().ok()?;
        let row = self.rows.rows.iter().find(|row| row.dispatch == wanted);
        Some(row.map_or_else(
            || self.page.w("assignments-one-dispatch").into_owned(),
            |row| self.page.document(&row.number, &row.symbol),
        ))
    }

    fn without_dispatch(&self) -> String {
        Query {
            dispatch: String::new(),
            sau: String::new(),
            ..self.query.clone()
        }
        .href()
    }

    fn after(&self) -> Option<String> {
        let next = self.rows.next.clone()?;
        Some(
            Query {
                sau: next,
                ..self.query.clone()
            }
            .href(),
        )
    }

    fn first(&self) -> Option<String> {
        (!self.query.sau.is_empty()).then(|| self.query.viewed(&self.query.xem).href())
    }

    fn is_filtered(&self) -> bool {
        self.query != Query::default()
    }
}
