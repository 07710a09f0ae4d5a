//! The pieces of a step of an occurrence inside a change: read it, move it, keep what was said and the
//! file, count what is settled. Decides nothing.

use jiff::civil::Date;
use luytre_model::id::{EvidenceId, FileId, OccurrenceId};
use luytre_model::work::{Assurance, OccurrenceState};
use luytre_store::evidence::{self, Act, EvidenceRow};
use luytre_store::files::{self, FileRow};
use luytre_store::months::Added;
use luytre_store::occurrences::{self, OccurrenceRow, Step};

use super::not_found;
use crate::assigning::Months;
use crate::change::Change;
use crate::error::OfficeError;
use crate::intake::Intake;

/// The occurrence as it stands inside the change, if it is still what the person saw.
pub(super) async fn occurrence_at(
    change: &mut Change<'_>,
    id: OccurrenceId,
    revision: u64,
) -> Result<OccurrenceRow, OfficeError> {
    let office = change.actor().office;
    let row = occurrences::read(change.write().conn(), office, id).await?;
    let row = row.ok_or_else(|| not_found("occurrence", id))?;
    if row.revision == revision {
        Ok(row)
    } else {
        Err(OfficeError::Conflict { what: "occurrence" })
    }
}

/// When and by whom.
pub(super) type Moment = (jiff::Timestamp, luytre_model::id::PersonId);

/// Moves the occurrence, if nobody moved it meanwhile.
pub(super) async fn take_step(
    change: &mut Change<'_>,
    occurrence: &OccurrenceRow,
    state: OccurrenceState,
    reported: Option<Moment>,
    settled: Option<Moment>,
) -> Result<(), OfficeError> {
    let step = Step {
        revision: occurrence.revision,
        state,
        reported,
        settled,
    };
    let (office, id) = (occurrence.office, occurrence.occurrence);
    if occurrences::step(change.write(), office, id, &step).await? {
        Ok(())
    } else {
        Err(OfficeError::Conflict { what: "occurrence" })
    }
}

/// What somebody says about an occurrence.
pub(super) struct Given {
    pub(super) act: Act,
    pub(super) assurance: Assurance,
    pub(super) note: String,
}

/// Writes what the actor says about an occurrence.
pub(super) async fn give(
    change: &mut Change<'_>,
    occurrence: &OccurrenceRow,
    given: Given,
    file: Option<FileId>,
) -> Result<(), OfficeError> {
    let (stamp, actor) = (change.stamp(), change.actor());
    let row = EvidenceRow {
        office: occurrence.office,
        evidence: EvidenceId::new(stamp.uuid()),
        occurrence: occurrence.occurrence,
        assignment: occurrence.assignment,
        act: given.act,
        assurance: given.assurance,
        note: given.note,
        file,
        given_at: stamp.at,
        given_by: actor.person,
        given_name: actor.name.clone(),
        given_unit: actor.unit_name.clone(),
    };
    Ok(evidence::insert(change.write(), &row).await?)
}

/// Keeps the file that came with a report, if one did.
pub(super) async fn keep_file(
    change: &mut Change<'_>,
    file: Option<Intake>,
) -> Result<Option<FileRow>, OfficeError> {
    let Some(intake) = file else { return Ok(None) };
    let (stamp, actor) = (change.stamp(), change.actor());
    let row = FileRow {
        office: actor.office,
        file: FileId::new(stamp.uuid()),
        media_type: intake.media_type().to_owned(),
        size: u64::try_from(intake.bytes.len()).unwrap_or(u64::MAX),
        name: intake.name,
        sha256: intake.sha256,
        kept_at: stamp.at,
        kept_by: actor.person,
    };
    files::insert(change.write(), &row, &intake.bytes).await?;
    Ok(Some(row))
}

/// Counts a settled occurrence in the month in which it was due, by the day of its report.
pub(super) async fn count_settled(
    change: &mut Change<'_>,
    occurrence: &OccurrenceRow,
    reported_on: Date,
) -> Result<(), OfficeError> {
    let Some(due_on) = occurrence.due_on else {
        return Ok(());
    };
    let late = reported_on > due_on;
    let added = Added {
        due: 0,
        in_time: i64::from(!late),
        late: i64::from(late),
    };
    let mut months = Months::default();
    months.count(occurrence.unit, due_on, added);
    Ok(months.write(change.write(), occurrence.office).await?)
}
