//! From a dispatch to a plan: taking it in, reviewing what was read, confirming it as assignments,
//! taking it back.
//!
//! What was read is a proposal: nothing becomes work before a person confirms it, and after that
//! the plan is not edited but withdrawn. Each change is made against the revision that the person
//! saw. A document with a secrecy mark is refused before anything of it is kept, named or logged.

mod bases;
mod compare;
mod confirm;
mod cut;
mod edit;
mod form;
mod heading;
mod list;
mod place;
mod proposal;
mod receive;
mod review;
mod succeed;
mod view;
mod withdraw;

use luytre_model::audit::EventKind;
use luytre_model::id::{DispatchId, ObligationId};
use luytre_model::work::{DispatchState, ObligationState};
use luytre_store::dispatches::{self, DispatchRow};
use luytre_store::obligations::{self, ObligationRow};
use luytre_store::units::{self, Unit};

use crate::access::Permit;
use crate::change::{Change, Happened};
use crate::error::OfficeError;
use crate::service::Service;

pub use bases::{Basis, SuccessionView};
pub use compare::{ComparedClause, ComparedLine, ComparisonView};
pub use confirm::Confirmed;
pub use form::{DutyForm, HeadingForm};
pub use list::{DispatchFilter, DispatchPage, View};
pub use luytre_store::dispatches::DispatchLine;
pub use luytre_store::lineage::Kin;
pub use luytre_store::obligations::{AskedBy, Origin};
pub use receive::{Arrival, Aside, Received};
pub use review::Changed;
pub use succeed::{Succeeded, SuccessionForm};
pub use view::{Assigned, DispatchView, DutyView, FileFacts, FileView, May, UnitChoice};
pub use withdraw::Withdrawn;

/// The type of thing, as the trail calls it.
const OBJECT: &str = "dispatch";

/// A dispatch opened for a change, its next revision taken.
struct Opened<'a> {
    change: Change<'a>,
    row: DispatchRow,
    duties: Vec<ObligationRow>,
    units: Vec<Unit>,
    /// The revision that it has after this change.
    revision: u64,
}

impl Service {
    /// Opens a dispatch whose plan is still a proposal, as it stood at `revision`.
    async fn open_plan<'a>(
        &'a self,
        permit: &Permit<'a>,
        id: DispatchId,
        revision: u64,
    ) -> Result<Opened<'a>, OfficeError> {
        self.open_in(permit, id, revision, &[DispatchState::Proposed])
            .await
    }

    async fn open_in<'a>(
        &'a self,
        permit: &Permit<'a>,
        id: DispatchId,
        revision: u64,
        states: &[DispatchState],
    ) -> Result<Opened<'a>, OfficeError> {
        let office = permit.actor().office;
        let mut change = self.begin(permit).await?;
        let write = change.write();
        let row = dispatches::read(write.conn(), office, id)
            .await?
            .ok_or_else(|| not_found("dispatch", id))?;
        if !states.contains(&row.state) {
            return Err(OfficeError::Refused {
                code: "dispatch-not-open",
                facts: vec![("state", row.state.to_string())],
            });
        }
        if row.revision != revision
            || !dispatches::claim_revision(write, office, id, revision, row.state).await?
        {
            return Err(OfficeError::Conflict { what: OBJECT });
        }
        let duties = obligations::of_dispatch(write.conn(), office, id).await?;
        let units = units::list(write.conn(), office).await?;
        Ok(Opened {
            change,
            row,
            duties,
            units,
            revision: revision + 1,
        })
    }
}

impl Opened<'_> {
    /// One of its duties.
    fn duty(&self, id: ObligationId) -> Result<&ObligationRow, OfficeError> {
        self.duties
            .iter()
            .find(|duty| duty.obligation == id)
            .ok_or_else(|| not_found("obligation", id))
    }

    /// One of its duties that was not dropped.
    fn kept(&self, id: ObligationId) -> Result<&ObligationRow, OfficeError> {
        let duty = self.duty(id)?;
        if duty.state == ObligationState::Dropped {
            return Err(refused("duty-dropped"));
        }
        Ok(duty)
    }

    /// What happened to it, at its new revision.
    fn happened(&self, kind: &'static str) -> Happened {
        Happened::new(EventKind(kind), OBJECT, self.row.dispatch).revision(self.revision)
    }

    /// Ends the change.
    async fn end(self, happened: Happened) -> Result<u64, OfficeError> {
        self.change.commit(happened).await?;
        Ok(self.revision)
    }
}

fn not_found(what: &'static str, id: impl ToString + Copy) -> OfficeError {
    OfficeError::NotFound {
        what,
        id: id.to_string(),
    }
}

/// A refusal whose words need no facts.
const fn refused(code: &'static str) -> OfficeError {
    OfficeError::Refused {
        code,
        facts: Vec::new(),
    }
}
