//! What every template has as `page`: words, figures, addresses of assets, the visitor, the token
//! for forms. A handler takes it as an extractor.

use std::borrow::Cow;
use std::convert::Infallible;
use std::sync::Arc;

use askama::Template;
use axum::body::Body;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::civil::Date;
use luytre_office::Actor;
use luytre_office::sign_in::Session;

use super::{Area, Visitor};
use crate::assets;
use crate::http::Problem;
use crate::http::csrf::FormToken;
use crate::http::language::{Taste, Theme};
use crate::web::outcome::Said;
use crate::words::{self, Lang, Sentence, format};

use super::parts::{Known, Status, Tone};

/// One sentence at the top of the page after something was done.
#[derive(Debug, Clone)]
pub struct Flash {
    /// How it went.
    pub tone: Tone,
    /// The sentence.
    pub text: String,
}

/// The context of a page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its language.
    pub lang: Lang,
    /// Its light.
    pub theme: Theme,
    /// Its title, in words.
    pub title: String,
    /// Where in the navigation it is.
    pub area: Option<Area>,
    /// Who looks at it.
    pub visitor: Option<Visitor>,
    /// What was just done.
    pub flash: Option<Flash>,
    /// What was searched for.
    pub search: String,
    /// Path and query of the request, to come back to.
    pub here: String,
    /// Who looks at it, as the table of rights knows them.
    reader: Option<Actor>,
    token: String,
}

impl Page {
    /// A page without visitor and forms.
    #[must_use]
    pub fn bare(taste: Taste) -> Self {
        Self {
            lang: taste.lang,
            theme: taste.theme,
            title: String::new(),
            area: None,
            visitor: None,
            flash: None,
            search: String::new(),
            here: "/".to_owned(),
            reader: None,
            token: String::new(),
        }
    }

    /// Who looks at it, where somebody is signed in.
    pub(super) const fn reader(&self) -> Option<&Actor> {
        self.reader.as_ref()
    }

    /// Sets the title to the words of `key`.
    #[must_use]
    pub fn titled(mut self, key: &str) -> Self {
        self.title = self.w(key).into_owned();
        self
    }

    /// Sets the title to a text of the office's own, such as the subject of a dispatch.
    #[must_use]
    pub fn named(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// Marks the area in the navigation.
    #[must_use]
    pub fn at(mut self, area: Area) -> Self {
        self.area = Some(area);
        self
    }

    /// Says what was just done.
    #[must_use]
    pub fn saying(mut self, tone: Tone, key: &str) -> Self {
        self.flash = Some(Flash {
            tone,
            text: self.w(key).into_owned(),
        });
        self
    }

    /// The words of a key.
    #[must_use]
    pub fn w(&self, key: &str) -> Cow<'static, str> {
        words::word(self.lang, key)
    }

    /// The words of a key that takes arguments: `page.a("pager-shown").with("count", n)`.
    #[must_use]
    pub fn a(&self, key: &str) -> Sentence {
        words::sentence(self.lang, key)
    }

