//! The ledger of evidence: how long it is, its last signed checkpoint, what was written last, and
//! the pack with the keys that a superior office verifies offline.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use luytre_office::access::Action::SeeLedger;
use luytre_office::ledger::LedgerView;
use serde::Deserialize;

use super::outcome;
use super::route::{Routes, Who};
use super::shell::{Area, Form, Html, Page};
use crate::http::Problem;
use crate::session::Signed;
use crate::state::App;

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/so-chung-cu", Who::May(SeeLedger), show)
        .get("/so-chung-cu/khoa", Who::May(SeeLedger), keys)
        .post("/so-chung-cu/goi", Who::May(SeeLedger), pack)
}

#[derive(Debug, Default, Deserialize)]
struct From {
    /// Entries before this leaf.
    #[serde(default)]
    truoc: Option<u64>,
}

#[derive(Template)]
#[template(path = "ledger/page.html")]
struct Ledger {
    page: Page,
    ledger: LedgerView,
    key: Option<String>,
    is_first: bool,
    today: jiff::civil::Date,
}

async fn show(
    State(app): State<App>,
    Signed(actor): Signed,
    Query(from): Query<From>,
    page: Page,
) -> Result<Response, Problem> {
    let ledger = app.service.ledger(&actor, from.truoc).await?;
    let page = page.titled("ledger-title").at(Area::Ledger);
    let view = Ledger {
        page,
        ledger,
        key: key(&app),
        is_first: from.truoc.is_none(),
        today: app.service.today(),
    };
    Ok(Html(view).into_response())
}

/// The public key by which checkpoints are verified.
fn key(app: &App) -> Option<String> {
    app.edge
        .ledger_key
        .as_ref()
        .map(|key| key.verifier().to_string())
}

/// `GET /so-chung-cu/khoa`: the keys as `luytre ledger verify --keys` reads them.
async fn keys(State(app): State<App>, Signed(_): Signed) -> Result<Response, Problem> {
    let key = key(&app).ok_or(Problem::NotFound)?;
    Ok(outcome::file(
        "khoa-so-chung-cu.txt",
        "text/plain; charset=utf-8",
        format!("{key}\n").into_bytes(),
    ))
}

/// `POST /so-chung-cu/goi`: everything up to now, signed. It is written down that it was exported.
async fn pack(State(app): State<App>, Signed(actor): Signed, _: Form) -> Result<Response, Problem> {
    if let Some(key) = &app.edge.ledger_key {
        app.service.issue_checkpoint(actor.office, key).await?;
    }
    let bytes = app.service.export_pack(&actor, Vec::new()).await?;
    let name = format!("so-chung-cu-{}.luytre-pack", app.service.today());
    Ok(outcome::file(&name, "application/octet-stream", bytes))
}

impl Ledger {
    fn older(&self) -> Option<String> {
        self.ledger
            .next
            .map(|leaf| format!("/so-chung-cu?truoc={leaf}"))
    }

    const fn newest(&self) -> Option<&'static str> {
        if self.is_first {
            None
        } else {
            Some("/so-chung-cu")
        }
    }
}
