//! The reminder: what is late before what is soon, each unit on pages of its own.

use luytre_report::layout::Layout;

use crate::package::{Node, part};
use crate::sample::reminders;

fn document(layout: Layout) -> Node {
    let file = reminders(layout).document().unwrap().to_docx().unwrap();
    part(&file, "word/document.xml")
}

fn words(document: &Node, style: &str) -> Vec<String> {
    let paragraphs = document.paragraphs(style);
    paragraphs.iter().map(|p| p.words()).collect()
}

#[test]
fn each_unit_is_addressed_and_told_what_is_late_and_soon() {
    for layout in [Layout::State, Layout::Party] {
        let slips = document(layout);
        assert_eq!(
            words(&slips, "To"),
            ["Kính gửi: Công an phường", "Kính gửi: Trạm Y tế phường"]
        );
        assert_eq!(
            words(&slips, "Group"),
            [
                "1. Nhiệm vụ đã quá hạn",
                "2. Nhiệm vụ sắp đến hạn",
                "1. Nhiệm vụ đã quá hạn"
            ]
        );
        assert!(words(&slips, "CellMiddle").contains(&"quá hạn 12 ngày".to_owned()));
    }
}

#[test]
fn a_sign_does_not_break_at_its_hyphen() {
    let slips = document(Layout::State);
    let cells = slips.paragraphs("CellMiddle");
    let source = cells
        .iter()
        .find(|cell| cell.words().contains("101/CAT-PA05"));
    assert!(source.unwrap().find("w:noBreakHyphen").is_some());
    // The motto has spaces around its hyphens, and may break.
    let motto = slips.paragraphs("Motto");
    assert!(motto[0].find("w:noBreakHyphen").is_none());
}

#[test]
fn each_unit_begins_on_page_one() {
    let slips = document(Layout::State);
    let mut sections = Vec::new();
    slips.all("w:sectPr", &mut sections);
    assert_eq!(sections.len(), 2);
    for section in sections {
        let start = section.find("w:pgNumType").unwrap();
        assert_eq!(start.attribute("w:start"), "1");
        assert!(section.find("w:titlePg").is_some());
    }
}
