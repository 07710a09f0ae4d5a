//! Offices, their units, and what people in them may be.

use crate::text_enum;

text_enum! {
    /// What kind of commune-level body an office serves (cấp, loại hình).
    OfficeLevel, "a level of office" {
        /// Phường.
        Ward = "phuong",
        /// Xã.
        Commune = "xa",
        /// Đặc khu.
        SpecialZone = "dac_khu",
        /// Đảng ủy of a ward, commune or special zone: documents in the Party's layout.
        PartyCommittee = "dang_uy",
    }
}

text_enum! {
    /// In which layout an office writes its own documents.
    DocumentLayout, "a layout of documents" {
        /// Decree 30/2020/NĐ-CP.
        State = "state",
        /// Hướng dẫn 05-HD/VPTW.
        Party = "party",
    }
}

impl OfficeLevel {
    /// The layout that binds an office of this level.
    #[must_use]
    pub const fn layout(self) -> DocumentLayout {
        match self {
            Self::PartyCommittee => DocumentLayout::Party,
            Self::Ward | Self::Commune | Self::SpecialZone => DocumentLayout::State,
        }
    }
}

text_enum! {
    /// What a person is to the office; decides what they may do (the table is in `office::access`).
    Role, "a role" {
        /// Sets the office up, invites people (quản trị).
        Admin = "admin",
        /// Chairman, vice-chairman, secretary (lãnh đạo): sees all, decides.
        Leader = "leader",
        /// Clerk and Office staff (văn thư, Văn phòng): reads dispatches in, assigns, chases, reports.
        Clerk = "clerk",
        /// Head of a unit (thủ trưởng đơn vị).
        Head = "head",
        /// Everyone else in a unit (cán bộ, công chức, viên chức).
        Officer = "officer",
        /// Looks after computers, accounts, channels (cán bộ CNTT).
        Technician = "technician",
        /// Ward police: watches, inspects, confirms (Công an).
        Police = "police",
        /// Keeper of the registers of secrets (người quản lý bí mật nhà nước).
        Keeper = "keeper",
        /// A superior's inspector: reads all, changes nothing (kiểm tra).
        Inspector = "inspector",
        /// Reads the overview only (chỉ xem).
        Viewer = "viewer",
    }
}

/// A commune code: exactly five digits (QĐ 19/2025/QĐ-TTg). Names repeat; codes do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommuneCode(u32);

impl std::fmt::Display for CommuneCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:05}", self.0)
    }
}

impl std::str::FromStr for CommuneCode {
    type Err = crate::duty::NotA;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit());
        match text.parse() {
            Ok(code) if digits && code > 0 => Ok(Self(code)),
            _ => Err(crate::duty::NotA {
                text: text.chars().take(80).collect(),
                wanted: "a commune code of five digits",
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commune_code_keeps_its_leading_zeros() {
        assert_eq!("00008".parse::<CommuneCode>().unwrap().to_string(), "00008");
        for wrong in ["8", "000080", "00000", "0000a", "+0008", "", "٠٠٠٠٨"] {
            assert!(wrong.parse::<CommuneCode>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_party_committee_writes_in_the_partys_layout() {
        assert_eq!(OfficeLevel::PartyCommittee.layout(), DocumentLayout::Party);
        assert_eq!(OfficeLevel::Commune.layout(), DocumentLayout::State);
    }
}
