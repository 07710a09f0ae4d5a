//! Who must act: noun phrases that name bodies and persons, and where they stand as subject.
//!
//! A noun phrase is a head (`Công an`, `Thủ trưởng`), what belongs to it, and no verb. Verbs that
//! are also parts of names ("Phòng Tổ chức", "đoàn kiểm tra") are told apart by capitals and lists.

use std::ops::Range;

use crate::rules::Rules;
use crate::text::Flat;

/// Bytes within which the word that binds a doer stands.
const LONGEST_DOER: usize = 140;

/// Words in a noun phrase at most.
const LONGEST: usize = 60;

/// The end of the noun phrase that names an actor and begins at `range.start`.
pub(crate) fn noun_phrase(flat: &Flat, range: &Range<usize>, rules: &Rules) -> Option<usize> {
    phrase(flat, range, false, rules)
}

/// As [`noun_phrase`], where the words before ("Trách nhiệm của …") leave no doubt of a noun.
pub(crate) fn sure_noun_phrase(flat: &Flat, range: &Range<usize>, rules: &Rules) -> Option<usize> {
    phrase(flat, range, true, rules)
}

/// Words of a doer that no list knows ("các khu vực", "mỗi gia đình trẻ").
const LONGEST_UNKNOWN: usize = 8;

/// Behind a verb that orders, a quantifier and any noun up to the predicate.
pub(crate) fn quantified(flat: &Flat, range: &Range<usize>, rules: &Rules) -> Option<usize> {
    let first = rules.quantifiers.begins(flat, range)?;
    let start = flat.token_at(first);
    let mut end = flat.tokens.get(start)?.end;
    for number in start + 1..=start + LONGEST_UNKNOWN {
        let word = flat.tokens.get(number).filter(|w| w.start < range.end)?;
        if flat.text(end..word.start) != " " {
            return None;
        }
        if is_predicate(flat, number, rules) {
            return Some(end);
        }
        end = word.end;
    }
    None
}

/// How a person is addressed before the name.
const ADDRESSES: &[&str] = &["đồng chí", "đ/c", "ông", "bà", "anh", "chị"];

/// "đ/c Nguyễn Văn Nam, Phó Chủ tịch UBND phường": a person by name, with the title behind it.
fn named_person(flat: &Flat, range: &Range<usize>, rules: &Rules) -> Option<usize> {
    let low = flat.low(range.clone());
    let address = ADDRESSES
        .iter()
        .find(|address| low.starts_with(&format!("{address} ")))?;
    let first = flat.token_at(range.start + address.len());
    let mut end = range.start + address.len();
    let name = flat
        .tokens
        .iter()
        .skip(first)
        .take_while(|word| {
            let close = flat.text(end..word.start) == " ";
            end = word.end;
            close && word.start < range.end && flat.is_capital(word.start)
        })
        .count();
    let heads = rules.heads.at(flat, first).is_some();
    let last = flat.tokens.get(first + name.checked_sub(1)?)?;
    if name < 2 || heads {
        return None;
    }
    let title = flat.tokens.get(first + name).filter(|next| {
        next.start < range.end
            && matches!(flat.text(last.end..next.start), ", " | " - " | " – ")
            && rules.persons.at(flat, first + name).is_some()
    });
    title
        .and_then(|next| phrase(flat, &(next.start..range.end), true, rules))
        .or(Some(last.end))
}

fn phrase(flat: &Flat, range: &Range<usize>, sure: bool, rules: &Rules) -> Option<usize> {
    if let Some(end) = named_person(flat, range, rules) {
        return Some(end);
    }
    let mut token = flat.token_at(range.start);
    let mut quantified = sure;
    for _ in 0..3 {
        if let Some(end) = rules.quantifiers.at(flat, token) {
            quantified = true;
            token = flat.token_at(end);
        }
    }
    let Some(head_end) = head(flat, token, quantified, rules) else {
        return addressed(flat, range, token, rules);
    };
    let mut token = flat.token_at(head_end);
    let mut end = head_end;
    for _ in 0..LONGEST {
        let Some(word) = flat.tokens.get(token) else {
            break;
        };
        if word.start >= range.end {
            break;
        }
        let gap = flat.text(end..word.start);
        if gap.contains([':', '“', '"', '!', '?']) || gap.contains(". ") {
            break;
        }
        if gap.contains('(') {
            let close = flat.text(word.start..range.end).find(')')?;
            end = word.start + close + 1;
            token = flat.token_at(end);
            continue;
        }
        if flat.low(word.start..range.end).starts_with("nhất là ") {
            token += 2;
            continue;
        }
        if let Some(glued) = rules.glue.at(flat, token).filter(|_| !gap.contains(',')) {
            end = glued;
            token = flat.token_at(end);
            continue;
        }
        // "Sở Xây dựng", "Phòng Tổng hợp": a verb in capitals is part of the name, all of it
        if flat.is_capital(word.start)
            && !gap.contains([',', ';'])
            && let Some(verb) = rules
                .openers
                .at(flat, token)
                .filter(|verb| *verb > word.end)
        {
            end = verb;
            token = flat.token_at(end);
            continue;
        }
        let listed = gap.contains([',', ';']);
        if listed && !goes_on(flat, token, quantified, rules) {
            break;
        }
        if !listed && is_predicate(flat, token, rules) {
            break;
        }
        if let Some(next) = rules.heads.at(flat, token).filter(|_| !gap.is_empty()) {
            end = next;
        } else {
            end = word.end;
        }
        token = flat.token_at(end);
    }
    let end = without_joint(flat, range.start, end);
    (end <= range.end).then_some(end)
}

