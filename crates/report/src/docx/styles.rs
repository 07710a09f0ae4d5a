//! The part that says how each part of a document is set, made from the measures.

use super::block::twips;
use super::xml::{Element, element, valued};
use crate::layout::{Align, LineHeight, Measures, Part, StyleMeasures, mm};

/// The font of every document.
const FONT: &str = "Times New Roman";
/// Distance between lines of single spacing, in 240ths.
const SINGLE: f64 = 240.0;

/// The styles part.
pub(crate) fn styles(measures: &Measures) -> Element {
    let size = measures
        .style
        .get(&Part::Body)
        .map_or(14, |body| body.size_pt);
    let fonts = ["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"]
        .into_iter()
        .fold(element("w:rFonts"), |fonts, script| {
            fonts.with(script, FONT)
        });
    let run = element("w:rPr")
        .child(fonts)
        .child(valued("w:color", "000000"))
        .children(sizes(size))
        .child(valued("w:lang", "vi-VN"));
    let paragraph = element("w:pPr").child(
        element("w:spacing")
            .with("w:before", "0")
            .with("w:after", "0")
            .with("w:line", "240")
            .with("w:lineRule", "auto"),
    );
    let defaults = element("w:docDefaults")
        .child(element("w:rPrDefault").child(run))
        .child(element("w:pPrDefault").child(paragraph));
    let normal = element("w:style")
        .with("w:type", "paragraph")
        .with("w:default", "1")
        .with("w:styleId", "Normal")
        .child(valued("w:name", "Normal"));
    element("w:styles")
        .with(
            "xmlns:w",
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        )
        .child(defaults)
        .child(normal)
        .children(measures.style.iter().map(|(part, style)| one(*part, style)))
}

fn sizes(size_pt: u16) -> [Element; 2] {
    let half_points = (u32::from(size_pt) * 2).to_string();
    [
        valued("w:sz", half_points.clone()),
        valued("w:szCs", half_points),
    ]
}

fn one(part: Part, style: &StyleMeasures) -> Element {
    let mut paragraph = element("w:pPr");
    if style.keep_next {
        paragraph = paragraph.child(element("w:keepNext"));
    }
    paragraph = paragraph
        .child(element("w:widowControl"))
        .child(spacing(style))
        .child(indents(style))
        .child(valued(
            "w:jc",
            match style.align {
                Align::Left => "left",
                Align::Center => "center",
                Align::Both => "both",
            },
        ));
    let mut run = element("w:rPr");
    if style.bold {
        run = run.child(element("w:b")).child(element("w:bCs"));
    }
    if style.italic {
        run = run.child(element("w:i")).child(element("w:iCs"));
    }
    run = run.children(sizes(style.size_pt));
    if style.underline {
        run = run.child(valued("w:u", "single"));
    }
    element("w:style")
        .with("w:type", "paragraph")
        .with("w:customStyle", "1")
        .with("w:styleId", part.id())
        .child(valued("w:name", style.name.as_str()))
        .child(valued("w:basedOn", "Normal"))
        .child(element("w:qFormat"))
        .child(paragraph)
        .child(run)
}

fn spacing(style: &StyleMeasures) -> Element {
    let spacing = element("w:spacing")
        .with("w:before", twips(style.before_pt))
        .with("w:after", twips(style.after_pt));
    match style.line {
        LineHeight::Times(times) => spacing
            .with("w:line", format!("{:.0}", times * SINGLE))
            .with("w:lineRule", "auto"),
        LineHeight::ExactlyPt(points) => spacing
            .with("w:line", twips(points))
            .with("w:lineRule", "exact"),
    }
}

fn indents(style: &StyleMeasures) -> Element {
    let indents = element("w:ind").with("w:left", twips(mm(style.left_mm)));
    if style.hanging_mm > 0.0 {
        indents.with("w:hanging", twips(mm(style.hanging_mm)))
    } else {
        indents.with("w:firstLine", twips(mm(style.first_line_mm)))
    }
}
