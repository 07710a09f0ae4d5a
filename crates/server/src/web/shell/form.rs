//! A form as it was typed, and what is wrong with it, so that the same page can show both again.

use std::borrow::Cow;

use axum::extract::{FromRequest, Request};

use crate::http::Problem;
use crate::words::{self, Lang};

/// Values by field, and what is wrong. An extractor for URL-encoded forms.
#[derive(Debug, Clone, Default)]
pub struct Form {
    values: Vec<(String, String)>,
    wrong: Vec<Wrong>,
}

/// What is wrong with one field: the key of the sentence that tells how to mend it, and what the
/// sentence needs by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The field.
    pub field: String,
    key: Cow<'static, str>,
    facts: Vec<(&'static str, String)>,
}

impl Wrong {
    /// The sentence.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        words::with_facts(lang, &self.key, &self.facts)
    }
}

impl Form {
    /// A form that shows these values at first.
    #[must_use]
    pub fn filled<const N: usize>(values: [(&str, String); N]) -> Self {
        let values = values
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
        Self {
            values,
            wrong: Vec::new(),
        }
    }

    /// A form of fields that were read elsewhere, such as those of an upload.
    #[must_use]
    pub const fn of(values: Vec<(String, String)>) -> Self {
        Self {
            values,
            wrong: Vec::new(),
        }
    }

    /// Sets a field that was not sent, such as what is shown at first.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.push((name.to_owned(), value.into()));
        self
    }

    /// Whether the field was sent at all; a box that is not ticked is not.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.values.iter().any(|(key, _)| key == name)
    }

    /// What was typed, with blanks around it: they may belong to a password.
    #[must_use]
    pub fn untouched(&self, name: &str) -> &str {
        self.values
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value)
    }

    /// What was typed, without blanks around it; empty when the field is missing.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.values
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value.trim())
    }

    /// All values of a field that may be chosen more than once.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.values
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Says that a field is wrong; `key` is of the sentence that tells how to mend it.
    pub fn refuse(&mut self, name: &str, key: &'static str) {
        self.refuse_for(name, key.into(), Vec::new());
    }

    /// [`Self::refuse`] with what the sentence needs by name.
    pub fn refuse_for(
        &mut self,
        name: &str,
        key: Cow<'static, str>,
        facts: Vec<(&'static str, String)>,
    ) {
        self.wrong.push(Wrong {
            field: name.to_owned(),
            key,
            facts,
        });
    }

    /// [`Self::value`], refusing an empty one.
    pub fn required(&mut self, name: &str, key: &'static str) -> String {
        let value = self.value(name).to_owned();
        if value.is_empty() {
            self.refuse(name, key);
        }
        value
    }

    /// What is wrong with a field.
    #[must_use]
    pub fn error(&self, name: &str) -> Option<&Wrong> {
        self.wrong.iter().find(|wrong| wrong.field == name)
    }

    /// Everything that is wrong, in the order it was found.
    #[must_use]
    pub fn errors(&self) -> &[Wrong] {
        &self.wrong
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub const fn is_right(&self) -> bool {
        self.wrong.is_empty()
    }
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let axum::Form(values) = axum::Form::from_request(request, state)
            .await
            .map_err(|_| Problem::BadRequest)?;
        Ok(Self::of(values))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_was_typed_beside_what_is_wrong() {
        let mut form = Form::filled([("name", " An ".to_owned()), ("unit", String::new())]);
        assert_eq!(form.required("name", "k-name"), "An");
        assert!(form.is_right());
        assert_eq!(form.required("unit", "k-unit"), "");
        assert_eq!(
            (
                form.error("unit").map(|wrong| wrong.words(Lang::Vi)),
                form.error("name")
            ),
            (Some("k-unit".to_owned()), None)
        );
        assert_eq!(form.value("missing"), "");
    }
}
