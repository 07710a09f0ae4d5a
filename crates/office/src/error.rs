//! What can go wrong when a person does something. Each has a stable code; the words on screen are
//! found by it, never by the text here.

use luytre_store::StoreError;

use crate::access::Denied;

/// An error of a use case.
#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    /// The table of access says no. Shown as forbidden.
    #[error("not allowed")]
    Denied(#[source] Denied),
    /// There is no such thing in the actor's office. Another office's things are not there either.
    #[error("there is no {what} {id}")]
    NotFound {
        /// What was looked for.
        what: &'static str,
        /// Under which id.
        id: String,
    },
    /// Somebody else changed it meanwhile; the person must look again.
    #[error("the {what} was changed meanwhile")]
    Conflict {
        /// What.
        what: &'static str,
    },
    /// What was typed in is not right; shown beside the fields.
    #[error("{} fields are not right", .0.len())]
    Invalid(Vec<Problem>),
    /// The state of things does not allow it: `code` says how.
    #[error("refused: {code}")]
    Refused {
        /// Stable code, also the key of the words: `dispatch-secret`, `dispatch-known` …
        code: &'static str,
        /// What the words need, by name.
        facts: Vec<(&'static str, String)>,
    },
    /// A part of the program failed that cannot fail by what a person does.
    #[error("cannot {doing}")]
    Internal {
        /// What was being done.
        doing: &'static str,
    },
    /// The database failed.
    #[error("the database failed")]
    Store(#[source] StoreError),
}

/// One field that is not right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The field's name in the form.
    pub field: &'static str,
    /// Stable code, also the key of the words: `required`, `too-long`, `password-short` …
    pub code: &'static str,
    /// What the words need, by name.
    pub facts: Vec<(&'static str, String)>,
}

impl Problem {
    /// A problem whose words need no facts.
    #[must_use]
    pub const fn new(field: &'static str, code: &'static str) -> Self {
        Self {
            field,
            code,
            facts: Vec::new(),
        }
    }
}

impl From<StoreError> for OfficeError {
    /// The store already says what was being done to what; nothing is lost by wrapping.
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Denied> for OfficeError {
    fn from(denied: Denied) -> Self {
        Self::Denied(denied)
    }
}
