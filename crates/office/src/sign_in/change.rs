//! Changing one's own password.

use luytre_model::sign_in::Stage;
use luytre_store::credentials::{self, Account};
use luytre_store::sessions;

use super::enter::{Entered, Passed, next_stage};
use super::rules::PasswordRules;
use super::second::at_stage;
use super::session::{self, Session};
use super::{password, trail};
use crate::error::{OfficeError, Problem};
use crate::service::Service;

/// A new password, typed twice.
#[derive(Clone, PartialEq, Eq)]
pub struct NewPassword {
    /// The password.
    pub password: String,
    /// The same again.
    pub again: String,
}

impl std::fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewPassword")
    }
}

impl NewPassword {
    /// What is wrong with it for whom is called `name` and signs in as `login`.
    pub(super) fn problems(&self, name: &str, login: &str, rules: &PasswordRules) -> Vec<Problem> {
        let mut problems: Vec<_> = password::problem(&self.password, name, login, rules)
            .into_iter()
            .collect();
        if self.password != self.again {
            problems.push(Problem::new("again", "password-differs"));
        }
        problems
    }
}

impl Service {
    /// Changes the person's own password. All their sessions end; this browser gets a new one.
    ///
    /// # Errors
    /// [`OfficeError::Invalid`] on `current`, `password`, `again`.
    pub async fn change_password(
        &self,
        session: &Session,
        current: &str,
        new: &NewPassword,
        agent: &str,
    ) -> Result<Entered, OfficeError> {
        at_stage(
            session,
            &[Stage::ChangePassword, Stage::EnrolSecondStep, Stage::Full],
        )?;
        let mut account = self.account_of(session).await?;
        let rules = self.rules_of(&account).await?;
        self.check_own_password(&account, current, "current")
            .await?;
        let hash = self.new_hash(&account, new, &rules).await?;

        let stamp = self.stamp();
        let (office, person) = (account.person.office, account.person.id);
        account.credential.must_change = false;
        account.credential.password_set_at = stamp.at;
        let stage = next_stage(&account, &rules, Passed::Both, stamp.at);
        let mut write = self.store.write().await?;
        credentials::set_password(&mut write, office, person, stamp.at, &hash).await?;
        sessions::end_all(&mut write, office, person, None).await?;
        let entered = session::begin(&mut write, stamp, &account, stage, agent).await?;
        let happened = trail::happened(trail::PASSWORD_SET, &account);
        write
            .commit(stamp, &happened.by(trail::person(&account), office))
            .await?;
        Ok(entered)
    }

    /// The rules that a new password of the person must keep.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn password_rules(&self, session: &Session) -> Result<PasswordRules, OfficeError> {
        let account = self.account_of(session).await?;
        self.rules_of(&account).await
    }

    /// Checks a new password and hashes it.
    pub(super) async fn new_hash(
        &self,
        account: &Account,
        new: &NewPassword,
        rules: &PasswordRules,
    ) -> Result<String, OfficeError> {
        let problems = new.problems(&account.person.name, &account.person.login, rules);
        if !problems.is_empty() {
            return Err(OfficeError::Invalid(problems));
        }
        let last = rules.history.value;
        let before = {
            let mut conn = self.store.read().await?;
            credentials::history(&mut conn, account.person.office, account.person.id, last).await?
        };
        if !before.is_empty() && password::is_one_of(&new.password, before).await? {
            let facts = vec![("last", last.to_string())];
            return Err(OfficeError::Invalid(vec![Problem {
                field: "password",
                code: "password-used",
                facts,
            }]));
        }
        password::hash(&new.password, &*self.entropy).await
    }
}
