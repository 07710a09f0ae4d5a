//! The dispatch by which an office carries out one that it received (công văn triển khai): what it
//! says, as plain data, and its document. Number and date stay blank for the clerk.

mod body;

use crate::docx::package::document;
use crate::layout::Layout;
use crate::parts::text::clean;
use crate::parts::{foot, head};
use crate::{ReportError, SignerBlock};

/// An implementing dispatch. Texts are given without the marks that the layout sets: no `V/v`, no
/// dash, no `;` or full stop at the end (those that are there do no harm).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImplementingDispatch {
    /// Whose rules it follows.
    pub layout: Layout,
    /// The body above the issuing one, where it is named; line breaks are kept.
    pub superior: Option<String>,
    /// The issuing body; line breaks are kept: `Ủy ban nhân dân\nphường Ngọc Hà`.
    pub issuer: String,
    /// What follows the blank number: `UBND-VP`; in Party documents `CV/ĐU`.
    pub symbol: String,
    /// Place of issue: `Ngọc Hà`; with the level where the rules want it (`Phường Phú Thọ`).
    pub place: String,
    /// Year of issue; day and month are left blank.
    pub year: i16,
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
    /// Who else gets a copy; "Như trên" comes first by itself.
    pub copies_to: Vec<String>,
    /// Where it is kept: `VT, VP`; in Party documents `Văn phòng Đảng ủy`.
    pub filed: String,
    /// Who signs.
    pub signer: SignerBlock,
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
    /// The dispatch as a DOCX file.
    ///
    /// # Errors
    /// [`ReportError::NoMandate`] when the layout knows no such manner of signing; other errors
    /// are faults of the program.
    pub fn to_docx(&self) -> Result<Vec<u8>, ReportError> {
        let measures = self.layout.measures()?;
        let heading = head::Heading {
            superior: self.superior.as_deref(),
            issuer: &self.issuer,
            symbol: &self.symbol,
            place: &self.place,
            year: self.year,
            subject: Some(&self.subject),
        };
        let mut content = head::heading(&measures, &heading);
        content.extend(head::addressees(&measures, &self.recipients));
        content.extend(body::body(&measures, self));
        let copies = foot::Copies {
            to: &foot::after_addressees(&measures, &self.copies_to),
            filed: &self.filed,
        };
        content.extend(foot::ending(&measures, &copies, &self.signer)?);
        document(&measures, &clean(&self.subject), content)
    }
}
