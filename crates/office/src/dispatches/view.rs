//! One dispatch with its plan, for the page on which it is reviewed and read.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::Date;
use luytre_model::dispatch::Header;
use luytre_model::duty::{Due, Force, Period, Recurrence, Trigger};
use luytre_model::id::{
    AssignmentId, DispatchId, FileId, ObligationId, OfficeId, PersonId, UnitId,
};
use luytre_model::status::{Status, status};
use luytre_model::unit_sets::UnitKind;
use luytre_model::work::{DispatchState, ObligationState};
use luytre_store::dispatches::{self, DispatchRow};
use luytre_store::obligations::{self, AskedBy, ObligationRow, Origin};
use luytre_store::trail::{self, EventRow};
use luytre_store::units::{self, Unit};
use luytre_store::{Conn, assignments, files, people};

use super::{Basis, Kin, OBJECT, SuccessionView, bases, confirm, cut, not_found};
use crate::access::{Action, Target, decide};
use crate::actor::Actor;
use crate::error::OfficeError;
use crate::service::Service;

/// A dispatch with all that its page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DispatchView {
    /// Its id.
    pub id: DispatchId,
    /// Where it stands.
    pub state: DispatchState,
    /// What a change must name: the state that the person saw.
    pub revision: u64,
    /// Its heading.
    pub header: Header,
    /// What it rests on, in its order.
    pub based_on: Vec<Basis>,
    /// The dispatches of this office that cite it.
    pub carried_out_by: Vec<Kin>,
    /// What became of it, and of those whose successor it is.
    pub successions: Vec<SuccessionView>,
    /// Its text as read.
    pub text: String,
    /// Codes of what could not be read well.
    pub problems: Vec<String>,
    /// The file as received.
    pub file: FileFacts,
    /// When it was received.
    pub received_at: Timestamp,
    /// By whom.
    pub received_by: String,
    /// When its plan was confirmed, and by whom.
    pub confirmed: Option<(Timestamp, String)>,
    /// Its duties in the order of the text, dropped ones too.
    pub duties: Vec<DutyView>,
    /// The units that may be chosen.
    pub units: Vec<UnitChoice>,
    /// By control: clauses of other confirmed dispatches that ask for it.
    pub asked_elsewhere: BTreeMap<String, Vec<AskedBy>>,
    /// What happened to it, the oldest first.
    pub history: Vec<EventRow>,
    /// What the actor may do now.
    pub may: May,
}

/// A duty of a dispatch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyView {
    /// Its id.
    pub id: ObligationId,
    /// Where it stands.
    pub state: ObligationState,
    /// Where it stands in the text: `1.2`.
    pub clause: String,
    /// Its words.
    pub text: String,
    /// Bytes of the dispatch's text; `None` where a person typed it in.
    pub span: Option<Range<usize>>,
    /// How strongly it binds.
    pub force: Force,
    /// Who must do it, as written; `@recipients` where the text names nobody.
    pub actors: Vec<String>,
    /// After which event.
    pub trigger: Option<Trigger>,
    /// How often, as stated.
    pub stated_recurrence: Option<Recurrence>,
    /// By when, as stated.
    pub stated_due: Option<Due>,
    /// How often, as proposed or settled in review; `None`: once.
    pub recurrence: Option<Period>,
    /// First day by which it is due, as proposed or settled.
    pub due_on: Option<Date>,
    /// How long evidence counts; `None`: it does not age.
    pub fresh_for: Option<Period>,
    /// Counts only when another person confirmed it.
    pub second_person: bool,
    /// Controls, the first leads; `OTHER` where none fits.
    pub controls: Vec<String>,
    /// For which units it is meant.
    pub units: Vec<UnitId>,
    /// 0 to 100: what to look at first.
    pub confidence: u8,
    /// Where it came from.
    pub origin: Origin,
    /// Why it was dropped; empty where it was not.
    pub drop_reason: String,
    /// Bytes of its words at which one would split it.
    pub cuts: Vec<usize>,
    /// Codes of what must be settled before the plan can be confirmed.
    pub lacks: Vec<&'static str>,
    /// To whom it was given, once the plan was confirmed, by due day; what fell away as well.
    pub assigned: Vec<Assigned>,
}

