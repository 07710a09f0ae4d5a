//! The page of one assignment: what is asked, by which clause, what was reported and by whom.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use luytre_model::duty::{Due, Force, Period, Recurrence, Trigger};
use luytre_model::id::{
    AssignmentId, DispatchId, EvidenceId, FileId, ObligationId, OccurrenceId, PersonId, UnitId,
};
use luytre_model::status::{Inputs, Status, status};
use luytre_model::work::{Assurance, DispatchState, OccurrenceState};
use luytre_store::assignments::AssignmentRow;
use luytre_store::evidence::{self, Act, EvidenceRow};
use luytre_store::files::{self, FileRow};
use luytre_store::obligations::ObligationRow;
use luytre_store::occurrences::{self, OccurrenceRow};
use luytre_store::questions::Filter;
use luytre_store::successions::{self, NeighbourRow};
use luytre_store::{Conn, found, trail};

use super::questions::{QuestionView, views};
use super::turn::turn;
use super::{assignment_of, duty_of, not_found, unit_name};
use crate::access::{Action, Target, decide};
use crate::actor::Actor;
use crate::error::OfficeError;
use crate::history::{Entry, MOST_ENTRIES};
use crate::service::Service;

/// Open occurrences that are shown; a daily duty has hundreds.
const MOST_OPEN: usize = 3;

/// An assignment with everything that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignmentView {
    /// Its id.
    pub assignment: AssignmentId,
    /// `false`: it fell away with its dispatch.
    pub live: bool,
    /// To which unit.
    pub unit: UnitId,
    /// That unit's name.
    pub unit_name: String,
    /// Its status today.
    pub status: Status,
    /// What the status is computed from.
    pub inputs: Inputs,
    /// What is asked.
    pub duty: DutyView,
    /// By which dispatch.
    pub dispatch: DispatchRef,
    /// Where its work was begun, and where it goes on once it ended.
    pub neighbours: Vec<NeighbourRow>,
    /// Its occurrences in their order: those that are settled, and the next ones.
    pub occurrences: Vec<OccurrenceView>,
    /// Open ones further ahead that are left out.
    pub hidden: usize,
    /// The one to report next.
    pub next: Option<OccurrenceId>,
    /// What the unit asked about it.
    pub questions: Vec<QuestionView>,
    /// What happened, the oldest first.
    pub history: Vec<Entry>,
    /// The one who looks may report.
    pub may_report: bool,
    /// … may ask.
    pub may_ask: bool,
    /// … may answer.
    pub may_answer: bool,
}

/// A duty as an assignment shows it: what is stated apart from what is settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyView {
    /// Its id.
    pub obligation: ObligationId,
    /// Its words.
    pub text: String,
    /// Where it stands in its dispatch.
    pub clause: String,
    /// How strongly it binds.
    pub force: Force,
    /// Its controls, the best first.
    pub controls: Vec<String>,
    /// Who must do it, as written.
    pub actors: Vec<String>,
    /// How often, as stated.
    pub recurrence_stated: Option<Recurrence>,
    /// By when, as stated.
    pub due_stated: Option<Due>,
    /// After which event.
    pub trigger: Option<Trigger>,
    /// How often, as settled.
    pub recurrence: Option<Period>,
    /// First day, as settled.
    pub due_on: Option<Date>,
    /// How long evidence counts.
    pub fresh_for: Option<Period>,
    /// Counts only when another person confirmed it.
    pub second_person: bool,
}

/// The dispatch that something belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DispatchRef {
    /// Its id.
    pub dispatch: DispatchId,
    /// Where it stands.
    pub state: DispatchState,
    /// Its kind: `CV`.
    pub kind: String,
    /// Its number.
    pub number: String,
    /// Its symbol.
    pub symbol: String,
    /// Its date as far as it is known: an ISO date, year and month, or empty.
    pub issued: String,
    /// Who issued it.
    pub issuer: String,
    /// What it is about.
    pub subject: String,
}