    /// The address of an asset.
    #[must_use]
    pub fn asset(&self, name: &str) -> &'static str {
        assets::address(name)
    }

    /// A whole number.
    #[must_use]
    pub fn number(&self, value: impl Whole) -> String {
        format::whole(self.lang, value.whole())
    }

    /// `24/11/2026`.
    #[must_use]
    pub fn date(&self, date: impl Given<Date>) -> String {
        format::date(date.given())
    }

    /// `14:05 24/11/2026` in Vietnam.
    #[must_use]
    pub fn moment(&self, at: impl Given<Timestamp>) -> String {
        format::moment(at.given())
    }

    /// How far a deadline is from `today`: "còn 3 ngày", "hạn hôm nay", "quá hạn 2 ngày".
    #[must_use]
    pub fn due(&self, deadline: impl Given<Date>, today: impl Given<Date>) -> String {
        let days = (deadline.given() - today.given()).get_days();
        match days {
            0 => self.w("time-today").into_owned(),
            1.. => self.a("time-days-left").with("days", days).to_string(),
            _ => self.a("time-days-late").with("days", -days).to_string(),
        }
    }

    /// Whether the page is in this area.
    #[must_use]
    pub fn is_at(&self, area: impl Given<Area>) -> bool {
        self.area == Some(area.given())
    }

    /// The token for scripts; forms use `page.token()` of the parts.
    pub(super) fn raw_token(&self) -> &str {
        &self.token
    }

    /// The key of the name of the light that is on.
    #[must_use]
    pub fn theme_key(&self) -> &'static str {
        match self.theme {
            Theme::Auto => "theme-auto",
            Theme::Light => "theme-light",
            Theme::Dark => "theme-dark",
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Page {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let mut page = Self::bare(parts.extensions.get().copied().unwrap_or_default());
        page.visitor = parts.extensions.get().cloned();
        page.here = parts
            .uri
            .path_and_query()
            .map_or_else(|| "/".to_owned(), ToString::to_string);
        page.flash = parts
            .extensions
            .get::<Said>()
            .map(|said| said.flash(page.lang));
        page.reader = parts
            .extensions
            .get::<Arc<Session>>()
            .and_then(|session| session.actor().cloned());
        page.token = parts
            .extensions
            .get::<FormToken>()
            .map(|token| token.0.clone())
            .unwrap_or_default();
        Ok(page)
    }
}

/// A value or any reference to it: templates hand over references, to several depths inside loops.
pub trait Given<T> {
    /// The value.
    fn given(self) -> T;
}

macro_rules! given {
    ($($kind:ty),*) => {$(
        impl Given<$kind> for $kind {
            fn given(self) -> $kind {
                self
            }
        }

        impl<G: Given<$kind> + Copy> Given<$kind> for &G {
            fn given(self) -> $kind {
                (*self).given()
            }
        }
    )*};
}

given!(Area, Date, Known, Status, Timestamp, Tone);

/// Any whole number that a template may hold.
pub trait Whole {
    /// As the widest of them.
    fn whole(self) -> i64;
}

impl<T: Whole + Copy> Whole for &T {
    fn whole(self) -> i64 {
        (*self).whole()
    }
}

macro_rules! whole {
    ($($kind:ty),*) => {$(
        impl Whole for $kind {
            fn whole(self) -> i64 {
                i64::try_from(self).unwrap_or(i64::MAX)
            }
        }
    )*};
}

whole!(i32, i64, u16, u32, u64, usize);

/// A template as an answer: `Html(template)`; one that cannot be drawn is [`Problem::Failed`].
#[derive(Debug, Clone, Copy)]
pub struct Html<T>(pub T);

impl<T: Template> Html<T> {
    /// The same with another status, such as 422 for a form with errors.
    #[must_use]
    pub fn with_status(self, status: StatusCode) -> Response {
        let mut response = self.into_response();
        if response.status() == StatusCode::OK {
            *response.status_mut() = status;
        }
        response
    }
}

impl<T: Template> IntoResponse for Html<T> {
    fn into_response(self) -> Response {
        match self.0.render() {
            Ok(text) => {
                let mut response = Response::new(Body::from(text));
                response.headers_mut().insert(
                    header::CONTENT_TYPE,
                    HeaderValue::from_static("text/html; charset=utf-8"),
                );
                response
            }
            Err(error) => {
                tracing::error!(%error, "could not draw a page");
                Problem::Failed.into_response()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_deadline_tells_how_far_it_is_across_months() {
        let page = Page::bare(Taste::default());
        let due = |day| page.due(day, date(2026, 11, 30));
        assert_eq!(due(date(2026, 11, 30)), "hạn hôm nay");
        assert_eq!(due(date(2027, 1, 2)), "còn 33 ngày");
        assert_eq!(due(date(2026, 10, 30)), "quá hạn 31 ngày");
    }

    #[test]
    fn figures_come_in_the_language_of_the_page() {
        let page = Page::bare(Taste {
            lang: Lang::En,
            theme: Theme::Auto,
        });
        assert_eq!(page.number(12_345_u32), "12,345");
        let referred = [12_345_usize];
        assert!(referred.iter().all(|count| page.number(count) == "12,345"));
        assert_eq!(page.date(date(2026, 3, 5)), "05/03/2026");
    }
}
