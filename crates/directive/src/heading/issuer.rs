//! Who issued it: the letterhead, or what place and signature say.

use luytre_model::dispatch::Header;
use luytre_model::fold::{fold, nfc};

use crate::lines::{Lines, is_capitals};
use crate::mark::secrecy_mark;
use crate::rules::Rules;
use crate::text::{Flat, lower};

/// Units of place, longest first.
const PLACES: &[&str] = &[
    "thị trấn",
    "đặc khu",
    "thành phố",
    "thị xã",
    "phường",
    "huyện",
    "quận",
    "tỉnh",
    "xã",
    "khu vực",
];

/// Abbreviations that stay in capitals.
const ABBREVIATIONS: &[&str] = &[
    "ubnd", "hđnd", "mttq", "bch", "tncs", "vp", "thcs", "thpt", "th", "ptdt", "ptdtbt", "ptdtnt",
    "gdtx", "gdnn", "cntt", "kt-xh",
];

/// Kinds of schools, longest first: what follows is the school's own name.
const SCHOOLS: &[&str] = &[
    "tiểu học và thcs",
    "tiểu học và trung học cơ sở",
    "th và thcs",
    "th&thcs",
    "thcs và thpt",
    "trung học cơ sở",
    "trung học phổ thông",
    "thcs",
    "thpt",
    "tiểu học",
    "mầm non",
    "mẫu giáo",
    "cao đẳng",
    "đại học",
];

/// Where the own name of a school begins ("trường thcs | nguyễn trãi").
fn school_name(low: &str) -> Option<usize> {
    let at = low.find("trường ")?;
    let rest = low.get(at..)?;
    SCHOOLS
        .iter()
        .filter_map(|kind| {
            rest.find(&format!("{kind} "))
                .map(|found| found + kind.len())
        })
        .max()
        .map(|end| at + end)
}

/// The issuer that the left column of the letterhead names.
pub(super) fn letterhead(source: &str, lines: &Lines, rules: &Rules, end: usize) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    for line in lines.all.iter().take(end.min(14)) {
        let raw =
            nfc(source.get(line.range.clone()).unwrap_or_default()).replace(['*', '#', '|'], "");
        let cell = raw
            .replace('\t', "   ")
            .split("   ")
            .map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" "))
            .find(|cell| !cell.is_empty())
            .unwrap_or_default();
        let cell = without_motto(&cell);
        let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
        let stamp = rules.urgency.is(&fold(&cell)) || secrecy_mark(&cell).is_some();
        if letters < 3 || !is_capitals(&cell) || stamp {
            continue;
        }
        parts.push(cell);
    }
    compose(&parts, rules)
}

/// Cuts the national heading, which shares the line in text taken from two columns.
fn without_motto(cell: &str) -> String {
    let low = lower(cell);
    let folded = fold(cell);
    if folded.starts_with("cong hoa")
        || folded.starts_with("doc lap")
        || folded.starts_with("dang cong san")
    {
        return String::new();
    }
    let cut = [
        "cộng h",
        "cong h",
        "độc lập",
        "doc lap",
        "đảng cộng sản việt",
        "co ng h",
    ]
    .iter()
    .filter_map(|motto| low.find(motto))
    .filter(|at| *at > 0)
    .min()
    .unwrap_or(cell.len());
    cell.get(..cut)
        .unwrap_or_default()
        .trim_matches(|c: char| !c.is_alphanumeric() && c != ')')
        .to_owned()
}

fn compose(parts: &[String], rules: &Rules) -> Option<String> {
    // a name that runs over lines: back to the line that begins with the word for a body
    let begins = |part: &&String| {
        let flat = Flat::whole(part);
        rules.heads.at_scanned(&flat, 0).is_some()
            || PLACES.iter().any(|unit| flat.low.starts_with(unit))
    };
    let tail = parts.iter().rev().take_while(|part| !begins(part)).count();
    let joined;
    let parts = if tail > 0 && tail < parts.len() && tail < 3 {
        let head = parts.len() - tail - 1;
        let name = parts
            .iter()
            .skip(head)
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" ");
        joined = parts
            .iter()
            .take(head)
            .cloned()
            .chain([name])
            .collect::<Vec<_>>();
        joined.as_slice()
    } else {
        parts
    };
    let last = parts.last()?;
    let low = lower(last);
    let before = parts.len().checked_sub(2).and_then(|at| parts.get(at));
    let place_only = PLACES.iter().any(|place| low.starts_with(place));
    let name = match before {
        // "ỦY BAN NHÂN DÂN" / "PHƯỜNG AN HẢI", and names that run over a line
        Some(head) if place_only || is_left_open(head) => format!("{head} {last}"),
        Some(superior) if matches!(fold(last).as_str(), "van phong" | "thanh tra") => {
            format!("{last} {superior}")
        }
        // "TỈNH ỦY YÊN PHÚ" / "BAN TUYÊN GIÁO VÀ DÂN VẬN"
        Some(superior) if low.starts_with("ban ") && is_committee(superior) => {
            format!("{last} {superior}")
        }
        Some(superior) if is_under(&low, rules) => match place_in(superior) {
            Some(place)
                if school_name(&low).is_none() && !PLACES.iter().any(|unit| low.contains(unit)) =>
            {
                format!("{last} {place}")
            }
            _ => last.clone(),
        },
        _ => last.clone(),
    };
    Some(cased(&name))
}

