//! Lists of phrases, looked up word by word.
//!
//! Vietnamese separates syllables by spaces, so that a phrase is a run of words and never needs a
//! search inside a word: a table of phrases and the greatest number of words is enough.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use luytre_model::fold::fold;

use crate::text::{Flat, lower, tokens};

/// A set of phrases in small letters.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    exact: HashSet<String>,
    folded: HashSet<String>,
    longest: usize,
}

impl Lexicon {
    /// Builds the set.
    pub(crate) fn new<S: AsRef<str>>(phrases: &[S]) -> Self {
        let mut made = Self::default();
        for phrase in phrases {
            let phrase = lower(phrase.as_ref());
            let words = tokens(&phrase).len();
            made.longest = made.longest.max(words);
            // scanned text is looked up by two words, whole titles by all
            if words > 1 {
                made.folded.insert(fold(&phrase));
            }
            made.exact.insert(phrase);
        }
        made
    }

    /// The end of the longest phrase that begins with word number `token`.
    pub(crate) fn at(&self, flat: &Flat, token: usize) -> Option<usize> {
        let start = flat.tokens.get(token)?.start;
        let last = (token + self.longest).min(flat.tokens.len());
        (token..last).rev().find_map(|end_token| {
            let end = flat.tokens.get(end_token)?.end;
            self.exact.contains(flat.low(start..end)).then_some(end)
        })
    }

    /// As [`Self::at`], and without regard to diacritics where the phrase has two words or more.
    pub(crate) fn at_scanned(&self, flat: &Flat, token: usize) -> Option<usize> {
        if let Some(end) = self.at(flat, token) {
            return Some(end);
        }
        let start = flat.tokens.get(token)?.start;
        let end = flat.tokens.get(token + 1)?.end;
        let words = flat.low(start..end);
        (self.longest > 1 && self.folded.contains(&fold(words))).then_some(end)
    }

    /// Whether the part of the text begins with a phrase.
    pub(crate) fn begins(&self, flat: &Flat, range: &Range<usize>) -> Option<usize> {
        self.at(flat, flat.token_at(range.start))
            .filter(|end| *end <= range.end)
    }

    /// As [`Self::begins`], in scanned text too.
    pub(crate) fn begins_scanned(&self, flat: &Flat, range: &Range<usize>) -> Option<usize> {
        self.at_scanned(flat, flat.token_at(range.start))
            .filter(|end| *end <= range.end)
    }

    /// The first phrase anywhere in the part of the text.
    pub(crate) fn find(&self, flat: &Flat, range: &Range<usize>) -> Option<Range<usize>> {
        let first = flat.token_at(range.start);
        flat.tokens
            .iter()
            .enumerate()
            .skip(first)
            .take_while(|(_, token)| token.start < range.end)
            .find_map(|(number, token)| {
                let end = self.at(flat, number)?;
                (end <= range.end).then_some(token.start..end)
            })
    }

    /// Whether the whole of a text, small letters and single blanks, is a phrase.
    pub(crate) fn is(&self, text: &str) -> bool {
        self.exact.contains(&lower(text))
    }

    /// As [`Self::is`] without regard to diacritics.
    pub(crate) fn is_folded(&self, text: &str) -> bool {
        self.folded.contains(&fold(text))
    }
}

/// Phrases that lead to values.
#[derive(Debug)]
pub(crate) struct Table<V> {
    rows: HashMap<String, V>,
    longest: usize,
}

impl<V> Default for Table<V> {
    fn default() -> Self {
        Self {
            rows: HashMap::new(),
            longest: 0,
        }
    }
}

impl<V: Default> Table<V> {
    /// The value of a phrase, made when it is new.
    pub(crate) fn entry(&mut self, phrase: &str) -> &mut V {
        let phrase = lower(phrase);
        self.longest = self.longest.max(tokens(&phrase).len());
        self.rows.entry(phrase).or_default()
    }

    /// How many phrases there are.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Every phrase in the part of the text, overlapping ones included.
    pub(crate) fn all<'a>(
        &'a self,
        flat: &Flat,
        range: &Range<usize>,
        mut seen: impl FnMut(Range<usize>, &'a V),
    ) {
        let first = flat.token_at(range.start);
        for (number, token) in flat.tokens.iter().enumerate().skip(first) {
            if token.start >= range.end {
                break;
            }
            for last in flat.tokens.iter().skip(number).take(self.longest) {
                if last.end > range.end {
                    break;
                }
                if let Some(value) = self.rows.get(flat.low(token.start..last.end)) {
                    seen(token.start..last.end, value);
                }
            }
        }
    }
}
