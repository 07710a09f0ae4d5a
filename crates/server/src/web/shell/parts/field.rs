//! Fields of forms: label, hint, what was typed, what is wrong, tied together for screen readers.

use askama::Template;
use askama::filters::HtmlSafe;

use super::super::{Form, Page};
use super::Icon;

/// One of several things to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is shown.
    pub words: String,
}

/// Something with its name.
impl<T: std::fmt::Display> From<(T, String)> for Choice {
    fn from((value, words): (T, String)) -> Self {
        Self {
            value: value.to_string(),
            words,
        }
    }
}

/// How a field is typed in.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Line(&'static str),
    Text,
    Select(Vec<Choice>),
    Radio(Vec<Choice>),
    Check,
    File(String),
}

/// A field. Built by `page.field(form, "name", "label-key")`, then refined.
#[derive(Debug, Clone, Template)]
#[template(path = "shell/parts/field.html")]
pub struct Field {
    page: Page,
    name: String,
    label: String,
    value: String,
    error: Option<String>,
    hint: Option<String>,
    kind: Kind,
    required: bool,
    short: bool,
    complete: Option<String>,
    alert: Icon,
}

impl HtmlSafe for Field {}

impl Field {
    pub(super) fn new(page: &Page, form: &Form, name: &str, label: &str) -> Self {
        Self {
            name: name.to_owned(),
            label: page.w(label).into_owned(),
            value: form.value(name).to_owned(),
            error: form.error(name).map(|wrong| wrong.words(page.lang)),
            hint: None,
            kind: Kind::Line("text"),
            required: true,
            short: false,
            complete: None,
            alert: page.icon("incidents"),
            page: page.clone(),
        }
    }

    /// A sentence between label and field, by key.
    #[must_use]
    pub fn hint(mut self, key: &str) -> Self {
        self.hint = Some(self.page.w(key).into_owned());
        self
    }

    /// May stay empty; the label says so.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    /// Narrow: dates, numbers.
    #[must_use]
    pub fn short(mut self) -> Self {
        self.short = true;
        self
    }

    /// What the browser may fill in: `username`, `one-time-code`, `off`.
    #[must_use]
    pub fn complete(mut self, token: &str) -> Self {
        self.complete = Some(token.to_owned());
        self
    }

    /// A password: never shown again.
    #[must_use]
    pub fn password(mut self) -> Self {
        self.kind = Kind::Line("password");
        self.value.clear();
        self
    }

    /// Several lines.
    #[must_use]
    pub fn text(mut self) -> Self {
        self.kind = Kind::Text;
        self
    }

    /// One of many, in a list that opens.
    #[must_use]
    pub fn select(mut self, choices: &[Choice]) -> Self {
        self.kind = Kind::Select(choices.to_vec());
        self
    }

    /// One of few, all in sight.
    #[must_use]
    pub fn radio(mut self, choices: &[Choice]) -> Self {
        self.kind = Kind::Radio(choices.to_vec());
        self
    }

    /// Yes or no.
    #[must_use]
    pub fn check(mut self) -> Self {
        self.kind = Kind::Check;
        self
    }

    /// A file; `accept` as in HTML. The form needs `enctype="multipart/form-data"`.
    #[must_use]
    pub fn file(mut self, accept: &str) -> Self {
        self.kind = Kind::File(accept.to_owned());
        self
    }

    fn is_unchosen(&self, choices: &[Choice]) -> bool {
        choices.iter().all(|choice| choice.value != self.value)
    }

    /// `aria-describedby`: hint, then error.
    fn described(&self) -> Option<String> {
        match (&self.hint, &self.error) {
            (None, None) => None,
            (Some(_), None) => Some(format!("{}-hint", self.name)),
            (None, Some(_)) => Some(format!("{}-error", self.name)),
            (Some(_), Some(_)) => Some(format!("{0}-hint {0}-error", self.name)),
        }
    }
}

/// Everything wrong with a form, at its top.
#[derive(Debug, Clone, Template)]
#[template(path = "shell/parts/errors.html")]
pub struct Errors {
    title: String,
    items: Vec<(String, String)>,
}

impl HtmlSafe for Errors {}

impl Errors {
    pub(super) fn new(page: &Page, form: &Form) -> Self {
        let items: Vec<_> = form
            .errors()
            .iter()
            .map(|wrong| (wrong.field.clone(), wrong.words(page.lang)))
            .collect();
        Self {
            title: page.a("form-errors").with("count", items.len()).to_string(),
            items,
        }
    }
}
