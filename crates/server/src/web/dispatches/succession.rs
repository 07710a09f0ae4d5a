//! Saying that a dispatch was recalled, updated or replaced.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use luytre_model::id::DispatchId;
use luytre_model::work::Succession;
use luytre_office::Actor;
use luytre_office::dispatches::{
    DispatchFilter, DispatchView, SuccessionForm, SuccessionView, View,
};

use super::frame::{self, Frame};
use crate::http::Problem;
use crate::session::Signed;
use crate::state::App;
use crate::web::outcome::{self, Done};
use crate::web::shell::parts::Choice;
use crate::web::shell::{Area, Form, Html, Page};
use crate::words::format;

#[derive(Template)]
#[template(path = "dispatches/succession.html")]
struct Succeed {
    page: Page,
    head: Frame,
    form: Form,
    kinds: Vec<Choice>,
    successors: Vec<Choice>,
}

/// The key of what became of a dispatch.
const fn kind_key(kind: Succession) -> &'static str {
    match kind {
        Succession::Recall => "lineage-recall",
        Succession::Update => "lineage-update",
        Succession::Replace => "lineage-replace",
    }
}

fn draw(page: Page, view: &DispatchView, form: Form, successors: Vec<Choice>) -> Html<Succeed> {
    let head = Frame::of(&page, view);
    let title = page
        .a("lineage-succeed-title")
        .with("name", head.name.as_str())
        .to_string();
    let choice = |kind: &Succession| Choice {
        value: kind.to_string(),
        words: page.w(kind_key(*kind)).into_owned(),
    };
    Html(Succeed {
        kinds: Succession::ALL.iter().map(choice).collect(),
        page: page.named(title).at(Area::Dispatches),
        head,
        form,
        successors,
    })
}

/// The dispatches that units work on, the last received first.
async fn successors(
    app: &App,
    actor: &Actor,
    page: &Page,
    own: DispatchId,
) -> Result<Vec<Choice>, Problem> {
    let filter = DispatchFilter {
        view: View::InWork,
        text: String::new(),
    };
    let found = app.service.dispatches(actor, &filter, None).await?;
    let none = Choice {
        value: String::new(),
        words: page.w("lineage-successor-none").into_owned(),
    };
    let others = found.lines.into_iter().filter(|line| line.dispatch != own);
    let choice = |line: luytre_office::dispatches::DispatchLine| Choice {
        value: line.dispatch.to_string(),
        words: named(page, &line.header),
    };
    Ok(std::iter::once(none).chain(others.map(choice)).collect())
}

fn named(page: &Page, header: &luytre_model::dispatch::Header) -> String {
    let name = frame::name(page, header);
    match header.subject.as_deref() {
        Some(subject) => format!("{name}: {subject}"),
        None => name,
    }
}

/// `GET /van-ban/{dispatch}/thay-the`
pub(super) async fn show(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(dispatch): Path<String>,
    page: Page,
) -> Result<Response, Problem> {
    let view = frame::open(&app, &actor, &dispatch).await?;
    let successors = successors(&app, &actor, &page, view.id).await?;
    let form = Form::filled([("kind", Succession::Replace.to_string())]);
    Ok(draw(page, &view, form, successors).into_response())
}

/// `POST /van-ban/{dispatch}/thay-the`
pub(super) async fn send(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(dispatch): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Problem> {
    let view = frame::open(&app, &actor, &dispatch).await?;
    let revision = frame::revision(&form)?;
    let successors = successors(&app, &actor, &page, view.id).await?;
    let Some(asked) = read(&mut form) else {
        return Ok(draw(page, &view, form, successors).with_status(outcome::AGAIN));
    };
    let page = match app.service.succeed(&actor, view.id, revision, &asked).await {
        Ok(_) => return Ok(Done::at(frame::path(view.id), "lineage-was-succeeded").into_response()),
        Err(error) => frame::again(error, page, &mut form)?,
    };
    Ok(draw(page, &view, form, successors).with_status(outcome::AGAIN))
}

fn read(form: &mut Form) -> Option<SuccessionForm> {
    let Ok(kind) = form.value("kind").parse::<Succession>() else {
        form.refuse("kind", "lineage-kind-missing");
        return None;
    };
    let successor = match form.value("successor") {
        "" => None,
        id => match id.parse() {
            Ok(id) => Some(id),
            Err(_) => {
                form.refuse("successor", "lineage-successor-missing");
                return None;
            }
        },
    };
    if successor.is_none() && kind != Succession::Recall {
        form.refuse("successor", "lineage-successor-missing");
        return None;
    }
    Some(SuccessionForm {
        kind,
        successor,
        reason: form.value("reason").to_owned(),
    })
}

/// A sentence about what became of a dispatch, and the page of the other one.
pub(super) struct Told {
    /// In words.
    pub(super) words: String,
    /// The other dispatch: its name and page.
    pub(super) other: Option<(String, String)>,
    /// Why.
    pub(super) reason: String,
}

/// What became of a dispatch and of those before it.
pub(super) fn told(page: &Page, all: &[SuccessionView]) -> Vec<Told> {
    all.iter().map(|one| told_one(page, one)).collect()
}

fn told_one(page: &Page, one: &SuccessionView) -> Told {
    let key = match (one.kind, one.is_successor) {
        (Succession::Recall, false) => "lineage-was-recalled",
        (Succession::Update, false) => "lineage-was-updated",
        (Succession::Replace, false) => "lineage-was-replaced",
        (Succession::Recall, true) => "lineage-recalls",
        (Succession::Update, true) => "lineage-updates",
        (Succession::Replace, true) => "lineage-replaces",
    };
    let day = format::date(format::vietnam(one.at).date());
    Told {
        words: page
            .a(key)
            .with("day", day.as_str())
            .with("who", one.by_name.as_str())
            .to_string(),
        other: one
            .other
            .as_ref()
            .map(|kin| (frame::name(page, &kin.header), frame::path(kin.dispatch))),
        reason: one.reason.clone(),
    }
}
