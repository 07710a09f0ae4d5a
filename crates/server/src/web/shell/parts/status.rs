//! Statuses as they are shown. Which one holds is for `luytre-model` to say.

use std::borrow::Cow;

use askama::Template;
use askama::filters::HtmlSafe;
use luytre_model::work::Assurance;

use super::super::page::Given;
use super::Icon;

/// The colour of a status or a sentence, always with a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As it should be.
    Ok,
    /// Soon, or waits for somebody.
    Warn,
    /// Late or failing.
    Fail,
    /// Old, or only to be known.
    Old,
    /// Nothing said yet.
    None,
}

impl Tone {
    /// Its class in the style sheet.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Ok => "is-ok",
            Self::Warn => "is-warn",
            Self::Fail => "is-fail",
            Self::Old => "is-old",
            Self::None => "is-none",
        }
    }

    /// Its sign.
    #[must_use]
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Ok => "check",
            Self::Warn => "clock",
            Self::Fail => "alert",
            Self::Old => "info",
            Self::None => "dash",
        }
    }
}

/// A status of an obligation, a control or a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Not begun, in time.
    Todo,
    /// Under way.
    Doing,
    /// Due within days.
    Soon,
    /// The deadline has passed.
    Late,
    /// Done, waits for a second person.
    Waiting,
    /// Done.
    Done,
    /// The rule holds.
    Passing,
    /// The rule does not hold.
    Failing,
    /// It held once; the evidence is old.
    Stale,
    /// No evidence. Never green, never 0.
    Unknown,
    /// Nothing was reported. Never green.
    Unreported,
    /// A second person sent the report back.
    Returned,
    /// Does not apply, agreed.
    NotApplicable,
    /// Fell away with its dispatch.
    Cancelled,
    /// A question waits for its answer.
    Unanswered,
}

impl From<luytre_model::status::Status> for Status {
    fn from(status: luytre_model::status::Status) -> Self {
        use luytre_model::status::Status as Judged;
        match status {
            Judged::Overdue => Self::Late,
            Judged::Failing => Self::Failing,
            Judged::Stale => Self::Stale,
            Judged::Waiting => Self::Waiting,
            Judged::Open => Self::Unreported,
            Judged::Met => Self::Passing,
            Judged::NotApplicable => Self::NotApplicable,
        }
    }
}

impl Status {
    const fn about(self) -> (Tone, &'static str, &'static str) {
        match self {
            Self::Todo => (Tone::None, "ring", "status-todo"),
            Self::Doing => (Tone::Old, "pen", "status-doing"),
            Self::Soon => (Tone::Warn, "clock", "status-soon"),
            Self::Late => (Tone::Fail, "alert", "status-late"),
            Self::Waiting => (Tone::Warn, "user", "status-waiting"),
            Self::Done => (Tone::Ok, "check", "status-done"),
            Self::Passing => (Tone::Ok, "check", "status-passing"),
            Self::Failing => (Tone::Fail, "cross", "status-failing"),
            Self::Stale => (Tone::Old, "clock", "status-stale"),
            Self::Unknown => (Tone::None, "dash", "status-unknown"),
            Self::Unreported => (Tone::None, "dash", "status-unreported"),
            Self::Returned => (Tone::Warn, "back", "status-returned"),
            Self::NotApplicable => (Tone::None, "none", "status-not-applicable"),
            Self::Cancelled => (Tone::None, "none", "status-cancelled"),
            Self::Unanswered => (Tone::Warn, "clock", "status-unanswered"),
        }
    }

    /// Its colour.
    #[must_use]
    pub const fn tone(self) -> Tone {
        self.about().0
    }

    /// Its sign.
    #[must_use]
    pub const fn icon(self) -> &'static str {
        self.about().1
    }

    /// The key of its word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        self.about().2
    }
}

/// How a status is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// A check saw it.
    Measured,
    /// It came from another system.
    Imported,
    /// A person said so.
    Attested,
    /// A second person or an inspection agreed.
    Confirmed,
}

/// Templates hand over what the use cases gave.
impl Given<Status> for luytre_model::status::Status {
    fn given(self) -> Status {
        self.into()
    }
}

impl Given<Known> for Assurance {
    fn given(self) -> Known {
        self.into()
    }
}

impl From<Assurance> for Known {
    fn from(assurance: Assurance) -> Self {
        match assurance {
            Assurance::Attested => Self::Attested,
            Assurance::Imported => Self::Imported,
            Assurance::Measured => Self::Measured,
            Assurance::Confirmed => Self::Confirmed,
        }
    }
}

impl Known {
    const fn about(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Measured => ("gauge", "known-measured", "known-measured-why"),
            Self::Imported => ("import", "known-imported", "known-imported-why"),
            Self::Attested => ("pen", "known-attested", "known-attested-why"),
            Self::Confirmed => ("double-check", "known-confirmed", "known-confirmed-why"),
        }
    }

    pub(super) const fn icon(self) -> &'static str {
        self.about().0
    }

    pub(super) const fn key(self) -> &'static str {
        self.about().1
    }

    pub(super) const fn why(self) -> &'static str {
        self.about().2
    }
}

/// A status as printed.
#[derive(Debug, Clone, Template)]
#[template(
    ext = "html",
    source = r#"<span class="badge {{ tone.class() }}">{{ icon }}{{ text }}</span>"#
)]
pub struct Badge {
    pub(super) tone: Tone,
    pub(super) icon: Icon,
    pub(super) text: String,
}

impl HtmlSafe for Badge {}

/// The mark beside a status that says how it is known.
#[derive(Debug, Clone, Template)]
#[template(
    ext = "html",
    source = r#"<span class="known" title="{{ why }}">{{ icon }}{{ text }}</span>"#
)]
pub struct KnownMark {
    pub(super) icon: Icon,
    pub(super) text: Cow<'static, str>,
    pub(super) why: Cow<'static, str>,
}

impl HtmlSafe for KnownMark {}
