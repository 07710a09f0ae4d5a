//! The dispatches an office received, the last first.

use askama::Template;
use axum::extract::{Query, State};
use jiff::Timestamp;
use luytre_model::id::DispatchId;
use luytre_office::access::Action;
use luytre_office::dispatches::{DispatchFilter, DispatchLine, View};

use super::frame;
use crate::http::Problem;
use crate::session::{Signed, may};
use crate::state::App;
use crate::web::address::with_query;
use crate::web::shell::parts::{Badge, State as Nothing};
use crate::web::shell::{Area, Html, Page};

const HERE: &str = "/van-ban";

#[derive(Template)]
#[template(path = "dispatches/list.html")]
pub(super) struct List {
    page: Page,
    tabs: Vec<Tab>,
    view: &'static str,
    text: String,
    lines: Vec<Line>,
    nothing: Nothing,
    may_receive: bool,
    first: Option<String>,
    next: Option<String>,
}

struct Tab {
    key: &'static str,
    href: String,
    on: bool,
}

struct Line {
    id: DispatchId,
    subject: String,
    name: String,
    issuer: String,
    issued: String,
    received: Timestamp,
    duties: u64,
    state: Badge,
}

const fn view_key(view: View) -> &'static str {
    match view {
        View::All => "dispatches-view-all",
        View::ToReview => "dispatches-proposed",
        View::InWork => "dispatches-in-work",
        View::Withdrawn => "dispatches-withdrawn",
    }
}

/// `GET /van-ban?xem=…&tim=…&sau=…`
pub(super) async fn show(
    State(app): State<App>,
    Signed(actor): Signed,
    Query(asked): Query<Vec<(String, String)>>,
    page: Page,
) -> Result<Html<List>, Problem> {
    let value = |name: &str| {
        let found = asked.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value.as_str())
    };
    let view = value("xem").parse().unwrap_or(View::All);
    let text = value("tim").trim().to_owned();
    let after = value("sau");
    let filter = DispatchFilter {
        view,
        text: text.clone(),
    };
    let found = app
        .service
        .dispatches(
            &actor,
            &filter,
            Some(after).filter(|after| !after.is_empty()),
        )
        .await?;
    let shown = view_code(view);
    let may_receive = may(&actor, Action::ReceiveDispatch);
    let address = |after: &str| with_query(HERE, &[("xem", shown), ("tim", &text), ("sau", after)]);
    Ok(Html(List {
        tabs: tabs(view, &text),
        lines: found.lines.iter().map(|row| line(&page, row)).collect(),
        nothing: nothing(&page, view, &text, may_receive),
        may_receive,
        first: (!after.is_empty()).then(|| address("")),
        next: found.next.as_deref().map(address),
        view: shown,
        text,
        page: page.titled("dispatches-title").at(Area::Dispatches),
    }))
}

/// As an address has it: nothing for all.
const fn view_code(view: View) -> &'static str {
    match view {
        View::All => "",
        other => other.as_str(),
    }
}

fn tabs(view: View, text: &str) -> Vec<Tab> {
    [View::ToReview, View::InWork, View::Withdrawn, View::All]
        .into_iter()
        .map(|tab| Tab {
            key: view_key(tab),
            href: with_query(HERE, &[("xem", view_code(tab)), ("tim", text)]),
            on: tab == view,
        })
        .collect()
}

fn line(page: &Page, row: &DispatchLine) -> Line {
    let name = frame::name(page, &row.header);
    Line {
        id: row.dispatch,
        subject: frame::subject(page, &row.header),
        name,
        issuer: row.header.issuer.clone().unwrap_or_default(),
        issued: row
            .header
            .date
            .as_deref()
            .map(frame::issued)
            .unwrap_or_default(),
        received: row.received_at,
        duties: row.obligations,
        state: frame::state(page, row.state),
    }
}

/// What stands where lines would.
fn nothing(page: &Page, view: View, text: &str, may_receive: bool) -> Nothing {
    if !text.is_empty() {
        return page
            .state(
                "search",
                "dispatches-none-found",
                "dispatches-none-found-more",
            )
            .action(HERE, &page.w("dispatches-show-all"));
    }
    match view {
        View::All if may_receive => page
            .state("dispatches", "dispatches-none", "dispatches-none-more")
            .action("/van-ban/nhan", &page.w("dispatches-receive")),
        View::All => page.state("dispatches", "dispatches-none", "dispatches-none-wait"),
        View::ToReview => page.state(
            "check",
            "dispatches-none-proposed",
            "dispatches-none-proposed-more",
        ),
        View::InWork => page.state(
            "duties",
            "dispatches-none-in-work",
            "dispatches-none-in-work-more",
        ),
        View::Withdrawn => page.state(
            "dispatches",
            "dispatches-none-withdrawn",
            "dispatches-none-withdrawn-more",
        ),
    }
}
