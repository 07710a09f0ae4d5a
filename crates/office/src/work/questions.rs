//! Difficulties (khó khăn, vướng mắc): a unit asks, the Office answers.

use jiff::Timestamp;
use luytre_model::id::{AssignmentId, OccurrenceId, QuestionId, UnitId};
use luytre_store::questions::{self, Answer, Filter, QuestionLine, QuestionRow};
use luytre_store::{Conn, occurrences};

use super::{ANSWERED, ASKED, assignment_of, not_found, typed};
use crate::access::{Action, Target, decide};
use crate::actor::Actor;
use crate::change::Happened;
use crate::error::OfficeError;
use crate::service::Service;

/// A question and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionView {
    /// Its id.
    pub question: QuestionId,
    /// About which assignment.
    pub assignment: AssignmentId,
    /// About which occurrence of it, if one.
    pub occurrence: Option<OccurrenceId>,
    /// Of which unit.
    pub unit: UnitId,
    /// That unit's name.
    pub unit_name: String,
    /// The words of the duty.
    pub duty: String,
    /// Where it stands in its dispatch.
    pub clause: String,
    /// What was asked.
    pub text: String,
    /// When.
    pub asked_at: Timestamp,
    /// By whom.
    pub asked_name: String,
    /// The answer, once there is one.
    pub answer: Option<AnswerView>,
    /// The one who looks may answer it.
    pub may_answer: bool,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerView {
    /// In words.
    pub text: String,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub name: String,
}

/// Most questions of one page.
const MOST: u32 = 200;

impl Service {
    /// Asks about a difficulty.
    ///
    /// # Errors
    /// Not allowed, not there, nothing typed in.
    pub async fn ask(
        &self,
        actor: &Actor,
        assignment: AssignmentId,
        occurrence: Option<OccurrenceId>,
        text: &str,
    ) -> Result<QuestionId, OfficeError> {
        let row = {
            let mut conn = self.store.read().await?;
            let row = assignment_of(&mut conn, actor.office, assignment).await?;
            check_occurrence(&mut conn, actor, assignment, occurrence).await?;
            row
        };
        let permit = decide(
            actor,
            Action::AskQuestion,
            &Target::unit(actor.office, row.unit),
        )?;
        let text = typed("text", text, true)?;
        let mut change = self.begin(&permit).await?;
        let stamp = change.stamp();
        let question = QuestionRow {
            office: actor.office,
            question: QuestionId::new(stamp.uuid()),
            assignment,
            occurrence,
            unit: row.unit,
            text,
            asked_at: stamp.at,
            asked_by: actor.person,
            answer: None,
        };
        questions::insert(change.write(), &question).await?;
        let happened =
            Happened::new(ASKED, "question", question.question).with("assignment", assignment);
        change.commit(happened).await?;
        Ok(question.question)
    }

    /// Answers a question.
    ///
    /// # Errors
    /// Not allowed, not there, answered meanwhile, nothing typed in.
    pub async fn answer(
        &self,
        actor: &Actor,
        question: QuestionId,
        text: &str,
    ) -> Result<(), OfficeError> {
        let permit = decide(actor, Action::AnswerQuestion, &Target::office(actor.office))?;
        let text = typed("text", text, true)?;
        let mut change = self.begin(&permit).await?;
        let row = questions::read(change.write().conn(), actor.office, question).await?;
        let row = row.ok_or_else(|| not_found("question", question))?;
        let answer = Answer {
            text,
            at: change.stamp().at,
            by: actor.person,
        };
        if !questions::answer(change.write(), actor.office, question, &answer).await? {
            return Err(OfficeError::Conflict { what: "question" });
        }
        let happened = Happened::new(ANSWERED, "question", question)
            .revision(2)
            .with("assignment", row.assignment);
        change.commit(happened).await?;
        Ok(())
    }

    /// Questions of the office, those that wait for an answer first; of one's own unit for those who
    /// see no other.
    ///
    /// # Errors
    /// Not allowed.
    pub async fn questions(&self, actor: &Actor) -> Result<Vec<QuestionView>, OfficeError> {
        decide(
            actor,
            Action::SeeQuestions,
            &Target::unit(actor.office, actor.unit),
        )?;
        let all = decide(actor, Action::SeeQuestions, &Target::office(actor.office)).is_ok();
        let filter = Filter {
            unit: (!all).then_some(actor.unit),
            assignment: None,
        };
        let mut conn = self.store.read().await?;
        views(&mut conn, actor, &filter).await
    }
}

async fn check_occurrence(
    conn: &mut Conn,
    actor: &Actor,
    assignment: AssignmentId,
    occurrence: Option<OccurrenceId>,
) -> Result<(), OfficeError> {
    let Some(id) = occurrence else { return Ok(()) };
    let row = occurrences::read(conn, actor.office, id).await?;
    match row {
        Some(row) if row.assignment == assignment => Ok(()),
        _ => Err(not_found("occurrence", id)),
    }
}

/// The questions that fit.
pub(super) async fn views(
    conn: &mut Conn,
    actor: &Actor,
    filter: &Filter,
) -> Result<Vec<QuestionView>, OfficeError> {
    let may_answer = decide(actor, Action::AnswerQuestion, &Target::office(actor.office)).is_ok();
    let lines = questions::list(conn, actor.office, filter, MOST).await?;
    Ok(lines
        .into_iter()
        .map(|line| view(line, may_answer))
        .collect())
}

fn view(line: QuestionLine, may_answer: bool) -> QuestionView {
    let row = line.question;
    QuestionView {
        question: row.question,
        assignment: row.assignment,
        occurrence: row.occurrence,
        unit: row.unit,
        unit_name: line.unit_name,
        duty: line.duty,
        clause: line.clause,
        text: row.text,
        asked_at: row.asked_at,
        asked_name: line.asked_name,
        may_answer: may_answer && row.answer.is_none(),
        answer: row.answer.map(|answer| AnswerView {
            text: answer.text,
            at: answer.at,
            name: line.answered_name,
        }),
    }
}
