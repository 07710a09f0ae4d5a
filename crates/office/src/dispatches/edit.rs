//! What editing makes of a duty: corrected, added, cut in two, merged. Pure.

use std::ops::Range;

use luytre_model::id::ObligationId;
use luytre_model::work::ObligationState;
use luytre_store::dispatches::DispatchRow;
use luytre_store::obligations::{ObligationRow, Origin};

use super::form::Parsed;
use super::{cut, place};
use crate::assigning::OTHER;
use crate::error::Problem;

/// `before` with what the form says.
pub(super) fn corrected(
    before: &ObligationRow,
    parsed: Parsed,
    dispatch_text: &str,
) -> ObligationRow {
    let mut row = before.clone();
    if parsed.span.is_some() || parsed.text != before.text {
        row.span = standing(&parsed, before.span.as_ref(), dispatch_text);
    }
    row.text = parsed.text;
    if !parsed.clause.is_empty() {
        row.clause = parsed.clause;
    }
    row.force = parsed.force;
    row.trigger = parsed.trigger;
    row.recurrence_stated = parsed.stated_recurrence;
    row.due_stated = parsed.stated_due;
    row.recurrence = parsed.recurrence;
    row.due_on = parsed.due_on;
    row.fresh_for = parsed.fresh_for;
    row.second_person = parsed.second_person;
    row.controls = parsed.controls;
    row.units = parsed.units;
    if row.origin == Origin::Read && row != *before {
        row.origin = Origin::Corrected;
    }
    row
}

/// Where words stand in the text: where they were marked, else where they occur, nearest to where
/// the duty stood before.
fn standing(
    parsed: &Parsed,
    before: Option<&Range<usize>>,
    dispatch_text: &str,
) -> Option<Range<usize>> {
    match &parsed.span {
        Some(span) => place::trimmed(dispatch_text, span),
        None => place::find(
            dispatch_text,
            &parsed.text,
            before.map_or(0, |span| span.start),
        ),
    }
}

/// The names of the fields that differ.
pub(super) fn fields_changed(before: &ObligationRow, after: &ObligationRow) -> Vec<&'static str> {
    let units = |row: &ObligationRow| {
        let mut units = row.units.clone();
        units.sort_unstable();
        units
    };
    [
        (
            "text",
            before.text != after.text || before.span != after.span,
        ),
        ("clause", before.clause != after.clause),
        ("force", before.force != after.force),
        ("trigger", before.trigger != after.trigger),
        (
            "stated_recurrence",
            before.recurrence_stated != after.recurrence_stated,
        ),
        ("stated_due", before.due_stated != after.due_stated),
        ("recurrence", before.recurrence != after.recurrence),
        ("due_on", before.due_on != after.due_on),
        ("fresh_for", before.fresh_for != after.fresh_for),
        ("second_person", before.second_person != after.second_person),
        ("controls", before.controls != after.controls),
        ("units", units(before) != units(after)),
    ]
    .into_iter()
    .filter_map(|(field, changed)| changed.then_some(field))
    .collect()
}

/// A new duty, at its place in the order of the text: after the last that begins before it, or at
/// the end.
pub(super) fn added(
    id: ObligationId,
    dispatch: &DispatchRow,
    duties: &[ObligationRow],
    parsed: Parsed,
) -> Result<ObligationRow, Vec<Problem>> {
    let span = standing(&parsed, None, &dispatch.text);
    let before = duties.iter().filter(|duty| match (&span, &duty.span) {
        (Some(mine), Some(theirs)) => theirs.start <= mine.start,
        _ => true,
    });
    let before = before.max_by_key(|duty| duty.position);
    let clause = match (parsed.clause, before) {
        (clause, Some(before)) if clause.is_empty() => before.clause.clone(),
        (clause, _) => clause,
    };
    if clause.is_empty() {
        return Err(vec![Problem::new("clause", "required")]);
    }
    Ok(ObligationRow {
        office: dispatch.office,
        obligation: id,
        dispatch: dispatch.dispatch,
        state: ObligationState::Proposed,
        position: before.map_or(0, |duty| duty.position) + 1,
        clause,
        text: parsed.text,
        span,
        force: parsed.force,
        actors: Vec::new(),
        trigger: parsed.trigger,
        recurrence_stated: parsed.stated_recurrence,
        due_stated: parsed.stated_due,
        recurrence: parsed.recurrence,
        due_on: parsed.due_on,
        fresh_for: parsed.fresh_for,
        second_person: parsed.second_person,
        confidence: 100,
        origin: Origin::Added,
        drop_reason: String::new(),
        controls: parsed.controls,
        units: parsed.units,
    })
}

/// Both parts of a duty cut at a byte of its words.
pub(super) fn halves(
    whole: &ObligationRow,
    second: ObligationId,
    at: usize,
    dispatch_text: &str,
) -> Option<(ObligationRow, ObligationRow)> {
    let (head, tail) = cut::split(&whole.text, at)?;
    let part = |range: Range<usize>| {
        let text = whole.text.get(range.clone())?.to_owned();
        let span = whole
            .span
            .as_ref()
            .and_then(|span| place::within(dispatch_text, span, &whole.text, &range));
        let mut row = whole.clone();
        row.text = text;
        row.span = span;
        row.origin = edited(whole.origin);
        Some(row)
    };
    let first = part(head)?;
    let mut rest = part(tail)?;
    rest.obligation = second;
    rest.position = whole.position + 1;
    Some((first, rest))
}

/// Two neighbours as one duty.
pub(super) fn merged(
    head: &ObligationRow,
    tail: &ObligationRow,
    dispatch_text: &str,
) -> ObligationRow {
    let mut row = head.clone();
    let span = match (&head.span, &tail.span) {
        (Some(first), Some(last)) if first.start <= last.end => Some(first.start..last.end),
        _ => None,
    };
    let words = span
        .as_ref()
        .and_then(|span| dispatch_text.get(span.clone()));
    row.text = match words {
        Some(words) => place::run_on(words),
        None => format!("{}; {}", head.text, tail.text),
    };
    row.span = words.and(span);
    row.origin = edited(head.origin);
    row.confidence = head.confidence.min(tail.confidence);
    row.second_person = head.second_person || tail.second_person;
    for actor in &tail.actors {
        if !row.actors.contains(actor) {
            row.actors.push(actor.clone());
        }
    }
    for control in &tail.controls {
        if !row.controls.contains(control) {
            row.controls.push(control.clone());
        }
    }
    if row.controls.len() > 1 {
        row.controls.retain(|control| control != OTHER);
    }
    row.units.extend(&tail.units);
    row.units.sort_unstable();
    row.units.dedup();
    row
}

const fn edited(origin: Origin) -> Origin {
    match origin {
        Origin::Read | Origin::Corrected => Origin::Corrected,
        Origin::Added => Origin::Added,
    }
}
