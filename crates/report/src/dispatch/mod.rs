//! The dispatch by which an office carries out one that it received (công văn triển khai): what it
//! says, as plain data, and its document. Number and date stay blank for the clerk.

mod body;
mod foot;
mod head;
mod text;

use crate::ReportError;
use crate::docx::package::document;
use crate::layout::Layout;

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

/// The signature block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignerBlock {
    /// By what right, from top to bottom.
    pub authority: Vec<Authority>,
    /// The official post; line breaks are kept (`Chánh Văn phòng Đảng ủy\nkiêm\nThành viên …`).
    pub title: String,
    /// The name, without academic titles.
    pub name: String,
}

/// A line above the signer's post. How it is written (`TM.` or `T/M`) is the layout's matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Authority {
    /// On behalf of a collective body: `Ủy ban nhân dân`.
    OnBehalf(String),
    /// A deputy for the head: `Chủ tịch`.
    ForHead(String),
    /// By order of: `Chủ tịch`.
    ByOrder(String),
    /// By mandate of: `Chủ tịch`. The Party layout knows none.
    ByMandate(String),
    /// As written.
    Plain(String),
}

impl Authority {
    /// Reads a line in either manner of writing: `TM. ỦY BAN NHÂN DÂN`, `K/T TRƯỞNG BAN`.
    #[must_use]
    pub fn read(line: &str) -> Self {
        type Make = fn(String) -> Authority;
        const MANNERS: [(&str, Make); 8] = [
            ("TUQ.", Authority::ByMandate),
            ("TM.", Authority::OnBehalf),
            ("T/M", Authority::OnBehalf),
            ("KT.", Authority::ForHead),
            ("K/T", Authority::ForHead),
            ("TL.", Authority::ByOrder),
            ("T/L", Authority::ByOrder),
            ("TUQ", Authority::ByMandate),
        ];
        let line = line.trim();
        for (mark, make) in MANNERS {
            if let Some(of) = line.strip_prefix(mark) {
                return make(of.trim().to_owned());
            }
        }
        Self::Plain(line.to_owned())
    }
}

impl ImplementingDispatch {
    /// The dispatch as a DOCX file.
    ///
    /// # Errors
    /// [`ReportError::NoMandate`] when the layout knows no such manner of signing; other errors
    /// are faults of the program.
    pub fn to_docx(&self) -> Result<Vec<u8>, ReportError> {
        let measures = self.layout.measures()?;
        let mut content = head::head(&measures, self);
        content.extend(head::addressees(&measures, &self.recipients));
        content.extend(body::body(&measures, self));
        content.extend(foot::foot(&measures, self)?);
        document(&measures, &text::clean(&self.subject), content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_manners_of_signing_in_both_layouts() {
        let body = "ỦY BAN NHÂN DÂN".to_owned();
        for line in ["TM. ỦY BAN NHÂN DÂN", "T/M ỦY BAN NHÂN DÂN"] {
            assert_eq!(Authority::read(line), Authority::OnBehalf(body.clone()));
        }
        assert_eq!(
            Authority::read("KT. CHỦ TỊCH"),
            Authority::ForHead("CHỦ TỊCH".to_owned())
        );
        assert_eq!(
            Authority::read("TUQ. CHỦ TỊCH"),
            Authority::ByMandate("CHỦ TỊCH".to_owned())
        );
        assert_eq!(
            Authority::read("Q. CHỦ TỊCH"),
            Authority::Plain("Q. CHỦ TỊCH".to_owned())
        );
    }
}
