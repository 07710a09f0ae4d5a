//! The page for what went wrong. It asks nothing of sessions or the database, which may be what
//! failed.

use askama::Template;
use jiff::Timestamp;

use super::named::role_key;
use super::outcome::words_of;
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
    back: &'a str,
    at: String,
}

/// The whole page as HTML.
#[must_use]
pub fn page(taste: Taste, problem: &Problem, id: &str, back: &str, now: Timestamp) -> String {
    let (title, more, picture) = problem.words();
    let page = Page::bare(taste).titled(title);
    let more = match problem {
        Problem::TooMany { wait_s } => page.a(more).with("seconds", wait_s).to_string(),
        Problem::Denied(roles) => {
            let names: Vec<_> = roles.iter().map(|role| page.w(role_key(*role))).collect();
            page.a(more).with("roles", names.join(", ")).to_string()
        }
        Problem::Refused { code, facts } => words_of(page.lang, code, facts),
        _ => page.w(more).into_owned(),
    };
    let template = ErrorPage {
        page,
        picture,
        more,
        id,
        back,
        at: format::moment(now),
    };
    template.render().unwrap_or_else(|_| id.to_owned())
}
