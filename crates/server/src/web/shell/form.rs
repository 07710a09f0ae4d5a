//! A form as it was typed, and what is wrong with it, so that the same page can show both again.

use axum::extract::{FromRequest, Request};

use crate::http::Problem;

/// Values by field, and the keys of what is wrong. An extractor for URL-encoded forms.
#[derive(Debug, Clone, Default)]
pub struct Form {
    values: Vec<(String, String)>,
    wrong: Vec<(String, &'static str)>,
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
        self.wrong.push((name.to_owned(), key));
    }

    /// [`Self::value`], refusing an empty one.
    pub fn required(&mut self, name: &str, key: &'static str) -> String {
        let value = self.value(name).to_owned();
        if value.is_empty() {
            self.refuse(name, key);
        }
        value
    }

    /// The key of what is wrong with a field.
    #[must_use]
    pub fn error(&self, name: &str) -> Option<&'static str> {
        self.wrong
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, key)| *key)
    }

    /// Everything that is wrong, in the order it was found.
    #[must_use]
    pub fn errors(&self) -> &[(String, &'static str)] {
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
        Ok(Self {
            values,
            wrong: Vec::new(),
        })
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
            (form.error("unit"), form.error("name")),
            (Some("k-unit"), None)
        );
        assert_eq!(form.value("missing"), "");
    }
}
