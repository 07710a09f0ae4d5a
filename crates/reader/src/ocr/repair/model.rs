//! Which syllable follows which, counted in texts of this house, and which differ by marks alone.
//! Small on purpose: it knows common phrases of offices, and stays silent on everything else.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// A syllable and those that follow it with their counts, a line each; made by `examples/pairs.rs`.
const PAIRS: &str = include_str!("pairs.txt");
/// How many sightings of a syllable the knowledge of syllables at large is worth.
const PRIOR: f64 = 4.0;

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::parse(PAIRS));

struct Model {
    after: BTreeMap<&'static str, BTreeMap<&'static str, f64>>,
    /// Sightings of each syllable, as the second of a pair.
    seen: BTreeMap<&'static str, f64>,
    total: f64,
    /// Syllables that are alike without marks.
    alike: BTreeMap<String, Vec<&'static str>>,
}

/// A likelier reading of a syllable.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Likelier {
    pub(super) syllable: &'static str,
    /// How many times likelier it is.
    pub(super) times: f64,
}

/// A reading with other marks that is likelier between these neighbours, all in lower case. It has
/// been seen beside one of them.
pub(super) fn likelier(before: Option<&str>, read: &str, after: Option<&str>) -> Option<Likelier> {
    let model = &*MODEL;
    let alike = model.alike.get(&bare(read))?;
    let as_read = model.likelihood(before, read, after);
    alike
        .iter()
        .filter(|other| **other != read && model.met(before, other, after) >= 1.0)
        .map(|other| Likelier {
            syllable: other,
            times: model.likelihood(before, other, after) / as_read,
        })
        .max_by(|a, b| a.times.total_cmp(&b.times))
}

/// Whether a syllable has been seen at all.
pub(super) fn knows(syllable: &str) -> bool {
    MODEL.seen.contains_key(syllable)
}

/// Whether one has been seen before the other.
pub(super) fn follows(before: &str, syllable: &str) -> bool {
    MODEL.count(before, syllable) > 0.0
}

/// The letters without marks.
pub(super) fn bare(syllable: &str) -> String {
    syllable
        .nfd()
        .filter(|c| c.is_alphabetic())
        .map(|c| if c == 'đ' { 'd' } else { c })
        .collect()
}

impl Model {
    fn parse(pairs: &'static str) -> Self {
        let mut model = Self {
            after: BTreeMap::new(),
            seen: BTreeMap::new(),
            total: 0.0,
            alike: BTreeMap::new(),
        };
        for line in pairs.lines() {
            let mut fields = line.split(' ');
            let Some(one) = fields.next() else { continue };
            model.seen.entry(one).or_default();
            for field in fields {
                let next = field.trim_end_matches(|c: char| c.is_ascii_digit());
                let digits = field.get(next.len()..).unwrap_or_default();
                let count = digits.parse().unwrap_or(1.0);
                *model.after.entry(one).or_default().entry(next).or_default() += count;
                *model.seen.entry(next).or_default() += count;
                model.total += count;
            }
        }
        for syllable in model.seen.keys() {
            model
                .alike
                .entry(bare(syllable))
                .or_default()
                .push(syllable);
        }
        model
    }

    fn count(&self, before: &str, syllable: &str) -> f64 {
        let after = self.after.get(before).and_then(|after| after.get(syllable));
        after.copied().unwrap_or(0.0)
    }

    /// How often it was seen beside these neighbours.
    fn met(&self, before: Option<&str>, syllable: &str, after: Option<&str>) -> f64 {
        before.map_or(0.0, |before| self.count(before, syllable))
            + after.map_or(0.0, |after| self.count(syllable, after))
    }

    fn likelihood(&self, before: Option<&str>, syllable: &str, after: Option<&str>) -> f64 {
        let here = match before {
            Some(before) => self.step(before, syllable),
            None => self.alone(syllable),
        };
        here * after.map_or(1.0, |after| self.step(syllable, after))
    }

    fn step(&self, before: &str, syllable: &str) -> f64 {
        let all: f64 = self
            .after
            .get(before)
            .map_or(0.0, |after| after.values().sum());
        PRIOR.mul_add(self.alone(syllable), self.count(before, syllable)) / (all + PRIOR)
    }

    fn alone(&self, syllable: &str) -> f64 {
        (self.seen.get(syllable).copied().unwrap_or(0.0) + 0.2) / (self.total + 500.0)
    }
}
