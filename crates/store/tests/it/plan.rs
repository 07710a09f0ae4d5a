//! What the tests of the work half share: an office with two units, a confirmed dispatch, a duty.

use jiff::civil::Date;
use luytre_model::dispatch::Header;
use luytre_model::duty::{Force, Period};
use luytre_model::id::{
    AssignmentId, DispatchId, FileId, ObligationId, OccurrenceId, OfficeId, PersonId, UnitId,
};
use luytre_model::status::Inputs;
use luytre_model::work::{DispatchState, ObligationState, OccurrenceState};
use luytre_store::assignments::{self, AssignmentRow};
use luytre_store::dispatches::{self, DispatchRow};
use luytre_store::obligations::{self, ObligationRow, Origin};
use luytre_store::occurrences::{self, OccurrenceRow};
use luytre_store::{Store, Write, units};

use super::support::{a_unit, at, end, house, stamp};

/// An office with a confirmed dispatch of one duty, which nobody has been given yet.
pub(crate) struct Plan {
    pub(crate) office: OfficeId,
    pub(crate) unit: UnitId,
    pub(crate) other_unit: UnitId,
    pub(crate) person: PersonId,
    pub(crate) dispatch: DispatchId,
    pub(crate) duty: ObligationRow,
}

/// Nothing known, nothing open.
pub(crate) const NOTHING: Inputs = Inputs {
    due_on: None,
    evidence: None,
    awaits_confirmation: false,
    not_applicable: false,
};

pub(crate) async fn plan(store: &Store, login: &str) -> Plan {
    let (office, unit, person) = house(store, login).await;
    let other = a_unit(office, "Trường Tiểu học", 2);
    let dispatch = DispatchId::new(stamp().uuid());
    let mut write = store.write().await.unwrap();
    units::insert(&mut write, &other).await.unwrap();
    let row = a_dispatch(office, dispatch, person.id);
    dispatches::insert(&mut write, &row, &[]).await.unwrap();
    dispatches::confirm(&mut write, office, dispatch, at(0), person.id)
        .await
        .unwrap();
    let duty = a_duty(office, dispatch, &["ACC-03", "ACC-01"]);
    obligations::insert(&mut write, &duty).await.unwrap();
    end(write, office).await;
    Plan {
        office,
        unit: unit.id,
        other_unit: other.id,
        person: person.id,
        dispatch,
        duty,
    }
}

pub(crate) fn a_dispatch(office: OfficeId, dispatch: DispatchId, by: PersonId) -> DispatchRow {
    DispatchRow {
        office,
        dispatch,
        state: DispatchState::Proposed,
        file: FileId::new(stamp().uuid()),
        file_sha256: dispatch.to_string(),
        text: "1. Đổi mật khẩu.".to_owned(),
        text_sha256: dispatch.to_string(),
        header: Header {
            number: Some("12".to_owned()),
            symbol: Some("UBND-VP".to_owned()),
            subject: Some("tăng cường an ninh mạng".to_owned()),
            ..Header::default()
        },
        problems: Vec::new(),
        received_at: at(0),
        received_by: by,
        confirmed: None,
        revision: 1,
    }
}

pub(crate) fn a_duty(office: OfficeId, dispatch: DispatchId, controls: &[&str]) -> ObligationRow {
    ObligationRow {
        office,
        obligation: ObligationId::new(stamp().uuid()),
        dispatch,
        state: ObligationState::Confirmed,
        position: 1,
        clause: "1".to_owned(),
        text: "Đổi mật khẩu.".to_owned(),
        span: None,
        force: Force::Must,
        actors: Vec::new(),
        trigger: None,
        recurrence_stated: None,
        due_stated: None,
        recurrence: Some(Period::months(3)),
        due_on: Some(Date::constant(2026, 6, 15)),
        fresh_for: None,
        second_person: false,
        confidence: 90,
        origin: Origin::Read,
        drop_reason: String::new(),
        controls: controls.iter().map(|id| (*id).to_owned()).collect(),
        units: Vec::new(),
    }
}

/// An open occurrence of an assignment.
pub(crate) fn occurrence(
    row: &AssignmentRow,
    sequence: i64,
    due_on: Option<Date>,
) -> OccurrenceRow {
    OccurrenceRow {
        office: row.office,
        occurrence: OccurrenceId::new(stamp().uuid()),
        assignment: row.assignment,
        unit: row.unit,
        sequence,
        state: OccurrenceState::Open,
        due_on,
        reported: None,
        settled: None,
        revision: 1,
    }
}

impl Plan {
    /// The row that gives `duty` to `unit`.
    pub(crate) fn assignment(
        &self,
        duty: &ObligationRow,
        unit: UnitId,
        inputs: Inputs,
    ) -> AssignmentRow {
        AssignmentRow {
            office: self.office,
            assignment: AssignmentId::new(stamp().uuid()),
            obligation: duty.obligation,
            dispatch: self.dispatch,
            unit,
            control: duty.controls[0].clone(),
            live: true,
            inputs,
            made_at: at(0),
            changed_at: at(0),
        }
    }

    /// Gives a duty of its own to the first unit.
    pub(crate) async fn give(&self, write: &mut Write, inputs: Inputs) -> AssignmentRow {
        let duty = a_duty(self.office, self.dispatch, &["ACC-03", "ACC-01"]);
        obligations::insert(write, &duty).await.unwrap();
        let row = self.assignment(&duty, self.unit, inputs);
        assignments::insert(write, &row).await.unwrap();
        row
    }

    /// Opens an occurrence of an assignment.
    pub(crate) async fn open(
        &self,
        write: &mut Write,
        row: &AssignmentRow,
        sequence: i64,
        due_on: Option<Date>,
    ) -> OccurrenceRow {
        let occurrence = occurrence(row, sequence, due_on);
        assert!(occurrences::insert(write, &occurrence).await.unwrap());
        occurrence
    }
}
