//! Recall, update and replacement: what is open of a dispatch is closed; where its successor asks the
//! same of the same unit, the work goes on there. Evidence and history stay where they were given.

use std::collections::BTreeMap;

use jiff::Timestamp;
use luytre_model::id::{AssignmentId, DispatchId, ObligationId, OfficeId, UnitId};
use luytre_model::lineage::{Demand, likeness};
use luytre_model::work::{DispatchState, Succession};
use luytre_store::obligations::{self, ObligationRow};
use luytre_store::successions::{self, SuccessionRow};
use luytre_store::{Write, assignments, dispatches};

use super::compare::demand;
use super::{OBJECT, Opened, form, not_found, refused};
use crate::access::{Action, Target, decide};
use crate::actor::Actor;
use crate::assigning::{self, Months};
use crate::error::OfficeError;
use crate::service::Service;

/// What a person says became of a dispatch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuccessionForm {
    /// What happened.
    pub kind: Succession,
    /// The dispatch that did it. A recall may come without one.
    pub successor: Option<DispatchId>,
    /// Why. Needed where there is no successor.
    pub reason: String,
}

/// What came of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Succeeded {
    /// Assignments whose work goes on in the successor.
    pub moved: usize,
    /// Assignments that ended.
    pub closed: usize,
    /// Occurrences that were closed, of both.
    pub occurrences: usize,
}

impl Service {
    /// Says that a dispatch was recalled, updated or replaced. The messages of edXML with these
    /// business types come to the same.
    ///
    /// # Errors
    /// `Invalid` without a reason where one is needed; `Refused` `successor-missing`,
    /// `successor-itself`, `successor-not-confirmed`; `Conflict` where it was changed meanwhile.
    pub async fn succeed(
        &self,
        actor: &Actor,
        id: DispatchId,
        revision: u64,
        form: &SuccessionForm,
    ) -> Result<Succeeded, OfficeError> {
        let permit = decide(
            actor,
            Action::SucceedDispatch,
            &Target::office(actor.office),
        )?;
        let reason = match form.successor {
            Some(_) if form.reason.trim().is_empty() => String::new(),
            _ => form::reason(&form.reason).map_err(OfficeError::Invalid)?,
        };
        let states = [DispatchState::Proposed, DispatchState::Confirmed];
        let mut opened = self.open_in(&permit, id, revision, &states).await?;
        let successor = successor(&mut opened, form).await?;
        let succeeded = end_all(&mut opened, &successor).await?;
        let (state, kind) = match form.kind {
            Succession::Recall => (DispatchState::Withdrawn, "dispatch.recalled"),
            Succession::Update => (DispatchState::Replaced, "dispatch.updated"),
            Succession::Replace => (DispatchState::Replaced, "dispatch.replaced"),
        };
        let row = SuccessionRow {
            dispatch: id,
            successor: form.successor,
            kind: form.kind,
            reason: reason.clone(),
            at: opened.change.stamp().at,
            by_name: actor.name.clone(),
        };
        let write = opened.change.write();
        dispatches::end(write, actor.office, id, state).await?;
        successions::insert(write, actor.office, &row).await?;
        let mut happened = opened
            .happened(kind)
            .with("assignments_moved", succeeded.moved)
            .with("assignments_closed", succeeded.closed)
            .with("occurrences", succeeded.occurrences);
        if let Some(successor) = form.successor {
            happened = happened.with("successor", successor);
        }
        if !reason.is_empty() {
            happened = happened.with("reason", reason);
        }
        opened.end(happened).await?;
        Ok(succeeded)
    }
}

/// A live assignment of the successor, and what it asks of whom.
struct Place {
    assignment: AssignmentId,
    unit: UnitId,
    demand: Demand,
}

/// Where work may go on: nowhere where a dispatch was recalled.
async fn successor(
    opened: &mut Opened<'_>,
    form: &SuccessionForm,
) -> Result<Vec<Place>, OfficeError> {
    let (office, own) = (opened.row.office, opened.row.dispatch);
    let Some(id) = form.successor else {
        return match form.kind {
            Succession::Recall => Ok(Vec::new()),
            Succession::Update | Succession::Replace => Err(refused("successor-missing")),
        };
    };
    if id == own {
        return Err(refused("successor-itself"));
    }
    let write = opened.change.write();
    let row = dispatches::read(write.conn(), office, id)
        .await?
        .ok_or_else(|| not_found(OBJECT, id))?;
    if form.kind == Succession::Recall {
        return Ok(Vec::new());
    }
    if row.state != DispatchState::Confirmed {
        return Err(refused("successor-not-confirmed"));
    }
    places(write, office, id).await
}

async fn places(
    write: &mut Write,
    office: OfficeId,
    id: DispatchId,
) -> Result<Vec<Place>, OfficeError> {
    let duties = by_id(obligations::of_dispatch(write.conn(), office, id).await?);
    let rows = assignments::of_dispatch(write.conn(), office, id).await?;
    let place = |row: &assignments::AssignmentRow| {
        let duty = duties.get(&row.obligation)?;
        Some(Place {
            assignment: row.assignment,
            unit: row.unit,
            demand: demand(duty),
        })
    };
    Ok(rows.iter().filter_map(place).collect())
}

fn by_id(duties: Vec<ObligationRow>) -> BTreeMap<ObligationId, ObligationRow> {
    let pair = |duty: ObligationRow| (duty.obligation, duty);
    duties.into_iter().map(pair).collect()
}

/// Ends all assignments of the dispatch; each whose duty the successor asks of the same unit goes on
/// there.
async fn end_all(opened: &mut Opened<'_>, places: &[Place]) -> Result<Succeeded, OfficeError> {
    let (office, id) = (opened.row.office, opened.row.dispatch);
    let (at, person): (Timestamp, _) = (opened.change.stamp().at, opened.change.actor().person);
    let duties = by_id(opened.duties.clone());
    let write = opened.change.write();
    let mut succeeded = Succeeded::default();
    let mut months = Months::default();
    for row in assignments::of_dispatch(write.conn(), office, id).await? {
        let duty = duties
            .get(&row.obligation)
            .ok_or_else(|| not_found("obligation", row.obligation))?;
        let ended = assigning::end(write, at, person, duty, &row, &mut months).await?;
        succeeded.occurrences += ended;
        match goes_on_in(&demand(duty), row.unit, places) {
            Some(place) => {
                successions::go_on(write, office, row.assignment, place).await?;
                succeeded.moved += 1;
            }
            None => succeeded.closed += 1,
        }
    }
    months.write(write, office).await?;
    Ok(succeeded)
}

/// The assignment of the same unit that asks the same control with the likest words.
fn goes_on_in(duty: &Demand, unit: UnitId, places: &[Place]) -> Option<AssignmentId> {
    let mut best: Option<(u8, AssignmentId)> = None;
    for place in places.iter().filter(|place| place.unit == unit) {
        let likeness = likeness(duty, &place.demand);
        let better = best.is_none_or(|(words, _)| likeness.words > words);
        if likeness.same_control && likeness.is_near() && better {
            best = Some((likeness.words, place.assignment));
        }
    }
    best.map(|(_, assignment)| assignment)
}
