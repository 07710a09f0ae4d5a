//! My account: where I am signed in, my password, my second step, language and light.

pub mod qr;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use luytre_model::id::SessionId;
use luytre_model::people::Role;
use luytre_office::Actor;
use luytre_office::sign_in::{Session, SessionView};

use super::named::role_key;
use super::outcome::{AGAIN, Done, again};
use super::route::{Routes, Who};
use super::shell::parts::Tone;
use super::shell::{Form, Html, Page};
use crate::http::Problem;
use crate::session::{Entering, Signed};
use crate::state::App;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/tai-khoan-cua-toi", Who::SignedIn, show)
        .post(
            "/tai-khoan-cua-toi/phien/{session}/ket-thuc",
            Who::SignedIn,
            end,
        )
        .post(
            "/tai-khoan-cua-toi/phien-khac/ket-thuc",
            Who::SignedIn,
            end_others,
        )
        .get("/tai-khoan-cua-toi/bo-xac-thuc", Who::SignedIn, ask_to_drop)
        .post(
            "/tai-khoan-cua-toi/bo-xac-thuc",
            Who::SignedIn,
            drop_second_step,
        )
}

#[derive(Template)]
#[template(path = "account/page.html")]
struct Account {
    page: Page,
    actor: Actor,
    role: &'static str,
    login: String,
    second_step: bool,
    /// Administrators may not.
    may_drop: bool,
    sessions: Vec<Line>,
}

/// A session as listed.
struct Line {
    view: SessionView,
    browser: String,
}

async fn show(
    State(app): State<App>,
    Signed(actor): Signed,
    Entering(session): Entering,
    page: Page,
) -> Result<Html<Account>, Problem> {
    let me = app.service.person(&actor, actor.person).await?;
    let sessions = app.service.my_sessions(&session).await?;
    let sessions = sessions
        .into_iter()
        .map(|view| Line {
            browser: browser(&page, &view.agent),
            view,
        })
        .collect();
    Ok(Html(Account {
        page: page.titled("account-title"),
        role: role_key(actor.role),
        login: me.login,
        second_step: me.second_step,
        may_drop: actor.role != Role::Admin,
        actor,
        sessions,
    }))
}

async fn end(
    State(app): State<App>,
    Entering(session): Entering,
    Path(id): Path<String>,
) -> Result<Done, Problem> {
    app.service
        .end_session(&session, super::id::<SessionId>(&id)?)
        .await?;
    Ok(Done::at("/tai-khoan-cua-toi", "session-ended"))
}

async fn end_others(State(app): State<App>, Entering(session): Entering) -> Result<Done, Problem> {
    app.service.end_other_sessions(&session).await?;
    Ok(Done::at("/tai-khoan-cua-toi", "sessions-ended"))
}

#[derive(Template)]
#[template(path = "account/drop.html")]
struct Drop {
    page: Page,
    form: Form,
}

async fn ask_to_drop(page: Page) -> Html<Drop> {
    Html(Drop {
        page: page.titled("second-step-drop-title"),
        form: Form::default(),
    })
}

async fn drop_second_step(
    State(app): State<App>,
    Entering(session): Entering,
    page: Page,
    mut form: Form,
) -> Result<Response, Problem> {
    match dropped(&app, &session, &form).await {
        Ok(()) => Ok(Done::at("/tai-khoan-cua-toi", "second-step-off").into_response()),
        Err(error) => {
            let page = again(error, page, &mut form)?.titled("second-step-drop-title");
            Ok(Html(Drop { page, form }).with_status(AGAIN))
        }
    }
}

async fn dropped(
    app: &App,
    session: &Session,
    form: &Form,
) -> Result<(), luytre_office::OfficeError> {
    app.service
        .drop_second_step(session, form.untouched("password"))
        .await
}

/// What a person would call the browser; the whole text is shown below it.
fn browser(page: &Page, agent: &str) -> String {
    let name = [
        ("Edg", "Edge"),
        ("coc_coc", "Cốc Cốc"),
        ("Firefox", "Firefox"),
        ("OPR", "Opera"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ];
    let system = [
        ("Windows", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Macintosh", "macOS"),
        ("Linux", "Linux"),
    ];
    let find = |known: &[(&str, &'static str)]| {
        known
            .iter()
            .find(|(mark, _)| agent.contains(mark))
            .map(|(_, name)| *name)
    };
    match (find(&name), find(&system)) {
        (Some(name), Some(system)) => format!("{name}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => page.w("session-unknown").into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::language::Taste;

    #[test]
    fn a_browser_is_called_by_its_name() {
        let page = Page::bare(Taste::default());
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0";
        assert_eq!(browser(&page, edge), "Edge, Windows");
        assert_eq!(
            browser(
                &page,
                "Mozilla/5.0 (Linux; Android 14) Chrome/142.0 Mobile Safari/537.36"
            ),
            "Chrome, Android"
        );
        assert_eq!(browser(&page, "curl/8"), "Trình duyệt không rõ");
    }
}
