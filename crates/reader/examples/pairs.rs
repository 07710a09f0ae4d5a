//! Counts which syllable follows which in Vietnamese texts, for the repair of recognised text:
//! `cargo run -p luytre-reader --example pairs -- FILE... > crates/reader/src/ocr/pairs.txt`
//!
//! A line is a syllable and those that follow it with their counts. The texts are those of this
//! house: `catalogue/*.yaml`, `catalogue/*/*.yaml`, `crates/directive/tests/{dispatches,others}/*.txt`,
//! `crates/directive/rules/*.toml`, `crates/server/words/vi/*.ftl`, `README.vi.md`.

#![expect(clippy::print_stdout, reason = "printing is what this example is for")]

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

fn main() -> std::io::Result<()> {
    let mut pairs: BTreeMap<String, BTreeMap<String, u32>> = BTreeMap::new();
    for path in std::env::args().skip(1) {
        let text: String = std::fs::read_to_string(path)?.nfc().collect();
        let lines = text.lines().filter(|line| is_vietnamese(line));
        for phrase in lines
            .collect::<Vec<_>>()
            .join("\n")
            .to_lowercase()
            .split(|c: char| !(c.is_alphabetic() || c == ' '))
        {
            let words: Vec<&str> = phrase.split(' ').filter(|word| is_syllable(word)).collect();
            for pair in words.windows(2) {
                if let [one, next] = pair {
                    let after = pairs.entry((*one).to_owned()).or_default();
                    *after.entry((*next).to_owned()).or_default() += 1;
                }
            }
        }
    }
    for (one, after) in pairs {
        let after: Vec<String> = after
            .iter()
            .map(|(next, count)| match count {
                1 => next.clone(),
                count => format!("{next}{count}"),
            })
            .collect();
        println!("{one} {}", after.join(" "));
    }
    Ok(())
}

/// English lines stand between Vietnamese ones; a letter in ten with marks tells them apart.
fn is_vietnamese(line: &str) -> bool {
    let marked = line
        .chars()
        .filter(|c| c.is_alphabetic() && !c.is_ascii())
        .count();
    marked * 10 >= line.chars().filter(|c| c.is_alphabetic()).count()
}

/// Short, and with a vowel: no code, no name of a setting.
fn is_syllable(word: &str) -> bool {
    let base: String = word.nfd().filter(char::is_ascii_alphabetic).collect();
    (1..=6).contains(&base.len())
        && base.contains(['a', 'e', 'i', 'o', 'u', 'y'])
        && !base.contains(['f', 'j', 'w', 'z'])
}
