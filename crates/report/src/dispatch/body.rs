//! The text of the dispatch: bases, what leads to the duties, the duties, reports, the close.

use super::text::{clean, closed, lines, listed, open, point};
use super::{ImplementingDispatch, TaskGroup, TaskItem};
use crate::docx::block::paragraph;
use crate::docx::xml::Element;
use crate::layout::{Measures, Part};

/// The paragraphs from the bases to the end mark.
pub(super) fn body(measures: &Measures, dispatch: &ImplementingDispatch) -> Vec<Element> {
    let words = &measures.words;
    let count = dispatch.basis.len();
    let mut out: Vec<Element> = dispatch
        .basis
        .iter()
        .enumerate()
        .map(|(number, basis)| {
            let line = format!("{}{}", words.basis_dash, listed(basis, number, count));
            paragraph(Part::Basis).text(&line).build()
        })
        .collect();
    let lead_in = lines(&dispatch.lead_in);
    for (number, line) in lead_in.iter().enumerate() {
        let line = paragraph(Part::Body).text(line);
        // What ends in a colon stays with the first duty.
        let last = number + 1 == lead_in.len();
        out.push(if last { line.keep_next() } else { line }.build());
    }
    let next = duties(measures, &dispatch.tasks, &mut out);
    if let Some(reporting) = &dispatch.reporting {
        let line = paragraph(Part::Body)
            .bold(&format!("{next}. {}: ", words.reporting))
            .text(&closed(reporting, "."));
        out.push(line.build());
    }
    let closing = lines(&dispatch.closing);
    for (number, line) in closing.iter().enumerate() {
        // The last lines of the text stand on the page of the signature.
        let last = number + 1 == closing.len();
        let mark = if last { words.end.as_str() } else { "." };
        let line = paragraph(Part::Body).text(&closed(line, mark));
        out.push(if last { line.keep_next() } else { line }.build());
    }
    out
}

/// Writes the duties and gives the number after the last.
fn duties(measures: &Measures, groups: &[TaskGroup], out: &mut Vec<Element>) -> usize {
    let mut next = 1;
    for group in groups {
        let heading = open(&group.heading);
        if heading.is_empty() {
            for item in &group.items {
                let line = format!("{next}. {}", duty(measures, item));
                out.push(paragraph(Part::Body).text(&line).build());
                next += 1;
            }
            continue;
        }
        let line = format!("{next}. {}", heading.trim_end_matches(':'));
        out.push(paragraph(Part::Group).text(&line).build());
        next += 1;
        let count = group.items.len();
        for (number, item) in group.items.iter().enumerate() {
            let line = format!("{} {}", point(number, count), duty(measures, item));
            out.push(paragraph(Part::Body).text(&line).build());
        }
    }
    next
}

/// The sentences of one duty: what, when, who.
fn duty(measures: &Measures, item: &TaskItem) -> String {
    let mut out = closed(&item.text, ".");
    let mut add = |words: &str, text: &str| {
        out.push(' ');
        out.push_str(words);
        out.push_str(&closed(text, "."));
    };
    if let Some(when) = &item.when {
        add(&measures.words.period, when);
    }
    let units: Vec<String> = item.units.iter().map(|unit| clean(unit)).collect();
    if !units.is_empty() {
        add(&measures.words.units, &units.join("; "));
    }
    out
}
