//! Laying recurring duties out further as time passes.

use jiff::Span;
use jiff::civil::Date;
use luytre_model::calendar::Calendar;
use luytre_model::id::OfficeId;
use luytre_model::plan;
use luytre_model::status::Inputs;
use luytre_store::occurrences::LaidOut;
use luytre_store::trail::Unaudited;
use luytre_store::{assignments, obligations, occurrences, offices};

use crate::assigning::{self, Moment, Months};
use crate::error::OfficeError;
use crate::service::Service;

/// Offices looked after in one run.
const MOST_OFFICES: u32 = 100_000;

/// Assignments laid out in one change. Whoever writes meanwhile waits for one of these, not for all.
const AT_ONCE: usize = 100;

impl Service {
    /// Lays out the next occurrences of recurring duties up to the horizon, in all offices. Doing it
    /// again adds none. By the clock, daily. Returns how many were added.
    ///
    /// # Errors
    /// Where the database fails; what was done before stays done.
    pub async fn roll_forward(&self) -> Result<u64, OfficeError> {
        let offices = {
            let mut conn = self.store.read().await?;
            offices::first(&mut conn, MOST_OFFICES).await?
        };
        let mut added = 0;
        for office in offices {
            added += self.roll_office_forward(office.id).await?;
        }
        Ok(added)
    }

    async fn roll_office_forward(&self, office: OfficeId) -> Result<u64, OfficeError> {
        let today = self.today();
        let span = Span::new().months(plan::HORIZON_MONTHS);
        let horizon = today.checked_add(span).unwrap_or(Date::MAX);
        let calendar = &self.knowledge.calendar;
        let mut short = {
            let mut conn = self.store.read().await?;
            occurrences::laid_out_before(&mut conn, office, horizon).await?
        };
        short.retain(|laid| is_wanting(laid, today, horizon, calendar));
        let mut added = 0;
        for part in short.chunks(AT_ONCE) {
            added += self.lay_out(office, part).await?;
        }
        Ok(added)
    }

    /// Lays some assignments out further, in one change.
    async fn lay_out(&self, office: OfficeId, short: &[LaidOut]) -> Result<u64, OfficeError> {
        let calendar = &self.knowledge.calendar;
        let stamp = self.stamp();
        let mut write = self.begin_program(office).await?;
        let mut months = Months::default();
        let mut added = 0;
        for laid in short {
            let row = assignments::read(write.conn(), office, laid.assignment).await?;
            let Some(row) = row.filter(|row| row.live && asked_for(&row.inputs)) else {
                continue;
            };
            let duty = obligations::read(write.conn(), office, row.obligation).await?;
            let Some(duty) = duty else { continue };
            let from = next_sequence(laid, calendar);
            let number = assigning::lay_out_from(
                &mut write,
                Moment { stamp, calendar },
                &duty,
                &row,
                from,
                &mut months,
            )
            .await?;
            if number > 0 {
                assigning::refresh(&mut write, stamp.at, calendar, &duty, row.assignment).await?;
                added += u64::try_from(number).unwrap_or(u64::MAX);
            }
        }
        if added > 0 {
            months.write(&mut write, office).await?;
            write.commit_unaudited(Unaudited::RolledForward).await?;
        }
        Ok(added)
    }
}

/// What does not apply to a unit is not asked for again.
const fn asked_for(inputs: &Inputs) -> bool {
    !inputs.not_applicable
}

/// The first number whose day comes after the last that is there: several days of a daily duty move
/// to one working day.
fn next_sequence(laid: &LaidOut, calendar: &Calendar) -> i64 {
    let mut sequence = laid.sequence + 1;
    let day = |sequence| plan::due_day(laid.first_due, Some(laid.recurrence), sequence, calendar);
    while day(sequence).is_some_and(|day| day <= laid.due_on) {
        sequence += 1;
    }
    sequence
}

/// Is there one to lay out: up to the horizon, or where all that are there have passed?
fn is_wanting(laid: &LaidOut, today: Date, horizon: Date, calendar: &Calendar) -> bool {
    let next = next_sequence(laid, calendar);
    let day = plan::due_day(laid.first_due, Some(laid.recurrence), next, calendar);
    day.is_some_and(|day| day <= horizon || laid.due_on < today)
}
