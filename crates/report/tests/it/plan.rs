//! The plan: its sections, its table, the column that is there only where somebody helps.

use luytre_report::layout::Layout;

use crate::package::{Node, part};
use crate::sample::plan;

fn document(layout: Layout, count: usize) -> Node {
    let file = plan(layout, count).document().unwrap().to_docx().unwrap();
    part(&file, "word/document.xml")
}

fn words(document: &Node, style: &str) -> Vec<String> {
    let paragraphs = document.paragraphs(style);
    paragraphs.iter().map(|p| p.words()).collect()
}

#[test]
fn it_has_its_three_sections_in_order() {
    let plan = document(Layout::State, 3);
    assert_eq!(words(&plan, "DocumentTitle"), ["KẾ HOẠCH"]);
    assert_eq!(words(&plan, "Number"), ["Số:          /KH-UBND"]);
    assert_eq!(
        words(&plan, "Group"),
        [
            "I. MỤC ĐÍCH, YÊU CẦU",
            "1. Mục đích",
            "2. Yêu cầu",
            "II. NỘI DUNG NHIỆM VỤ",
            "III. TỔ CHỨC THỰC HIỆN"
        ]
    );
    assert!(words(&plan, "To").is_empty(), "nobody is addressed");
    assert!(!words(&plan, "CopiesItem").contains(&"- Như trên;".to_owned()));
    assert!(words(&plan, "BodyText").pop().unwrap().ends_with("./."));
    let party = document(Layout::Party, 3);
    assert!(!words(&party, "BodyText").pop().unwrap().ends_with("./."));
    assert_eq!(words(&party, "Number"), ["Số      -KH/ĐU"]);
}

#[test]
fn a_row_stands_for_each_duty_and_the_headings_repeat() {
    for count in [1, 40] {
        let plan = document(Layout::Party, count);
        let mut rows = Vec::new();
        plan.all("w:tr", &mut rows);
        let headed = rows.iter().filter(|row| row.find("w:tblHeader").is_some());
        assert_eq!(headed.count(), 1);
        // Two rows of the heading, one of the signature.
        assert_eq!(rows.len(), 3 + 1 + count);
    }
}

#[test]
fn the_column_of_helpers_is_there_only_where_somebody_helps() {
    let helped = document(Layout::State, 2);
    assert!(words(&helped, "CellHead").contains(&"Đơn vị phối hợp".to_owned()));
    let alone = document(Layout::State, 1);
    assert_eq!(
        words(&alone, "CellHead"),
        ["TT", "Nội dung", "Đơn vị chủ trì", "Thời gian", "Căn cứ"]
    );
}
