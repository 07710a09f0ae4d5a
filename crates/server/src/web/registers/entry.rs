//! One entry of a register: what is written about it, and what happened to it.

use askama::Template;
use axum::extract::{Path, State};
use luytre_model::id::EntryId;
use luytre_office::Actor;
use luytre_office::access::{Action, Target, decide};
use luytre_office::history::Entry as Happening;
use luytre_office::registers::{EntryView, Typed};

use super::list::state;
use super::{Asked, Shown, Words};
use crate::http::Problem;
use crate::session::Signed;
use crate::state::App;
use crate::web::shell::parts::Tone;
use crate::web::shell::{Html, Page};

/// An entry of the history: what happened, and what of it is worth a line.
struct Told {
    happening: Happening,
    lines: Vec<String>,
}

#[derive(Template)]
#[template(path = "registers/entry.html")]
pub(super) struct Detail {
    page: Page,
    words: Words,
    path: &'static str,
    id: EntryId,
    code: String,
    state: (Tone, String),
    /// Label and words of each field.
    facts: Vec<(&'static str, String)>,
    history: Vec<Told>,
    manages: bool,
    in_use: bool,
}

pub(super) async fn show<T: Shown>(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<String>,
    page: Page,
) -> Result<Html<Detail>, Problem> {
    let entry = find::<T>(&app, &actor, &id).await?;
    let written = app.service.entry_written(&actor, &entry.what).await?;
    let history = app.service.entry_history::<T>(&actor, entry.id).await?;
    let told = |happening: Happening| Told {
        lines: lines::<T>(&page, &happening),
        happening,
    };
    let target = Target::unit(actor.office, entry.what.unit());
    Ok(Html(Detail {
        words: T::WORDS,
        path: T::PATH,
        id: entry.id,
        state: state::<T>(&page, entry.what.state()),
        facts: facts::<T>(&page, &written),
        history: history.into_iter().rev().map(told).collect(),
        manages: decide(&actor, Action::ManageRegisters, &target).is_ok(),
        in_use: entry.what.state() == luytre_model::registers::EntryState::InUse,
        page: page.named(entry.what.heading().0).at(T::AREA),
        code: entry.code,
    }))
}

/// An entry by the id of the address.
pub(super) async fn find<T: Shown>(
    app: &App,
    actor: &Actor,
    id: &str,
) -> Result<EntryView<T>, Problem> {
    Ok(app.service.entry(actor, crate::web::id(id)?).await?)
}

fn facts<T: Shown>(page: &Page, written: &Typed) -> Vec<(&'static str, String)> {
    let fact = |asked: &Asked| (asked.label, asked.words(page, written.value(asked.name)));
    T::ASKED.iter().map(fact).collect()
}

/// What the trail says of a change: a line for each field, in their order, then the reason.
fn lines<T: Shown>(page: &Page, happening: &Happening) -> Vec<String> {
    // What was there at first is what the page says below; only changes are told again.
    if happening.kind == T::ADDED.0 {
        return Vec::new();
    }
    let line = |asked: &Asked| {
        let told = happening.detail.get(asked.name)?;
        let words = match told.split_once(" → ") {
            Some((old, new)) => format!("{} → {}", asked.words(page, old), asked.words(page, new)),
            None => asked.words(page, told),
        };
        Some(format!("{}: {words}", page.w(asked.label)))
    };
    let reason = happening.detail.get("reason").cloned();
    T::ASKED.iter().filter_map(line).chain(reason).collect()
}
