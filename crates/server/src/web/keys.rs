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

/// The same for the review of a dispatch.
const REVIEW: [(&str, &str); 10] = [
    ("j / k", "dispatches-key-walk"),
    ("e", "dispatches-key-edit"),
    ("s", "dispatches-key-split"),
    ("g", "dispatches-key-merge"),
    ("x", "dispatches-key-drop"),
    ("d", "dispatches-key-agree"),
    ("t", "dispatches-key-add"),
    ("v", "dispatches-key-mark"),
    ("Enter", "dispatches-key-confirm"),
    ("Esc", "dispatches-key-close"),
];

/// The page.
#[derive(Template)]
#[template(path = "keys/page.html")]
pub struct Keys {
    page: Page,
    keys: &'static [(&'static str, &'static str)],
    review: &'static [(&'static str, &'static str)],
}

/// `GET /phim-tat`.
pub async fn show(page: Page) -> Html<Keys> {
    Html(Keys {
        page: page.titled("keys-title"),
        keys: &KEYS,
        review: &REVIEW,
    })
}
