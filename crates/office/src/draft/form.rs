//! What a person settles of a draft before it is made: subject, addressees, who signs.

use luytre_report::Authority;
use luytre_report::dispatch::ImplementingDispatch;

use crate::error::{OfficeError, Problem};

/// Longest text of a field, in characters.
const LONGEST: usize = 4_000;

/// The frame of a draft. An empty field is left as it is proposed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DraftForm {
    /// What it is about, without `V/v`.
    pub subject: String,
    /// Addressees, one a line.
    pub recipients: String,
    /// By what right the signer signs, one a line: `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`.
    pub signer_authority: String,
    /// The signer's post.
    pub signer_title: String,
    /// The signer's name.
    pub signer_name: String,
}

impl DraftForm {
    pub(super) fn of(draft: &ImplementingDispatch) -> Self {
        let authority: Vec<String> = draft.signer.authority.iter().map(line).collect();
        Self {
            subject: draft.subject.clone(),
            recipients: draft.recipients.join("\n"),
            signer_authority: authority.join("\n"),
            signer_title: draft.signer.title.clone(),
            signer_name: draft.signer.name.clone(),
        }
    }

    pub(super) fn check(&self) -> Result<(), OfficeError> {
        let fields = [
            ("subject", &self.subject),
            ("recipients", &self.recipients),
            ("signer_authority", &self.signer_authority),
            ("signer_title", &self.signer_title),
            ("signer_name", &self.signer_name),
        ];
        let too_long = fields
            .into_iter()
            .filter(|(_, text)| text.chars().count() > LONGEST);
        let problems: Vec<_> = too_long
            .map(|(field, _)| Problem {
                field,
                code: "too-long",
                facts: vec![("most", LONGEST.to_string())],
            })
            .collect();
        if problems.is_empty() {
            Ok(())
        } else {
            Err(OfficeError::Invalid(problems))
        }
    }

    pub(super) fn apply(&self, draft: &mut ImplementingDispatch) {
        let settle = |place: &mut String, text: &str| {
            if !text.trim().is_empty() {
                *place = luytre_model::fold::nfc(text.trim());
            }
        };
        settle(&mut draft.subject, &self.subject);
        settle(&mut draft.signer.title, &self.signer_title);
        settle(&mut draft.signer.name, &self.signer_name);
        let recipients = lines(&self.recipients);
        if !recipients.is_empty() {
            draft.recipients = recipients;
        }
        let authority = lines(&self.signer_authority);
        if !authority.is_empty() {
            draft.signer.authority = authority.iter().map(|line| Authority::read(line)).collect();
        }
    }
}

fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(luytre_model::fold::nfc).collect()
}

/// A right to sign as it is typed in; how it is written is the layout's matter.
fn line(authority: &Authority) -> String {
    match authority {
        Authority::OnBehalf(of) => format!("TM. {of}"),
        Authority::ForHead(of) => format!("KT. {of}"),
        Authority::ByOrder(of) => format!("TL. {of}"),
        Authority::ByMandate(of) => format!("TUQ. {of}"),
        Authority::Plain(text) => text.clone(),
    }
}
