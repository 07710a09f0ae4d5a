//! In which language and light a visitor wants pages: cookie first, then what the browser asks
//! for, then Vietnamese. Changed by a form, never by a link.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};

use super::{Edge, cookies};
use crate::words::Lang;

const LANG: &str = "luytre-lang";
const THEME: &str = "luytre-theme";
const YEAR_S: u32 = 365 * 24 * 3600;

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the computer is set.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The value of `data-theme` and of the cookie.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// What the button changes to.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Auto => Self::Dark,
            Self::Dark => Self::Light,
            Self::Light => Self::Auto,
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        [Self::Auto, Self::Light, Self::Dark]
            .into_iter()
            .find(|theme| theme.code() == code)
    }
}

/// What a visitor prefers; a request extension.
#[derive(Debug, Clone, Copy, Default)]
pub struct Taste {
    /// The language.
    pub lang: Lang,
    /// The light.
    pub theme: Theme,
}

impl Taste {
    /// Reads it off the headers of a request.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Self {
        let asked = || {
            headers
                .get(header::ACCEPT_LANGUAGE)?
                .to_str()
                .ok()
                .and_then(accepted)
        };
        Self {
            lang: cookies::read(headers, LANG)
                .and_then(Lang::from_code)
                .or_else(asked)
                .unwrap_or_default(),
            theme: cookies::read(headers, THEME)
                .and_then(Theme::from_code)
                .unwrap_or_default(),
        }
    }
}

/// The first language of the header that pages exist in; browsers send them best first.
fn accepted(header: &str) -> Option<Lang> {
    header
        .split(',')
        .filter_map(|item| item.split(';').next())
        .find_map(|code| Lang::from_code(code.trim()))
}

/// Middleware: inserts the [`Taste`].
pub async fn taste(mut request: Request, next: Next) -> Response {
    let taste = Taste::of(request.headers());
    request.extensions_mut().insert(taste);
    next.run(request).await
}

/// `POST /tuy-chon`: fields `lang` or `theme`, and `back`, the page to return to.
pub async fn choose(
    State(edge): State<Arc<Edge>>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let field = |name: &str| {
        fields
            .iter()
            .find_map(|(key, value)| (key == name).then_some(value.as_str()))
    };
    let lang = field("lang")
        .and_then(Lang::from_code)
        .map(|lang| (LANG, lang.code()));
    let theme = field("theme")
        .and_then(Theme::from_code)
        .map(|theme| (THEME, theme.code()));
    let mut response = Redirect::to(own_path(field("back").unwrap_or("/"))).into_response();
    for (name, value) in [lang, theme].into_iter().flatten() {
        if let Some(cookie) = cookies::write(name, value, edge.scheme, YEAR_S) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    response
}

/// `back`, when it is a path of this server; `/` otherwise, so that no form sends people away.
#[must_use]
pub fn own_path(back: &str) -> &str {
    let own = back.starts_with('/')
        && !back.starts_with("//")
        && !back.contains(|c: char| c == '\\' || c.is_control());
    if own { back } else { "/" }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn the_cookie_beats_the_browser_and_vietnamese_is_the_rest() {
        let mut headers = HeaderMap::new();
        assert_eq!(Taste::of(&headers).lang, Lang::Vi);
        headers.insert(
            header::ACCEPT_LANGUAGE,
            HeaderValue::from_static("fr-FR, en-GB;q=0.8, vi;q=0.5"),
        );
        assert_eq!(Taste::of(&headers).lang, Lang::En);
        headers.insert(
            header::COOKIE,
            HeaderValue::from_static("luytre-lang=vi; luytre-theme=dark"),
        );
        assert_eq!(Taste::of(&headers).lang, Lang::Vi);
        assert_eq!(Taste::of(&headers).theme, Theme::Dark);
        headers.insert(
            header::COOKIE,
            HeaderValue::from_static("luytre-lang=xx; luytre-theme=\""),
        );
        assert_eq!(Taste::of(&headers).lang, Lang::En);
        assert_eq!(Taste::of(&headers).theme, Theme::Auto);
    }

    #[test]
    fn returns_to_own_pages_only() {
        assert_eq!(own_path("/van-ban?trang=2"), "/van-ban?trang=2");
        for foreign in [
            "https://example.test",
            "//example.test",
            "/\\example.test",
            "",
            "x",
            "/a\nb",
            "/\t/example.test",
        ] {
            assert_eq!(own_path(foreign), "/", "{foreign}");
        }
    }
}
