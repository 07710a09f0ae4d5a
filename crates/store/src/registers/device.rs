//! The columns of a device.

use luytre_model::id::{PersonId, UnitId};
use luytre_model::registers::{Device, EntryState, Seal};
use sqlx::any::AnyRow;

use super::{Kept, Value};
use crate::error::StoreError;
use crate::far::day_column;
use crate::row::Columns;

impl Kept for Device {
    const TABLE: &'static str = "device";
    const COLUMNS: &'static [&'static str] = &[
        "kind",
        "name",
        "serial",
        "place",
        "zone",
        "purpose",
        "seal_number",
        "seal_on",
        "seal_by",
        "seal_until",
        "note",
    ];
    const NARROW: &'static str = "zone";

    fn unit(&self) -> UnitId {
        self.unit
    }

    fn person(&self) -> Option<PersonId> {
        self.holder
    }

    fn state(&self) -> EntryState {
        self.state
    }

    fn title(&self) -> String {
        self.name.clone()
    }

    fn words(&self) -> String {
        let seal = self.seal.as_ref().map_or("", |seal| &seal.number);
        [&self.name, &self.serial, &self.place, seal].join(" ")
    }

    fn values(&self) -> Vec<Value> {
        let text = |text: &str| Value::Text(text.to_owned());
        let seal = self.seal.as_ref();
        vec![
            text(self.kind.as_str()),
            text(&self.name),
            text(&self.serial),
            text(&self.place),
            text(self.zone.as_str()),
            text(self.purpose.as_str()),
            text(seal.map_or("", |seal| &seal.number)),
            Value::Number(day_column(seal.and_then(|seal| seal.on))),
            text(seal.map_or("", |seal| &seal.by)),
            Value::Number(day_column(seal.and_then(|seal| seal.until))),
            text(&self.note),
        ]
    }

    fn of_row(row: &AnyRow) -> Result<Self, StoreError> {
        let columns = Columns::of(Self::TABLE, row);
        let seal = match columns.text_or_empty("seal_number")? {
            Some(number) => Some(Seal {
                number,
                on: columns.day_or_far("seal_on")?,
                by: columns.text("seal_by")?,
                until: columns.day_or_far("seal_until")?,
            }),
            None => None,
        };
        Ok(Self {
            kind: columns.value("kind")?,
            name: columns.text("name")?,
            serial: columns.text("serial")?,
            place: columns.text("place")?,
            unit: columns.value("unit_id")?,
            holder: columns.value_or_empty("person_id")?,
            zone: columns.value("zone")?,
            purpose: columns.value("purpose")?,
            seal,
            note: columns.text("note")?,
            state: columns.value("state")?,
        })
    }
}
