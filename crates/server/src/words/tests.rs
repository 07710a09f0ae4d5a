//! The word lists against each other and against what the source asks for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::*;

/// Key → names of its arguments.
fn keys(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    let mut current = String::new();
    for line in text.lines() {
        if let Some((key, _)) = line.split_once(" =")
            && line.starts_with(|c: char| c.is_ascii_lowercase())
        {
            current = key.to_owned();
            assert!(
                found.insert(current.clone(), BTreeSet::new()).is_none(),
                "{key} stands twice"
            );
        }
        for piece in line.split('$').skip(1) {
            let name = piece
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric())
                .collect();
            found.get_mut(&current).unwrap().insert(name);
        }
    }
    found
}

fn all(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let text = |(_, vi, en): &(&str, &'static str, &'static str)| match lang {
        Lang::Vi => *vi,
        Lang::En => *en,
    };
    keys(&AREAS.iter().map(text).collect::<Vec<_>>().join("\n"))
}

/// Every file of the crate in which a key may be asked for.
fn sources(folder: &Path, out: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path
            .extension()
            .is_some_and(|end| end == "rs" || end == "html")
        {
            out.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}

fn source() -> String {
    let mut text = String::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut text,
    );
    text
}

/// The source of `luytre_office`, whose codes are keys of words.
fn office() -> String {
    let mut text = String::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("../office/src"),
        &mut text,
    );
    text
}

/// Whether a key is asked for by a code of the office: `problem-<code>`, `problem-<code>-<field>`,
/// or the code itself.
fn is_of_office(key: &str, office: &str) -> bool {
    let says = |code: &str| office.contains(&format!("\"{code}\""));
    match key.strip_prefix("problem-") {
        None => says(key),
        Some(code) => says(code) || code.match_indices('-').any(|(at, _)| says(&code[..at])),
    }
}

#[test]
fn every_code_of_the_office_has_words() {
    let (known, office) = (all(Lang::Vi), office());
    let literal = |rest: &str| rest.split('"').next().unwrap().to_owned();
    let mut codes = BTreeSet::new();
    for needle in ["code: \"", "refused(\""] {
        codes.extend(office.split(needle).skip(1).map(literal));
    }
    for call in office.split("Problem::new(").skip(1) {
        // The field, then the code; either may come from elsewhere.
        let call = call.split(')').next().unwrap();
        codes.extend(call.split('"').nth(3).map(str::to_owned));
    }
    let missing: Vec<_> = codes
        .iter()
        .filter(|code| code.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter(|code| !known.contains_key(&format!("problem-{code}")))
        .collect();
    assert!(codes.len() > 40, "the codes are found: {codes:?}");
    assert!(missing.is_empty(), "no words for the codes {missing:?}");
}

#[test]
fn both_languages_have_the_same_keys_and_arguments() {
    assert_eq!(all(Lang::Vi), all(Lang::En));
}

#[test]
fn every_file_parses() {
    for (area, vi, en) in AREAS {
        for text in [vi, en] {
            assert!(
                FluentResource::try_new((*text).to_owned()).is_ok(),
                "{area}"
            );
        }
    }
}

#[test]
fn every_list_of_words_is_loaded() {
    let loaded: BTreeSet<_> = AREAS
        .iter()
        .map(|(area, ..)| format!("{area}.ftl"))
        .collect();
    for lang in ["vi", "en"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("words")
            .join(lang);
        let there = fs::read_dir(folder).unwrap();
        let there = there
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        assert_eq!(loaded, there, "{lang}");
    }
}

#[test]
fn every_word_is_used() {
    let (source, office) = (source(), office());
    let unused: Vec<_> = all(Lang::Vi)
        .into_keys()
        .filter(|key| {
            key != "problem-other"
                && !source.contains(&format!("\"{key}\""))
                && !is_of_office(key, &office)
        })
        .collect();
    assert!(unused.is_empty(), "nobody asks for {unused:?}");
}

#[test]
fn every_word_asked_for_exists() {
    let known = all(Lang::Vi);
    let source = source();
    let mut missing = BTreeSet::new();
    for call in [
        "w(\"",
        "titled(\"",
        "send(\"",
        "hint(\"",
        "a(\"",
        "Key(\"",
        "word(lang, \"",
        "sentence(lang, \"",
    ] {
        for (at, _) in source.match_indices(call) {
            // `w(` must be a method or a function of its own, not the tail of another name.
            let before = source.get(..at).and_then(|text| text.chars().next_back());
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
                continue;
            }
            let key = source
                .get(at + call.len()..)
                .and_then(|rest| rest.split('"').next())
                .unwrap();
            let is_key = !key.is_empty()
                && key
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
            if is_key && !known.contains_key(key) {
                missing.insert(key.to_owned());
            }
        }
    }
    assert!(missing.is_empty(), "no words for {missing:?}");
}

#[test]
fn a_sentence_takes_its_arguments_without_invisible_marks() {
    let text = sentence(Lang::Vi, "pager-shown")
        .with("count", 1234)
        .to_string();
    assert!(text.contains("1.234"), "{text}");
    assert!(!text.contains('\u{2068}'), "{text}");
    assert!(
        sentence(Lang::En, "pager-shown")
            .with("count", 1234)
            .to_string()
            .contains("1,234")
    );
    let one = sentence(Lang::En, "time-days-late")
        .with("days", 1)
        .to_string();
    let two = sentence(Lang::En, "time-days-late")
        .with("days", 2)
        .to_string();
    assert_eq!((one.as_str(), two.as_str()), ("1 day late", "2 days late"));
}

#[test]
fn an_unknown_key_shows_itself() {
    assert_eq!(word(Lang::Vi, "no-such-word"), "no-such-word");
}
