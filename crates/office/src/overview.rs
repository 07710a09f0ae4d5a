//! Where an office stands: figures, controls × units, what is late, and the way from each figure
//! down to the assignments behind it.
//!
//! Every figure is judged from the roll-up on the day of looking; nothing here is stored. A figure
//! that is met says how it is known.

mod assignments;
mod control;
mod figures;
mod parameters;
mod unit;

pub use assignments::{AssignmentFilter, AssignmentItem, AssignmentPage};
pub use control::{ClauseRef, ClauseView, ControlView};
pub use figures::{Figures, Known};
pub use parameters::{Ended, ParameterView, Without};
pub use unit::UnitWorkView;

pub(crate) use assignments::{after_of, items, seen_by};

use jiff::Span;
use jiff::civil::Date;
use luytre_model::id::{OfficeId, UnitId};
use luytre_model::status::{Status, Tally};
use luytre_model::unit_sets::UnitKind;
use luytre_store::months::{self, Month, MonthRow};
use luytre_store::{Conn, roll_up, units};

use crate::access::{Action, Target, decide};
use crate::actor::Actor;
use crate::error::OfficeError;
use crate::service::Service;
use figures::{Ledgers, control_lines};

/// Months of a trend.
const MONTHS: i32 = 12;

/// Lines of what is late on the overview itself.
const MOST_LATE: u32 = 10;

/// Where an office stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// The day that it was judged by.
    pub today: Date,
    /// Of the whole office.
    pub figures: Figures,
    /// Of each unit that is open or has something, in their order.
    pub units: Vec<UnitLine>,
    /// Of each control that is asked for, in the order of the catalogue.
    pub controls: Vec<ControlLine>,
    /// What is late, the latest first.
    pub late: Vec<AssignmentItem>,
    /// The last twelve months, this one last.
    pub trend: Vec<MonthFigures>,
    /// This month.
    pub month: MonthFigures,
}

/// Controls × units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// Units as in the overview.
    pub units: Vec<UnitLine>,
    /// All controls of the catalogue, and what fits none where there is any.
    pub controls: Vec<ControlLine>,
    /// What there is, only where there is something.
    pub cells: Vec<Cell>,
}

/// A unit and its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitLine {
    /// Its id.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// Its name where there is little room.
    pub short: String,
    /// What kind of unit.
    pub kind: UnitKind,
    /// Its figures.
    pub figures: Figures,
}

/// A control and its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ControlLine {
    /// `ACC-03`; `OTHER` for what fits none.
    pub control: String,
    /// Its figures.
    pub figures: Figures,
}

/// What a unit has under one control.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Which unit.
    pub unit: UnitId,
    /// Which control.
    pub control: String,
    /// How many assignments have which status.
    pub tally: Tally,
}

/// What fell due in a month, and how much of it was reported in time or late; the rest was not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MonthFigures {
    /// The year.
    pub year: i16,
    /// The month, from 1.
    pub month: i8,
    /// Occurrences that fall due in it.
    pub due: u64,
    /// Of those, reported in time.
    pub in_time: u64,
    /// Of those, reported late.
    pub late: u64,
}

impl Service {
    /// Where the office stands: the whole page in six queries.
    ///
    /// # Errors
    /// Not allowed.
    pub async fn overview(&self, actor: &Actor) -> Result<Overview, OfficeError> {
        decide(actor, Action::SeeOverview, &Target::office(actor.office))?;
        let today = self.today();
        let mut conn = self.store.read().await?;
        // Counted once, whatever the controls: a row for each unit.
        let rows = roll_up::judged(&mut conn, actor.office, None, Some(""), today).await?;
        let ledgers = Ledgers::of(&rows);
        let controls = roll_up::judged_controls(&mut conn, actor.office, today).await?;
        let units = unit_lines(&mut conn, actor.office, &ledgers).await?;
        let late = AssignmentFilter {
            status: Some(Status::Overdue),
            ..AssignmentFilter::default()
        };
        let late = items(&mut conn, actor.office, &late, today, None, MOST_LATE).await?;
        let trend = trend(&mut conn, actor.office, None, today).await?;
        let month = trend.last().copied().unwrap_or_default();
        Ok(Overview {
            today,
            figures: ledgers.whole(),
            units,
            controls: control_lines(controls),
            late,
            trend,
            month,
        })
    }

