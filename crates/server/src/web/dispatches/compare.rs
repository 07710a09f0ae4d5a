//! A superior's dispatch beside the office's own: what was passed on, what was changed, what was not.

use askama::Template;
use axum::extract::{Path, State};
use luytre_model::catalogue::{Catalogue, Parameter, Value};
use luytre_model::lineage::{Change, How, What};
use luytre_office::dispatches::{ComparedClause, ComparedLine, ComparisonView, Kin};

use super::{frame, times};
use crate::http::Problem;
use crate::session::Signed;
use crate::state::App;
use crate::web::controls;
use crate::web::shell::parts::{Badge, Tone};
use crate::web::shell::{Area, Html, Page};
use crate::words::Lang;

#[derive(Template)]
#[template(path = "dispatches/compare.html")]
pub(super) struct Compare {
    page: Page,
    own: Side,
    superior: Side,
    lines: Vec<Line>,
    added: Vec<ComparedClause>,
    sums: Vec<Badge>,
}

/// A dispatch of the page.
struct Side {
    name: String,
    path: String,
}

impl Side {
    fn of(page: &Page, kin: &Kin) -> Self {
        Self {
            name: frame::name(page, &kin.header),
            path: frame::path(kin.dispatch),
        }
    }
}

/// A demand, the own clause that takes it up, and how it fared.
struct Line {
    demand: ComparedClause,
    own: Option<ComparedClause>,
    state: Badge,
    changes: Vec<String>,
}

/// `GET /van-ban/{dispatch}/doi-chieu/{superior}`
pub(super) async fn show(
    State(app): State<App>,
    Signed(actor): Signed,
    Path((dispatch, superior)): Path<(String, String)>,
    page: Page,
) -> Result<Html<Compare>, Problem> {
    let (own, superior) = (crate::web::id(&dispatch)?, crate::web::id(&superior)?);
    let view = app.service.compare(&actor, own, superior).await?;
    let catalogue = &app.service.knowledge().catalogue;
    let page = page.titled("lineage-compare").at(Area::Dispatches);
    Ok(Html(Compare {
        own: Side::of(&page, &view.own),
        superior: Side::of(&page, &view.superior),
        sums: sums(&page, &view),
        lines: view
            .lines
            .into_iter()
            .map(|compared| line(&page, catalogue, compared))
            .collect(),
        added: view.added,
        page,
    }))
}

/// How many demands fared how.
fn sums(page: &Page, view: &ComparisonView) -> Vec<Badge> {
    let count =
        |fits: fn(&ComparedLine) -> bool| view.lines.iter().filter(|line| fits(line)).count();
    [
        (
            Tone::Ok,
            "lineage-as-is",
            count(|line| line.own.is_some() && line.changes.is_empty()),
        ),
        (
            Tone::Warn,
            "lineage-changed",
            count(|line| !line.changes.is_empty()),
        ),
        (
            Tone::Fail,
            "lineage-not-passed",
            count(|line| line.own.is_none()),
        ),
    ]
    .into_iter()
    .filter(|(_, _, count)| *count > 0)
    .map(|(tone, key, count)| {
        let words = format!("{}: {}", page.w(key), page.number(count));
        page.tag(tone, &words)
    })
    .collect()
}

fn line(page: &Page, catalogue: &Catalogue, compared: ComparedLine) -> Line {
    let (tone, key) = match (&compared.own, compared.changes.is_empty()) {
        (None, _) => (Tone::Fail, "lineage-not-passed"),
        (Some(_), true) => (Tone::Ok, "lineage-as-is"),
        (Some(_), false) => (tone_of(&compared.changes), "lineage-changed"),
    };
    let own = compared.own.as_ref();
    let changes = compared.changes.iter();
    Line {
        state: page.tag(tone, &page.w(key)),
        changes: changes
            .filter_map(|change| Some(words(page, catalogue, change, &compared.demand, own?)))
            .collect(),
        demand: compared.demand,
        own: compared.own,
    }
}

/// Who only asks more needs no second look.
fn tone_of(changes: &[Change]) -> Tone {
    if changes.iter().all(|change| change.how == How::Stricter) {
        Tone::Old
    } else {
        Tone::Warn
    }
}

/// "Hạn muộn hơn: trước ngày 15/6/2026 → trước ngày 30/6/2026".
fn words(
    page: &Page,
    catalogue: &Catalogue,
    change: &Change,
    demand: &ComparedClause,
    own: &ComparedClause,
) -> String {
    let none = || page.w("lineage-none").into_owned();
    let (key, from, to) = match &change.what {
        What::Force => (
            match change.how {
                How::Laxer => "lineage-force-laxer",
                How::Stricter => "lineage-force-stricter",
                How::Otherwise => "lineage-force-otherwise",
            },
            page.force(&demand.force),
            page.force(&own.force),
        ),
        What::Recurrence => {
            let often =
                |often: Option<_>| often.map_or_else(none, |often| times::recurrence(page, often));
            let key = match change.how {
                How::Laxer => "lineage-recurrence-laxer",
                How::Stricter | How::Otherwise => "lineage-recurrence-stricter",
            };
            (key, often(demand.recurrence), often(own.recurrence))
        }
        What::Due => {
            let by = |due: Option<_>| due.map_or_else(none, |due| times::due(page, due));
            let key = match change.how {
                How::Laxer => "lineage-due-laxer",
                How::Stricter => "lineage-due-stricter",
                How::Otherwise => "lineage-due-otherwise",
            };
            (key, by(demand.due), by(own.due))
        }
        What::Figure {
            control,
            parameter,
            superior,
            own,
        } => {
            let found = parameter_of(catalogue, control, parameter);
            return figure(page, found, (change.how, *superior, *own));
        }
    };
    let sentence = page.a(key).with("from", from.as_str());
    sentence.with("to", to.as_str()).to_string()
}

fn parameter_of<'a>(
    catalogue: &'a Catalogue,
    control: &str,
    parameter: &str,
) -> Option<&'a Parameter> {
    let control = catalogue.get(control.parse().ok()?)?;
    control
        .parameters
        .iter()
        .find(|known| known.id == parameter)
}

fn figure(
    page: &Page,
    parameter: Option<&Parameter>,
    (how, superior, own): (How, Option<Value>, Option<Value>),
) -> String {
    let Some(parameter) = parameter else {
        return String::new();
    };
    let value = |value: Option<Value>| {
        value.map_or_else(
            || page.w("lineage-none").into_owned(),
            |value| controls::value(page, parameter.measure, value),
        )
    };
    let key = match how {
        How::Laxer => "lineage-figure-laxer",
        How::Stricter | How::Otherwise => "lineage-figure-stricter",
    };
    let title = match page.lang {
        Lang::Vi => &parameter.title.vi,
        Lang::En => &parameter.title.en,
    };
    page.a(key)
        .with("title", title.as_str())
        .with("from", value(superior).as_str())
        .with("to", value(own).as_str())
        .to_string()
}
