//! One duty into two, and two neighbours into one.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use luytre_model::id::ObligationId;
use luytre_office::dispatches::{DispatchView, DutyView};

use super::duty_form::one_line;
use super::frame::{self, Frame};
use crate::http::Problem;
use crate::session::Signed;
use crate::state::App;
use crate::web::outcome::{self, Done};
use crate::web::shell::{Area, Form, Html, Page};

/// What a person puts at the place of the cut.
const CUT: char = '|';

#[derive(Template)]
#[template(path = "dispatches/split.html")]
struct Split {
    page: Page,
    head: Frame,
    duty: ObligationId,
    form: Form,
    cuts: Vec<Cut>,
}

/// A good place to cut at.
struct Cut {
    at: String,
    before: String,
    after: String,
    on: bool,
}

fn draw(
    page: Page,
    view: &DispatchView,
    (number, duty): (usize, &DutyView),
    form: Form,
) -> Html<Split> {
    let title = page
        .a("dispatches-split-title")
        .with("number", number)
        .to_string();
    let cuts = duty.cuts.iter().filter_map(|at| {
        let (before, after) = duty.text.split_at_checked(*at)?;
        let at = at.to_string();
        Some(Cut {
            on: form.value("at") == at,
            before: one_line(before),
            after: one_line(after),
            at,
        })
    });
    Html(Split {
        cuts: cuts.collect(),
        head: Frame::of(&page, view),
        duty: duty.id,
        page: page.named(title).at(Area::Dispatches),
        form,
    })
}

/// `GET /van-ban/{dispatch}/nhiem-vu/{duty}/tach`
pub(super) async fn show(
    State(app): State<App>,
    Signed(actor): Signed,
    Path((dispatch, duty)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Problem> {
    let view = frame::open(&app, &actor, &dispatch).await?;
    let (number, duty) = frame::duty(&view, &duty)?;
    let form = Form::default().with("text", one_line(&duty.text));
    Ok(draw(page, &view, (number, duty), form).into_response())
}

/// `POST /van-ban/{dispatch}/nhiem-vu/{duty}/tach`
pub(super) async fn send(
    State(app): State<App>,
    Signed(actor): Signed,
    Path((dispatch, duty)): Path<(String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Problem> {
    let view = frame::open(&app, &actor, &dispatch).await?;
    let (number, duty) = frame::duty(&view, &duty)?;
    let revision = frame::revision(&form)?;
    let Some(at) = place(&mut form, &duty.text) else {
        return Ok(draw(page, &view, (number, duty), form).with_status(outcome::AGAIN));
    };
    match app
        .service
        .split_duty(&actor, view.id, revision, duty.id, at)
        .await
    {
        Ok(_) => {
            let path = frame::duty_path(view.id, duty.id);
            Ok(Done::at(path, "dispatches-was-split").into_response())
        }
        Err(error) => {
            let page = frame::again(error, page, &mut form)?;
            Ok(draw(page, &view, (number, duty), form).with_status(outcome::AGAIN))
        }
    }
}

/// The byte of `text` at which to cut: where the bar stands, else the place chosen.
fn place(form: &mut Form, text: &str) -> Option<usize> {
    if form.value("text").contains(CUT) {
        let at = bar(form.value("text"), text);
        if at.is_none() {
            form.refuse("text", "dispatches-split-bar-wrong");
        }
        return at;
    }
    let at = form.value("at").parse().ok();
    if at.is_none() {
        form.refuse("text", "dispatches-split-missing");
    }
    at
}

/// Where the one bar of `typed` stands in `text`. Blanks do not count: lines may be broken
/// elsewhere. `None` where anything else was changed.
fn bar(typed: &str, text: &str) -> Option<usize> {
    let (before, after) = typed.split_once(CUT)?;
    let ink = |text: &str| {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
    };
    if ink(before) + &ink(after) != ink(text) {
        return None;
    }
    let count = ink(before).chars().count();
    let mut seen = 0;
    for (at, c) in text.char_indices() {
        if !c.is_whitespace() {
            if seen == count {
                return Some(at);
            }
            seen += 1;
        }
    }
    Some(text.len())
}

/// `POST /van-ban/{dispatch}/nhiem-vu/{duty}/gop`
pub(super) async fn merge(
    State(app): State<App>,
    Signed(actor): Signed,
    Path((dispatch, duty)): Path<(String, String)>,
    form: Form,
) -> Result<Done, Problem> {
    let id = crate::web::id(&dispatch)?;
    let first: ObligationId = crate::web::id(&duty)?;
    let second = crate::web::id(form.value("next"))?;
    let revision = frame::revision(&form)?;
    app.service
        .merge_duties(&actor, id, revision, first, second)
        .await?;
    Ok(Done::at(
        frame::duty_path(id, first),
        "dispatches-was-merged",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_is_found_whatever_the_line_breaks() {
        let text = "Đổi mật khẩu\nba tháng một lần, bật xác thực hai bước";
        let typed = "Đổi mật khẩu ba tháng một lần, | bật xác thực hai bước";
        let at = bar(typed, text).unwrap();
        assert_eq!(text.get(at..), Some("bật xác thực hai bước"));
    }

    #[test]
    fn a_changed_word_or_a_second_bar_is_no_place() {
        assert_eq!(bar("Đổi mật | khẩu mới", "Đổi mật khẩu"), None);
        assert_eq!(bar("Đổi | mật | khẩu", "Đổi mật khẩu"), None);
        assert_eq!(bar("Đổi mật khẩu", "Đổi mật khẩu"), None);
    }

    #[test]
    fn a_bar_at_the_end_is_the_end() {
        assert_eq!(bar("Đổi|", "Đổi"), Some("Đổi".len()));
        assert_eq!(bar("|Đổi", "Đổi"), Some(0));
    }
}
