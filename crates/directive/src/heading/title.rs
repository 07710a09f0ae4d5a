//! Kind and subject.

use std::ops::Range;

use crate::lines::{Line, Lines};
use crate::rules::Rules;
use crate::text::Flat;

use super::REACH;
use super::number::Numbered;

/// Bodies that stand between the title of a decision and its grounds.
const DECIDERS: &[&str] = &[
    "hoi dong nhan dan",
    "uy ban nhan dan",
    "chu tich",
    "chinh phu",
    "thu tuong",
    "bo truong",
    "quoc hoi",
    "uy ban thuong vu",
    "giam doc",
    "tong giam doc",
    "hieu truong",
    "truong ban",
    "cuc truong",
    "tong cuc truong",
    "ban thuong vu",
    "ban chap hanh",
];

/// Kind and subject.
#[derive(Debug, Default)]
pub(super) struct Titled<'a> {
    pub(super) kind: Option<&'a str>,
    pub(super) subject: Option<String>,
    /// The line after the title.
    pub(super) end: usize,
}

/// Reads kind and subject.
pub(super) fn read<'a>(lines: &Lines, rules: &'a Rules, numbered: &Numbered) -> Titled<'a> {
    if let Some(found) = about(lines, rules) {
        return found;
    }
    if let Some(found) = named(lines, rules) {
        return found;
    }
    let kind = numbered.symbol.as_deref().and_then(|symbol| {
        symbol
            .split(['-', '/'])
            .find_map(|part| rules.heading.symbols.get(part))
    });
    let addressed = || {
        let addressed = lines
            .all
            .iter()
            .take(REACH)
            .any(|line| rules.patterns.to.is_match(&line.fold));
        (addressed || numbered.symbol.is_some()).then_some("CV")
    };
    Titled {
        kind: kind.map(String::as_str).or_else(addressed),
        subject: None,
        end: 0,
    }
}

/// `V/v …` under the number: a công văn.
fn about<'a>(lines: &Lines, rules: &Rules) -> Option<Titled<'a>> {
    let (at, first) = lines
        .all
        .iter()
        .enumerate()
        .take(REACH)
        .find_map(|(at, line)| {
            if kind_of(line, rules).is_some() || rules.patterns.article.is_match(&line.text) {
                return Some((at, None));
            }
            let text = match rules.patterns.about.captures(&line.text) {
                Some(found) => found.get(1)?.as_str(),
                None => under_number(lines, at, rules)?,
            };
            Some((at, Some(text.to_owned())))
        })?;
    let mut subject = first?;
    let mut end = at + 1;
    for line in lines.all.iter().skip(end) {
        let closes = rules.patterns.to.is_match(&line.fold)
            || rules.patterns.date.is_match(&line.text)
            || rules.patterns.short_date.is_match(&line.text)
            || rules.urgency.is(&line.fold)
            || rules.patterns.number.is_match(&line.text)
            || is_motto(line, rules)
            || (line.is_capitals() && line.width > 6)
            || (line.after_blank && !lines.double_spaced && opens_body(line, rules))
            || end > at + 8;
        if closes {
            break;
        }
        // a line after a gap goes on only where the subject was left open in mid-phrase
        if line.after_blank && subject.ends_with(['.', ';']) {
            break;
        }
        join(&mut subject, &line.text);
        end += 1;
    }
    Some(Titled {
        kind: Some("CV"),
        subject: tidy(&subject),
        end,
    })
}

/// `Về tăng cường …` right under `Số 214-CV/ĐU`: so the offices of the Party write.
fn under_number<'a>(lines: &'a Lines, at: usize, rules: &Rules) -> Option<&'a str> {
    let above = lines.all.get(at.checked_sub(1)?)?;
    let line = lines.all.get(at)?;
    let party = line
        .text
        .strip_prefix("Về ")
        .or(line.text.strip_prefix("về "));
    party.filter(|_| rules.patterns.number.is_match(&above.text))
}

