//! When an occurrence may be reported: each in its turn. Takes rows, asks nothing of the database.

use jiff::civil::Date;
use luytre_model::work::OccurrenceState;
use luytre_store::occurrences::OccurrenceRow;

/// When an occurrence may be reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// One before it has yet to be settled.
    AfterEarlier,
    /// From a day on.
    From(Date),
    /// On any day.
    AnyDay,
}

impl Turn {
    /// `after_earlier`: one before it waits; `earlier_due_on`: when the last before it is due.
    pub(super) fn of(after_earlier: bool, earlier_due_on: Option<Date>) -> Self {
        if after_earlier {
            return Self::AfterEarlier;
        }
        match earlier_due_on.and_then(|day| day.tomorrow().ok()) {
            Some(day) => Self::From(day),
            None => Self::AnyDay,
        }
    }

    /// The day from which it may be reported, where it must wait for one.
    pub(super) fn opens_on(self) -> Option<Date> {
        match self {
            Self::From(day) => Some(day),
            Self::AfterEarlier | Self::AnyDay => None,
        }
    }

    /// It may be reported on `today`.
    pub(super) fn has_come(self, today: Date) -> bool {
        match self {
            Self::From(day) => day <= today,
            Self::AfterEarlier => false,
            Self::AnyDay => true,
        }
    }
}

/// When `occurrence`, one of `all` of its assignment, may be reported.
pub(super) fn turn(all: &[OccurrenceRow], occurrence: &OccurrenceRow) -> Turn {
    let before = || {
        all.iter().filter(|row| {
            row.sequence < occurrence.sequence && row.state != OccurrenceState::Cancelled
        })
    };
    let waits = before().any(|row| row.state.waits_for_unit());
    Turn::of(waits, before().filter_map(|row| row.due_on).max())
}
