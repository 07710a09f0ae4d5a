//! The slip by which one unit is told its duties out of a dispatch (phiếu giao việc).

use crate::blocks::Block;
use crate::layout::{Measures, Part};
use crate::parts::body;
use crate::parts::rows::numbered_table;
use crate::parts::text::clean;
use crate::{Document, Frame, ReportError};

/// Widths of the columns as parts of the page's: number, duty, clause, time, proof.
const COLUMNS: [f64; 5] = [0.07, 0.42, 0.13, 0.17, 0.21];

/// An assignment slip. Number and date stay blank for the clerk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignmentSlip {
    /// Letterhead, copies, signature. The unit comes first of those who get a copy.
    pub frame: Frame,
    /// What the slip is about, under its title: `Thực hiện Công văn số … của …`.
    pub subject: String,
    /// The unit and what it is told, before the table. A line break starts a new paragraph.
    pub lead_in: String,
    /// The duties, in order.
    pub tasks: Vec<SlipTask>,
    /// How to report and whom to ask, after the table. A line break starts a new paragraph.
    pub closing: String,
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
    /// The slip in its layout.
    ///
    /// # Errors
    /// [`ReportError::NoMandate`] when the layout knows no such manner of signing; other errors
    /// are faults of the program.
    pub fn document(&self) -> Result<Document, ReportError> {
        let measures = self.frame.layout.measures()?;
        let kind = &measures.words.slip.title;
        let title = format!("{kind}: {}", clean(&self.subject));
        let mut blocks = self.frame.named(&measures, kind, &self.subject);
        blocks.extend(body::lead_in(&self.lead_in));
        blocks.extend(self.tasks(&measures));
        blocks.extend(body::closing(&measures, &self.closing));
        blocks.extend(self.frame.ending(&measures)?);
        Ok(Document::of_one(measures, title, blocks))
    }

    fn tasks(&self, measures: &Measures) -> [Block; 2] {
        let rows = self.tasks.iter().map(|task| {
            vec![
                (Part::Cell, task.text.as_str()),
                (Part::CellMiddle, &task.clause),
                (Part::CellMiddle, &task.when),
                (Part::Cell, &task.proof),
            ]
        });
        numbered_table(measures, &COLUMNS, &measures.words.slip.headings, rows)
    }
}
