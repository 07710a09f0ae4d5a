//! What the reader of a page may open: an address is offered as a link only to who may follow it.
//! Nothing is decided here; the table of `luytre_office::access` says it.

use luytre_model::catalogue::ControlId;
use luytre_model::id::UnitId;
use luytre_office::access::Action::{DraftDispatch, SeeAssignment, SeeDispatches, SeeOverview};
use luytre_office::access::{Target, decide};

use super::Page;
use crate::session::{may, may_everywhere};

impl Page {
    /// Whether the reader may look at the work of a unit.
    pub(crate) fn follows(&self, unit: &UnitId) -> bool {
        self.reader().is_some_and(|reader| {
            decide(reader, SeeAssignment, &Target::unit(reader.office, *unit)).is_ok()
        })
    }

    /// Whether the reader may look at the work of any unit.
    pub(crate) fn follows_any(&self) -> bool {
        self.reader()
            .is_some_and(|reader| may(reader, SeeAssignment))
    }

    /// The page of a control; of what fits none, its rows for who may see them.
    pub(crate) fn control_link(&self, control: &str) -> Option<String> {
        let has_page = control.parse::<ControlId>().is_ok();
        (has_page || self.follows_any()).then(|| self.control_href(control))
    }

    /// Whether the reader may open dispatches.
    pub(crate) fn reads_dispatches(&self) -> bool {
        self.reader()
            .is_some_and(|reader| may_everywhere(reader, SeeDispatches))
    }

    /// Whether the reader may open the overview.
    pub(crate) fn sees_overview(&self) -> bool {
        self.reader()
            .is_some_and(|reader| may_everywhere(reader, SeeOverview))
    }

    /// Whether the reader may draft documents of the office.
    pub(crate) fn drafts(&self) -> bool {
        self.reader()
            .is_some_and(|reader| may_everywhere(reader, DraftDispatch))
    }
}
