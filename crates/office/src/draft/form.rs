//! What a person settles of a draft before it is made: letterhead, subject, addressees, who signs,
//! who gets a copy, who drafted it.

use luytre_report::layout::Layout;
use luytre_report::{Authority, Frame};

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
    /// Addressees of a letter, one a line.
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
    pub(super) fn of(frame: &Frame, subject: &str, drafter: &str) -> Self {
        let authority: Vec<String> = frame.signer.authority.iter().map(line).collect();
        Self {
            superior: frame.superior.clone().unwrap_or_default(),
            issuer: frame.issuer.clone(),
            place: frame.place.clone(),
            subject: subject.to_owned(),
            signer_authority: authority.join("\n"),
            signer_title: frame.signer.title.clone(),
            signer_name: frame.signer.name.clone(),
            copies_to: frame.copies_to.join("\n"),
            drafter: match frame.layout {
                Layout::State => initials(drafter),
                // Party documents name the body that keeps them, nobody else.
                Layout::Party => String::new(),
            },
            ..Self::default()
        }
    }

    /// With the addressees of a letter.
    pub(super) fn to(self, recipients: &[String]) -> Self {
        Self {
            recipients: recipients.join("\n"),
            ..self
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

    /// Settles what stands around the text.
    pub(super) fn apply(&self, frame: &mut Frame, subject: &mut String) {
        settle(&mut frame.issuer, &lines(&self.issuer).join("\n"));
        settle(&mut frame.place, &self.place);
        settle(subject, &self.subject);
        settle(&mut frame.signer.title, &self.signer_title);
        settle(&mut frame.signer.name, &self.signer_name);
        settle_list(&mut frame.copies_to, &self.copies_to);
        let authority = lines(&self.signer_authority);
        if !authority.is_empty() {
            frame.signer.authority = authority.iter().map(|line| Authority::read(line)).collect();
        }
        let superior = lines(&self.superior).join("\n");
        frame.superior = Some(superior).filter(|superior| !superior.is_empty());
        if !self.drafter.trim().is_empty() {
            frame.filed.push('.');
            frame.filed.push_str(&typed(&self.drafter));
        }
    }

    /// Settles to whom a letter goes.
    pub(super) fn address(&self, recipients: &mut Vec<String>) {
        settle_list(recipients, &self.recipients);
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
