//! Signing in by name and password.

use jiff::{SignedDuration, Timestamp};
use luytre_model::audit;
use luytre_model::people::Role;
use luytre_model::sign_in::{OfficeState, PersonState, Stage};
use luytre_store::credentials::{self, Account};
use luytre_store::trail::Unaudited;
use luytre_store::{claims, offices};

use super::rules::{CONTROLS, PasswordRules};
use super::session::{self, later};
use super::{lock, password, trail};
use crate::change::Happened;
use crate::error::OfficeError;
use crate::service::Service;

/// A browser got in, perhaps not wholly yet.
#[derive(Clone, PartialEq, Eq)]
pub struct Entered {
    /// The cookie to set.
    pub cookie: String,
    /// What is still to be done.
    pub stage: Stage,
}

impl std::fmt::Debug for Entered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Entered")
            .field("stage", &self.stage)
            .finish_non_exhaustive()
    }
}

/// The one answer to whoever cannot sign in, whatever the reason.
pub(crate) const REFUSED: OfficeError = OfficeError::Refused {
    code: "sign-in-failed",
    facts: Vec::new(),
};

impl Service {
    /// Signs a person in by name and password.
    ///
    /// # Errors
    /// [`OfficeError::Refused`] `sign-in-failed` where the name is unknown, the password wrong, the
    /// account locked or suspended: the same for all.
    pub async fn sign_in(
        &self,
        login: &str,
        password: &str,
        agent: &str,
    ) -> Result<Entered, OfficeError> {
        let login = login.trim().to_lowercase();
        let account = {
            let mut conn = self.store.read().await?;
            credentials::by_login(&mut conn, &login).await?
        };
        let Some(account) = account else {
            password::is_one_of(password, Vec::new()).await?;
            self.note_unknown_name().await?;
            return Err(REFUSED);
        };
        let rules = self.rules_of(&account).await?;
        let why = match self.prove_password(&account, &rules, password).await? {
            Proof::Right if account.person.state == PersonState::Active => {
                return self.let_in(&account, &rules, agent).await;
            }
            Proof::Right => account.person.state.as_str(),
            Proof::Wrong => "wrong",
            Proof::Locked => "locked",
        };
        self.note_failure(&account, why).await?;
        Err(REFUSED)
    }

    async fn let_in(
        &self,
        account: &Account,
        rules: &PasswordRules,
        agent: &str,
    ) -> Result<Entered, OfficeError> {
        let stamp = self.stamp();
        let stage = next_stage(account, rules, Passed::Password, stamp.at);
        let (office, person) = (account.person.office, account.person.id);
        let mut write = self.store.write().await?;
        if stage == Stage::SecondStep {
            // The codes that were wrong stay counted, so that knowing the password does not help
            // whoever guesses codes.
            credentials::uncount_try(&mut write, office, person).await?;
        } else {
            credentials::unlock(&mut write, office, person).await?;
            credentials::signed_in(&mut write, office, person, stamp.at).await?;
        }
        let entered = session::begin(&mut write, stamp, account, stage, agent).await?;
        let happened = trail::happened(trail::SIGNED_IN, account).with("stage", stage);
        write
            .commit(stamp, &happened.by(trail::person(account), office))
            .await?;
        Ok(entered)
    }

    /// Looks at a password, with the try counted before: many tries at once are counted as well.
    pub(super) async fn prove_password(
        &self,
        account: &Account,
        rules: &PasswordRules,
        password: &str,
    ) -> Result<Proof, OfficeError> {
        let counted = self.count_try(account, rules).await?;
        let hashes = account.credential.password_hash.iter().cloned().collect();
        let right = password::is_one_of(password, hashes).await?;
        Ok(match (counted, right) {
            (Counted::Locked, _) => Proof::Locked,
            (_, true) => Proof::Right,
            (_, false) => Proof::Wrong,
        })
    }

    /// Counts a try to get in as somebody, and locks the account where it was one too many.
    pub(super) async fn count_try(
        &self,
        account: &Account,
        rules: &PasswordRules,
    ) -> Result<Counted, OfficeError> {
        let now = self.clock.now();
        let (office, person) = (account.person.office, account.person.id);
        let mut write = self.store.write().await?;
        let Some(failures) = credentials::count_try(&mut write, office, person, now).await? else {
            return Ok(Counted::Locked);
        };
        let until = lock::locked_until(failures, rules.max_failures.value, now);
        if let Some(until) = until {
            credentials::lock(&mut write, office, person, until).await?;
        }
        write.commit_unaudited(Unaudited::TryCounted).await?;
        Ok(if until.is_some() {
            Counted::Last
        } else {
            Counted::One
        })
    }

    pub(super) async fn note_failure(
        &self,
        account: &Account,
        why: &'static str,
    ) -> Result<(), OfficeError> {
        let write = self.store.write().await?;
        let failed = trail::failed(account, why);
        write
            .commit(
                self.stamp(),
                &failed.by(audit::Actor::Nobody, account.person.office),
            )
            .await?;
        Ok(())
    }

    /// An unknown name is noted where there is one office whose trail it can go to. The name itself
    /// is not: people type passwords into the wrong field.
    async fn note_unknown_name(&self) -> Result<(), OfficeError> {
        let offices = {
            let mut conn = self.store.read().await?;
            offices::first(&mut conn, 2).await?
        };
        if let [only] = offices.as_slice() {
            let failed = Happened::new(trail::FAILED, "office", only.id).with("why", "unknown");
            let write = self.store.write().await?;
            write
                .commit(self.stamp(), &failed.by(audit::Actor::Nobody, only.id))
                .await?;
        }
        Ok(())
    }

    /// The rules that hold for a person now.
    pub(super) async fn rules_of(&self, account: &Account) -> Result<PasswordRules, OfficeError> {
        let mut conn = self.store.read().await?;
        let mut all = Vec::new();
        for control in CONTROLS {
            all.extend(claims::in_force(&mut conn, account.person.office, control).await?);
        }
        Ok(PasswordRules::of(account.person.role, &all))
    }
}

/// What came of looking at a password.
pub(super) enum Proof {
    Right,
    Wrong,
    Locked,
}

/// What came of counting a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counted {
    /// It may be looked at.
    One,
    /// It may be looked at; if it is wrong, the account is locked from now on.
    Last,
    /// It counts for nothing: the account is locked.
    Locked,
}

/// What a person has shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Passed {
    /// The password, or a link in its place.
    Password,
    /// The second step as well.
    Both,
}

/// What a session waits for next.
pub(super) fn next_stage(
    account: &Account,
    rules: &PasswordRules,
    passed: Passed,
    now: Timestamp,
) -> Stage {
    let credential = &account.credential;
    let age = SignedDuration::from_hours(24 * i64::from(rules.max_age_days.value));
    if credential.totp_confirmed && passed == Passed::Password {
        Stage::SecondStep
    } else if credential.must_change || now >= later(credential.password_set_at, age) {
        Stage::ChangePassword
    } else if second_step_required(account.person.role, account.office_state)
        && !credential.totp_confirmed
    {
        Stage::EnrolSecondStep
    } else {
        Stage::Full
    }
}

/// Administrators need a second step; the first one may finish setting the office up before.
pub(crate) fn second_step_required(role: Role, office: OfficeState) -> bool {
    role == Role::Admin && office == OfficeState::Open
}
