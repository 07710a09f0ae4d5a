//! What could not be done, told once, in Vietnamese, with what to do about it.

use std::error::Error;
use std::io::{self, Write};

/// Something that could not be done.
#[derive(Debug)]
pub(crate) struct Failure {
    what: String,
    hint: Option<&'static str>,
    source: Option<Box<dyn Error>>,
}

impl Failure {
    /// `what` is a sentence without full stop: "không mở được tệp a.docx".
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            hint: None,
            source: None,
        }
    }

    /// What to do about it.
    pub(crate) fn hint(mut self, hint: &'static str) -> Self {
        self.hint = Some(hint);
        self
    }

    /// Why.
    pub(crate) fn because(mut self, source: impl Into<Box<dyn Error>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Writes it to standard error, with all causes.
    pub(crate) fn tell(&self) {
        let mut text = format!("Không thực hiện được: {}", self.what);
        let mut cause = self.source.as_deref();
        while let Some(error) = cause {
            text.push_str(": ");
            text.push_str(&error.to_string());
            cause = error.source();
        }
        text.push('\n');
        if let Some(hint) = self.hint {
            text.push_str(hint);
            text.push('\n');
        }
        // There is nowhere left to say that standard error is closed.
        let _ = io::stderr().write_all(text.as_bytes());
    }
}
