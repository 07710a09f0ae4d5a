//! The slip by which one unit is told its duties out of a dispatch (phiếu giao việc).

use crate::docx::block::{Grid, paragraph, table};
use crate::docx::package::document;
use crate::docx::xml::Element;
use crate::layout::{Layout, Measures, Part, mm};
use crate::parts::text::{clean, lines};
use crate::parts::{foot, head};
use crate::{ReportError, SignerBlock};

/// Widths of the columns as parts of the page's: number, duty, clause, time, proof.
const COLUMNS: [f64; 5] = [0.07, 0.42, 0.13, 0.17, 0.21];

/// An assignment slip. Number and date stay blank for the clerk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignmentSlip {
    /// Whose rules it follows.
    pub layout: Layout,
    /// The body above the issuing one, where it is named.
    pub superior: Option<String>,
    /// The issuing body; line breaks are kept.
    pub issuer: String,
    /// What follows the blank number: `PGV-UBND`.
    pub symbol: String,
    /// Place of issue.
    pub place: String,
    /// Year of issue.
    pub year: i16,
    /// What the slip is about, under its title: `Thực hiện Công văn số … của …`.
    pub subject: String,
    /// The unit and what it is told, before the table. A line break starts a new paragraph.
    pub lead_in: String,
    /// The duties, in order.
    pub tasks: Vec<SlipTask>,
    /// How to report and whom to ask, after the table. A line break starts a new paragraph.
    pub closing: String,
    /// Who gets a copy, the unit first.
    pub copies_to: Vec<String>,
    /// Where it is kept: `VT, VP`.
    pub filed: String,
    /// Who signs.
    pub signer: SignerBlock,
}

/// One duty of the unit. What is not stated is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SlipTask {
    /// What is to be done.
    pub text: String,
    /// Where it stands in the dispatch: `khoản 2.1`.
    pub clause: String,
    /// By when or how often.
    pub when: String,
    /// What proves that it is done.
    pub proof: String,
}

impl AssignmentSlip {
    /// The slip as a DOCX file.
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
            subject: None,
        };
        let kind = &measures.words.slip.title;
        let mut content = head::heading(&measures, &heading);
        content.extend(head::title(&measures, kind, &self.subject));
        for line in lines(&self.lead_in) {
            content.push(paragraph(Part::Body).text(&line).keep_next().build());
        }
        content.push(paragraph(Part::Gap).keep_next().build());
        content.push(duties(&measures, &self.tasks));
        content.extend(foot::closing(&measures, &self.closing));
        let copies = foot::Copies {
            to: &self.copies_to,
            filed: &self.filed,
        };
        content.extend(foot::ending(&measures, &copies, &self.signer)?);
        let title = format!("{kind}: {}", clean(&self.subject));
        document(&measures, &title, content)
    }
}

fn duties(measures: &Measures, tasks: &[SlipTask]) -> Element {
    let cell = |part: Part, text: &str| vec![paragraph(part).text(&clean(text)).build()];
    let words = &measures.words.slip.headings;
    let mut rows = vec![
        words
            .iter()
            .map(|heading| cell(Part::CellHead, heading))
            .collect(),
    ];
    rows.extend(tasks.iter().enumerate().map(|(number, task)| {
        vec![
            cell(Part::CellMiddle, &(number + 1).to_string()),
            cell(Part::Cell, &task.text),
            cell(Part::CellMiddle, &task.clause),
            cell(Part::CellMiddle, &task.when),
            cell(Part::Cell, &task.proof),
        ]
    }));
    let page = mm(measures.page.text_width_mm());
    table(Grid::Drawn, &COLUMNS.map(|share| share * page), rows)
}