/// An occurrence with what was given for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OccurrenceView {
    /// Its id.
    pub occurrence: OccurrenceId,
    /// Its number in its assignment.
    pub sequence: i64,
    /// Where it stands.
    pub state: OccurrenceState,
    /// When it is due.
    pub due_on: Option<Date>,
    /// The day from which it may be reported; `None`: any.
    pub opens_on: Option<Date>,
    /// Its revision.
    pub revision: u64,
    /// What was given, the oldest first.
    pub evidence: Vec<EvidenceView>,
    /// The one who looks may report it today.
    pub may_report: bool,
    /// … may confirm or return it.
    pub may_confirm: bool,
}

/// A piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceView {
    /// Its id.
    pub evidence: EvidenceId,
    /// What it says.
    pub act: Act,
    /// How it is known.
    pub assurance: Assurance,
    /// In words.
    pub note: String,
    /// A file that shows it.
    pub file: Option<FileView>,
    /// When it was given.
    pub given_at: Timestamp,
    /// By whom.
    pub given_by: PersonId,
    /// Their name then.
    pub given_name: String,
    /// Their unit's name then.
    pub given_unit: String,
}

/// A stored file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileView {
    /// Its id.
    pub file: FileId,
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its size in bytes.
    pub size: u64,
    /// SHA-256 of its content, hex.
    pub sha256: String,
}

impl From<FileRow> for FileView {
    fn from(row: FileRow) -> Self {
        Self {
            file: row.file,
            name: row.name,
            media_type: row.media_type,
            size: row.size,
            sha256: row.sha256,
        }
    }
}

impl From<ObligationRow> for DutyView {
    fn from(row: ObligationRow) -> Self {
        Self {
            obligation: row.obligation,
            text: row.text,
            clause: row.clause,
            force: row.force,
            controls: row.controls,
            actors: row.actors,
            recurrence_stated: row.recurrence_stated,
            due_stated: row.due_stated,
            trigger: row.trigger,
            recurrence: row.recurrence,
            due_on: row.due_on,
            fresh_for: row.fresh_for,
            second_person: row.second_person,
        }
    }
}

/// What the one who looks may do about an assignment.
#[derive(Clone, Copy)]
struct May {
    report: bool,
    confirm: bool,
}

impl Service {
    /// One assignment with everything that belongs to it.
    ///
    /// # Errors
    /// Not allowed, not there.
    pub async fn assignment(
        &self,
        actor: &Actor,
        id: AssignmentId,
    ) -> Result<AssignmentView, OfficeError> {
        let mut conn = self.store.read().await?;
        let row = assignment_of(&mut conn, actor.office, id).await?;
        let target = Target::unit(actor.office, row.unit);
        decide(actor, Action::SeeAssignment, &target)?;
        let may = |action| decide(actor, action, &target).is_ok();

        let duty = duty_of(&mut conn, &row).await?;
        let all = occurrences::of_assignment(&mut conn, actor.office, id).await?;
        let may_do = May {
            report: row.live && may(Action::ReportOccurrence),
            confirm: row.live && may(Action::ConfirmOccurrence),
        };
        let mut evidence = evidence_of(&mut conn, &row).await?;
        let today = self.today();
        let (shown, hidden) = shown(&all);
        let views_of = shown.into_iter().map(|occurrence| {
            let given = evidence.remove(&occurrence.occurrence).unwrap_or_default();
            occurrence_view(&all, occurrence, given, actor, may_do, today)
        });
        let occurrences: Vec<_> = views_of.collect();
        let filter = Filter {
            unit: None,
            assignment: Some(id),
        };
        let questions = views(&mut conn, actor, &filter).await?;
        Ok(AssignmentView {
            assignment: id,
            live: row.live,
            unit: row.unit,
            unit_name: unit_name(&mut conn, actor.office, row.unit).await?,
            status: status(&row.inputs, today),
            inputs: row.inputs,
            duty: duty.into(),
            dispatch: dispatch_of(&mut conn, &row).await?,
            neighbours: successions::neighbours(&mut conn, actor.office, id).await?,
            next: all
                .iter()
                .find(|o| o.state.waits_for_unit())
                .map(|o| o.occurrence),
            history: history(&mut conn, &row, &all, &questions).await?,
            occurrences,
            hidden,
            questions,
            may_report: may_do.report,
            may_ask: may(Action::AskQuestion),
            may_answer: may(Action::AnswerQuestion),
        })
    }
}

