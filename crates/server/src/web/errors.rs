//! The page for what went wrong. It asks nothing of sessions or the database, which may be what
//! failed.

use askama::Template;
use jiff::Timestamp;

use super::shell::Page;
use crate::http::Problem;
use crate::http::language::Taste;
use crate::words::format;

#[derive(Template)]
#[template(path = "errors/error.html")]
struct ErrorPage<'a> {
    page: Page,
    picture: &'static str,
    more: String,
    id: &'a str,
    at: String,
}

/// The whole page as HTML.
#[must_use]
pub fn page(taste: Taste, problem: &Problem, id: &str, now: Timestamp) -> String {
    let (title, more, picture) = problem.words();
    let page = Page::bare(taste).titled(title);
    let more = match problem {
        Problem::TooMany { wait_s } => page.a(more).with("seconds", wait_s).to_string(),
        _ => page.w(more).into_owned(),
    };
    let template = ErrorPage {
        page,
        picture,
        more,
        id,
        at: format::moment(now),
    };
    template.render().unwrap_or_else(|_| id.to_owned())
}
