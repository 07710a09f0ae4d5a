//! Marks over vowels, by which syllables are likely beside each other.
//!
//! The thresholds were chosen on the five labelled dispatches: of their clean texts no right word
//! would be changed but one that is misspelt in the print.

use unicode_normalization::UnicodeNormalization;

use super::super::tsv::Word;
use super::model::{bare, follows, knows, likelier};

/// Words less sure than this need less to be changed.
const UNSURE: f64 = 80.0;
/// Words as sure as this stay.
const SURE: f64 = 95.5;
/// How many times likelier another reading of an unsure word must be.
const LIKELIER: f64 = 20.0;
/// How many times for other words.
const MUCH_LIKELIER: f64 = 300.0;

/// How a word is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Lower,
    Capital,
    Upper,
}

/// Changes the marks of words where another reading is much likelier.
pub(super) fn repair(words: &mut [Word]) {
    for at in 0..words.len() {
        let neighbour = |at: Option<usize>| at.and_then(|at| words.get(at)).map(|word| &*word.text);
        let before = neighbour(at.checked_sub(1)).and_then(open_end);
        let after = neighbour(Some(at + 1)).and_then(open_start);
        let Some(word) = words.get(at) else { return };
        let changed = reading(word, before.as_deref(), after.as_deref());
        if let (Some(changed), Some(word)) = (changed, words.get_mut(at)) {
            word.text = changed;
        }
    }
}

/// The word as it was more likely written, if that is not how it was read.
fn reading(word: &Word, before: Option<&str>, after: Option<&str>) -> Option<String> {
    let core = word.text.trim_matches(|c: char| !c.is_alphabetic());
    if core.is_empty() || !core.chars().all(char::is_alphabetic) {
        return None;
    }
    // What is joined to other words by a stop or comma has no neighbour on that side.
    let before = before.filter(|_| word.text.starts_with(char::is_alphabetic));
    let after = after.filter(|_| word.text.ends_with(char::is_alphabetic));
    let lower = core.to_lowercase();
    let case = case(core)?;
    if case == Case::Upper && is_large_by_mistake(core, &lower, before, word.sure) {
        return Some(word.text.replace(core, &lower));
    }
    let other = likelier(before, &lower, after)?;
    let needed = needed(word.sure, &lower, other.syllable, case, before)?;
    // Capitals are names as often as not: both neighbours must know the other reading.
    let is_known = case != Case::Upper
        || (before.is_none_or(|before| follows(before, other.syllable))
            && after.is_none_or(|after| follows(other.syllable, after)));
    (other.times > needed && is_known && !same_marks(&lower, other.syllable))
        .then(|| word.text.replace(core, &written(other.syllable, case)))
}

/// How many times likelier another reading must be; `None` where the word stays whatever it is.
fn needed(sure: f64, read: &str, other: &str, case: Case, before: Option<&str>) -> Option<f64> {
    let is_name = case == Case::Capital && (before.is_some() || sure >= UNSURE);
    if is_name {
        None
    } else if sure < UNSURE || (sure < SURE && !knows(read)) {
        Some(LIKELIER)
    } else if sure < SURE || are_twins(read, other) {
        Some(MUCH_LIKELIER)
    } else {
        None
    }
}

/// Whether they differ in nothing but hook and acute over a hat, which scans hardly tell apart.
fn are_twins(one: &str, other: &str) -> bool {
    let plain = |word: &str| {
        word.nfd()
            .filter(|c| !matches!(c, '\u{301}' | '\u{309}'))
            .collect::<String>()
    };
    one.nfd().any(|c| c == '\u{302}')
        && one.nfd().count() == other.nfd().count()
        && plain(one) == plain(other)
}

/// `uỷ` and `ủy` are both right.
fn same_marks(one: &str, other: &str) -> bool {
    let sorted = |word: &str| {
        let mut marks: Vec<char> = word.nfd().collect();
        marks.sort_unstable();
        marks
    };
    sorted(one) == sorted(other)
}

/// Letters that look alike in both sizes, read large between small ones: `đơn VỊ`.
fn is_large_by_mistake(core: &str, lower: &str, before: Option<&str>, sure: f64) -> bool {
    let alike = |c: char| "ckopsuvwxzi".contains(c);
    core.chars().count() > 1
        && sure < 98.0
        && bare(lower).chars().all(alike)
        && before.is_some_and(|before| follows(before, lower))
}

fn case(core: &str) -> Option<Case> {
    let large = core.chars().filter(|c| c.is_uppercase()).count();
    let letters = core.chars().count();
    match large {
        0 => Some(Case::Lower),
        1 if core.starts_with(char::is_uppercase) && letters > 1 => Some(Case::Capital),
        large if large == letters && letters > 1 => Some(Case::Upper),
        _ => None,
    }
}

fn written(syllable: &str, case: Case) -> String {
    let mut letters = syllable.chars();
    match (case, letters.next()) {
        (Case::Capital, Some(first)) => first.to_uppercase().chain(letters).collect(),
        (Case::Upper, _) => syllable.to_uppercase(),
        _ => syllable.to_owned(),
    }
}

/// The syllable with which a word ends, in lower case, if no sign follows it.
fn open_end(text: &str) -> Option<String> {
    let start = text.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| {
        at + text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(1, char::len_utf8)
    });
    let end = text.get(start..)?;
    (!end.is_empty()).then(|| end.to_lowercase())
}

/// The syllable with which a word begins.
fn open_start(text: &str) -> Option<String> {
    let start = text.split(|c: char| !c.is_alphabetic()).next()?;
    (!start.is_empty()).then(|| start.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(text: &str, sure: f64) -> String {
        let mut words: Vec<Word> = text
            .split(' ')
            .map(|text| Word {
                text: text.trim_start_matches('?').to_owned(),
                line: 1,
                left: 0.0,
                top: 0.0,
                right: 10.0,
                bottom: 10.0,
                sure: if text.starts_with('?') { sure } else { 97.0 },
            })
            .collect();
        repair(&mut words);
        words
            .iter()
            .map(|word| &*word.text)
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn marks_are_put_right_where_the_neighbours_say_so() {
        for (read, meant) in [
            (
                "kịp thời trao ?đối với Công an",
                "kịp thời trao đổi với Công an",
            ),
            ("?đổi mật ?khâu định kỳ", "đổi mật khẩu định kỳ"),
            ("BAN ?CHI ĐẠO", "BAN CHỈ ĐẠO"),
            ("các đơn ?VỊ.", "các đơn vị."),
        ] {
            assert_eq!(repaired(read, 90.0), meant);
        }
    }

    #[test]
    fn right_words_names_and_both_ways_to_write_stay() {
        for text in [
            "đối với ?Đảng ủy phường",
            "ông Trần Văn ?Đối",
            "?uỷ ban nhân dân",
            "PHƯỜNG ?AN HẢI",
            "đổi mật khẩu 03 ?tháng một lần",
        ] {
            assert_eq!(repaired(text, 90.0), text.replace('?', ""));
        }
    }

    #[test]
    fn a_sure_word_stays() {
        assert_eq!(
            repaired("đổi mật ?khâu định kỳ", 97.0),
            "đổi mật khâu định kỳ"
        );
    }
}
