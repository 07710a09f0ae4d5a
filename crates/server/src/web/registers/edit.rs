//! The form of an entry: new, or changed. Where somebody else changed it meanwhile, both are shown
//! and nothing that was typed is lost.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use luytre_model::id::EntryId;
use luytre_office::registers::Choices;
use luytre_office::{Actor, OfficeError};

use super::entry::find;
use super::{Ask, Asked, Shown, choices, filled, typed};
use crate::http::Problem;
use crate::session::Signed;
use crate::state::App;
use crate::web::outcome::{AGAIN, Done, again};
use crate::web::shell::parts::{Choice, Field, Tone};
use crate::web::shell::{Form, Html, Page};

/// A field that two people wrote differently: its label, what is there now, what was typed.
struct Differing {
    label: &'static str,
    there: String,
    typed: String,
}

#[derive(Template)]
#[template(path = "registers/edit.html")]
struct Edit {
    page: Page,
    form: Form,
    up: (&'static str, &'static str),
    back: String,
    fields: Vec<Field>,
    revision: u64,
    differing: Vec<Differing>,
}

/// What the form is about: a new entry, or one that had this revision.
struct About {
    entry: Option<(EntryId, String)>,
    revision: u64,
    differing: Vec<Differing>,
}

const NEW: About = About {
    entry: None,
    revision: 0,
    differing: Vec::new(),
};

pub(super) async fn new<T: Shown>(
    State(app): State<App>,
    Signed(actor): Signed,
    page: Page,
) -> Result<Response, Problem> {
    let form = Form::default();
    Ok(draw::<T>(&app, &actor, page, form, NEW)
        .await?
        .into_response())
}

pub(super) async fn add<T: Shown>(
    State(app): State<App>,
    Signed(actor): Signed,
    page: Page,
    mut form: Form,
) -> Result<Response, Problem> {
    match app.service.add_entry::<T>(&actor, &typed::<T>(&form)).await {
        Ok(id) => Ok(Done::at(format!("{}/{id}", T::PATH), T::WORDS.added).into_response()),
        Err(error) => {
            let page = again(error, page, &mut form)?;
            let drawn = draw::<T>(&app, &actor, page, form, NEW).await?;
            Ok(drawn.with_status(AGAIN))
        }
    }
}

pub(super) async fn edit<T: Shown>(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<String>,
    page: Page,
) -> Result<Response, Problem> {
    let entry = find::<T>(&app, &actor, &id).await?;
    let written = app.service.entry_written(&actor, &entry.what).await?;
    let about = About {
        entry: Some((entry.id, entry.what.heading().0)),
        revision: entry.revision,
        differing: Vec::new(),
    };
    let form = filled::<T>(&written);
    Ok(draw::<T>(&app, &actor, page, form, about)
        .await?
        .into_response())
}

pub(super) async fn change<T: Shown>(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Problem> {
    let id: EntryId = crate::web::id(&id)?;
    let revision = form.value("revision").parse().unwrap_or(0);
    let wanted = typed::<T>(&form);
    let changed = app
        .service
        .change_entry::<T>(&actor, id, revision, &wanted)
        .await;
    let error = match changed {
        Ok(()) => {
            return Ok(Done::at(format!("{}/{id}", T::PATH), "register-saved").into_response());
        }
        Err(error) => error,
    };
    let entry = app.service.entry::<T>(&actor, id).await?;
    let mut about = About {
        entry: Some((id, entry.what.heading().0)),
        revision,
        differing: Vec::new(),
    };
    let (page, status) = if let OfficeError::Conflict { .. } = error {
        let there = app.service.entry_written(&actor, &entry.what).await?;
        about.revision = entry.revision;
        about.differing = differing::<T>(&page, &there, &wanted);
        (
            page.saying(Tone::Warn, "register-changed-meanwhile"),
            StatusCode::CONFLICT,
        )
    } else {
        (again(error, page, &mut form)?, AGAIN)
    };
    Ok(draw::<T>(&app, &actor, page, form, about)
        .await?
        .with_status(status))
}

fn differing<T: Shown>(
    page: &Page,
    there: &luytre_office::registers::Typed,
    typed: &luytre_office::registers::Typed,
) -> Vec<Differing> {
    let both = |asked: &Asked| {
        let (one, other) = (there.value(asked.name), typed.value(asked.name));
        (one != other).then(|| Differing {
            label: asked.label,
            there: asked.words(page, one),
            typed: asked.words(page, other),
        })
    };
    T::ASKED.iter().filter_map(both).collect()
}

async fn draw<T: Shown>(
    app: &App,
    actor: &Actor,
    page: Page,
    form: Form,
    about: About,
) -> Result<Html<Edit>, Problem> {
    let known = app.service.entry_choices(actor).await?;
    let fields = T::ASKED
        .iter()
        .map(|asked| field(&page, &form, asked, &known));
    let (page, back) = match about.entry {
        Some((id, ref name)) => (page_of(&page, name), format!("{}/{id}", T::PATH)),
        None => (page.clone().titled(T::WORDS.new), T::PATH.to_owned()),
    };
    Ok(Html(Edit {
        fields: fields.collect(),
        page: page.at(T::AREA),
        form,
        up: (T::PATH, T::WORDS.title),
        back,
        revision: about.revision,
        differing: about.differing,
    }))
}

fn page_of(page: &Page, name: &str) -> Page {
    let title = page.a("register-edit-title").with("name", name).to_string();
    page.clone().named(title)
}

fn field(page: &Page, form: &Form, asked: &Asked, known: &Choices) -> Field {
    let field = page.field(form, asked.name, asked.label);
    let field = if asked.hint.is_empty() {
        field
    } else {
        field.hint(asked.hint)
    };
    match asked.ask {
        Ask::Line => field,
        Ask::Maybe => field.optional(),
        Ask::Note => field.text().optional(),
        Ask::Day => field.short().optional(),
        Ask::Choice(codes) => field.select(&choices(page, codes)),
        Ask::Unit => field.select(&texts(&known.units)),
        Ask::Person => {
            field
                .optional()
                .select(&people(page, form.value(asked.name), &known.people))
        }
        Ask::Yes => field.check().optional(),
    }
}

fn texts(texts: &[String]) -> Vec<Choice> {
    let choice = |text: &String| Choice {
        value: text.clone(),
        words: text.clone(),
    };
    texts.iter().map(choice).collect()
}

/// Nobody, who is there already even if they left, and everybody who has not.
fn people(page: &Page, there: &str, present: &[String]) -> Vec<Choice> {
    let mut people = vec![Choice {
        value: String::new(),
        words: page.w("register-nobody").into_owned(),
    }];
    if !there.is_empty() && !present.iter().any(|person| person == there) {
        people.extend(texts(&[there.to_owned()]));
    }
    people.extend(texts(present));
    people
}
