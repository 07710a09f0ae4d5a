//! Kính gửi.

use crate::lines::Lines;
use crate::rules::Rules;
use crate::text::Flat;

use super::REACH;

/// The addressees.
#[derive(Debug, Default)]
pub(super) struct Addressed {
    pub(super) names: Vec<String>,
    /// The line after the last of them.
    pub(super) end: usize,
}

/// Reads the list of addressees.
pub(super) fn read(lines: &Lines, rules: &Rules) -> Addressed {
    let Some((at, opening)) = lines
        .all
        .iter()
        .enumerate()
        .take(REACH)
        .find(|(_, line)| rules.patterns.to.is_match(&line.fold))
    else {
        return Addressed::default();
    };
    let first = opening
        .text
        .split_once([':', '.'])
        .map_or("", |(_, rest)| rest.trim_start_matches([':', ' ']));
    let mut items: Vec<String> = Vec::new();
    push(&mut items, first);
    let mut end = at + 1;
    for line in lines.all.iter().skip(end) {
        let marker = crate::marker::of(&line.text, &rules.patterns);
        let bullet = marker
            .as_ref()
            .is_some_and(|marker| marker.level.is_bullet());
        if marker.is_some() && !bullet {
            break;
        }
        let open = items.last().is_some_and(|item| !item.ends_with(['.', ';']));
        let flat = Flat::whole(&line.text);
        let opens_body = flat.is_capital(0)
            && rules.body.at(&flat, 0).is_some()
            && (line.width > 45 || line.after_blank);
        // "Thủ trưởng các phòng;" and the next without a bullet either
        let goes_on = items.last().is_some_and(|item| item.ends_with(';'))
            && flat.is_capital(0)
            && !line.after_blank
            && rules
                .heads
                .at(&flat, 0)
                .or_else(|| rules.quantifiers.at(&flat, 0))
                .is_some();
        if bullet {
            if items.last().is_some_and(|item| item.ends_with('.')) && line.after_blank {
                break;
            }
            items.push(line.text.clone());
        } else if items.is_empty() || (goes_on && !opens_body) {
            items.push(line.text.clone());
        } else if open
            && (!flat.is_capital(0)
                || !(line.after_blank
                    || opens_body
                    || !rules
                        .patterns
                        .bulleted
                        .is_match(items.last().map_or("", String::as_str))))
        {
            if let Some(last) = items.last_mut() {
                last.push(' ');
                last.push_str(&line.text);
            }
        } else {
            break;
        }
        end += 1;
    }
    Addressed {
        names: items
            .iter()
            .flat_map(|item| item.split(';'))
            .filter_map(tidy)
            .collect(),
        end,
    }
}

fn push(items: &mut Vec<String>, text: &str) {
    if !text.trim().is_empty() {
        items.push(text.trim().to_owned());
    }
}

fn tidy(item: &str) -> Option<String> {
    let text = item
        .trim()
        .trim_start_matches(['-', '–', '—', '~', '+', '•', '*', ' '])
        .trim_end_matches(['.', ';', ',', ':', ' ']);
    (text.chars().any(char::is_alphanumeric)).then(|| text.to_owned())
}
