//! Taking a dispatch back: what is open is cancelled and stays visible as such, history stays.

use std::collections::BTreeMap;

use luytre_model::id::{DispatchId, ObligationId};
use luytre_model::work::DispatchState;
use luytre_store::obligations::ObligationRow;
use luytre_store::{assignments, dispatches};

use super::{form, not_found};
use crate::access::{Action, Target, decide};
use crate::actor::Actor;
use crate::assigning::{self, Months};
use crate::error::OfficeError;
use crate::service::Service;

/// What fell away.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Withdrawn {
    /// Assignments that ended.
    pub assignments: usize,
    /// Occurrences that were cancelled.
    pub occurrences: usize,
}

impl Service {
    /// Takes a dispatch back, with a reason, whether its plan was confirmed or not.
    ///
    /// # Errors
    /// `Invalid` without a reason; `Conflict` where it was changed meanwhile.
    pub async fn withdraw(
        &self,
        actor: &Actor,
        id: DispatchId,
        revision: u64,
        reason: &str,
    ) -> Result<Withdrawn, OfficeError> {
        let permit = decide(
            actor,
            Action::WithdrawDispatch,
            &Target::office(actor.office),
        )?;
        let reason = form::reason(reason).map_err(OfficeError::Invalid)?;
        let states = [DispatchState::Proposed, DispatchState::Confirmed];
        let mut opened = self.open_in(&permit, id, revision, &states).await?;
        let at = opened.change.stamp().at;
        let duties: BTreeMap<ObligationId, &ObligationRow> = opened
            .duties
            .iter()
            .map(|duty| (duty.obligation, duty))
            .collect();
        let write = opened.change.write();
        let mut withdrawn = Withdrawn::default();
        let mut months = Months::default();
        for row in assignments::of_dispatch(write.conn(), actor.office, id).await? {
            let duty = duties
                .get(&row.obligation)
                .ok_or_else(|| not_found("obligation", row.obligation))?;
            withdrawn.occurrences +=
                assigning::end(write, at, actor.person, duty, &row, &mut months).await?;
            withdrawn.assignments += 1;
        }
        months.write(write, actor.office).await?;
        dispatches::withdraw(write, actor.office, id).await?;
        let happened = opened
            .happened("dispatch.withdrawn")
            .with("reason", reason)
            .with("assignments", withdrawn.assignments)
            .with("occurrences", withdrawn.occurrences);
        opened.end(happened).await?;
        Ok(withdrawn)
    }
}
