//! Devices on the pages.

use luytre_model::registers::Device;

use super::{Area, Ask, Asked, Codes, Shown, Words, asked};

const KINDS: Codes = &[
    ("desktop", "device-desktop"),
    ("laptop", "device-laptop"),
    ("tablet", "device-tablet"),
    ("server", "device-server"),
    ("printer", "device-printer"),
    ("network", "device-network"),
    ("medium", "device-medium"),
    ("camera", "device-camera"),
    ("other", "device-other"),
];
const ZONES: Codes = &[
    ("internet", "zone-internet"),
    ("internal", "zone-internal"),
    ("tslcd", "zone-tslcd"),
    ("alone", "zone-alone"),
];
const PURPOSES: Codes = &[
    ("ordinary", "purpose-ordinary"),
    ("secret", "purpose-secret"),
];

impl Shown for Device {
    const PATH: &'static str = "/thiet-bi";
    const AREA: Area = Area::Devices;
    const WORDS: Words = Words {
        title: "devices-title",
        lead: "devices-lead",
        find: "devices-find",
        any_kind: "devices-any-kind",
        any_narrow: "devices-any-zone",
        none: "devices-none",
        none_more: "devices-none-more",
        new: "device-new",
        added: "device-added",
        close: "device-retire",
        close_lead: "device-retire-lead",
        reopen: "device-reopen",
        in_use: "device-in-use",
        closed: "device-retired",
    };
    const ASKED: &'static [Asked] = &[
        asked("device-kind", "device-kind", Ask::Choice(KINDS)),
        asked("name", "device-name", Ask::Line).hint("device-name-hint"),
        asked("serial", "device-serial", Ask::Maybe),
        asked("unit", "register-unit", Ask::Unit),
        asked("person", "device-holder", Ask::Person),
        asked("place", "device-place", Ask::Maybe).hint("device-place-hint"),
        asked("zone", "device-zone", Ask::Choice(ZONES)),
        asked("purpose", "device-purpose", Ask::Choice(PURPOSES)),
        asked("seal-number", "seal-number", Ask::Maybe).hint("seal-number-hint"),
        asked("seal-on", "seal-on", Ask::Day).hint("register-day-hint"),
        asked("seal-by", "seal-by", Ask::Maybe),
        asked("seal-until", "seal-until", Ask::Day).hint("seal-until-hint"),
        asked("note", "register-note", Ask::Note).hint("register-note-hint"),
    ];
    const KINDS: Codes = KINDS;
    const NARROWS: Codes = ZONES;
    const NARROW_LABEL: &'static str = "device-zone";
    const PERSON_LABEL: &'static str = "device-holder";

    fn heading(&self) -> (String, String) {
        (self.name.clone(), self.serial.clone())
    }

    fn codes(&self) -> (&'static str, &'static str) {
        (self.kind.as_str(), self.zone.as_str())
    }
}
