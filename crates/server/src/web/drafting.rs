//! What the pages of drafts share: the fields of what stands around a text (`fields.html`), and the
//! file that comes of them.

use axum::response::Response;
use luytre_office::draft::{Download, DraftForm};

use super::outcome;
use super::shell::Form;

/// The form with what is proposed.
pub(crate) fn filled(proposed: DraftForm) -> Form {
    Form::filled([
        ("superior", proposed.superior),
        ("issuer", proposed.issuer),
        ("place", proposed.place),
        ("subject", proposed.subject),
        ("recipients", proposed.recipients),
        ("signer_authority", proposed.signer_authority),
        ("signer_title", proposed.signer_title),
        ("signer_name", proposed.signer_name),
        ("copies_to", proposed.copies_to),
        ("drafter", proposed.drafter),
    ])
}

/// What was typed.
pub(crate) fn typed(form: &Form) -> DraftForm {
    let text = |name: &str| form.value(name).to_owned();
    DraftForm {
        superior: text("superior"),
        issuer: text("issuer"),
        place: text("place"),
        subject: text("subject"),
        recipients: text("recipients"),
        signer_authority: text("signer_authority"),
        signer_title: text("signer_title"),
        signer_name: text("signer_name"),
        copies_to: text("copies_to"),
        drafter: text("drafter"),
    }
}

/// A draft as an answer.
pub(crate) fn download(file: Download) -> Response {
    outcome::file(&file.name, file.media_type, file.bytes)
}
