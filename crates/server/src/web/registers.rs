//! The registers of the office: a list, an entry, its form, its end. One set of pages serves every
//! register; what is its own of one is in a file of its own, as [`Shown`].

mod account;
mod close;
mod device;
mod edit;
mod entry;
mod list;

use luytre_model::registers::{Account, Device};
use luytre_office::access::Action;
use luytre_office::registers::{Register, Typed};

use super::route::{Routes, Who};
use super::shell::parts::Choice;
use super::shell::{Area, Form, Page};

pub(crate) fn routes() -> Routes {
    let see = Who::May(Action::SeeRegisters);
    let manage = Who::May(Action::ManageRegisters);
    Routes::new()
        .get("/thiet-bi", see, list::show::<Device>)
        .get("/thiet-bi/moi", manage, edit::new::<Device>)
        .post("/thiet-bi/moi", manage, edit::add::<Device>)
        .get("/thiet-bi/{device}", see, entry::show::<Device>)
        .get("/thiet-bi/{device}/sua", manage, edit::edit::<Device>)
        .post("/thiet-bi/{device}/sua", manage, edit::change::<Device>)
        .get("/thiet-bi/{device}/ngung", manage, close::ask::<Device>)
        .post("/thiet-bi/{device}/ngung", manage, close::close::<Device>)
        .get("/tai-khoan", see, list::show::<Account>)
        .get("/tai-khoan/moi", manage, edit::new::<Account>)
        .post("/tai-khoan/moi", manage, edit::add::<Account>)
        .get("/tai-khoan/{account}", see, entry::show::<Account>)
        .get("/tai-khoan/{account}/sua", manage, edit::edit::<Account>)
        .post("/tai-khoan/{account}/sua", manage, edit::change::<Account>)
        .get("/tai-khoan/{account}/ngung", manage, close::ask::<Account>)
        .post(
            "/tai-khoan/{account}/ngung",
            manage,
            close::close::<Account>,
        )
}

/// Stable texts and the keys of their words.
type Codes = &'static [(&'static str, &'static str)];

/// How a field is asked.
#[derive(Debug, Clone, Copy)]
enum Ask {
    /// A line that must not be empty.
    Line,
    /// A line that may be.
    Maybe,
    /// Several lines.
    Note,
    /// A day that may be left out.
    Day,
    /// One of these.
    Choice(Codes),
    /// A unit.
    Unit,
    /// A person, or nobody.
    Person,
    /// Yes or no.
    Yes,
}

/// A field of an entry: its name in `Register::FIELDS`, the keys of its label and hint.
struct Asked {
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    ask: Ask,
}

const fn asked(name: &'static str, label: &'static str, ask: Ask) -> Asked {
    Asked {
        name,
        label,
        hint: "",
        ask,
    }
}

impl Asked {
    const fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    /// A written value in words.
    fn words(&self, page: &Page, value: &str) -> String {
        let word = |codes: Codes| {
            let known = codes.iter().find(|(code, _)| *code == value);
            known.map(|(_, key)| page.w(key).into_owned())
        };
        match self.ask {
            Ask::Choice(codes) => word(codes).unwrap_or_else(|| value.to_owned()),
            Ask::Yes if value == "1" => page.w("register-yes").into_owned(),
            Ask::Yes => page.w("register-no").into_owned(),
            _ if value.is_empty() => "–".to_owned(),
            _ => value.to_owned(),
        }
    }
}

/// The keys of a register's words.
struct Words {
    title: &'static str,
    lead: &'static str,
    find: &'static str,
    any_kind: &'static str,
    any_narrow: &'static str,
    none: &'static str,
    none_more: &'static str,
    new: &'static str,
    added: &'static str,
    close: &'static str,
    close_lead: &'static str,
    reopen: &'static str,
    in_use: &'static str,
    closed: &'static str,
}

/// What a register is to the pages.
trait Shown: Register {
    /// The address of its list.
    const PATH: &'static str;
    /// Where it stands in the navigation.
    const AREA: Area;
    /// Its words.
    const WORDS: Words;
    /// Its fields, in the order of the form.
    const ASKED: &'static [Asked];
    /// Its kinds.
    const KINDS: Codes;
    /// What else its list can be narrowed to.
    const NARROWS: Codes;
    /// The key of the name of that.
    const NARROW_LABEL: &'static str;
    /// The key of the name of whose an entry is.
    const PERSON_LABEL: &'static str;

    /// The name of an entry, and what tells it from others.
    fn heading(&self) -> (String, String);
    /// Its kind and what else it can be narrowed by, as stable texts.
    fn codes(&self) -> (&'static str, &'static str);
}

/// What a form says about an entry.
fn typed<T: Register>(form: &Form) -> Typed {
    let value = |field: &&'static str| (*field, form.value(field).to_owned());
    Typed(T::FIELDS.iter().map(value).collect())
}

/// A form that shows what is written.
fn filled<T: Register>(written: &Typed) -> Form {
    let mut form = Form::default();
    for field in T::FIELDS {
        form = form.with(field, written.value(field));
    }
    form
}

fn choices(page: &Page, codes: Codes) -> Vec<Choice> {
    let choice = |(code, key): &(&'static str, &'static str)| Choice {
        value: (*code).to_owned(),
        words: page.w(key).into_owned(),
    };
    codes.iter().map(choice).collect()
}

/// The words of a code.
fn word(page: &Page, codes: Codes, code: &str) -> String {
    let known = codes.iter().find(|(known, _)| *known == code);
    known.map_or_else(|| code.to_owned(), |(_, key)| page.w(key).into_owned())
}

#[cfg(test)]
mod tests {
    use luytre_model::registers::{AccountKind, DeviceKind, Purpose, TwoStep, Zone};

    use super::*;

    fn codes_of<T: Shown>(field: &str) -> Vec<&'static str> {
        let asked = T::ASKED.iter().find(|asked| asked.name == field).unwrap();
        match asked.ask {
            Ask::Choice(codes) => codes.iter().map(|(code, _)| *code).collect(),
            other => panic!("{field} is {other:?}"),
        }
    }

    #[test]
    fn every_field_is_asked_and_every_choice_has_words() {
        let names = |asked: &[Asked]| asked.iter().map(|one| one.name).collect::<Vec<_>>();
        assert_eq!(names(Device::ASKED), Device::FIELDS);
        assert_eq!(names(Account::ASKED), Account::FIELDS);
        let text = |all: &[&'static str]| all.to_vec();
        assert_eq!(
            codes_of::<Device>("device-kind"),
            text(
                &DeviceKind::ALL
                    .iter()
                    .map(|one| one.as_str())
                    .collect::<Vec<_>>()
            )
        );
        assert_eq!(
            codes_of::<Device>("zone"),
            text(&Zone::ALL.iter().map(|one| one.as_str()).collect::<Vec<_>>())
        );
        assert_eq!(
            codes_of::<Device>("purpose"),
            text(
                &Purpose::ALL
                    .iter()
                    .map(|one| one.as_str())
                    .collect::<Vec<_>>()
            )
        );
        assert_eq!(
            codes_of::<Account>("account-kind"),
            text(
                &AccountKind::ALL
                    .iter()
                    .map(|one| one.as_str())
                    .collect::<Vec<_>>()
            )
        );
        assert_eq!(
            codes_of::<Account>("two-step"),
            text(
                &TwoStep::ALL
                    .iter()
                    .map(|one| one.as_str())
                    .collect::<Vec<_>>()
            )
        );
    }
}
