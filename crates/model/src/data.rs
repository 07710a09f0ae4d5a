//! Reading the data files that are built into the program: one fault per thing that is wrong, with
//! the file it is in, all of them told at once.
//!
//! The files are ours, yet they are checked like anyone's: a clerk must never meet a control
//! without words. They are written as YAML; those read at every start are built in as JSON, which
//! `build.rs` makes of them.

use std::fmt;

use include_dir::Dir;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

/// One thing that is wrong in a data file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file, as named in its folder.
    pub file: String,
    /// What is wrong, as a sentence without full stop.
    pub what: String,
}

/// Everything that is wrong in a folder of data files.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Faults(pub Vec<Fault>);

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} faults in data files", self.0.len())?;
        for fault in &self.0 {
            write!(f, "\n{}: {}", fault.file, fault.what)?;
        }
        Ok(())
    }
}

/// Collects faults while files are read.
#[derive(Debug, Default)]
pub(crate) struct Findings(Vec<Fault>);

impl Findings {
    /// Notes that `what` is wrong in `file`.
    pub(crate) fn add(&mut self, file: &str, what: impl Into<String>) {
        self.0.push(Fault {
            file: file.to_owned(),
            what: what.into(),
        });
    }

    /// Notes `what` unless `holds`.
    pub(crate) fn check(&mut self, file: &str, holds: bool, what: impl FnOnce() -> String) {
        if !holds {
            self.add(file, what());
        }
    }

    /// Reads one file; what cannot be read is noted.
    pub(crate) fn read<T: DeserializeOwned>(&mut self, file: &str, text: &str) -> Option<T> {
        self.sound(file, serde_saphyr::from_str(text))
    }

    /// Reads the files of a folder as `build.rs` packed them; what cannot be read is noted.
    pub(crate) fn read_packed<T: DeserializeOwned>(
        &mut self,
        packed: &'static str,
    ) -> Vec<(&'static str, T)> {
        let files = serde_json::from_str::<Vec<(&str, &RawValue)>>(packed);
        let files = self.sound("catalogue", files).unwrap_or_default();
        files
            .into_iter()
            .filter_map(|(file, text)| {
                let value = self.sound(file, serde_json::from_str(text.get()))?;
                Some((file, value))
            })
            .collect()
    }

    fn sound<T, E: fmt::Display>(&mut self, file: &str, read: Result<T, E>) -> Option<T> {
        read.map_err(|error| self.add(file, error.to_string())).ok()
    }

    /// `value` if nothing was wrong; else all that is, file by file.
    pub(crate) fn unless_any<T>(mut self, value: T) -> Result<T, Faults> {
        self.0.sort_by(|one, other| one.file.cmp(&other.file));
        if self.0.is_empty() {
            Ok(value)
        } else {
            Err(Faults(self.0))
        }
    }
}

/// The YAML files of an embedded folder as name and text, by name.
pub(crate) fn yaml_files<'a>(dir: &'a Dir<'_>) -> Vec<(&'a str, &'a str)> {
    let mut files: Vec<_> = dir
        .files()
        .filter_map(|file| {
            let name = file.path().file_name()?.to_str()?;
            let text = file.contents_utf8()?;
            name.ends_with(".yaml").then_some((name, text))
        })
        .collect();
    files.sort_unstable();
    files
}
