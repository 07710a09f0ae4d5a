//! The steps of setting up: where the wizard stands follows from what is there.

use luytre_model::audit::EventKind;
use luytre_model::fold::fold;
use luytre_model::id::UnitId;
use luytre_model::sign_in::{OfficeState, Stage};
use luytre_model::unit_sets::{UnitKind, UnitSet};
use luytre_store::units::Unit;
use luytre_store::{offices, sessions, units};

use super::NewUnit;
use super::facts::{OfficeView, not_found};
use crate::access::{Action, Target, decide};
use crate::actor::Actor;
use crate::change::Happened;
use crate::error::OfficeError;
use crate::people::{UnitFacts, UnitView};
use crate::service::Service;

const UNITS_CHOSEN: EventKind = EventKind("units.chosen");
const OFFICE_OPENED: EventKind = EventKind("office.opened");

/// What is to be done next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetupStep {
    /// Give the office its facts.
    Facts,
    /// Choose its units.
    Units,
    /// Invite people, or go on without.
    People,
    /// Nothing: the office is open.
    Done,
}

/// Where the wizard stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetupView {
    /// What is to be done next.
    pub step: SetupStep,
    /// The office.
    pub office: OfficeView,
    /// Its units.
    pub units: Vec<UnitView>,
    /// Units that an office of its level usually has and this one has not.
    pub proposed: Vec<NewUnit>,
}

impl Service {
    /// Where the wizard stands.
    ///
    /// # Errors
    /// Where the actor may not set the office up.
    pub async fn setup(&self, actor: &Actor) -> Result<SetupView, OfficeError> {
        decide(actor, Action::ManageOffice, &Target::office(actor.office))?;
        let office = self.office(actor).await?;
        let units = self.units(actor).await?;
        let there: Vec<_> = units.iter().map(|unit| fold(&unit.name)).collect();
        let set = UnitSet::embedded(office.level).map_err(|_| OfficeError::Internal {
            doing: "read the sets of units",
        })?;
        let proposed = set
            .units
            .into_iter()
            .filter(|unit| !there.contains(&fold(&unit.name)))
            .map(|unit| NewUnit {
                kind: unit.kind.to_string(),
                name: unit.name,
                short: unit.short,
                aliases: unit.aliases,
            })
            .collect();
        let step = match office.state {
            OfficeState::Open => SetupStep::Done,
            OfficeState::SettingUp if office.name.is_empty() => SetupStep::Facts,
            OfficeState::SettingUp if units.len() < 2 => SetupStep::Units,
            OfficeState::SettingUp => SetupStep::People,
        };
        Ok(SetupView {
            step,
            office,
            units,
            proposed,
        })
    }

    /// Adds the chosen units that are not there by name. The unit of the first person takes the
    /// name of the chosen one of its kind.
    ///
    /// # Errors
    /// [`OfficeError::Invalid`] for the first unit that is not right.
    pub async fn choose_units(&self, actor: &Actor, chosen: &[NewUnit]) -> Result<(), OfficeError> {
        let permit = decide(actor, Action::ManageUnits, &Target::office(actor.office))?;
        let chosen = chosen
            .iter()
            .map(UnitFacts::read)
            .collect::<Result<Vec<_>, _>>()?;
        let mut change = self.begin(&permit).await?;
        let stamp = change.stamp();
        let mut there = units::list(change.write().conn(), actor.office).await?;
        let mut added = 0;
        for (facts, position) in chosen.into_iter().zip(1..) {
            if there
                .iter()
                .any(|unit| fold(&unit.name) == fold(&facts.name))
            {
                continue;
            }
            let first = there
                .iter_mut()
                .find(|unit| unit.position == 0 && unit.kind == facts.kind);
            if let Some(unit) = first.filter(|unit| unit.kind == UnitKind::OfficeStaff) {
                facts.apply(unit);
                unit.position = position;
                units::update(change.write(), unit).await?;
            } else {
                let mut unit = Unit {
                    office: actor.office,
                    id: UnitId::new(stamp.uuid()),
                    kind: facts.kind,
                    name: String::new(),
                    short: String::new(),
                    aliases: Vec::new(),
                    position,
                    created_at: stamp.at,
                    closed_at: None,
                };
                facts.apply(&mut unit);
                units::insert(change.write(), &unit).await?;
                there.push(unit);
            }
            added += 1;
        }
        let happened = Happened::new(UNITS_CHOSEN, "office", actor.office).with("units", added);
        change.commit(happened).await?;
        Ok(())
    }

    /// Opens the office. From now on administrators need a second step; the actor's own session
    /// waits for it.
    ///
    /// # Errors
    /// `setup-unfinished` where facts or units are missing.
    pub async fn finish_setup(&self, actor: &Actor) -> Result<(), OfficeError> {
        let permit = decide(actor, Action::ManageOffice, &Target::office(actor.office))?;
        match self.setup(actor).await?.step {
            SetupStep::Done => return Ok(()),
            SetupStep::People => {}
            SetupStep::Facts | SetupStep::Units => {
                return Err(OfficeError::Refused {
                    code: "setup-unfinished",
                    facts: Vec::new(),
                });
            }
        }
        let mut change = self.begin(&permit).await?;
        let office = offices::find(change.write().conn(), actor.office).await?;
        let mut office = office.ok_or_else(|| not_found(actor.office))?;
        office.state = OfficeState::Open;
        offices::update(change.write(), &office).await?;
        let account =
            luytre_store::credentials::find(change.write().conn(), actor.office, actor.person)
                .await?;
        if account.is_some_and(|account| !account.credential.totp_confirmed) {
            for session in
                sessions::of_person(change.write().conn(), actor.office, actor.person).await?
            {
                let stage = Stage::EnrolSecondStep;
                sessions::set_stage(change.write(), actor.office, &session.token_hash, stage)
                    .await?;
            }
        }
        change
            .commit(Happened::new(OFFICE_OPENED, "office", actor.office))
            .await?;
        Ok(())
    }
}
