//! The encodings by name.

/// An encoding of Vietnamese from before Unicode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Encoding {
    /// TCVN 5712:1993 as the `.Vn` fonts have it, also called ABC.
    Tcvn3,
    /// VNI for Windows: a letter and its mark.
    Vni,
    /// Vietnamese Professionals Society.
    Vps,
    /// RFC 1456.
    Viscii,
    /// Polytechnic university of Hồ Chí Minh City, two bytes.
    BkHcm2,
    /// Polytechnic university of Hồ Chí Minh City, one byte.
    BkHcm1,
    /// Vietware with two bytes.
    VietwareX,
    /// Vietware with one byte.
    VietwareF,
    /// Windows-1258: letters with combining tones.
    Windows1258,
    /// Marks typed as ASCII signs: `Tie^'ng Vie^.t`.
    Viqr,
}

impl Encoding {
    /// The name people know.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tcvn3 => "TCVN3",
            Self::Vni => "VNI",
            Self::Vps => "VPS",
            Self::Viscii => "VISCII",
            Self::BkHcm2 => "BK HCM2",
            Self::BkHcm1 => "BK HCM1",
            Self::VietwareX => "Vietware X",
            Self::VietwareF => "Vietware F",
            Self::Windows1258 => "Windows-1258",
            Self::Viqr => "VIQR",
        }
    }

    /// Those told by their bytes, the most used first.
    pub(super) const BY_BYTES: [Self; 9] = [
        Self::Tcvn3,
        Self::Vni,
        Self::Windows1258,
        Self::Vps,
        Self::Viscii,
        Self::BkHcm2,
        Self::VietwareX,
        Self::VietwareF,
        Self::BkHcm1,
    ];
}
