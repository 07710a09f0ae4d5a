//! Assignments and what hangs on them: occurrences laid out, the inputs of their status, the roll-up
//! and the figures of months. Whoever makes, changes or ends an assignment does it through here, so
//! that the figures never differ from the rows that they count.

mod giving;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use luytre_model::calendar::Calendar;
use luytre_model::clock::day_in_viet_nam;
use luytre_model::duty::Period;
use luytre_model::id::{AssignmentId, OccurrenceId, OfficeId, PersonId, UnitId};
use luytre_model::plan;
use luytre_model::status::{Inputs, Known};
use luytre_model::work::{Assurance, OccurrenceState};
use luytre_store::assignments::{self, AssignmentRow};
use luytre_store::evidence::{self, Act, EvidenceRow};
use luytre_store::months::{self, Added, Month};
use luytre_store::obligations::ObligationRow;
use luytre_store::occurrences::{self, OccurrenceRow};
use luytre_store::roll_up;
use luytre_store::{Stamp, StoreError, Write};

pub(crate) use giving::Giving;

/// The control of an obligation for which none fits.
pub(crate) const OTHER: &str = "OTHER";

/// What a change lays out or takes away, counted once at its end.
#[derive(Debug, Default)]
pub(crate) struct Months(BTreeMap<(UnitId, Month), Added>);

impl Months {
    /// Counts `added` in the month of `day`.
    pub(crate) fn count(&mut self, unit: UnitId, day: Date, added: Added) {
        let sum = self.0.entry((unit, Month::of(day))).or_default();
        sum.due += added.due;
        sum.in_time += added.in_time;
        sum.late += added.late;
    }

    /// Writes what was counted.
    pub(crate) async fn write(self, write: &mut Write, office: OfficeId) -> Result<(), StoreError> {
        for ((unit, month), added) in self.0 {
            if added != Added::default() {
                months::add(write, office, unit, month, added).await?;
            }
        }
        Ok(())
    }
}

/// When something is laid out, and on which days it may fall due.
#[derive(Clone, Copy)]
pub(crate) struct Moment<'a> {
    /// The moment of the change.
    pub(crate) stamp: Stamp<'a>,
    /// Working days.
    pub(crate) calendar: &'a Calendar,
}

impl Moment<'_> {
    fn today(&self) -> Date {
        day_in_viet_nam(self.stamp.at)
    }
}

/// One occurrence falls due.
const DUE: Added = Added {
    due: 1,
    in_time: 0,
    late: 0,
};

/// Lays out the occurrences of `row` that are not there yet, from number `from` up to the horizon
/// of today. Returns how many there were; doing it again adds none. The caller writes `months` and
/// then calls [`refresh`].
pub(crate) async fn lay_out_from(
    write: &mut Write,
    moment: Moment<'_>,
    obligation: &ObligationRow,
    row: &AssignmentRow,
    from: i64,
    months: &mut Months,
) -> Result<usize, StoreError> {
    let mut number = 0;
    for (sequence, due_on) in laid_out(obligation, from, moment.today(), moment.calendar) {
        number += usize::from(open(write, moment.stamp, row, sequence, due_on, months).await?);
    }
    Ok(number)
}

/// Computes the inputs of an assignment anew from its occurrences and evidence, and moves the
/// roll-up if they differ. Returns what they are now.
pub(crate) async fn refresh(
    write: &mut Write,
    at: Timestamp,
    calendar: &Calendar,
    obligation: &ObligationRow,
    assignment: AssignmentId,
) -> Result<Option<Inputs>, StoreError> {
    let office = obligation.office;
    let Some(row) = assignments::read(write.conn(), office, assignment).await? else {
        return Ok(None);
    };
    let all = occurrences::of_assignment(write.conn(), office, assignment).await?;
    let inputs = settle(write, at, calendar, obligation, &row, &all).await?;
    Ok(Some(inputs))
}

