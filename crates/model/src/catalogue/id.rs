//! Identifiers of controls: `ACC-03`. They are fixed for good: labelled data, checks and reports
//! use them. Whether a control with the id exists is for the catalogue to say.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::duty::NotA;
use crate::text_enum;

text_enum! {
    /// What a control is about, in the order of the catalogue.
    Area, "an area of controls" {
        /// Leading and organising (quản lý, điều hành).
        Governance = "GOV",
        /// Telling and teaching (tuyên truyền, nâng cao nhận thức).
        Awareness = "AWR",
        /// State secrets and internal documents (bảo vệ bí mật nhà nước).
        Secrets = "SEC",
        /// Computers, networks, data (thiết bị).
        Devices = "DEV",
        /// Accounts and passwords (tài khoản).
        Accounts = "ACC",
        /// Websites, pages, groups (kênh thông tin).
        Channels = "CHN",
        /// Incidents (sự cố).
        Incidents = "INC",
        /// Personal data (dữ liệu cá nhân).
        PersonalData = "PDP",
    }
}

/// The identifier of a control: its area and its number there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ControlId {
    area: Area,
    number: u8,
}

impl ControlId {
    /// The area.
    #[must_use]
    pub const fn area(self) -> Area {
        self.area
    }

    /// The number in the area, from 1 to 99.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.number
    }
}

impl fmt::Display for ControlId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.area, self.number)
    }
}

impl fmt::Debug for ControlId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for ControlId {
    type Err = NotA;

    fn from_str(text: &str) -> Result<Self, NotA> {
        let wrong = || NotA::new(text, "the id of a control such as ACC-03");
        let (area, number) = text.split_once('-').ok_or_else(wrong)?;
        let area = area.parse().map_err(|_| wrong())?;
        if number.len() != 2 || !number.bytes().all(|b| b.is_ascii_digit()) {
            return Err(wrong());
        }
        match number.parse() {
            Ok(number) if number > 0 => Ok(Self { area, number }),
            _ => Err(wrong()),
        }
    }
}

impl Serialize for ControlId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ControlId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes_and_nothing_else() {
        for text in ["GOV-01", "ACC-03", "PDP-99"] {
            assert_eq!(text.parse::<ControlId>().unwrap().to_string(), text);
        }
        for wrong in [
            "", "ACC", "ACC-", "ACC-0", "ACC-00", "ACC-3", "ACC-003", "ACC-+3", "acc-03", "XXX-01",
            "ACC-0३", "OTHER",
        ] {
            assert!(wrong.parse::<ControlId>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn sorts_by_area_of_the_catalogue_then_number() {
        let mut ids: Vec<ControlId> = ["PDP-01", "ACC-02", "GOV-08", "SEC-10", "SEC-09", "AWR-01"]
            .map(|id| id.parse().unwrap())
            .into();
        ids.sort();
        let ids: Vec<_> = ids.iter().map(ToString::to_string).collect();
        assert_eq!(
            ids,
            ["GOV-08", "AWR-01", "SEC-09", "SEC-10", "ACC-02", "PDP-01"]
        );
    }
}
