//! Correcting what the heading of a dispatch was read as.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use luytre_office::dispatches::{DispatchView, HeadingForm};

use super::frame::{self, Frame};
use crate::http::Problem;
use crate::session::Signed;
use crate::state::App;
use crate::web::outcome::{self, Done};
use crate::web::shell::{Area, Form, Html, Page};

#[derive(Template)]
#[template(path = "dispatches/heading.html")]
struct Heading {
    page: Page,
    head: Frame,
    form: Form,
}

fn draw(page: Page, view: &DispatchView, form: Form) -> Html<Heading> {
    Html(Heading {
        head: Frame::of(&page, view),
        page: page.titled("dispatches-heading-title").at(Area::Dispatches),
        form,
    })
}

/// `GET /van-ban/{dispatch}/thong-tin`
pub(super) async fn show(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(dispatch): Path<String>,
    page: Page,
) -> Result<Response, Problem> {
    let view = frame::open(&app, &actor, &dispatch).await?;
    let header = &view.header;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let form = Form::filled([
        ("kind", text(&header.kind)),
        ("number", text(&header.number)),
        ("symbol", text(&header.symbol)),
        (
            "date",
            header
                .date
                .as_deref()
                .map(frame::issued)
                .unwrap_or_default(),
        ),
        ("place", text(&header.place)),
        ("issuer", text(&header.issuer)),
        ("subject", text(&header.subject)),
        ("recipients", header.recipients.join("\n")),
        ("signer_authority", text(&header.signer.authority)),
        ("signer_title", text(&header.signer.title)),
        ("signer_name", text(&header.signer.name)),
        ("urgency", text(&header.urgency)),
    ]);
    Ok(draw(page, &view, form).into_response())
}

/// `POST /van-ban/{dispatch}/thong-tin`
pub(super) async fn send(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(dispatch): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Problem> {
    let view = frame::open(&app, &actor, &dispatch).await?;
    let revision = frame::revision(&form)?;
    let page = match app
        .service
        .correct_heading(&actor, view.id, revision, &typed(&form))
        .await
    {
        Ok(_) => {
            return Ok(
                Done::at(frame::path(view.id), "dispatches-heading-was-corrected").into_response(),
            );
        }
        Err(error) => frame::again(error, page, &mut form)?,
    };
    Ok(draw(page, &view, form).with_status(outcome::AGAIN))
}

fn typed(form: &Form) -> HeadingForm {
    let text = |name: &str| form.value(name).to_owned();
    HeadingForm {
        kind: text("kind"),
        number: text("number"),
        symbol: text("symbol"),
        date: date_code(form.value("date")),
        place: text("place"),
        issuer: text("issuer"),
        subject: text("subject"),
        recipients: form.value("recipients").replace("\r\n", "\n"),
        signer_authority: text("signer_authority"),
        signer_title: text("signer_title"),
        signer_name: text("signer_name"),
        urgency: text("urgency"),
    }
}

/// `03/2026` as the store has it; anything else as it was typed.
fn date_code(typed: &str) -> String {
    match typed.split_once('/') {
        Some((month, year)) if year.len() == 4 && !year.contains('/') => {
            format!("{year}-{month:0>2}")
        }
        _ => typed.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_reads_back_as_it_is_shown() {
        assert_eq!(date_code("03/2026"), "2026-03");
        assert_eq!(date_code("3/2026"), "2026-03");
        assert_eq!(date_code("05/03/2026"), "05/03/2026");
        assert_eq!(date_code("2026"), "2026");
    }
}
