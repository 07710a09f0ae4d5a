//! An account (tài khoản) in some system. Its password is nobody's business: there is no field for
//! one, only for when it was changed.

use jiff::civil::Date;

use super::EntryState;
use crate::id::{PersonId, UnitId};
use crate::text_enum;

text_enum! {
    /// Whose an account is.
    AccountKind, "a kind of account" {
        /// One person's (cá nhân).
        Personal = "personal",
        /// Used by several people (dùng chung).
        Shared = "shared",
        /// Of a program or a device (dịch vụ).
        Service = "service",
    }
}

text_enum! {
    /// Whether an account asks for a second step.
    TwoStep, "a state of two-step verification" {
        /// It does (đang bật).
        On = "on",
        /// It does not (chưa bật).
        Off = "off",
        /// The system has none (hệ thống không hỗ trợ).
        NotOffered = "not_offered",
        /// Nobody looked yet (chưa rõ).
        Unknown = "unknown",
    }
}

/// When the password was changed last, as somebody attests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Password {
    /// On this day.
    ChangedOn(Date),
    /// Nobody said.
    Unknown,
}

/// An account as a person wrote it down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// In which system.
    pub system: String,
    /// Under which name one signs in.
    pub login: String,
    /// Whose it is.
    pub kind: AccountKind,
    /// The unit that answers for it.
    pub unit: UnitId,
    /// Whose by name.
    pub owner: Option<PersonId>,
    /// Whether it administers its system.
    pub administrator: bool,
    /// Whether it asks for a second step.
    pub two_step: TwoStep,
    /// When its password was changed last.
    pub password: Password,
    /// What else is worth knowing; may be empty.
    pub note: String,
    /// Whether it is still open.
    pub state: EntryState,
}
