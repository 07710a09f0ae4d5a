//! One-time links: the first person of a new office, invited people, forgotten passwords.

use jiff::{SignedDuration, Timestamp};
use luytre_model::audit;
use luytre_model::fold::nfc;
use luytre_model::id::{OfficeId, PersonId, UnitId};
use luytre_model::people::{OfficeLevel, Role};
use luytre_model::sign_in::{LinkPurpose, OfficeState, PersonState, Stage};
use luytre_model::unit_sets::UnitKind;
use luytre_store::credentials::{self, Account};
use luytre_store::links::{self, Link};
use luytre_store::offices::Office;
use luytre_store::people::{self, Person};
use luytre_store::units::Unit;
use luytre_store::{Stamp, StoreError, Write, offices, sessions, units};

use super::change::NewPassword;
use super::enter::{Entered, Passed, next_stage};
use super::rules::PasswordRules;
use super::session::{self, later};
use super::token::Token;
use super::{password, trail};
use crate::change::Happened;
use crate::error::{OfficeError, Problem};
use crate::service::Service;

/// How long the first link and invitations are good.
pub(crate) const INVITATION_FOR: SignedDuration = SignedDuration::from_hours(72);
/// How long a link is good that sets a new password.
pub(crate) const RESET_FOR: SignedDuration = SignedDuration::from_hours(24);
/// The unit of the first person, until the wizard names it better.
const FIRST_UNIT: &str = "Văn phòng";

const UNKNOWN: OfficeError = OfficeError::Refused {
    code: "link-unknown",
    facts: Vec::new(),
};

/// What the first person says of themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstPerson {
    /// Their name.
    pub name: String,
    /// Under which name they will sign in.
    pub login: String,
    /// Their password.
    pub password: NewPassword,
}

/// What a link is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkView {
    /// What it does.
    pub purpose: LinkPurpose,
    /// In which office; empty for a new one.
    pub office_name: String,
    /// For whom; empty for the first person.
    pub name: String,
    /// Under which name they sign in.
    pub login: String,
    /// What the password must be.
    pub rules: PasswordRules,
}

impl Service {
    /// A fresh link for the first person of a new office, which voids those before it; `None` once
    /// somebody has taken one.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn first_link(&self) -> Result<Option<String>, OfficeError> {
        let stamp = self.stamp();
        let mut write = self.store.write().await?;
        let there = offices::first(write.conn(), 2).await?;
        let office = match there.as_slice() {
            [] => {
                let office = blank_office(stamp);
                offices::insert(&mut write, &office).await?;
                let begun = Happened::new(trail::OFFICE_BEGUN, "office", office.id);
                write
                    .record(stamp, &begun.by(audit::Actor::Program, office.id))
                    .await?;
                office.id
            }
            [only] if only.state == OfficeState::SettingUp => {
                let nobody = people::Filter::default();
                if !people::list(write.conn(), only.id, &nobody, None, 1)
                    .await?
                    .people
                    .is_empty()
                {
                    return Ok(None);
                }
                only.id
            }
            _ => return Ok(None),
        };
        let (token, _) = make(&mut write, stamp, office, None, LinkPurpose::First).await?;
        let made =
            Happened::new(trail::LINK_MADE, "office", office).with("purpose", LinkPurpose::First);
        write
            .commit(stamp, &made.by(audit::Actor::Program, office))
            .await?;
        Ok(Some(token))
    }

    /// What a link is for, before its form is shown.
    ///
    /// # Errors
    /// `link-unknown` for one that is unknown, used, void or expired.
    pub async fn link(&self, token: &str) -> Result<LinkView, OfficeError> {
        let link = self.good_link(token).await?;
        let Some(person) = link.person else {
            return Ok(LinkView {
                purpose: link.purpose,
                office_name: String::new(),
                name: String::new(),
                login: String::new(),
                rules: PasswordRules::of(Role::Admin, &[]),
            });
        };
        let account = self.account_for_link(link.office, person).await?;
        Ok(LinkView {
            purpose: link.purpose,
            rules: self.rules_of(&account).await?,
            office_name: account.office_name,
            name: account.person.name,
            login: account.person.login,
        })
    }

    /// Takes the first link: makes the first person, an administrator, and signs them in.
    ///
    /// # Errors
    /// `link-unknown`; [`OfficeError::Invalid`] on `name`, `login`, `password`, `again`.
    pub async fn take_first_link(
        &self,
        token: &str,
        form: &FirstPerson,
        agent: &str,
    ) -> Result<Entered, OfficeError> {
        let link = self.good_link(token).await?;
        if link.person.is_some() {
            return Err(UNKNOWN);
        }
        let (name, login) = (nfc(form.name.trim()), form.login.trim());
        let rules = PasswordRules::of(Role::Admin, &[]);
        let mut problems: Vec<_> = name_problem(&name)
            .into_iter()
            .chain(password::login_problem(login))
            .collect();
        problems.extend(form.password.problems(&name, login, &rules));
        if !problems.is_empty() {
            return Err(OfficeError::Invalid(problems));
        }
        let hash = password::hash(&form.password.password, &*self.entropy).await?;

        let stamp = self.stamp();
        let mut write = self.store.write().await?;
        if !links::consume(&mut write, link.office, &link.token_hash, stamp.at).await? {
            return Err(UNKNOWN);
        }
        if !people::logins_taken(write.conn(), &[login])
            .await?
            .is_empty()
        {
            return Err(OfficeError::Invalid(vec![Problem::new(
                "login",
                "login-taken",
            )]));
        }
        let person = insert_first(&mut write, stamp, link.office, &name, login).await?;
        credentials::set_password(&mut write, link.office, person, stamp.at, &hash).await?;
        credentials::signed_in(&mut write, link.office, person, stamp.at).await?;
        let account = credentials::find(write.conn(), link.office, person)
            .await?
            .ok_or(UNKNOWN)?;
        let entered = session::begin(&mut write, stamp, &account, Stage::Full, agent).await?;
        let used = trail::happened(trail::LINK_USED, &account).with("purpose", link.purpose);
        write
            .commit(stamp, &used.by(trail::person(&account), link.office))
            .await?;
        Ok(entered)
    }

    /// Takes an invitation or a reset: sets the password and signs the person in.
    ///
    /// # Errors
    /// `link-unknown`; [`OfficeError::Invalid`] on `password`, `again`.
    pub async fn take_link(
        &self,
        token: &str,
        new: &NewPassword,
        agent: &str,
    ) -> Result<Entered, OfficeError> {
        let link = self.good_link(token).await?;
        let person = link.person.ok_or(UNKNOWN)?;
        let mut account = self.account_for_link(link.office, person).await?;
        let rules = self.rules_of(&account).await?;
        let hash = self.new_hash(&account, new, &rules).await?;

        let stamp = self.stamp();
        account.credential.must_change = false;
        account.credential.password_set_at = stamp.at;
        account.person.state = PersonState::Active;
        let stage = next_stage(&account, &rules, Passed::Password, stamp.at);
        let mut write = self.store.write().await?;
        if !links::consume(&mut write, link.office, &link.token_hash, stamp.at).await? {
            return Err(UNKNOWN);
        }
        credentials::set_password(&mut write, link.office, person, stamp.at, &hash).await?;
        if stage != Stage::SecondStep {
            credentials::signed_in(&mut write, link.office, person, stamp.at).await?;
        }
        people::update(&mut write, &account.person).await?;
        sessions::end_all(&mut write, link.office, person, None).await?;
        let entered = session::begin(&mut write, stamp, &account, stage, agent).await?;
        let used = trail::happened(trail::LINK_USED, &account).with("purpose", link.purpose);
        write
            .commit(stamp, &used.by(trail::person(&account), link.office))
            .await?;
        Ok(entered)
    }

    async fn good_link(&self, token: &str) -> Result<Link, OfficeError> {
        let token = Token::parse(token).ok_or(UNKNOWN)?;
        let mut conn = self.store.read().await?;
        let link = links::find(&mut conn, token.office, &token.hash()).await?;
        let now = self.clock.now();
        link.filter(|link| link.used_at.is_none() && now < link.expires_at)
            .ok_or(UNKNOWN)
    }

    /// The account that a link lets in; people who were suspended or left are not.
    async fn account_for_link(
        &self,
        office: OfficeId,
        person: PersonId,
    ) -> Result<Account, OfficeError> {
        let mut conn = self.store.read().await?;
        let account = credentials::find(&mut conn, office, person).await?;
        let may = |account: &Account| {
            matches!(
                account.person.state,
                PersonState::Invited | PersonState::Active
            )
        };
        account.filter(may).ok_or(UNKNOWN)
    }
}

