//! Lists of phrases, looked up word by word.
//!
//! Vietnamese separates syllables by spaces, so that a phrase is a run of words and never needs a
//! search inside a word. Most words open no phrase, which one look at the first word tells.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;
use std::sync::OnceLock;

use luytre_model::fold::fold;

use crate::text::{Flat, lower, tokens};

/// FNV-1a: the tables are fixed and their keys short, so that speed counts and floods do not.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

type Fast = BuildHasherDefault<Fnv>;

/// First words of phrases, with the words of the longest phrase that each opens.
#[derive(Debug, Default)]
struct Openings(HashMap<String, usize, Fast>);

impl Openings {
    fn add(&mut self, phrase: &str) {
        let words = tokens(phrase);
        if let Some(first) = words.first().and_then(|first| phrase.get(first.clone())) {
            let longest = self.0.entry(first.to_owned()).or_default();
            *longest = words.len().max(*longest);
        }
    }

    /// How many words a phrase that begins with this word may have.
    fn of(&self, word: &str) -> usize {
        self.0.get(word).copied().unwrap_or(0)
    }
}

/// A set of phrases in small letters.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    exact: HashSet<String, Fast>,
    /// Made when a scanned text first asks for it: few lists are ever asked.
    folded: OnceLock<HashSet<String, Fast>>,
    openings: Openings,
}

impl Lexicon {
    /// Builds the set.
    pub(crate) fn new<S: AsRef<str>>(phrases: &[S]) -> Self {
        let mut made = Self::default();
        for phrase in phrases {
            let phrase = lower(phrase.as_ref());
            made.openings.add(&phrase);
            made.exact.insert(phrase);
        }
        made
    }

    /// Phrases without diacritics: scanned text is looked up by two words, whole titles by all.
    fn folded(&self) -> &HashSet<String, Fast> {
        self.folded.get_or_init(|| {
            let whole = |phrase: &&String| phrase.contains(' ');
            self.exact
                .iter()
                .filter(whole)
                .map(|phrase| fold(phrase))
                .collect()
        })
    }

    /// The end of the longest phrase that begins with word number `token`.
    pub(crate) fn at(&self, flat: &Flat, token: usize) -> Option<usize> {
        let first = flat.tokens.get(token)?;
        let longest = self.openings.of(flat.low(first.clone()));
        (token..token + longest).rev().find_map(|last| {
            let end = flat.tokens.get(last)?.end;
            self.exact
                .contains(flat.low(first.start..end))
                .then_some(end)
        })
    }

    /// As [`Self::at`], and without regard to diacritics where the phrase has two words.
    pub(crate) fn at_scanned(&self, flat: &Flat, token: usize) -> Option<usize> {
        if let Some(end) = self.at(flat, token) {
            return Some(end);
        }
        let start = flat.tokens.get(token)?.start;
        let end = flat.tokens.get(token + 1)?.end;
        let words = flat.low(start..end);
        self.folded().contains(&fold(words)).then_some(end)
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

    /// As [`Self::is`] without regard to diacritics, for phrases of two words or more.
    pub(crate) fn is_folded(&self, text: &str) -> bool {
        self.folded().contains(&fold(text))
    }
}

/// Phrases that lead to values.
#[derive(Debug)]
pub(crate) struct Table<V> {
    rows: HashMap<String, V, Fast>,
    openings: Openings,
}

impl<V> Default for Table<V> {
    fn default() -> Self {
        Self {
            rows: HashMap::default(),
            openings: Openings::default(),
        }
    }
}

impl<V: Default> Table<V> {
    /// The value of a phrase, made when it is new.
    pub(crate) fn entry(&mut self, phrase: &str) -> &mut V {
        let phrase = lower(phrase);
        self.openings.add(&phrase);
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
            let longest = self.openings.of(flat.low(token.clone()));
            for last in flat.tokens.iter().skip(number).take(longest) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_longest_phrase() {
        let lexicon = Lexicon::new(&["kiểm tra", "kiểm tra, giám sát", "rà soát"]);
        let flat = Flat::whole("Kiểm tra, giám sát và rà soát");
        assert_eq!(lexicon.at(&flat, 0), Some("Kiểm tra, giám sát".len()));
        assert_eq!(lexicon.at(&flat, 1), None);
        let found = lexicon.find(&flat, &(8..flat.text.len())).unwrap();
        assert_eq!(flat.text(found), "rà soát");
    }

    #[test]
    fn scanned_words_lose_their_marks() {
        let lexicon = Lexicon::new(&["khẩn trương", "cấm"]);
        assert!(
            lexicon
                .at_scanned(&Flat::whole("Khan truong thực hiện"), 0)
                .is_some()
        );
        assert!(lexicon.at_scanned(&Flat::whole("Cam kết"), 0).is_none());
    }
}
