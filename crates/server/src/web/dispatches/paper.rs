//! The text of a dispatch as a quiet page: lines joined to paragraphs, the places of duties marked.
//!
//! Nothing of the text is changed or left out, and each piece knows at which byte of the text it
//! begins, so that a script can say what was marked. What is a duty is not decided here.

mod lines;

use std::ops::Range;

use luytre_model::duty::Force;
use luytre_model::id::ObligationId;

use super::card::force_key;
pub(super) use lines::Shape;

/// So much of a text is shown; a dispatch has a hundredth of it.
const MOST_BYTES: usize = 512 * 1024;

/// A duty's place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// Whose.
    pub(super) duty: ObligationId,
    /// Its number on this page.
    pub(super) number: usize,
    /// How it binds.
    pub(super) force: Force,
    /// Bytes of the text.
    pub(super) span: Range<usize>,
}

/// A paragraph.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// How it looks.
    pub(super) shape: Shape,
    /// The number or dash in front of it; empty where there is none.
    pub(super) lead: String,
    /// Its pieces.
    pub(super) pieces: Vec<Piece>,
}

/// A stretch of text of one look.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// The byte of the dispatch's text at which it begins.
    pub(super) start: usize,
    /// The text as it stands there.
    pub(super) text: String,
    /// The duty it belongs to: of several the one that begins last.
    pub(super) mark: Option<Mark>,
    /// Duties that begin here: their numbers are printed in front.
    pub(super) opens: Vec<Mark>,
}

/// The text as paragraphs.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Paper {
    /// In order.
    pub(super) blocks: Vec<Block>,
    /// Whether the text goes on beyond what is shown.
    pub(super) cut: bool,
}

impl Mark {
    /// Its class in the style sheet.
    pub(super) const fn class(&self) -> &'static str {
        match self.force {
            Force::Must => "must",
            Force::MustNot => "must-not",
            Force::Should => "should",
        }
    }

    /// The sign beside its number, so that colour says nothing alone.
    pub(super) const fn sign(&self) -> &'static str {
        match self.force {
            Force::Must => "",
            Force::MustNot => " ✕",
            Force::Should => " ?",
        }
    }

    /// The key of how it binds.
    pub(super) const fn force_key(&self) -> &'static str {
        force_key(self.force)
    }
}

impl Block {
    /// Its class in the style sheet.
    pub(super) const fn class(&self) -> &'static str {
        match self.shape {
            Shape::Opening => "opening",
            Shape::Plain => "plain",
            Shape::Item => "clause",
            Shape::Closing => "closing",
        }
    }
}

impl Paper {
    /// Lays `text` out; `marks` in any order. Spans outside the text are passed over.
    pub(super) fn new(text: &str, mut marks: Vec<Mark>) -> Self {
        marks.retain(|mark| !mark.span.is_empty() && text.get(mark.span.clone()).is_some());
        marks.sort_by_key(|mark| (mark.span.start, mark.number));
        let end = text.floor_char_boundary(MOST_BYTES);
        let shown = text.get(..end).unwrap_or(text);
        let mut waiting = marks.iter().peekable();
        let blocks = lines::paragraphs(shown)
            .into_iter()
            .map(|paragraph| {
                let mut pieces = Vec::new();
                for (from, to) in stretches(&paragraph.body, &marks) {
                    let mut opens = Vec::new();
                    while let Some(mark) = waiting.next_if(|mark| mark.span.start < to) {
                        opens.push(mark.clone());
                    }
                    pieces.push(Piece {
                        start: from,
                        text: shown.get(from..to).unwrap_or_default().to_owned(),
                        mark: innermost(&marks, from).cloned(),
                        opens,
                    });
                }
                Block {
                    shape: paragraph.shape,
                    lead: shown.get(paragraph.lead).unwrap_or_default().to_owned(),
                    pieces,
                }
            })
            .collect();
        Self {
            blocks,
            cut: end < text.len(),
        }
    }
}

/// `body` cut wherever a mark begins or ends.
fn stretches(body: &Range<usize>, marks: &[Mark]) -> Vec<(usize, usize)> {
    let mut cuts: Vec<usize> = marks
        .iter()
        .flat_map(|mark| [mark.span.start, mark.span.end])
        .filter(|at| body.start < *at && *at < body.end)
        .chain([body.start, body.end])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    cuts.iter()
        .zip(cuts.iter().skip(1))
        .map(|(from, to)| (*from, *to))
        .collect()
}

fn innermost(marks: &[Mark], at: usize) -> Option<&Mark> {
    marks.iter().rev().find(|mark| mark.span.contains(&at))
}

#[cfg(test)]
mod tests;
