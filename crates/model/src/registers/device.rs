//! A device (thiết bị): a computer, printer or anything else that holds or carries information.

use jiff::civil::Date;

use super::EntryState;
use crate::id::{PersonId, UnitId};
use crate::text_enum;

text_enum! {
    /// What kind of device.
    DeviceKind, "a kind of device" {
        /// Máy tính để bàn.
        Desktop = "desktop",
        /// Máy tính xách tay.
        Laptop = "laptop",
        /// Máy tính bảng.
        Tablet = "tablet",
        /// Máy chủ.
        Server = "server",
        /// Máy in, máy photocopy, máy quét.
        Printer = "printer",
        /// Thiết bị mạng: router, switch, wifi.
        Network = "network",
        /// Thiết bị lưu trữ di động: USB, a disk that is carried.
        Medium = "medium",
        /// Camera.
        Camera = "camera",
        /// Thiết bị khác.
        Other = "other",
    }
}

text_enum! {
    /// To which network a device is connected (vùng mạng).
    Zone, "a network zone" {
        /// The Internet.
        Internet = "internet",
        /// The office's own network (mạng nội bộ).
        Internal = "internal",
        /// Mạng truyền số liệu chuyên dùng, the State's own network.
        Dedicated = "tslcd",
        /// None (độc lập).
        Alone = "alone",
    }
}

text_enum! {
    /// What a device may be used for.
    Purpose, "a purpose of a device" {
        /// Ordinary work (công việc thông thường).
        Ordinary = "ordinary",
        /// Drafting, keeping, printing state secrets (soạn thảo, lưu giữ bí mật nhà nước).
        Secret = "secret",
    }
}

/// The stamp 'đảm bảo an ninh thông tin' (tem): somebody inspected the device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// Its number.
    pub number: String,
    /// The day of the inspection, where it is known.
    pub on: Option<Date>,
    /// Who inspected.
    pub by: String,
    /// Its last day, where one is stated.
    pub until: Option<Date>,
}

/// A device as a person wrote it down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// What kind.
    pub kind: DeviceKind,
    /// Name and model.
    pub name: String,
    /// The maker's serial number; may be empty.
    pub serial: String,
    /// Where it stands; may be empty.
    pub place: String,
    /// Whose unit's it is.
    pub unit: UnitId,
    /// Who holds it.
    pub holder: Option<PersonId>,
    /// To which network it is connected.
    pub zone: Zone,
    /// What it may be used for.
    pub purpose: Purpose,
    /// Its stamp.
    pub seal: Option<Seal>,
    /// What else is worth knowing; may be empty.
    pub note: String,
    /// Whether it is still in use.
    pub state: EntryState,
}
