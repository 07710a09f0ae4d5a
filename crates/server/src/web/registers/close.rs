//! Closing an entry, or letting it count again: asked on a page of its own, with a reason.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use luytre_model::registers::EntryState;
use luytre_office::registers::EntryView;

use super::Shown;
use super::entry::find;
use crate::http::Problem;
use crate::session::Signed;
use crate::state::App;
use crate::web::outcome::{AGAIN, Done, again};
use crate::web::shell::{Form, Html, Page};

#[derive(Template)]
#[template(path = "registers/close.html")]
struct Close {
    page: Page,
    form: Form,
    up: (&'static str, &'static str),
    back: String,
    lead: &'static str,
    verb: &'static str,
    revision: u64,
    state: EntryState,
}

pub(super) async fn ask<T: Shown>(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<String>,
    page: Page,
) -> Result<Response, Problem> {
    let entry = find::<T>(&app, &actor, &id).await?;
    Ok(draw(page, Form::default(), &entry).into_response())
}

pub(super) async fn close<T: Shown>(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Problem> {
    let entry = find::<T>(&app, &actor, &id).await?;
    let revision = form.value("revision").parse().unwrap_or(entry.revision);
    let state = form
        .value("state")
        .parse()
        .unwrap_or_else(|_| other(entry.what.state()));
    let reason = form.value("reason").to_owned();
    let done = app
        .service
        .set_entry_state::<T>(&actor, entry.id, revision, state, &reason)
        .await;
    match done {
        Ok(()) => Ok(Done::at(address(&entry), "register-saved").into_response()),
        Err(error) => {
            let page = again(error, page, &mut form)?;
            Ok(draw(page, form, &entry).with_status(AGAIN))
        }
    }
}

const fn other(state: EntryState) -> EntryState {
    match state {
        EntryState::InUse => EntryState::Closed,
        EntryState::Closed => EntryState::InUse,
    }
}

fn address<T: Shown>(entry: &EntryView<T>) -> String {
    format!("{}/{}", T::PATH, entry.id)
}

fn draw<T: Shown>(page: Page, form: Form, entry: &EntryView<T>) -> Html<Close> {
    let (verb, lead) = match entry.what.state() {
        EntryState::InUse => (T::WORDS.close, T::WORDS.close_lead),
        EntryState::Closed => (T::WORDS.reopen, "register-reopen-lead"),
    };
    let title = format!("{}: {}", page.w(verb), entry.what.heading().0);
    Html(Close {
        page: page.named(title).at(T::AREA),
        form,
        up: (T::PATH, T::WORDS.title),
        back: address(entry),
        lead,
        verb,
        revision: entry.revision,
        state: other(entry.what.state()),
    })
}
