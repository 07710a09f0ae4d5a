//! The registers (sổ) of an office: what it has that must be looked after. An entry is what a
//! person wrote down; what is wrong with it is computed, never stored.

pub mod account;
pub mod device;

pub use account::{Account, AccountKind, Password, TwoStep};
pub use device::{Device, DeviceKind, Purpose, Seal, Zone};

use crate::text_enum;

text_enum! {
    /// Whether an entry still counts. Entries are closed, never removed.
    EntryState, "a state of an entry" {
        /// In use (đang sử dụng).
        InUse = "in_use",
        /// Retired, closed (ngừng sử dụng).
        Closed = "closed",
    }
}
