//! The dispatch by which an office carries out one that it received (công văn triển khai): what it
//! says, as plain data, and its document. Number and date stay blank for the clerk.

mod body;

use crate::parts::head;
use crate::parts::text::clean;
use crate::{Document, Frame, ReportError};

/// An implementing dispatch. Texts are given without the marks that the layout sets: no `V/v`, no
/// dash, no `;` or full stop at the end (those that are there do no harm).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImplementingDispatch {
    /// Letterhead, copies, signature.
    pub frame: Frame,
    /// What it is about.
    pub subject: String,
    /// Addressees, at least one.
    pub recipients: Vec<String>,
    /// Legal bases, each a phrase: `Căn cứ Luật An ninh mạng …`. Letters often have none.
    pub basis: Vec<String>,
    /// What leads to the duties: `Thực hiện Công văn số … , Ủy ban nhân dân phường yêu cầu … sau:`.
    /// A line break starts a new paragraph.
    pub lead_in: String,
    /// The duties, in order.
    pub tasks: Vec<TaskGroup>,
    /// How and by when results are reported.
    pub reporting: Option<String>,
    /// The closing order and whom to turn to with difficulties. A line break starts a new paragraph.
    pub closing: String,
}

/// Duties under one heading: a unit, or a clause of the dispatch that is carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskGroup {
    /// The heading; when empty, the items are numbered in its stead.
    pub heading: String,
    /// The duties.
    pub items: Vec<TaskItem>,
}

/// One duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskItem {
    /// What is to be done.
    pub text: String,
    /// By when or how often: `trước ngày 30/6/2026`, `hằng quý`.
    pub when: Option<String>,
    /// Who does it, where the heading does not say so.
    pub units: Vec<String>,
}

impl ImplementingDispatch {
    /// The dispatch in its layout.
    ///
    /// # Errors
    /// [`ReportError::NoMandate`] when the layout knows no such manner of signing; other errors
    /// are faults of the program.
    pub fn document(&self) -> Result<Document, ReportError> {
        let measures = self.frame.layout.measures()?;
        let mut blocks = vec![self.frame.letter(&measures, &self.subject)];
        blocks.extend(head::addressees(&measures, &self.recipients));
        blocks.extend(body::body(&measures, self));
        blocks.extend(self.frame.ending_as_above(&measures)?);
        Ok(Document::of_one(measures, clean(&self.subject), blocks))
    }
}
