//! One person: what they are to the office, and whether they may come in.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use luytre_model::id::PersonId;
use luytre_model::sign_in::PersonState;
use luytre_office::Actor;
use luytre_office::access::Action;
use luytre_office::people::PersonView;

use super::invite::{made_link, shown_once};
use super::{typed, unit_choices};
use crate::http::Problem;
use crate::session::{Signed, may_everywhere};
use crate::state::App;
use crate::web::named::{person_state, role_key, roles};
use crate::web::outcome::{AGAIN, Done, again};
use crate::web::shell::parts::{Choice, Tone};
use crate::web::shell::{Area, Form, Html, Page};

#[derive(Template)]
#[template(path = "people/person.html")]
struct Person {
    page: Page,
    form: Form,
    person: PersonView,
    role: &'static str,
    state: (&'static str, Tone),
    units: Vec<Choice>,
    roles: Vec<Choice>,
    manages: bool,
    locked: bool,
    /// Whether the actor may take this person's second step away.
    resets: bool,
}

impl Person {
    /// The states that the person may be put into, and the words of the buttons.
    fn steps(&self) -> &'static [(&'static str, &'static str)] {
        match self.person.state {
            PersonState::Invited => &[("left", "person-withdraw")],
            PersonState::Active => &[("suspended", "person-suspend"), ("left", "person-leave")],
            PersonState::Suspended => &[("active", "person-resume"), ("left", "person-leave")],
            PersonState::Left => &[("active", "person-resume")],
        }
    }

    fn link_key(&self) -> &'static str {
        match self.person.state {
            PersonState::Invited => "person-link-invitation",
            PersonState::Active | PersonState::Suspended | PersonState::Left => "person-link-reset",
        }
    }
}

pub(super) async fn show(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<String>,
    page: Page,
) -> Result<Response, Problem> {
    let person = find(&app, &actor, &id).await?;
    let form = filled(&person);
    Ok(draw(&app, &actor, page, form, person)
        .await?
        .into_response())
}

pub(super) async fn change(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Problem> {
    let person = find(&app, &actor, &id).await?;
    match app
        .service
        .change_person(&actor, person.id, &typed(&form))
        .await
    {
        Ok(()) => Ok(Done::at(address(person.id), "person-saved").into_response()),
        Err(error) => {
            let page = again(error, page, &mut form)?;
            Ok(draw(&app, &actor, page, form, person)
                .await?
                .with_status(AGAIN))
        }
    }
}

pub(super) async fn set_state(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<String>,
    page: Page,
    form: Form,
) -> Result<Response, Problem> {
    let person = find(&app, &actor, &id).await?;
    let state: PersonState = form
        .value("state")
        .parse()
        .map_err(|_| Problem::BadRequest)?;
    match app.service.set_person_state(&actor, person.id, state).await {
        Ok(()) => Ok(Done::at(address(person.id), "person-saved").into_response()),
        Err(error) => refused(&app, &actor, page, person, error).await,
    }
}

pub(super) async fn reissue(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<String>,
    headers: HeaderMap,
    page: Page,
) -> Result<Response, Problem> {
    let person = find(&app, &actor, &id).await?;
    match app.service.reissue_link(&actor, person.id).await {
        Ok(invited) => {
            Ok(shown_once(page, made_link(&app, &headers, &person.name, &invited)).into_response())
        }
        Err(error) => refused(&app, &actor, page, person, error).await,
    }
}

pub(super) async fn unlock(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<String>,
) -> Result<Done, Problem> {
    let id: PersonId = crate::web::id(&id)?;
    app.service.unlock(&actor, id).await?;
    Ok(Done::at(address(id), "person-unlocked"))
}

pub(super) async fn reset_second_step(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<String>,
    page: Page,
) -> Result<Response, Problem> {
    let person = find(&app, &actor, &id).await?;
    match app.service.reset_second_step(&actor, person.id).await {
        Ok(()) => Ok(Done::at(address(person.id), "person-second-step-gone").into_response()),
        Err(error) => refused(&app, &actor, page, person, error).await,
    }
}

/// The person's page with why not on top.
async fn refused(
    app: &App,
    actor: &Actor,
    page: Page,
    person: PersonView,
    error: luytre_office::OfficeError,
) -> Result<Response, Problem> {
    let page = again(error, page, &mut Form::default())?;
    let form = filled(&person);
    Ok(draw(app, actor, page, form, person)
        .await?
        .with_status(AGAIN))
}

async fn find(app: &App, actor: &Actor, id: &str) -> Result<PersonView, Problem> {
    Ok(app.service.person(actor, crate::web::id(id)?).await?)
}

fn address(id: PersonId) -> String {
    format!("/quan-tri/can-bo/{id}")
}

fn filled(person: &PersonView) -> Form {
    Form::default()
        .with("name", person.name.as_str())
        .with("unit", person.unit.to_string())
        .with("title", person.title.as_str())
        .with("role", person.role.as_str())
        .with("email", person.email.as_str())
}

async fn draw(
    app: &App,
    actor: &Actor,
    page: Page,
    form: Form,
    person: PersonView,
) -> Result<Html<Person>, Problem> {
    let units = unit_choices(&app.service.units(actor).await?);
    let roles = roles(&page);
    let now = (app.edge.now)();
    Ok(Html(Person {
        page: page.named(person.name.as_str()).at(Area::Admin),
        form,
        role: role_key(person.role),
        state: person_state(person.state),
        units,
        roles,
        manages: may_everywhere(actor, Action::ManagePeople),
        resets: person.second_step && person.id != actor.person,
        locked: person.locked_until.is_some_and(|until| until > now),
        person,
    }))
}
