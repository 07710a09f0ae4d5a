//! A superior's dispatch beside the office's own: which demands were passed on as they are, which
//! were changed and how, which were not.

use luytre_model::duty::{Due, Force, Recurrence};
use luytre_model::id::{DispatchId, ObligationId, OfficeId};
use luytre_model::lineage::{self, Change, Demand, Fate};
use luytre_model::work::ObligationState;
use luytre_store::Conn;
use luytre_store::dispatches::{self, DispatchRow};
use luytre_store::lineage::Kin;
use luytre_store::obligations::{self, ObligationRow};

use super::bases::kin;
use super::{OBJECT, not_found};
use crate::access::{Action, Target, decide};
use crate::actor::Actor;
use crate::error::OfficeError;
use crate::service::Service;

/// Two dispatches side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparisonView {
    /// The superior's.
    pub superior: Kin,
    /// The office's own.
    pub own: Kin,
    /// Each demand of the superior, in their order.
    pub lines: Vec<ComparedLine>,
    /// Own duties that take up none.
    pub added: Vec<ComparedClause>,
}

/// A demand and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedLine {
    /// The superior's clause.
    pub demand: ComparedClause,
    /// The own clause that takes it up; `None`: it was not passed on.
    pub own: Option<ComparedClause>,
    /// How they differ.
    pub changes: Vec<Change>,
}

/// A clause of either.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedClause {
    /// The duty.
    pub duty: ObligationId,
    /// Where it stands.
    pub clause: String,
    /// Its words.
    pub text: String,
    /// How strongly it binds.
    pub force: Force,
    /// How often, as stated.
    pub recurrence: Option<Recurrence>,
    /// By when, as stated.
    pub due: Option<Due>,
}

impl Service {
    /// Compares the office's own dispatch with the superior's that it carries out.
    ///
    /// # Errors
    /// `NotFound` where the office has not both.
    pub async fn compare(
        &self,
        actor: &Actor,
        own: DispatchId,
        superior: DispatchId,
    ) -> Result<ComparisonView, OfficeError> {
        decide(actor, Action::SeeDispatches, &Target::office(actor.office))?;
        let mut conn = self.store.read().await?;
        let (superior, theirs) = kept(&mut conn, actor.office, superior).await?;
        let (own, ours) = kept(&mut conn, actor.office, own).await?;
        let demands = |duties: &[ObligationRow]| duties.iter().map(demand).collect::<Vec<_>>();
        let catalogue = &self.knowledge.catalogue;
        let found = lineage::compare(catalogue, &demands(&theirs), &demands(&ours));
        let clause_at = |at: usize| ours.get(at).map(clause);
        let line = |(duty, fate): (&ObligationRow, Fate)| {
            let (own, changes) = match fate {
                Fate::AsIs(at) => (clause_at(at), Vec::new()),
                Fate::Changed(at, changes) => (clause_at(at), changes),
                Fate::NotPassedOn => (None, Vec::new()),
            };
            let demand = clause(duty);
            ComparedLine {
                demand,
                own,
                changes,
            }
        };
        Ok(ComparisonView {
            superior: kin(superior),
            own: kin(own),
            lines: theirs.iter().zip(found.fates).map(line).collect(),
            added: found.added.into_iter().filter_map(clause_at).collect(),
        })
    }
}

/// A dispatch with its duties that were not dropped.
async fn kept(
    conn: &mut Conn,
    office: OfficeId,
    id: DispatchId,
) -> Result<(DispatchRow, Vec<ObligationRow>), OfficeError> {
    let row = dispatches::read(conn, office, id)
        .await?
        .ok_or_else(|| not_found(OBJECT, id))?;
    let mut duties = obligations::of_dispatch(conn, office, id).await?;
    duties.retain(|duty| duty.state != ObligationState::Dropped);
    Ok((row, duties))
}

/// A duty as far as it is compared.
pub(super) fn demand(duty: &ObligationRow) -> Demand {
    Demand {
        text: duty.text.clone(),
        controls: duty.controls.clone(),
        force: duty.force,
        recurrence: duty.recurrence_stated,
        due: duty.due_stated,
    }
}

fn clause(duty: &ObligationRow) -> ComparedClause {
    ComparedClause {
        duty: duty.obligation,
        clause: duty.clause.clone(),
        text: duty.text.clone(),
        force: duty.force,
        recurrence: duty.recurrence_stated,
        due: duty.due_stated,
    }
}