/// The same for `row` as it was before the change and `all` its occurrences as they are after it.
pub(crate) async fn settle(
    write: &mut Write,
    at: Timestamp,
    calendar: &Calendar,
    obligation: &ObligationRow,
    row: &AssignmentRow,
    all: &[OccurrenceRow],
) -> Result<Inputs, StoreError> {
    let (office, assignment) = (row.office, row.assignment);
    let evidence = evidence::of_assignment(write.conn(), office, assignment).await?;
    let inputs = inputs(obligation, all, &evidence, calendar);
    if inputs != row.inputs {
        assignments::set_inputs(write, office, assignment, &inputs, at).await?;
        if row.live {
            let controls = sorted_controls(obligation);
            let (from, to) = (Some(&row.inputs), Some(&inputs));
            roll_up::shift(write, office, row.unit, &controls, from, to).await?;
        }
    }
    Ok(inputs)
}

/// Ends an assignment: its open occurrences are cancelled and stay visible as such, it leaves the
/// roll-up. What had fallen due before today stays in the figures of its month: it was not done.
/// Returns how many occurrences were cancelled.
pub(crate) async fn end(
    write: &mut Write,
    at: Timestamp,
    by: PersonId,
    obligation: &ObligationRow,
    row: &AssignmentRow,
    months: &mut Months,
) -> Result<usize, StoreError> {
    let today = day_in_viet_nam(at);
    let open = occurrences::cancel_open(write, row.office, row.assignment, at, by).await?;
    for occurrence in &open {
        if let Some(day) = occurrence.due_on.filter(|day| *day >= today) {
            months.count(row.unit, day, Added { due: -1, ..DUE });
        }
    }
    let controls = sorted_controls(obligation);
    roll_up::shift(
        write,
        row.office,
        row.unit,
        &controls,
        Some(&row.inputs),
        None,
    )
    .await?;
    assignments::end(write, row.office, row.assignment, at).await?;
    Ok(open.len())
}

/// The first control of an obligation.
pub(crate) fn first_control(obligation: &ObligationRow) -> &str {
    obligation.controls.first().map_or(OTHER, String::as_str)
}

/// Its controls in one order for all changes, so that two of them never wait for each other.
fn sorted_controls(obligation: &ObligationRow) -> Vec<String> {
    let mut controls = obligation.controls.clone();
    if controls.is_empty() {
        controls.push(OTHER.to_owned());
    }
    controls.sort_unstable();
    controls.dedup();
    controls
}

async fn open(
    write: &mut Write,
    stamp: Stamp<'_>,
    row: &AssignmentRow,
    sequence: i64,
    due_on: Option<Date>,
    months: &mut Months,
) -> Result<bool, StoreError> {
    let occurrence = occurrence(stamp, row, sequence, due_on);
    let stored = occurrences::insert(write, &occurrence).await?;
    if let Some(day) = due_on.filter(|_| stored) {
        months.count(row.unit, day, DUE);
    }
    Ok(stored)
}

/// A new occurrence of `row`.
fn occurrence(
    stamp: Stamp<'_>,
    row: &AssignmentRow,
    sequence: i64,
    due_on: Option<Date>,
) -> OccurrenceRow {
    OccurrenceRow {
        office: row.office,
        occurrence: OccurrenceId::new(stamp.uuid()),
        assignment: row.assignment,
        unit: row.unit,
        sequence,
        state: OccurrenceState::Open,
        due_on,
        reported: None,
        settled: None,
        revision: 1,
    }
}

/// Numbers and days to lay out. A duty without a day has one standing occurrence: readiness is
/// attested once, and the event itself is no matter of the calendar.
fn laid_out(
    obligation: &ObligationRow,
    from: i64,
    today: Date,
    calendar: &Calendar,
) -> Vec<(i64, Option<Date>)> {
    match obligation.due_on {
        Some(first) => plan::lay_out(first, obligation.recurrence, from, today, calendar)
            .into_iter()
            .map(|(sequence, day)| (sequence, Some(day)))
            .collect(),
        None if from <= 1 => vec![(1, None)],
        None => Vec::new(),
    }
}

