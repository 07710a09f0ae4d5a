//! From what a clause says to a proposal that a person can confirm: how often, from which day on,
//! for how long evidence counts.
//!
//! What the text states is kept and wins; where it states nothing, the control proposes, and both
//! are kept apart: a proposed day is never shown as if the dispatch had said it. Due days are
//! working days. Nothing here knows units; who must do it is resolved elsewhere.

use jiff::Span;
use jiff::civil::Date;

use crate::calendar::Calendar;
use crate::catalogue::Control;
use crate::duty::{Due, Period, PeriodUnit, Recurrence, Trigger};

/// How far ahead occurrences are laid out, in months. One is laid out at least.
pub const HORIZON_MONTHS: i64 = 12;

/// What a clause states about time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stated {
    /// How often.
    pub recurrence: Option<Recurrence>,
    /// By when.
    pub due: Option<Due>,
    /// After which event.
    pub trigger: Option<Trigger>,
}

/// What is proposed for an obligation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proposal {
    /// How often it comes round; `None`: once.
    pub recurrence: Option<Period>,
    /// The first day by which it is due; `None`: when its event happens.
    pub due_on: Option<Date>,
    /// How long evidence counts; `None`: it does not age.
    pub fresh_for: Option<Period>,
    /// It counts only when another person confirmed it.
    pub second_person: bool,
}

/// What a proposal is made against.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The first control of the obligation, where one fits.
    pub control: Option<&'a Control>,
    /// The date of the dispatch, where it bears a whole one.
    pub issued: Option<Date>,
    /// The day on which the plan is made.
    pub today: Date,
    /// Working days.
    pub calendar: &'a Calendar,
}

/// Where neither text nor control says anything: a first report within fifteen days.
const DEFAULT_DUE: Period = Period::days(15);

/// Proposes.
#[must_use]
pub fn propose(stated: &Stated, ground: &Ground<'_>) -> Proposal {
    let control = ground.control;
    let recurrence = match stated.recurrence {
        Some(Recurrence::Every(period)) => Some(period),
        Some(Recurrence::Regular) => control
            .and_then(|c| c.proposal.recurrence)
            .or(Some(Period::months(3))),
        // A duty that an event starts is not asked for by the calendar.
        None if stated.trigger.is_some() => None,
        None => control.and_then(|c| c.proposal.recurrence),
    };
    let due_on = first_due(stated, recurrence, ground);
    let fresh_for = match stated.recurrence {
        // Evidence of a stated period counts for that period, whatever the control proposes.
        Some(Recurrence::Every(period)) => Some(period),
        _ => recurrence.and(control.map_or(recurrence, |c| c.proposal.fresh_for)),
    };
    Proposal {
        recurrence,
        due_on,
        fresh_for,
        second_person: control.is_some_and(|c| c.second_person),
    }
}

fn first_due(stated: &Stated, recurrence: Option<Period>, ground: &Ground<'_>) -> Option<Date> {
    let working = |date| ground.calendar.next_working(date).date;
    match stated.due {
        Some(Due::On(date)) => return Some(working(date)),
        // A period that runs from an event has no day until the event happens.
        Some(Due::Within(_)) if stated.trigger.is_some() => return None,
        Some(Due::Within(period)) => {
            return after(ground.issued.unwrap_or(ground.today), period).map(working);
        }
        None => {}
    }
    if stated.trigger.is_some() && recurrence.is_none() {
        return None;
    }
    let period = match stated.recurrence {
        // The first report of a stated period is due when its first period has passed.
        Some(Recurrence::Every(period)) => period,
        _ => ground.control.map_or(DEFAULT_DUE, |c| c.proposal.due),
    };
    after(ground.today, period).map(working)
}

/// `date` and a period; `None` beyond the calendar. Minutes and hours count as the days that they fill.
#[must_use]
pub fn after(date: Date, period: Period) -> Option<Date> {
    times_after(date, period, 1)
}

fn times_after(date: Date, period: Period, times: i64) -> Option<Date> {
    let count = i64::from(period.count).checked_mul(times)?;
    let span = match period.unit {
        PeriodUnit::Minutes => Span::new().try_days((count + 1439) / 1440),
        PeriodUnit::Hours => Span::new().try_days((count + 23) / 24),
        PeriodUnit::Days => Span::new().try_days(count),
        PeriodUnit::Weeks => Span::new().try_weeks(count),
        PeriodUnit::Months => Span::new().try_months(count),
        PeriodUnit::Years => Span::new().try_years(count),
    };
    date.checked_add(span.ok()?).ok()
}

/// Due day number `sequence` (from 1) of a duty that is first due on `first`. Each is counted from
/// the first, not from the one before, so that moving to working days never adds up.
#[must_use]
pub fn due_day(
    first: Date,
    every: Option<Period>,
    sequence: i64,
    calendar: &Calendar,
) -> Option<Date> {
    match (sequence, every) {
        (1, _) => Some(calendar.next_working(first).date),
        (2.., Some(period)) => {
            times_after(first, period, sequence - 1).map(|date| calendar.next_working(date).date)
        }
        _ => None,
    }
}

/// The due days to lay out: from number `from` on, up to the horizon from `today`, and at least one
/// that lies on or after `today` where the duty recurs. At most [`MOST_LAID_OUT`] at a time.
#[must_use]
pub fn lay_out(
    first: Date,
    every: Option<Period>,
    from: i64,
    today: Date,
    calendar: &Calendar,
) -> Vec<(i64, Date)> {
    let horizon = today
        .checked_add(Span::new().months(HORIZON_MONTHS))
        .unwrap_or(Date::MAX);
    let mut days: Vec<(i64, Date)> = Vec::new();
    let mut sequence = from.max(1);
    while let Some(day) = due_day(first, every, sequence, calendar) {
        let enough = days.iter().any(|(_, laid)| *laid >= today);
        if days.len() >= MOST_LAID_OUT || (day > horizon && (enough || sequence > from.max(1))) {
            break;
        }
        // Two days of a daily duty may move to one working day; one of them is enough.
        if days.last().is_none_or(|(_, last)| *last < day) {
            days.push((sequence, day));
        }
        sequence += 1;
    }
    days
}

