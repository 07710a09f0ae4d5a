//! Which old encoding a text without fonts is in: the one under which its words become Vietnamese
//! syllables. A guess says how sure it is; what is unsure is for a person to decide.

use super::decode::{Decoder, windows_1252};
use super::spelling::lacks_letter;
use super::syllable::is_syllable;
use super::{Encoding, viqr};

/// Text that is looked at; ten pages tell as much as a thousand.
const SAMPLE: usize = 24 * 1024;
/// From here a guess is acted upon, in hundredths.
const SURE: u8 = 90;
/// A wrong syllable weighs as much as this many right ones.
const WRONG: u32 = 3;

/// An encoding and how sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Guess {
    pub(crate) encoding: Encoding,
    /// In hundredths.
    pub(crate) confidence: u8,
    /// Words that it makes right.
    pub(crate) words: u32,
}

impl Guess {
    pub(crate) const fn is_sure(self) -> bool {
        self.confidence >= SURE
    }
}

/// How Vietnamese a text is: its words with letters beyond ASCII that are syllables, and not.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub(super) struct Evidence {
    pub(super) right: u32,
    pub(super) wrong: u32,
}

impl Evidence {
    pub(super) fn of(text: &str) -> Self {
        Self::gather(text, |_| false)
    }

    /// Of a text that was decoded. Programs drop the `ư` of TCVN3, which they take for an optional
    /// hyphen; words that lack but this tell nothing.
    pub(super) fn of_decoded(text: &str, encoding: Encoding) -> Self {
        match encoding {
            Encoding::Tcvn3 => Self::gather(text, lacks_letter),
            _ => Self::of(text),
        }
    }

    fn gather(text: &str, tells_nothing: fn(&str) -> bool) -> Self {
        let mut found = Self::default();
        for word in words(text).filter(|word| !word.is_ascii()) {
            if is_sound(word) {
                found.right = found.right.saturating_add(1);
            } else if !tells_nothing(word) {
                found.wrong = found.wrong.saturating_add(1);
            }
        }
        found
    }

    /// Positive where there is more for it than against it.
    pub(super) fn score(self) -> i64 {
        i64::from(self.right) - i64::from(self.wrong) * i64::from(WRONG)
    }

    pub(super) fn confidence(self) -> u8 {
        let against = self.wrong.saturating_mul(WRONG);
        let all = u64::from(self.right.saturating_add(against)) * 2 + 1;
        u8::try_from(u64::from(self.right) * 200 / all).unwrap_or(100)
    }
}

/// Bytes that are no UTF-8.
pub(crate) fn of_bytes(bytes: &[u8]) -> Option<Guess> {
    let lines = bytes.split(|byte| matches!(byte, b'\n' | b'\r'));
    let mut sample = String::new();
    for line in lines.filter(|line| !line.is_ascii()) {
        if sample.len() > SAMPLE {
            break;
        }
        sample.extend(line.iter().take(SAMPLE).map(|byte| windows_1252(*byte)));
        sample.push('\n');
    }
    best(&sample)
}

/// Lines in which bytes of an old encoding may stand as the characters they were taken for.
pub(super) fn of_lines<'text>(lines: impl Iterator<Item = &'text str>) -> Option<Guess> {
    let mut sample = String::new();
    for line in lines {
        if sample.len() > SAMPLE {
            break;
        }
        let end = line.floor_char_boundary(SAMPLE);
        sample.push_str(line.get(..end).unwrap_or_default());
        sample.push('\n');
    }
    best(&sample)
}

/// The encoding under which the text is most Vietnamese, less sure if another comes near.
fn best(sample: &str) -> Option<Guess> {
    let mut found: Vec<(Evidence, Encoding, String)> = Encoding::BY_BYTES
        .into_iter()
        .filter_map(|encoding| {
            let decoded = Decoder::new(encoding)?.text(sample);
            let evidence = Evidence::of_decoded(&decoded, encoding);
            Some((evidence, encoding, decoded))
        })
        .collect();
    found.sort_by_key(|(evidence, ..)| std::cmp::Reverse(evidence.score()));
    let (evidence, encoding, decoded) = found.first()?;
    if evidence.right == 0 {
        return None;
    }
    let rival = found.iter().find(|(_, _, other)| other != decoded);
    let lead = rival.map_or(i64::MAX, |(rival, ..)| evidence.score() - rival.score());
    let confidence = match lead {
        ..1 => evidence.confidence().min(50),
        1..5 => evidence.confidence().min(75),
        _ => evidence.confidence(),
    };
    Some(Guess {
        encoding: *encoding,
        confidence,
        words: evidence.right,
    })
}

/// Text of ASCII alone may hold Vietnamese with its marks typed as signs.
pub(super) fn of_ascii(text: &str) -> Option<Guess> {
    let end = text.floor_char_boundary(SAMPLE);
    let evidence = viqr::evidence(text.get(..end)?);
    (evidence.right > 0).then(|| Guess {
        encoding: Encoding::Viqr,
        confidence: evidence.confidence(),
        words: evidence.right,
    })
}

/// Runs of letters and of what letters may have been taken for.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !is_of_word(c))
        .filter(|word| word.contains(char::is_alphabetic))
}

/// Letters, and signs beyond ASCII that are no punctuation of Vietnamese.
pub(super) fn is_of_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    !matches!(
        c,
        '“' | '”' | '‘' | '’' | '–' | '—' | '…' | '«' | '»' | '•' | '°' | '\u{a0}' | '\u{feff}'
    ) && !c.is_whitespace()
}

/// A syllable written as people write: no capital after a small letter.
fn is_sound(word: &str) -> bool {
    let mut letters = word.chars();
    let begins_small = letters.next().is_some_and(char::is_lowercase);
    !(begins_small && letters.any(char::is_uppercase)) && is_syllable(word)
}
