//! A dispatch as read: its heading, what it rests on, and the duties found in its clauses.
//!
//! Everything here is what the text *says*. What an office makes of it (which unit, which day) is
//! a proposal and lives in the plan.

use serde::{Deserialize, Serialize};

use crate::duty::{Due, Force, Recurrence, Trigger};

/// The heading of a dispatch. Parts that the document leaves blank are `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Abbreviation of Decree 30/2020: `CV`, `KH`, `QĐ` written without marks (`QD`), `CT` …
    pub kind: Option<String>,
    /// The number, without the symbol: `1082`.
    pub number: Option<String>,
    /// What follows the slash or dash, without spaces: `UBND-CA`.
    pub symbol: Option<String>,
    /// ISO date, or `2026-03` / `2026` where day or month are blank.
    pub date: Option<String>,
    /// The place of issue: `Mường Lay`.
    pub place: Option<String>,
    /// The issuing body with its full name.
    pub issuer: Option<String>,
    /// What follows V/v, or the title of other kinds.
    pub subject: Option<String>,
    /// Kính gửi, one per line item.
    pub recipients: Vec<String>,
    /// Who signed.
    pub signer: Signer,
    /// The secrecy mark (độ mật) as printed. A dispatch that bears one is never kept.
    pub secrecy: Option<String>,
    /// The urgency mark (độ khẩn) as printed.
    pub urgency: Option<String>,
}

/// The signature block.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signer {
    /// `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH` …
    pub authority: Option<String>,
    /// `PHÓ CHỦ TỊCH` …
    pub title: Option<String>,
    /// The name.
    pub name: Option<String>,
}

/// A document that a dispatch carries out, rests on or wants followed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// `907`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// `CAT-PA05`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub symbol: Option<String>,
    /// ISO date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// As written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// The name of a law that is cited without a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// One duty found in a clause: the smallest piece that one could tick off.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FoundDuty {
    /// Where it stands: `1.2`, `Đ5.2`, `II.3`; `0` before the first number, `end` after the last.
    pub clause: String,
    /// A verbatim piece of the text.
    pub text: String,
    /// Byte range of [`Self::text`] in the text that was read.
    pub span: std::ops::Range<usize>,
    /// Who must do it, as written; `@recipients` where the text names nobody.
    pub actors: Vec<String>,
    /// Who helps, as written: "phối hợp với …", or the column of a table.
    #[serde(default)]
    pub supporting: Vec<String>,
    /// How strongly it binds.
    pub force: Force,
    /// How often, as stated.
    pub recurrence: Option<Recurrence>,
    /// By when, as stated.
    pub due: Option<Due>,
    /// After which event.
    pub trigger: Option<Trigger>,
    /// Identifiers of controls, the best first; `OTHER` alone where none fits.
    pub controls: Vec<String>,
    /// 0 (a guess) to 100 (as sure as rules can be): what the reviewer should look at first.
    pub confidence: u8,
}

/// All that was read from one dispatch.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The heading.
    pub header: Header,
    /// What it rests on.
    pub based_on: Vec<Reference>,
    /// The duties, in the order of the text.
    pub duties: Vec<FoundDuty>,
}
