//! The first people of a new office: invite one after the other, or leave it for later.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use luytre_office::Actor;
use luytre_office::people::{PeopleFilter, PersonView};

use crate::http::Problem;
use crate::session::Signed;
use crate::state::App;
use crate::web::named::roles;
use crate::web::outcome::{AGAIN, again};
use crate::web::people::{MadeLink, made_link, typed, unit_choices};
use crate::web::shell::parts::Choice;
use crate::web::shell::{Form, Html, Page};

#[derive(Template)]
#[template(path = "set_up/people.html")]
struct People {
    page: Page,
    form: Form,
    people: Vec<PersonView>,
    units: Vec<Choice>,
    roles: Vec<Choice>,
    /// Of the person just invited; shown this once.
    made: Option<MadeLink>,
}

pub(super) async fn show(
    State(app): State<App>,
    Signed(actor): Signed,
    page: Page,
) -> Result<Response, Problem> {
    let form = Form::default().with("role", "officer");
    Ok(draw(&app, &actor, page, form, None).await?.into_response())
}

pub(super) async fn send(
    State(app): State<App>,
    Signed(actor): Signed,
    page: Page,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    match app.service.invite(&actor, &typed(&form)).await {
        Ok(invited) => {
            let made = made_link(&app, &headers, form.value("name"), &invited);
            let form = Form::default()
                .with("role", "officer")
                .with("unit", form.value("unit"));
            Ok(draw(&app, &actor, page, form, Some(made))
                .await?
                .into_response())
        }
        Err(error) => {
            let page = again(error, page, &mut form)?;
            Ok(draw(&app, &actor, page, form, None)
                .await?
                .with_status(AGAIN))
        }
    }
}

async fn draw(
    app: &App,
    actor: &Actor,
    page: Page,
    form: Form,
    made: Option<MadeLink>,
) -> Result<Html<People>, Problem> {
    let units = unit_choices(&app.service.units(actor).await?);
    let people = app
        .service
        .people(actor, &PeopleFilter::default(), None)
        .await?
        .people;
    let roles = roles(&page);
    Ok(Html(People {
        page: page.titled("set-up-people-title"),
        form,
        people,
        units,
        roles,
        made,
    }))
}
