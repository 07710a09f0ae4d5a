//! What is built into the program against the files in the source that it is made of.

#![expect(clippy::unwrap_used, reason = "a test ends where something is missing")]

use std::fs;
use std::path::Path;

use luytre_model::catalogue::Catalogue;
use luytre_model::legal::Instruments;

/// The YAML files of a folder of `catalogue`, by name.
fn files(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../catalogue")
        .join(folder);
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "yaml"))
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect();
    files.sort_unstable();
    files
}

fn as_given(files: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
}

#[test]
fn the_catalogue_built_in_is_what_its_files_say() {
    let files = files("controls");
    assert_eq!(
        Catalogue::embedded(),
        Catalogue::from_files(as_given(&files))
    );
}

#[test]
fn the_instruments_built_in_are_what_their_files_say() {
    let files = files("legal");
    assert_eq!(
        Instruments::embedded(),
        Instruments::from_files(as_given(&files))
    );
}
