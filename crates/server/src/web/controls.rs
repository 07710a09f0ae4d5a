//! The controls (biện pháp): which of them holds in which unit, and each with its clauses.

mod detail;
mod matrix;

use luytre_office::access::Action::SeeControls;

use super::route::{Routes, Who};

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/bien-phap", Who::May(SeeControls), matrix::show)
        .get("/bien-phap/{control}", Who::May(SeeControls), detail::show)
}
