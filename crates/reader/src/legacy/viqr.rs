//! VIQR: marks typed after their letters as ASCII signs, hat before tone: `Vie^.t`, `dd`, `\.`.

use unicode_normalization::UnicodeNormalization;

use super::guess::Evidence;
use super::syllable::is_syllable;

/// Decodes a line. A sign that makes no syllable is punctuation: `nay.` ends a sentence.
pub(super) fn decode(line: &str) -> String {
    let mut decoded = String::with_capacity(line.len());
    for token in line.split_inclusive(char::is_whitespace) {
        let word = token.trim_end();
        let blank = token.get(word.len()..).unwrap_or_default();
        decoded.push_str(&decode_word(word));
        decoded.push_str(blank);
    }
    decoded
}

/// How much in a text looks like VIQR: words that become syllables by hats, horns and bars, which
/// English and figures do not have.
pub(super) fn evidence(text: &str) -> Evidence {
    let mut found = Evidence::default();
    for token in text.split_whitespace().filter(|token| has_hat(token)) {
        let decoded = decode_word(token);
        let core = decoded.trim_matches(|c: char| c.is_ascii_punctuation());
        if !core.is_ascii() && is_syllable(core) {
            found.right = found.right.saturating_add(1);
        } else {
            found.wrong = found.wrong.saturating_add(1);
        }
    }
    found
}

fn has_hat(token: &str) -> bool {
    let bytes = token.as_bytes();
    token.len() <= 16
        && bytes
            .array_windows()
            .any(|[letter, sign]| hat(char::from(*letter), char::from(*sign)).is_some())
}

/// Decodes a word; punctuation at its end stays if the word is a syllable with fewer marks only.
fn decode_word(word: &str) -> String {
    let mut end = word.len();
    loop {
        let core = word.get(..end).unwrap_or_default();
        let decoded = marks(core);
        let letters = decoded.trim_matches(|c: char| !c.is_alphabetic());
        let is_marked = core
            .strip_suffix(['.', '?', '\'', '`', '~'])
            .is_some_and(|before| !before.ends_with('\\'));
        let is_tone = || {
            let before = core.get(..core.len() - 1).unwrap_or_default();
            is_syllable(letters) && decoded.ends_with(char::is_alphabetic) && !is_glide(before)
        };
        if !is_marked || is_tone() {
            return decoded + word.get(end..).unwrap_or_default();
        }
        end = end.saturating_sub(1);
    }
}

/// Whether a word ends in a vowel that closes a rhyme, as in `nay`, `tôi`, `sau`, `theo`: the tone
/// stands on the one before it, so a sign after it is punctuation.
fn is_glide(word: &str) -> bool {
    let mut back = word.chars().rev();
    let last = back.next().map(|c| c.to_ascii_lowercase());
    let before = back
        .find(|c| c.is_ascii_alphabetic())
        .map(|c| c.to_ascii_lowercase());
    match (before, last) {
        (Some('a' | 'e'), Some('o')) | (Some('a'), Some('y')) => true,
        (Some('g' | 'q'), _) => false,
        (Some('a' | 'e' | 'i' | 'o' | 'u' | 'y'), Some('i' | 'u')) => true,
        _ => false,
    }
}

fn marks(word: &str) -> String {
    let mut marked = String::with_capacity(word.len() * 2);
    let mut last = ' ';
    let mut characters = word.chars().peekable();
    while let Some(c) = characters.next() {
        if c == '\\' && characters.peek().is_some_and(char::is_ascii_punctuation) {
            marked.extend(characters.next());
            last = ' ';
            continue;
        }
        match (hat(last, c), tone(last, c)) {
            (Some("đ"), _) => {
                let d = marked.pop();
                marked.push(if d == Some('D') { 'Đ' } else { 'đ' });
                last = ' ';
            }
            (Some(mark), _) => marked.push_str(mark),
            (None, Some(mark)) => {
                marked.push_str(mark);
                last = ' ';
            }
            (None, None) => {
                marked.push(c);
                last = c;
            }
        }
    }
    marked.nfc().collect()
}

fn hat(letter: char, sign: char) -> Option<&'static str> {
    match (letter.to_ascii_lowercase(), sign) {
        ('a' | 'e' | 'o', '^') => Some("\u{302}"),
        ('a', '(') => Some("\u{306}"),
        ('o' | 'u', '+' | '*') => Some("\u{31b}"),
        ('d', 'd' | 'D') => Some("đ"),
        _ => None,
    }
}

fn tone(letter: char, sign: char) -> Option<&'static str> {
    if !matches!(
        letter.to_ascii_lowercase(),
        'a' | 'e' | 'i' | 'o' | 'u' | 'y'
    ) {
        return None;
    }
    match sign {
        '\'' => Some("\u{301}"),
        '`' => Some("\u{300}"),
        '?' => Some("\u{309}"),
        '~' => Some("\u{303}"),
        '.' => Some("\u{323}"),
        _ => None,
    }
}
