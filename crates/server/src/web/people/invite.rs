//! Inviting a person; and the page that shows a one-time link, once.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};
use jiff::Timestamp;
use luytre_office::Actor;
use luytre_office::people::Invited;

use super::{typed, unit_choices};
use crate::http::{Problem, Scheme};
use crate::session::Signed;
use crate::state::App;
use crate::web::named::roles;
use crate::web::outcome::{AGAIN, again};
use crate::web::shell::parts::Choice;
use crate::web::shell::{Area, Form, Html, Page};

#[derive(Template)]
#[template(path = "people/invite.html")]
struct Invite {
    page: Page,
    form: Form,
    units: Vec<Choice>,
    roles: Vec<Choice>,
}

pub(super) async fn show(
    State(app): State<App>,
    Signed(actor): Signed,
    page: Page,
) -> Result<Response, Problem> {
    let form = Form::default().with("role", "officer");
    Ok(draw(&app, &actor, page, form).await?.into_response())
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
            let person = app.service.person(&actor, invited.person).await?;
            Ok(shown_once(page, made_link(&app, &headers, &person.name, &invited)).into_response())
        }
        Err(error) => {
            let page = again(error, page, &mut form)?;
            Ok(draw(&app, &actor, page, form).await?.with_status(AGAIN))
        }
    }
}

async fn draw(app: &App, actor: &Actor, page: Page, form: Form) -> Result<Html<Invite>, Problem> {
    let units = unit_choices(&app.service.units(actor).await?);
    let roles = roles(&page);
    Ok(Html(Invite {
        page: page.titled("person-invite").at(Area::Admin),
        form,
        units,
        roles,
    }))
}

/// A one-time link as it is shown. Nobody can see it a second time: only its hash is kept.
#[derive(Debug, Clone)]
pub(crate) struct MadeLink {
    pub(crate) name: String,
    pub(crate) link: String,
    pub(crate) expires_at: Timestamp,
}

pub(crate) fn made_link(app: &App, headers: &HeaderMap, name: &str, invited: &Invited) -> MadeLink {
    MadeLink {
        name: name.to_owned(),
        link: address(app, headers, &invited.token),
        expires_at: invited.expires_at,
    }
}

#[derive(Template)]
#[template(path = "people/link.html")]
pub(super) struct Link {
    page: Page,
    made: MadeLink,
}

pub(super) fn shown_once(page: Page, made: MadeLink) -> Html<Link> {
    Html(Link {
        page: page.titled("link-made").at(Area::Admin),
        made,
    })
}

/// The address as this browser would type it.
fn address(app: &App, headers: &HeaderMap, token: &str) -> String {
    let scheme = match app.edge.scheme {
        Scheme::Http => "http",
        Scheme::Https => "https",
    };
    let host = headers
        .get(header::HOST)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    format!("{scheme}://{host}/link/{token}")
}