/// "các đồng chí nghiêm túc thực hiện": persons who are addressed and not named.
fn addressed(flat: &Flat, range: &Range<usize>, next: usize, rules: &Rules) -> Option<usize> {
    let end = flat.tokens.get(next.checked_sub(1)?)?.end;
    let persons = ["đồng chí", "ông", "bà", "anh", "chị", "thầy", "cô"]
        .iter()
        .any(|word| flat.low(range.start..end.max(range.start)).ends_with(word));
    (persons && next < flat.tokens.len() && is_predicate(flat, next, rules)).then_some(end)
}

/// A head at this word, where it is not a verb.
fn head(flat: &Flat, token: usize, quantified: bool, rules: &Rules) -> Option<usize> {
    let start = flat.tokens.get(token)?.start;
    // "xã hội" is no "hội"
    let within = (1..=3)
        .filter_map(|back| rules.not_heads.at(flat, token.checked_sub(back)?))
        .any(|end| end > start);
    if within || rules.not_heads.at(flat, token).is_some() {
        return None;
    }
    let head_end = rules
        .whole
        .at(flat, token)
        .or_else(|| rules.heads.at(flat, token))?;
    let verb_end = rules.openers.at(flat, token).unwrap_or(0);
    let named = || {
        flat.tokens
            .get(flat.token_at(head_end))
            .is_some_and(|next| {
                flat.is_capital(next.start)
                    || matches!(
                        flat.low(next.clone()),
                        "các" | "tỉnh" | "huyện" | "phường" | "xã" | "đơn" | "cơ" | "phòng"
                    )
            })
    };
    if verb_end > head_end || (verb_end == head_end && !quantified && !named()) {
        return None;
    }
    Some(head_end)
}

/// Whether the list of nouns goes on after a comma.
fn goes_on(flat: &Flat, token: usize, plural: bool, rules: &Rules) -> bool {
    let Some(word) = flat.tokens.get(token) else {
        return false;
    };
    if flat.low(word.start..flat.low.len()).starts_with("nhất là ") {
        return true;
    }
    let mut at = token;
    let mut quantified = plural;
    if let Some(end) = rules.quantifiers.at(flat, token) {
        at = flat.token_at(end);
        quantified = true;
    }
    let after = rules.heads.at(flat, at).map(|end| flat.token_at(end));
    // "người đứng đầu cơ quan, tổ chức ban hành": a verb behind it makes it a noun
    let noun = rules.not_heads.at(flat, at).is_none()
        && after.is_some_and(|next| is_predicate(flat, next, rules));
    head(flat, at, quantified, rules).is_some()
        || noun
        // "Bộ Văn hóa, Thể thao và Du lịch": names go on in capitals
        || (flat.is_capital(word.start) && rules.openers.at(flat, token).is_none())
}

/// Whether a predicate begins at this word.
pub(crate) fn is_predicate(flat: &Flat, token: usize, rules: &Rules) -> bool {
    let Some(word) = flat.tokens.get(token) else {
        return false;
    };
    if flat.is_capital(word.start) {
        return false;
    }
    let verb = rules.openers.at(flat, token);
    if rules.heads.at(flat, token) > verb || rules.not_verbs.at(flat, token) > verb {
        return false;
    }
    rules.modals.at_scanned(flat, token).is_some()
        || verb.is_some()
        || rules.stops.at(flat, token).is_some()
}

/// A noun phrase does not end in "và".
fn without_joint(flat: &Flat, start: usize, end: usize) -> usize {
    let part = flat.low(start..end);
    let kept = part
        .trim_end()
        .trim_end_matches([',', ' '])
        .trim_end_matches(" và")
        .trim_end_matches([',', ' ', '-']);
    start + kept.len()
}

/// A subject: the noun phrase, and where its predicate begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Subject {
    pub(crate) noun: Range<usize>,
    pub(crate) predicate: usize,
}

/// The subject that begins at `range.start`, if a predicate follows.
pub(crate) fn subject_at(flat: &Flat, range: &Range<usize>, rules: &Rules) -> Option<Subject> {
    let first = flat.tokens.get(flat.token_at(range.start))?;
    if first.start >= range.end {
        return None;
    }
    let start = first.start;
    if let Some(subject) = doer(flat, &(start..range.end), rules) {
        return Some(subject);
    }
    let noun_end = noun_phrase(flat, &(start..range.end), rules)?;
    let next = flat.token_at(noun_end);
    let word = flat
        .tokens
        .get(next)
        .filter(|word| word.start < range.end)?;
    let gap = flat.text(noun_end..word.start);
    let follows = if gap.contains(',') {
        rules.modals.at(flat, next).is_some()
    } else {
        is_predicate(flat, next, rules)
    };
    let clean = !gap.contains([';', ':', '.']);
    (follows && clean).then_some(Subject {
        noun: start..noun_end,
        predicate: word.start,
    })
}

