//! All assignments that a person may see: the list that every figure leads to, and one of them.

mod detail;
mod file;
pub(crate) mod filter;
mod list;
mod sheet;

use luytre_office::access::Action::SeeAssignment;

use super::route::{Routes, Who};

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/nhiem-vu", Who::May(SeeAssignment), list::show)
        .get("/nhiem-vu.xlsx", Who::May(SeeAssignment), sheet::send)
        .get(
            "/nhiem-vu/{assignment}",
            Who::May(SeeAssignment),
            detail::show,
        )
        .get(
            "/nhiem-vu/{assignment}/tep/{file}",
            Who::May(SeeAssignment),
            file::send,
        )
}
