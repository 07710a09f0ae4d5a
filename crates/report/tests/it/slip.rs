//! The assignment slip: title, table, copies in both layouts.

use luytre_report::layout::Layout;

use crate::package::{Node, part};
use crate::sample::slip;

fn document(layout: Layout) -> Node {
    part(
        &slip(layout).document().unwrap().to_docx().unwrap(),
        "word/document.xml",
    )
}

fn words(document: &Node, style: &str) -> Vec<String> {
    document
        .paragraphs(style)
        .iter()
        .map(|p| p.words())
        .collect()
}

#[test]
fn it_bears_its_kind_and_its_subject_under_it() {
    let state = document(Layout::State);
    assert_eq!(words(&state, "DocumentTitle"), ["PHIẾU GIAO VIỆC"]);
    assert_eq!(words(&state, "Abstract").len(), 1);
    assert!(words(&state, "Subject").is_empty());
    assert_eq!(words(&state, "Number"), ["Số:          /PGV-UBND"]);
    // The line under the subject: a third to a half of its longest line.
    let line = state
        .children
        .iter()
        .find(|node| node.name == "w:body")
        .unwrap();
    let lines: Vec<&Node> = line
        .children
        .iter()
        .filter(|node| node.name == "w:p" && node.find("w:pBdr").is_some())
        .collect();
    assert_eq!(lines.len(), 1);
    let party = document(Layout::Party);
    assert_eq!(words(&party, "Abstract").pop().unwrap(), "-----");
}

#[test]
fn its_table_has_a_row_for_each_duty_and_repeats_its_headings() {
    let state = document(Layout::State);
    let mut tables = Vec::new();
    state.all("w:tbl", &mut tables);
    let table = tables
        .into_iter()
        .find(|table| table.find("w:tblBorders").is_some())
        .unwrap();
    let mut rows = Vec::new();
    table.all("w:tr", &mut rows);
    assert_eq!(rows.len(), 1 + slip(Layout::State).tasks.len());
    assert!(rows[0].find("w:tblHeader").is_some());
    assert!(rows[1].find("w:tblHeader").is_none());
    assert!(rows.iter().all(|row| row.find("w:cantSplit").is_some()));
    let cells: Vec<String> = rows[1]
        .children
        .iter()
        .filter(|node| node.name == "w:tc")
        .map(Node::words)
        .collect();
    assert_eq!(cells[0], "1");
    assert_eq!(cells[2..4], ["khoản 2.1", "trước ngày 30/6/2026"]);
    let widths: i32 = table
        .find("w:tblGrid")
        .unwrap()
        .children
        .iter()
        .map(|column| column.attribute("w:w").parse::<i32>().unwrap())
        .sum();
    // 165 mm between the margins, a twentieth of a point a column for rounding.
    assert!((widths - 9354).abs() <= 5, "{widths}");
}

#[test]
fn nobody_is_above_it_and_the_unit_comes_first_below() {
    let state = document(Layout::State);
    assert_eq!(
        words(&state, "CopiesItem"),
        [
            "- Phòng Văn hóa - Xã hội;",
            "- Chủ tịch, các PCT UBND phường;",
            "- Lưu: VT, VP."
        ]
    );
    assert!(
        words(&state, "BodyText")
            .pop()
            .unwrap()
            .ends_with("hướng dẫn./.")
    );
    let party = document(Layout::Party);
    assert!(
        words(&party, "BodyText")
            .pop()
            .unwrap()
            .ends_with("hướng dẫn.")
    );
}