    /// Controls × units.
    ///
    /// # Errors
    /// Not allowed.
    pub async fn matrix(&self, actor: &Actor) -> Result<Matrix, OfficeError> {
        decide(actor, Action::SeeOverview, &Target::office(actor.office))?;
        let mut conn = self.store.read().await?;
        let rows = roll_up::judged(&mut conn, actor.office, None, None, self.today()).await?;
        let ledgers = Ledgers::of(&rows);
        Ok(Matrix {
            units: unit_lines(&mut conn, actor.office, &ledgers).await?,
            controls: self.with_unasked(&ledgers.controls()),
            cells: ledgers.cells(),
        })
    }

    /// All controls of the catalogue with their figures, and what fits none where there is any.
    ///
    /// # Errors
    /// Not allowed.
    pub async fn controls(&self, actor: &Actor) -> Result<Vec<ControlLine>, OfficeError> {
        decide(actor, Action::SeeControls, &Target::office(actor.office))?;
        let mut conn = self.store.read().await?;
        let asked_for = roll_up::judged_controls(&mut conn, actor.office, self.today()).await?;
        Ok(self.with_unasked(&control_lines(asked_for)))
    }

    fn with_unasked(&self, asked_for: &[ControlLine]) -> Vec<ControlLine> {
        let figures = |control: &str| {
            let line = asked_for.iter().find(|line| line.control == control);
            line.map(|line| line.figures).unwrap_or_default()
        };
        let catalogue = self.knowledge.catalogue.iter().map(|control| {
            let control = control.id.to_string();
            ControlLine {
                figures: figures(&control),
                control,
            }
        });
        let mut lines: Vec<ControlLine> = catalogue.collect();
        let beyond = asked_for.iter().filter(|line| {
            let known = line.control.parse().ok();
            known
                .and_then(|id| self.knowledge.catalogue.get(id))
                .is_none()
        });
        lines.extend(beyond.cloned());
        lines
    }
}

/// Units with their figures, in their order: those that are open, and closed ones with something.
async fn unit_lines(
    conn: &mut Conn,
    office: OfficeId,
    ledgers: &Ledgers,
) -> Result<Vec<UnitLine>, OfficeError> {
    let mut lines = Vec::new();
    for unit in units::list(conn, office).await? {
        let figures = ledgers.unit(unit.id);
        if unit.closed_at.is_none() || figures.tally.total() > 0 {
            lines.push(UnitLine {
                unit: unit.id,
                name: unit.name,
                short: unit.short,
                kind: unit.kind,
                figures,
            });
        }
    }
    Ok(lines)
}

/// The last twelve months of an office or of one of its units.
async fn trend(
    conn: &mut Conn,
    office: OfficeId,
    unit: Option<UnitId>,
    today: Date,
) -> Result<Vec<MonthFigures>, OfficeError> {
    let first = today.first_of_month();
    let days = (0..MONTHS)
        .rev()
        .map(|back| first.checked_sub(Span::new().months(back)).unwrap_or(first));
    let days: Vec<Date> = days.collect();
    let from = days.first().copied().unwrap_or(first);
    let rows = months::between(conn, office, unit, Month::of(from), Month::of(today)).await?;
    Ok(days.into_iter().map(|day| month_of(day, &rows)).collect())
}

fn month_of(day: Date, rows: &[MonthRow]) -> MonthFigures {
    let empty = MonthFigures {
        year: day.year(),
        month: day.month(),
        ..MonthFigures::default()
    };
    let of_month = rows.iter().filter(|row| row.month == Month::of(day));
    of_month.fold(empty, |sum, row| MonthFigures {
        due: sum.due + row.due,
        in_time: sum.in_time + row.in_time,
        late: sum.late + row.late,
        ..sum
    })
}
