//! Which units a phrase such as "Thủ trưởng các phòng, ban" or "Công an phường" means.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Deserialize;

use super::UnitKind;
use crate::data::{Faults, Findings};
use crate::fold::{fold, nfc};
use crate::id::UnitId;

static ALIASES: &str = include_str!("../../../../catalogue/unit-aliases.yaml");

/// A unit that a phrase may mean.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// Its id.
    pub id: UnitId,
    /// Its kind.
    pub kind: UnitKind,
    /// Its name.
    pub name: &'a str,
    /// How else it is called.
    pub aliases: &'a [String],
}

/// A unit that a phrase means, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// The unit.
    pub unit: UnitId,
    /// What in the phrase means it.
    pub by: ResolvedBy,
}

/// What in a phrase means a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResolvedBy {
    /// Its name or an alias.
    Name(String),
    /// A phrase for all units of a kind.
    Group(String),
}

/// The phrases that mean all units of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitPhrases {
    phrases: Vec<Phrase>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Phrase {
    words: Vec<String>,
    meaning: Meaning,
}

/// What the phrases of one group mean.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Meaning {
    kinds: Vec<UnitKind>,
    named: Option<String>,
    people: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    groups: Vec<Group>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    phrases: Vec<String>,
    kinds: Vec<UnitKind>,
    #[serde(default)]
    named: Option<String>,
    #[serde(default)]
    people: bool,
}

/// A stretch of words of the phrase and what it means.
struct Hit<'a> {
    words: Range<usize>,
    means: Means<'a>,
}

enum Means<'a> {
    Unit { id: UnitId, name: &'a str },
    Group(&'a Phrase),
}

impl UnitPhrases {
    /// The phrases that are built into the program.
    ///
    /// # Errors
    /// All that is wrong in their file.
    pub fn embedded() -> Result<Self, Faults> {
        Self::from_yaml("unit-aliases.yaml", ALIASES)
    }

    pub(super) fn from_yaml(name: &str, text: &str) -> Result<Self, Faults> {
        let mut findings = Findings::default();
        let file = findings.read::<File>(name, text).unwrap_or_default();
        let mut seen = BTreeSet::new();
        let mut phrases = Vec::new();
        for group in file.groups {
            let meaning = Meaning {
                kinds: group.kinds,
                named: group.named.as_deref().map(fold),
                people: group.people,
            };
            for text in group.phrases {
                let words = plain_words(&text);
                let sound = !words.is_empty() && seen.insert(words.clone());
                findings.check(name, sound, || {
                    format!("the phrase {text:?} is empty or there twice")
                });
                phrases.push(Phrase {
                    words,
                    meaning: meaning.clone(),
                });
            }
        }
        findings.unless_any(Self { phrases })
    }

    /// The units that `actor` means, in the order of `units`; none where it names none.
    ///
    /// The longest name or phrase wins and its words count once. Names are compared without
    /// diacritics, as every office types them differently; phrases with them (bản is not ban).
    #[must_use]
    pub fn resolve(&self, actor: &str, units: &[Candidate<'_>]) -> Vec<Resolved> {
        let hits = self.hits(actor, units);
        let only_people = hits.iter().all(|hit| hit.is_people());
        units
            .iter()
            .filter_map(|unit| {
                hits.iter()
                    .filter(|hit| only_people || !hit.is_people())
                    .find_map(|hit| hit.for_unit(unit))
            })
            .collect()
    }

    /// All stretches of `actor` that mean something, names first, none over another.
    fn hits<'a>(&'a self, actor: &str, units: &[Candidate<'a>]) -> Vec<Hit<'a>> {
        let plain = plain_words(actor);
        let folded: Vec<String> = plain.iter().map(|word| fold(word)).collect();
        let mut found = Vec::new();
        for unit in units {
            let aliases = unit.aliases.iter().map(String::as_str);
            for name in std::iter::once(unit.name).chain(aliases) {
                let words: Vec<String> = plain_words(name).iter().map(|word| fold(word)).collect();
                found.extend(places(&folded, &words).map(|words| Hit {
                    words,
                    means: Means::Unit { id: unit.id, name },
                }));
            }
        }
        for phrase in &self.phrases {
            found.extend(places(&plain, &phrase.words).map(|words| Hit {
                words,
                means: Means::Group(phrase),
            }));
        }
        // Stable: of equally long stretches names stay before groups.
        found.sort_by_key(|hit| std::cmp::Reverse(hit.words.len()));
        let mut kept: Vec<Hit<'_>> = Vec::new();
        for hit in found {
            if kept.iter().all(|other| hit.agrees_with(other)) {
                kept.push(hit);
            }
        }
        kept.sort_by_key(|hit| matches!(hit.means, Means::Group(_)));
        kept
    }
}

impl Hit<'_> {
    /// Whether both may count: they share no word, or are one name of several units.
    fn agrees_with(&self, other: &Self) -> bool {
        let apart = self.words.end <= other.words.start || other.words.end <= self.words.start;
        let one_name = self.words == other.words
            && matches!(self.means, Means::Unit { .. })
            && matches!(other.means, Means::Unit { .. });
        apart || one_name
    }

    const fn is_people(&self) -> bool {
        matches!(self.means, Means::Group(phrase) if phrase.meaning.people)
    }

    fn for_unit(&self, unit: &Candidate<'_>) -> Option<Resolved> {
        let by = match self.means {
            Means::Unit { id, name } => {
                (id == unit.id).then(|| ResolvedBy::Name(name.to_owned()))?
            }
            Means::Group(phrase) => {
                let meaning = &phrase.meaning;
                let named = meaning
                    .named
                    .as_ref()
                    .is_none_or(|words| fold(unit.name).contains(words));
                (named && meaning.kinds.contains(&unit.kind))
                    .then(|| ResolvedBy::Group(phrase.words.join(" ")))?
            }
        };
        Some(Resolved { unit: unit.id, by })
    }
}

/// The words of a text, composed, in small letters.
fn plain_words(text: &str) -> Vec<String> {
    nfc(text)
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Where `part` stands in `words`.
fn places<'a>(words: &'a [String], part: &'a [String]) -> impl Iterator<Item = Range<usize>> + 'a {
    let length = part.len();
    // `windows` takes no zero; a part without words is nowhere.
    words
        .windows(length.max(1))
        .enumerate()
        .filter(move |(_, window)| *window == part)
        .map(move |(start, _)| start..start + length)
}
