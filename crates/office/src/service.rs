//! What the use cases stand on: the store, the data that the program carries, time and chance.

use std::sync::Arc;

use jiff::civil::Date;
use luytre_directive::Reader;
use luytre_model::calendar::Calendar;
use luytre_model::catalogue::Catalogue;
use luytre_model::clock::{Clock, Entropy, day_in_viet_nam};
use luytre_model::data::Faults;
use luytre_model::id::OfficeId;
use luytre_model::legal::Instruments;
use luytre_model::unit_sets::UnitPhrases;
use luytre_reader::{Eyes, Limits};
use luytre_store::{Stamp, Store, StoreError, Write};

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
    /// Which units a phrase of a dispatch means.
    pub phrases: UnitPhrases,
    /// The laws on which dispatches rest.
    pub instruments: Instruments,
    /// Reads dispatches.
    pub reader: Reader,
    /// How much one uploaded file may cost.
    pub limits: Limits,
    /// Who recognises the words of scans; `None`: the machine has no program for it.
    pub eyes: Option<Box<dyn Eyes + Send + Sync>>,
}

/// Greatest size of an uploaded file, in bytes.
pub const MOST_FILE_BYTES: u64 = 20 * 1024 * 1024;

impl Knowledge {
    /// What is built into the program.
    ///
    /// # Errors
    /// All that is wrong in its data.
    pub fn embedded() -> Result<Self, Faults> {
        let catalogue = Catalogue::embedded()?;
        let reader = Reader::new(&catalogue);
        Ok(Self {
            catalogue,
            calendar: Calendar::embedded()?,
            phrases: UnitPhrases::embedded()?,
            instruments: Instruments::embedded()?,
            reader,
            limits: Limits {
                file_bytes: MOST_FILE_BYTES,
                ..Limits::default()
            },
            eyes: None,
        })
    }
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
        Self {
            store,
            knowledge,
            clock,
            entropy,
        }
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
        Stamp {
            at: self.clock.now(),
            entropy: &*self.entropy,
        }
    }

    /// Begins a change by whom `permit` was given to. It waits for other changes of the office: what
    /// it reads, no other changes until it has ended.
    pub(crate) async fn begin<'a>(&'a self, permit: &Permit<'a>) -> Result<Change<'a>, StoreError> {
        let write = self.begin_program(permit.actor().office).await?;
        Ok(Change::new(write, self.stamp(), permit))
    }

    /// The same for a change by the program itself.
    pub(crate) async fn begin_program(&self, office: OfficeId) -> Result<Write, StoreError> {
        let mut write = self.store.write().await?;
        write.queue(office).await?;
        Ok(write)
    }
}
