//! Which assignments a list shows, as it stands in an address: `/nhiem-vu?xem=qua-han&don-vi=…`.
//! What cannot be read is left out: an old or mistyped link shows more, never an error.

use luytre_model::id::{DispatchId, UnitId};
use luytre_model::status::Status;
use luytre_office::overview::AssignmentFilter;
use serde::Deserialize;

use crate::web::address::with_query;

/// The query of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Query {
    /// A saved view.
    #[serde(default)]
    pub(crate) xem: String,
    /// A unit.
    #[serde(default, rename = "don-vi")]
    pub(crate) unit: String,
    /// A control.
    #[serde(default, rename = "bien-phap")]
    pub(crate) control: String,
    /// A dispatch.
    #[serde(default, rename = "van-ban")]
    pub(crate) dispatch: String,
    /// Where the page begins.
    #[serde(default)]
    pub(crate) sau: String,
}

/// The saved view of what is due soon, whatever its status.
pub(crate) const SOON: &str = "den-han";

/// The saved views: name in the address, key of the words, status.
pub(crate) const VIEWS: [(&str, &str, Option<Status>); 9] = [
    ("", "assignments-all", None),
    (SOON, "assignments-soon", None),
    ("qua-han", "assignments-overdue", Some(Status::Overdue)),
    ("chua-dat", "assignments-failing", Some(Status::Failing)),
    ("minh-chung-cu", "assignments-stale", Some(Status::Stale)),
    ("cho-xac-nhan", "assignments-waiting", Some(Status::Waiting)),
    ("chua-co-bao-cao", "assignments-open", Some(Status::Open)),
    ("dat", "assignments-met", Some(Status::Met)),
    (
        "khong-ap-dung",
        "assignments-not-applicable",
        Some(Status::NotApplicable),
    ),
];

impl Query {
    /// As the use case takes it.
    pub(crate) fn filter(&self) -> AssignmentFilter {
        AssignmentFilter {
            unit: self.unit.parse::<UnitId>().ok(),
            control: (!self.control.is_empty()).then(|| self.control.clone()),
            dispatch: self.dispatch.parse::<DispatchId>().ok(),
            status: self.view().2,
            soon: self.view().0 == SOON,
        }
    }

    /// The saved view.
    pub(crate) fn view(&self) -> (&'static str, &'static str, Option<Status>) {
        let found = VIEWS.iter().find(|(name, ..)| *name == self.xem);
        found.or(VIEWS.first()).copied().unwrap_or_default()
    }

    /// The address of the list with this query.
    pub(crate) fn href(&self) -> String {
        self.at("/nhiem-vu")
    }

    /// The same rows at another address.
    pub(crate) fn at(&self, path: &str) -> String {
        let pairs = [
            ("xem", self.xem.as_str()),
            ("don-vi", &self.unit),
            ("bien-phap", &self.control),
            ("van-ban", &self.dispatch),
            ("sau", &self.sau),
        ];
        with_query(path, &pairs)
    }

    /// The first page of another view of the same rows.
    pub(crate) fn viewed(&self, view: &str) -> Self {
        Self {
            xem: view.to_owned(),
            sau: String::new(),
            ..self.clone()
        }
    }

    /// Of one unit.
    pub(crate) fn unit(mut self, unit: UnitId) -> Self {
        self.unit = unit.to_string();
        self
    }

    /// Of one control.
    pub(crate) fn control(mut self, control: &str) -> Self {
        control.clone_into(&mut self.control);
        self
    }

    /// With one status.
    pub(crate) fn status(self, status: Status) -> Self {
        let found = VIEWS.iter().find(|(.., of)| *of == Some(status));
        self.viewed(found.map_or("", |(name, ..)| name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNIT: &str = "01932c07-209c-7707-8707-070707070707";

    #[test]
    fn every_status_has_a_view_that_reads_back() {
        for status in Status::ALL {
            let query = Query::default().status(*status);
            assert_eq!(query.filter().status, Some(*status));
            assert_ne!(query.xem, "", "{status}");
        }
    }

    #[test]
    fn a_link_holds_what_it_filters_by() {
        let query = Query::default()
            .unit(UNIT.parse().unwrap())
            .control("ACC-03")
            .status(Status::Overdue);
        assert_eq!(
            query.href(),
            format!("/nhiem-vu?xem=qua-han&don-vi={UNIT}&bien-phap=ACC-03")
        );
        assert_eq!(query.filter().unit, UNIT.parse().ok());
    }

    #[test]
    fn what_cannot_be_read_filters_nothing() {
        let query = Query {
            xem: "x".to_owned(),
            unit: "../1".to_owned(),
            ..Query::default()
        };
        assert_eq!(query.filter(), AssignmentFilter::default());
    }

    #[test]
    fn what_is_due_soon_is_a_view_of_any_status() {
        let filter = Query::default().viewed(SOON).filter();
        assert_eq!((filter.soon, filter.status), (true, None));
    }

    #[test]
    fn another_view_begins_on_its_first_page() {
        let query = Query {
            sau: "k".to_owned(),
            dispatch: UNIT.to_owned(),
            ..Query::default()
        };
        assert_eq!(
            query.viewed("dat").href(),
            format!("/nhiem-vu?xem=dat&van-ban={UNIT}")
        );
    }
}
