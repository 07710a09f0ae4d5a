//! The shape of one file in `catalogue/controls`. Unknown keys are refused.

use serde::Deserialize;

use super::id::ControlId;
use super::parameter::Parameter;
use crate::duty::Period;
use crate::text_enum;
use crate::work::Assurance;

/// One control (biện pháp): a thing that must be true.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Control {
    /// Its identifier, which is also the name of its file.
    pub id: ControlId,
    /// What must be true, in a few words.
    pub title: Texts,
    /// Why it is asked for.
    pub why: Texts,
    /// How an office does it.
    pub fix: Steps,
    /// How it is known.
    pub verified: Verified,
    /// True where a report counts only after another person confirmed it.
    pub second_person: bool,
    /// What it is judged on.
    pub subject: SubjectKind,
    /// Its figures.
    #[serde(default)]
    pub parameters: Vec<Parameter>,
    /// What is proposed where the text of a dispatch states nothing.
    pub proposal: Proposal,
    /// The wording by which clauses ask for it.
    pub cues: Cues,
    /// Sentences that ask for it.
    pub examples: Vec<String>,
    /// Sentences that resemble it and ask for something else.
    pub counterexamples: Vec<String>,
}

/// A text in both languages of the interface.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

/// Steps in both languages, in the order in which they are done.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Steps {
    /// Vietnamese.
    pub vi: Vec<String>,
    /// English.
    pub en: Vec<String>,
}

/// How a control is known to hold.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verified {
    /// The ways that count.
    pub by: Vec<Assurance>,
    /// What is looked at.
    pub how: Texts,
}

text_enum! {
    /// The kind of thing that a control is judged on.
    SubjectKind, "a kind of subject" {
        /// The office as a whole (cơ quan).
        Office = "office",
        /// A unit (đơn vị).
        Unit = "unit",
        /// A person (cán bộ).
        Person = "person",
        /// An account (tài khoản).
        Account = "account",
        /// A computer, printer, storage or network device (thiết bị).
        Device = "device",
        /// A website, page or mailbox (kênh thông tin).
        Channel = "channel",
        /// A chat group (nhóm).
        Group = "group",
        /// A register or an entry of one (sổ).
        Register = "register",
        /// A document (tài liệu).
        Document = "document",
        /// An incident (sự cố).
        Incident = "incident",
    }
}

/// What is proposed where a dispatch states no time. A proposal is never shown as a stated figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// How often evidence is asked for; `None` is once.
    pub recurrence: Option<Period>,
    /// First deadline, counted from the confirmation of the dispatch.
    pub due: Period,
    /// How long evidence stays fresh; `None` is for good.
    pub fresh_for: Option<Period>,
}

/// The wording by which clauses ask for a control: small letters, composed form.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cues {
    /// Phrases that suffice by themselves.
    pub strong: Vec<String>,
    /// Phrases that count together with others.
    pub weak: Vec<String>,
    /// Phrases that contain a cue of either kind and mean something else: what stands in them does
    /// not count, the rest of the clause does.
    pub not: Vec<String>,
}
