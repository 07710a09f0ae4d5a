//! The status of an assignment, computed: never typed in, never stored as a verdict.
//!
//! What is stored are the inputs ([`Inputs`]): they change only when somebody does something. The
//! day comes in as an argument, so that what was fresh yesterday is stale today without any job
//! having run. Roll-ups count assignments by their inputs and are judged when they are looked at.

use jiff::civil::Date;

use crate::text_enum;
use crate::work::Assurance;

/// What the status of one assignment depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Inputs {
    /// The earliest day by which an unreported occurrence is due; `None` where nothing is open.
    pub due_on: Option<Date>,
    /// Evidence, if there is any.
    pub evidence: Option<Known>,
    /// A report waits for a second person.
    pub awaits_confirmation: bool,
    /// The duty does not apply to this unit, agreed and with a reason.
    pub not_applicable: bool,
}

/// What the latest accepted evidence says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Known {
    /// How it is known.
    pub assurance: Assurance,
    /// Is the duty fulfilled by it? `false`: a check or an inspection found otherwise.
    pub holds: bool,
    /// The last day on which it still counts; after that it is stale. `None`: it does not age
    /// (a single act, done).
    pub fresh_until: Option<Date>,
}

text_enum! {
    /// The status of an assignment, and of what is rolled up from assignments. Worst first.
    Status, "a status" {
        /// A day passed by which something was due (quá hạn).
        Overdue = "overdue",
        /// Evidence shows that the duty is not fulfilled (chưa đạt).
        Failing = "failing",
        /// The evidence is too old to count (minh chứng cũ).
        Stale = "stale",
        /// Reported, a second person has yet to agree (chờ xác nhận).
        Waiting = "waiting",
        /// Not due yet, nothing reported: not green (chưa có báo cáo).
        Open = "open",
        /// Fulfilled, and known to be (đạt).
        Met = "met",
        /// Does not apply (không áp dụng).
        NotApplicable = "not_applicable",
    }
}

impl Status {
    /// Does it fall short, so that somebody must act?
    #[must_use]
    pub const fn falls_short(self) -> bool {
        matches!(self, Self::Overdue | Self::Failing | Self::Stale)
    }
}

/// The status of one assignment on a day.
///
/// Order of the rules: what does not apply; what is overdue; what is known to fail; what waits for
/// confirmation; evidence that is fresh; evidence that is stale; nothing.
#[must_use]
pub fn status(inputs: &Inputs, today: Date) -> Status {
    if inputs.not_applicable {
        return Status::NotApplicable;
    }
    if inputs.due_on.is_some_and(|due| due < today) {
        return Status::Overdue;
    }
    match inputs.evidence {
        Some(known) if !known.holds => Status::Failing,
        _ if inputs.awaits_confirmation => Status::Waiting,
        Some(known) if known.fresh_until.is_none_or(|until| today <= until) => Status::Met,
        Some(_) => Status::Stale,
        None => Status::Open,
    }
}

/// How many assignments have which status: of a control, a unit, an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    counts: [u64; Status::ALL.len()],
    /// Of those met, how many are known only because the unit said so.
    pub met_attested: u64,
}

impl Tally {
    /// Counts `number` assignments with the same inputs.
    pub fn add(&mut self, inputs: &Inputs, today: Date, number: u64) {
        let status = status(inputs, today);
        self.add_judged(status, number);
        let attested = inputs
            .evidence
            .is_some_and(|known| known.assurance == Assurance::Attested);
        if status == Status::Met && attested {
            self.met_attested += number;
        }
    }

    /// Counts `number` assignments that were judged already.
    pub fn add_judged(&mut self, status: Status, number: u64) {
        if let Some(count) = self.counts.get_mut(status as usize) {
            *count += number;
        }
    }

