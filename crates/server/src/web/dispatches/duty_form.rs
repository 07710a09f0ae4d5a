//! The form of one duty, between what a person types and what the use case takes.

use luytre_model::duty::{Force, Trigger};
use luytre_office::dispatches::{DispatchView, DutyForm, DutyView};

use super::card::{force_key, trigger_key};
use super::{pickers, times};
use crate::web::shell::parts::Choice;
use crate::web::shell::{Form, Page};
use crate::words::format;

/// The form as it shows a stored duty.
pub(super) fn filled(page: &Page, duty: &DutyView) -> Form {
    let mut form = Form::default()
        .with("clause", duty.clause.as_str())
        .with("text", one_line(&duty.text))
        .with("force", duty.force.as_str())
        .with("trigger", duty.trigger.map_or("", Trigger::as_str))
        .with(
            "stated_recurrence",
            times::recurrence_typed(page, duty.stated_recurrence),
        )
        .with("stated_due", times::due_typed(page, duty.stated_due))
        .with(
            "recurrence",
            duty.recurrence
                .map(|every| times::period(page, every))
                .unwrap_or_default(),
        )
        .with("due_on", duty.due_on.map(format::date).unwrap_or_default())
        .with(
            "fresh_for",
            duty.fresh_for
                .map(|long| times::period(page, long))
                .unwrap_or_default(),
        );
    if duty.second_person {
        form = form.with("second_person", "1");
    }
    if let Some(span) = &duty.span {
        form = form
            .with("start", span.start.to_string())
            .with("end", span.end.to_string());
    }
    let form = duty
        .controls
        .iter()
        .fold(form, |form, id| form.with("controls", id.as_str()));
    duty.units
        .iter()
        .fold(form, |form, id| form.with("units", id.to_string()))
}

/// What was typed, as the use case takes it. A place in the text counts while the words are those
/// that stand there.
pub(super) fn read(view: &DispatchView, form: &Form) -> DutyForm {
    let place = form
        .value("start")
        .parse()
        .ok()
        .zip(form.value("end").parse().ok());
    let span = place.map(|(start, end)| start..end).filter(|span| {
        let there = view.text.get(span.clone());
        there.is_some_and(|there| one_line(there) == one_line(form.value("text")))
    });
    let controls = form.values("controls").filter(|id| !id.is_empty());
    DutyForm {
        span,
        text: form.value("text").replace("\r\n", "\n"),
        clause: form.value("clause").to_owned(),
        force: form.value("force").to_owned(),
        trigger: form.value("trigger").to_owned(),
        stated_recurrence: times::recurrence_code(form.value("stated_recurrence")),
        stated_due: times::due_code(form.value("stated_due")),
        recurrence: times::period_code(form.value("recurrence")),
        due_on: times::due_code(form.value("due_on")),
        fresh_for: times::period_code(form.value("fresh_for")),
        second_person: form.has("second_person"),
        controls: controls.map(str::to_owned).collect(),
        units: pickers::ticked(view, form),
    }
}

/// Words on one line: where a text was broken on its page says nothing.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How a duty may bind.
pub(super) fn forces(page: &Page) -> Vec<Choice> {
    let choice = |force: &Force| Choice {
        value: force.as_str().to_owned(),
        words: page.w(force_key(*force)).into_owned(),
    };
    Force::ALL.iter().map(choice).collect()
}

/// Events after which a duty may run, and none.
pub(super) fn triggers(page: &Page) -> Vec<Choice> {
    let none = Choice {
        value: String::new(),
        words: page.w("dispatches-on-nothing").into_owned(),
    };
    let choice = |trigger: &Trigger| Choice {
        value: trigger.as_str().to_owned(),
        words: page.w(trigger_key(*trigger)).into_owned(),
    };
    [none]
        .into_iter()
        .chain(Trigger::ALL.iter().map(choice))
        .collect()
}
