//! The shell every page sits in: the page's context, its navigation, and the parts pages are
//! built from.

mod area;
mod form;
mod page;
pub mod parts;
mod reach;
mod visitor;

pub use area::{Area, NavItem};
pub use form::{Form, Wrong};
pub use page::{Flash, Given, Html, Page, Whole};
pub use visitor::Visitor;
