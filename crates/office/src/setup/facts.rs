//! The facts of an office: what it is called, where it is, whom it is under.

use std::fmt::Display;

use luytre_model::audit::EventKind;
use luytre_model::fold::nfc;
use luytre_model::id::OfficeId;
use luytre_model::people::{CommuneCode, OfficeLevel};
use luytre_model::sign_in::OfficeState;
use luytre_store::offices::{self, Office};

use crate::access::{Action, Target, decide};
use crate::actor::Actor;
use crate::change::Happened;
use crate::error::{OfficeError, Problem};
use crate::service::Service;

const OFFICE_CHANGED: EventKind = EventKind("office.changed");

/// What is typed in about an office.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfficeForm {
    /// The code of its level.
    pub level: String,
    /// Its name.
    pub name: String,
    /// The body above.
    pub superior: String,
    /// Place of issue on documents.
    pub place: String,
    /// Its part of a symbol.
    pub symbol: String,
    /// Its commune's code.
    pub commune_code: String,
}

/// An office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeView {
    /// Its id.
    pub id: OfficeId,
    /// How far it is.
    pub state: OfficeState,
    /// What kind of body it serves.
    pub level: OfficeLevel,
    /// Its name; empty until it was given one.
    pub name: String,
    /// The body above.
    pub superior: String,
    /// Place of issue on documents.
    pub place: String,
    /// Its part of a symbol.
    pub symbol: String,
    /// Its commune's code.
    pub commune_code: Option<CommuneCode>,
}

impl From<Office> for OfficeView {
    fn from(office: Office) -> Self {
        Self {
            id: office.id,
            state: office.state,
            level: office.level,
            name: office.name,
            superior: office.superior,
            place: office.place,
            symbol: office.symbol,
            commune_code: office.commune_code,
        }
    }
}

impl Service {
    /// The actor's office.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn office(&self, actor: &Actor) -> Result<OfficeView, OfficeError> {
        let mut conn = self.store.read().await?;
        let office = offices::find(&mut conn, actor.office).await?;
        office
            .map(OfficeView::from)
            .ok_or_else(|| not_found(actor.office))
    }

    /// Sets the facts of the office.
    ///
    /// # Errors
    /// [`OfficeError::Invalid`] with a problem for each field that is not right.
    pub async fn set_office(&self, actor: &Actor, form: &OfficeForm) -> Result<(), OfficeError> {
        let permit = decide(actor, Action::ManageOffice, &Target::office(actor.office))?;
        let facts = Facts::read(form)?;
        let mut change = self.begin(&permit).await?;
        let office = offices::find(change.write().conn(), actor.office).await?;
        let mut office = office.ok_or_else(|| not_found(actor.office))?;
        office.level = facts.level;
        office.name = facts.name;
        office.superior = facts.superior;
        office.place = facts.place;
        office.symbol = facts.symbol;
        office.commune_code = Some(facts.commune_code);
        offices::update(change.write(), &office).await?;
        let happened = Happened::new(OFFICE_CHANGED, "office", actor.office)
            .with("level", office.level)
            .with("name", &office.name)
            .with("commune", facts.commune_code);
        change.commit(happened).await?;
        Ok(())
    }
}

pub(super) fn not_found(office: impl Display + Copy) -> OfficeError {
    OfficeError::NotFound {
        what: "office",
        id: office.to_string(),
    }
}

/// The form, as types.
struct Facts {
    level: OfficeLevel,
    name: String,
    superior: String,
    place: String,
    symbol: String,
    commune_code: CommuneCode,
}

impl Facts {
    fn read(form: &OfficeForm) -> Result<Self, OfficeError> {
        let mut problems = Vec::new();
        let mut text = |field, value: &str, most| {
            let value = nfc(value.trim());
            if value.is_empty() {
                problems.push(Problem::new(field, "required"));
            } else if value.chars().count() > most {
                problems.push(Problem::new(field, "too-long"));
            }
            value
        };
        let name = text("name", &form.name, 200);
        let superior = text("superior", &form.superior, 200);
        let place = text("place", &form.place, 100);
        let symbol = text("symbol", &form.symbol, 20);
        if symbol.contains(char::is_whitespace) || symbol.contains('/') {
            problems.push(Problem::new("symbol", "symbol-form"));
        }
        let level = form.level.parse::<OfficeLevel>();
        if level.is_err() {
            problems.push(Problem::new("level", "required"));
        }
        let commune_code = form.commune_code.trim().parse::<CommuneCode>();
        if commune_code.is_err() {
            problems.push(Problem::new("commune_code", "commune-code-form"));
        }
        match (level, commune_code) {
            (Ok(level), Ok(commune_code)) if problems.is_empty() => Ok(Self {
                level,
                name,
                superior,
                place,
                symbol,
                commune_code,
            }),
            _ => Err(OfficeError::Invalid(problems)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> OfficeForm {
        OfficeForm {
            level: "phuong".to_owned(),
            name: "  Ủy ban nhân dân phường Tre Xanh ".to_owned(),
            superior: "Ủy ban nhân dân thành phố".to_owned(),
            place: "Tre Xanh".to_owned(),
            symbol: "UBND".to_owned(),
            commune_code: "00123".to_owned(),
        }
    }

    #[test]
    fn facts_are_trimmed_and_typed() {
        let facts = Facts::read(&form()).unwrap();
        assert_eq!(facts.name, "Ủy ban nhân dân phường Tre Xanh");
        assert_eq!(
            (facts.level, facts.commune_code.to_string().as_str()),
            (OfficeLevel::Ward, "00123")
        );
    }

    #[test]
    fn every_field_that_is_not_right_is_told_at_once() {
        let Err(OfficeError::Invalid(problems)) = Facts::read(&OfficeForm::default()) else {
            panic!("an empty form was taken");
        };
        let fields: Vec<_> = problems.iter().map(|problem| problem.field).collect();
        assert_eq!(
            fields,
            [
                "name",
                "superior",
                "place",
                "symbol",
                "level",
                "commune_code"
            ]
        );
        for (wrong, field) in [
            (
                OfficeForm {
                    commune_code: "123".to_owned(),
                    ..form()
                },
                "commune_code",
            ),
            (
                OfficeForm {
                    level: "quan".to_owned(),
                    ..form()
                },
                "level",
            ),
            (
                OfficeForm {
                    symbol: "UB ND".to_owned(),
                    ..form()
                },
                "symbol",
            ),
            (
                OfficeForm {
                    name: "a".repeat(201),
                    ..form()
                },
                "name",
            ),
        ] {
            let Err(OfficeError::Invalid(problems)) = Facts::read(&wrong) else {
                panic!("{wrong:?}")
            };
            assert_eq!(problems.len(), 1);
            assert_eq!(problems[0].field, field);
        }
    }
}
