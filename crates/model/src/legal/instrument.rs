//! The shape of one file in `catalogue/legal`. Unknown keys are refused.

use jiff::civil::Date;
use serde::Deserialize;

use crate::catalogue::Texts;
use crate::text_enum;

/// A law, decree or other document on which dispatches rest.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// Number and symbol: `29/2018/QH14`. The file is named after it.
    pub number: String,
    /// What it is called.
    pub title: String,
    /// What kind of document it is.
    pub kind: Kind,
    /// Who issued it.
    pub issuer: String,
    /// When: an ISO date, or the year where the day was not found.
    pub issued: String,
    /// The first day on which it is in force, where it was found.
    #[serde(default)]
    pub from: Option<Date>,
    /// The first day on which it is in force no longer, where it has ended.
    #[serde(default)]
    pub until: Option<Date>,
    /// Numbers of what replaced it.
    #[serde(default)]
    pub replaced_by: Vec<String>,
    /// Other names under which it is cited.
    #[serde(default)]
    pub also: Vec<String>,
    /// How well this is known.
    pub certainty: Certainty,
    /// What is not sure; there where the certainty says so.
    #[serde(default)]
    pub doubt: Option<Doubt>,
    /// Where this was found.
    pub source: String,
}

text_enum! {
    /// A kind of instrument.
    Kind, "a kind of instrument" {
        /// Luật, bộ luật.
        Law = "law",
        /// Nghị định.
        Decree = "decree",
        /// Quyết định.
        Decision = "decision",
        /// Thông tư.
        Circular = "circular",
        /// Quy định of the Party.
        Regulation = "regulation",
        /// Hướng dẫn of the Party.
        Guidance = "guidance",
    }
}

text_enum! {
    /// How well something is known.
    Certainty, "a certainty" {
        /// The text itself was seen.
        Sure = "sure",
        /// To be checked before one relies on it.
        Doubtful = "doubtful",
    }
}

/// What is not sure.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Doubt {
    /// The first day on which it matters; none: always.
    #[serde(default)]
    pub since: Option<Date>,
    /// In words.
    #[serde(flatten)]
    pub words: Texts,
}

impl Instrument {
    /// The year in which it was issued.
    pub(super) fn year(&self) -> Option<i16> {
        self.issued.get(..4)?.parse().ok()
    }

    /// All names under which it is cited.
    pub(super) fn titles(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.title)
            .chain(&self.also)
            .map(String::as_str)
    }

    /// Whether it is in force no longer on a day.
    pub(super) fn ended(&self, on: Date) -> bool {
        self.until.is_some_and(|until| until <= on)
    }

    /// Whether it is not yet in force on a day.
    pub(super) fn to_come(&self, on: Date) -> bool {
        self.from.is_some_and(|from| on < from)
    }

    /// What is not sure on a day.
    pub(super) fn doubt_on(&self, on: Date) -> Option<&Texts> {
        let doubt = self.doubt.as_ref()?;
        doubt
            .since
            .is_none_or(|since| since <= on)
            .then_some(&doubt.words)
    }
}
