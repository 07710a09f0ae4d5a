//! What a person settles of a draft before it is made: letterhead, subject, addressees, who signs,
//! who gets a copy, who drafted it.

use luytre_report::Authority;
use luytre_report::dispatch::ImplementingDispatch;
use luytre_report::layout::Layout;

use crate::error::{OfficeError, Problem};

/// Longest text of a field, in characters.
const LONGEST: usize = 4_000;

/// The frame of a draft. An empty field is left as it is proposed; only the body above and the
/// drafter are left out, for many drafts name neither.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DraftForm {
    /// The body above the issuing one, one line of the letterhead a line; empty: none is named.
    pub superior: String,
    /// The issuing body, one line of the letterhead a line.
    pub issuer: String,
    /// Where it is issued.
    pub place: String,
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
    /// Who else gets a copy, one a line.
    pub copies_to: String,
    /// The sign of who drafted it, `NVA`; empty: it is not named.
    pub drafter: String,
}

impl DraftForm {
    pub(super) fn of(draft: &ImplementingDispatch, drafter: &str) -> Self {
        let authority: Vec<String> = draft.signer.authority.iter().map(line).collect();
        Self {
            superior: draft.superior.clone().unwrap_or_default(),
            issuer: draft.issuer.clone(),
            place: draft.place.clone(),
            subject: draft.subject.clone(),
            recipients: draft.recipients.join("\n"),
            signer_authority: authority.join("\n"),
            signer_title: draft.signer.title.clone(),
            signer_name: draft.signer.name.clone(),
            copies_to: draft.copies_to.join("\n"),
            drafter: match draft.layout {
                Layout::State => initials(drafter),
                // Party documents name the body that keeps them, nobody else.
                Layout::Party => String::new(),
            },
        }
    }

    pub(super) fn check(&self) -> Result<(), OfficeError> {
        let fields = [
            ("superior", &self.superior),
            ("issuer", &self.issuer),
            ("place", &self.place),
            ("subject", &self.subject),
            ("recipients", &self.recipients),
            ("signer_authority", &self.signer_authority),
            ("signer_title", &self.signer_title),
            ("signer_name", &self.signer_name),
            ("copies_to", &self.copies_to),
            ("drafter", &self.drafter),
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
        settle(&mut draft.issuer, &lines(&self.issuer).join("\n"));
        settle(&mut draft.place, &self.place);
        settle(&mut draft.subject, &self.subject);
        settle(&mut draft.signer.title, &self.signer_title);
        settle(&mut draft.signer.name, &self.signer_name);
        settle_list(&mut draft.recipients, &self.recipients);
        settle_list(&mut draft.copies_to, &self.copies_to);
        let authority = lines(&self.signer_authority);
        if !authority.is_empty() {
            draft.signer.authority = authority.iter().map(|line| Authority::read(line)).collect();
        }
        let superior = lines(&self.superior).join("\n");
        draft.superior = Some(superior).filter(|superior| !superior.is_empty());
        if !self.drafter.trim().is_empty() {
            draft.filed.push('.');
            draft.filed.push_str(&typed(&self.drafter));
        }
    }
}

fn settle(place: &mut String, text: &str) {
    if !text.trim().is_empty() {
        *place = typed(text);
    }
}

fn settle_list(place: &mut Vec<String>, text: &str) {
    let lines = lines(text);
    if !lines.is_empty() {
        *place = lines;
    }
}

fn typed(text: &str) -> String {
    luytre_model::fold::nfc(text.trim())
}

fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().map(typed);
    lines.filter(|line| !line.is_empty()).collect()
}

/// `Nguyễn Văn An` as drafters sign: `NVA`.
fn initials(name: &str) -> String {
    let words = name.split_whitespace();
    words
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_uppercase)
        .collect()
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
