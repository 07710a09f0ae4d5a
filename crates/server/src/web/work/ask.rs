//! Telling the Office what stands in the way of an assignment.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use luytre_office::work::AssignmentView;

use crate::http::Problem;
use crate::session::Signed;
use crate::state::App;
use crate::web::outcome::{self, Done};
use crate::web::shell::{Area, Form, Html, Page};

#[derive(Template)]
#[template(path = "work/ask.html")]
struct Ask {
    page: Page,
    form: Form,
    view: AssignmentView,
}

/// `GET /nhiem-vu/{assignment}/hoi`.
pub(super) async fn show(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(assignment): Path<String>,
    page: Page,
) -> Result<Response, Problem> {
    let view = app
        .service
        .assignment(&actor, crate::web::id(&assignment)?)
        .await?;
    if !view.may_ask {
        return Err(Problem::Forbidden);
    }
    Ok(draw(page, Form::default(), view).into_response())
}

/// `POST` of the same.
pub(super) async fn send(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(assignment): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Problem> {
    let view = app
        .service
        .assignment(&actor, crate::web::id(&assignment)?)
        .await?;
    let asked = app
        .service
        .ask(&actor, view.assignment, view.next, form.value("text"))
        .await;
    match asked {
        Ok(_) => Ok(Done::at(super::href(view.assignment), "work-said-asked").into_response()),
        Err(error) => {
            let page = outcome::again(error, page, &mut form)?;
            Ok(draw(page, form, view).with_status(outcome::AGAIN))
        }
    }
}

fn draw(page: Page, form: Form, view: AssignmentView) -> Html<Ask> {
    Html(Ask {
        page: page.titled("work-ask-title").at(Area::Duties),
        form,
        view,
    })
}
