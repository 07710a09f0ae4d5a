//! The sign-in page, as drawn. Who a name and a password belong to is decided by
//! `luytre-office`; the answer is the same whether the name or the password was wrong.

use askama::Template;

use super::shell::{Form, Page};

/// The page.
#[derive(Template)]
#[template(path = "sign_in/page.html")]
pub struct SignIn {
    /// Its context.
    pub page: Page,
    /// What was typed.
    pub form: Form,
    /// The name of the office, when there is one only.
    pub office: String,
}

impl SignIn {
    /// The page for `form`; a new one is `Form::default()`.
    #[must_use]
    pub fn new(page: Page, form: Form, office: String) -> Self {
        Self {
            page: page.titled("sign-in-title"),
            form,
            office,
        }
    }

    /// Name and password, when both were typed; otherwise the form says what is missing.
    pub fn typed(form: &mut Form) -> Option<(String, String)> {
        let name = form.required("name", "sign-in-name-missing");
        // Not trimmed: blanks may belong to a password.
        let password = form
            .values("password")
            .next()
            .unwrap_or_default()
            .to_owned();
        if password.is_empty() {
            form.refuse("password", "sign-in-password-missing");
        }
        form.is_right().then_some((name, password))
    }

    /// Marks a pair that nobody has.
    pub fn refuse(form: &mut Form) {
        form.refuse("name", "sign-in-wrong");
    }
}
