//! The pages, an area to a folder: handler, template struct and template lie together.

pub mod account;
pub mod address;
pub mod admin;
pub mod assignments;
pub mod controls;
pub mod dispatches;
mod drafting;
pub mod enter;
pub mod errors;
pub mod home;
pub mod keys;
pub mod ledger;
pub mod link;
pub mod named;
pub mod outcome;
pub mod overview;
pub mod people;
pub mod questions;
pub mod registers;
pub mod reminders;
pub mod route;
pub mod search;
pub mod set_up;
pub mod shell;
pub mod sign_in;
pub mod telling;
pub mod unit;
pub mod units;
pub mod upload;
pub mod work;

use route::Routes;

use crate::http::Problem;

/// Every route of the product but the few of [`crate::http`]; an area is one line.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .merge(home::routes())
        .merge(sign_in::routes())
        .merge(link::routes())
        .merge(enter::routes())
        .merge(account::routes())
        .merge(set_up::routes())
        .merge(admin::routes())
        .merge(people::routes())
        .merge(units::routes())
        .merge(overview::routes())
        .merge(work::routes())
        .merge(assignments::routes())
        .merge(questions::routes())
        .merge(reminders::routes())
        .merge(controls::routes())
        .merge(unit::routes())
        .merge(registers::routes())
        .merge(search::routes())
        .merge(ledger::routes())
        .merge(dispatches::routes())
}

/// The id in an address; what is no id is nothing there.
///
/// # Errors
/// [`Problem::NotFound`].
pub fn id<T: std::str::FromStr>(text: &str) -> Result<T, Problem> {
    text.parse().map_err(|_| Problem::NotFound)
}
