//! Drafts of the office's own documents: the dispatch or the plan by which it carries out a dispatch
//! that it received, the slip of one unit, reminders, lists as sheets.
//!
//! A draft says what was settled in the plan and nothing else; number and date stay blank. What the
//! received dispatch states and what the office settled itself are told apart in words.

mod dispatch;
mod form;
mod ground;
mod plan;
mod reminder;
mod sheet;
mod slip;
mod words;

pub use form::DraftForm;
pub use reminder::{REMINDER, ReminderScope, ReminderView, UnitDue};

use luytre_model::audit::EventKind;
use luytre_model::id::{DispatchId, UnitId};
use luytre_report::{Document, ReportError};

use crate::access::{Action, Permit, Target, decide};
use crate::actor::Actor;
use crate::change::Happened;
use crate::error::OfficeError;
use crate::service::Service;
use ground::not_found;

/// An implementing dispatch was drafted.
pub const DISPATCH: EventKind = EventKind("draft.dispatch");
/// A plan was drafted.
pub const PLAN: EventKind = EventKind("draft.plan");
/// An assignment slip was drafted.
pub const SLIP: EventKind = EventKind("draft.slip");

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A document to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    /// The name of its file, without diacritics.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// By what document an office carries out a dispatch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftKind {
    /// A letter to those who have duties (công văn triển khai).
    Dispatch,
    /// A plan with a table of duties (kế hoạch triển khai).
    Plan,
}

impl Service {
    /// The document by which the office carries out dispatch `id`, with what a person settled of
    /// its frame.
    ///
    /// # Errors
    /// Not allowed, not there, without a duty (`draft-empty`), and where a text is too long.
    pub async fn draft(
        &self,
        actor: &Actor,
        id: DispatchId,
        kind: DraftKind,
        form: &DraftForm,
    ) -> Result<Download, OfficeError> {
        let permit = decide(actor, Action::DraftDispatch, &Target::office(actor.office))?;
        form.check()?;
        let ground = self.ground(actor, id).await?;
        if ground.duties.is_empty() {
            return Err(refused("draft-empty"));
        }
        let (what, event) = match kind {
            DraftKind::Dispatch => ("cong van trien khai", DISPATCH),
            DraftKind::Plan => ("ke hoach trien khai", PLAN),
        };
        let name = format!("{what} {}", ground.sign());
        let document = match kind {
            DraftKind::Dispatch => {
                let mut draft = dispatch::of(&ground);
                form.apply(&mut draft.frame, &mut draft.subject);
                form.address(&mut draft.recipients);
                draft.document()
            }
            DraftKind::Plan => {
                let mut draft = plan::of(&ground, &self.knowledge.reader);
                form.apply(&mut draft.frame, &mut draft.subject);
                draft.document()
            }
        };
        let file = docx(&name, document).await?;
        self.drafted(&permit, Happened::new(event, "dispatch", id))
            .await?;
        Ok(file)
    }

    /// What is proposed for the frame of the draft, to be looked over before it is made.
    ///
    /// # Errors
    /// Not allowed, not there.
    pub async fn draft_proposal(
        &self,
        actor: &Actor,
        id: DispatchId,
        kind: DraftKind,
    ) -> Result<DraftForm, OfficeError> {
        decide(actor, Action::DraftDispatch, &Target::office(actor.office))?;
        let ground = self.ground(actor, id).await?;
        Ok(match kind {
            DraftKind::Dispatch => {
                let draft = dispatch::of(&ground);
                DraftForm::of(&draft.frame, &draft.subject, &actor.name).to(&draft.recipients)
            }
            DraftKind::Plan => {
                let draft = plan::of(&ground, &self.knowledge.reader);
                DraftForm::of(&draft.frame, &draft.subject, &actor.name)
            }
        })
    }

    /// The slip that tells one unit its duties out of dispatch `id`.
    ///
    /// # Errors
    /// Not allowed, not there, without a duty for the unit (`draft-empty`).
    pub async fn draft_slip(
        &self,
        actor: &Actor,
        id: DispatchId,
        unit: UnitId,
    ) -> Result<Download, OfficeError> {
        let permit = decide(actor, Action::DraftDispatch, &Target::office(actor.office))?;
        let mut ground = self.ground(actor, id).await?;
        let units = &ground.house.units;
        let unit = units.iter().find(|known| known.id == unit).cloned();
        let unit = unit.ok_or_else(|| not_found("unit", &id))?;
        ground.duties.retain(|duty| duty.units.contains(&unit.id));
        if ground.duties.is_empty() {
            return Err(refused("draft-empty"));
        }
        let name = format!("phieu giao viec {} {}", unit.short, ground.sign());
        let slip = slip::of(&ground, &unit, &self.knowledge.catalogue);
        let file = docx(&name, slip.document()).await?;
        let happened = Happened::new(SLIP, "dispatch", id).with("unit", unit.id);
        self.drafted(&permit, happened).await?;
        Ok(file)
    }

    /// A draft was made: the trail says by whom, so that nobody wonders where a paper came from.
    async fn drafted(&self, permit: &Permit<'_>, happened: Happened) -> Result<(), OfficeError> {
        self.begin(permit).await?.commit(happened).await?;
        Ok(())
    }
}

/// The document as a file with a name of plain letters, made of `name`.
async fn docx(
    name: &str,
    document: Result<Document, ReportError>,
) -> Result<Download, OfficeError> {
    let bytes = written(move || document?.to_docx()).await?;
    let plain: String = luytre_model::fold::fold(name)
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .take(100)
        .collect();
    Ok(Download {
        name: format!("{}.docx", plain.trim_end_matches('-')),
        media_type: DOCX,
        bytes,
    })
}

/// Writes a document off the threads that serve.
async fn written(
    write: impl FnOnce() -> Result<Vec<u8>, ReportError> + Send + 'static,
) -> Result<Vec<u8>, OfficeError> {
    match tokio::task::spawn_blocking(write).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "a document failed"
            );
            Err(refused("draft-failed"))
        }
        Err(error) => {
            tracing::error!(panicked = error.is_panic(), "writing a document failed");
            Err(refused("draft-failed"))
        }
    }
}

fn refused(code: &'static str) -> OfficeError {
    OfficeError::Refused {
        code,
        facts: Vec::new(),
    }
}