/// Makes a link in a change: its token, which is shown once, and when it expires.
pub(crate) async fn make(
    write: &mut Write,
    stamp: Stamp<'_>,
    office: OfficeId,
    person: Option<PersonId>,
    purpose: LinkPurpose,
) -> Result<(String, Timestamp), StoreError> {
    let token = Token::fresh(office, stamp.entropy);
    let length = match purpose {
        LinkPurpose::First | LinkPurpose::Invitation => INVITATION_FOR,
        LinkPurpose::Reset => RESET_FOR,
    };
    let link = Link {
        office,
        token_hash: token.hash(),
        person,
        purpose,
        made_at: stamp.at,
        expires_at: later(stamp.at, length),
        used_at: None,
    };
    links::insert(write, &link).await?;
    Ok((token.text(), link.expires_at))
}

/// What is wrong with a person's name.
pub(crate) fn name_problem(name: &str) -> Option<Problem> {
    if name.is_empty() {
        Some(Problem::new("name", "required"))
    } else if name.chars().count() > 120 {
        Some(Problem::new("name", "too-long"))
    } else {
        None
    }
}

fn blank_office(stamp: Stamp<'_>) -> Office {
    Office {
        id: OfficeId::new(stamp.uuid()),
        state: OfficeState::SettingUp,
        level: OfficeLevel::Ward,
        name: String::new(),
        superior: String::new(),
        place: String::new(),
        symbol: String::new(),
        commune_code: None,
        created_at: stamp.at,
    }
}

async fn insert_first(
    write: &mut Write,
    stamp: Stamp<'_>,
    office: OfficeId,
    name: &str,
    login: &str,
) -> Result<PersonId, StoreError> {
    let unit = Unit {
        office,
        id: UnitId::new(stamp.uuid()),
        kind: UnitKind::OfficeStaff,
        name: FIRST_UNIT.to_owned(),
        short: FIRST_UNIT.to_owned(),
        aliases: Vec::new(),
        position: 0,
        created_at: stamp.at,
        closed_at: None,
    };
    let person = Person {
        office,
        id: PersonId::new(stamp.uuid()),
        unit: unit.id,
        role: Role::Admin,
        state: PersonState::Active,
        name: name.to_owned(),
        title: String::new(),
        email: String::new(),
        login: login.to_owned(),
        created_at: stamp.at,
    };
    units::insert(write, &unit).await?;
    let id = person.id;
    people::insert(write, &[person]).await?;
    Ok(id)
}
