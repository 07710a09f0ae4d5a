//! The rules of the language, read once from the data beside the code.
//!
//! Every list is a fact about how offices write, never about one document. A list that cannot be
//! read is a fault of the build, found by the tests; the reader then works with empty lists.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::OnceLock;

use regex::Regex;
use serde::Deserialize;

use crate::lexicon::Lexicon;

/// A regular expression, compiled when it is first asked: few texts ask all of them, and to compile
/// them takes longer than to read a page.
#[derive(Debug, Deserialize)]
#[serde(from = "String")]
pub(crate) struct Pattern {
    text: String,
    made: OnceLock<Regex>,
}

impl From<String> for Pattern {
    fn from(text: String) -> Self {
        let made = OnceLock::new();
        Self { text, made }
    }
}

impl Deref for Pattern {
    type Target = Regex;

    #[expect(
        clippy::expect_used,
        reason = "embedded data; a test compiles every pattern"
    )]
    fn deref(&self) -> &Regex {
        self.made
            .get_or_init(|| Regex::new(&self.text).expect("an embedded pattern"))
    }
}

/// Regular expressions.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Patterns {
    pub(crate) furniture: Pattern,
    pub(crate) stamp_day: Pattern,
    pub(crate) number: Pattern,
    pub(crate) date: Pattern,
    pub(crate) short_date: Pattern,
    pub(crate) about: Pattern,
    pub(crate) to: Pattern,
    pub(crate) part: Pattern,
    pub(crate) roman: Pattern,
    pub(crate) capital: Pattern,
    pub(crate) article: Pattern,
    pub(crate) dotted: Pattern,
    pub(crate) numbered: Pattern,
    pub(crate) lettered: Pattern,
    pub(crate) bulleted: Pattern,
    pub(crate) sign_off: Pattern,
    pub(crate) authority: Pattern,
    pub(crate) citation: Pattern,
    pub(crate) cited_day: Pattern,
    pub(crate) period: Pattern,
    pub(crate) within: Pattern,
    pub(crate) before: Pattern,
}

/// Words of the heading.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct HeadingWords {
    pub(crate) kinds: BTreeMap<String, String>,
    pub(crate) symbols: BTreeMap<String, String>,
    pub(crate) lists: BTreeMap<String, Vec<String>>,
}

/// Heads of the columns of tables.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TableWords {
    pub(crate) number: Vec<String>,
    pub(crate) task: Vec<String>,
    pub(crate) when: Vec<String>,
    pub(crate) who: Vec<String>,
    pub(crate) with: Vec<String>,
}

/// All rules.
#[derive(Debug)]
pub(crate) struct Rules {
    pub(crate) patterns: Patterns,
    pub(crate) heading: HeadingWords,
    pub(crate) table: TableWords,
    /// Words that open the body.
    pub(crate) body: Lexicon,
    pub(crate) motto: Lexicon,
    pub(crate) urgency: Lexicon,
    pub(crate) verbs: Lexicon,
    /// Verbs and the adverbs that stand before them.
    pub(crate) openers: Lexicon,
    pub(crate) not_verbs: Lexicon,
    pub(crate) modals: Lexicon,
    pub(crate) directives: Lexicon,
    pub(crate) causatives: Lexicon,
    pub(crate) informing: Lexicon,
    pub(crate) must_not: Lexicon,
    pub(crate) not_a_ban: Lexicon,
    pub(crate) should: Lexicon,
    pub(crate) ban_headings: Lexicon,
    pub(crate) attributes: Lexicon,
    pub(crate) quantifiers: Lexicon,
    /// Bodies and persons.
    pub(crate) heads: Lexicon,
    pub(crate) persons: Lexicon,
    pub(crate) not_heads: Lexicon,
    pub(crate) glue: Lexicon,
    pub(crate) stops: Lexicon,
    pub(crate) whole: Lexicon,
    pub(crate) topics: Lexicon,
    pub(crate) fronts: Lexicon,
    pub(crate) eventful: Lexicon,
    pub(crate) binding: Lexicon,
    pub(crate) tells: Lexicon,
    pub(crate) governing: Lexicon,
    pub(crate) upward: Lexicon,
    pub(crate) nonduty: Lexicon,
    pub(crate) nonduty_marks: Lexicon,
    pub(crate) performatives: Lexicon,
    pub(crate) sections: Lexicon,
    pub(crate) closings: Lexicon,
    pub(crate) occasions: Lexicon,
    pub(crate) telling: Lexicon,
    pub(crate) asking: Lexicon,
    pub(crate) bounds: Lexicon,
    pub(crate) completions: Lexicon,
    pub(crate) who_labels: Lexicon,
    pub(crate) with_labels: Lexicon,
    pub(crate) other_labels: Lexicon,
    pub(crate) regular: Lexicon,
    pub(crate) not_regular: Lexicon,
    pub(crate) conditions: Lexicon,
    pub(crate) incident: Lexicon,
    pub(crate) not_incident: Lexicon,
    pub(crate) departure: Lexicon,
    pub(crate) reorganisation: Lexicon,
    pub(crate) handling: Lexicon,
    pub(crate) handled: Lexicon,
    pub(crate) leavers: Vec<String>,
    pub(crate) access: Lexicon,
    pub(crate) registers: Lexicon,
    pub(crate) event_headings: Lexicon,
}

type Lists = BTreeMap<String, Vec<String>>;

fn table<T: for<'de> Deserialize<'de> + Default>(text: &str) -> T {
    toml::from_str(text).unwrap_or_default()
}

struct Words(Lists);

impl Words {
    fn read(text: &str) -> Self {
        Self(table(text))
    }

