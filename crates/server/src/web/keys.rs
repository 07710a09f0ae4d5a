//! Which keys do what (`?` opens it). Everything they do, the page can also do without them.

use askama::Template;

use super::shell::{Html, Page};

/// Key → key of the words that say what it does.
const KEYS: [(&str, &str); 6] = [
    ("?", "keys-help"),
    ("/", "keys-search"),
    ("j", "keys-next"),
    ("k", "keys-previous"),
    ("Ctrl + Enter", "keys-send-form"),
    ("Esc", "keys-close"),
];

/// The page.
#[derive(Template)]
#[template(path = "keys/page.html")]
pub struct Keys {
    page: Page,
    keys: [(&'static str, &'static str); 6],
}

/// `GET /phim-tat`.
pub async fn show(page: Page) -> Html<Keys> {
    Html(Keys {
        page: page.titled("keys-title"),
        keys: KEYS,
    })
}
