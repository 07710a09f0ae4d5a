//! What a dispatch rests on: documents cited by number, and laws cited by name alone.
//!
//! Documents that another one amends are not what this dispatch rests on, and are left out.

mod laws;

use std::ops::Range;

use luytre_model::dispatch::Reference;

use crate::heading::mend;
use crate::rules::Rules;
use crate::text::{Flat, lower};

/// Kinds of document as they are named before a number.
const KINDS: &[&str] = &[
    "công văn",
    "văn bản",
    "nghị định",
    "quyết định",
    "chỉ thị",
    "kế hoạch",
    "thông tư",
    "thông tư liên tịch",
    "luật",
    "bộ luật",
    "nghị quyết",
    "quy định",
    "tờ trình",
    "báo cáo",
    "hướng dẫn",
    "thông báo",
    "kết luận",
    "công điện",
    "chương trình",
    "quy chế",
    "pháp lệnh",
    "số",
    "văn bản số",
    "đề án",
    "thư",
    "lệnh",
    "giấy mời",
    "quyết định số",
    "điện",
];

/// Bytes before a number in which its kind is looked for.
const BEFORE: usize = 90;

/// Bytes before a number in which the document that it amends may be named.
const AMENDED: usize = 400;

/// The documents that the paragraphs cite, each once.
pub(crate) fn read<'a>(flats: impl Iterator<Item = &'a Flat>, rules: &Rules) -> Vec<Reference> {
    let mut out: Vec<Reference> = Vec::new();
    for flat in flats {
        if flat.text.len() > 20_000 {
            continue;
        }
        let mut found = by_number(flat, rules);
        found.extend(laws::by_name(flat));
        found.sort_by_key(|(at, _)| *at);
        for (_, reference) in found {
            add(&mut out, reference);
        }
    }
    out
}

/// Adds what is not there yet. Where one was cited before without its day or issuer, a later citation
/// tells it; the same number of another day is another document, as numbers begin anew each year.
fn add(out: &mut Vec<Reference>, mut reference: Reference) {
    if reference.number.is_none() {
        if !out.iter().any(|known| known.title == reference.title) {
            out.push(reference);
        }
        return;
    }
    let same = |known: &&mut Reference| {
        known.number == reference.number
            && known.symbol == reference.symbol
            && (known.date == reference.date || known.date.is_none() || reference.date.is_none())
    };
    if let Some(known) = out.iter_mut().find(same) {
        known.date = known.date.take().or(reference.date.take());
        known.issuer = known.issuer.take().or(reference.issuer.take());
    } else {
        out.push(reference);
    }
}

fn by_number(flat: &Flat, rules: &Rules) -> Vec<(usize, Reference)> {
    let mut out = Vec::new();
    for found in rules.patterns.citation.captures_iter(&flat.text) {
        let (Some(number), Some(symbol)) = (found.name("number"), found.name("symbol")) else {
            continue;
        };
        let before = window(flat, number.start());
        if !is_named(flat.low(before))
            || amended(flat.low(window(flat, number.start())))
            || amended_by(flat.low(window_of(flat, number.start(), AMENDED)))
        {
            continue;
        }
        let tail: String = flat
            .low(symbol.end()..flat.low.len())
            .chars()
            .take(110)
            .collect();
        if tail
            .split(';')
            .next()
            .is_some_and(|tail| tail.contains("hết hiệu lực"))
        {
            continue;
        }
        let symbol_text: String = symbol
            .as_str()
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        let symbol_text = symbol_text.trim_end_matches(['.', ',', '-']);
        if !symbol_text.chars().any(char::is_uppercase)
            || symbol_text.chars().filter(|c| c.is_alphabetic()).count() < 2
        {
            continue;
        }
        let rest = flat.text(symbol.end()..flat.text.len());
        let day = rules.patterns.cited_day.captures(rest);
        let after = symbol.end() + day.as_ref().and_then(|d| d.get(0)).map_or(0, |d| d.end());
        let title = law_title(flat, number.start());
        let reference = Reference {
            number: Some(number.as_str().to_owned()),
            symbol: Some(mend(symbol_text)),
            date: day.and_then(|day| iso(&day)),
            issuer: if title.is_some() {
                None
            } else {
                issuer(flat, after, rules)
            },
            title,
        };
        out.push((number.start(), reference));
    }
    out
}

fn iso(day: &regex::Captures<'_>) -> Option<String> {
    let part = |a: &str, b: &str| day.name(a).or_else(|| day.name(b)).map(|m| m.as_str());
    let d: u8 = part("d", "d2")?.parse().ok()?;
    let m: u8 = part("m", "m2")?.parse().ok()?;
    let y = part("y", "y2")?;
    ((1..=31).contains(&d) && (1..=12).contains(&m)).then(|| format!("{y}-{m:02}-{d:02}"))
}

fn window(flat: &Flat, at: usize) -> Range<usize> {
    window_of(flat, at, BEFORE)
}

fn window_of(flat: &Flat, at: usize, bytes: usize) -> Range<usize> {
    let mut from = at.saturating_sub(bytes);
    while !flat.text.is_char_boundary(from) {
        from += 1;
    }
    from..at
}

