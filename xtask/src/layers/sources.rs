//! What may not stand in the text of a crate: SQL outside `store`, and names of other layers.
//!
//! Reads files as text. It may be deceived on purpose; it is there to catch what happens by habit.

use std::path::{Path, PathBuf};

use super::graph::House;
use super::strings::{self, Source};
use super::table::{self, Row};
use crate::error::Error;

/// Reads every source of every crate and tells what stands where it must not.
pub(crate) fn breaches(house: &House, table: &'static [Row]) -> Result<Vec<String>, Error> {
    let mut breaches = Vec::new();
    for member in &house.members {
        let Some(row) = table::row(table, &member.name) else {
            continue;
        };
        for file in rust_files(&member.folder)? {
            let text = std::fs::read_to_string(&file)
                .map_err(Error::io(format!("read {}", file.display())))?;
            let place = file.strip_prefix(&member.folder).unwrap_or(&file);
            let named = format!("{}/{}", member.name, place.display());
            // `store` is where SQL lives; the tasks hold its words to look for them.
            if !matches!(row.name, "store" | "xtask") {
                breaches.extend(sql(&named, &strings::split(&text)));
            }
            if place.starts_with("src") && !place.ends_with("tests.rs") {
                breaches.extend(unspoken(
                    &named,
                    &strings::split(without_tests(&text)),
                    row.unspoken,
                ));
            }
        }
    }
    Ok(breaches)
}

fn rust_files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut found = Vec::new();
    let mut ahead = vec![folder.to_path_buf()];
    while let Some(folder) = ahead.pop() {
        let doing = format!("list {}", folder.display());
        for entry in std::fs::read_dir(&folder).map_err(Error::io(&*doing))? {
            let path = entry.map_err(Error::io(&*doing))?.path();
            if path.is_dir() && !path.ends_with("target") {
                ahead.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The text above the tests at its foot.
fn without_tests(text: &str) -> &str {
    let foot = text
        .match_indices("#[cfg(test)]\nmod ")
        .find_map(|(place, mark)| {
            let line = text.get(place + mark.len()..)?.lines().next()?;
            line.ends_with('{').then_some(place)
        });
    foot.and_then(|place| text.get(..place)).unwrap_or(text)
}

fn sql(file: &str, source: &Source) -> Vec<String> {
    source
        .literals
        .iter()
        .filter(|literal| is_sql(&literal.text))
        .map(|literal| {
            format!(
                "{file}:{}: SQL lives in store: {:.60}",
                literal.line,
                literal.text.trim()
            )
        })
        .collect()
}

/// How statements begin, and the word that must follow for it to be no sentence.
const STATEMENTS: &[(&str, &str)] = &[
    ("select ", " from "),
    ("insert into ", " "),
    ("update ", " set "),
    ("delete from ", " "),
    ("create table ", " "),
    ("create index ", " on "),
    ("create unique index ", " on "),
    ("alter table ", " "),
    ("drop table ", " "),
    ("with ", " as (select "),
    ("pragma ", ""),
];

/// Whether a text is a statement: written in one case throughout its key words, unlike a sentence.
fn is_sql(text: &str) -> bool {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    STATEMENTS.iter().any(|(begin, follow)| {
        let upper =
            text.starts_with(&begin.to_uppercase()) && text.contains(&follow.to_uppercase());
        upper || (text.starts_with(begin) && text.contains(follow))
    })
}

fn unspoken(file: &str, source: &Source, names: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for name in names {
        for (number, line) in source.code.lines().enumerate() {
            if speaks_of(line, name) {
                found.push(format!(
                    "{file}:{}: `{name}` has no place in this layer",
                    number + 1
                ));
            }
        }
    }
    found
}

/// Whether a line of code names a path, written out or in the braces of `use std::{…}`.
fn speaks_of(line: &str, name: &str) -> bool {
    let is_word = |sign: char| sign.is_alphanumeric() || sign == '_';
    let whole = line.match_indices(name).any(|(place, _)| {
        let before = line.get(..place).unwrap_or_default();
        let after = line.get(place + name.len()..).unwrap_or_default();
        !before.ends_with(is_word) && !after.starts_with(is_word)
    });
    let in_braces = name.strip_prefix("std::").is_some_and(|part| {
        line.split_once("std::{").is_some_and(|(_, list)| {
            list.split([',', '}'])
                .any(|item| item.trim().split("::").next() == Some(part))
        })
    });
    whole || in_braces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_seen_in_either_case_and_over_lines() {
        for text in [
            "SELECT id FROM unit WHERE office_id = $1",
            "select id\n  from unit",
            "  INSERT INTO unit (id) VALUES ($1)",
            "update unit set name = $1",
            "DELETE FROM unit",
            "CREATE TABLE unit (id TEXT)",
            "PRAGMA journal_mode = WAL",
            "WITH late AS (SELECT 1) SELECT * FROM late",
        ] {
            assert!(is_sql(text), "{text}");
        }
    }

    #[test]
    fn sentences_are_no_statements() {
        for text in [
            "Select a unit from the list",
            "could not update the unit",
            "update",
            "create table",
            "Chọn đơn vị",
            "with care",
            "selected from the plan",
        ] {
            assert!(!is_sql(text), "{text}");
        }
    }

    #[test]
    fn sql_is_told_with_its_line_and_not_in_comments() {
        let source = strings::split("// \"SELECT a FROM b\"\nlet x = \"SELECT a FROM b\";");
        assert_eq!(
            sql("office/src/lib.rs", &source),
            ["office/src/lib.rs:2: SQL lives in store: SELECT a FROM b"]
        );
    }

    #[test]
    fn a_name_of_another_layer_is_told() {
        let check =
            |text: &str, name: &'static str| unspoken("f", &strings::split(text), &[name]).len();
        assert_eq!(check("use axum::Router;", "axum"), 1);
        assert_eq!(check("use std::{collections::BTreeMap, fs};", "std::fs"), 1);
        assert_eq!(check("let a = std::fs::read(b);", "std::fs"), 1);
        assert_eq!(check("let now = Timestamp::now();", "Timestamp::now"), 1);
        assert_eq!(check("let taxum = maxum_axums; // axum", "axum"), 0);
        assert_eq!(check("let a = \"axum\";", "axum"), 0);
        assert_eq!(check("use std::{fmt, fsync};", "std::fs"), 0);
    }

    #[test]
    fn the_tests_at_the_foot_may_do_more() {
        let text = "fn a() {}\n#[cfg(test)]\nmod tests {\n    use std::fs;\n}\n";
        assert_eq!(without_tests(text), "fn a() {}\n");
        let elsewhere = "#[cfg(test)]\nmod tests;\nfn a() { std::fs::read(b) }\n";
        assert_eq!(without_tests(elsewhere), elsewhere);
    }
}
