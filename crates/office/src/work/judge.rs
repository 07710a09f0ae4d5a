//! Confirming or returning what another person reported.

use luytre_model::clock::day_in_viet_nam;
use luytre_model::id::OccurrenceId;
use luytre_model::work::{Assurance, OccurrenceState};
use luytre_store::evidence::{self, Act};
use luytre_store::months::Added;
use luytre_store::occurrences::{self, OccurrenceRow};

use super::report::Reported;
use super::step::{Given, count_settled, give, occurrence_at, take_step};
use super::{CONFIRMED, RETURNED, assignment_of, duty_of, refused, typed};
use crate::access::{Action, Target, decide};
use crate::actor::Actor;
use crate::assigning::Months;
use crate::change::{Change, Happened};
use crate::error::OfficeError;
use crate::service::Service;

impl Service {
    /// Agrees with what another person reported.
    ///
    /// # Errors
    /// Not allowed, not there, changed meanwhile, nothing reported (`occurrence-not-reported`), the
    /// actor's own report (`own-report`).
    pub async fn confirm_report(
        &self,
        actor: &Actor,
        id: OccurrenceId,
        revision: u64,
        note: &str,
    ) -> Result<Reported, OfficeError> {
        let unit = self.unit_of_occurrence(actor, id).await?;
        let permit = decide(
            actor,
            Action::ConfirmOccurrence,
            &Target::unit(actor.office, unit),
        )?;
        let note = typed("note", note, false)?;
        let mut change = self.begin(&permit).await?;
        let occurrence = reported_by_another(&mut change, id, revision).await?;
        let row = assignment_of(change.write().conn(), actor.office, occurrence.assignment).await?;
        let duty = duty_of(change.write().conn(), &row).await?;

        let state = match last_report(&mut change, &occurrence).await? {
            Some(Act::NotApplicable) => OccurrenceState::NotApplicable,
            Some(Act::Done) => OccurrenceState::Accepted,
            _ => return Err(refused("occurrence-not-reported")),
        };
        let now = (change.stamp().at, actor.person);
        take_step(&mut change, &occurrence, state, None, Some(now)).await?;
        let given = Given {
            act: Act::Confirmed,
            assurance: Assurance::Confirmed,
            note,
        };
        give(&mut change, &occurrence, given, None).await?;
        let reported_at = occurrence.reported.map_or(now.0, |(at, _)| at);
        count_settled(&mut change, &occurrence, day_in_viet_nam(reported_at)).await?;
        if state == OccurrenceState::NotApplicable {
            end_later(&mut change, &occurrence).await?;
        }
        let happened = Happened::new(CONFIRMED, "occurrence", id)
            .revision(occurrence.revision + 1)
            .with("assignment", row.assignment)
            .with("state", state);
        self.finish(change, &row, &duty, state, happened).await
    }

    /// Sends back what another person reported, with the reason.
    ///
    /// # Errors
    /// As for [`Service::confirm_report`], and without a reason.
    pub async fn return_report(
        &self,
        actor: &Actor,
        id: OccurrenceId,
        revision: u64,
        note: &str,
    ) -> Result<Reported, OfficeError> {
        let unit = self.unit_of_occurrence(actor, id).await?;
        let permit = decide(
            actor,
            Action::ConfirmOccurrence,
            &Target::unit(actor.office, unit),
        )?;
        let note = typed("note", note, true)?;
        let mut change = self.begin(&permit).await?;
        let occurrence = reported_by_another(&mut change, id, revision).await?;
        let row = assignment_of(change.write().conn(), actor.office, occurrence.assignment).await?;
        let duty = duty_of(change.write().conn(), &row).await?;

        let state = OccurrenceState::Returned;
        take_step(&mut change, &occurrence, state, None, None).await?;
        let given = Given {
            act: Act::Returned,
            assurance: Assurance::Confirmed,
            note,
        };
        give(&mut change, &occurrence, given, None).await?;
        let happened = Happened::new(RETURNED, "occurrence", id)
            .revision(occurrence.revision + 1)
            .with("assignment", row.assignment)
            .with("state", state);
        self.finish(change, &row, &duty, state, happened).await
    }
}

async fn reported_by_another(
    change: &mut Change<'_>,
    id: OccurrenceId,
    revision: u64,
) -> Result<OccurrenceRow, OfficeError> {
    let occurrence = occurrence_at(change, id, revision).await?;
    if occurrence.state != OccurrenceState::Reported {
        return Err(refused("occurrence-not-reported"));
    }
    if occurrence
        .reported
        .is_none_or(|(_, by)| by == change.actor().person)
    {
        return Err(refused("own-report"));
    }
    Ok(occurrence)
}

/// What was reported last about an occurrence.
async fn last_report(
    change: &mut Change<'_>,
    occurrence: &OccurrenceRow,
) -> Result<Option<Act>, OfficeError> {
    let (office, assignment) = (occurrence.office, occurrence.assignment);
    let all = evidence::of_assignment(change.write().conn(), office, assignment).await?;
    let mut acts = all
        .iter()
        .rev()
        .filter(|row| row.occurrence == occurrence.occurrence);
    Ok(acts.next().map(|row| row.act))
}

/// What does not apply to a unit is not asked for again.
async fn end_later(change: &mut Change<'_>, occurrence: &OccurrenceRow) -> Result<(), OfficeError> {
    let (at, by) = (change.stamp().at, change.actor().person);
    let (office, assignment) = (occurrence.office, occurrence.assignment);
    let cancelled = occurrences::cancel_open(change.write(), office, assignment, at, by).await?;
    let mut months = Months::default();
    let today = day_in_viet_nam(at);
    for row in &cancelled {
        if let Some(day) = row.due_on.filter(|day| *day >= today) {
            months.count(
                row.unit,
                day,
                Added {
                    due: -1,
                    in_time: 0,
                    late: 0,
                },
            );
        }
    }
    Ok(months.write(change.write(), office).await?)
}
