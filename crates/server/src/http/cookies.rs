//! Reading and writing the few cookies there are. No tracking, none from others.

use axum::http::{HeaderMap, HeaderValue, header};

use super::edge::Scheme;

/// The value of the first cookie with this name.
#[must_use]
pub fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// A `Set-Cookie` value: out of reach of scripts, never sent along from other sites' forms. `None`
/// when name or value hold what a header may not.
#[must_use]
pub fn write(name: &str, value: &str, scheme: Scheme, max_age_s: u32) -> Option<HeaderValue> {
    let secure = match scheme {
        Scheme::Http => "",
        Scheme::Https => "; Secure",
    };
    let text =
        format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={max_age_s}{secure}");
    HeaderValue::try_from(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_a_cookie_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.append(
            header::COOKIE,
            HeaderValue::from_static("xlang=vi; lang=en; theme="),
        );
        assert_eq!(read(&headers, "lang"), Some("en"));
        assert_eq!(read(&headers, "theme"), Some(""));
        assert_eq!(read(&headers, "ang"), None);
    }

    #[test]
    fn a_cookie_is_secure_only_over_https() {
        let text = |scheme| {
            write("a", "b", scheme, 60)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned()
        };
        assert!(text(Scheme::Https).ends_with("; Secure"));
        assert!(!text(Scheme::Http).contains("Secure"));
        assert!(write("a", "b\r\nx: y", Scheme::Http, 60).is_none());
    }
}
