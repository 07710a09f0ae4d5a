//! The events of signing in.

use luytre_model::audit::{Actor, EventKind};
use luytre_store::credentials::Account;

use crate::change::Happened;

pub(crate) const OFFICE_BEGUN: EventKind = EventKind("office.begun");
pub(crate) const LINK_MADE: EventKind = EventKind("link.made");
pub(crate) const LINK_USED: EventKind = EventKind("link.used");
pub(crate) const SIGNED_IN: EventKind = EventKind("session.begun");
pub(crate) const FAILED: EventKind = EventKind("session.refused");
pub(crate) const SIGNED_OUT: EventKind = EventKind("session.ended");
pub(crate) const PASSWORD_SET: EventKind = EventKind("password.set");
pub(crate) const SECOND_STEP_OFFERED: EventKind = EventKind("second_step.offered");
pub(crate) const SECOND_STEP_SET: EventKind = EventKind("second_step.set");
pub(crate) const SECOND_STEP_PASSED: EventKind = EventKind("second_step.passed");
pub(crate) const SECOND_STEP_DROPPED: EventKind = EventKind("second_step.dropped");
pub(crate) const IDLE_SUSPENDED: EventKind = EventKind("person.idle");

/// The person of an account, as the trail names them.
pub(crate) fn person(account: &Account) -> Actor {
    Actor::Person {
        person: account.person.id,
        name: account.person.name.clone(),
        unit: account.unit_name.clone(),
    }
}

/// Something happened to a person's way of signing in.
pub(crate) fn happened(kind: EventKind, account: &Account) -> Happened {
    Happened::new(kind, "person", account.person.id)
}

/// Somebody failed to sign in as a person.
pub(crate) fn failed(account: &Account, why: &'static str) -> Happened {
    happened(FAILED, account)
        .with("login", &account.person.login)
        .with("why", why)
}
