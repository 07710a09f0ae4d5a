//! Correcting the heading of a dispatch.

use luytre_model::id::DispatchId;
use luytre_store::dispatches;

use super::form::{self, HeadingForm};
use super::receive;
use crate::access::{Action, Target, decide};
use crate::actor::Actor;
use crate::error::OfficeError;
use crate::service::Service;

impl Service {
    /// Corrects the heading. Returns the revision of the dispatch now.
    ///
    /// Proposals stay as they are: a person has seen them, and another date of the heading does
    /// not silently move what they saw.
    ///
    /// # Errors
    /// `Invalid` with a problem per field; `Conflict` where the plan was changed meanwhile.
    pub async fn correct_heading(
        &self,
        actor: &Actor,
        id: DispatchId,
        revision: u64,
        form: &HeadingForm,
    ) -> Result<u64, OfficeError> {
        let permit = decide(actor, Action::ReviewPlan, &Target::office(actor.office))?;
        let header = form::heading(form).map_err(OfficeError::Invalid)?;
        let mut opened = self.open_plan(&permit, id, revision).await?;
        if header == opened.row.header {
            return Ok(revision);
        }
        opened.row.header = header;
        let write = opened.change.write();
        dispatches::update_header(write, actor.office, id, &opened.row.header).await?;
        receive::index(write, &opened.row).await?;
        let happened = opened.happened("dispatch.heading_corrected");
        opened.end(happened).await
    }
}
