//! The parts of a document and the file that holds them. Names, order and times of the parts are
//! fixed, so that the same parts give the same bytes; no author, program or time is written.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::block::{block, paragraph, twips};
use super::styles::styles;
use super::xml::{Element, element, valued};
use crate::ReportError;
use crate::blocks::{self, Document};
use crate::layout::{Measures, Part, mm};

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The file of a document.
///
/// # Errors
/// [`ReportError::Pack`] when a part cannot be packed.
pub(crate) fn file(document: &Document) -> Result<Vec<u8>, ReportError> {
    let measures = &document.measures;
    let mut body = element("w:body");
    for (number, blocks) in document.sections.iter().enumerate() {
        if number > 0 {
            // The looks of a section stand in its last paragraph; those of the last in the body.
            let end = element("w:pPr")
                .child(valued("w:pStyle", Part::Rule.id()))
                .child(section(measures));
            body = body.child(element("w:p").child(end));
        }
        body = body.children(blocks.iter().map(block));
    }
    body = body.child(section(measures));
    let content = element("w:document")
        .with("xmlns:w", MAIN)
        .with("xmlns:r", OFFICE)
        .child(body);
    let parts = [
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", package_relations()),
        ("word/document.xml", content),
        ("word/_rels/document.xml.rels", document_relations()),
        ("word/styles.xml", styles(measures)),
        ("word/settings.xml", settings(measures)),
        ("word/header1.xml", header(true)),
        ("word/header2.xml", header(false)),
        ("docProps/core.xml", properties(&document.title)),
    ];
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        file.start_file(name, options)?;
        file.write_all(part.to_part().as_bytes())
            .map_err(zip::result::ZipError::from)?;
    }
    Ok(file.finish()?.into_inner())
}

fn section(measures: &Measures) -> Element {
    let page = &measures.page;
    let header = |kind: &str, id: &str| {
        element("w:headerReference")
            .with("w:type", kind)
            .with("r:id", id)
    };
    let length = |millimetres: f64| twips(mm(millimetres));
    element("w:sectPr")
        .child(header("default", "rId3"))
        .child(header("first", "rId4"))
        .child(
            element("w:pgSz")
                .with("w:w", length(page.width_mm))
                .with("w:h", length(page.height_mm)),
        )
        .child(
            element("w:pgMar")
                .with("w:top", length(page.top_mm))
                .with("w:right", length(page.right_mm))
                .with("w:bottom", length(page.bottom_mm))
                .with("w:left", length(page.left_mm))
                .with("w:header", length(page.number_from_top_mm))
                .with("w:footer", length(page.number_from_top_mm))
                .with("w:gutter", "0"),
        )
        .child(element("w:pgNumType").with("w:start", "1"))
        .child(element("w:titlePg"))
}

fn settings(measures: &Measures) -> Element {
    let mut settings = element("w:settings").with("xmlns:w", MAIN);
    if measures.page.mirrored {
        settings = settings.child(element("w:mirrorMargins"));
    }
    let mode = element("w:compatSetting")
        .with("w:name", "compatibilityMode")
        .with("w:uri", "http://schemas.microsoft.com/office/word")
        .with("w:val", "15");
    settings
        .child(valued("w:defaultTabStop", "720"))
        .child(element("w:compat").child(mode))
}

/// The header of the first page is empty, that of the others bears the page number.
fn header(numbered: bool) -> Element {
    let mut line = paragraph(&blocks::paragraph(Part::PageNumber));
    if numbered {
        let number = element("w:r").child(element("w:t").text("2"));
        line = line.child(element("w:fldSimple").with("w:instr", "PAGE").child(number));
    }
    element("w:hdr")
        .with("xmlns:w", MAIN)
        .with("xmlns:r", OFFICE)
        .child(line)
}

fn content_types() -> Element {
    let known = |extension: &str, kind: &str| {
        element("Default")
            .with("Extension", extension)
            .with("ContentType", kind)
    };
    let part = |name: &str, kind: String| {
        element("Override")
            .with("PartName", name)
            .with("ContentType", kind)
    };
    element("Types")
        .with("xmlns", format!("{PACKAGE}/content-types"))
        .child(known(
            "rels",
            "application/vnd.openxmlformats-package.relationships+xml",
        ))
        .child(known("xml", "application/xml"))
        .child(part(
            "/word/document.xml",
            format!("{WORD_TYPE}.document.main+xml"),
        ))
        .child(part("/word/styles.xml", format!("{WORD_TYPE}.styles+xml")))
        .child(part(
            "/word/settings.xml",
            format!("{WORD_TYPE}.settings+xml"),
        ))
        .child(part("/word/header1.xml", format!("{WORD_TYPE}.header+xml")))
        .child(part("/word/header2.xml", format!("{WORD_TYPE}.header+xml")))
        .child(part(
            "/docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
        ))
}

fn relations(entries: &[(&str, String, &str)]) -> Element {
    element("Relationships")
        .with("xmlns", format!("{PACKAGE}/relationships"))
        .children(entries.iter().map(|(id, kind, target)| {
            element("Relationship")
                .with("Id", *id)
                .with("Type", kind.as_str())
                .with("Target", *target)
        }))
}

fn package_relations() -> Element {
    relations(&[
        (
            "rId1",
            format!("{OFFICE}/officeDocument"),
            "word/document.xml",
        ),
        (
            "rId2",
            format!("{PACKAGE}/relationships/metadata/core-properties"),
            "docProps/core.xml",
        ),
    ])
}

fn document_relations() -> Element {
    relations(&[
        ("rId1", format!("{OFFICE}/styles"), "styles.xml"),
        ("rId2", format!("{OFFICE}/settings"), "settings.xml"),
        ("rId3", format!("{OFFICE}/header"), "header1.xml"),
        ("rId4", format!("{OFFICE}/header"), "header2.xml"),
    ])
}

fn properties(title: &str) -> Element {
    element("cp:coreProperties")
        .with("xmlns:cp", format!("{PACKAGE}/metadata/core-properties"))
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .child(element("dc:title").text(title))
        .child(element("dc:language").text("vi-VN"))
}