/// The number of the last due day that has come, or 1.
fn first_sequence(obligation: &ObligationRow, today: Date, calendar: &Calendar) -> i64 {
    let (Some(first), Some(every)) = (obligation.due_on, obligation.recurrence) else {
        return 1;
    };
    let mut sequence = 1;
    while plan::due_day(first, Some(every), sequence + 1, calendar).is_some_and(|day| day <= today)
    {
        sequence += 1;
    }
    sequence
}

/// What the status of an assignment is computed from.
///
/// The latest report that counts decides. Where a second person is asked for, a report counts from
/// their confirmation on, but its age runs from the report. It does not apply where nothing is left
/// to do and the last that was settled does not.
pub(crate) fn inputs(
    obligation: &ObligationRow,
    occurrences: &[OccurrenceRow],
    evidence: &[EvidenceRow],
    calendar: &Calendar,
) -> Inputs {
    let waiting = |row: &&OccurrenceRow| row.state.waits_for_unit();
    let due_on = occurrences
        .iter()
        .filter(waiting)
        .filter_map(|row| row.due_on)
        .min();
    let awaits_confirmation = occurrences
        .iter()
        .any(|row| row.state == OccurrenceState::Reported);
    let settled_last = occurrences
        .iter()
        .filter(|row| row.state != OccurrenceState::Cancelled)
        .max_by_key(|row| row.sequence);
    Inputs {
        due_on,
        evidence: known(obligation, occurrences, evidence, calendar),
        awaits_confirmation,
        not_applicable: !awaits_confirmation
            && !occurrences.iter().any(|row| row.state.waits_for_unit())
            && settled_last.is_some_and(|row| row.state == OccurrenceState::NotApplicable),
    }
}

fn known(
    obligation: &ObligationRow,
    occurrences: &[OccurrenceRow],
    evidence: &[EvidenceRow],
    calendar: &Calendar,
) -> Option<Known> {
    let mut known = None;
    let mut last: BTreeMap<OccurrenceId, &EvidenceRow> = BTreeMap::new();
    for row in evidence {
        let counts = |given: &EvidenceRow, assurance| Known {
            assurance,
            holds: true,
            fresh_until: obligation
                .fresh_for
                .and_then(|period| fresh_until(given, occurrences, period, calendar)),
        };
        match row.act {
            Act::Done => {
                if !obligation.second_person {
                    known = Some(counts(row, row.assurance));
                }
                last.insert(row.occurrence, row);
            }
            Act::Failed => {
                known = Some(Known {
                    assurance: row.assurance,
                    holds: false,
                    fresh_until: None,
                });
                last.remove(&row.occurrence);
            }
            Act::NotApplicable => {
                last.insert(row.occurrence, row);
            }
            Act::Confirmed => {
                let given = last.get(&row.occurrence).filter(|g| g.act == Act::Done);
                if let Some(given) = given {
                    known = Some(counts(given, Assurance::Confirmed));
                }
            }
            Act::Returned => {
                last.remove(&row.occurrence);
            }
        }
    }
    known
}

/// The last day on which evidence counts. Who reports before the due day loses no days by it, and a
/// free day at the end is made good, as with due days.
fn fresh_until(
    given: &EvidenceRow,
    occurrences: &[OccurrenceRow],
    fresh_for: Period,
    calendar: &Calendar,
) -> Option<Date> {
    let day = day_in_viet_nam(given.given_at);
    let due = occurrences
        .iter()
        .find(|row| row.occurrence == given.occurrence)
        .and_then(|row| row.due_on);
    let from = due.map_or(day, |due| due.max(day));
    plan::after(from, fresh_for).map(|day| calendar.next_working(day).date)
}

#[cfg(test)]
mod tests;
