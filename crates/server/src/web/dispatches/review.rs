//! The review: the text of a dispatch, what was read from it, and what became of it.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use luytre_model::dispatch::Header;
use luytre_model::id::ObligationId;
use luytre_model::work::DispatchState;
use luytre_office::dispatches::{DispatchView, Kin, May};

use super::bases;
use super::card::{self, Card};
use super::frame::{self, Frame};
use super::paper::Paper;
use super::succession;
use crate::http::Problem;
use crate::session::Signed;
use crate::state::App;
use crate::web::outcome;
use crate::web::shell::parts::Badge;
use crate::web::shell::{Area, Html, Page};

#[derive(Template)]
#[template(path = "dispatches/review.html")]
pub(super) struct Review {
    page: Page,
    head: Frame,
    state: Badge,
    view: DispatchView,
    may: May,
    facts: Vec<(&'static str, String)>,
    bases: Vec<bases::Line>,
    above: Vec<Kin>,
    told: Vec<succession::Told>,
    problems: Vec<&'static str>,
    cards: Vec<Card>,
    dropped: Vec<Card>,
    paper: Paper,
    waits: usize,
    first_waiting: Option<ObligationId>,
    unitless: usize,
}

impl Review {
    /// Whether the plan is still a proposal that this person may correct.
    const fn open(&self) -> bool {
        self.may.review
    }

    /// Whether a law that it cites had ended by its day.
    fn rests_on_ended(&self) -> bool {
        self.bases.iter().any(|basis| basis.ended)
    }

    /// Whether units work on it, or did.
    fn given(&self) -> bool {
        self.view.state != DispatchState::Proposed
    }
}

/// `GET /van-ban/{dispatch}`
pub(super) async fn show(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(dispatch): Path<String>,
    page: Page,
) -> Result<Html<Review>, Problem> {
    let view = frame::open(&app, &actor, &dispatch).await?;
    let head = Frame::of(&page, &view);
    let title = frame::subject(&page, &view.header);
    let page = page.named(title).at(Area::Dispatches);
    let (cards, dropped) = card::cards(&page, &view, &app.service.knowledge().catalogue);
    let paper = Paper::new(&view.text, card::marks(&cards, &view));
    let waiting = || cards.iter().filter(|card| card.waits());
    Ok(Html(Review {
        state: frame::state(&page, view.state),
        facts: facts(&view.header),
        told: succession::told(&page, &view.successions),
        bases: bases::lines(&page, &view.based_on),
        above: view
            .based_on
            .iter()
            .filter_map(|basis| basis.here.clone())
            .collect(),
        problems: view
            .problems
            .iter()
            .filter_map(|code| problem_key(code))
            .collect(),
        waits: waiting().count(),
        first_waiting: waiting().next().map(|card| card.id),
        unitless: cards.iter().filter(|card| card.lacks_unit()).count(),
        may: view.may,
        page,
        head,
        cards,
        dropped,
        paper,
        view,
    }))
}

/// `GET /van-ban/{dispatch}/tep`: the file as it was received.
pub(super) async fn file(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(dispatch): Path<String>,
) -> Result<Response, Problem> {
    let file = app
        .service
        .dispatch_file(&actor, crate::web::id(&dispatch)?)
        .await?;
    Ok(outcome::file(
        &file.facts.name,
        "application/octet-stream",
        file.content,
    ))
}

/// What the heading says, in the order of Decree 30/2020.
fn facts(header: &Header) -> Vec<(&'static str, String)> {
    let signer = [
        &header.signer.authority,
        &header.signer.title,
        &header.signer.name,
    ];
    let signer: Vec<&str> = signer.into_iter().flatten().map(String::as_str).collect();
    let number = match (header.number.as_deref(), header.symbol.as_deref()) {
        (None, None) => String::new(),
        (number, symbol) => frame::numbered(number, symbol),
    };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let all = [
        ("dispatches-issuer", text(&header.issuer)),
        ("dispatches-number", number),
        (
            "dispatches-date",
            header
                .date
                .as_deref()
                .map(frame::issued)
                .unwrap_or_default(),
        ),
        ("dispatches-place", text(&header.place)),
        ("dispatches-recipients", header.recipients.join("; ")),
        ("dispatches-signer", signer.join(" · ")),
        ("dispatches-urgency", text(&header.urgency)),
    ];
    all.into_iter()
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

/// The key of what one should know about how the text was got.
fn problem_key(code: &str) -> Option<&'static str> {
    Some(match code {
        "misnamed" => "dispatches-read-misnamed",
        "cut_short" => "dispatches-read-cut",
        "undecodable" => "dispatches-read-undecodable",
        "tracked_changes" => "dispatches-read-tracked",
        "hidden_text" => "dispatches-read-hidden",
        "comments" => "dispatches-read-comments",
        "macros" => "dispatches-read-macros",
        "embedded" => "dispatches-read-embedded",
        "part_left_out" => "dispatches-read-left-out",
        "decoded" => "dispatches-read-decoded",
        "look_alikes" => "dispatches-read-look-alikes",
        "lost_letters" => "dispatches-read-lost-letters",
        "incomplete" => "dispatches-read-incomplete",
        "damaged_pages" => "dispatches-read-damaged-pages",
        "not_recognised" => "dispatches-read-not-recognised",
        "recognised" | "recognised_text" => "dispatches-read-recognised",
        "pages_without_text" => "dispatches-read-pages",
        _ => return None,
    })
}