/// A line of a name that cannot end there.
fn is_left_open(head: &str) -> bool {
    let folded = fold(head);
    [
        "uy ban nhan dan",
        "hoi dong nhan dan",
        "dang uy",
        "ban chap hanh",
        "uy ban mttq viet nam",
        "uy ban mat tran to quoc viet nam",
        "cong an",
        "doan tncs ho chi minh",
    ]
    .contains(&folded.as_str())
        || folded.ends_with(" va")
        || head.ends_with(',')
}

/// Whether a body is a committee of the Party.
fn is_committee(superior: &str) -> bool {
    let folded = fold(superior);
    ["tinh uy ", "thanh uy ", "huyen uy ", "dang uy "]
        .iter()
        .any(|head| folded.starts_with(head))
}

fn is_under(low: &str, rules: &Rules) -> bool {
    let folded = fold(low);
    rules.heading.lists.get("subordinate").is_some_and(|list| {
        list.iter()
            .any(|word| folded.starts_with(&format!("{word} ")))
    })
}

fn place_in(superior: &str) -> Option<String> {
    let low = lower(superior);
    PLACES
        .iter()
        .filter_map(|unit| low.find(unit).map(|at| (at, unit)))
        .filter(|(at, _)| *at > 0)
        .min()
        .and_then(|(at, _)| superior.get(at..))
        .map(str::to_owned)
}

/// Without a letterhead: who signed, at which place.
pub(super) fn from_sign_off(header: &Header, bodies: &[String], lines: &Lines) -> Option<String> {
    let body = bodies.first().map(|body| on_behalf_of(body).to_owned())?;
    let place = header.place.as_deref()?;
    let low_place = lower(place);
    let known = PLACES
        .iter()
        .any(|unit| low_place.starts_with(unit) || lower(&body).contains(unit));
    let unit = if known {
        None
    } else {
        unit_of(lines, &low_place)
    };
    let name = match unit {
        Some(unit) => format!("{} {unit} {place}", cased(&body)),
        None if lower(&body).contains(&low_place) => cased(&body),
        None => format!("{} {place}", cased(&body)),
    };
    Some(name)
}

/// The body in "TM. ỦY BAN NHÂN DÂN", "T/M BAN THƯỜNG VỤ".
fn on_behalf_of(line: &str) -> &str {
    ["T/M", "TM"]
        .iter()
        .find_map(|mark| line.strip_prefix(mark))
        .unwrap_or(line)
        .trim_start_matches(['.', ' ', '/'])
}

/// Whether the place is a ward, a commune …: the word the document itself uses most.
fn unit_of(lines: &Lines, place: &str) -> Option<&'static str> {
    let mut counts: Vec<(usize, &'static str)> = PLACES
        .iter()
        .map(|unit| {
            let named = format!("{unit} {place}");
            let mine = format!("ubnd {unit}");
            let full = format!("nhân dân {unit}");
            let count = lines
                .all
                .iter()
                .map(|line| {
                    let low = lower(&line.text);
                    low.matches(&named).count() * 20
                        + low.matches(&mine).count()
                        + low.matches(&full).count()
                })
                .sum();
            (count, *unit)
        })
        .collect();
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    counts
        .first()
        .filter(|(count, _)| *count > 0)
        .map(|(_, unit)| *unit)
}

/// The name as the text itself writes it, where it does: letterheads shout, and scanners lose marks.
pub(crate) fn as_written<'a>(name: &str, flats: impl Iterator<Item = &'a Flat> + Clone) -> String {
    if let Some(found) = written(name, flats.clone()) {
        return found;
    }
    // "Sở Tư pháp" stands in the text, "tỉnh …" was added to it
    let low = lower(name);
    PLACES
        .iter()
        .filter_map(|unit| low.rfind(&format!(" {unit} ")))
        .max()
        .and_then(|at| {
            let (head, place) = name.split_at_checked(at)?;
            written(head, flats).map(|found| format!("{found}{place}"))
        })
        .unwrap_or_else(|| name.to_owned())
}

fn written<'a>(name: &str, flats: impl Iterator<Item = &'a Flat>) -> Option<String> {
    let folded = fold(name);
    let words = folded.split(' ').count();
    let opening = folded.split(' ').next().unwrap_or_default().to_owned();
    for flat in flats {
        for (number, word) in flat.tokens.iter().enumerate() {
            if !flat.is_capital(word.start) || fold(flat.low(word.clone())) != opening {
                continue;
            }
            let last = flat.tokens.get(number + words - 1);
            let found = last.map(|last| flat.text(word.start..last.end));
            if let Some(found) = found.filter(|found| !is_capitals(found) && fold(found) == folded)
            {
                return Some(found.to_owned());
            }
        }
    }
    None
}

/// Capitals turned into a name: first letter large, names of places large, the rest small.
fn cased(name: &str) -> String {
    if !is_capitals(name) {
        return name.to_owned();
    }
    let low = lower(name);
    let place = PLACES
        .iter()
        .filter_map(|unit| low.find(&format!("{unit} ")).map(|at| at + unit.len()))
        .chain(school_name(&low))
        .min()
        .unwrap_or(low.len());
    let mut out = String::with_capacity(low.len());
    for word in low.split_inclusive(' ') {
        let at = out.len();
        let bare = word.trim_end();
        if ABBREVIATIONS.contains(&bare) {
            out.push_str(&word.to_uppercase());
            continue;
        }
        let large = at == 0 || at > place;
        for (number, c) in word.chars().enumerate() {
            if large && number == 0 {
                out.extend(c.to_uppercase());
            } else {
                out.push(c);
            }
        }
    }
    out
}