    /// Adds another tally.
    pub fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.counts.iter_mut().zip(other.counts) {
            *mine += theirs;
        }
        self.met_attested += other.met_attested;
    }

    /// How many have `status`.
    #[must_use]
    pub fn count(&self, status: Status) -> u64 {
        self.counts.get(status as usize).copied().unwrap_or(0)
    }

    /// How many there are in all, those that do not apply included.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// How many fall short.
    #[must_use]
    pub fn short(&self) -> u64 {
        Status::ALL
            .iter()
            .filter(|s| s.falls_short())
            .map(|s| self.count(*s))
            .sum()
    }

    /// The status of the whole: the worst that occurs; `None` where there is nothing to judge.
    #[must_use]
    pub fn worst(&self) -> Option<Status> {
        Status::ALL
            .iter()
            .copied()
            .find(|status| self.count(*status) > 0)
    }

    /// Share that is met of those that apply, in whole per cent, rounded down so that 100 means
    /// all; `None` where nothing applies.
    #[must_use]
    pub fn met_percent(&self) -> Option<u8> {
        let apply = self.total() - self.count(Status::NotApplicable);
        let percent = (self.count(Status::Met) * 100).checked_div(apply)?;
        u8::try_from(percent).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 6, 15);
    const YESTERDAY: Date = date(2026, 6, 14);
    const NOTHING: Inputs = Inputs {
        due_on: None,
        evidence: None,
        awaits_confirmation: false,
        not_applicable: false,
    };

    fn known(holds: bool, fresh_until: Option<Date>) -> Option<Known> {
        Some(Known {
            assurance: Assurance::Attested,
            holds,
            fresh_until,
        })
    }

    #[test]
    fn nothing_reported_is_never_green() {
        assert_eq!(status(&NOTHING, TODAY), Status::Open);
        assert_eq!(
            status(
                &Inputs {
                    due_on: Some(TODAY),
                    ..NOTHING
                },
                TODAY
            ),
            Status::Open
        );
    }

    #[test]
    fn the_day_after_the_due_day_is_overdue() {
        assert_eq!(
            status(
                &Inputs {
                    due_on: Some(YESTERDAY),
                    ..NOTHING
                },
                TODAY
            ),
            Status::Overdue
        );
    }

    #[test]
    fn overdue_is_not_hidden_by_earlier_evidence() {
        let inputs = Inputs {
            due_on: Some(YESTERDAY),
            evidence: known(true, None),
            ..NOTHING
        };
        assert_eq!(status(&inputs, TODAY), Status::Overdue);
    }

    #[test]
    fn evidence_counts_through_its_last_day() {
        let inputs = Inputs {
            evidence: known(true, Some(TODAY)),
            ..NOTHING
        };
        assert_eq!(status(&inputs, TODAY), Status::Met);
        let older = Inputs {
            evidence: known(true, Some(YESTERDAY)),
            ..NOTHING
        };
        assert_eq!(status(&older, TODAY), Status::Stale);
    }

    #[test]
    fn a_failing_check_stays_failing_while_it_awaits_confirmation() {
        let inputs = Inputs {
            evidence: known(false, None),
            awaits_confirmation: true,
            ..NOTHING
        };
        assert_eq!(status(&inputs, TODAY), Status::Failing);
    }

    #[test]
    fn a_report_that_awaits_a_second_person_is_not_green() {
        let inputs = Inputs {
            awaits_confirmation: true,
            ..NOTHING
        };
        assert_eq!(status(&inputs, TODAY), Status::Waiting);
    }

    #[test]
    fn what_does_not_apply_is_never_late() {
        let inputs = Inputs {
            due_on: Some(YESTERDAY),
            not_applicable: true,
            ..NOTHING
        };
        assert_eq!(status(&inputs, TODAY), Status::NotApplicable);
    }

    #[test]
    fn a_tally_shows_its_worst_and_rounds_down() {
        let mut tally = Tally::default();
        assert_eq!((tally.worst(), tally.met_percent()), (None, None));
        tally.add(
            &Inputs {
                evidence: known(true, None),
                ..NOTHING
            },
            TODAY,
            199,
        );
        assert_eq!(tally.worst(), Some(Status::Met));
        tally.add(&NOTHING, TODAY, 1);
        assert_eq!(
            (tally.worst(), tally.met_percent()),
            (Some(Status::Open), Some(99))
        );
        tally.add(
            &Inputs {
                due_on: Some(YESTERDAY),
                ..NOTHING
            },
            TODAY,
            1,
        );
        assert_eq!(
            (tally.worst(), tally.short(), tally.met_attested),
            (Some(Status::Overdue), 1, 199)
        );
        tally.add(
            &Inputs {
                not_applicable: true,
                ..NOTHING
            },
            TODAY,
            1000,
        );
        assert_eq!(tally.met_percent(), Some(99));
    }
}
