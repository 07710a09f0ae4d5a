//! The parts pages are built from. Each prints itself: `{{ page.badge(status) }}`. Words come from
//! the lists by key; values of the office are escaped by the templates.

mod chart;
mod field;
mod small;
mod status;

pub use chart::{Bar, Bars, Trend};
pub use field::{Choice, Errors, Field};
pub use small::{Icon, Pager, Send, State, Steps, Token};
pub use status::{Badge, Known, KnownMark, Status, Tone};

use super::page::Given;
use super::{Form, Page};

impl Page {
    /// A picture from `assets/icons.svg`.
    #[must_use]
    pub fn icon(&self, name: &str) -> Icon {
        Icon {
            name: name.to_owned(),
            sheet: self.asset("icons.svg"),
        }
    }

    /// A status: colour, sign and word.
    #[must_use]
    pub fn badge(&self, status: impl Given<Status>) -> Badge {
        let status = status.given();
        Badge {
            tone: status.tone(),
            icon: self.icon(status.icon()),
            text: self.w(status.key()).into_owned(),
        }
    }

    /// A badge with words of its own, such as a count.
    #[must_use]
    pub fn tag(&self, tone: impl Given<Tone>, text: &str) -> Badge {
        let tone = tone.given();
        Badge {
            tone,
            icon: self.icon(tone.icon()),
            text: text.to_owned(),
        }
    }

    /// How a status is known.
    #[must_use]
    pub fn known(&self, known: impl Given<Known>) -> KnownMark {
        let known = known.given();
        KnownMark {
            icon: self.icon(known.icon()),
            text: self.w(known.key()),
            why: self.w(known.why()),
        }
    }

    /// The token; the first thing in every `<form method="post">`.
    #[must_use]
    pub fn token(&self) -> Token {
        Token {
            token: self.raw_token().to_owned(),
        }
    }

    /// The one primary button of a form, and the keys that do the same.
    #[must_use]
    pub fn send(&self, key: &str) -> Send {
        Send {
            words: self.w(key),
            keys: self.w("keys-send"),
        }
    }

    /// A field of a form, with what was typed and what is wrong with it.
    #[must_use]
    pub fn field(&self, form: &Form, name: &str, label: &str) -> Field {
        Field::new(self, form, name, label)
    }

    /// The list of everything wrong, with links to the fields; nothing when all is right.
    #[must_use]
    pub fn errors(&self, form: &Form) -> Errors {
        Errors::new(self, form)
    }

    /// Empty, waiting, failed or forbidden: a picture, a title, a sentence (keys) and a next step.
    #[must_use]
    pub fn state(&self, icon: &str, title: &str, more: &str) -> State {
        State {
            icon: self.icon(icon),
            title: self.w(title).into_owned(),
            more: self.w(more).into_owned(),
            action: None,
        }
    }

    /// Where one is in a row of steps; `keys` are of their names, `current` counts from 1.
    #[must_use]
    pub fn steps(&self, keys: &[&str], current: usize) -> Steps {
        Steps {
            label: self.w("steps-label"),
            names: keys.iter().map(|key| self.w(key)).collect(),
            current,
        }
    }

    /// The foot of a list: how many rows are shown, and the pages before and after by address.
    #[must_use]
    pub fn pager(&self, shown: usize, before: Option<&str>, after: Option<&str>) -> Pager {
        Pager {
            shown: self.a("pager-shown").with("count", shown).to_string(),
            label: self.w("pager-label"),
            before: before.map(|href| (href.to_owned(), self.w("pager-before"))),
            after: after.map(|href| (href.to_owned(), self.w("pager-after"))),
            back: self.icon("back"),
            next: self.icon("next"),
        }
    }
}
