//! Which control a sentence sounds like: a complement naive Bayes classifier over what the catalogue
//! says of each control.
//!
//! The title, the advice, the examples and the strong cues of a control are a sample of how offices
//! speak of it; `rules/other_fields.toml` is one of what concerns no control. A sentence is compared by
//! its words, its pairs of neighbours and its pairs with one word between. What speaks against a
//! control is how often all the others use those words, which bears samples of unequal size
//! (Rennie et al., "Tackling the poor assumptions of naive Bayes text classifiers", 2003). It has a
//! closed form: nothing is trained, and a sentence added to the catalogue counts at once.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;
use std::sync::OnceLock;

use luytre_model::catalogue::{Catalogue, Control};
use smallvec::SmallVec;

use crate::lexicon::Fnv;
use crate::text::{Flat, lower, tokens};

/// How much is added to every count, so that a word never seen beside a control settles nothing.
const SMOOTHING: f32 = 0.1;

/// What the kinds of sample weigh.
const TITLE: f32 = 2.0;
const ADVICE: f32 = 0.7;
const EXAMPLE: f32 = 1.0;
const CUE: f32 = 0.5;

/// About how many bytes of all samples bring a gram that was not there; more room than needed costs
/// little, to make room again and again much.
const LETTERS_A_GRAM: usize = 4;

/// Sentences to learn from: whose, how much they weigh, what they say.
type Samples = Vec<(usize, f32, String)>;

/// What one gram tells.
#[derive(Debug, Default)]
struct Gram {
    rarity: f32,
    /// Added to the score of every control.
    all: f32,
    /// What is added for those whose samples use it.
    of: SmallVec<[(usize, f32); 1]>,
}

/// Grams are hashes already.
#[derive(Debug, Default)]
struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

/// How the controls speak, made when it is first asked.
#[derive(Debug, Default)]
pub(super) struct Likeness {
    samples: Samples,
    classes: usize,
    index: OnceLock<Index>,
}

#[derive(Debug, Default)]
struct Index {
    numbers: HashMap<u64, usize, BuildHasherDefault<AsIs>>,
    grams: Vec<Gram>,
    /// What a gram of weight one adds for each control by the size of all other samples.
    others: Vec<f32>,
}

impl Likeness {
    /// Learns how the controls of a catalogue speak; the class after the last is that of `others`.
    pub(super) fn new(catalogue: &Catalogue, others: Vec<String>) -> Self {
        let mut samples: Samples = Vec::new();
        let mut classes = 0;
        for (number, control) in catalogue.iter().enumerate() {
            samples.extend(of_control(number, control));
            classes = number + 1;
        }
        samples.extend(others.into_iter().map(|text| (classes, EXAMPLE, text)));
        Self {
            samples,
            classes: classes + 1,
            index: OnceLock::new(),
        }
    }

    /// How much a part of a text sounds like each control, the last being "none"; 0 is the most alike,
    /// all others are below.
    pub(super) fn scores(&self, flat: &Flat, range: &Range<usize>) -> Vec<f32> {
        let index = self
            .index
            .get_or_init(|| Index::new(&self.samples, self.classes));
        let mut scores = vec![0.0_f32; self.classes];
        let mut length = 0.0_f32;
        let mut weight = 0.0_f32;
        for gram in grams(&words(flat, range)) {
            let Some(gram) = index.get(gram) else {
                continue;
            };
            length += gram.rarity * gram.rarity;
            weight += gram.rarity;
            for (class, more) in &gram.of {
                if let Some(score) = scores.get_mut(*class) {
                    *score += gram.rarity * more;
                }
            }
        }
        let length = length.sqrt().max(f32::MIN_POSITIVE);
        for (score, others) in scores.iter_mut().zip(&index.others) {
            *score = (*score + weight * others) / length;
        }
        let most = scores.iter().copied().fold(f32::MIN, f32::max);
        for score in &mut scores {
            *score -= most;
        }
        scores
    }
}

