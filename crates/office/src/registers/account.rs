//! Accounts as a register. Nothing reads or writes a password here.

use luytre_model::audit::EventKind;
use luytre_model::fold::fold;
use luytre_model::registers::{Account, EntryState, Password};

use super::reading::day_text;
use super::{Known, Reading, Register, Typed};

impl Register for Account {
    const OBJECT: &'static str = "account";
    const SIGN: &'static str = "TK";
    const FIELDS: &'static [&'static str] = &[
        "system",
        "login",
        "account-kind",
        "unit",
        "person",
        "administrator",
        "two-step",
        "password-on",
        "note",
    ];
    const ADDED: EventKind = EventKind("account.added");
    const CHANGED: EventKind = EventKind("account.changed");
    const CLOSED: EventKind = EventKind("account.closed");
    const REOPENED: EventKind = EventKind("account.reopened");

    fn read(reading: &mut Reading<'_>) -> Option<Self> {
        let (system, login) = (
            reading.required("system", 200),
            reading.required("login", 200),
        );
        let kind = reading.choice("account-kind");
        let (unit, owner) = (reading.unit("unit"), reading.person("person"));
        let administrator = reading.yes("administrator");
        let two_step = reading.choice("two-step");
        let password = reading.past_day("password-on");
        let note = reading.text("note", 1000);
        Some(Self {
            system,
            login,
            kind: kind?,
            unit: unit?,
            owner,
            administrator,
            two_step: two_step?,
            password: password.map_or(Password::Unknown, Password::ChangedOn),
            note,
            state: EntryState::InUse,
        })
    }

    fn written(&self, known: &Known) -> Typed {
        let changed = match self.password {
            Password::ChangedOn(day) => Some(day),
            Password::Unknown => None,
        };
        Typed::default()
            .with("system", self.system.as_str())
            .with("login", self.login.as_str())
            .with("account-kind", self.kind.as_str())
            .with("unit", known.unit_text(self.unit))
            .with("person", known.person_text(self.owner))
            .with("administrator", if self.administrator { "1" } else { "" })
            .with("two-step", self.two_step.as_str())
            .with("password-on", day_text(changed))
            .with("note", self.note.as_str())
    }

    fn identity(&self) -> Option<(&'static str, String)> {
        // A login name is case- and sign-sensitive in some systems; only the system's name is folded.
        Some(("login", format!("{} {}", fold(&self.system), self.login)))
    }

    fn in_state(self, state: EntryState) -> Self {
        Self { state, ..self }
    }
}
