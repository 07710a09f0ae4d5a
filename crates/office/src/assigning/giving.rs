//! Giving the duties of a plan to units: what is given is collected, then written at once.

use luytre_model::id::{AssignmentId, OfficeId, UnitId};
use luytre_model::status::Inputs;
use luytre_store::assignments::{self, AssignmentRow, Given};
use luytre_store::obligations::ObligationRow;
use luytre_store::{StoreError, Write};

use super::{
    DUE, Moment, Months, first_control, first_sequence, laid_out, occurrence, sorted_controls,
};

/// What one change gives out.
#[derive(Debug, Default)]
pub(crate) struct Giving {
    given: Vec<Given>,
    months: Months,
}

impl Giving {
    /// Gives an obligation to a unit: the assignment, its occurrences up to the horizon, its place
    /// in the roll-up and in the figures of months. Returns the number of its occurrences.
    ///
    /// What fell due before today is asked for once, not once for every period that has passed.
    pub(crate) fn give(
        &mut self,
        moment: Moment<'_>,
        obligation: &ObligationRow,
        unit: UnitId,
    ) -> usize {
        let Moment { stamp, calendar } = moment;
        let today = moment.today();
        let first = first_sequence(obligation, today, calendar);
        let laid_out = laid_out(obligation, first, today, calendar);
        let assignment = AssignmentRow {
            office: obligation.office,
            assignment: AssignmentId::new(stamp.uuid()),
            obligation: obligation.obligation,
            dispatch: obligation.dispatch,
            unit,
            control: first_control(obligation).to_owned(),
            live: true,
            inputs: Inputs {
                due_on: laid_out.first().and_then(|(_, due_on)| *due_on),
                evidence: None,
                awaits_confirmation: false,
                not_applicable: false,
            },
            made_at: stamp.at,
            changed_at: stamp.at,
        };
        for day in laid_out.iter().filter_map(|(_, due_on)| *due_on) {
            self.months.count(unit, day, DUE);
        }
        let occurrences: Vec<_> = laid_out
            .into_iter()
            .map(|(sequence, due_on)| occurrence(stamp, &assignment, sequence, due_on))
            .collect();
        let number = occurrences.len();
        self.given.push(Given {
            assignment,
            controls: sorted_controls(obligation),
            occurrences,
        });
        number
    }

    /// Writes what was given.
    pub(crate) async fn write(self, write: &mut Write, office: OfficeId) -> Result<(), StoreError> {
        assignments::give(write, office, &self.given).await?;
        self.months.write(write, office).await
    }
}