/// Whether the words before a number name a kind of document.
fn is_named(low: &str) -> bool {
    let low = low.trim_end().trim_end_matches([':', '.']).trim_end();
    let low = low
        .strip_suffix("số")
        .or_else(|| low.strip_suffix("sé"))
        .or_else(|| low.strip_suffix("sô"))
        .map_or(low, |_| "số");
    KINDS.iter().any(|kind| low.ends_with(kind))
}

/// "…, được sửa đổi, bổ sung bởi Luật số …, Luật số …": none of the list.
fn amended_by(low: &str) -> bool {
    low.trim_end_matches("số ")
        .trim_end()
        .ends_with("thay thế quyết định")
        || low
            .rfind("bổ sung bởi")
            .is_some_and(|at| !low.get(at..).unwrap_or_default().contains(';'))
}

/// "sửa đổi, bổ sung một số điều của Nghị định số …": not this one.
fn amended(low: &str) -> bool {
    [
        "sửa đổi, bổ sung",
        "sửa đổi bổ sung",
        "bổ sung bởi",
        "thay thế bởi",
    ]
    .iter()
    .any(|words| {
        low.rfind(words)
            .is_some_and(|at| !low.get(at..).unwrap_or_default().contains(';'))
    }) || low.contains("dự thảo")
}

/// `Luật Quốc phòng` before `số 22/2018/QH14`.
fn law_title(flat: &Flat, number: usize) -> Option<String> {
    let text = flat.text(window(flat, number)).trim_end();
    let text = text.strip_suffix("số").unwrap_or(text).trim_end();
    let at = ["Luật ", "Bộ luật ", "Pháp lệnh "]
        .iter()
        .filter_map(|kind| text.rfind(kind))
        .max()?;
    let title = text.get(at..)?;
    let low = lower(title);
    let other = KINDS.iter().any(|kind| {
        !kind.contains("luật")
            && *kind != "số"
            && *kind != "thư"
            && *kind != "điện"
            && *kind != "lệnh"
            && low.contains(kind)
    });
    let whole = !title.contains([';', '('])
        && title.chars().count() > 6
        && !other
        && !low.contains(", luật");
    whole.then(|| title.trim_end_matches([',', ' ']).to_owned())
}

/// `của Chính phủ` after the day.
fn issuer(flat: &Flat, after: usize, rules: &Rules) -> Option<String> {
    let rest = flat.low(after..flat.low.len());
    let lead = rest.len() - rest.trim_start_matches([' ', ',', ')']).len();
    let rest = rest.get(lead..)?;
    let skip = rest
        .strip_prefix("của ")
        .map(|left| rest.len() - left.len())?;
    let start = after + lead + skip;
    let mut end = start;
    for (number, word) in flat
        .tokens
        .iter()
        .enumerate()
        .skip(flat.token_at(start))
        .take(24)
    {
        let gap = flat.text(end..word.start);
        if gap.contains([';', ':', '(', '.', '”', '/']) {
            break;
        }
        let low = flat.low(word.clone());
        let stop = rules.stops.at(flat, number).is_some()
            || matches!(
                low,
                "về" | "quy"
                    | "sửa"
                    | "hướng"
                    | "phê"
                    | "nhằm"
                    | "tới"
                    | "đến"
                    | "cảnh"
                    | "yêu"
                    | "đề"
                    | "thông"
                    | "triển"
            )
            || rest_starts(flat, word.start, "ban hành")
            || (matches!(low, "và" | "việc")
                && !flat.is_capital(flat.tokens.get(number + 1).map_or(0, |t| t.start)));
        if number > flat.token_at(start) && !flat.is_capital(word.start) && stop {
            break;
        }
        // "Bộ Văn hóa, Thể thao và Du lịch" goes on, "Tỉnh ủy X, Đảng ủy phường …" does not
        let comma = gap.contains(',')
            && (!flat.is_capital(word.start) || rules.heads.at(flat, number).is_some());
        if comma {
            break;
        }
        end = word.end;
    }
    let name = flat.text(start..end).trim_end_matches([',', ' ']);
    let name = name.strip_suffix(" và").unwrap_or(name);
    (!name.is_empty()).then(|| name.to_owned())
}

fn rest_starts(flat: &Flat, at: usize, words: &str) -> bool {
    flat.low(at..flat.low.len()).starts_with(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cited(text: &str) -> Vec<(Option<String>, Option<String>)> {
        let rules = Rules::embedded();
        let flats: Vec<Flat> = text.lines().map(Flat::whole).collect();
        let all = read(flats.iter(), &rules);
        all.into_iter().map(|one| (one.number, one.date)).collect()
    }

    #[test]
    fn a_later_citation_tells_the_day_that_the_first_left_out() {
        let text = "Theo Tờ trình số 07-TTr/HLG về việc mượn hội trường.\n\
                    Xét Tờ trình số 07-TTr/HLG ngày 05/3/2025 của Hội Làng nghề.";
        let day = Some("2025-03-05".to_owned());
        assert_eq!(cited(text), [(Some("07".to_owned()), day)]);
    }

    #[test]
    fn the_same_number_of_another_year_is_another_document() {
        let text = "Căn cứ Kế hoạch số 12/KH-UBND ngày 04/01/2024 và Kế hoạch số 12/KH-UBND ngày 06/01/2025.";
        let days: Vec<_> = cited(text).into_iter().filter_map(|one| one.1).collect();
        assert_eq!(days, ["2024-01-04", "2025-01-06"]);
    }
}
