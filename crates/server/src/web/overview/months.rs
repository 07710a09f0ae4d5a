//! What fell due in each month: reported in time, late, not at all. Columns drawn by the server,
//! the figures in a table under them.

use askama::Template;
use askama::filters::HtmlSafe;
use luytre_office::overview::MonthFigures;

use crate::web::shell::Page;

/// Height of the drawing, in its own units.
const HEIGHT: u64 = 400;
/// Width of a month, and of its column.
const STEP: usize = 30;

/// The chart.
#[derive(Debug, Clone, Template)]
#[template(path = "overview/months.html")]
pub(crate) struct Months {
    page: Page,
    months: Vec<Month>,
}

impl HtmlSafe for Months {}

/// One month.
#[derive(Debug, Clone)]
struct Month {
    label: String,
    x: usize,
    figures: MonthFigures,
    in_time: Piece,
    late: Piece,
    missing: Piece,
}

/// A piece of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    y: u64,
    height: u64,
}

impl Months {
    /// The months in the order given.
    pub(crate) fn new(page: &Page, figures: &[MonthFigures]) -> Self {
        let most = figures
            .iter()
            .map(|month| month.due)
            .max()
            .unwrap_or(0)
            .max(1);
        let months = figures
            .iter()
            .enumerate()
            .map(|(at, month)| column(at, month, most))
            .collect();
        Self {
            page: page.clone(),
            months,
        }
    }

    /// Whether there is anything to draw.
    fn is_empty(&self) -> bool {
        self.months.iter().all(|month| month.figures.due == 0)
    }

    fn width(&self) -> usize {
        self.months.len() * STEP
    }

    fn caption(&self) -> String {
        let sum = |of: fn(&MonthFigures) -> u64| {
            self.months
                .iter()
                .map(|month| of(&month.figures))
                .sum::<u64>()
        };
        self.page
            .a("overview-months-caption")
            .with("due", sum(|month| month.due))
            .with("time", sum(|month| month.in_time))
            .with("late", sum(|month| month.late))
            .to_string()
    }

    /// The first and the last month, under the drawing.
    fn ends(&self) -> impl Iterator<Item = &str> {
        [self.months.first(), self.months.last()]
            .into_iter()
            .flatten()
            .map(|month| month.label.as_str())
    }
}

/// Stacked from the ground: in time, late, not reported.
fn column(at: usize, month: &MonthFigures, most: u64) -> Month {
    let late = month.late.min(month.due);
    let in_time = month.in_time.min(month.due - late);
    let mut below = 0;
    let mut piece = |number: u64| {
        let from = below * HEIGHT / most;
        below += number;
        let to = below * HEIGHT / most;
        Piece {
            y: HEIGHT.saturating_sub(to),
            height: to - from,
        }
    };
    Month {
        label: format!("{:02}/{}", month.month, month.year),
        x: at * STEP + STEP / 6,
        in_time: piece(in_time),
        late: piece(late),
        missing: piece(month.due - late - in_time),
        figures: *month,
    }
}

impl Month {
    const fn missing(&self) -> u64 {
        self.figures
            .due
            .saturating_sub(self.figures.in_time + self.figures.late)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(due: u64, in_time: u64, late: u64) -> MonthFigures {
        MonthFigures {
            year: 2026,
            month: 6,
            due,
            in_time,
            late,
        }
    }

    #[test]
    fn a_column_is_stacked_to_the_height_of_what_fell_due() {
        let drawn = column(0, &month(4, 2, 1), 8);
        assert_eq!(
            drawn.in_time,
            Piece {
                y: 300,
                height: 100
            }
        );
        assert_eq!(drawn.late, Piece { y: 250, height: 50 });
        assert_eq!(drawn.missing, Piece { y: 200, height: 50 });
    }

    #[test]
    fn pieces_leave_no_gap_where_they_do_not_come_out_even() {
        let drawn = column(3, &month(7, 3, 3), 7);
        assert_eq!(drawn.in_time.y, drawn.late.y + drawn.late.height);
        assert_eq!(drawn.late.y, drawn.missing.y + drawn.missing.height);
        assert_eq!(drawn.missing.y, 0);
    }

    #[test]
    fn more_reports_than_due_do_not_grow_out_of_the_drawing() {
        let drawn = column(0, &month(2, 5, 5), 2);
        assert_eq!((drawn.late.height, drawn.in_time.height), (HEIGHT, 0));
    }
}
