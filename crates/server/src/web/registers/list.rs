//! The list of a register.

use askama::Template;
use axum::extract::{Query, State};
use luytre_model::registers::EntryState;
use luytre_office::access::Action;
use luytre_office::registers::{EntryFilter, EntryView};
use serde::Deserialize;

use super::{Shown, Words, choices, word};
use crate::http::Problem;
use crate::session::{Signed, may};
use crate::state::App;
use crate::web::address::with_query;
use crate::web::shell::parts::{Choice, Tone};
use crate::web::shell::{Html, Page};

/// What the list is narrowed to, as in the address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Narrow {
    xem: String,
    q: String,
    #[serde(rename = "don-vi")]
    unit: String,
    #[serde(rename = "nguoi")]
    person: String,
    #[serde(rename = "loai")]
    kind: String,
    #[serde(rename = "loc")]
    narrow: String,
    sau: String,
}

impl Narrow {
    /// What cannot be read narrows nothing.
    fn filter(&self) -> EntryFilter {
        EntryFilter {
            unit: self.unit.parse().ok(),
            person: self.person.parse().ok(),
            kind: self.kind.clone(),
            state: match self.xem.as_str() {
                "tat-ca" => None,
                "da-ngung" => Some(EntryState::Closed),
                _ => Some(EntryState::InUse),
            },
            narrow: self.narrow.clone(),
            text: self.q.trim().to_owned(),
        }
    }

    fn address(&self, path: &str, after: &str) -> String {
        self.viewed(path, &self.xem, after)
    }

    fn viewed(&self, path: &str, view: &str, after: &str) -> String {
        let pairs = [
            ("xem", view),
            ("q", self.q.trim()),
            ("don-vi", &self.unit),
            ("nguoi", &self.person),
            ("loai", &self.kind),
            ("loc", &self.narrow),
            ("sau", after),
        ];
        with_query(path, &pairs)
    }

    const fn is_any(&self) -> bool {
        !(self.q.is_empty()
            && self.unit.is_empty()
            && self.person.is_empty()
            && self.kind.is_empty()
            && self.narrow.is_empty())
    }
}

/// A line of the list.
struct Row {
    href: String,
    name: String,
    sub: String,
    kind: String,
    unit: String,
    person: String,
    narrow: String,
    state: (Tone, String),
}

#[derive(Template)]
#[template(path = "registers/list.html")]
pub(super) struct List {
    page: Page,
    words: Words,
    path: &'static str,
    narrow_label: &'static str,
    person_label: &'static str,
    narrow: Narrow,
    /// Address, key of the name, whether it is the one on show.
    tabs: Vec<(String, &'static str, bool)>,
    rows: Vec<Row>,
    units: Vec<Choice>,
    kinds: Vec<Choice>,
    narrows: Vec<Choice>,
    manages: bool,
    first: Option<String>,
    next: Option<String>,
}

pub(super) async fn show<T: Shown>(
    State(app): State<App>,
    Signed(actor): Signed,
    Query(narrow): Query<Narrow>,
    page: Page,
) -> Result<Html<List>, Problem> {
    let after = Some(narrow.sau.as_str()).filter(|after| !after.is_empty());
    let found = app
        .service
        .entries::<T>(&actor, &narrow.filter(), after)
        .await?;
    let units = app.service.unit_names(&actor).await?;
    let unit = |(id, name): (luytre_model::id::UnitId, String)| Choice {
        value: id.to_string(),
        words: name,
    };
    Ok(Html(List {
        rows: found
            .entries
            .iter()
            .map(|entry| row(&page, entry))
            .collect(),
        words: T::WORDS,
        path: T::PATH,
        narrow_label: T::NARROW_LABEL,
        person_label: T::PERSON_LABEL,
        tabs: tabs::<T>(&narrow),
        units: units.into_iter().map(unit).collect(),
        kinds: choices(&page, T::KINDS),
        narrows: choices(&page, T::NARROWS),
        manages: may(&actor, Action::ManageRegisters),
        first: after.is_some().then(|| narrow.address(T::PATH, "")),
        next: found.next.map(|next| narrow.address(T::PATH, &next)),
        page: page.titled(T::WORDS.title).at(T::AREA),
        narrow,
    }))
}

fn tabs<T: Shown>(narrow: &Narrow) -> Vec<(String, &'static str, bool)> {
    let views = [
        ("", T::WORDS.in_use),
        ("da-ngung", T::WORDS.closed),
        ("tat-ca", "register-all"),
    ];
    let current = match narrow.xem.as_str() {
        known @ ("da-ngung" | "tat-ca") => known,
        _ => "",
    };
    let tab = |(view, key): (&'static str, &'static str)| {
        (narrow.viewed(T::PATH, view, ""), key, view == current)
    };
    views.into_iter().map(tab).collect()
}

fn row<T: Shown>(page: &Page, entry: &EntryView<T>) -> Row {
    let (name, more) = entry.what.heading();
    let (kind, narrow) = entry.what.codes();
    let sub = if more.is_empty() {
        entry.code.clone()
    } else {
        format!("{} · {more}", entry.code)
    };
    Row {
        href: format!("{}/{}", T::PATH, entry.id),
        name,
        sub,
        kind: word(page, T::KINDS, kind),
        unit: entry.unit_name.clone(),
        person: entry.person_name.clone(),
        narrow: word(page, T::NARROWS, narrow),
        state: state::<T>(page, entry.what.state()),
    }
}

/// The colour and word of a state.
pub(super) fn state<T: Shown>(page: &Page, state: EntryState) -> (Tone, String) {
    let (tone, key) = match state {
        EntryState::InUse => (Tone::Ok, T::WORDS.in_use),
        EntryState::Closed => (Tone::None, T::WORDS.closed),
    };
    (tone, page.w(key).into_owned())
}
