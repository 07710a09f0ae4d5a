//! Workbooks: every cell with text as a piece with its place; dates and numbers as they are shown,
//! as well as may be. Formulas give the value that was last computed; nothing is computed, macros
//! and links stay closed.

mod format;
mod ods;
mod xls;
mod xlsx;

pub(crate) use format::civil;
pub(crate) use ods::read as read_ods;
pub(crate) use xls::read as read_xls;
pub(crate) use xlsx::read as read_xlsx;

use crate::assembly::Assembly;
use crate::legacy::FontCode;
use crate::{Place, Problem};

/// Hands over cells sheet by sheet.
struct Cells<'out> {
    out: &'out mut Assembly,
    sheet: u32,
    hidden: usize,
}

impl<'out> Cells<'out> {
    const fn new(out: &'out mut Assembly) -> Self {
        Self {
            out,
            sheet: 0,
            hidden: 0,
        }
    }

    /// A sheet begins. Sheets count as tables, hidden ones too.
    fn begin(&mut self, hidden: bool) {
        self.sheet = self.sheet.saturating_add(1);
        self.hidden += usize::from(hidden);
        self.out.gap();
    }

    /// Rows and columns count from 1.
    fn cell(&mut self, row: u32, column: u32, text: &str) {
        let table = self.sheet;
        self.out.piece(Place::Cell { table, row, column }, text);
    }

    /// Decodes text in a font of an old encoding.
    fn decoded(&mut self, text: String, font: Option<&str>) -> String {
        let Some(code) = font.and_then(FontCode::of) else {
            return text;
        };
        let decoded = code.decode(&text);
        if decoded != text {
            self.out.problem(code.problem());
        }
        decoded
    }

    const fn is_full(&self) -> bool {
        self.out.is_full()
    }

    fn finish(self) {
        if self.hidden > 0 {
            let pieces = self.hidden;
            self.out.problem(Problem::HiddenText { pieces });
        }
    }
}
