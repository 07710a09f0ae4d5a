//! Working on assignments: what a unit has to do, what it reports, who confirms it, what it asks.
//!
//! A status is never set here. A report is evidence; what follows from it is computed
//! (`crate::assigning`). What a person says of their own unit is *attested*; where the duty asks for
//! a second person it counts only when another one has confirmed it.

mod assignment;
mod files;
mod forward;
mod judge;
mod mine;
mod questions;
mod report;
mod step;
mod turn;

pub use assignment::{
    AssignmentView, DispatchRef, DutyView, EvidenceView, FileView, OccurrenceView,
};
pub use files::StoredFile;
pub use luytre_store::evidence::Act;
pub use mine::{Mine, Task};
pub use questions::{AnswerView, QuestionView};
pub use report::{Outcome, Report, Reported, Upload};

use luytre_directive::secrecy_mark;
use luytre_model::audit::EventKind;
use luytre_model::id::{AssignmentId, OfficeId, UnitId};
use luytre_store::assignments::{self, AssignmentRow};
use luytre_store::obligations::{self, ObligationRow};
use luytre_store::{Conn, units};

use crate::error::{OfficeError, Problem};

/// A unit reported about an occurrence.
pub const REPORTED: EventKind = EventKind("occurrence.reported");
/// A second person agreed with a report.
pub const CONFIRMED: EventKind = EventKind("occurrence.confirmed");
/// A second person sent a report back.
pub const RETURNED: EventKind = EventKind("occurrence.returned");
/// A unit asked about a difficulty.
pub const ASKED: EventKind = EventKind("question.asked");
/// The Office answered.
pub const ANSWERED: EventKind = EventKind("question.answered");

/// Longest note, question or answer, in characters.
pub const LONGEST_TEXT: usize = 4_000;

/// What somebody typed in, made ready to keep.
fn typed(field: &'static str, text: &str, needed: bool) -> Result<String, OfficeError> {
    let text = luytre_model::fold::nfc(text.trim());
    if needed && text.is_empty() {
        return Err(OfficeError::Invalid(vec![Problem::new(field, "required")]));
    }
    if text.chars().count() > LONGEST_TEXT {
        let most = vec![("most", LONGEST_TEXT.to_string())];
        let problem = Problem {
            field,
            code: "too-long",
            facts: most,
        };
        return Err(OfficeError::Invalid(vec![problem]));
    }
    if secrecy_mark(&text).is_some() {
        return Err(refused("text-secret"));
    }
    Ok(text)
}

fn refused(code: &'static str) -> OfficeError {
    OfficeError::Refused {
        code,
        facts: Vec::new(),
    }
}

fn not_found(what: &'static str, id: impl std::fmt::Display + Copy) -> OfficeError {
    OfficeError::NotFound {
        what,
        id: id.to_string(),
    }
}

/// An assignment of the office.
async fn assignment_of(
    conn: &mut Conn,
    office: OfficeId,
    id: AssignmentId,
) -> Result<AssignmentRow, OfficeError> {
    let row = assignments::read(conn, office, id).await?;
    row.ok_or_else(|| not_found("assignment", id))
}

/// The duty that an assignment gives to its unit.
async fn duty_of(conn: &mut Conn, row: &AssignmentRow) -> Result<ObligationRow, OfficeError> {
    let duty = obligations::read(conn, row.office, row.obligation).await?;
    duty.ok_or_else(|| not_found("obligation", row.obligation))
}

async fn unit_name(conn: &mut Conn, office: OfficeId, unit: UnitId) -> Result<String, OfficeError> {
    let found = units::find(conn, office, unit).await?;
    Ok(found.map(|unit| unit.name).unwrap_or_default())
}
