//! The columns of an account. None is for a password.

use luytre_model::id::{PersonId, UnitId};
use luytre_model::registers::{Account, EntryState, Password};
use sqlx::any::AnyRow;

use super::{Kept, Value};
use crate::error::StoreError;
use crate::far::day_column;
use crate::row::Columns;

impl Kept for Account {
    const TABLE: &'static str = "account";
    const COLUMNS: &'static [&'static str] = &[
        "kind",
        "system",
        "login",
        "administrator",
        "two_step",
        "password_on",
        "note",
    ];
    const NARROW: &'static str = "two_step";

    fn unit(&self) -> UnitId {
        self.unit
    }

    fn person(&self) -> Option<PersonId> {
        self.owner
    }

    fn state(&self) -> EntryState {
        self.state
    }

    fn title(&self) -> String {
        format!("{} {}", self.system, self.login)
    }

    fn words(&self) -> String {
        self.title()
    }

    fn values(&self) -> Vec<Value> {
        let text = |text: &str| Value::Text(text.to_owned());
        let changed = match self.password {
            Password::ChangedOn(day) => Some(day),
            Password::Unknown => None,
        };
        vec![
            text(self.kind.as_str()),
            text(&self.system),
            text(&self.login),
            Value::Number(i64::from(self.administrator)),
            text(self.two_step.as_str()),
            Value::Number(day_column(changed)),
            text(&self.note),
        ]
    }

    fn of_row(row: &AnyRow) -> Result<Self, StoreError> {
        let columns = Columns::of(Self::TABLE, row);
        Ok(Self {
            system: columns.text("system")?,
            login: columns.text("login")?,
            kind: columns.value("kind")?,
            unit: columns.value("unit_id")?,
            owner: columns.value_or_empty("person_id")?,
            administrator: columns.yes("administrator")?,
            two_step: columns.value("two_step")?,
            password: columns
                .day_or_far("password_on")?
                .map_or(Password::Unknown, Password::ChangedOn),
            note: columns.text("note")?,
            state: columns.value("state")?,
        })
    }
}
