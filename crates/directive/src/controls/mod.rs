//! Which controls a duty asks for: the cues of the catalogue, weighed, and how its controls speak.
//!
//! Areas that speak of security count only where the matter is security; a dispatch about taxes
//! has governance and nothing else.

mod cues;
mod likeness;

use std::ops::Range;

use luytre_model::catalogue::Catalogue;
use luytre_model::duty::Trigger;

use crate::lexicon::Table;
use crate::rules::Rules;
use crate::text::Flat;

use cues::{Cues, Score};
use likeness::Likeness;

/// The identifier where nothing fits.
pub(crate) const OTHER: &str = "OTHER";

/// Controls that a duty may carry.
const MOST: usize = 3;

/// The score from which a control with a strong cue counts, and one with weak cues only.
const SURE: i32 = 5;
const LIKELY: i32 = 6;

/// From this weight on, a control known by weak cues only is left to those with a strong one.
const FIRM: i32 = 8;

/// What likeness weighs beside cues, a unit of cue being ten; and how much of it a weak cue is.
const ALIKE: f32 = 2.0;
const UNIT: f32 = 10.0;
const WEAKLY: f32 = 0.7;

/// How far behind the best a control is still proposed beside it.
const NEAR: f32 = 0.35;

/// Which control a duty asks for.
#[derive(Debug, Default)]
pub(crate) struct Classifier {
    ids: Vec<String>,
    cues: Cues,
    topics: Table<Vec<()>>,
    likeness: Likeness,
}

/// What else is known of a duty that tells its controls.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Matter {
    /// Whether the document is about security.
    pub(crate) security: bool,
    /// Whether the duty recurs.
    pub(crate) recurs: bool,
    /// The event after which it runs.
    pub(crate) trigger: Option<Trigger>,
    /// Whether it forbids, be it by a heading that says so.
    pub(crate) banned: bool,
}

/// What was found for one piece.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// Identifiers, the best first; empty where nothing fits.
    pub(crate) ids: Vec<String>,
    /// Whether the best rests on a strong cue.
    pub(crate) strong: bool,
}

impl Found {
    /// A control that the form of the sentence settles.
    pub(crate) fn sure(id: &str) -> Self {
        Self {
            ids: vec![id.to_owned()],
            strong: true,
        }
    }
}

impl Found {
    /// Controls that the sentence before had, or that this one sounds like.
    pub(crate) fn likely(ids: &[String]) -> Self {
        Self {
            ids: ids.to_vec(),
            strong: false,
        }
    }
}

impl Classifier {
    /// Compiles the knowledge of a catalogue. `topics` are words that make a matter one of security,
    /// `others` sentences that concern no control.
    pub(crate) fn new(catalogue: &Catalogue, topics: &[String], others: Vec<String>) -> Self {
        let mut made = Self {
            ids: catalogue
                .iter()
                .map(|control| control.id.to_string())
                .collect(),
            cues: Cues::new(catalogue),
            topics: Table::default(),
            likeness: Likeness::new(catalogue, others),
        };
        for topic in topics {
            made.topics.entry(topic).push(());
        }
        made
    }

    /// Words of security in a part of a text.
    pub(crate) fn topic_words(&self, flat: &Flat, range: &Range<usize>) -> usize {
        let mut count = 0;
        self.topics.all(flat, range, |_, hits| count += hits.len());
        count
    }

    /// The controls of a duty: cues and likeness together, and what its recurrence and trigger add.
    pub(crate) fn of_duty(
        &self,
        flat: &Flat,
        range: &Range<usize>,
        matter: Matter,
        rules: &Rules,
    ) -> Found {
        let core = without_condition(flat, range, rules);
        let found = if matter.security || self.topic_words(flat, range) > 0 {
            self.most_alike(flat, &core, matter.banned)
        } else {
            self.of(flat, &core, matter)
        };
        settle(found, flat, &core, matter, rules)
    }

    /// As [`Self::of_duty`] by cues alone: what parts one duty from the next must be said outright.
    pub(crate) fn by_cues(
        &self,
        flat: &Flat,
        range: &Range<usize>,
        matter: Matter,
        rules: &Rules,
    ) -> Found {
        let core = without_condition(flat, range, rules);
        let mut found = self.of(flat, &core, matter);
        if found.ids.is_empty() && core != *range {
            found = self.of(flat, range, matter);
        }
        settle(found, flat, &core, matter, rules)
    }