/// "Người soạn thảo phải …": a person known by what he does, up to the word that binds.
fn doer(flat: &Flat, range: &Range<usize>, rules: &Rules) -> Option<Subject> {
    let low = flat.low(range.clone());
    // "tổ chức" opens most often as a verb; behind a comma, and bound, it is a body
    let body = ["tổ chức ", "doanh nghiệp ", "cơ sở "]
        .iter()
        .any(|word| low.starts_with(word))
        && flat.text(0..range.start).trim_end().ends_with(',');
    let person = low.starts_with("người ") && rules.persons.begins(flat, range).is_none();
    if !body && !person {
        return None;
    }
    let reach = low
        .find([',', ';', ':'])
        .unwrap_or(low.len())
        .min(LONGEST_DOER);
    let clause: &str = low
        .get(..reach)
        .or_else(|| low.get(..low.find([',', ';', ':'])?))?;
    let at = [
        " phải ",
        " có trách nhiệm",
        " chịu trách nhiệm",
        " không được ",
        " cần ",
    ]
    .iter()
    .filter_map(|word| clause.find(word))
    .min()?;
    Some(Subject {
        noun: range.start..range.start + at,
        predicate: range.start + at + 1,
    })
}

/// The items of a list of actors, parentheses dropped.
pub(crate) fn items(flat: &Flat, noun: &Range<usize>, rules: &Rules) -> Vec<String> {
    if named_person(flat, noun, rules) == Some(noun.end) {
        return tidy(flat.text(noun.clone())).into_iter().collect();
    }
    let mut cuts = vec![noun.start];
    let mut depth = 0_i32;
    let first = flat.token_at(noun.start);
    let mut end = noun.start;
    for (number, word) in flat.tokens.iter().enumerate().skip(first) {
        if word.start >= noun.end {
            break;
        }
        let gap = flat.text(end..word.start);
        depth += i32::try_from(gap.matches('(').count()).unwrap_or(0);
        depth -= i32::try_from(gap.matches(')').count()).unwrap_or(0);
        let joint = gap.contains([',', ';'])
            || matches!(flat.low(end.saturating_sub("và".len())..end), "và");
        if depth == 0 && joint && number > first {
            let current = cuts.last().copied().unwrap_or(noun.start)..end;
            if gap.contains(';') || opens_item(flat, number, &current, noun.end, rules) {
                cuts.push(word.start);
            }
        }
        end = word.end;
    }
    cuts.push(noun.end);
    cuts.windows(2)
        .filter_map(|pair| match pair {
            [from, to] => tidy(flat.text(*from..*to)),
            _ => None,
        })
        .collect()
}

fn opens_item(
    flat: &Flat,
    token: usize,
    current: &Range<usize>,
    end: usize,
    rules: &Rules,
) -> bool {
    let Some(word) = flat.tokens.get(token) else {
        return false;
    };
    let so_far = flat.low(current.clone());
    let first = flat.token_at(current.start);
    let inside = (first..token).rev().take(12).any(|number| {
        rules
            .whole
            .at(flat, number)
            .is_some_and(|end| end > word.start)
    });
    if inside {
        return false;
    }
    if flat.low(word.start..end).starts_with("nhất là")
        || rules.quantifiers.at(flat, token).is_some()
    {
        return true;
    }
    if rules.heads.at(flat, token).is_none() || rules.not_heads.at(flat, token).is_some() {
        return false;
    }
    let plural = so_far
        .split(' ')
        .any(|word| matches!(word, "các" | "mọi" | "mỗi" | "toàn"));
    let alone = flat
        .text(word.end..end)
        .chars()
        .next()
        .is_none_or(|c| c == ',' || c == ';');
    if flat.is_capital(word.start) {
        return !(plural && alone);
    }
    if matches!(flat.low(word.start..end), low if low.starts_with("thủ trưởng") || low.starts_with("người đứng đầu"))
    {
        return true;
    }
    // under one "các", in a list of persons, and without a capital, nouns stay together
    let persons = rules
        .persons
        .at(flat, flat.token_at(current.start))
        .is_some();
    !plural && !persons && flat.is_capital(current.start)
}

fn tidy(item: &str) -> Option<String> {
    let mut out = String::with_capacity(item.len());
    let mut depth = 0_u32;
    for c in item.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    let out = out
        .trim_start_matches("nhất là ")
        .trim_matches([',', ';', ':', ' ', '.', '-']);
    let out = out
        .strip_suffix(" và")
        .unwrap_or(out)
        .trim_end_matches([',', ' ']);
    (!out.is_empty()).then(|| out.to_owned())
}
