//! The page of one control: who falls short, what is in force, which clauses ask for it.

use luytre_model::catalogue::ControlId;
use luytre_model::duty::Force;
use luytre_model::id::{DispatchId, ObligationId};
use luytre_model::work::DispatchState;
use luytre_store::claims;
use luytre_store::clauses::{self, ClauseRow};
use luytre_store::roll_up;

use super::assignments::{AssignmentFilter, AssignmentPage, first_page};
use super::figures::{Figures, Ledgers};
use super::parameters::{self, ParameterView};
use super::{UnitLine, unit_lines};
use crate::access::{Action, Target, decide};
use crate::actor::Actor;
use crate::error::OfficeError;
use crate::service::Service;

/// Most clauses of one page.
const MOST_CLAUSES: u32 = 200;

/// A control and what stands behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ControlView {
    /// Its id; its words are in the catalogue.
    pub id: ControlId,
    /// Of the whole office.
    pub figures: Figures,
    /// Of each unit that has it, in their order.
    pub units: Vec<UnitLine>,
    /// Its figures in force.
    pub parameters: Vec<ParameterView>,
    /// The clauses that ask for it, the newest dispatch first.
    pub clauses: Vec<ClauseView>,
    /// Its assignments, the first page.
    pub assignments: AssignmentPage,
}

/// Where a duty stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseRef {
    /// The duty.
    pub obligation: ObligationId,
    /// In which dispatch.
    pub dispatch: DispatchId,
    /// Its number.
    pub number: String,
    /// Its symbol.
    pub symbol: String,
    /// In which clause.
    pub clause: String,
    /// The figure is the office's own, settled in the review; the clause states none.
    pub own: bool,
}

/// A clause that asks for the control.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseView {
    /// Where it stands.
    pub at: ClauseRef,
    /// Its words.
    pub text: String,
    /// How strongly it binds.
    pub force: Force,
    /// Where its dispatch stands.
    pub state: DispatchState,
}

impl Service {
    /// One control. Rows of assignments are left out where the actor may not see them.
    ///
    /// # Errors
    /// Not allowed, or none of the catalogue.
    pub async fn control(&self, actor: &Actor, id: ControlId) -> Result<ControlView, OfficeError> {
        decide(actor, Action::SeeControls, &Target::office(actor.office))?;
        let control = self
            .knowledge
            .catalogue
            .get(id)
            .ok_or_else(|| OfficeError::NotFound {
                what: "control",
                id: id.to_string(),
            })?;
        let (name, today) = (id.to_string(), self.today());
        let mut conn = self.store.read().await?;
        let rows = roll_up::judged(&mut conn, actor.office, None, Some(&name), today).await?;
        let ledgers = Ledgers::of(&rows);
        let mut units = unit_lines(&mut conn, actor.office, &ledgers).await?;
        for line in &mut units {
            line.figures = ledgers.cell(&name, line.unit);
        }
        units.retain(|line| line.figures.tally.total() > 0);
        let asking = clauses::asking_for(&mut conn, actor.office, &name, MOST_CLAUSES).await?;
        let claims = claims::of_control(&mut conn, actor.office, &name).await?;
        let parameters = control.parameters.iter();
        let parameters = parameters.map(|parameter| parameters::view(parameter, &claims));
        let filter = AssignmentFilter {
            control: Some(name.clone()),
            ..AssignmentFilter::default()
        };
        Ok(ControlView {
            id,
            figures: ledgers.control(&name),
            units,
            parameters: parameters.collect(),
            assignments: first_page(&mut conn, actor, &filter, today).await?,
            clauses: asking.into_iter().map(ClauseView::from).collect(),
        })
    }
}

impl From<&ClauseRow> for ClauseRef {
    fn from(row: &ClauseRow) -> Self {
        Self {
            obligation: row.obligation,
            dispatch: row.dispatch,
            number: row.number.clone(),
            symbol: row.symbol.clone(),
            clause: row.clause.clone(),
            own: false,
        }
    }
}

impl From<ClauseRow> for ClauseView {
    fn from(row: ClauseRow) -> Self {
        Self {
            at: ClauseRef::from(&row),
            text: row.text,
            force: row.force,
            state: row.dispatch_state,
        }
    }
}
