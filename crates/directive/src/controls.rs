//! Which controls a duty asks for: the cues of the catalogue, weighed.
//!
//! Areas that speak of security count only where the matter is security; a dispatch about taxes
//! has governance and nothing else.

use std::ops::Range;

use luytre_model::catalogue::Catalogue;
use luytre_model::duty::Trigger;

use crate::lexicon::Table;
use crate::resemblance::Resemblance;
use crate::rules::Rules;
use crate::text::{Flat, lower, tokens};

/// The identifier where nothing fits.
pub(crate) const OTHER: &str = "OTHER";

/// Controls that a duty may carry.
const MOST: usize = 3;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Strong,
    Weak,
    Not,
}

#[derive(Debug, Clone, Copy)]
struct Cue {
    control: usize,
    weight: i32,
    kind: Kind,
    /// Whether it counts only under a ban: the cue less its "không".
    banned: bool,
}

/// A cue of several parts, "rà soát … fanpage": they must stand in this order.
#[derive(Debug)]
struct Gapped {
    parts: Vec<usize>,
    cue: Cue,
}

/// What parts the phrases of a cue.
const GAP: &str = " … ";

/// How far apart two parts of a cue may stand, in bytes.
const WIDEST_GAP: usize = 160;

/// The score from which a control with a strong cue counts, and one with weak cues only; what a guess
/// weighs.
const SURE: i32 = 5;
const LIKELY: i32 = 6;
const GUESS: i32 = 4;

/// The cues of all controls.
#[derive(Debug, Default)]
pub(crate) struct Classifier {
    ids: Vec<String>,
    cues: Table<Vec<Cue>>,
    parts: Table<Option<usize>>,
    gapped: Vec<Gapped>,
    topics: Table<Vec<()>>,
    likeness: Resemblance,
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
    /// The weight of the best.
    pub(crate) weight: i32,
}

impl Found {
    /// A control that the form of the sentence settles.
    pub(crate) fn sure(id: &str) -> Self {
        Self {
            ids: vec![id.to_owned()],
            strong: true,
            weight: 20,
        }
    }
}

impl Found {
    /// Controls that the sentence before had, or that this one sounds like.
    pub(crate) fn likely(ids: &[String]) -> Self {
        Self {
            ids: ids.to_vec(),
            strong: false,
            weight: GUESS,
        }
    }
}

impl Gapped {
    /// Where the parts stand in order, the first place that holds them.
    fn find(&self, places: &[Vec<Range<usize>>]) -> Option<Range<usize>> {
        let mut at: Option<Range<usize>> = None;
        for part in &self.parts {
            let after = at.as_ref().map_or(0, |at| at.end);
            let reach = at.as_ref().map_or(usize::MAX, |at| at.end + WIDEST_GAP);
            let next = places
                .get(*part)?
                .iter()
                .find(|place| place.start >= after && place.start <= reach)?;
            at = Some(at.map_or(next.start, |at| at.start)..next.end);
        }
        at
    }
}

/// Signs of a report upward rather than inside the office.
const UPWARD: &[&str] = &[
    "công an",
    "ủy ban",
    "ubnd",
    "cơ quan chức năng",
    "cấp trên",
    "cấp có thẩm quyền",
    "cơ quan có thẩm quyền",
    "đảng ủy",
    "về sở",
    "tỉnh ủy",
    "cục an ninh mạng",
    "a05",
    "chủ tịch",
];

impl Classifier {
    /// Compiles the cues of a catalogue; `topics` are words that make a matter one of security.
    pub(crate) fn new(catalogue: &Catalogue, topics: &[String]) -> Self {
        let mut made = Self {
            likeness: Resemblance::new(catalogue),
            ..Self::default()
        };
        for control in catalogue.iter() {
            let number = made.ids.len();
            made.ids.push(control.id.to_string());
            let lists = [
                (&control.cues.strong, 6, Kind::Strong),
                (&control.cues.weak, 2, Kind::Weak),
                (&control.cues.not, 0, Kind::Not),
            ];
            for (phrases, base, kind) in lists {
                for phrase in phrases {
                    let words = i32::try_from(tokens(&lower(phrase)).len()).unwrap_or(1);
                    let cue = Cue {
                        control: number,
                        weight: base + words,
                        kind,
                        banned: false,
                    };
                    made.add(phrase, cue);
                    // under "Nghiêm cấm:" no item says "không" itself
                    let rest = phrase
                        .strip_prefix("không … ")
                        .or_else(|| phrase.strip_prefix("không "));
                    if let Some(rest) = rest.filter(|_| kind == Kind::Strong) {
                        made.add(
                            rest,
                            Cue {
                                banned: true,
                                ..cue
                            },
                        );
                    }
                }
            }
        }
        for topic in topics {
            made.topics.entry(topic).push(());
        }
        made
    }

    fn add(&mut self, phrase: &str, cue: Cue) {
        if !phrase.contains(GAP) {
            self.cues.entry(phrase).push(cue);
            return;
        }
        let mut parts = Vec::new();
        for part in phrase.split(GAP) {
            let next = self.parts.len();
            parts.push(*self.parts.entry(part).get_or_insert(next));
        }
        self.gapped.push(Gapped { parts, cue });
    }

