//! Which control a sentence sounds like, where no cue of any control stands in it.
//!
//! The title, the advice, the examples and the cues of a control are a sample of how offices speak
//! of it. A sentence is compared with all samples by its words and pairs of words (Okapi BM25); what
//! many controls say weighs little. The result is a guess and is proposed as one.

use std::collections::{BTreeMap, BTreeSet};

use luytre_model::catalogue::{Catalogue, Control};

use crate::text::Flat;

/// How fast a repeated word stops counting, and how much long samples are held back (Okapi's usual
/// constants).
const SATURATION: f32 = 1.2;
const LENGTH: f32 = 0.5;

/// What a single word weighs beside a pair: Vietnamese words are mostly pairs of syllables.
const SINGLE: f32 = 0.25;

/// The score from which a likeness is worth proposing.
const LEAST: f32 = 3.0;

/// How often a title and an example count: they speak of their control alone.
const TITLE: usize = 3;
const EXAMPLE: usize = 2;

/// Words and pairs of words, with the controls that use them and what they weigh there.
#[derive(Debug, Default)]
pub(crate) struct Resemblance {
    grams: BTreeMap<String, Vec<(usize, f32)>>,
    controls: usize,
}

impl Resemblance {
    /// Learns how the controls of a catalogue speak.
    pub(crate) fn new(catalogue: &Catalogue) -> Self {
        let samples: Vec<BTreeMap<String, f32>> = catalogue.iter().map(sample).collect();
        let lengths: Vec<f32> = samples.iter().map(|bag| bag.values().sum()).collect();
        let mean = lengths.iter().sum::<f32>() / small(lengths.len()).max(1.0);
        let mut made = Self {
            controls: samples.len(),
            ..Self::default()
        };
        for (number, (bag, length)) in samples.iter().zip(&lengths).enumerate() {
            for (gram, count) in bag {
                let held = SATURATION * (1.0 - LENGTH + LENGTH * length / mean);
                let weight = count * (SATURATION + 1.0) / (count + held);
                made.grams
                    .entry(gram.clone())
                    .or_default()
                    .push((number, weight));
            }
        }
        for (gram, uses) in &mut made.grams {
            let (all, with) = (small(made.controls), small(uses.len()));
            let rarity = (1.0 + (all - with + 0.5) / (with + 0.5)).ln();
            let share = if gram.contains(' ') { 1.0 } else { SINGLE };
            for (_, weight) in uses.iter_mut() {
                *weight *= rarity * share;
            }
        }
        made
    }

    /// The control that the part of a text sounds like most, where it sounds like any.
    pub(crate) fn best(&self, flat: &Flat, range: &std::ops::Range<usize>) -> Option<usize> {
        let mut scores = vec![0.0_f32; self.controls];
        for gram in grams(flat, range) {
            for (control, weight) in self.grams.get(gram).into_iter().flatten() {
                if let Some(score) = scores.get_mut(*control) {
                    *score += weight;
                }
            }
        }
        scores
            .into_iter()
            .enumerate()
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
            .filter(|(_, score)| *score >= LEAST)
            .map(|(control, _)| control)
    }
}

/// What a control says, as counts of its words and pairs.
fn sample(control: &Control) -> BTreeMap<String, f32> {
    let mut bag: BTreeMap<String, f32> = BTreeMap::new();
    let mut add = |text: &str, times: usize| {
        let flat = Flat::whole(text);
        for gram in grams(&flat, &(0..flat.text.len())) {
            *bag.entry(gram.to_owned()).or_default() += small(times);
        }
    };
    add(&control.title.vi, TITLE);
    for step in &control.fix.vi {
        add(step, 1);
    }
    for example in &control.examples {
        add(example, EXAMPLE);
    }
    for cue in control.cues.strong.iter().chain(&control.cues.weak) {
        add(cue, 1);
    }
    bag
}

/// The different words of a part, and its pairs of neighbours.
fn grams<'a>(flat: &'a Flat, range: &std::ops::Range<usize>) -> BTreeSet<&'a str> {
    let first = flat.token_at(range.start);
    let words: Vec<_> = flat
        .tokens
        .iter()
        .skip(first)
        .take_while(|word| word.end <= range.end)
        .collect();
    let mut out: BTreeSet<&str> = words.iter().map(|word| flat.low((*word).clone())).collect();
    for pair in words.windows(2) {
        if let [one, two] = pair
            && flat.text(one.end..two.start) == " "
        {
            out.insert(flat.low(one.start..two.end));
        }
    }
    out
}

/// A count as a number to reckon with.
fn small(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_sounds_like_its_control() {
        let catalogue = Catalogue::embedded().unwrap();
        let like = Resemblance::new(&catalogue);
        let of = |text: &str| {
            let flat = Flat::whole(text);
            like.best(&flat, &(0..flat.text.len()))
                .and_then(|number| catalogue.iter().nth(number))
                .map(|control| control.id.to_string())
        };
        assert_eq!(
            of("Chép dữ liệu dự phòng ra ổ cứng").as_deref(),
            Some("DEV-08")
        );
        assert_eq!(of("Trồng cây ven đường"), None);
    }
}
