//! The words of the field's own enums. A `match` each, so that a new value cannot be forgotten.

use luytre_model::people::{OfficeLevel, Role};
use luytre_model::sign_in::PersonState;

use super::shell::Page;
use super::shell::parts::{Choice, Tone};

/// The key of a role's name.
#[must_use]
pub const fn role_key(role: Role) -> &'static str {
    match role {
        Role::Admin => "role-admin",
        Role::Leader => "role-leader",
        Role::Clerk => "role-clerk",
        Role::Head => "role-head",
        Role::Officer => "role-officer",
        Role::Technician => "role-technician",
        Role::Police => "role-police",
        Role::Keeper => "role-keeper",
        Role::Inspector => "role-inspector",
        Role::Viewer => "role-viewer",
    }
}

/// All roles to choose from.
#[must_use]
pub fn roles(page: &Page) -> Vec<Choice> {
    let choice = |role: &Role| Choice {
        value: role.to_string(),
        words: page.w(role_key(*role)).into_owned(),
    };
    Role::ALL.iter().map(choice).collect()
}

/// The key of the name of a level.
#[must_use]
pub const fn level_key(level: OfficeLevel) -> &'static str {
    match level {
        OfficeLevel::Ward => "level-ward",
        OfficeLevel::Commune => "level-commune",
        OfficeLevel::SpecialZone => "level-special-zone",
        OfficeLevel::PartyCommittee => "level-party",
    }
}

/// All levels to choose from.
#[must_use]
pub fn levels(page: &Page) -> Vec<Choice> {
    let choice = |level: &OfficeLevel| Choice {
        value: level.to_string(),
        words: page.w(level_key(*level)).into_owned(),
    };
    OfficeLevel::ALL.iter().map(choice).collect()
}

/// The key and the colour of a person's state.
#[must_use]
pub const fn person_state(state: PersonState) -> (&'static str, Tone) {
    match state {
        PersonState::Invited => ("person-invited", Tone::Warn),
        PersonState::Active => ("person-active", Tone::Ok),
        PersonState::Suspended => ("person-suspended", Tone::Fail),
        PersonState::Left => ("person-left", Tone::None),
    }
}
