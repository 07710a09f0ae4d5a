//! The page of one unit: what it has to do and where it stands.

use luytre_model::id::UnitId;
use luytre_model::unit_sets::UnitKind;
use luytre_store::{roll_up, units};

use super::assignments::{AssignmentFilter, AssignmentPage, first_page};
use super::figures::{Figures, Ledgers};
use super::{ControlLine, MonthFigures, trend};
use crate::access::{Action, Target, decide};
use crate::actor::Actor;
use crate::error::OfficeError;
use crate::service::Service;

/// A unit and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitWorkView {
    /// Its id.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// Its name where there is little room.
    pub short: String,
    /// What kind of unit.
    pub kind: UnitKind,
    /// It was closed.
    pub closed: bool,
    /// Its figures.
    pub figures: Figures,
    /// Of each control that is asked of it.
    pub controls: Vec<ControlLine>,
    /// The last twelve months, this one last.
    pub trend: Vec<MonthFigures>,
    /// Its assignments, the first page.
    pub assignments: AssignmentPage,
}

impl Service {
    /// One unit: any for who sees the overview, else one's own.
    ///
    /// # Errors
    /// Not allowed, not there.
    pub async fn unit(&self, actor: &Actor, id: UnitId) -> Result<UnitWorkView, OfficeError> {
        let target = Target::unit(actor.office, id);
        if decide(actor, Action::SeeAssignment, &target).is_err() {
            decide(actor, Action::SeeOverview, &target)?;
        }
        let today = self.today();
        let mut conn = self.store.read().await?;
        let unit = units::find(&mut conn, actor.office, id).await?;
        let unit = unit.ok_or_else(|| OfficeError::NotFound {
            what: "unit",
            id: id.to_string(),
        })?;
        let rows = roll_up::judged(&mut conn, actor.office, Some(id), None, today).await?;
        let ledgers = Ledgers::of(&rows);
        let filter = AssignmentFilter {
            unit: Some(id),
            ..AssignmentFilter::default()
        };
        Ok(UnitWorkView {
            unit: id,
            name: unit.name,
            short: unit.short,
            kind: unit.kind,
            closed: unit.closed_at.is_some(),
            figures: ledgers.unit(id),
            controls: ledgers.controls(),
            trend: trend(&mut conn, actor.office, Some(id), today).await?,
            assignments: first_page(&mut conn, actor, &filter, today).await?,
        })
    }
}
