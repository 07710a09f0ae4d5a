//! What the use cases stand on: the store, the data that the program carries, time and chance.

use std::sync::Arc;

use jiff::civil::Date;
use luytre_directive::Reader;
use luytre_model::calendar::Calendar;
use luytre_model::catalogue::Catalogue;
use luytre_model::clock::{Clock, Entropy, day_in_viet_nam};
use luytre_store::{Stamp, Store, StoreError};

use crate::access::Permit;
use crate::change::Change;

/// The use cases. Cheap to clone; every request has one.
#[derive(Clone)]
pub struct Service {
    pub(crate) store: Store,
    pub(crate) knowledge: Arc<Knowledge>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
}

/// What the program knows before any office uses it: embedded data, checked at start.
pub struct Knowledge {
    /// The 57 controls.
    pub catalogue: Catalogue,
    /// Working days.
    pub calendar: Calendar,
    /// Reads dispatches.
    pub reader: Reader,
}

impl Service {
    /// Use cases over `store`.
    #[must_use]
    pub fn new(
        store: Store,
        knowledge: Arc<Knowledge>,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Self {
        Self { store, knowledge, clock, entropy }
    }

    /// The embedded data.
    #[must_use]
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }

    /// Today in Viet Nam.
    #[must_use]
    pub fn today(&self) -> Date {
        day_in_viet_nam(self.clock.now())
    }

    /// The present moment and chance, for one change.
    pub(crate) fn stamp(&self) -> Stamp<'_> {
        Stamp { at: self.clock.now(), entropy: &*self.entropy }
    }

    /// Begins a change by whom `permit` was given to.
    pub(crate) async fn begin<'a>(&'a self, permit: &Permit<'a>) -> Result<Change<'a>, StoreError> {
        Ok(Change::new(self.store.write().await?, self.stamp(), permit))
    }
}
