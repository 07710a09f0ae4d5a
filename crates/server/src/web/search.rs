//! Finding things by words, whatever their diacritics.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use luytre_office::search::{Found, Hit};
use serde::Deserialize;

use super::route::{Routes, Who};
use super::shell::{Html, Page};
use super::telling::Marked;
use crate::http::Problem;
use crate::session::Signed;
use crate::state::App;

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new().get("/tim", Who::SignedIn, show)
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
}

#[derive(Template)]
#[template(path = "search/page.html")]
struct Results {
    page: Page,
    query: String,
    kinds: Vec<Kind>,
}

/// Hits of one kind.
struct Kind {
    title: &'static str,
    icon: &'static str,
    hits: Vec<Line>,
}

struct Line {
    href: String,
    title: Marked,
    note: Marked,
}

async fn show(
    State(app): State<App>,
    Signed(actor): Signed,
    Query(asked): Query<Asked>,
    page: Page,
) -> Result<Response, Problem> {
    let found = app.service.search(&actor, &asked.q).await?;
    let kinds = kinds(&found);
    let mut page = page.titled("search-title");
    page.search.clone_from(&found.query);
    Ok(Html(Results {
        page,
        query: found.query,
        kinds,
    })
    .into_response())
}

fn kinds(found: &Found) -> Vec<Kind> {
    let lines = |hits: &[Hit], href: fn(&Hit) -> String| {
        let line = |hit: &Hit| Line {
            href: href(hit),
            title: Marked::new(&hit.title, &found.query),
            note: Marked::new(&hit.note, &found.query),
        };
        hits.iter().map(line).collect::<Vec<_>>()
    };
    let all = [
        (
            "search-dispatches",
            "dispatches",
            lines(&found.dispatches, |hit| format!("/van-ban/{}", hit.id)),
        ),
        ("search-duties", "duties", lines(&found.duties, duty)),
        (
            "search-controls",
            "controls",
            lines(&found.controls, |hit| format!("/bien-phap/{}", hit.id)),
        ),
        (
            "search-units",
            "home",
            lines(&found.units, |hit| format!("/don-vi/{}", hit.id)),
        ),
        (
            "search-people",
            "user",
            lines(&found.people, |hit| format!("/quan-tri/can-bo/{}", hit.id)),
        ),
    ];
    let kind = |(title, icon, hits)| Kind { title, icon, hits };
    all.into_iter()
        .map(kind)
        .filter(|kind| !kind.hits.is_empty())
        .collect()
}

/// A duty is shown at its place in its dispatch.
fn duty(hit: &Hit) -> String {
    match hit.dispatch {
        Some(dispatch) => format!("/van-ban/{dispatch}#nv-{}", hit.id),
        None => "/nhiem-vu".to_owned(),
    }
}