    /// All cues in a part of a text, with their places.
    fn hits(&self, flat: &Flat, range: &Range<usize>, banned: bool) -> Vec<(Range<usize>, Cue)> {
        let mut hits: Vec<(Range<usize>, Cue)> = Vec::new();
        self.cues.all(flat, range, |at, cues| {
            hits.extend(cues.iter().map(|cue| (at.clone(), *cue)));
        });
        let mut places: Vec<Vec<Range<usize>>> = vec![Vec::new(); self.parts.len()];
        self.parts.all(flat, range, |at, part| {
            if let Some(places) = part.and_then(|part| places.get_mut(part)) {
                places.push(at);
            }
        });
        for gapped in &self.gapped {
            if let Some(at) = gapped.find(&places) {
                hits.push((at, gapped.cue));
            }
        }
        hits.retain(|(_, cue)| banned || !cue.banned);
        hits
    }

    /// Words of security in a part of a text.
    pub(crate) fn topic_words(&self, flat: &Flat, range: &Range<usize>) -> usize {
        let mut count = 0;
        self.topics.all(flat, range, |_, hits| count += hits.len());
        count
    }

    /// The controls of a duty, with what its recurrence and trigger add to its cues.
    pub(crate) fn of_duty(
        &self,
        flat: &Flat,
        range: &Range<usize>,
        matter: Matter,
        rules: &Rules,
    ) -> Found {
        let Matter {
            security,
            recurs,
            trigger,
            banned,
        } = matter;
        let core = without_condition(flat, range, rules);
        let mut found = self.of(flat, &core, security, banned);
        if found.ids.is_empty() && core != *range {
            found = self.of(flat, range, security, banned);
        }
        let low = flat.low(core);
        let reports = reports(low);
        // whom to tell of a false page is a control of its own
        let impersonated = found.ids.iter().any(|id| id == "CHN-08");
        let mut first = |id: &str| {
            found.ids.retain(|other| other != id);
            found.ids.insert(0, id.to_owned());
            found.ids.truncate(MOST);
            found.strong = true;
        };
        if security && trigger == Some(Trigger::Incident) && reports && !impersonated {
            let upward = UPWARD.iter().any(|word| low.contains(word));
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

    /// What a duty without a cue sounds like: where all is about security, better than nothing.
    pub(crate) fn guess(&self, flat: &Flat, range: &Range<usize>) -> Found {
        self.likeness
            .best(flat, range)
            .and_then(|like| self.ids.get(like))
            .map_or_else(Found::default, |id| Found::likely(std::slice::from_ref(id)))
    }

    /// The controls of a piece. `security`: whether the document's matter is security.
    fn of(&self, flat: &Flat, range: &Range<usize>, security: bool, banned: bool) -> Found {
        let security = security || self.topic_words(flat, range) > 0;
        let hits = self.hits(flat, range, banned);
        let mut scores = vec![(0_i32, false); self.ids.len()];
        let opening = range.start + 40;
        for (at, cue) in &hits {
            let hidden = cue.kind == Kind::Not
                || hits.iter().any(|(other, mask)| {
                    mask.kind == Kind::Not
                        && mask.control == cue.control
                        && other.start <= at.start
                        && at.end <= other.end
                });
            let inside = hits.iter().any(|(other, longer)| {
                longer.control == cue.control
                    && longer.kind == cue.kind
                    && other.len() > at.len()
                    && other.start <= at.start
                    && at.end <= other.end
            });
            if let Some(score) = scores.get_mut(cue.control)
                && !hidden
                && !inside
            {
                // what is asked stands first, circumstances after it
                let strong = cue.kind == Kind::Strong;
                let early = match at.start {
                    at if at < opening => 4,
                    at if at < opening + 40 => 1,
                    _ => 0,
                };
                score.0 += cue.weight + if strong { early } else { 0 };
                score.1 |= strong;
            }
        }
        let mut ranked: Vec<(i32, bool, &String)> = scores
            .into_iter()
            .zip(&self.ids)
            .filter(|(_, id)| security || id.starts_with("GOV"))
            .filter(|((score, strong), _)| *score >= if *strong { SURE } else { LIKELY })
            .map(|((score, strong), id)| (score, strong, id))
            .collect();
        ranked.sort_by_key(|(score, strong, _)| {
            std::cmp::Reverse((*score + i32::from(*strong) * 2, *strong))
        });
        let best = ranked.first().map_or(0, |best| best.0);
        let strong = ranked.first().is_some_and(|best| best.1);
        Found {
            ids: ranked
                .into_iter()
                .filter(|(score, strong, _)| *score * 3 >= best * 2 && (*strong || best < 8))
                // a guess from weak cues is one guess
                .take(if strong { MOST } else { 1 })
                .map(|(_, _, id)| id.clone())
                .collect(),
            strong,
            weight: best,
        }
    }
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
