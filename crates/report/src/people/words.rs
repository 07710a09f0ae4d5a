//! The words of the sheet, from `words/people.toml`.

use std::collections::BTreeMap;

use luytre_model::people::Role;
use serde::Deserialize;

use super::{PersonColumn, SheetLanguage};

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AllWords {
    pub(super) folded: BTreeMap<PersonColumn, Vec<String>>,
    vi: Words,
    en: Words,
}

/// The words of one language.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) sheet: String,
    pub(super) title: String,
    pub(super) help_sheet: String,
    pub(super) help_headings: [String; 4],
    pub(super) role_headings: [String; 2],
    pub(super) yes: String,
    pub(super) no: String,
    pub(super) role_error_title: String,
    pub(super) role_error: String,
    pub(super) after: String,
    pub(super) column: BTreeMap<PersonColumn, ColumnWords>,
    /// The name of each role and what it may do.
    pub(super) role: BTreeMap<Role, [String; 2]>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ColumnWords {
    pub(super) heading: String,
    pub(super) how: String,
    pub(super) example: String,
}

impl AllWords {
    pub(super) fn read() -> Result<Self, toml::de::Error> {
        toml::from_str(include_str!("../../words/people.toml"))
    }

    pub(super) const fn of(&self, language: SheetLanguage) -> &Words {
        match language {
            SheetLanguage::Vietnamese => &self.vi,
            SheetLanguage::English => &self.en,
        }
    }

    pub(super) const fn both(&self) -> [&Words; 2] {
        [&self.vi, &self.en]
    }
}

#[cfg(test)]
mod tests {
    use luytre_model::fold::fold;

    use super::*;

    #[test]
    fn both_languages_name_every_column_and_role() {
        let all = AllWords::read().unwrap();
        for words in all.both() {
            for column in PersonColumn::ALL {
                let heading = fold(&words.column[&column].heading);
                assert!(all.folded[&column].contains(&heading), "{heading}");
            }
            for role in Role::ALL {
                assert!(words.role.contains_key(role), "{role}");
            }
        }
    }

    #[test]
    fn no_heading_means_two_columns() {
        let all = AllWords::read().unwrap();
        let mut seen = std::collections::BTreeSet::new();
        for heading in all.folded.values().flatten() {
            assert_eq!(&fold(heading), heading);
            assert!(seen.insert(heading), "{heading}");
        }
    }

    /// The format's limit for a list of choices.
    #[test]
    fn names_of_roles_fit_into_the_list_of_choices() {
        let all = AllWords::read().unwrap();
        for words in all.both() {
            let names: Vec<&str> = words.role.values().map(|role| role[0].as_str()).collect();
            assert!(names.join(",").chars().count() <= 255);
            assert!(names.iter().all(|name| !name.contains(',')));
        }
    }
}
