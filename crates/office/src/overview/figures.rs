//! Figures out of judged rows of the roll-up, summed for the office, its units, its controls.

use std::collections::BTreeMap;

use luytre_model::id::UnitId;
use luytre_model::status::Tally;
use luytre_model::work::Assurance;
use luytre_store::roll_up::{Judged, JudgedRow};

use super::{Cell, ControlLine};

/// How many assignments have which status, and how those that are met are known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// By status.
    pub tally: Tally,
    /// Of those that are met.
    pub known: Known,
    /// Due within seven days from today.
    pub soon: u64,
}

/// How it is known that assignments are met. A report shows the mix; it is never blurred.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Known {
    /// A person of the unit said so.
    pub attested: u64,
    /// It came from another system's file.
    pub imported: u64,
    /// A check saw it.
    pub measured: u64,
    /// A second person agreed.
    pub confirmed: u64,
}

impl Figures {
    fn of(judged: &Judged) -> Self {
        let mut figures = Self {
            tally: judged.tally,
            soon: judged.soon,
            ..Self::default()
        };
        for (assurance, number) in &judged.met_by {
            *figures.known.by(*assurance) += number;
        }
        figures
    }

    fn merge(&mut self, other: &Self) {
        self.tally.merge(&other.tally);
        self.soon += other.soon;
        self.known.attested += other.known.attested;
        self.known.imported += other.known.imported;
        self.known.measured += other.known.measured;
        self.known.confirmed += other.known.confirmed;
    }
}

impl Known {
    const fn by(&mut self, assurance: Assurance) -> &mut u64 {
        match assurance {
            Assurance::Attested => &mut self.attested,
            Assurance::Imported => &mut self.imported,
            Assurance::Measured => &mut self.measured,
            Assurance::Confirmed => &mut self.confirmed,
        }
    }
}

/// The figures of each unit under each control. An empty control counts each assignment once.
pub(super) struct Ledgers(BTreeMap<(String, UnitId), Figures>);

impl Ledgers {
    pub(super) fn of(rows: &[JudgedRow]) -> Self {
        let figures = |row: &JudgedRow| ((row.control.clone(), row.unit), Figures::of(&row.judged));
        Self(rows.iter().map(figures).collect())
    }

    fn sum<'a>(parts: impl Iterator<Item = &'a Figures>) -> Figures {
        parts.fold(Figures::default(), |mut sum, part| {
            sum.merge(part);
            sum
        })
    }

    /// Of the whole office.
    pub(super) fn whole(&self) -> Figures {
        Self::sum(
            self.0
                .iter()
                .filter(|((control, _), _)| control.is_empty())
                .map(|(_, f)| f),
        )
    }

    /// Of one unit.
    pub(super) fn unit(&self, unit: UnitId) -> Figures {
        self.0
            .get(&(String::new(), unit))
            .copied()
            .unwrap_or_default()
    }

    /// Of one unit under one control.
    pub(super) fn cell(&self, control: &str, unit: UnitId) -> Figures {
        self.0
            .get(&(control.to_owned(), unit))
            .copied()
            .unwrap_or_default()
    }

    /// Of one control.
    pub(super) fn control(&self, control: &str) -> Figures {
        Self::sum(
            self.0
                .iter()
                .filter(|((of, _), _)| of == control)
                .map(|(_, f)| f),
        )
    }

    /// Of each control that is asked for, in the order of the catalogue.
    pub(super) fn controls(&self) -> Vec<ControlLine> {
        let mut lines: Vec<ControlLine> = Vec::new();
        for ((control, _), figures) in self
            .0
            .iter()
            .filter(|((control, _), _)| !control.is_empty())
        {
            match lines.last_mut().filter(|line| line.control == *control) {
                Some(line) => line.figures.merge(figures),
                None => lines.push(ControlLine {
                    control: control.clone(),
                    figures: *figures,
                }),
            }
        }
        in_order(lines)
    }

    /// Controls × units, where there is something.
    pub(super) fn cells(&self) -> Vec<Cell> {
        let filled = self
            .0
            .iter()
            .filter(|((control, _), figures)| !control.is_empty() && figures.tally.total() > 0);
        let cells = filled.map(|((control, unit), figures)| Cell {
            unit: *unit,
            control: control.clone(),
            tally: figures.tally,
        });
        cells.collect()
    }
}

/// Controls summed over all units.
pub(super) fn control_lines(rows: Vec<(String, Judged)>) -> Vec<ControlLine> {
    let line = |(control, judged)| ControlLine {
        control,
        figures: Figures::of(&judged),
    };
    in_order(rows.into_iter().map(line).collect())
}

fn in_order(mut lines: Vec<ControlLine>) -> Vec<ControlLine> {
    lines.sort_by(|a, b| catalogue_order(&a.control).cmp(&catalogue_order(&b.control)));
    lines
}

/// Areas have an order of their own; what is no id of a control comes last.
fn catalogue_order(control: &str) -> (bool, Option<luytre_model::catalogue::ControlId>, &str) {
    let id = control.parse().ok();
    (id.is_none(), id, control)
}