    fn of(&self, names: &[&str]) -> Lexicon {
        for name in names {
            debug_assert!(self.0.contains_key(*name), "no list is called {name}");
        }
        let all: Vec<&String> = names
            .iter()
            .filter_map(|name| self.0.get(*name))
            .flatten()
            .collect();
        Lexicon::new(&all)
    }

    fn list(&self, name: &str) -> Vec<String> {
        self.0.get(name).cloned().unwrap_or_default()
    }
}

impl Rules {
    /// Reads the embedded rules.
    #[expect(clippy::expect_used, reason = "embedded data; a test reads it")]
    pub(crate) fn embedded() -> Self {
        let heading: HeadingWords = table(include_str!("../rules/heading.toml"));
        let list =
            |name: &str| Lexicon::new(heading.lists.get(name).map_or(&[][..], Vec::as_slice));
        let verbs = Words::read(include_str!("../rules/verbs.toml"));
        let force = Words::read(include_str!("../rules/force.toml"));
        let actors = Words::read(include_str!("../rules/actors.toml"));
        let subject = Words::read(include_str!("../rules/subject.toml"));
        let nonduty = Words::read(include_str!("../rules/nonduty.toml"));
        let time = Words::read(include_str!("../rules/time.toml"));
        Self {
            patterns: patterns().expect("embedded patterns"),
            body: list("body"),
            table: table(include_str!("../rules/table.toml")),
            motto: list("motto"),
            urgency: list("urgency"),
            heading,
            verbs: verbs.of(&["verbs"]),
            openers: verbs.of(&["verbs", "adverbs", "directives"]),
            not_verbs: verbs.of(&["not_verbs"]),
            modals: verbs.of(&["modals"]),
            directives: verbs.of(&["directives"]),
            causatives: verbs.of(&["causatives"]),
            informing: verbs.of(&["informing"]),
            must_not: force.of(&["must_not"]),
            not_a_ban: force.of(&["not_a_ban"]),
            should: force.of(&["should"]),
            ban_headings: force.of(&["ban_headings"]),
            attributes: force.of(&["attributes"]),
            quantifiers: actors.of(&["quantifiers"]),
            heads: actors.of(&["bodies", "persons"]),
            persons: actors.of(&["persons"]),
            not_heads: actors.of(&["not_heads"]),
            glue: actors.of(&["glue"]),
            stops: actors.of(&["stops"]),
            whole: actors.of(&["whole"]),
            topics: actors.of(&["topics"]),
            fronts: subject.of(&["fronts"]),
            eventful: subject.of(&["eventful"]),
            binding: subject.of(&["binding"]),
            tells: subject.of(&["tells"]),
            governing: subject.of(&["governing"]),
            upward: subject.of(&["upward"]),
            nonduty: nonduty.of(&["openers"]),
            nonduty_marks: nonduty.of(&["marks"]),
            performatives: nonduty.of(&["performatives"]),
            sections: nonduty.of(&["sections"]),
            closings: nonduty.of(&["closings"]),
            occasions: nonduty.of(&["occasions"]),
            telling: nonduty.of(&["telling"]),
            asking: nonduty.of(&["asking"]),
            bounds: nonduty.of(&["bounds"]),
            completions: nonduty.of(&["completions"]),
            who_labels: nonduty.of(&["who_labels"]),
            with_labels: nonduty.of(&["with_labels"]),
            other_labels: nonduty.of(&["other_labels"]),
            regular: time.of(&["regular"]),
            not_regular: time.of(&["not_regular"]),
            conditions: time.of(&["conditions"]),
            incident: time.of(&["incident"]),
            not_incident: time.of(&["not_incident"]),
            departure: time.of(&["departure"]),
            reorganisation: time.of(&["reorganisation"]),
            handling: time.of(&["handling"]),
            handled: time.of(&["handled"]),
            leavers: time.list("leavers"),
            access: time.of(&["access"]),
            registers: time.of(&["registers"]),
            event_headings: time.of(&["event_headings"]),
        }
    }
}

fn patterns() -> Result<Patterns, toml::de::Error> {
    toml::from_str(include_str!("../rules/patterns.toml"))
}

/// Words that make a matter one of security.
pub(crate) fn topics() -> Vec<String> {
    let mut lists: Lists = table(include_str!("../rules/topics.toml"));
    lists.remove("topics").unwrap_or_default()
}

/// Sentences that concern no control of the catalogue.
pub(crate) fn other_fields() -> Vec<String> {
    let mut lists: Lists = table(include_str!("../rules/other_fields.toml"));
    lists.remove("sentences").unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_and_pattern_is_there() {
        patterns().unwrap();
        for text in [
            include_str!("../rules/verbs.toml"),
            include_str!("../rules/force.toml"),
            include_str!("../rules/actors.toml"),
            include_str!("../rules/nonduty.toml"),
            include_str!("../rules/time.toml"),
            include_str!("../rules/topics.toml"),
            include_str!("../rules/subject.toml"),
            include_str!("../rules/table.toml"),
            include_str!("../rules/other_fields.toml"),
        ] {
            let lists: Lists = toml::from_str(text).unwrap();
            for (name, list) in &lists {
                assert!(!list.is_empty(), "{name} is empty");
                let mut sorted = list.clone();
                sorted.sort();
                sorted.dedup();
                assert_eq!(
                    &sorted, list,
                    "{name} is not sorted, or says a phrase twice"
                );
            }
        }
        let heading: HeadingWords = toml::from_str(include_str!("../rules/heading.toml")).unwrap();
        assert_eq!(
            heading.kinds.get("ke hoach").map(String::as_str),
            Some("KH")
        );
        let patterns: BTreeMap<String, String> =
            toml::from_str(include_str!("../rules/patterns.toml")).unwrap();
        for (name, text) in patterns {
            assert!(Regex::new(&text).is_ok(), "{name} is no regular expression");
        }
    }
}
