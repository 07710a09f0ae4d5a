//! Review of a plan: correcting, adding, splitting, merging, dropping duties before it is
//! confirmed.

use luytre_model::id::{DispatchId, ObligationId};
use luytre_model::work::ObligationState;
use luytre_store::obligations;

use super::form::{self, DutyForm};
use super::{edit, refused};
use crate::access::{Action, Permit, Target, decide};
use crate::actor::Actor;
use crate::error::OfficeError;
use crate::service::Service;

/// A change that made a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Changed {
    /// The revision of the dispatch now.
    pub revision: u64,
    /// The duty that was made.
    pub duty: ObligationId,
}

fn may_review(actor: &Actor) -> Result<Permit<'_>, OfficeError> {
    let office = Target::office(actor.office);
    Ok(decide(actor, Action::ReviewPlan, &office)?)
}

impl Service {
    /// Corrects a duty. Returns the revision of the dispatch now; nothing changed, none is taken.
    ///
    /// # Errors
    /// `Invalid` with a problem per field; `Conflict` where the plan was changed meanwhile.
    pub async fn correct(
        &self,
        actor: &Actor,
        id: DispatchId,
        revision: u64,
        duty: ObligationId,
        form: &DutyForm,
    ) -> Result<u64, OfficeError> {
        let permit = may_review(actor)?;
        let mut opened = self.open_plan(&permit, id, revision).await?;
        let before = opened.kept(duty)?.clone();
        let parsed = form::duty(form, &opened.row.text, &self.knowledge, &opened.units)
            .map_err(OfficeError::Invalid)?;
        let after = edit::corrected(&before, parsed, &opened.row.text);
        let fields = edit::fields_changed(&before, &after);
        if fields.is_empty() {
            return Ok(revision);
        }
        obligations::update(opened.change.write(), &after).await?;
        let happened = opened
            .happened("dispatch.duty_corrected")
            .with("duty", duty)
            .with("clause", &after.clause)
            .with("fields", fields.join(","));
        opened.end(happened).await
    }

    /// Adds a duty: a marked piece of the text, or words that a person typed.
    ///
    /// # Errors
    /// `Invalid` with a problem per field; `Conflict` where the plan was changed meanwhile.
    pub async fn add_duty(
        &self,
        actor: &Actor,
        id: DispatchId,
        revision: u64,
        form: &DutyForm,
    ) -> Result<Changed, OfficeError> {
        let permit = may_review(actor)?;
        let mut opened = self.open_plan(&permit, id, revision).await?;
        let parsed = form::duty(form, &opened.row.text, &self.knowledge, &opened.units)
            .map_err(OfficeError::Invalid)?;
        let made = ObligationId::new(opened.change.stamp().uuid());
        let row =
            edit::added(made, &opened.row, &opened.duties, parsed).map_err(OfficeError::Invalid)?;
        let write = opened.change.write();
        obligations::make_room(write, row.office, id, row.position).await?;
        obligations::insert(write, &row).await?;
        let happened = opened
            .happened("dispatch.duty_added")
            .with("duty", row.obligation)
            .with("clause", &row.clause);
        let revision = opened.end(happened).await?;
        Ok(Changed {
            revision,
            duty: row.obligation,
        })
    }

    /// Splits a duty in two at a byte of its words. The second part is a duty of its own with all
    /// else the same; what joined them goes.
    ///
    /// # Errors
    /// `Refused` `split-nothing` where one part would have no words.
    pub async fn split_duty(
        &self,
        actor: &Actor,
        id: DispatchId,
        revision: u64,
        duty: ObligationId,
        at: usize,
    ) -> Result<Changed, OfficeError> {
        let permit = may_review(actor)?;
        let mut opened = self.open_plan(&permit, id, revision).await?;
        let whole = opened.kept(duty)?.clone();
        let second = ObligationId::new(opened.change.stamp().uuid());
        let Some((first, second)) = edit::halves(&whole, second, at, &opened.row.text) else {
            return Err(refused("split-nothing"));
        };
        let write = opened.change.write();
        obligations::make_room(write, whole.office, id, second.position).await?;
        obligations::update(write, &first).await?;
        obligations::insert(write, &second).await?;
        let happened = opened
            .happened("dispatch.duty_split")
            .with("duty", duty)
            .with("into", second.obligation)
            .with("clause", &first.clause);
        let revision = opened.end(happened).await?;
        Ok(Changed {
            revision,
            duty: second.obligation,
        })
    }

