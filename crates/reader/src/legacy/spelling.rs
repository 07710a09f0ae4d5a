//! Small repairs of Vietnamese words: letters that only look like Vietnamese ones, and the `ư` that
//! programs drop because TCVN3 writes it where others have the soft hyphen.

use super::syllable::is_syllable;

/// Words that stay possible without their `ư`, once it is known that the text has lost it.
const WITHOUT: [(&str, &str); 3] = [("ngời", "người"), ("dới", "dưới"), ("lới", "lưới")];

/// What was repaired.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub(super) struct Repairs {
    pub(super) look_alikes: usize,
    pub(super) lost: usize,
}

/// Repairs the words of a line. With `thorough`, words that could stand as they are as well.
pub(super) fn repair(line: &str, thorough: bool, repairs: &mut Repairs) -> Option<String> {
    let mut repaired = String::new();
    let mut copied = 0;
    for (start, word) in words(line) {
        if word.is_ascii() && !thorough {
            continue;
        }
        if let Some(whole) = repair_word(word, thorough, repairs) {
            repaired.push_str(line.get(copied..start)?);
            repaired.push_str(&whole);
            copied = start + word.len();
        }
    }
    (copied > 0).then(|| repaired + line.get(copied..).unwrap_or_default())
}

fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = line.get(from..)?;
        let start = from + rest.find(char::is_alphabetic)?;
        let rest = line.get(start..)?;
        let length = rest
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(rest.len());
        from = start + length;
        Some((start, rest.get(..length)?))
    })
}

fn repair_word(word: &str, thorough: bool, repairs: &mut Repairs) -> Option<String> {
    if let Some(whole) = without_look_alikes(word) {
        repairs.look_alikes += 1;
        return Some(whole);
    }
    let whole = with_lost_letter(word, thorough)?;
    repairs.lost += 1;
    Some(whole)
}

/// `Ðiều`, `QÐ`, `nƣớc`: Icelandic and other letters in the place of Đ and Ư.
fn without_look_alikes(word: &str) -> Option<String> {
    if !word.contains(['Ð', 'ð', 'Ƣ', 'ƣ']) {
        return None;
    }
    let whole: String = word
        .chars()
        .map(|c| match c {
            'Ð' => 'Đ',
            'ð' => 'đ',
            'Ƣ' => 'Ư',
            'ƣ' => 'ư',
            c => c,
        })
        .collect();
    let is_short_form =
        word.chars().count() > 1 && whole.chars().all(|c| c.is_uppercase() || c == 'đ');
    (is_short_form || is_syllable(&whole)).then_some(whole)
}

/// Whether a word is impossible as it stands and possible with one `ư`.
pub(super) fn lacks_letter(word: &str) -> bool {
    with_lost_letter(word, false).is_some()
}

/// `ơng` → `ương`, `đợc` → `được`: impossible as it stands, possible with one `ư`.
fn with_lost_letter(word: &str, thorough: bool) -> Option<String> {
    if thorough && let Some(known) = known_without(word) {
        return Some(known);
    }
    let is_without_vowel = word.is_ascii()
        && word.len() > 1
        && !word
            .to_ascii_lowercase()
            .contains(['a', 'e', 'i', 'o', 'u', 'y']);
    if is_syllable(word) || word.is_ascii() && !(is_without_vowel && thorough) {
        return None;
    }
    let mut possible = word.char_indices().map(|(at, _)| at).chain([word.len()]);
    let mut found = None;
    for at in &mut possible {
        let (before, after) = word.split_at_checked(at)?;
        if !is_without_vowel && !after.starts_with(is_horned_o) {
            continue;
        }
        let neighbour = after.chars().next().or_else(|| before.chars().last());
        let letter = match neighbour.is_some_and(char::is_uppercase) {
            true => 'Ư',
            false => 'ư',
        };
        let whole = format!("{before}{letter}{after}");
        if is_syllable(&whole) {
            // Two ways to read it are none.
            if found.is_some() {
                return None;
            }
            found = Some(whole);
        }
    }
    found
}

fn known_without(word: &str) -> Option<String> {
    let lower = word.to_lowercase();
    let (short, whole) = WITHOUT.iter().find(|(short, _)| *short == lower)?;
    let is_capital = |at| word.chars().nth(at).is_some_and(char::is_uppercase);
    Some(if is_capital(1) {
        whole.to_uppercase()
    } else if is_capital(0) {
        let rest = whole.get(short.chars().next()?.len_utf8()..)?;
        word.chars().next()?.to_string() + rest
    } else {
        (*whole).to_owned()
    })
}

const fn is_horned_o(c: char) -> bool {
    matches!(
        c,
        'ơ' | 'ớ' | 'ờ' | 'ở' | 'ỡ' | 'ợ' | 'Ơ' | 'Ớ' | 'Ờ' | 'Ở' | 'Ỡ' | 'Ợ'
    )
}
