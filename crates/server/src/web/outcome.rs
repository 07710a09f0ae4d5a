//! How a use case ended, as an answer: errors become pages or words beside fields, success becomes
//! a redirect with a sentence on the next page. All areas use this, so that the same error looks
//! the same everywhere. The words of a code are `problem-<code>` in the word lists.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use luytre_office::OfficeError;
use luytre_office::access::{Denied, who_may};

use super::shell::parts::Tone;
use super::shell::{Flash, Form, Page};
use crate::http::{Problem, Scheme, cookies};
use crate::words::{self, Lang};

/// Holds the key of the sentence that the next page says.
pub(crate) const SAID_COOKIE: &str = "luytre-said";
const SAID_FOR_S: u32 = 60;

/// A change was made: go to a page that says so. `Done::at("/quan-tri/don-vi", "units-added")`.
#[derive(Debug, Clone)]
pub struct Done {
    path: String,
    key: &'static str,
}

impl Done {
    /// To `path`, where the words of `key` stand on top.
    #[must_use]
    pub fn at(path: impl Into<String>, key: &'static str) -> Self {
        Self {
            path: path.into(),
            key,
        }
    }
}

impl IntoResponse for Done {
    fn into_response(self) -> Response {
        let mut response = Redirect::to(&self.path).into_response();
        // Holds no secret, so that it may go over plain HTTP.
        if let Some(cookie) = cookies::write(SAID_COOKIE, self.key, Scheme::Http, SAID_FOR_S) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }
}

/// What the page before said; an extension of the request.
#[derive(Debug, Clone)]
pub(crate) struct Said(String);

impl Said {
    pub(crate) fn read(value: &str) -> Option<Self> {
        words::knows(value).then(|| Self(value.to_owned()))
    }

    pub(crate) fn flash(&self, lang: Lang) -> Flash {
        Flash {
            tone: Tone::Ok,
            text: words::word(lang, &self.0).into_owned(),
        }
    }

    pub(crate) fn take_back(response: &mut Response) {
        if let Some(cookie) = cookies::write(SAID_COOKIE, "", Scheme::Http, 0) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
}

impl From<OfficeError> for Problem {
    /// For pages without a form. What failed inside is logged here, once.
    fn from(error: OfficeError) -> Self {
        match error {
            OfficeError::Denied(denied) => denied.into(),
            OfficeError::NotFound { .. } => Self::NotFound,
            OfficeError::Conflict { .. } => Self::Conflict,
            OfficeError::Refused { code, facts } => Self::Refused { code, facts },
            // A form's error where there is no form: somebody wrote the request by hand.
            OfficeError::Invalid(problems) => match problems.into_iter().next() {
                Some(first) => Self::Refused {
                    code: first.code,
                    facts: first.facts,
                },
                None => Self::BadRequest,
            },
            other => {
                log(&other);
                Self::Failed
            }
        }
    }
}

impl From<Denied> for Problem {
    fn from(denied: Denied) -> Self {
        Self::Denied(who_may(denied.action, denied.relation).collect())
    }
}

/// The error with all its causes.
fn log(error: &OfficeError) {
    let mut causes = String::new();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        causes.push_str(": ");
        causes.push_str(&inner.to_string());
        cause = inner.source();
    }
    tracing::error!(%error, causes, "a use case failed");
}

/// The same page again: what is wrong stands beside the fields of `form`, or on top when no field is
/// to blame. Draw it with [`Html::with_status`](super::shell::Html::with_status) and [`AGAIN`].
///
/// # Errors
/// What is no fault of the form: not permitted, not there, changed meanwhile, failed inside.
pub fn again(error: OfficeError, mut page: Page, form: &mut Form) -> Result<Page, Problem> {
    match error {
        OfficeError::Invalid(problems) => {
            for problem in problems {
                let key = key_for(problem.field, problem.code);
                form.refuse_for(problem.field, key.into(), problem.facts);
            }
            Ok(page)
        }
        OfficeError::Refused { code, facts } => {
            let text = words_of(page.lang, code, &facts);
            page.flash = Some(Flash {
                tone: Tone::Fail,
                text,
            });
            Ok(page)
        }
        other => Err(other.into()),
    }
}

/// The status of a page that asks again.
pub const AGAIN: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

/// The words of a code of `luytre_office`.
#[must_use]
pub fn words_of(lang: Lang, code: &str, facts: &[(&'static str, String)]) -> String {
    words::with_facts(lang, &key_of(code), facts)
}

/// The words of a code beside one field, where it has its own there: "type the name" says more than
/// "this is empty" in the list on top of a form.
fn key_for(field: &str, code: &str) -> String {
    let own = format!("problem-{code}-{field}");
    if words::knows(&own) {
        own
    } else {
        key_of(code)
    }
}

fn key_of(code: &str) -> String {
    let key = format!("problem-{code}");
    if words::knows(&key) {
        key
    } else {
        "problem-other".to_owned()
    }
}

/// A file to keep, never shown inside the browser.
#[must_use]
pub fn file(name: &str, media_type: &'static str, bytes: Vec<u8>) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') {
                c
            } else {
                '_'
            }
        })
        .collect();
    let whole = super::address::escape(name).replace('/', "_");
    let disposition = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}");
    if let Ok(value) = HeaderValue::try_from(disposition) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