    /// The controls whose cues stand in a piece and that it sounds like; none where it sounds most
    /// like what concerns no control.
    fn most_alike(&self, flat: &Flat, range: &Range<usize>, banned: bool) -> Found {
        let scores = self.cues.scores(flat, range, banned);
        let alike = self.likeness.scores(flat, range);
        let total = |number: usize, alike: &f32| {
            let score = scores.get(number).copied().unwrap_or_default();
            let share = if score.strong { 1.0 } else { WEAKLY };
            let weight = f32::from(i16::try_from(score.weight).unwrap_or(i16::MAX));
            alike * ALIKE + weight / UNIT * share
        };
        let mut ranked: Vec<(f32, usize)> = alike
            .iter()
            .enumerate()
            .map(|(number, alike)| (total(number, alike), number))
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let best = ranked.first().map_or(0.0, |best| best.0);
        let ids: Vec<String> = ranked
            .iter()
            .take_while(|(total, number)| *number < self.ids.len() && *total >= best - NEAR)
            .filter_map(|(_, number)| self.ids.get(*number).cloned())
            .take(MOST)
            .collect();
        let first = ranked.first().and_then(|(_, number)| scores.get(*number));
        Found {
            ids,
            strong: first.is_some_and(|score| score.strong),
        }
    }

    /// The controls whose cues stand in a piece; where the matter is not security, governance alone.
    fn of(&self, flat: &Flat, range: &Range<usize>, matter: Matter) -> Found {
        let security = matter.security || self.topic_words(flat, range) > 0;
        let scores = self.cues.scores(flat, range, matter.banned);
        let mut ranked: Vec<(Score, &String)> = scores
            .into_iter()
            .zip(&self.ids)
            .filter(|(_, id)| security || id.starts_with("GOV"))
            .filter(|(score, _)| score.weight >= if score.strong { SURE } else { LIKELY })
            .collect();
        ranked.sort_by_key(|(score, _)| {
            std::cmp::Reverse((score.weight + i32::from(score.strong) * 2, score.strong))
        });
        let best = ranked.first().map_or(Score::default(), |best| best.0);
        Found {
            ids: ranked
                .into_iter()
                .filter(|(score, _)| {
                    score.weight * 3 >= best.weight * 2 && (score.strong || best.weight < FIRM)
                })
                // a guess from weak cues is one guess
                .take(if best.strong { MOST } else { 1 })
                .map(|(_, id)| id.clone())
                .collect(),
            strong: best.strong,
        }
    }
}

/// Puts first what the recurrence and the trigger of a duty settle.
fn settle(
    mut found: Found,
    flat: &Flat,
    range: &Range<usize>,
    matter: Matter,
    rules: &Rules,
) -> Found {
    let low = flat.low(range.clone());
    let Matter {
        security,
        recurs,
        trigger,
        ..
    } = matter;
    // whom to tell of a false page is a control of its own
    let impersonated = found.ids.iter().any(|id| id == "CHN-08");
    // "liên hệ bộ phận kỹ thuật để được hỗ trợ" after an incident is no question
    let tells = reports(low) || found.ids.first().is_some_and(|id| id == "GOV-06");
    let mut first = |id: &str| {
        found.ids.retain(|other| other != id);
        found.ids.insert(0, id.to_owned());
        found.ids.truncate(MOST);
        found.strong = true;
    };
    if security && trigger == Some(Trigger::Incident) && !matter.banned && tells && !impersonated {
        let upward = rules.upward.find(flat, range).is_some();
        for id in if upward {
            ["INC-01", "INC-05"]
        } else {
            ["INC-05", "INC-01"]
        } {
            first(id);
        }
    } else if security && trigger == Some(Trigger::Departure) {
        first("ACC-06");
    } else if recurs && trigger.is_none() && sends_report(low) {
        first("GOV-03");
    }
    found
}

/// The part behind a fronted condition: "Khi …, phải **thu hồi tài khoản**".
fn without_condition(flat: &Flat, range: &Range<usize>, rules: &Rules) -> Range<usize> {
    if rules.conditions.begins(flat, range).is_none() {
        return range.clone();
    }
    let low = flat.low(range.clone());
    [" phải ", " thì ", " có trách nhiệm ", ", "]
        .iter()
        .find_map(|word| low.find(word).map(|at| range.start + at + word.len()))
        .map_or_else(|| range.clone(), |start| start..range.end)
}

/// Whether somebody is told: "báo" as a word, but not of the press ("báo chí") or of a warning.
fn reports(low: &str) -> bool {
    let words: Vec<&str> = low
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.iter().enumerate().any(|(at, word)| {
        let before = at.checked_sub(1).and_then(|at| words.get(at));
        let next = words.get(at + 1);
        (*word == "báo"
            && !matches!(before, Some(&("cảnh" | "dự" | "tình" | "tờ")))
            && !matches!(next, Some(&("chí" | "đài" | "động" | "hiệu"))))
            || (*word == "thông" && next == Some(&"tin") && words.get(at + 2) == Some(&"ngay"))
    })
}

/// Whether the piece is about sending a report, not about what a report says.
fn sends_report(low: &str) -> bool {
    low.find("báo cáo").is_some_and(|at| {
        let before = low.get(..at).unwrap_or_default();
        before.len() < 70
            && !["công tác", "số liệu", "theo dõi", "tổng hợp", "đôn đốc"]
                .iter()
                .any(|word| before.contains(word))
    })
}
