//! Typed identifiers: a person's id cannot be passed where a unit's is wanted.
//!
//! All are UUID version 7 (RFC 9562) made by the program, so that they sort by time of making and
//! no database hands them out. Written as 36 lower-case characters everywhere: in the database, in
//! addresses of pages, in the ledger.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A text that is no identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not an identifier")]
pub struct InvalidId {
    /// What was given.
    pub text: String,
}

/// Builds a version 7 UUID from `millis` (Unix time in milliseconds) and ten random bytes.
#[must_use]
pub fn uuid_v7(millis: u64, random: [u8; 10]) -> Uuid {
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// An id from a UUID made by [`uuid_v7`].
            #[must_use]
            pub const fn new(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.as_hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0.as_hyphenated())
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                // `Uuid` also reads braces, URNs and capitals; an address has one spelling only.
                match Uuid::try_parse(text) {
                    Ok(uuid) if uuid.as_hyphenated().to_string() == text => Ok(Self(uuid)),
                    _ => Err(InvalidId { text: text.chars().take(40).collect() }),
                }
            }
        }
    )*};
}

ids! {
    /// An office (cơ quan): the tenant; every row belongs to one.
    OfficeId;
    /// A unit (đơn vị) of an office.
    UnitId;
    /// A person (cán bộ) of an office.
    PersonId;
    /// A signed-in browser.
    SessionId;
    /// A dispatch (công văn, văn bản) that an office received.
    DispatchId;
    /// An obligation (nhiệm vụ): one duty found in a clause of a dispatch.
    ObligationId;
    /// An assignment (giao việc): an obligation given to a unit.
    AssignmentId;
    /// An occurrence (kỳ): one dated instance of an assignment.
    OccurrenceId;
    /// A report on an occurrence, with what proves it (minh chứng).
    EvidenceId;
    /// A stored file.
    FileId;
    /// A difficulty (khó khăn, vướng mắc) that a unit asked about.
    QuestionId;
    /// An entry (dòng) of a register: a device, an account.
    EntryId;
    /// An event in the audit trail.
    EventId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes_and_nothing_else() {
        let id = UnitId::new(uuid_v7(1_790_000_000_000, [7; 10]));
        assert_eq!(id.to_string().parse::<UnitId>(), Ok(id));
        for wrong in [
            "",
            "1",
            "{01932c07-209c-7707-8707-070707070707}",
            &id.to_string().to_uppercase(),
            "../etc",
        ] {
            assert!(wrong.parse::<UnitId>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn later_ids_sort_after_earlier_ones() {
        let early = OfficeId::new(uuid_v7(1_000, [255; 10]));
        let late = OfficeId::new(uuid_v7(1_001, [0; 10]));
        assert!(early < late);
        assert!(early.to_string() < late.to_string());
    }
}
