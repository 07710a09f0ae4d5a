//! The text of the dispatch: bases, what leads to the duties, the duties, reports, the close.

use super::{ImplementingDispatch, TaskGroup, TaskItem};
use crate::blocks::{Block, paragraph};
use crate::layout::{Measures, Part};
use crate::parts::body::{bases, closing, lead_in};
use crate::parts::text::{clean, closed, open, point};

/// The paragraphs from the bases to the end mark.
pub(super) fn body(measures: &Measures, dispatch: &ImplementingDispatch) -> Vec<Block> {
    let words = &measures.words;
    let mut out = bases(measures, &dispatch.basis);
    out.extend(lead_in(&dispatch.lead_in));
    let next = duties(measures, &dispatch.tasks, &mut out);
    if let Some(reporting) = &dispatch.reporting {
        let line = paragraph(Part::Body)
            .bold(&format!("{next}. {}: ", words.reporting))
            .text(&closed(reporting, "."));
        out.push(line.into());
    }
    out.extend(closing(measures, &dispatch.closing));
    out
}

/// Writes the duties and gives the number after the last.
fn duties(measures: &Measures, groups: &[TaskGroup], out: &mut Vec<Block>) -> usize {
    let mut next = 1;
    for group in groups {
        let heading = open(&group.heading);
        if heading.is_empty() {
            for item in &group.items {
                let line = format!("{next}. {}", duty(measures, item, item.when.as_deref()));
                out.push(paragraph(Part::Body).text(&line).into());
                next += 1;
            }
            continue;
        }
        let common = common_period(group);
        let line = format!("{next}. {}", heading.trim_end_matches(':'));
        let mut line = paragraph(Part::Group).text(&line);
        if let Some(when) = common {
            let period = measures.words.period.to_lowercase();
            line = line.plain(&format!(" ({period}{})", open(when)));
        }
        out.push(line.into());
        next += 1;
        let count = group.items.len();
        for (number, item) in group.items.iter().enumerate() {
            let when = item.when.as_deref().filter(|_| common.is_none());
            let line = format!("{} {}", point(number, count), duty(measures, item, when));
            out.push(paragraph(Part::Body).text(&line).into());
        }
    }
    next
}

/// The period that all of several duties have: said once, beside the heading.
fn common_period(group: &TaskGroup) -> Option<&str> {
    let (first, others) = group.items.split_first()?;
    let when = first.when.as_deref()?;
    let same = others.iter().all(|item| item.when.as_deref() == Some(when));
    (same && !others.is_empty()).then_some(when)
}

/// The sentences of one duty: what, when, who.
fn duty(measures: &Measures, item: &TaskItem, when: Option<&str>) -> String {
    let mut out = closed(&item.text, ".");
    let mut add = |words: &str, text: &str| {
        out.push(' ');
        out.push_str(words);
        out.push_str(&closed(text, "."));
    };
    if let Some(when) = when {
        add(&measures.words.period, when);
    }
    let units: Vec<String> = item.units.iter().map(|unit| clean(unit)).collect();
    if !units.is_empty() {
        add(&measures.words.units, &units.join("; "));
    }
    out
}
