//! Text of a Vietnamese official dispatch → its heading, what it rests on, and the duties found in
//! its clauses: who must do what, how strongly, how often, by when, after which event, and which
//! control of the catalogue that serves.
//!
//! Pure: no file, clock or network is touched, the same text gives the same reading, and no text
//! makes it panic. What is read is a proposal for a person to confirm; nothing that the text does
//! not say is added. The rules of the language are data in `rules/`.

mod actors;
mod bases;
mod controls;
pub mod edxml;
mod events;
mod force;
mod heading;
mod json;
mod lexicon;
mod lines;
mod mark;
mod marker;
mod nonduty;
mod outline;
mod reading;
mod rules;
mod split;
mod table;
mod text;
mod when;

use luytre_model::catalogue::Catalogue;
use luytre_model::dispatch::Reading;

pub use json::to_json;
pub use mark::{Mark, secrecy_mark};
pub use table::Cell;

/// A text, and the cells of the tables that it was taken from.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The text.
    pub text: &'a str,
    /// Cells whose ranges lie in the text.
    pub cells: &'a [Cell],
}

/// Reads dispatches. Build one and keep it.
#[derive(Debug)]
pub struct Reader {
    rules: rules::Rules,
    classifier: controls::Classifier,
}

impl Reader {
    /// A reader that proposes the controls of this catalogue.
    #[must_use]
    pub fn new(catalogue: &Catalogue) -> Self {
        Self {
            rules: rules::Rules::embedded(),
            classifier: controls::Classifier::new(
                catalogue,
                &rules::topics(),
                rules::other_fields(),
            ),
        }
    }

    /// Reads one dispatch.
    #[must_use]
    pub fn read(&self, text: &str) -> Reading {
        self.read_source(&Source { text, cells: &[] })
    }

    /// Reads one dispatch with the tables of its file.
    #[must_use]
    pub fn read_source(&self, source: &Source<'_>) -> Reading {
        reading::read(source.text, source.cells, &self.rules, &self.classifier)
    }
}
