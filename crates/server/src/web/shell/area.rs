//! The areas of the product, in the order of the work: what the navigation shows.

/// An area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Area {
    /// Overview of the office.
    Overview,
    /// What I must do.
    Tasks,
    /// Dispatches received.
    Dispatches,
    /// Obligations and assignments.
    Duties,
    /// Controls by units.
    Controls,
    /// Computers.
    Devices,
    /// Accounts.
    Accounts,
    /// Websites, pages, groups.
    Channels,
    /// Leaks.
    Leaks,
    /// Incidents.
    Incidents,
    /// Campaigns and bulletins.
    Campaigns,
    /// Reports.
    Reports,
    /// The ledger of evidence.
    Ledger,
    /// Administration.
    Admin,
}

impl Area {
    /// All, in order.
    pub const ALL: [Self; 14] = [
        Self::Tasks,
        Self::Overview,
        Self::Dispatches,
        Self::Duties,
        Self::Controls,
        Self::Devices,
        Self::Accounts,
        Self::Channels,
        Self::Leaks,
        Self::Incidents,
        Self::Campaigns,
        Self::Reports,
        Self::Ledger,
        Self::Admin,
    ];

    /// Address, key of its name, icon.
    const fn about(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Overview => ("/tong-quan", "nav-overview", "home"),
            Self::Tasks => ("/viec-cua-toi", "nav-tasks", "tasks"),
            Self::Dispatches => ("/van-ban", "nav-dispatches", "dispatches"),
            Self::Duties => ("/nhiem-vu", "nav-duties", "duties"),
            Self::Controls => ("/bien-phap", "nav-controls", "controls"),
            Self::Devices => ("/thiet-bi", "nav-devices", "devices"),
            Self::Accounts => ("/tai-khoan", "nav-accounts", "accounts"),
            Self::Channels => ("/kenh-thong-tin", "nav-channels", "channels"),
            Self::Leaks => ("/ro-ri", "nav-leaks", "leaks"),
            Self::Incidents => ("/su-co", "nav-incidents", "incidents"),
            Self::Campaigns => ("/tuyen-truyen", "nav-campaigns", "campaigns"),
            Self::Reports => ("/bao-cao", "nav-reports", "reports"),
            Self::Ledger => ("/so-chung-cu", "nav-ledger", "ledger"),
            Self::Admin => ("/quan-tri", "nav-admin", "admin"),
        }
    }

    /// Its address.
    #[must_use]
    pub const fn path(self) -> &'static str {
        self.about().0
    }

    /// The key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        self.about().1
    }

    /// Its icon.
    #[must_use]
    pub const fn icon(self) -> &'static str {
        self.about().2
    }

    /// Whether the navigation draws a line above it: work, watching, telling, running.
    #[must_use]
    pub const fn opens_group(self) -> bool {
        matches!(self, Self::Devices | Self::Campaigns | Self::Admin)
    }
}

/// A line of the navigation.
#[derive(Debug, Clone)]
pub struct NavItem {
    /// The area.
    pub area: Area,
    /// How many things wait there; 0 shows nothing.
    pub count: u32,
}
