//! Laws cited by name alone.

use luytre_model::dispatch::Reference;

use crate::text::Flat;

use super::{amended, window};

/// What follows the name of a law.
const END_OF_NAME: &[&str] = &[
    "; ",
    ", ",
    ". ",
    " (",
    " và các",
    " và Nghị",
    " và Văn bản",
    " và Luật",
    " và quy định",
    " quy định",
    " được",
    " theo",
    " của ",
    " về ",
    " số ",
    " ngày ",
    " để ",
    " cho ",
    " đến ",
    " tới ",
    " trong ",
    " tại ",
    "./",
    " đúng",
];

/// Where the mark ends a name; "Luật Phòng, chống …" goes on after its comma.
fn ends_name(rest: &str, mark: &str) -> Option<usize> {
    rest.match_indices(mark).map(|(at, _)| at).find(|at| {
        mark != ", "
            || !rest
                .get(*at..)
                .is_some_and(|tail| tail.starts_with(", chống "))
    })
}

/// Laws named without a number.
pub(super) fn by_name(flat: &Flat) -> Vec<(usize, Reference)> {
    let mut out = Vec::new();
    for (at, kind) in flat.text.match_indices("Luật ") {
        let rest = flat.text(at + kind.len()..flat.text.len());
        if !rest.chars().next().is_some_and(char::is_alphabetic)
            || amended(flat.low(window(flat, at)))
        {
            continue;
        }
        let stop = END_OF_NAME
            .iter()
            .filter_map(|mark| ends_name(rest, mark))
            .min()
            .unwrap_or(rest.len());
        let tail = rest.get(stop..).unwrap_or_default();
        if tail.starts_with(" số ") || rest.starts_with("số ") || rest.starts_with("sư") {
            continue;
        }
        let name = rest
            .get(..stop)
            .unwrap_or_default()
            .trim_end_matches(['.', ';', ',', ' ']);
        let words = name.split(' ').count();
        let lowered =
            name.chars().next().is_some_and(char::is_lowercase) && !name.starts_with("sửa");
        let opening = name.split(' ').next().unwrap_or_default();
        if matches!(
            opening,
            "và" | "này" | "các" | "của" | "hiện" | "hay" | "định" | "pháp"
        ) {
            continue;
        }
        if words < 2 && name.len() < 4 || words > 16 || (lowered && words > 6) {
            continue;
        }
        let date = tail
            .starts_with(" ngày ")
            .then(|| day_after(tail))
            .flatten();
        out.push((
            at,
            Reference {
                date,
                title: Some(format!("Luật {name}")),
                ..Reference::default()
            },
        ));
    }
    out
}

fn day_after(tail: &str) -> Option<String> {
    let mut figures = tail
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(str::parse::<u16>);
    let d = figures.next()?.ok()?;
    let m = figures.next()?.ok()?;
    let y = figures.next()?.ok()?;
    ((1..=31).contains(&d) && (1..=12).contains(&m) && y > 1900)
        .then(|| format!("{y}-{m:02}-{d:02}"))
}