/// A duty as it was given to a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assigned {
    /// The assignment.
    pub assignment: AssignmentId,
    /// To which unit.
    pub unit: UnitId,
    /// `false`: it fell away when the dispatch was taken back.
    pub live: bool,
    /// As judged today; of what fell away, as it would stand.
    pub status: Status,
}

/// A unit that may be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitChoice {
    /// Its id.
    pub id: UnitId,
    /// What kind of unit.
    pub kind: UnitKind,
    /// Its name.
    pub name: String,
    /// Its name where there is little room.
    pub short: String,
}

/// What is known of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFacts {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its size in bytes.
    pub size: u64,
    /// SHA-256, hex.
    pub sha256: String,
}

/// A file with its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileView {
    /// What is known of it.
    pub facts: FileFacts,
    /// Its content.
    pub content: Vec<u8>,
}

/// What the actor may do with a dispatch now, by role and state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "five buttons, each there or not"
)]
pub struct May {
    /// Change the plan.
    pub review: bool,
    /// Confirm it.
    pub confirm: bool,
    /// Take the dispatch back.
    pub withdraw: bool,
    /// Say that it was recalled, updated or replaced.
    pub succeed: bool,
    /// Draft the office's own dispatch from it.
    pub draft: bool,
}

/// So many other clauses and events are shown.
const MOST: u32 = 500;

impl Service {
    /// A dispatch with its plan.
    ///
    /// # Errors
    /// `NotFound` where the office has none of that id.
    pub async fn dispatch(
        &self,
        actor: &Actor,
        id: DispatchId,
    ) -> Result<DispatchView, OfficeError> {
        decide(actor, Action::SeeDispatches, &Target::office(actor.office))?;
        let office = actor.office;
        let mut conn = self.store.read().await?;
        let conn = &mut *conn;
        let row = dispatches::read(conn, office, id)
            .await?
            .ok_or_else(|| not_found(OBJECT, id))?;
        let units = units::list(conn, office).await?;
        let duties = obligations::of_dispatch(conn, office, id).await?;
        let assigned = self.assigned(conn, office, id).await?;
        let asked = obligations::asked_elsewhere(conn, office, id, MOST).await?;
        let history = trail::of_objects(conn, office, OBJECT, &[id.to_string()], MOST).await?;
        let confirmed = match row.confirmed {
            Some((at, by)) => Some((at, name_of(conn, office, by).await?)),
            None => None,
        };
        Ok(DispatchView {
            id,
            state: row.state,
            revision: row.revision,
            based_on: bases::of(conn, &self.knowledge.instruments, &row).await?,
            carried_out_by: bases::carried_out_by(conn, &row).await?,
            successions: bases::successions(conn, &row).await?,
            file: facts_of(conn, office, row.file).await?,
            received_at: row.received_at,
            received_by: name_of(conn, office, row.received_by).await?,
            confirmed,
            duties: duties
                .into_iter()
                .map(|duty| {
                    let given = assigned.get(&duty.obligation).cloned();
                    duty_view(duty, &units, given.unwrap_or_default())
                })
                .collect(),
            units: choices(&units),
            asked_elsewhere: by_control(asked),
            history,
            may: may(actor, &row),
            header: row.header,
            text: row.text,
            problems: row.problems,
        })
    }

    /// The assignments of a dispatch by obligation.
    async fn assigned(
        &self,
        conn: &mut Conn,
        office: OfficeId,
        id: DispatchId,
    ) -> Result<BTreeMap<ObligationId, Vec<Assigned>>, OfficeError> {
        let today = self.today();
        let mut by_duty: BTreeMap<ObligationId, Vec<Assigned>> = BTreeMap::new();
        for row in assignments::ever_of_dispatch(conn, office, id).await? {
            by_duty.entry(row.obligation).or_default().push(Assigned {
                assignment: row.assignment,
                unit: row.unit,
                live: row.live,
                status: status(&row.inputs, today),
            });
        }
        Ok(by_duty)
    }

