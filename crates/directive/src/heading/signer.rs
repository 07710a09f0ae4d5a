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
        for (column, cell) in cells(raw).iter().enumerate() {
            let mut cell = cell.as_str();
            // only its own mark makes a right column one of the recipients
            let marked = column == 0 || cell.starts_with(['-', '–', '+', '•']);
            if let Some(rest) = after_sign_off(cell, rules) {
                cell = rest;
            }
            cell = cell
                .trim_start_matches(|c: char| !c.is_alphanumeric() && c != '(')
                .trim();
            let bullet =
                marked && rules.patterns.bulleted.is_match(&line.text) && !is_capitals(cell);
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
    signed.signer.name = signed
        .signer
        .name
        .map(|name| without_degree(&name).to_owned());
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
    } else if titles.last().is_some_and(|title| is_title(title)) && shouts_name(cell) {
        signed.signer.name = Some(cell.to_owned());
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

/// Lines behind a title among which the name stands.
const NAME_REACH: usize = 6;

/// Where nobody is told "Nơi nhận" and nobody signs for another: the last title with a name under it.
fn bare_title(lines: &Lines, body: usize) -> Option<usize> {
    (body..lines.all.len()).rev().find(|at| {
        let title = lines
            .all
            .get(*at)
            .is_some_and(|line| line.is_capitals() && line.width < 60 && is_title(&line.text));
        title
            && lines
                .all
                .iter()
                .skip(at + 1)
                .take(NAME_REACH)
                .any(|line| is_name(&line.text) || shouts_name(&line.text))
    })
}

/// Words of titles that sign.
const TITLES: &[&str] = &[
    "truong",
    "giam doc",
    "chu tich",
    "bi thu",
    "chu nhiem",
    "chanh",
    "pho",
    "thu truong",
    "chi huy",
];

fn is_title(text: &str) -> bool {
    let folded = format!(" {} ", fold(text));
    is_capitals(text)
        && TITLES
            .iter()
            .any(|word| folded.contains(&format!(" {word} ")))
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
    if last == lines.all.len() {
        last = bare_title(lines, body).unwrap_or(last);
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

/// Degrees that stand before a name.
const DEGREES: &[&str] = &[
    "ThS.", "Ths.", "TS.", "BS.", "PGS.TS.", "PGS.TS", "GS.TS.", "BSCKI.", "BSCKII.", "CN.", "KS.",
    "LS.", "DS.",
];

/// Family names that a name in capitals begins with; a title begins with none of them.
const FAMILIES: &[&str] = &[
    "nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi", "đỗ",
    "hồ", "ngô", "dương", "lý", "lò", "vàng", "giàng", "thào", "siu", "ksor", "rơ", "nông",
    "triệu", "hà", "đinh", "đoàn", "trịnh", "mai", "tô", "tạ", "cao", "lương", "lưu", "chu",
    "châu", "quách", "quàng", "tòng", "lù", "sùng", "mùa", "hạng", "thạch", "danh", "tăng",
    "phùng", "thái", "vương", "kiều", "lại", "doãn", "nghiêm", "khuất", "ninh", "bế", "hứa", "ma",
    "mạc", "thân", "trương", "đàm", "đào", "đồng", "lường", "cầm", "bạch",
];

/// "LÊ VĂN MẪU" under a title.
fn shouts_name(text: &str) -> bool {
    let text = without_degree(text);
    let words: Vec<String> = lower(text).split(' ').map(str::to_owned).collect();
    is_capitals(text)
        && (2..=5).contains(&words.len())
        && text.chars().all(|c| c.is_alphabetic() || c == ' ')
        && words
            .first()
            .is_some_and(|first| FAMILIES.contains(&first.as_str()))
}

fn without_degree(text: &str) -> &str {
    DEGREES
        .iter()
        .find_map(|degree| text.strip_prefix(degree))
        .map_or(text, str::trim_start)
}

/// Two to six words, each with a capital: a person's name, with a rank before it or without.
fn is_name(text: &str) -> bool {
    let text = without_degree(text);
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
