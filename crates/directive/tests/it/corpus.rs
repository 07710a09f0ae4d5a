//! Labelled dispatches: our own, and real ones where they are at hand.

use std::path::{Path, PathBuf};

use luytre_directive::{Reader, to_json};
use luytre_model::catalogue::Catalogue;
use serde_json::Value;

use crate::score::Score;

fn reader() -> Reader {
    Reader::new(&Catalogue::embedded().unwrap())
}

/// The dispatches of a folder that have labels.
fn labelled(folder: &Path) -> Vec<(String, String, Value)> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "{} holds no labels", folder.display());
    paths
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(path.with_extension("txt")).unwrap();
            let labels = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
            (
                path.file_stem().unwrap().to_string_lossy().into_owned(),
                text,
                labels,
            )
        })
        .collect()
}

fn score(folder: &Path) -> Score {
    let reader = reader();
    let mut score = Score::default();
    for (name, text, labels) in labelled(folder) {
        score.add(&text, &labels, &to_json(&name, &reader.read(&text)));
    }
    score
}

/// The folder of real dispatches, where it exists; a test machine must have it.
#[expect(
    clippy::disallowed_methods,
    reason = "CI tells whether the data may be missing"
)]
fn shared(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data")
        .join(name);
    if folder.exists() {
        return Some(folder);
    }
    assert!(
        std::env::var("CI").is_err(),
        "{} is missing",
        folder.display()
    );
    None
}

macro_rules! at_least {
    ($score:ident, $($figure:ident >= $target:literal),* $(,)?) => {$(
        let got = $score.$figure();
        assert!(got >= $target, "{} is {got:.3}, below {}", stringify!($figure), $target);
    )*};
}

#[test]
fn our_own_dispatches_are_read() {
    let score = score(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dispatches"));
    assert_eq!(score.not_verbatim, 0);
    at_least!(
        score,
        header_mean >= 0.97,
        based_on >= 0.95,
        f1 >= 0.97,
        unit_f1 >= 0.95,
        force >= 0.97,
        actor >= 0.95,
        when >= 0.95,
        control >= 0.88,
    );
}

/// Invented dispatches of offices of many kinds, most of them written after the rules.
#[test]
fn dispatches_of_other_offices_are_read() {
    let score = score(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/others"));
    assert_eq!(score.not_verbatim, 0);
    at_least!(
        score,
        header_mean >= 0.97,
        based_on >= 0.93,
        f1 >= 0.98,
        unit_f1 >= 0.96,
        force >= 0.98,
        actor >= 0.94,
        when >= 0.94,
        control >= 0.88,
    );
}

#[test]
fn the_five_dispatches_are_read() {
    let Some(folder) = shared("dispatches") else {
        return;
    };
    let score = score(&folder);
    assert_eq!(score.not_verbatim, 0);
    at_least!(
        score,
        header_mean >= 0.97,
        based_on >= 0.95,
        f1 >= 0.95,
        unit_f1 >= 0.88,
        force >= 0.97,
        actor >= 0.92,
        when >= 0.90,
        control >= 0.85
    );
}

#[test]
fn scanned_dispatches_of_other_fields_are_read() {
    let Some(folder) = shared("dispatches-dev") else {
        return;
    };
    let score = score(&folder);
    assert_eq!(score.not_verbatim, 0);
    at_least!(
        score,
        f1 >= 0.96,
        unit_f1 >= 0.93,
        force >= 0.97,
        actor >= 0.95,
        when >= 0.88,
        control >= 0.82,
    );
}

#[test]
fn the_same_text_gives_the_same_reading() {
    let (one, two) = (reader(), reader());
    for (name, text, _) in labelled(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dispatches"))
    {
        assert_eq!(one.read(&text), two.read(&text), "{name}");
    }
}