    /// The file of a dispatch as it was received.
    ///
    /// # Errors
    /// `NotFound` where the office has no dispatch of that id.
    pub async fn dispatch_file(
        &self,
        actor: &Actor,
        id: DispatchId,
    ) -> Result<FileView, OfficeError> {
        decide(actor, Action::SeeDispatches, &Target::office(actor.office))?;
        let mut conn = self.store.read().await?;
        let conn = &mut *conn;
        let row = dispatches::read(conn, actor.office, id)
            .await?
            .ok_or_else(|| not_found(OBJECT, id))?;
        let facts = facts_of(conn, actor.office, row.file).await?;
        let content = files::content(conn, actor.office, row.file)
            .await?
            .ok_or_else(|| not_found("file", row.file))?;
        Ok(FileView { facts, content })
    }
}

async fn facts_of(
    conn: &mut Conn,
    office: OfficeId,
    file: FileId,
) -> Result<FileFacts, OfficeError> {
    let row = files::read(conn, office, file)
        .await?
        .ok_or_else(|| not_found("file", file))?;
    Ok(FileFacts {
        name: row.name,
        media_type: row.media_type,
        size: row.size,
        sha256: row.sha256,
    })
}

async fn name_of(
    conn: &mut Conn,
    office: OfficeId,
    person: PersonId,
) -> Result<String, OfficeError> {
    let found = people::find(conn, office, person).await?;
    Ok(found.map(|person| person.name).unwrap_or_default())
}

fn duty_view(duty: ObligationRow, units: &[Unit], assigned: Vec<Assigned>) -> DutyView {
    DutyView {
        id: duty.obligation,
        state: duty.state,
        cuts: cut::places(&duty.text),
        lacks: confirm::lacks(&duty, units),
        assigned,
        clause: duty.clause,
        text: duty.text,
        span: duty.span,
        force: duty.force,
        actors: duty.actors,
        trigger: duty.trigger,
        stated_recurrence: duty.recurrence_stated,
        stated_due: duty.due_stated,
        recurrence: duty.recurrence,
        due_on: duty.due_on,
        fresh_for: duty.fresh_for,
        second_person: duty.second_person,
        controls: duty.controls,
        units: duty.units,
        confidence: duty.confidence,
        origin: duty.origin,
        drop_reason: duty.drop_reason,
    }
}

fn choices(units: &[Unit]) -> Vec<UnitChoice> {
    units
        .iter()
        .filter(|unit| unit.closed_at.is_none())
        .map(|unit| UnitChoice {
            id: unit.id,
            kind: unit.kind,
            name: unit.name.clone(),
            short: unit.short.clone(),
        })
        .collect()
}

fn by_control(asked: Vec<AskedBy>) -> BTreeMap<String, Vec<AskedBy>> {
    let mut by_control: BTreeMap<String, Vec<AskedBy>> = BTreeMap::new();
    for clause in asked {
        by_control
            .entry(clause.control.clone())
            .or_default()
            .push(clause);
    }
    by_control
}

fn may(actor: &Actor, row: &DispatchRow) -> May {
    let allowed = |action| decide(actor, action, &Target::office(actor.office)).is_ok();
    let proposed = row.state == DispatchState::Proposed;
    let ended = row.state.has_ended();
    May {
        review: proposed && allowed(Action::ReviewPlan),
        confirm: proposed && allowed(Action::ConfirmPlan),
        withdraw: !ended && allowed(Action::WithdrawDispatch),
        succeed: !ended && allowed(Action::SucceedDispatch),
        draft: !ended && allowed(Action::DraftDispatch),
    }
}
