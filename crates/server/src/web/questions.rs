//! Difficulties that units met, and the Office's answers.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use luytre_model::id::QuestionId;
use luytre_office::Actor;
use luytre_office::access::Action::{AnswerQuestion, SeeQuestions};
use luytre_office::work::QuestionView;

use super::outcome::{self, Done};
use super::route::{Routes, Who};
use super::shell::parts::Status;
use super::shell::{Area, Form, Html, Page};
use crate::http::Problem;
use crate::session::Signed;
use crate::state::App;

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/kho-khan", Who::May(SeeQuestions), list)
        .get("/kho-khan/{question}", Who::May(AnswerQuestion), show)
        .post("/kho-khan/{question}", Who::May(AnswerQuestion), send)
}

#[derive(Template)]
#[template(path = "questions/list.html")]
struct List {
    page: Page,
    open: Vec<QuestionView>,
    answered: Vec<QuestionView>,
}

async fn list(
    State(app): State<App>,
    Signed(actor): Signed,
    page: Page,
) -> Result<Response, Problem> {
    let all = app.service.questions(&actor).await?;
    let (answered, open) = all
        .into_iter()
        .partition(|question| question.answer.is_some());
    let page = page.titled("questions-title").at(Area::Duties);
    Ok(Html(List {
        page,
        open,
        answered,
    })
    .into_response())
}

#[derive(Template)]
#[template(path = "questions/answer.html")]
struct Answer {
    page: Page,
    form: Form,
    question: QuestionView,
}

async fn show(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(question): Path<String>,
    page: Page,
) -> Result<Response, Problem> {
    let question = find(&app, &actor, &question).await?;
    Ok(draw(page, Form::default(), question).into_response())
}

async fn send(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(question): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Problem> {
    let question = find(&app, &actor, &question).await?;
    match app
        .service
        .answer(&actor, question.question, form.value("text"))
        .await
    {
        Ok(()) => Ok(Done::at("/kho-khan", "questions-said-answered").into_response()),
        Err(error) => {
            let page = outcome::again(error, page, &mut form)?;
            Ok(draw(page, form, question).with_status(outcome::AGAIN))
        }
    }
}

async fn find(app: &App, actor: &Actor, question: &str) -> Result<QuestionView, Problem> {
    let id: QuestionId = super::id(question)?;
    let all = app.service.questions(actor).await?;
    all.into_iter()
        .find(|one| one.question == id)
        .ok_or(Problem::NotFound)
}

fn draw(page: Page, form: Form, question: QuestionView) -> Html<Answer> {
    Html(Answer {
        page: page.titled("questions-answer-title").at(Area::Duties),
        form,
        question,
    })
}
