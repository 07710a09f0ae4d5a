//! Icons, the form token, the foot of a list, steps, and the page's states.

use std::borrow::Cow;

use askama::Template;
use askama::filters::HtmlSafe;

/// A picture that words stand beside; screen readers pass it over.
#[derive(Debug, Clone, Template)]
#[template(
    ext = "html",
    source = r##"<svg class="icon" aria-hidden="true"><use href="{{ sheet }}#{{ name }}"/></svg>"##
)]
pub struct Icon {
    pub(super) name: String,
    pub(super) sheet: &'static str,
}

impl HtmlSafe for Icon {}

/// The hidden field that proves a form is ours.
#[derive(Debug, Clone, Template)]
#[template(
    ext = "html",
    source = r#"<input type="hidden" name="_token" value="{{ token }}">"#
)]
pub struct Token {
    pub(super) token: String,
}

impl HtmlSafe for Token {}

/// The button that sends a form.
#[derive(Debug, Clone, Template)]
#[template(
    ext = "html",
    source = r#"<button class="btn primary">{{ words }}</button><span class="keys"><kbd>Ctrl</kbd> <kbd>Enter</kbd> {{ keys }}</span>"#
)]
pub struct Send {
    pub(super) words: Cow<'static, str>,
    pub(super) keys: Cow<'static, str>,
}

impl HtmlSafe for Send {}

/// The foot of a list.
#[derive(Debug, Clone, Template)]
#[template(path = "shell/parts/pager.html")]
pub struct Pager {
    pub(super) shown: String,
    pub(super) label: Cow<'static, str>,
    pub(super) before: Option<(String, Cow<'static, str>)>,
    pub(super) after: Option<(String, Cow<'static, str>)>,
    pub(super) back: Icon,
    pub(super) next: Icon,
}

impl HtmlSafe for Pager {}

/// Steps of a wizard.
#[derive(Debug, Clone, Template)]
#[template(path = "shell/parts/steps.html")]
pub struct Steps {
    pub(super) label: Cow<'static, str>,
    pub(super) names: Vec<Cow<'static, str>>,
    pub(super) current: usize,
}

impl HtmlSafe for Steps {}

/// What stands where rows would: nothing yet, waiting, failed, forbidden.
#[derive(Debug, Clone, Template)]
#[template(path = "shell/parts/state.html")]
pub struct State {
    pub(super) icon: Icon,
    pub(super) title: String,
    pub(super) more: String,
    pub(super) action: Option<(String, String)>,
}

impl HtmlSafe for State {}

impl State {
    /// The next step: an address and its words.
    #[must_use]
    pub fn action(mut self, href: &str, words: &str) -> Self {
        self.action = Some((href.to_owned(), words.to_owned()));
        self
    }
}
