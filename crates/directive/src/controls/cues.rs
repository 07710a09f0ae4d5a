//! The cues of the catalogue, weighed: what each control scores in a part of a text.

use std::ops::Range;

use luytre_model::catalogue::Catalogue;

use crate::lexicon::Table;
use crate::text::{Flat, lower, tokens};

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

/// What a cue weighs before its words are counted.
const STRONG: i32 = 6;
const WEAK: i32 = 2;

/// What is asked stands first, circumstances after it: what a strong cue gains in the first bytes of
/// a part, and in the next.
const OPENING: usize = 40;
const EARLY: (i32, i32) = (4, 1);

/// What a control scores.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Score {
    pub(super) weight: i32,
    /// Whether a strong cue stands there.
    pub(super) strong: bool,
}

/// The cues of all controls.
#[derive(Debug, Default)]
pub(super) struct Cues {
    controls: usize,
    whole: Table<Vec<Cue>>,
    parts: Table<Option<usize>>,
    gapped: Vec<Gapped>,
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

impl Cues {
    /// Compiles the cues of a catalogue.
    pub(super) fn new(catalogue: &Catalogue) -> Self {
        let mut made = Self::default();
        for (control, entry) in catalogue.iter().enumerate() {
            made.controls = control + 1;
            let lists = [
                (&entry.cues.strong, STRONG, Kind::Strong),
                (&entry.cues.weak, WEAK, Kind::Weak),
                (&entry.cues.not, 0, Kind::Not),
            ];
            for (phrases, base, kind) in lists {
                for phrase in phrases {
                    let words = i32::try_from(tokens(&lower(phrase)).len()).unwrap_or(1);
                    made.add(
                        phrase,
                        Cue {
                            control,
                            weight: base + words,
                            kind,
                            banned: false,
                        },
                    );
                }
            }
        }
        made
    }

    fn add(&mut self, phrase: &str, cue: Cue) {
        self.add_one(phrase, cue);
        // under "Nghiêm cấm:" no item says "không" itself
        let rest = phrase
            .strip_prefix("không … ")
            .or_else(|| phrase.strip_prefix("không "));
        if let Some(rest) = rest.filter(|_| cue.kind == Kind::Strong) {
            let banned = true;
            self.add_one(rest, Cue { banned, ..cue });
        }
    }

    fn add_one(&mut self, phrase: &str, cue: Cue) {
        if !phrase.contains(GAP) {
            self.whole.entry(phrase).push(cue);
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
        self.whole.all(flat, range, |at, cues| {
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

    /// What each control scores in a part of a text.
    pub(super) fn scores(&self, flat: &Flat, range: &Range<usize>, banned: bool) -> Vec<Score> {
        let hits = self.hits(flat, range, banned);
        let mut scores = vec![Score::default(); self.controls];
        for (at, cue) in &hits {
            let within = |other: &Range<usize>| other.start <= at.start && at.end <= other.end;
            let masked = hits.iter().any(|(other, mask)| {
                mask.kind == Kind::Not && mask.control == cue.control && within(other)
            });
            let shorter = hits.iter().any(|(other, longer)| {
                longer.control == cue.control
                    && longer.kind == cue.kind
                    && other.len() > at.len()
                    && within(other)
            });
            if let Some(score) = scores.get_mut(cue.control)
                && cue.kind != Kind::Not
                && !masked
                && !shorter
            {
                let strong = cue.kind == Kind::Strong;
                let early = match at.start - range.start {
                    at if at < OPENING => EARLY.0,
                    at if at < 2 * OPENING => EARLY.1,
                    _ => 0,
                };
                score.weight += cue.weight + if strong { early } else { 0 };
                score.strong |= strong;
            }
        }
        scores
    }
}