/// `KẾ HOẠCH` on a line of its own, the title below.
fn named<'a>(lines: &Lines, rules: &'a Rules) -> Option<Titled<'a>> {
    let (at, kind) = lines
        .all
        .iter()
        .enumerate()
        .take(REACH)
        .find_map(|(at, line)| kind_of(line, rules).map(|kind| (at, kind)))?;
    let mut subject = String::new();
    let mut end = at + 1;
    let mut capitals = false;
    for line in lines.all.iter().skip(at + 1).take(12) {
        let first = subject.is_empty();
        if !first && line.after_blank && !lines.double_spaced {
            break;
        }
        if opens_outline(line, rules) || rules.patterns.to.is_match(&line.fold) {
            break;
        }
        let starts_body = opens_body(line, rules) && !line.fold.starts_with("ve ");
        if (!first && starts_body && (line.width > 60 || line.text.ends_with([';', ':'])))
            || line.fold.starts_with("can cu ")
        {
            break;
        }
        let decides = line.is_capitals() && DECIDERS.iter().any(|name| line.fold.starts_with(name));
        if !first && line.is_capitals() && (!capitals || decides) {
            break; // the body that decides: "CHỦ TỊCH ỦY BAN NHÂN DÂN"
        }
        capitals = line.is_capitals();
        join(&mut subject, &line.text);
        end += 1;
    }
    let subject = rules
        .patterns
        .about
        .captures(&subject)
        .and_then(|found| found.get(1).map(|m| m.as_str().to_owned()))
        .unwrap_or(subject);
    Some(Titled {
        kind: Some(kind),
        subject: tidy(&subject),
        end,
    })
}

/// What a decision issues often stands behind its signature: `QUY CHẾ` and its articles.
pub(super) fn annex(lines: &Lines, rules: &Rules, from: usize) -> Range<usize> {
    let none = from..from;
    let Some(at) = lines
        .all
        .iter()
        .skip(from)
        .position(|line| kind_of(line, rules).is_some())
    else {
        return none;
    };
    let start = from + at + 1;
    let first = lines
        .all
        .iter()
        .skip(start)
        .take(REACH)
        .position(|line| opens_outline(line, rules));
    let Some(first) = first else {
        return none;
    };
    let start = start + first;
    let rest = lines.all.iter().skip(start);
    let articles = rest
        .clone()
        .filter(|line| opens_outline(line, rules))
        .take(3)
        .count();
    let end = rest
        .clone()
        .position(|line| {
            rules.patterns.sign_off.is_match(&line.fold) || line.fold.starts_with("phu luc ")
        })
        .map_or(lines.all.len(), |at| start + at);
    if articles < 3 { none } else { start..end }
}

fn kind_of<'a>(line: &Line, rules: &'a Rules) -> Option<&'a str> {
    let name = line.fold.as_str();
    let kind = rules.heading.kinds.get(name)?;
    (line.is_capitals() && !line.text.ends_with(':')).then_some(kind.as_str())
}

fn opens_outline(line: &Line, rules: &Rules) -> bool {
    let patterns = &rules.patterns;
    [
        &patterns.part,
        &patterns.article,
        &patterns.numbered,
        &patterns.bulleted,
    ]
    .iter()
    .any(|pattern| pattern.is_match(&line.text))
        || patterns
            .roman
            .captures(&line.text)
            .is_some_and(|found| found.name("n").is_some_and(|m| !m.is_empty()))
}

fn opens_body(line: &Line, rules: &Rules) -> bool {
    let flat = Flat::whole(&line.text);
    flat.is_capital(0) && rules.body.at(&flat, 0).is_some()
}

fn is_motto(line: &Line, rules: &Rules) -> bool {
    rules.motto.is(&line.fold)
}

fn join(subject: &mut String, line: &str) {
    if !subject.is_empty() && !subject.ends_with(' ') {
        subject.push(' ');
    }
    subject.push_str(line);
}

fn tidy(subject: &str) -> Option<String> {
    let text = subject.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '.' | ';' | ':' | '-' | '_' | '—')
    });
    (!text.is_empty()).then(|| text.to_owned())
}
