//! The sign-off: authority, title, name, and where the body ends.

use luytre_model::dispatch::Signer;
use luytre_model::fold::{fold, nfc};

use crate::lines::{Lines, is_capitals};
use crate::rules::Rules;
use crate::text::lower;

/// The sign-off.
#[derive(Debug, Default)]
pub(super) struct Signed {
    pub(super) signer: Signer,
    /// Bodies on whose behalf was signed (`TM. ỦY BAN NHÂN DÂN`).
    pub(super) bodies: Vec<String>,
    /// The first line of the sign-off.
    pub(super) start: usize,
}

/// Reads the sign-off of the document whose body starts at line `body`.
pub(super) fn read(source: &str, lines: &Lines, rules: &Rules, body: usize) -> Signed {
    let start = start(lines, rules, body);
    let mut signed = Signed {
        start,
        ..Signed::default()
    };
    let mut titles: Vec<String> = Vec::new();
    for line in lines.all.iter().skip(start).take(45) {
        let raw = source.get(line.range.clone()).unwrap_or_default();
        for cell in cells(raw) {
            let mut cell = cell.as_str();
            if let Some(rest) = after_sign_off(cell, rules) {
                cell = rest;
            }
            cell = cell
                .trim_start_matches(|c: char| !c.is_alphanumeric() && c != '(')
                .trim();
            let bullet = rules.patterns.bulleted.is_match(&line.text) && !is_capitals(cell);
            // "- Như trên; PHÓ TRƯỞNG PHÒNG": two columns on one line
            let tail = cell.rsplit([';', '.']).next().unwrap_or_default().trim();
            if bullet && tail.contains(' ') && is_capitals(tail) {
                cell = tail;
            } else if cell.is_empty() || bullet || (cell.starts_with('(') && !is_capitals(cell)) {
                continue;
            }
            take(cell, rules, &mut signed, &mut titles);
        }
        if signed.signer.name.is_some() {
            break;
        }
    }
    if !titles.is_empty() {
        signed.signer.title = Some(spelled(&titles.join(" "), rules));
    }
    signed.signer.authority = signed.signer.authority.map(|text| spelled(&text, rules));
    signed
}

fn take(cell: &str, rules: &Rules, signed: &mut Signed, titles: &mut Vec<String>) {
    let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
    if rules.patterns.authority.is_match(cell) && is_capitals(cell) {
        let folded = fold(cell);
        if folded.starts_with("tm ") || folded.starts_with("t m ") {
            signed.bodies.push(cell.to_owned());
        }
        signed.signer.authority = Some(cell.to_owned());
        titles.clear();
    } else if (is_capitals(cell) && letters > 3) || (cell == "kiêm" && !titles.is_empty()) {
        titles.push(cell.to_owned());
    } else if (!titles.is_empty() || signed.signer.authority.is_some()) && is_name(cell) {
        signed.signer.name = Some(cell.trim_end_matches(['.', ',']).to_owned());
    }
}

/// A title in its right spelling, where it is a known one whose marks the scanner lost.
fn spelled(text: &str, rules: &Rules) -> String {
    let split = text.find(". ").filter(|at| *at < 6).map_or(0, |at| at + 2);
    let (lead, title) = text.split_at(split);
    let folded = fold(title);
    rules
        .heading
        .lists
        .get("titles")
        .and_then(|titles| titles.iter().find(|known| fold(known) == folded))
        .filter(|_| lower(title) != title)
        .map_or_else(
            || text.to_owned(),
            |known| format!("{lead}{}", keep(title, known)),
        )
}

/// The known spelling, unless the printed one differs only in where the tone mark stands.
fn keep<'a>(printed: &'a str, known: &'a str) -> &'a str {
    if lower(printed) == lower(known) {
        printed
    } else {
        known
    }
}

fn start(lines: &Lines, rules: &Rules, body: usize) -> usize {
    let mut last = lines.all.len();
    for (at, line) in lines.all.iter().enumerate().skip(body) {
        let annex = line.is_capitals() && line.fold.starts_with("phu luc");
        if annex
            || rules.patterns.sign_off.is_match(&line.fold)
            || (rules.patterns.authority.is_match(&line.text) && line.is_capitals())
        {
            last = at;
            break;
        }
    }
    // titles that stand before "Nơi nhận" belong to the sign-off
    while let Some(line) = last.checked_sub(1).and_then(|at| lines.all.get(at)) {
        let title = line.is_capitals() && line.width < 60 && !line.text.ends_with([':', ';']);
        if last <= body
            || !title
            || rules
                .patterns
                .roman
                .captures(&line.text)
                .is_some_and(|f| f.name("n").is_some_and(|m| !m.is_empty()))
        {
            break;
        }
        last -= 1;
    }
    last
}

/// What follows `Nơi nhận:` on the same line.
fn after_sign_off<'a>(cell: &'a str, rules: &Rules) -> Option<&'a str> {
    if !rules.patterns.sign_off.is_match(&fold(cell)) {
        return None;
    }
    Some(cell.split_once([':', '}']).map_or("", |(_, rest)| rest))
}

/// Columns of a line: three blanks or a tab part them.
fn cells(raw: &str) -> Vec<String> {
    nfc(raw)
        .replace(['*', '#', '`'], "")
        .replace("\t", "   ")
        .split("   ")
        .map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|cell| !cell.is_empty())
        .collect()
}

/// Ranks that stand before a name.
const RANKS: &[&str] = &["Đại", "Thượng", "Trung", "Thiếu"];

/// Two to six words, each with a capital: a person's name, with a rank before it or without.
fn is_name(text: &str) -> bool {
    let mut words: Vec<&str> = text.split(' ').collect();
    let ranked = matches!(words.as_slice(), [first, "tá" | "úy" | "uý" | "tướng", ..] if RANKS.contains(first));
    if ranked {
        words.drain(..2);
    }
    (2..=6).contains(&words.len())
        && words.iter().all(|word| {
            word.chars().next().is_some_and(char::is_uppercase)
                && word
                    .chars()
                    .all(|c| c.is_alphabetic() || matches!(c, '.' | ',' | '!'))
        })
        && !is_capitals(text)
}
