//! Units of an office: ready-made sets to begin with, and which units a phrase of a dispatch means.
//!
//! What [`UnitPhrases::resolve`] returns is a proposal that a person looks over. Nothing is
//! guessed: a phrase that names no unit and no kind of unit means none.

mod phrases;

use std::collections::BTreeSet;

use include_dir::{Dir, include_dir};
use serde::Deserialize;

pub use phrases::{Candidate, Resolved, ResolvedBy, UnitPhrases};

use crate::data::{Faults, Findings, yaml_files};
use crate::fold::fold;
use crate::people::OfficeLevel;
use crate::text_enum;

static SETS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../catalogue/unit-sets");

text_enum! {
    /// What kind of unit it is.
    UnitKind, "a kind of unit" {
        /// The Office of the People's Council and Committee (Văn phòng HĐND và UBND).
        OfficeStaff = "office_staff",
        /// A division of the People's Committee (phòng chuyên môn).
        Division = "division",
        /// The public administrative service centre (Trung tâm Phục vụ hành chính công).
        ServiceCentre = "service_centre",
        /// Police (Công an).
        Police = "police",
        /// Military command (Ban Chỉ huy quân sự).
        Military = "military",
        /// A body of the Party committee (cơ quan của Đảng ủy).
        Party = "party",
        /// The Fatherland Front and its unions (MTTQ, các đoàn thể).
        Front = "front",
        /// A school (trường học).
        School = "school",
        /// A health station (trạm y tế).
        Health = "health",
        /// A residential group (tổ dân phố, thôn, bản).
        Residential = "residential",
    }
}

/// The units with which a new office of one level begins.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitSet {
    /// The level.
    pub level: OfficeLevel,
    /// The units, in the order in which they are shown.
    pub units: Vec<UnitTemplate>,
}

/// One unit of a set.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitTemplate {
    /// Its kind.
    pub kind: UnitKind,
    /// Its name in full.
    pub name: String,
    /// Its name where there is little room.
    pub short: String,
    /// How else dispatches call it.
    pub aliases: Vec<String>,
}

impl UnitSet {
    /// The set for offices of `level` that is built into the program.
    ///
    /// # Errors
    /// All that is wrong in any of the files, or that there is none for the level.
    pub fn embedded(level: OfficeLevel) -> Result<Self, Faults> {
        let mut findings = Findings::default();
        let mut found = None;
        for (name, text) in yaml_files(&SETS) {
            let Some(set) = findings.read::<Self>(name, text) else {
                continue;
            };
            set.check(name, &mut findings);
            if set.level == level {
                found = Some(set);
            }
        }
        if found.is_none() {
            findings.add(
                "unit-sets",
                format!("there is no set for the level {level}"),
            );
        }
        let empty = Self {
            level,
            units: Vec::new(),
        };
        findings.unless_any(found.unwrap_or(empty))
    }

    fn check(&self, file: &str, findings: &mut Findings) {
        let wanted = format!("{}.yaml", self.level.as_str().replace('_', "-"));
        findings.check(file, file == wanted, || {
            format!("the level {} wants the name {wanted}", self.level)
        });
        let mut seen = BTreeSet::new();
        for unit in &self.units {
            for name in std::iter::once(&unit.name).chain(&unit.aliases) {
                let folded = fold(name);
                findings.check(file, !folded.is_empty() && seen.insert(folded), || {
                    format!("the name {name:?} is empty or there twice")
                });
            }
            findings.check(file, !unit.short.trim().is_empty(), || {
                format!("{} has no short name", unit.name)
            });
        }
    }
}

#[cfg(test)]
mod tests;
