//! Mends a text that was read as Unicode: lines whose bytes of an old encoding were taken for other
//! characters, marks typed as signs, and words with a letter lost or mistaken. Lines that are
//! Vietnamese already stay as they are.

use super::decode::{Decoder, byte_of, in_capitals, is_letter_beyond_latin1};
use super::guess::{Evidence, Guess, of_ascii, of_lines};
use super::spelling::{Repairs, repair};
use super::syllable::is_syllable;
use super::{Encoding, viqr};
use crate::{Part, Problem};

/// Fewer words prove no encoding, however well they fit.
const FEWEST_WORDS: u32 = 5;
/// Repairs that prove that a text has lost its `ư`.
const PROOF: usize = 3;

/// A text with what was done to it.
pub(crate) struct Mended {
    pub(crate) text: String,
    pub(crate) parts: Vec<Part>,
    pub(crate) problems: Vec<Problem>,
}

/// Mends a text; `None` where there is nothing to mend.
pub(crate) fn mend(text: &str, parts: &[Part]) -> Option<Mended> {
    let mut problems = Vec::new();
    let mut mended: Option<(String, Vec<Part>)> = None;
    if let Some(guess) = encoding(text) {
        problems.push(Problem::Decoded {
            encoding: guess.encoding,
            confidence: guess.confidence,
        });
        mended = rebuild(text, parts, |line| decoded(line, guess.encoding));
    }
    let mut repairs = Repairs::default();
    let has_whole = has_horned_pair(text);
    for thorough in [false, true] {
        if thorough && (has_whole || repairs.lost < PROOF) {
            break;
        }
        let (text, parts) = mended
            .as_ref()
            .map_or((text, parts), |(text, parts)| (text, parts));
        if let Some(better) = rebuild(text, parts, |line| repair(line, thorough, &mut repairs)) {
            mended = Some(better);
        }
    }
    if repairs.look_alikes > 0 {
        let words = repairs.look_alikes;
        problems.push(Problem::LookAlikes { words });
    }
    if repairs.lost > 0 {
        let words = repairs.lost;
        problems.push(Problem::LostLetters { words });
    }
    let (text, parts) = mended?;
    Some(Mended {
        text,
        parts,
        problems,
    })
}

/// Gives every line a new form where `better` has one, and moves the parts along.
fn rebuild(
    text: &str,
    parts: &[Part],
    mut better: impl FnMut(&str) -> Option<String>,
) -> Option<(String, Vec<Part>)> {
    let mut is_better = false;
    let mut built = String::with_capacity(text.len());
    let mut moved = Vec::with_capacity(parts.len());
    let mut copied = 0;
    for part in parts {
        built.push_str(text.get(copied..part.range.start)?);
        let start = built.len();
        for line in text.get(part.range.clone())?.split_inclusive('\n') {
            let form = better(line);
            is_better |= form.is_some();
            built.push_str(form.as_deref().unwrap_or(line));
        }
        moved.push(Part {
            range: start..built.len(),
            place: part.place,
        });
        copied = part.range.end;
    }
    built.push_str(text.get(copied..)?);
    is_better.then_some((built, moved))
}

/// The old encoding of which the text holds lines, if that is sure.
fn encoding(text: &str) -> Option<Guess> {
    let guess = if text.is_ascii() {
        of_ascii(text)
    } else {
        of_lines(text.lines().filter(|line| is_suspect(line)))
    };
    guess.filter(|guess| guess.is_sure() && guess.words >= FEWEST_WORDS)
}

/// A line whose words beyond ASCII are mostly no syllables, and which has no letter of Vietnamese
/// that would show it to be Unicode.
fn is_suspect(line: &str) -> bool {
    if line.is_ascii() || line.chars().any(is_letter_beyond_latin1) {
        return false;
    }
    let evidence = Evidence::of(line);
    line.chars().any(may_be_byte) && evidence.wrong > evidence.right
}

fn may_be_byte(c: char) -> bool {
    !c.is_ascii() && byte_of(c).is_some()
}

fn decoded(line: &str, encoding: Encoding) -> Option<String> {
    if encoding == Encoding::Viqr {
        let decoded = viqr::decode(line);
        return (decoded != line).then_some(decoded);
    }
    if !line.chars().any(may_be_byte) {
        return None;
    }
    let decoder = Decoder::new(encoding)?;
    if line.chars().any(is_letter_beyond_latin1) {
        return decoded_words(line, decoder);
    }
    let decoded = decoder.text(line);
    let before = Evidence::of(line);
    let after = Evidence::of_decoded(&decoded, encoding);
    let is_better = after.right > 0 && after.score() >= before.score();
    is_better.then(|| in_capitals(line, decoded))
}

/// In a line of Unicode, only words that are no syllables until they are decoded.
fn decoded_words(line: &str, decoder: Decoder) -> Option<String> {
    let mut is_better = false;
    let mut built = String::with_capacity(line.len());
    for token in line.split_inclusive(char::is_whitespace) {
        let decoded = decoder.text(token);
        let may_be = token.chars().any(may_be_byte) && !token.chars().any(is_letter_beyond_latin1);
        if may_be && !is_syllable(core(token)) && is_syllable(core(&decoded)) {
            built.push_str(&decoded);
            is_better = true;
        } else {
            built.push_str(token);
        }
    }
    is_better.then_some(built)
}

fn core(token: &str) -> &str {
    token.trim_matches(|c: char| !c.is_alphabetic())
}

fn has_horned_pair(text: &str) -> bool {
    ["ươ", "ướ", "ườ", "ưở", "ưỡ", "ượ"]
        .iter()
        .any(|pair| text.contains(pair))
}
