//! The slip by which a unit is reminded of what is late or falls due soon (phiếu đôn đốc); one
//! unit after the other where several are reminded.

use crate::blocks::{Block, paragraph};
use crate::layout::{Measures, Part};
use crate::parts::rows::numbered_table;
use crate::parts::text::clean;
use crate::parts::{body, head};
use crate::{Document, Frame, ReportError};

/// Widths of the columns as parts of the page's: number, duty, source, day, how it stands.
const COLUMNS: [f64; 5] = [0.06, 0.42, 0.19, 0.15, 0.18];

/// Reminders of one day, each of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminders {
    /// Letterhead, copies, signature of each.
    pub frame: Frame,
    /// What each is about, under its title.
    pub subject: String,
    /// What stands before the tables.
    pub lead_in: String,
    /// How and whom to answer. A line break starts a new paragraph.
    pub closing: String,
    /// The units, in order; each on a page of its own.
    pub units: Vec<UnitReminder>,
}

/// What one unit is reminded of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitReminder {
    /// The unit.
    pub unit: String,
    /// What is late, the latest first.
    pub late: Vec<ReminderTask>,
    /// What falls due soon, the nearest first.
    pub soon: Vec<ReminderTask>,
}

/// One duty. What is not known is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReminderTask {
    /// What is to be done.
    pub text: String,
    /// Where it stands: `mục 2.1, Công văn số 101/CAT-PA05`.
    pub source: String,
    /// When it was or is due: `15/6/2026`.
    pub due: String,
    /// How it stands: `quá hạn 12 ngày`.
    pub stands: String,
}

impl Reminders {
    /// The reminders in their layout.
    ///
    /// # Errors
    /// [`ReportError::NoMandate`] when the layout knows no such manner of signing; other errors
    /// are faults of the program.
    pub fn document(&self) -> Result<Document, ReportError> {
        let measures = self.frame.layout.measures()?;
        let title = format!(
            "{}: {}",
            measures.words.reminder.title,
            clean(&self.subject)
        );
        let sections = self
            .units
            .iter()
            .map(|unit| self.section(&measures, unit))
            .collect::<Result<_, _>>()?;
        Ok(Document {
            measures,
            title,
            sections,
        })
    }

    fn section(
        &self,
        measures: &Measures,
        reminder: &UnitReminder,
    ) -> Result<Vec<Block>, ReportError> {
        let words = &measures.words.reminder;
        let mut out = self.frame.named(measures, &words.title, &self.subject);
        let to = head::addressees(measures, std::slice::from_ref(&reminder.unit));
        out.extend(to);
        out.extend(body::lead_in(&self.lead_in));
        let tables = [(&words.late, &reminder.late), (&words.soon, &reminder.soon)];
        let shown = tables.into_iter().filter(|(_, tasks)| !tasks.is_empty());
        for (number, (heading, tasks)) in (1_usize..).zip(shown) {
            let heading = format!("{number}. {heading}");
            out.push(paragraph(Part::Group).text(&heading).into());
            out.extend(table(measures, tasks));
        }
        out.extend(body::closing(measures, &self.closing));
        out.extend(self.frame.ending_as_above(measures)?);
        Ok(out)
    }
}

fn table(measures: &Measures, tasks: &[ReminderTask]) -> [Block; 2] {
    let rows = tasks.iter().map(|task| {
        vec![
            (Part::Cell, task.text.as_str()),
            (Part::CellMiddle, &task.source),
            (Part::CellMiddle, &task.due),
            (Part::CellMiddle, &task.stands),
        ]
    });
    numbered_table(measures, &COLUMNS, &measures.words.reminder.headings, rows)
}
