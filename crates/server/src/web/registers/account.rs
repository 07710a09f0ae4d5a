//! Accounts on the pages.

use luytre_model::registers::Account;

use super::{Area, Ask, Asked, Codes, Shown, Words, asked};

const KINDS: Codes = &[
    ("personal", "account-personal"),
    ("shared", "account-shared"),
    ("service", "account-service"),
];
const TWO_STEP: Codes = &[
    ("on", "two-step-on"),
    ("off", "two-step-off"),
    ("not_offered", "two-step-not-offered"),
    ("unknown", "two-step-unknown"),
];

impl Shown for Account {
    const PATH: &'static str = "/tai-khoan";
    const AREA: Area = Area::Accounts;
    const WORDS: Words = Words {
        title: "accounts-title",
        lead: "accounts-lead",
        find: "accounts-find",
        any_kind: "accounts-any-kind",
        any_narrow: "accounts-any-two-step",
        none: "accounts-none",
        none_more: "accounts-none-more",
        new: "account-new",
        added: "account-added",
        close: "account-close",
        close_lead: "account-close-lead",
        reopen: "account-reopen",
        in_use: "account-in-use",
        closed: "account-closed",
    };
    const ASKED: &'static [Asked] = &[
        asked("system", "account-system", Ask::Line).hint("account-system-hint"),
        asked("login", "account-login", Ask::Line).hint("account-login-hint"),
        asked("account-kind", "account-kind", Ask::Choice(KINDS)),
        asked("unit", "register-unit", Ask::Unit),
        asked("person", "account-owner", Ask::Person),
        asked("administrator", "account-administrator", Ask::Yes),
        asked("two-step", "account-two-step", Ask::Choice(TWO_STEP)),
        asked("password-on", "account-password-on", Ask::Day).hint("account-password-on-hint"),
        asked("note", "register-note", Ask::Note).hint("account-note-hint"),
    ];
    const KINDS: Codes = KINDS;
    const NARROWS: Codes = TWO_STEP;
    const NARROW_LABEL: &'static str = "account-two-step";
    const PERSON_LABEL: &'static str = "account-owner";

    fn heading(&self) -> (String, String) {
        (self.login.clone(), self.system.clone())
    }

    fn codes(&self) -> (&'static str, &'static str) {
        (self.kind.as_str(), self.two_step.as_str())
    }
}
