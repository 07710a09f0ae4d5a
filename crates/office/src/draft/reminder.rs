//! Reminders (phiếu đôn đốc): what a unit is late with or has to do within some working days.

mod told;

use jiff::civil::Date;
use luytre_model::audit::EventKind;
use luytre_model::calendar::WorkingDay;
use luytre_model::id::UnitId;
use luytre_model::status::Status;
use luytre_store::{Conn, units};

use super::ground::not_found;
use super::{Download, DraftForm, docx, refused};
use crate::access::{Action, Target, decide};
use crate::actor::Actor;
use crate::change::Happened;
use crate::error::OfficeError;
use crate::overview::{AssignmentFilter, AssignmentItem, after_of, items};
use crate::service::Service;

/// Reminders were drafted.
pub const REMINDER: EventKind = EventKind("draft.reminder");

/// Most duties that one file of reminders names.
const MOST: usize = 1_000;

/// The code of an error where there are more.
const TOO_MANY: &str = "draft-too-many";

/// Rows that are read at once.
const BATCH: u32 = 200;

/// Whom reminders are for and how far they look ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReminderScope {
    unit: Option<UnitId>,
    days: u16,
}

impl ReminderScope {
    /// The working days that a reminder looks ahead where nobody says otherwise.
    pub const DAYS: u16 = 5;
    /// The farthest that it looks.
    pub const MOST_DAYS: u16 = 60;

    /// One unit, or every unit that is late; `days` is brought to what is allowed.
    #[must_use]
    pub fn new(unit: Option<UnitId>, days: u16) -> Self {
        Self {
            unit,
            days: days.min(Self::MOST_DAYS),
        }
    }

    /// The one unit.
    #[must_use]
    pub const fn unit(&self) -> Option<UnitId> {
        self.unit
    }

    /// How many working days it looks ahead.
    #[must_use]
    pub const fn days(&self) -> u16 {
        self.days
    }
}

/// What there is to remind of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReminderView {
    /// The day that it was judged by.
    pub today: Date,
    /// The last day that counts as soon.
    pub until: WorkingDay,
    /// The units, in the order of the office.
    pub units: Vec<UnitDue>,
    /// There is more than a file names; then no unit is listed.
    pub too_many: bool,
    /// What is proposed for the frame of the draft.
    pub form: DraftForm,
}

/// What one unit has to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitDue {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// What is late, the latest first.
    pub late: Vec<AssignmentItem>,
    /// What is due soon, the nearest first.
    pub soon: Vec<AssignmentItem>,
}

impl Service {
    /// What `scope` has to be reminded of, and how the reminders would be framed.
    ///
    /// # Errors
    /// Not allowed, no such unit.
    pub async fn reminders(
        &self,
        actor: &Actor,
        scope: &ReminderScope,
    ) -> Result<ReminderView, OfficeError> {
        decide(actor, Action::DraftDispatch, &Target::office(actor.office))?;
        let mut conn = self.store.read().await?;
        let house = self.house(&mut conn, actor).await?;
        let today = self.today();
        let until = self.knowledge.calendar.add_working(today, scope.days);
        let (units, too_many) = match due(&mut conn, actor, scope, today, until.date).await {
            Ok(units) => (units, false),
            Err(OfficeError::Refused { code: TOO_MANY, .. }) => (Vec::new(), true),
            Err(error) => return Err(error),
        };
        let draft = told::nobody_yet(&house, today);
        let form = DraftForm::of(&draft.frame, &draft.subject, &actor.name);
        Ok(ReminderView {
            today,
            until,
            units,
            too_many,
            form,
        })
    }

