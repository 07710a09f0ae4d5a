//! The people of the office: the list, a person, invitations, import and export.

mod import;
mod invite;
mod list;
mod person;

use luytre_office::access::Action;
use luytre_office::people::{PersonForm, UnitView};

use super::route::{Routes, Who};
use super::shell::Form;
use super::shell::parts::Choice;

pub(crate) use invite::{MadeLink, made_link};

pub(crate) fn routes() -> Routes {
    let see = Who::May(Action::SeePeople);
    let manage = Who::May(Action::ManagePeople);
    Routes::new()
        .get("/quan-tri/can-bo", see, list::show)
        .get("/quan-tri/can-bo.xlsx", manage, list::sheet)
        .get("/quan-tri/can-bo/moi", manage, invite::show)
        .post("/quan-tri/can-bo/moi", manage, invite::send)
        .get("/quan-tri/can-bo/mau.xlsx", manage, import::template)
        .get("/quan-tri/can-bo/nhap", manage, import::show)
        .post("/quan-tri/can-bo/nhap", manage, import::try_out)
        .post("/quan-tri/can-bo/nhap/xac-nhan", manage, import::confirm)
        .get("/quan-tri/can-bo/{person}", see, person::show)
        .post("/quan-tri/can-bo/{person}", manage, person::change)
        .post(
            "/quan-tri/can-bo/{person}/trang-thai",
            manage,
            person::set_state,
        )
        .post(
            "/quan-tri/can-bo/{person}/lien-ket",
            manage,
            person::reissue,
        )
        .post("/quan-tri/can-bo/{person}/mo-khoa", manage, person::unlock)
        .post(
            "/quan-tri/can-bo/{person}/bo-xac-thuc",
            manage,
            person::reset_second_step,
        )
}

/// A person as typed in.
pub(crate) fn typed(form: &Form) -> PersonForm {
    let value = |name| form.value(name).to_owned();
    PersonForm {
        name: value("name"),
        title: value("title"),
        email: value("email"),
        login: value("login").to_lowercase(),
        unit: value("unit"),
        role: value("role"),
    }
}

/// The units that a person may be put into.
pub(crate) fn unit_choices(units: &[UnitView]) -> Vec<Choice> {
    let open = units.iter().filter(|unit| !unit.closed);
    open.map(|unit| Choice {
        value: unit.id.to_string(),
        words: unit.name.clone(),
    })
    .collect()
}
