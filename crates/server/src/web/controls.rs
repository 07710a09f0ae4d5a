//! The controls (biện pháp): which of them holds in which unit, and each with its clauses.

mod detail;
mod matrix;

use luytre_office::access::Action::SeeControls;

use luytre_model::catalogue::{Measure, Value};

use super::route::{Routes, Who};
use super::shell::Page;

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/bien-phap", Who::May(SeeControls), matrix::show)
        .get("/bien-phap/{control}", Who::May(SeeControls), detail::show)
}

/// A value of a parameter: "90 ngày", "có".
pub(crate) fn value(page: &Page, measure: Measure, value: Value) -> String {
    match value {
        Value::YesNo(true) => page.w("controls-yes").into_owned(),
        Value::YesNo(false) => page.w("controls-no").into_owned(),
        Value::Number(number) => page
            .a(measure_key(measure))
            .with("count", number)
            .to_string(),
    }
}

const fn measure_key(measure: Measure) -> &'static str {
    match measure {
        Measure::Minutes => "controls-minutes",
        Measure::Hours => "controls-hours",
        Measure::Days => "controls-days",
        Measure::WorkingDays => "controls-working-days",
        Measure::Months => "controls-months",
        Measure::Characters => "controls-characters",
        Measure::Percent => "controls-percent",
        Measure::Count | Measure::YesNo => "controls-number",
    }
}
