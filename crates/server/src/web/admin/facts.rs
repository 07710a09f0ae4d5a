//! The facts of an office as a form: the wizard and administration ask the same.

use luytre_office::setup::{OfficeForm, OfficeView};

use crate::web::shell::Form;

/// The form as stored.
pub(crate) fn filled(office: &OfficeView) -> Form {
    Form::default()
        .with("level", office.level.as_str())
        .with("name", office.name.as_str())
        .with("superior", office.superior.as_str())
        .with("place", office.place.as_str())
        .with("symbol", office.symbol.as_str())
        .with(
            "commune_code",
            office
                .commune_code
                .map(|code| code.to_string())
                .unwrap_or_default(),
        )
}

/// The form as typed.
pub(crate) fn typed(form: &Form) -> OfficeForm {
    let value = |name| form.value(name).to_owned();
    OfficeForm {
        level: value("level"),
        name: value("name"),
        superior: value("superior"),
        place: value("place"),
        symbol: value("symbol"),
        commune_code: value("commune_code"),
    }
}