    /// Merges two neighbours: the first takes the words, controls and units of both.
    ///
    /// # Errors
    /// `Refused` `merge-no-neighbours` where another duty stands between them.
    pub async fn merge_duties(
        &self,
        actor: &Actor,
        id: DispatchId,
        revision: u64,
        first: ObligationId,
        second: ObligationId,
    ) -> Result<u64, OfficeError> {
        let permit = may_review(actor)?;
        let mut opened = self.open_plan(&permit, id, revision).await?;
        let (one, other) = (opened.kept(first)?, opened.kept(second)?);
        let kept = opened
            .duties
            .iter()
            .filter(|duty| duty.state != ObligationState::Dropped);
        let order: Vec<_> = kept.map(|duty| duty.obligation).collect();
        let neighbours = order
            .windows(2)
            .any(|pair| pair == [first, second] || pair == [second, first]);
        if !neighbours {
            return Err(refused("merge-no-neighbours"));
        }
        let (head, tail) = if one.position < other.position {
            (one, other)
        } else {
            (other, one)
        };
        let (merged, gone) = (edit::merged(head, tail, &opened.row.text), tail.obligation);
        let write = opened.change.write();
        obligations::update(write, &merged).await?;
        obligations::remove(write, merged.office, gone).await?;
        let happened = opened
            .happened("dispatch.duties_merged")
            .with("duty", merged.obligation)
            .with("gone", gone)
            .with("clause", &merged.clause);
        opened.end(happened).await
    }

    /// Drops a duty, with a reason. It stays visible as dropped and can be restored.
    ///
    /// # Errors
    /// `Invalid` without a reason.
    pub async fn drop_duty(
        &self,
        actor: &Actor,
        id: DispatchId,
        revision: u64,
        duty: ObligationId,
        reason: &str,
    ) -> Result<u64, OfficeError> {
        let permit = may_review(actor)?;
        let reason = form::reason(reason).map_err(OfficeError::Invalid)?;
        let mut opened = self.open_plan(&permit, id, revision).await?;
        let mut row = opened.kept(duty)?.clone();
        row.state = ObligationState::Dropped;
        row.drop_reason.clone_from(&reason);
        obligations::update(opened.change.write(), &row).await?;
        let happened = opened
            .happened("dispatch.duty_dropped")
            .with("duty", duty)
            .with("clause", &row.clause)
            .with("reason", reason);
        opened.end(happened).await
    }

    /// Takes a dropped duty in again.
    ///
    /// # Errors
    /// As for every change of a plan.
    pub async fn restore_duty(
        &self,
        actor: &Actor,
        id: DispatchId,
        revision: u64,
        duty: ObligationId,
    ) -> Result<u64, OfficeError> {
        let permit = may_review(actor)?;
        let mut opened = self.open_plan(&permit, id, revision).await?;
        let mut row = opened.duty(duty)?.clone();
        if row.state != ObligationState::Dropped {
            return Ok(revision);
        }
        row.state = ObligationState::Proposed;
        row.drop_reason.clear();
        obligations::update(opened.change.write(), &row).await?;
        let happened = opened
            .happened("dispatch.duty_restored")
            .with("duty", duty)
            .with("clause", &row.clause);
        opened.end(happened).await
    }

    /// Gives all duties that are meant for nobody yet to these units.
    ///
    /// # Errors
    /// `Invalid` where no unit is chosen or one is unknown.
    pub async fn give_rest(
        &self,
        actor: &Actor,
        id: DispatchId,
        revision: u64,
        units: &[String],
    ) -> Result<u64, OfficeError> {
        self.give_where(actor, id, revision, units, |_| true).await
    }

    /// The same for those among `duties` only.
    ///
    /// # Errors
    /// As for [`Service::give_rest`].
    pub async fn give_some(
        &self,
        actor: &Actor,
        id: DispatchId,
        revision: u64,
        duties: &[ObligationId],
        units: &[String],
    ) -> Result<u64, OfficeError> {
        self.give_where(actor, id, revision, units, |duty| duties.contains(&duty))
            .await
    }

    async fn give_where(
        &self,
        actor: &Actor,
        id: DispatchId,
        revision: u64,
        units: &[String],
        wanted: impl Fn(ObligationId) -> bool,
    ) -> Result<u64, OfficeError> {
        let permit = may_review(actor)?;
        let mut opened = self.open_plan(&permit, id, revision).await?;
        let chosen = form::chosen(units, &opened.units).map_err(OfficeError::Invalid)?;
        let mut given = 0_usize;
        for duty in &opened.duties {
            let has = duty.state == ObligationState::Dropped || !duty.units.is_empty();
            if has || !wanted(duty.obligation) {
                continue;
            }
            let mut row = duty.clone();
            row.units.clone_from(&chosen);
            obligations::update(opened.change.write(), &row).await?;
            given += 1;
        }
        if given == 0 {
            return Ok(revision);
        }
        let happened = opened
            .happened("dispatch.rest_given")
            .with("duties", given)
            .with("units", chosen.len());
        opened.end(happened).await
    }
}
