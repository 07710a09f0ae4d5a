//! What a person has to do (Việc của tôi).

use jiff::civil::Date;
use jiff::{Span, Timestamp};
use luytre_model::id::{AssignmentId, OccurrenceId, PersonId, UnitId};
use luytre_model::work::OccurrenceState;
use luytre_store::Conn;
use luytre_store::occurrences::{self, OccurrenceLine};
use luytre_store::questions::Filter;

use super::questions::{QuestionView, views};
use super::turn::Turn;
use super::unit_name;
use crate::access::{Action, Target, decide};
use crate::actor::Actor;
use crate::error::OfficeError;
use crate::service::Service;

/// Most tasks of one query.
const MOST: u32 = 200;

/// For so long an answer stays on the page.
const ANSWERED_HOURS: i64 = 14 * 24;

/// What a person has to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mine {
    /// The day that it was judged by.
    pub today: Date,
    /// The person's unit.
    pub unit: UnitId,
    /// Its name.
    pub unit_name: String,
    /// The unit's, past their day.
    pub late: Vec<Task>,
    /// The unit's, due by Sunday.
    pub this_week: Vec<Task>,
    /// The unit's, the next of each assignment; those without a day last.
    pub later: Vec<Task>,
    /// Reported by others, for this person to confirm.
    pub to_confirm: Vec<Task>,
    /// Reported by the unit, waiting for a second person.
    pub waiting: Vec<Task>,
    /// The unit's questions without an answer, and those answered lately.
    pub questions: Vec<QuestionView>,
    /// There are more than the lists show.
    pub more: bool,
}

/// An occurrence to do something about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// The occurrence.
    pub occurrence: OccurrenceId,
    /// Of which assignment.
    pub assignment: AssignmentId,
    /// Its revision.
    pub revision: u64,
    /// Its number in its assignment.
    pub sequence: i64,
    /// Of which unit.
    pub unit: UnitId,
    /// That unit's name.
    pub unit_name: String,
    /// The words of the duty.
    pub text: String,
    /// Where it stands in its dispatch.
    pub clause: String,
    /// Its first control.
    pub control: String,
    /// Number of the dispatch.
    pub number: String,
    /// Symbol of the dispatch.
    pub symbol: String,
    /// Where the occurrence stands.
    pub state: OccurrenceState,
    /// When it is due.
    pub due_on: Option<Date>,
    /// Days until then; negative: late.
    pub days: Option<i32>,
    /// It may be reported now: none before it waits, and its period has begun.
    pub may_report: bool,
    /// From which day it may be reported, where its period has not begun.
    pub opens_on: Option<Date>,
    /// When it was reported last.
    pub reported_at: Option<Timestamp>,
    /// By whom.
    pub reported_by: Option<PersonId>,
}

impl Service {
    /// What the actor has to do. Whoever neither reports nor confirms has nothing.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn mine(&self, actor: &Actor) -> Result<Mine, OfficeError> {
        let today = self.today();
        let mut conn = self.store.read().await?;
        let mut mine = Mine {
            today,
            unit: actor.unit,
            unit_name: unit_name(&mut conn, actor.office, actor.unit).await?,
            late: Vec::new(),
            this_week: Vec::new(),
            later: Vec::new(),
            to_confirm: Vec::new(),
            waiting: Vec::new(),
            questions: Vec::new(),
            more: false,
        };
        let own = Target::unit(actor.office, actor.unit);
        if decide(actor, Action::ReportOccurrence, &own).is_ok() {
            self.add_to_report(&mut conn, actor, &mut mine).await?;
        }
        add_reported(&mut conn, actor, &mut mine).await?;
        if decide(actor, Action::AskQuestion, &own).is_ok() {
            let filter = Filter {
                unit: Some(actor.unit),
                assignment: None,
            };
            let mut questions = views(&mut conn, actor, &filter).await?;
            let since = self.clock.now() - Span::new().hours(ANSWERED_HOURS);
            questions.retain(|q| q.answer.as_ref().is_none_or(|answer| answer.at >= since));
            mine.questions = questions;
        }
        Ok(mine)
    }

    async fn add_to_report(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        mine: &mut Mine,
    ) -> Result<(), OfficeError> {
        let today = mine.today;
        let sunday = last_of_week(today);
        let lines = occurrences::to_report(conn, actor.office, actor.unit, sunday, MOST).await?;
        mine.more |= is_full(&lines);
        for line in lines {
            let task = task(line, today);
            match task.due_on {
                Some(day) if day < today => mine.late.push(task),
                Some(day) if day <= sunday => mine.this_week.push(task),
                _ => mine.later.push(task),
            }
        }
        Ok(())
    }
}

/// What waits for a second person: of the whole office for who confirms there, else of the unit.
async fn add_reported(conn: &mut Conn, actor: &Actor, mine: &mut Mine) -> Result<(), OfficeError> {
    let office = Target::office(actor.office);
    let own = Target::unit(actor.office, actor.unit);
    let (everywhere, here) = (
        decide(actor, Action::ConfirmOccurrence, &office).is_ok(),
        decide(actor, Action::ConfirmOccurrence, &own).is_ok(),
    );
    let reports = decide(actor, Action::ReportOccurrence, &own).is_ok();
    if !(everywhere || here || reports) {
        return Ok(());
    }
    let unit = (!everywhere).then_some(actor.unit);
    let reported = OccurrenceState::Reported;
    let lines = occurrences::in_state(conn, actor.office, unit, reported, MOST).await?;
    mine.more |= is_full(&lines);
    for line in lines {
        let task = task(line, mine.today);
        let by_another = task.reported_by != Some(actor.person);
        if by_another && (everywhere || (here && task.unit == actor.unit)) {
            mine.to_confirm.push(task);
        } else if task.unit == actor.unit {
            mine.waiting.push(task);
        }
    }
    Ok(())
}

fn is_full(lines: &[OccurrenceLine]) -> bool {
    u32::try_from(lines.len()).is_ok_and(|number| number >= MOST)
}

/// The Sunday of a day's week.
fn last_of_week(day: Date) -> Date {
    let left = 7 - i64::from(day.weekday().to_monday_one_offset());
    day.checked_add(Span::new().days(left)).unwrap_or(day)
}

fn task(line: OccurrenceLine, today: Date) -> Task {
    let row = line.occurrence;
    let turn = Turn::of(line.after_earlier, line.earlier_due_on);
    Task {
        may_report: row.state.waits_for_unit() && turn.has_come(today),
        opens_on: turn.opens_on().filter(|day| *day > today),
        occurrence: row.occurrence,
        assignment: row.assignment,
        revision: row.revision,
        sequence: row.sequence,
        unit: row.unit,
        unit_name: line.unit_name,
        text: line.text,
        clause: line.clause,
        control: line.control,
        number: line.number,
        symbol: line.symbol,
        state: row.state,
        due_on: row.due_on,
        days: row.due_on.map(|day| (day - today).get_days()),
        reported_at: row.reported.map(|(at, _)| at),
        reported_by: row.reported.map(|(_, by)| by),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_week_ends_on_sunday() {
        for (day, sunday) in [
            (date(2026, 6, 15), date(2026, 6, 21)),
            (date(2026, 6, 20), date(2026, 6, 21)),
            (date(2026, 6, 21), date(2026, 6, 21)),
        ] {
            assert_eq!(last_of_week(day), sunday);
        }
    }
}
