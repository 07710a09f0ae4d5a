//! What can go wrong in a task, said so that the reader knows what to do next.

use std::io;

use crate::count::Tally;

/// Why a task or a step did not succeed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// The command line asks for something that does not exist.
    #[error("{0}")]
    Usage(String),
    /// A file, a folder or a program could not be used.
    #[error("could not {doing}")]
    Io {
        /// What was being done to what.
        doing: String,
        /// What the system answered.
        source: io::Error,
    },
    /// Something that the task needs is not on this machine.
    #[error("{what} is missing; {remedy}")]
    Missing {
        /// What is missing.
        what: String,
        /// What to do about it.
        remedy: String,
    },
    /// A program ran and failed, or a rule does not hold.
    #[error("{what}")]
    Failed {
        /// What failed.
        what: String,
        /// The last lines that it printed.
        tail: Vec<String>,
        /// The tests that it counted before it ended.
        tally: Tally,
    },
    /// Somebody pressed Ctrl-C, or the machine is shutting down.
    #[error("interrupted")]
    Interrupted,
    /// The task failed and has said so itself.
    #[error("failed")]
    Reported,
}

impl Error {
    /// A rule that does not hold, with nothing printed and nothing counted.
    pub(crate) fn failed(what: impl Into<String>) -> Self {
        Self::Failed {
            what: what.into(),
            tail: Vec::new(),
            tally: Tally::default(),
        }
    }

    /// For `map_err` on file work: says what was being done.
    pub(crate) fn io(doing: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        let doing = doing.into();
        move |source| Self::Io { doing, source }
    }
}

/// The error and everything that caused it, on one line.
pub(crate) fn with_causes(error: &Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}
