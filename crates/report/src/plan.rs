//! The plan by which an office carries out a dispatch (kế hoạch triển khai): what it is for, a
//! table of duties, how it is carried out.

use crate::blocks::{Block, paragraph};
use crate::layout::{Measures, Part};
use crate::parts::body;
use crate::parts::rows::numbered_table;
use crate::parts::text::{clean, closed, listed};
use crate::{Document, Frame, ReportError};

/// Widths of the columns as parts of the page's: number, duty, who leads, who helps, time, clause.
const COLUMNS: [f64; 6] = [0.06, 0.34, 0.18, 0.15, 0.16, 0.11];
/// Which column says who helps, and what takes its room where nobody does.
const HELPERS: usize = 3;
const DUTY: usize = 1;

/// A plan. Texts are given without numbers and without marks at the end (those that are there do
/// no harm).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImplementingPlan {
    /// Letterhead, copies, signature.
    pub frame: Frame,
    /// What the plan is for, under its title: `Triển khai thực hiện Công văn số … của …`.
    pub subject: String,
    /// Legal bases, each a phrase.
    pub basis: Vec<String>,
    /// What leads to the plan: `Thực hiện Công văn số …, Ủy ban nhân dân phường ban hành …:`.
    pub lead_in: String,
    /// What it is for.
    pub purposes: Vec<String>,
    /// What it asks of everybody.
    pub demands: Vec<String>,
    /// What leads to the table.
    pub before_tasks: String,
    /// The duties, in order.
    pub tasks: Vec<PlanTask>,
    /// Who does what to carry it out; each a paragraph.
    pub organisation: Vec<String>,
    /// The last paragraph.
    pub closing: String,
}

/// One duty. What is not stated is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlanTask {
    /// What is to be done.
    pub text: String,
    /// Who does it.
    pub leads: Vec<String>,
    /// Who helps.
    pub helps: Vec<String>,
    /// By when or how often.
    pub when: String,
    /// Where it stands in the dispatch: `mục 2.1`.
    pub clause: String,
}

impl ImplementingPlan {
    /// The plan in its layout.
    ///
    /// # Errors
    /// [`ReportError::NoMandate`] when the layout knows no such manner of signing; other errors
    /// are faults of the program.
    pub fn document(&self) -> Result<Document, ReportError> {
        let measures = self.frame.layout.measures()?;
        let kind = &measures.words.plan.title;
        let title = format!("{kind}: {}", clean(&self.subject));
        let mut blocks = self.frame.named(&measures, kind, &self.subject);
        self.opening(&measures, &mut blocks);
        self.aims(&measures, &mut blocks);
        self.duties(&measures, &mut blocks);
        self.close(&measures, &mut blocks);
        blocks.extend(self.frame.ending(&measures)?);
        Ok(Document::of_one(measures, title, blocks))
    }

    fn opening(&self, measures: &Measures, out: &mut Vec<Block>) {
        out.extend(body::bases(measures, &self.basis));
        out.extend(body::lead_in(&self.lead_in));
    }

    fn aims(&self, measures: &Measures, out: &mut Vec<Block>) {
        let words = &measures.words.plan;
        out.push(section(measures, 0));
        for (number, (heading, texts)) in [
            (&words.purposes, &self.purposes),
            (&words.demands, &self.demands),
        ]
        .into_iter()
        .enumerate()
        {
            let heading = format!("{}. {heading}", number + 1);
            out.push(paragraph(Part::Group).text(&heading).into());
            for text in texts {
                let line = format!("- {}", closed(text, "."));
                out.push(paragraph(Part::Body).text(&line).into());
            }
        }
    }

    fn duties(&self, measures: &Measures, out: &mut Vec<Block>) {
        out.push(section(measures, 1));
        out.extend(body::lead_in(&self.before_tasks));
        let helped = self.tasks.iter().any(|task| !task.helps.is_empty());
        let texts: Vec<[String; 2]> = self
            .tasks
            .iter()
            .map(|task| [several(&task.leads), several(&task.helps)])
            .collect();
        let rows = self.tasks.iter().zip(&texts).map(|(task, [leads, helps])| {
            let mut row = vec![
                (Part::Cell, task.text.as_str()),
                (Part::Cell, leads),
                (Part::Cell, helps),
                (Part::CellMiddle, &task.when),
                (Part::CellMiddle, &task.clause),
            ];
            if !helped {
                row.remove(HELPERS - 1);
            }
            row
        });
        let (widths, headings) = columns(measures, helped);
        out.extend(numbered_table(measures, &widths, &headings, rows));
    }

    fn close(&self, measures: &Measures, out: &mut Vec<Block>) {
        out.push(section(measures, 2));
        for (number, text) in (1_usize..).zip(&self.organisation) {
            let line = format!("{number}. {}", closed(text, "."));
            out.push(paragraph(Part::Body).text(&line).into());
        }
        out.extend(body::closing(measures, &self.closing));
    }
}

/// `II. NỘI DUNG NHIỆM VỤ`
fn section(measures: &Measures, number: usize) -> Block {
    const ROMAN: [&str; 3] = ["I", "II", "III"];
    let words = measures.words.plan.sections.get(number);
    let roman = ROMAN.get(number).copied().unwrap_or_default();
    let heading = words.map(|words| words.to_uppercase()).unwrap_or_default();
    paragraph(Part::Group)
        .text(&format!("{roman}. {heading}"))
        .into()
}

/// Names beside each other in a cell.
fn several(names: &[String]) -> String {
    let count = names.len();
    let parts = names.iter().enumerate().map(|(number, name)| {
        if count == 1 {
            clean(name)
        } else {
            listed(name, number, count)
        }
    });
    parts.collect::<Vec<_>>().join(" ")
}

/// Widths and headings; a column that would be empty gives its room to the duties.
fn columns(measures: &Measures, helped: bool) -> (Vec<f64>, Vec<String>) {
    let mut widths = COLUMNS.to_vec();
    let mut headings = measures.words.plan.headings.to_vec();
    if !helped {
        let freed = widths.remove(HELPERS);
        headings.remove(HELPERS);
        if let Some(duty) = widths.get_mut(DUTY) {
            *duty += freed;
        }
    }
    (widths, headings)
}