/// All but those further ahead, and how many these are.
fn shown(all: &[OccurrenceRow]) -> (Vec<&OccurrenceRow>, usize) {
    let mut open = 0;
    let mut hidden = 0;
    let mut shown = Vec::new();
    for row in all {
        open += usize::from(row.state == OccurrenceState::Open && row.reported.is_none());
        if row.state == OccurrenceState::Open && row.reported.is_none() && open > MOST_OPEN {
            hidden += 1;
        } else {
            shown.push(row);
        }
    }
    (shown, hidden)
}

fn occurrence_view(
    all: &[OccurrenceRow],
    row: &OccurrenceRow,
    evidence: Vec<EvidenceView>,
    actor: &Actor,
    may: May,
    today: Date,
) -> OccurrenceView {
    let turn = turn(all, row);
    let by_another = row.reported.is_some_and(|(_, by)| by != actor.person);
    OccurrenceView {
        occurrence: row.occurrence,
        sequence: row.sequence,
        state: row.state,
        due_on: row.due_on,
        opens_on: turn.opens_on(),
        revision: row.revision,
        evidence,
        may_report: may.report && row.state.waits_for_unit() && turn.has_come(today),
        may_confirm: may.confirm && row.state == OccurrenceState::Reported && by_another,
    }
}

async fn dispatch_of(conn: &mut Conn, row: &AssignmentRow) -> Result<DispatchRef, OfficeError> {
    let ids = [row.dispatch.to_string()];
    let mut found = found::dispatches(conn, row.office, &ids).await?;
    let found = found
        .pop()
        .ok_or_else(|| not_found("dispatch", row.dispatch))?;
    Ok(DispatchRef {
        dispatch: found.dispatch,
        state: found.state,
        kind: found.kind,
        number: found.number,
        symbol: found.symbol,
        issued: found.issued,
        issuer: found.issuer,
        subject: found.subject,
    })
}

async fn evidence_of(
    conn: &mut Conn,
    row: &AssignmentRow,
) -> Result<BTreeMap<OccurrenceId, Vec<EvidenceView>>, OfficeError> {
    let given = evidence::of_assignment(conn, row.office, row.assignment).await?;
    let mut files = BTreeMap::new();
    for file in files::of_assignment(conn, row.office, row.assignment).await? {
        files.insert(file.file, FileView::from(file));
    }
    let mut by_occurrence: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for row in given {
        let file = row.file.and_then(|file| files.get(&file).cloned());
        by_occurrence
            .entry(row.occurrence)
            .or_default()
            .push(evidence_view(row, file));
    }
    Ok(by_occurrence)
}

fn evidence_view(row: EvidenceRow, file: Option<FileView>) -> EvidenceView {
    EvidenceView {
        evidence: row.evidence,
        act: row.act,
        assurance: row.assurance,
        note: row.note,
        file,
        given_at: row.given_at,
        given_by: row.given_by,
        given_name: row.given_name,
        given_unit: row.given_unit,
    }
}

/// What happened to the assignment, to those of its occurrences that were touched, to its questions.
async fn history(
    conn: &mut Conn,
    row: &AssignmentRow,
    all: &[OccurrenceRow],
    questions: &[QuestionView],
) -> Result<Vec<Entry>, OfficeError> {
    let touched = all.iter().filter(|row| row.revision > 1);
    let parts = [
        ("assignment", vec![row.assignment.to_string()]),
        ("dispatch", vec![row.dispatch.to_string()]),
        (
            "occurrence",
            touched.map(|row| row.occurrence.to_string()).collect(),
        ),
        (
            "question",
            questions
                .iter()
                .map(|row| row.question.to_string())
                .collect(),
        ),
    ];
    let mut entries = Vec::new();
    for (object, ids) in parts {
        let rows = trail::of_objects(conn, row.office, object, &ids, MOST_ENTRIES).await?;
        entries.extend(rows.into_iter().map(Entry::from));
    }
    // Of its dispatch, what gave the assignment and what ended it.
    entries.retain(|entry| {
        entry.object != "dispatch"
            || matches!(
                entry.kind.as_str(),
                "dispatch.confirmed"
                    | "dispatch.withdrawn"
                    | "dispatch.recalled"
                    | "dispatch.updated"
                    | "dispatch.replaced"
            )
    });
    entries.sort_by_key(|entry| entry.leaf);
    Ok(entries)
}
