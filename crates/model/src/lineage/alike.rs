//! How alike two duties are: in their words and in their controls.

use std::collections::BTreeMap;

use super::Demand;
use crate::fold::fold;

/// The control of a duty for which none fits.
const OTHER: &str = "OTHER";

/// How alike two duties are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Likeness {
    /// Words that both have, in hundredths of all.
    pub words: u8,
    /// Their first controls are the same one of the catalogue.
    pub same_control: bool,
}

/// Words that suffice between duties of one control, in hundredths.
const WITH_CONTROL: u8 = 35;
/// Words that suffice whatever the controls.
const BY_WORDS: u8 = 65;

impl Likeness {
    /// Whether one may be the other, passed on.
    #[must_use]
    pub const fn is_near(self) -> bool {
        self.words >= BY_WORDS || (self.same_control && self.words >= WITH_CONTROL)
    }

    /// For choosing among several: words decide, a common control breaks near ties.
    const fn weight(self) -> u16 {
        self.words as u16 + if self.same_control { 25 } else { 0 }
    }
}

/// How alike two duties are.
#[must_use]
pub fn likeness(one: &Demand, other: &Demand) -> Likeness {
    let same_control = match (one.controls.first(), other.controls.first()) {
        (Some(one), Some(other)) => one == other && one != OTHER,
        _ => false,
    };
    Likeness {
        words: common(&pieces(&one.text), &pieces(&other.text)),
        same_control,
    }
}

/// The own duty that takes a demand up, the first of the nearest.
pub(super) fn best<'a>(demand: &Demand, own: &'a [Demand]) -> Option<(usize, &'a Demand)> {
    let mut best: Option<(u16, usize, &Demand)> = None;
    for (at, duty) in own.iter().enumerate() {
        let likeness = likeness(demand, duty);
        let better = best.is_none_or(|(weight, ..)| likeness.weight() > weight);
        if likeness.is_near() && better {
            best = Some((likeness.weight(), at, duty));
        }
    }
    best.map(|(_, at, duty)| (at, duty))
}

/// Words and pairs of neighbours, each with how often it is there: order counts, but not alone.
fn pieces(text: &str) -> BTreeMap<String, u32> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let mut pieces = BTreeMap::new();
    for word in &words {
        *pieces.entry((*word).to_owned()).or_default() += 1;
    }
    for pair in words.windows(2) {
        *pieces.entry(pair.join(" ")).or_default() += 1;
    }
    pieces
}

/// What two have in common, in hundredths: twice the common pieces by all pieces (Dice).
fn common(one: &BTreeMap<String, u32>, other: &BTreeMap<String, u32>) -> u8 {
    let count =
        |pieces: &BTreeMap<String, u32>| -> u64 { pieces.values().copied().map(u64::from).sum() };
    let all = count(one) + count(other);
    let both: u64 = one
        .iter()
        .filter_map(|(piece, times)| other.get(piece).map(|found| u64::from(*times.min(found))))
        .sum();
    let hundredths = (200 * both).checked_div(all).unwrap_or(0);
    u8::try_from(hundredths).unwrap_or(100)
}
