//! Paragraphs that the texts of several documents have: bases, what leads to the duties, the close.

use super::text::{closed, lines, listed};
use crate::blocks::{Block, paragraph};
use crate::layout::{Measures, Part};

/// What a document rests on.
pub(crate) fn bases(measures: &Measures, bases: &[String]) -> Vec<Block> {
    let dash = &measures.words.basis_dash;
    let line = |number: usize, basis: &str| format!("{dash}{}", listed(basis, number, bases.len()));
    bases
        .iter()
        .enumerate()
        .map(|(number, basis)| paragraph(Part::Basis).text(&line(number, basis)).into())
        .collect()
}

/// What leads to the duties. It mostly ends in a colon, so that its end stays with what follows.
pub(crate) fn lead_in(text: &str) -> Vec<Block> {
    last_keeps_next(&lines(text))
}

/// The last paragraphs of the text. The end mark stands after them, and their last lines stand on
/// the page of the signature.
pub(crate) fn closing(measures: &Measures, text: &str) -> Vec<Block> {
    let mut lines = lines(text);
    let count = lines.len();
    for (number, line) in (1..).zip(&mut lines) {
        let mark = if number == count {
            measures.words.end.as_str()
        } else {
            "."
        };
        *line = closed(line, mark);
    }
    last_keeps_next(&lines)
}

fn last_keeps_next(lines: &[String]) -> Vec<Block> {
    (1..)
        .zip(lines)
        .map(|(number, line)| {
            let line = paragraph(Part::Body).text(line);
            let last = number == lines.len();
            Block::from(if last { line.keep_next() } else { line })
        })
        .collect()
}
