//! The end of the document: who gets it at the left, who signs at the right.

use luytre_model::fold::fold;

use super::head::cased;
use super::signer::{Authority, SignerBlock};
use super::text::{clean, lines, listed, open};
use crate::ReportError;
use crate::blocks::{Block, Grid, Paragraph, Table, paragraph};
use crate::layout::{Measures, Part, mm};

/// Who gets the document beside its addressees, and where it is kept.
pub(crate) struct Copies<'a> {
    pub(crate) to: &'a [String],
    pub(crate) filed: &'a str,
}

/// The copies of a document with addressees: these come first, as "Như trên".
pub(crate) fn after_addressees(measures: &Measures, copies_to: &[String]) -> Vec<String> {
    let above = &measures.words.as_above;
    let mut names = vec![above.clone()];
    let others = copies_to.iter().filter(|name| fold(name) != fold(above));
    names.extend(others.cloned());
    names
}

/// The list of those who get the document beside the block of the signature.
pub(crate) fn ending(
    measures: &Measures,
    copies: &Copies<'_>,
    signer: &SignerBlock,
) -> Result<Vec<Block>, ReportError> {
    let left = mm(measures.page.signature_left_mm);
    let right = mm(measures.page.text_width_mm()) - left;
    let cells = vec![
        listed_copies(measures, copies),
        signature(measures, signer)?,
    ];
    // Programs want a paragraph after the last table; this one takes no room.
    Ok(vec![
        paragraph(Part::Gap).keep_next().into(),
        Block::from(Table {
            grid: Grid::Hidden,
            widths: vec![left, right],
            rows: vec![cells],
        }),
        paragraph(Part::Rule).into(),
    ])
}

fn listed_copies(measures: &Measures, copies: &Copies<'_>) -> Vec<Paragraph> {
    let words = &measures.words;
    let mut names: Vec<String> = copies.to.iter().map(|name| clean(name)).collect();
    names.push(format!("{}{}", words.filed, bare_filed(copies.filed)));
    let count = names.len();
    let mut cell = vec![paragraph(Part::Copies).text(&words.copies)];
    cell.extend(names.iter().enumerate().map(|(number, name)| {
        let line = format!("- {}", listed(name, number, count));
        paragraph(Part::CopiesItem).text(&line)
    }));
    cell
}

/// Where it is kept, without the word that the layout sets before it.
fn bare_filed(filed: &str) -> String {
    let filed = open(filed);
    filed.strip_prefix("Lưu").map_or(filed.clone(), |rest| {
        rest.trim_start_matches([':', ' ']).to_owned()
    })
}

fn signature(measures: &Measures, signer: &SignerBlock) -> Result<Vec<Paragraph>, ReportError> {
    let mut cell = Vec::new();
    for line in &signer.authority {
        let line = authority(measures, line)?;
        cell.push(cased(measures, Part::Authority, &line));
    }
    cell.extend(
        lines(&signer.title)
            .iter()
            .map(|line| cased(measures, Part::Post, line)),
    );
    let name = clean(&signer.name);
    cell.push(paragraph(Part::Signer).text(&name));
    Ok(cell)
}

fn authority(measures: &Measures, line: &Authority) -> Result<String, ReportError> {
    let words = &measures.words.authority;
    let (mark, of) = match line {
        Authority::OnBehalf(of) => (&words.on_behalf, of),
        Authority::ForHead(of) => (&words.for_head, of),
        Authority::ByOrder(of) => (&words.by_order, of),
        Authority::ByMandate(of) => match &words.by_mandate {
            Some(mark) => (mark, of),
            None => {
                return Err(ReportError::NoMandate {
                    layout: measures.name.clone(),
                });
            }
        },
        Authority::Plain(line) => return Ok(clean(line)),
    };
    Ok(format!("{mark} {}", clean(of)))
}
