//! Files that show what was reported.

use std::sync::Arc;

use luytre_model::id::{AssignmentId, FileId};
use luytre_reader::ReadError;
use luytre_store::{evidence, files};

use super::assignment::FileView;
use super::report::Upload;
use super::{assignment_of, not_found};
use crate::access::{Action, Target, decide};
use crate::actor::Actor;
use crate::error::OfficeError;
use crate::intake::{self, Intake};
use crate::service::Service;

/// A file to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredFile {
    /// What is known of it.
    pub about: FileView,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Service {
    /// A file that was given as evidence of an assignment.
    ///
    /// # Errors
    /// Not allowed, or not there: also where the file belongs to another assignment.
    pub async fn evidence_file(
        &self,
        actor: &Actor,
        assignment: AssignmentId,
        file: FileId,
    ) -> Result<StoredFile, OfficeError> {
        let mut conn = self.store.read().await?;
        let row = assignment_of(&mut conn, actor.office, assignment).await?;
        decide(
            actor,
            Action::SeeAssignment,
            &Target::unit(actor.office, row.unit),
        )?;
        if !evidence::is_of_assignment(&mut conn, actor.office, assignment, file).await? {
            return Err(not_found("file", file));
        }
        let about = files::read(&mut conn, actor.office, file).await?;
        let bytes = files::content(&mut conn, actor.office, file).await?;
        match (about, bytes) {
            (Some(about), Some(bytes)) => Ok(StoredFile {
                about: about.into(),
                bytes,
            }),
            _ => Err(not_found("file", file)),
        }
    }

    /// Looks into a file before anything of it is kept. A picture or a scan has no text and is
    /// taken as it is; what is locked or made to do harm is not.
    pub(super) async fn look_into(&self, upload: Upload) -> Result<Intake, OfficeError> {
        let knowledge = Arc::clone(&self.knowledge);
        let intake = intake::read(
            knowledge,
            &upload.name,
            upload.bytes,
            Arc::new(|_| ()),
            "file-secret",
        )
        .await?;
        match &intake.document {
            Err(error @ (ReadError::Bomb { .. } | ReadError::Encrypted { .. })) => {
                Err(intake::refusal(error))
            }
            _ => Ok(intake),
        }
    }
}
