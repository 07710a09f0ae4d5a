//! The house as data: one row a crate. ARCHITECTURE.md shows the same table to people.

/// Which crates of the house a crate may import.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Imports {
    /// Every crate of a lower level.
    Lower,
    /// Every crate of a lower level but these.
    LowerBut(&'static [&'static str]),
    /// Only these.
    Only(&'static [&'static str]),
}

/// What one crate may and may not.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    /// The folder under `crates/`.
    pub(crate) name: &'static str,
    /// Imports run from higher to lower levels.
    pub(crate) level: u8,
    /// The crates of the house that it may import.
    pub(crate) imports: Imports,
    /// Packages that it may not reach, not even through other packages.
    pub(crate) refuses: &'static [&'static [&'static str]],
    /// Paths that its code may not name, tests apart.
    pub(crate) unspoken: &'static [&'static str],
}

/// Packages that speak SQL. They are the business of `store`, even in tests.
pub(crate) const SQL: &[&str] = &[
    "sqlx",
    "sqlx-core",
    "rusqlite",
    "libsqlite3-sys",
    "postgres",
    "tokio-postgres",
    "diesel",
    "sea-orm",
];
/// Packages that serve the web.
const WEB_SERVER: &[&str] = &[
    "axum",
    "axum-core",
    "hyper",
    "tower-http",
    "actix-web",
    "warp",
];
/// Packages that ask the web.
const WEB_CLIENT: &[&str] = &["reqwest", "ureq", "hyper-util", "isahc", "curl"];
/// Packages that do input and output behind the caller's back.
const ASYNC: &[&str] = &["tokio", "async-std", "smol", "async-io", "mio"];

const PURE: &[&[&str]] = &[SQL, WEB_SERVER, WEB_CLIENT, ASYNC];
const OUTSIDE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::process",
    "std::env",
    "SystemTime",
    "Timestamp::now",
    "Zoned::now",
];

/// Every crate that the house has or will have.
pub(crate) const HOUSE: &[Row] = &[
    Row {
        name: "model",
        level: 0,
        imports: Imports::Only(&[]),
        refuses: PURE,
        unspoken: OUTSIDE,
    },
    Row {
        name: "reader",
        level: 0,
        imports: Imports::Only(&[]),
        refuses: PURE,
        unspoken: &["std::net"],
    },
    Row {
        name: "ledger",
        level: 0,
        imports: Imports::Only(&[]),
        refuses: PURE,
        unspoken: OUTSIDE,
    },
    Row {
        name: "directive",
        level: 1,
        imports: Imports::Lower,
        refuses: PURE,
        unspoken: OUTSIDE,
    },
    Row {
        name: "guard",
        level: 1,
        imports: Imports::Lower,
        refuses: PURE,
        unspoken: &["std::net"],
    },
    Row {
        name: "checks",
        level: 1,
        imports: Imports::Lower,
        refuses: PURE,
        unspoken: OUTSIDE,
    },
    Row {
        name: "channels",
        level: 1,
        imports: Imports::Lower,
        refuses: &[SQL, WEB_SERVER],
        unspoken: &[],
    },
    Row {
        name: "wire",
        level: 1,
        imports: Imports::Lower,
        refuses: PURE,
        unspoken: OUTSIDE,
    },
    Row {
        name: "report",
        level: 1,
        imports: Imports::Lower,
        refuses: PURE,
        unspoken: OUTSIDE,
    },
    Row {
        name: "store",
        level: 2,
        imports: Imports::Only(&["model", "ledger"]),
        refuses: &[WEB_SERVER, WEB_CLIENT],
        unspoken: &[],
    },
    Row {
        name: "office",
        level: 3,
        imports: Imports::Lower,
        refuses: &[SQL, WEB_SERVER, WEB_CLIENT],
        unspoken: &["axum", "sqlx", "askama"],
    },
    Row {
        name: "server",
        level: 4,
        imports: Imports::Lower,
        refuses: &[SQL],
        unspoken: &["sqlx"],
    },
    Row {
        name: "agent",
        level: 4,
        imports: Imports::LowerBut(&["store", "office"]),
        refuses: &[SQL, WEB_SERVER],
        unspoken: &[],
    },
    Row {
        name: "luytre",
        level: 5,
        imports: Imports::Lower,
        refuses: &[SQL],
        unspoken: &["sqlx", "axum"],
    },
    // Never shipped: it imports nothing of the house and nothing imports it.
    Row {
        name: "xtask",
        level: u8::MAX,
        imports: Imports::Only(&[]),
        refuses: PURE,
        unspoken: &[],
    },
];

/// The row of a crate.
pub(crate) fn row(table: &'static [Row], name: &str) -> Option<&'static Row> {
    table.iter().find(|row| row.name == name)
}
