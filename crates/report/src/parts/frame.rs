//! What every document of an office bears around its text: letterhead, place and year, who gets
//! it, who signs.

use super::foot::{self, Copies};
use super::head;
use super::signer::SignerBlock;
use crate::ReportError;
use crate::blocks::Block;
use crate::layout::{Layout, Measures};

/// The frame of a document. Number, day and month stay blank for the clerk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Whose rules it follows.
    pub layout: Layout,
    /// The body above the issuing one, where it is named; line breaks are kept.
    pub superior: Option<String>,
    /// The issuing body; line breaks are kept: `Ủy ban nhân dân\nphường Ngọc Hà`.
    pub issuer: String,
    /// What follows the blank number: `UBND-VP`, `KH-UBND`; in Party documents `CV/ĐU`.
    pub symbol: String,
    /// Place of issue: `Ngọc Hà`; with the level where the rules want it (`Phường Phú Thọ`).
    pub place: String,
    /// Year of issue; day and month are left blank.
    pub year: i16,
    /// Who gets a copy. Where there are addressees, "Như trên" comes first by itself.
    pub copies_to: Vec<String>,
    /// Where it is kept: `VT, VP`; in Party documents `Văn phòng Đảng ủy`.
    pub filed: String,
    /// Who signs.
    pub signer: SignerBlock,
}

impl Frame {
    /// The heading of a letter, with its subject under the number.
    pub(crate) fn letter(&self, measures: &Measures, subject: &str) -> Block {
        head::heading(measures, self, Some(subject))
    }

    /// The heading of a document of a named kind, then kind and subject in the middle.
    pub(crate) fn named(&self, measures: &Measures, kind: &str, subject: &str) -> Vec<Block> {
        let mut out = vec![head::heading(measures, self, None)];
        out.extend(head::title(measures, kind, subject));
        out
    }

    /// Copies and signature of a document without addressees.
    pub(crate) fn ending(&self, measures: &Measures) -> Result<Vec<Block>, ReportError> {
        self.end(measures, &self.copies_to)
    }

    /// Copies and signature of a document with addressees.
    pub(crate) fn ending_as_above(&self, measures: &Measures) -> Result<Vec<Block>, ReportError> {
        self.end(measures, &foot::after_addressees(measures, &self.copies_to))
    }

    fn end(&self, measures: &Measures, to: &[String]) -> Result<Vec<Block>, ReportError> {
        let copies = Copies {
            to,
            filed: &self.filed,
        };
        foot::ending(measures, &copies, &self.signer)
    }
}
