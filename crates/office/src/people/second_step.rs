//! Whoever lost the telephone: an administrator takes the second step of another person away. The
//! password stays; whoever has to have a second step sets a new one up at the next sign-in.

use luytre_model::audit::EventKind;
use luytre_model::id::PersonId;
use luytre_store::credentials::{self, SecondStep};
use luytre_store::sessions;

use super::manage::{about, not_own, person_of};
use crate::access::{Action, Target, decide};
use crate::actor::Actor;
use crate::error::OfficeError;
use crate::service::Service;

const SECOND_STEP_RESET: EventKind = EventKind("person.second_step_reset");

impl Service {
    /// Takes a person's second step away and signs them out everywhere. Where there is none,
    /// nothing happens.
    ///
    /// # Errors
    /// `own-account`: one's own is not taken away without a code.
    pub async fn reset_second_step(&self, actor: &Actor, id: PersonId) -> Result<(), OfficeError> {
        let permit = decide(actor, Action::ManagePeople, &Target::office(actor.office))?;
        not_own(actor, id)?;
        let mut change = self.begin(&permit).await?;
        let person = person_of(change.write().conn(), actor, id).await?;
        let account = credentials::find(change.write().conn(), actor.office, id).await?;
        if account.is_none_or(|account| account.credential.totp_secret.is_none()) {
            return Ok(());
        }
        credentials::set_second_step(change.write(), actor.office, id, SecondStep::None).await?;
        sessions::end_all(change.write(), actor.office, id, None).await?;
        change.commit(about(SECOND_STEP_RESET, &person)).await?;
        Ok(())
    }
}