/// A daily duty of a year has fewer.
pub const MOST_LAID_OUT: usize = 400;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 3, 9);

    fn propose_for(control: &str, stated: Stated) -> Proposal {
        let catalogue = Catalogue::embedded().unwrap();
        let calendar = Calendar::embedded().unwrap();
        let ground = Ground {
            control: catalogue.get(control.parse().unwrap()),
            issued: Some(date(2026, 3, 5)),
            today: TODAY,
            calendar: &calendar,
        };
        propose(&stated, &ground)
    }

    #[test]
    fn a_stated_period_wins_over_the_controls_proposal() {
        let every = Period::months(6);
        let proposal = propose_for(
            "ACC-03",
            Stated {
                recurrence: Some(Recurrence::Every(every)),
                ..Stated::default()
            },
        );
        assert_eq!(
            (proposal.recurrence, proposal.fresh_for),
            (Some(every), Some(every))
        );
        assert_eq!(proposal.due_on, Some(date(2026, 9, 9)));
    }

    #[test]
    fn regular_without_a_figure_takes_the_controls_period() {
        let catalogue = Catalogue::embedded().unwrap();
        let wanted = catalogue
            .get("ACC-03".parse().unwrap())
            .unwrap()
            .proposal
            .recurrence;
        let proposal = propose_for(
            "ACC-03",
            Stated {
                recurrence: Some(Recurrence::Regular),
                ..Stated::default()
            },
        );
        assert!(wanted.is_some());
        assert_eq!(proposal.recurrence, wanted);
    }

    #[test]
    fn a_stated_day_moves_to_the_next_working_day() {
        // 30 April and 1 May 2026 are holidays, then comes a weekend.
        let stated = Stated {
            due: Some(Due::On(date(2026, 4, 30))),
            ..Stated::default()
        };
        assert_eq!(propose_for("DEV-01", stated).due_on, Some(date(2026, 5, 4)));
    }

    #[test]
    fn a_stated_period_of_days_runs_from_the_dispatchs_date() {
        let stated = Stated {
            due: Some(Due::Within(Period::days(5))),
            ..Stated::default()
        };
        assert_eq!(
            propose_for("DEV-01", stated).due_on,
            Some(date(2026, 3, 10))
        );
    }

    #[test]
    fn a_duty_that_an_event_starts_has_no_day_and_no_period() {
        let hours = Period {
            count: 24,
            unit: PeriodUnit::Hours,
        };
        for due in [None, Some(Due::Within(hours))] {
            let stated = Stated {
                due,
                trigger: Some(Trigger::Incident),
                recurrence: None,
            };
            let proposal = propose_for("INC-01", stated);
            assert_eq!(
                (proposal.recurrence, proposal.due_on),
                (None, None),
                "{due:?}"
            );
        }
    }

    #[test]
    fn an_end_of_month_does_not_drift() {
        let calendar = Calendar::embedded().unwrap();
        let first = date(2026, 1, 30);
        let days: Vec<_> = (1..=4)
            .filter_map(|n| due_day(first, Some(Period::months(1)), n, &calendar))
            .collect();
        // 28 February is a Saturday; March and April are counted from 30 January all the same.
        assert_eq!(
            days,
            [
                date(2026, 1, 30),
                date(2026, 3, 2),
                date(2026, 3, 30),
                date(2026, 5, 4)
            ]
        );
    }

    #[test]
    fn a_single_duty_is_laid_out_once_and_a_distant_one_too() {
        let calendar = Calendar::embedded().unwrap();
        assert_eq!(lay_out(TODAY, None, 1, TODAY, &calendar), [(1, TODAY)]);
        let distant = date(2028, 3, 9);
        assert_eq!(
            lay_out(distant, Some(Period::months(24)), 1, TODAY, &calendar),
            [(1, distant)]
        );
    }

    #[test]
    fn laying_out_goes_on_where_it_ended() {
        let calendar = Calendar::embedded().unwrap();
        let every = Some(Period::months(3));
        let all = lay_out(TODAY, every, 1, TODAY, &calendar);
        assert_eq!(
            all.iter().map(|(n, _)| *n).collect::<Vec<_>>(),
            [1, 2, 3, 4, 5]
        );
        let later = date(2026, 12, 1);
        let more = lay_out(TODAY, every, 6, later, &calendar);
        assert_eq!(more.first().map(|(n, _)| *n), Some(6));
    }

    #[test]
    fn due_days_strictly_rise_and_are_working_days_for_five_years() {
        let calendar = Calendar::embedded().unwrap();
        for text in ["P1D", "P1W", "P1M", "P3M", "P6M", "P1Y", "P10D"] {
            let every: Period = text.parse().unwrap();
            let mut from = 1;
            let mut last = Date::MIN;
            for year in 2026..2031 {
                for (sequence, day) in
                    lay_out(TODAY, Some(every), from, date(year, 3, 9), &calendar)
                {
                    assert!(day > last || sequence == from, "{text}: {day} after {last}");
                    assert!(calendar.is_working(day), "{text}: {day}");
                    last = day.max(last);
                    from = sequence + 1;
                }
            }
            assert!(
                last >= date(2031, 3, 9) - Span::new().months(12),
                "{text} ends {last}"
            );
        }
    }
}
