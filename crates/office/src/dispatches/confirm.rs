//! Confirming a plan: its duties become assignments with occurrences, its periods set parameters of
//! controls. All of it in one transaction; a plan that lacks something is refused whole.

use jiff::civil::Date;
use luytre_model::catalogue::{self, Control, Parameter, SetBy, Value};
use luytre_model::duty::{Due, Period, Recurrence};
use luytre_model::id::DispatchId;
use luytre_model::plan::Stated;
use luytre_model::work::ObligationState;
use luytre_store::claims::{self, ClaimRow};
use luytre_store::dispatches;
use luytre_store::obligations::{self, ObligationRow, Origin};
use luytre_store::search::{self, Kind};
use luytre_store::units::Unit;

use super::{Opened, proposal, refused};
use crate::access::{Action, Target, decide};
use crate::actor::Actor;
use crate::assigning::{Giving, Moment};
use crate::error::{OfficeError, Problem};
use crate::service::{Knowledge, Service};

/// What came of confirming a plan.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Confirmed {
    /// Assignments made.
    pub assignments: usize,
    /// Occurrences laid out.
    pub occurrences: usize,
    /// Figures of controls that its clauses set.
    pub claims: usize,
}

impl Service {
    /// Confirms the plan of a dispatch as it stood at `revision`.
    ///
    /// # Errors
    /// `Invalid` with a problem for each thing that a duty lacks, its facts naming the duty;
    /// `Refused` `plan-empty` where no duty is left.
    pub async fn confirm_plan(
        &self,
        actor: &Actor,
        id: DispatchId,
        revision: u64,
    ) -> Result<Confirmed, OfficeError> {
        let permit = decide(actor, Action::ConfirmPlan, &Target::office(actor.office))?;
        let mut opened = self.open_plan(&permit, id, revision).await?;
        opened
            .duties
            .retain(|duty| duty.state == ObligationState::Proposed);
        if opened.duties.is_empty() {
            return Err(refused("plan-empty"));
        }
        let problems = problems(&opened.duties, &opened.units);
        if !problems.is_empty() {
            return Err(OfficeError::Invalid(problems));
        }
        let confirmed = self.make(&mut opened).await?;
        let happened = opened
            .happened("dispatch.confirmed")
            .with("duties", opened.duties.len())
            .with("assignments", confirmed.assignments)
            .with("occurrences", confirmed.occurrences);
        opened.end(happened).await?;
        Ok(confirmed)
    }

    async fn make(&self, opened: &mut Opened<'_>) -> Result<Confirmed, OfficeError> {
        let (office, id) = (opened.row.office, opened.row.dispatch);
        let person = opened.change.actor().person;
        let stamp = opened.change.stamp();
        let issued = proposal::whole_date(&opened.row.header);
        let today = self.today();
        let write = opened.change.write();
        dispatches::confirm(write, office, id, stamp.at, person).await?;
        obligations::confirm(write, office, id).await?;
        let mut confirmed = Confirmed::default();
        let mut giving = Giving::default();
        let calendar = &self.knowledge.calendar;
        let moment = Moment { stamp, calendar };
        for duty in &opened.duties {
            for unit in &duty.units {
                confirmed.assignments += 1;
                confirmed.occurrences += giving.give(moment, duty, *unit);
            }
            for claim in claims_of(&self.knowledge, duty, issued, today) {
                claims::put(write, office, &claim).await?;
                confirmed.claims += 1;
            }
            let object = duty.obligation.to_string();
            let words = format!("{} {}", duty.text, duty.controls.join(" "));
            search::index(write, office, Kind::Obligation, &object, &words).await?;
        }
        giving.write(write, office).await?;
        Ok(confirmed)
    }
}

/// What a duty lacks before its plan can be confirmed, as codes.
pub(super) fn lacks(duty: &ObligationRow, units: &[Unit]) -> Vec<&'static str> {
    if duty.state == ObligationState::Dropped {
        return Vec::new();
    }
    let open = |id| {
        units
            .iter()
            .any(|unit| unit.id == id && unit.closed_at.is_none())
    };
    let mut lacks = Vec::new();
    if duty.units.is_empty() {
        lacks.push("no-unit");
    }
    if duty.units.iter().any(|id| !open(*id)) {
        lacks.push("unit-closed");
    }
    if duty.recurrence.is_some() && duty.due_on.is_none() {
        lacks.push("no-due");
    }
    lacks
}

fn problems(duties: &[ObligationRow], units: &[Unit]) -> Vec<Problem> {
    let of_duty = |duty: &ObligationRow| {
        let facts = vec![
            ("obligation", duty.obligation.to_string()),
            ("clause", duty.clause.clone()),
        ];
        let problem = move |code| Problem {
            field: if code == "no-due" { "due_on" } else { "units" },
            code,
            facts: facts.clone(),
        };
        lacks(duty, units).into_iter().map(problem)
    };
    duties.iter().flat_map(of_duty).collect()
}

/// The figures that a duty sets: of each of its controls, each parameter that a stated time of the
/// right kind or a figure in its words
/// sets. A period that a person settled in review, where the clause states none, counts
/// as the office's own; a mere proposal sets nothing.
fn claims_of(
    knowledge: &Knowledge,
    duty: &ObligationRow,
    issued: Option<Date>,
    today: Date,
) -> Vec<ClaimRow> {
    let settled = settled_period(knowledge, duty, issued, today);
    let mut claims = Vec::new();
    let controls = duty.controls.iter();
    for control in controls.filter_map(|id| proposal::control(knowledge, id)) {
        for parameter in &control.parameters {
            let (period, own) = match (parameter.set_by, duty.recurrence_stated, duty.due_stated) {
                (Some(SetBy::Recurrence), Some(Recurrence::Every(period)), _)
                | (Some(SetBy::Due), _, Some(Due::Within(period))) => (Some(period), false),
                (Some(SetBy::Recurrence), _, _) => (settled, true),
                (Some(SetBy::Due) | None, _, _) => (None, false),
            };
            let counted = catalogue::stated(parameter, &duty.text).map(|value| (value, false));
            let measured = period.and_then(|period| parameter.measure.of(period));
            let value = counted.or_else(|| measured.map(|value| (value, own)));
            claims.extend(value.and_then(|value| claim(duty, control, parameter, value)));
        }
    }
    claims
}

fn claim(
    duty: &ObligationRow,
    control: &Control,
    parameter: &Parameter,
    (value, own): (Value, bool),
) -> Option<ClaimRow> {
    match value {
        Value::Number(number) => Some(ClaimRow {
            control: control.id.to_string(),
            parameter: parameter.id.clone(),
            obligation: duty.obligation,
            value: i64::from(number),
            own,
        }),
        Value::YesNo(_) => None,
    }
}

/// A period that a person settled: other than what would be proposed.
fn settled_period(
    knowledge: &Knowledge,
    duty: &ObligationRow,
    issued: Option<Date>,
    today: Date,
) -> Option<Period> {
    let stated = Stated {
        recurrence: duty.recurrence_stated,
        due: duty.due_stated,
        trigger: duty.trigger,
    };
    let proposed = proposal::propose(knowledge, &stated, &duty.controls, issued, today).recurrence;
    match duty.origin {
        Origin::Read => None,
        Origin::Corrected | Origin::Added => {
            duty.recurrence.filter(|period| Some(*period) != proposed)
        }
    }
}