    /// The reminders of `scope`, a slip for each unit, with what a person settled of their frame.
    ///
    /// # Errors
    /// As [`Self::reminders`]; nothing to remind of (`draft-empty`), more duties than a file names
    /// (`draft-too-many`), a text is too long.
    pub async fn draft_reminders(
        &self,
        actor: &Actor,
        scope: &ReminderScope,
        form: &DraftForm,
    ) -> Result<Download, OfficeError> {
        let permit = decide(actor, Action::DraftDispatch, &Target::office(actor.office))?;
        form.check()?;
        let mut conn = self.store.read().await?;
        let house = self.house(&mut conn, actor).await?;
        let today = self.today();
        let calendar = &self.knowledge.calendar;
        let until = calendar.add_working(today, scope.days).date;
        let units = due(&mut conn, actor, scope, today, until).await?;
        drop(conn);
        if units.is_empty() {
            return Err(refused("draft-empty"));
        }
        let mut draft = told::nobody_yet(&house, today);
        form.apply(&mut draft.frame, &mut draft.subject);
        draft.units = units
            .iter()
            .map(|unit| told::unit(unit, today, calendar))
            .collect();
        let file = docx(&format!("phieu don doc {today}"), draft.document()).await?;
        let happened = match scope.unit {
            Some(unit) => Happened::new(REMINDER, "unit", unit),
            None => Happened::new(REMINDER, "office", actor.office),
        };
        self.drafted(&permit, happened.with("units", units.len()))
            .await?;
        Ok(file)
    }
}

/// The units of `scope` with what is due by `until`.
async fn due(
    conn: &mut Conn,
    actor: &Actor,
    scope: &ReminderScope,
    today: Date,
    until: Date,
) -> Result<Vec<UnitDue>, OfficeError> {
    let mut known = units::list(conn, actor.office).await?;
    if let Some(wanted) = scope.unit {
        known.retain(|unit| unit.id == wanted);
        if known.is_empty() {
            return Err(not_found("unit", &wanted));
        }
    }
    let rows = due_by(conn, actor, scope, today, until).await?;
    let units = known.into_iter().map(|unit| {
        let own = rows.iter().filter(|row| row.unit == unit.id).cloned();
        let (late, soon) = own.partition(|row| row.due_on.is_some_and(|due| due < today));
        UnitDue {
            unit: unit.id,
            name: unit.name,
            late,
            soon,
        }
    });
    // Of all units only the late ones are reminded; of one unit whatever there is.
    let reminded = |unit: &UnitDue| !unit.late.is_empty() || scope.unit.is_some();
    let something = |unit: &UnitDue| !unit.late.is_empty() || !unit.soon.is_empty();
    Ok(units
        .filter(|unit| reminded(unit) && something(unit))
        .collect())
}

/// What is due by `until`, the latest first. The list is in the order of days, so that nothing
/// after that day is read but the rest of a batch.
async fn due_by(
    conn: &mut Conn,
    actor: &Actor,
    scope: &ReminderScope,
    today: Date,
    until: Date,
) -> Result<Vec<AssignmentItem>, OfficeError> {
    let filter = AssignmentFilter {
        unit: scope.unit,
        ..AssignmentFilter::default()
    };
    let mut rows: Vec<AssignmentItem> = Vec::new();
    let mut after = None;
    loop {
        let read = items(conn, actor.office, &filter, today, after, BATCH).await?;
        after = read.last().map(after_of);
        let full = u32::try_from(read.len()).is_ok_and(|number| number == BATCH);
        let count = read.len();
        let due = read
            .into_iter()
            .take_while(|row| row.due_on.is_some_and(|day| day <= until));
        let before = rows.len();
        rows.extend(due);
        let all_due = rows.len() - before == count;
        if rows.len() > MOST {
            return Err(OfficeError::Refused {
                code: TOO_MANY,
                facts: vec![("most", MOST.to_string())],
            });
        }
        if !full || !all_due {
            break;
        }
    }
    rows.retain(|row| row.status != Status::NotApplicable);
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_looks_further_than_allowed() {
        let scope = |days| ReminderScope::new(None, days).days();
        assert_eq!(scope(60), 60);
        assert_eq!(scope(61), ReminderScope::MOST_DAYS);
        assert_eq!(scope(0), 0);
    }
}
