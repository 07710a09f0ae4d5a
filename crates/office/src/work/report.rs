//! Reporting about an occurrence.

use jiff::civil::Date;
use luytre_model::clock::day_in_viet_nam;
use luytre_model::id::{AssignmentId, OccurrenceId, UnitId};
use luytre_model::status::{Inputs, Status, status};
use luytre_model::text_enum;
use luytre_model::work::{Assurance, OccurrenceState};
use luytre_store::assignments::AssignmentRow;
use luytre_store::evidence::Act;
use luytre_store::obligations::ObligationRow;
use luytre_store::occurrences::{self, OccurrenceRow};

use super::step::{Given, Moment, count_settled, give, keep_file, occurrence_at, take_step};
use super::turn::{Turn, turn};
use super::{REPORTED, assignment_of, duty_of, not_found, refused, typed};
use crate::access::{Action, Target, decide};
use crate::actor::Actor;
use crate::assigning::{self};
use crate::change::{Change, Happened};
use crate::error::OfficeError;
use crate::service::Service;

text_enum! {
    /// What a unit says about an occurrence.
    Outcome, "an outcome" {
        /// Done (đã thực hiện).
        Done = "done",
        /// Looked at, and not fulfilled (chưa đạt). It stays open until it is done.
        Failed = "failed",
        /// Does not apply here (không áp dụng); a second person has to agree.
        NotApplicable = "not_applicable",
    }
}

impl Outcome {
    const fn act(self) -> Act {
        match self {
            Self::Done => Act::Done,
            Self::Failed => Act::Failed,
            Self::NotApplicable => Act::NotApplicable,
        }
    }

    /// Where the occurrence stands after it. What the unit holds against itself needs nobody to
    /// agree and settles nothing: the duty is still to be done.
    const fn state(self, second_person: bool) -> OccurrenceState {
        match (self, second_person) {
            (Self::Failed, _) => OccurrenceState::Open,
            (Self::Done, false) => OccurrenceState::Accepted,
            (Self::Done, true) | (Self::NotApplicable, _) => OccurrenceState::Reported,
        }
    }
}

/// A report.
#[derive(Debug, Clone)]
pub struct Report {
    /// The revision of the occurrence that the person saw.
    pub revision: u64,
    /// What they say.
    pub outcome: Outcome,
    /// In words; needed but for what is done.
    pub note: String,
    /// What shows it.
    pub file: Option<Upload>,
}

/// A file as it came in.
#[derive(Clone)]
pub struct Upload {
    /// Its name.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Upload {
    /// Neither name nor content: it has yet to be seen whether it may be known.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Upload").finish_non_exhaustive()
    }
}

/// What a step led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reported {
    /// Of which assignment.
    pub assignment: AssignmentId,
    /// Where the occurrence stands now.
    pub state: OccurrenceState,
    /// The status of the assignment now.
    pub status: Status,
    /// When the next occurrence is due.
    pub next_due: Option<Date>,
    /// Where the step stands in the ledger.
    pub leaf: u64,
}

impl Service {
    /// Reports about an occurrence of the actor's unit.
    ///
    /// # Errors
    /// Not allowed, not there, changed meanwhile, not open (`occurrence-closed`), before its period
    /// has begun (`occurrence-too-early`), note or file not right.
    pub async fn report(
        &self,
        actor: &Actor,
        id: OccurrenceId,
        report: Report,
    ) -> Result<Reported, OfficeError> {
        let (unit, duty) = self.asked_by_occurrence(actor, id).await?;
        let permit = decide(
            actor,
            Action::ReportOccurrence,
            &Target::unit(actor.office, unit),
        )?;
        let note = typed("note", &report.note, report.outcome != Outcome::Done)?;
        let file = match report.file {
            Some(upload) => Some(self.look_into(upload).await?),
            None => None,
        };
        let mut change = self.begin(&permit).await?;
        let mut open = opened(&mut change, id, report.revision).await?;
        if !open.occurrence.state.waits_for_unit() {
            return Err(refused("occurrence-closed"));
        }
        self.check_turn(&open)?;

        let state = report.outcome.state(duty.second_person);
        let now = (change.stamp().at, actor.person);
        let settled = (state == OccurrenceState::Accepted).then_some(now);
        take_step(&mut change, &open.occurrence, state, Some(now), settled).await?;
        let file = keep_file(&mut change, file).await?;
        let happened = Happened::new(REPORTED, "occurrence", id)
            .revision(open.occurrence.revision + 1)
            .with("assignment", open.assignment.assignment)
            .with("act", report.outcome)
            .with("state", state);
        let happened = match &file {
            Some(file) => happened.with("sha256", &file.sha256),
            None => happened,
        };
        let given = Given {
            act: report.outcome.act(),
            assurance: Assurance::Attested,
            note,
        };
        give(
            &mut change,
            &open.occurrence,
            given,
            file.map(|file| file.file),
        )
        .await?;
        if settled.is_some() {
            count_settled(&mut change, &open.occurrence, self.today()).await?;
        }
        open.step(state, Some(now), settled);
        let (row, all) = (&open.assignment, &open.all);
        let inputs = self.settle(&mut change, row, all, &duty).await?;
        durable(change, row, inputs, state, happened).await
    }

