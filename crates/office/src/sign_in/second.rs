//! The second step: enrolling, passing, dropping it.

use luytre_model::audit;
use luytre_model::sign_in::Stage;
use luytre_store::credentials::{self, Account, SecondStep};
use luytre_store::sessions;

use super::enter::{Counted, Passed, Proof, REFUSED, next_stage, second_step_required};
use super::session::Session;
use super::{totp, trail};
use crate::error::{OfficeError, Problem};
use crate::service::Service;

/// What an authenticator needs.
#[derive(Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// The secret, base32 in groups of four, to be typed in.
    pub secret: String,
    /// The same as an address, to be shown as a QR code.
    pub uri: String,
}

impl std::fmt::Debug for Enrolment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Enrolment").finish_non_exhaustive()
    }
}

const WRONG: OfficeError = OfficeError::Refused {
    code: "code-wrong",
    facts: Vec::new(),
};

impl Service {
    /// Passes the second step of signing in. Returns what is still to be done.
    ///
    /// # Errors
    /// `code-wrong`; `sign-in-failed` where there were too many wrong ones, which ends the session.
    pub async fn second_step(&self, session: &Session, code: &str) -> Result<Stage, OfficeError> {
        at_stage(session, &[Stage::SecondStep])?;
        let account = self.account_of(session).await?;
        let rules = self.rules_of(&account).await?;
        let counted = self.count_try(&account, &rules).await?;
        let stamp = self.stamp();
        let (office, person) = (account.person.office, account.person.id);
        let step = match &account.credential.totp_secret {
            Some(secret) => totp::step(secret, &account.person.login, code, stamp.at)?,
            None => None,
        };
        let mut write = self.store.write().await?;
        let passed = match step.filter(|_| counted != Counted::Locked) {
            Some(step) => credentials::use_step(&mut write, office, person, step).await?,
            None => false,
        };
        if passed {
            credentials::unlock(&mut write, office, person).await?;
            credentials::signed_in(&mut write, office, person, stamp.at).await?;
            let stage = next_stage(&account, &rules, Passed::Both, stamp.at);
            sessions::set_stage(&mut write, office, session.token_hash(), stage).await?;
            let happened = trail::happened(trail::SECOND_STEP_PASSED, &account);
            write
                .commit(stamp, &happened.by(trail::person(&account), office))
                .await?;
            return Ok(stage);
        }
        let over = counted != Counted::One;
        if over {
            sessions::end_all(&mut write, office, person, None).await?;
        }
        let failed = trail::failed(&account, if over { "locked" } else { "code" });
        write
            .commit(stamp, &failed.by(audit::Actor::Nobody, office))
            .await?;
        Err(if over { REFUSED } else { WRONG })
    }

    /// Makes a secret for a second step. It is not asked for before a first code confirmed it.
    ///
    /// # Errors
    /// `second-step-there` where one is in use already.
    pub async fn enrol_second_step(&self, session: &Session) -> Result<Enrolment, OfficeError> {
        at_stage(session, &[Stage::EnrolSecondStep, Stage::Full])?;
        let account = self.account_of(session).await?;
        if account.credential.totp_confirmed {
            return Err(OfficeError::Refused {
                code: "second-step-there",
                facts: Vec::new(),
            });
        }
        let stamp = self.stamp();
        let secret = totp::fresh_secret(stamp.entropy);
        let uri = totp::uri(&secret, &account.person.login)?;
        self.set_second_step(
            &account,
            SecondStep::Offered(&secret),
            session.stage(),
            session,
        )
        .await?;
        Ok(Enrolment {
            secret: in_groups(&secret),
            uri,
        })
    }

    /// Confirms the secret by a first code: from now on the second step is asked for.
    ///
    /// # Errors
    /// `code-wrong`.
    pub async fn confirm_second_step(
        &self,
        session: &Session,
        code: &str,
    ) -> Result<Stage, OfficeError> {
        at_stage(session, &[Stage::EnrolSecondStep, Stage::Full])?;
        let account = self.account_of(session).await?;
        let offered = account
            .credential
            .totp_secret
            .as_ref()
            .filter(|_| !account.credential.totp_confirmed);
        let Some(secret) = offered else {
            return Err(WRONG);
        };
        let step =
            totp::step(secret, &account.person.login, code, self.clock.now())?.ok_or(WRONG)?;
        self.set_second_step(&account, SecondStep::Confirmed(step), Stage::Full, session)
            .await?;
        Ok(Stage::Full)
    }

    /// Drops the second step.
    ///
    /// # Errors
    /// `second-step-required` for administrators; [`OfficeError::Invalid`] for a wrong password.
    pub async fn drop_second_step(
        &self,
        session: &Session,
        password: &str,
    ) -> Result<(), OfficeError> {
        at_stage(session, &[Stage::Full])?;
        let account = self.account_of(session).await?;
        if second_step_required(account.person.role, account.office_state) {
            return Err(OfficeError::Refused {
                code: "second-step-required",
                facts: Vec::new(),
            });
        }
        self.check_own_password(&account, password, "password")
            .await?;
        self.set_second_step(&account, SecondStep::None, Stage::Full, session)
            .await
    }

    async fn set_second_step(
        &self,
        account: &Account,
        second_step: SecondStep<'_>,
        stage: Stage,
        session: &Session,
    ) -> Result<(), OfficeError> {
        let kind = match second_step {
            SecondStep::None => trail::SECOND_STEP_DROPPED,
            SecondStep::Offered(_) => trail::SECOND_STEP_OFFERED,
            SecondStep::Confirmed(_) => trail::SECOND_STEP_SET,
        };
        let office = account.person.office;
        let mut write = self.store.write().await?;
        credentials::set_second_step(&mut write, office, account.person.id, second_step).await?;
        sessions::set_stage(&mut write, office, session.token_hash(), stage).await?;
        let happened = trail::happened(kind, account);
        write
            .commit(self.stamp(), &happened.by(trail::person(account), office))
            .await?;
        Ok(())
    }

    /// Checks the password of somebody who is in already; wrong ones count.
    pub(super) async fn check_own_password(
        &self,
        account: &Account,
        password: &str,
        field: &'static str,
    ) -> Result<(), OfficeError> {
        let rules = self.rules_of(account).await?;
        match self.prove_password(account, &rules, password).await? {
            Proof::Right => {
                let mut write = self.store.write().await?;
                credentials::unlock(&mut write, account.person.office, account.person.id).await?;
                write
                    .commit_unaudited(luytre_store::trail::Unaudited::TryCounted)
                    .await?;
                Ok(())
            }
            Proof::Wrong => {
                self.note_failure(account, "own password").await?;
                Err(OfficeError::Invalid(vec![Problem::new(
                    field,
                    "password-wrong",
                )]))
            }
            Proof::Locked => Err(REFUSED),
        }
    }

    pub(super) async fn account_of(&self, session: &Session) -> Result<Account, OfficeError> {
        let own = session.own();
        let mut conn = self.store.read().await?;
        let account = credentials::find(&mut conn, own.office, own.person).await?;
        account.ok_or_else(|| OfficeError::NotFound {
            what: "person",
            id: own.person.to_string(),
        })
    }
}

/// A use case of signing in is open only at some stages.
pub(super) fn at_stage(session: &Session, stages: &[Stage]) -> Result<(), OfficeError> {
    if stages.contains(&session.stage()) {
        Ok(())
    } else {
        let facts = vec![("stage", session.stage().to_string())];
        Err(OfficeError::Refused {
            code: "other-stage",
            facts,
        })
    }
}

fn in_groups(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    letters
        .chunks(4)
        .map(|group| group.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join(" ")
}
