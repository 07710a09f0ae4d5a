//! Devices as a register.

use luytre_model::audit::EventKind;
use luytre_model::fold::fold;
use luytre_model::registers::{Device, EntryState, Seal};

use super::reading::day_text;
use super::{Known, Reading, Register, Typed};

impl Register for Device {
    const OBJECT: &'static str = "device";
    const SIGN: &'static str = "TB";
    const FIELDS: &'static [&'static str] = &[
        "device-kind",
        "name",
        "serial",
        "unit",
        "person",
        "place",
        "zone",
        "purpose",
        "seal-number",
        "seal-on",
        "seal-by",
        "seal-until",
        "note",
    ];
    const ADDED: EventKind = EventKind("device.added");
    const CHANGED: EventKind = EventKind("device.changed");
    const CLOSED: EventKind = EventKind("device.retired");
    const REOPENED: EventKind = EventKind("device.reopened");

    fn read(reading: &mut Reading<'_>) -> Option<Self> {
        let kind = reading.choice("device-kind");
        let name = reading.required("name", 200);
        let (serial, place) = (reading.text("serial", 100), reading.text("place", 200));
        let (unit, holder) = (reading.unit("unit"), reading.person("person"));
        let (zone, purpose) = (reading.choice("zone"), reading.choice("purpose"));
        let seal = seal(reading);
        let note = reading.text("note", 1000);
        Some(Self {
            kind: kind?,
            name,
            serial,
            place,
            unit: unit?,
            holder,
            zone: zone?,
            purpose: purpose?,
            seal,
            note,
            state: EntryState::InUse,
        })
    }

    fn written(&self, known: &Known) -> Typed {
        let seal = self.seal.as_ref();
        Typed::default()
            .with("device-kind", self.kind.as_str())
            .with("name", self.name.as_str())
            .with("serial", self.serial.as_str())
            .with("unit", known.unit_text(self.unit))
            .with("person", known.person_text(self.holder))
            .with("place", self.place.as_str())
            .with("zone", self.zone.as_str())
            .with("purpose", self.purpose.as_str())
            .with("seal-number", seal.map_or("", |seal| &seal.number))
            .with("seal-on", day_text(seal.and_then(|seal| seal.on)))
            .with("seal-by", seal.map_or("", |seal| &seal.by))
            .with("seal-until", day_text(seal.and_then(|seal| seal.until)))
            .with("note", self.note.as_str())
    }

    fn identity(&self) -> Option<(&'static str, String)> {
        let serial = fold(&self.serial);
        (!serial.is_empty()).then_some(("serial", serial))
    }

    fn in_state(self, state: EntryState) -> Self {
        Self { state, ..self }
    }
}

/// The stamp; what is said about one without its number is refused.
fn seal(reading: &mut Reading<'_>) -> Option<Seal> {
    let number = reading.text("seal-number", 60);
    let (on, until) = (reading.day("seal-on"), reading.day("seal-until"));
    let by = reading.text("seal-by", 200);
    if number.is_empty() {
        if on.is_some() || until.is_some() || !by.is_empty() {
            reading.refuse("seal-number", "seal-without-number");
        }
        return None;
    }
    if until.is_some_and(|until| on.is_some_and(|on| until < on)) {
        reading.refuse("seal-until", "day-before");
    }
    Some(Seal {
        number,
        on,
        by,
        until,
    })
}
