//! Who signs, and by what right.

/// The signature block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignerBlock {
    /// By what right, from top to bottom.
    pub authority: Vec<Authority>,
    /// The official post; line breaks are kept (`Chánh Văn phòng Đảng ủy\nkiêm\nThành viên …`).
    pub title: String,
    /// The name, without academic titles.
    pub name: String,
}

/// A line above the signer's post. How it is written (`TM.` or `T/M`) is the layout's matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Authority {
    /// On behalf of a collective body: `Ủy ban nhân dân`.
    OnBehalf(String),
    /// A deputy for the head: `Chủ tịch`.
    ForHead(String),
    /// By order of: `Chủ tịch`.
    ByOrder(String),
    /// By mandate of: `Chủ tịch`. The Party layout knows none.
    ByMandate(String),
    /// As written.
    Plain(String),
}

impl Authority {
    /// Reads a line in either manner of writing: `TM. ỦY BAN NHÂN DÂN`, `K/T TRƯỞNG BAN`.
    #[must_use]
    pub fn read(line: &str) -> Self {
        type Make = fn(String) -> Authority;
        const MANNERS: [(&str, Make); 8] = [
            ("TUQ.", Authority::ByMandate),
            ("TM.", Authority::OnBehalf),
            ("T/M", Authority::OnBehalf),
            ("KT.", Authority::ForHead),
            ("K/T", Authority::ForHead),
            ("TL.", Authority::ByOrder),
            ("T/L", Authority::ByOrder),
            ("TUQ", Authority::ByMandate),
        ];
        let line = line.trim();
        for (mark, make) in MANNERS {
            if let Some(of) = line.strip_prefix(mark) {
                return make(of.trim().to_owned());
            }
        }
        Self::Plain(line.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_manners_of_signing_in_both_layouts() {
        let body = "ỦY BAN NHÂN DÂN".to_owned();
        for line in ["TM. ỦY BAN NHÂN DÂN", "T/M ỦY BAN NHÂN DÂN"] {
            assert_eq!(Authority::read(line), Authority::OnBehalf(body.clone()));
        }
        assert_eq!(
            Authority::read("KT. CHỦ TỊCH"),
            Authority::ForHead("CHỦ TỊCH".to_owned())
        );
        assert_eq!(
            Authority::read("TUQ. CHỦ TỊCH"),
            Authority::ByMandate("CHỦ TỊCH".to_owned())
        );
        assert_eq!(
            Authority::read("Q. CHỦ TỊCH"),
            Authority::Plain("Q. CHỦ TỊCH".to_owned())
        );
    }
}