    /// The unit whose occurrence it is, and what it asks. A confirmed duty does not change, so that
    /// it is read before the change, beside the other readers.
    async fn asked_by_occurrence(
        &self,
        actor: &Actor,
        id: OccurrenceId,
    ) -> Result<(UnitId, ObligationRow), OfficeError> {
        let mut conn = self.store.read().await?;
        let row = occurrences::read(&mut conn, actor.office, id).await?;
        let row = row.ok_or_else(|| not_found("occurrence", id))?;
        let assignment = assignment_of(&mut conn, actor.office, row.assignment).await?;
        Ok((row.unit, duty_of(&mut conn, &assignment).await?))
    }

    /// The unit of an occurrence of the actor's office.
    pub(super) async fn unit_of_occurrence(
        &self,
        actor: &Actor,
        id: OccurrenceId,
    ) -> Result<UnitId, OfficeError> {
        let mut conn = self.store.read().await?;
        let row = occurrences::read(&mut conn, actor.office, id).await?;
        row.map(|row| row.unit)
            .ok_or_else(|| not_found("occurrence", id))
    }

    /// An occurrence's turn comes when the ones before it are settled and the day of the last one
    /// has passed: nobody reports a year in one morning.
    fn check_turn(&self, open: &Opened) -> Result<(), OfficeError> {
        match turn(&open.all, &open.occurrence) {
            Turn::AfterEarlier => Err(refused("occurrence-not-next")),
            Turn::From(day) if day > self.today() => Err(OfficeError::Refused {
                code: "occurrence-too-early",
                facts: vec![("from", day.to_string())],
            }),
            Turn::From(_) | Turn::AnyDay => Ok(()),
        }
    }

    /// Computes what follows from the step, and makes it durable.
    pub(super) async fn finish(
        &self,
        mut change: Change<'_>,
        row: &AssignmentRow,
        duty: &ObligationRow,
        state: OccurrenceState,
        happened: Happened,
    ) -> Result<Reported, OfficeError> {
        let (office, assignment) = (row.office, row.assignment);
        let all = occurrences::of_assignment(change.write().conn(), office, assignment).await?;
        let inputs = self.settle(&mut change, row, &all, duty).await?;
        durable(change, row, inputs, state, happened).await
    }

    /// What the status is computed from once the step is taken; `all` as they stand then.
    async fn settle(
        &self,
        change: &mut Change<'_>,
        row: &AssignmentRow,
        all: &[OccurrenceRow],
        duty: &ObligationRow,
    ) -> Result<Inputs, OfficeError> {
        let at = change.stamp().at;
        let calendar = &self.knowledge.calendar;
        Ok(assigning::settle(change.write(), at, calendar, duty, row, all).await?)
    }
}

/// Makes a step durable and says what it led to.
async fn durable(
    change: Change<'_>,
    row: &AssignmentRow,
    inputs: Inputs,
    state: OccurrenceState,
    happened: Happened,
) -> Result<Reported, OfficeError> {
    let today = day_in_viet_nam(change.stamp().at);
    let receipt = change.commit(happened).await?;
    Ok(Reported {
        assignment: row.assignment,
        state,
        status: status(&inputs, today),
        next_due: inputs.due_on,
        leaf: receipt.leaf_index,
    })
}

/// An occurrence inside a change, with its assignment and the occurrences beside it.
struct Opened {
    occurrence: OccurrenceRow,
    assignment: AssignmentRow,
    /// All of the assignment, this one included.
    all: Vec<OccurrenceRow>,
}

impl Opened {
    /// Notes among `all` the step that the store has taken.
    fn step(&mut self, state: OccurrenceState, reported: Option<Moment>, settled: Option<Moment>) {
        let id = self.occurrence.occurrence;
        for row in self.all.iter_mut().filter(|row| row.occurrence == id) {
            row.state = state;
            row.reported = reported;
            row.settled = settled;
            row.revision += 1;
        }
    }
}

/// Reads what a report needs, if the occurrence is still what the person saw.
async fn opened(
    change: &mut Change<'_>,
    id: OccurrenceId,
    revision: u64,
) -> Result<Opened, OfficeError> {
    let occurrence = occurrence_at(change, id, revision).await?;
    let (office, conn) = (occurrence.office, change.write().conn());
    Ok(Opened {
        assignment: assignment_of(conn, office, occurrence.assignment).await?,
        all: occurrences::of_assignment(conn, office, occurrence.assignment).await?,
        occurrence,
    })
}