impl Index {
    fn new(samples: &Samples, classes: usize) -> Self {
        let mut made = Self::default();
        let letters: usize = samples.iter().map(|(_, _, text)| text.len()).sum();
        made.numbers.reserve(letters / LETTERS_A_GRAM);
        made.grams.reserve(letters / LETTERS_A_GRAM);
        let bags: Vec<Vec<usize>> = samples
            .iter()
            .map(|(_, _, text)| {
                let low = lower(text);
                let words: Vec<&str> = tokens(&low)
                    .into_iter()
                    .filter_map(|word| low.get(word))
                    .collect();
                grams(&words)
                    .into_iter()
                    .map(|gram| made.number(gram))
                    .collect()
            })
            .collect();
        made.weigh_grams(&bags);
        let mut totals = vec![0.0_f32; classes];
        for ((class, weight, _), bag) in samples.iter().zip(&bags) {
            made.learn(*class, *weight, bag, &mut totals);
        }
        for gram in &mut made.grams {
            let all = gram.all;
            for (_, count) in &mut gram.of {
                *count = ((all + SMOOTHING) / (all - *count + SMOOTHING)).ln();
            }
        }
        let (sum, kinds) = (totals.iter().sum::<f32>(), small(made.grams.len()));
        made.others = totals
            .iter()
            .map(|total| (sum - total + SMOOTHING * kinds).ln())
            .collect();
        made
    }

    fn number(&mut self, gram: u64) -> usize {
        *self.numbers.entry(gram).or_insert_with(|| {
            self.grams.push(Gram::default());
            self.grams.len() - 1
        })
    }

    fn get(&self, gram: u64) -> Option<&Gram> {
        self.grams.get(*self.numbers.get(&gram)?)
    }

    /// What is rare weighs more.
    fn weigh_grams(&mut self, bags: &[Vec<usize>]) {
        for number in bags.iter().flatten() {
            if let Some(gram) = self.grams.get_mut(*number) {
                gram.rarity += 1.0;
            }
        }
        let all = small(bags.len());
        for gram in &mut self.grams {
            gram.rarity = ((all + 1.0) / (gram.rarity + 1.0)).ln() + 1.0;
        }
    }

    /// Counts one sample, whatever its length, by its weight.
    fn learn(&mut self, class: usize, weight: f32, bag: &[usize], totals: &mut [f32]) {
        let square: f32 = bag
            .iter()
            .filter_map(|number| self.grams.get(*number))
            .map(|gram| gram.rarity * gram.rarity)
            .sum();
        for number in bag {
            let Some(gram) = self.grams.get_mut(*number) else {
                continue;
            };
            let count = weight * gram.rarity / square.sqrt();
            gram.all += count;
            match gram.of.last_mut().filter(|last| last.0 == class) {
                Some(last) => last.1 += count,
                None => gram.of.push((class, count)),
            }
            if let Some(total) = totals.get_mut(class) {
                *total += count;
            }
        }
    }
}

/// What a control says.
fn of_control(number: usize, control: &Control) -> impl Iterator<Item = (usize, f32, String)> {
    let kinds = [
        (TITLE, std::slice::from_ref(&control.title.vi)),
        (ADVICE, control.fix.vi.as_slice()),
        (EXAMPLE, control.examples.as_slice()),
        (CUE, control.cues.strong.as_slice()),
    ];
    kinds.into_iter().flat_map(move |(weight, texts)| {
        texts
            .iter()
            .map(move |text| (number, weight, text.replace(" … ", " ")))
    })
}

/// The words of a part.
fn words<'a>(flat: &'a Flat, range: &Range<usize>) -> Vec<&'a str> {
    let first = flat.token_at(range.start);
    flat.tokens
        .iter()
        .skip(first)
        .take_while(|word| word.end <= range.end)
        .map(|word| flat.low(word.clone()))
        .collect()
}

/// The different words, pairs of neighbours and pairs with one word between, as hashes.
fn grams(words: &[&str]) -> Vec<u64> {
    let mut out = Vec::with_capacity(words.len() * 3);
    for (at, word) in words.iter().enumerate() {
        out.push(hash(word, "", ""));
        if let Some(next) = words.get(at + 1) {
            out.push(hash(word, " ", next));
        }
        if let Some(next) = words.get(at + 2) {
            out.push(hash(word, "_", next));
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

fn hash(one: &str, joint: &str, two: &str) -> u64 {
    let mut hasher = Fnv::default();
    for part in [one, joint, two] {
        hasher.write(part.as_bytes());
    }
    hasher.finish()
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
        let like = Likeness::new(&catalogue, vec!["Trồng cây xanh ven đường".to_owned()]);
        let of = |text: &str| {
            let flat = Flat::whole(text);
            let scores = like.scores(&flat, &(0..flat.text.len()));
            let best = scores.iter().position(|score| *score >= 0.0).unwrap();
            catalogue
                .iter()
                .nth(best)
                .map(|control| control.id.to_string())
        };
        assert_eq!(
            of("Chép dữ liệu dự phòng ra ổ cứng").as_deref(),
            Some("DEV-08")
        );
        assert_eq!(of("Trồng cây ven đường"), None);
    }
}
