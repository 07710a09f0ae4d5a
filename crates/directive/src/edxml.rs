//! What the header of an edXML message says (QCVN 102:2016, amended 1:2022): which document it
//! carries, from whom to whom, until when, and whether it recalls, updates or replaces another.
//!
//! Systems differ in prefixes, order and care, so everything is optional, what is not known is
//! passed over, and nothing that the header does not say is added. The document itself decides
//! where the two differ; that is for the office to see.

mod header;
mod tree;

use jiff::civil::{Date, DateTime};
use luytre_model::edxml::{Answer, DocumentReference, Staff};

/// A header, as far as it says something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Header {
    /// Who sends.
    pub from: Organ,
    /// To whom.
    pub to: Vec<Organ>,
    /// The document's identifier: a UUID, or `organ,yyyy/mm/dd,number/symbol`.
    pub document: String,
    /// Its number: `215`.
    pub number: String,
    /// Its symbol: `UBND-VP`.
    pub notation: String,
    /// Where it was issued.
    pub place: String,
    /// When it was issued.
    pub date: Option<Date>,
    /// Its kind in words: `Công văn`.
    pub kind: String,
    /// What it is about.
    pub subject: String,
    /// Its summary.
    pub content: String,
    /// Who signed it.
    pub signer: Signer,
    /// When the receiver is to have carried it out.
    pub due: Option<Date>,
    /// Who else receives it, as written.
    pub places: Vec<String>,
    /// How urgent it is: 0 not, then ever more.
    pub priority: Option<u8>,
    /// Whether it directs the receiver to do something.
    pub steering: Option<bool>,
    /// The documents that it answers.
    pub answers: Vec<DocumentReference>,
    /// The offices that it passed, in order.
    pub trace: Vec<Hop>,
    /// What it does to documents sent before.
    pub business: Option<Business>,
    /// How a receiver answers, in a message that carries a status and no document.
    pub status: Option<Status>,
}

/// An office as systems know it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Organ {
    /// Its identifier: `000.12.34.H56`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The body that is in charge of it.
    pub in_charge: String,
    /// Address of mail.
    pub email: String,
}

/// Who signed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signer {
    /// By what right: `KT. CHỦ TỊCH`.
    pub competence: String,
    /// The office that the person holds.
    pub position: String,
    /// The person.
    pub name: String,
}

/// An office that the message passed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hop {
    /// Its identifier.
    pub organ: String,
    /// When.
    pub time: Option<DateTime>,
}

/// What a message does to documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Business {
    /// What it does; `None` where the code is not known.
    pub action: Option<Action>,
    /// Why, in words.
    pub reason: String,
    /// The document that is recalled or updated.
    pub document: String,
    /// The documents that are replaced.
    pub replaces: Vec<String>,
    /// Whether the paper follows.
    pub paper: Option<bool>,
    /// Who sent it.
    pub staff: Staff,
}

/// The codes of `BussinessDocType`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// A new document.
    New,
    /// Takes one back.
    Recall,
    /// Changes what was said about one.
    Update,
    /// Puts another in its place.
    Replace,
}

/// An answer to a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Status {
    /// What it answers; `None` where the code is not known.
    pub answer: Option<Answer>,
    /// The code as written.
    pub code: String,
    /// In words.
    pub description: String,
    /// When.
    pub time: Option<DateTime>,
    /// Who answers.
    pub staff: Staff,
}

/// Reads a header; `None` where it says nothing that is known.
#[must_use]
pub fn read(text: &str) -> Option<Header> {
    let header = header::of(&tree::parse(text));
    (header != Header::default()).then_some(header)
}
