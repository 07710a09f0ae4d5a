//! The end of the document: who gets it at the left, who signs at the right.

use luytre_model::fold::fold;

use super::head::cased;
use super::text::{clean, lines, listed, open};
use super::{Authority, ImplementingDispatch, SignerBlock};
use crate::ReportError;
use crate::docx::block::{Grid, paragraph, table};
use crate::docx::xml::Element;
use crate::layout::{Measures, Part, mm};

/// The block of the signature and the list of those who get the dispatch.
pub(super) fn foot(
    measures: &Measures,
    dispatch: &ImplementingDispatch,
) -> Result<Vec<Element>, ReportError> {
    ending(
        measures,
        &dispatch.copies_to,
        &dispatch.filed,
        &dispatch.signer,
    )
}

/// The same for any document.
pub(crate) fn ending(
    measures: &Measures,
    copies_to: &[String],
    filed: &str,
    signer: &SignerBlock,
) -> Result<Vec<Element>, ReportError> {
    let left = mm(measures.page.signature_left_mm);
    let right = mm(measures.page.text_width_mm()) - left;
    let cells = vec![
        copies(measures, copies_to, filed),
        signature(measures, signer)?,
    ];
    // Programs want a paragraph after the last table; this one takes no room.
    Ok(vec![
        paragraph(Part::Gap).keep_next().build(),
        table(Grid::Hidden, &[left, right], vec![cells]),
        paragraph(Part::Rule).build(),
    ])
}

fn copies(measures: &Measures, copies_to: &[String], filed: &str) -> Vec<Element> {
    let words = &measures.words;
    let mut names = vec![words.as_above.clone()];
    names.extend(
        copies_to
            .iter()
            .filter(|name| fold(name) != fold(&words.as_above))
            .map(|name| clean(name)),
    );
    names.push(format!("{}{}", words.filed, bare_filed(filed)));
    let count = names.len();
    let mut cell = vec![paragraph(Part::Copies).text(&words.copies).build()];
    cell.extend(names.iter().enumerate().map(|(number, name)| {
        let line = format!("- {}", listed(name, number, count));
        paragraph(Part::CopiesItem).text(&line).build()
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

fn signature(measures: &Measures, signer: &SignerBlock) -> Result<Vec<Element>, ReportError> {
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
    cell.push(paragraph(Part::Signer).text(&name).build());
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
