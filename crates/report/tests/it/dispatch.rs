//! The implementing dispatch against the rules of both layouts. The ranges here are written down
//! from the rules themselves, not read from `layouts/`.

use std::collections::BTreeSet;

use proptest::prelude::*;

use luytre_report::dispatch::ImplementingDispatch;
use luytre_report::{Authority, Frame, ReportError};

use crate::package::{Node, entries, part};
use crate::sample::{long_party, long_state, short_party, short_state};

/// What the rules say of one part: style, sizes in points, bold, italic.
type Rule = (&'static str, std::ops::RangeInclusive<u32>, bool, bool);

const STATE: [Rule; 18] = [
    ("Nation", 12..=13, true, false),
    ("Motto", 13..=14, true, false),
    ("Superior", 12..=13, false, false),
    ("Issuer", 12..=13, true, false),
    ("Number", 13..=13, false, false),
    ("PlaceDate", 13..=14, false, true),
    ("Subject", 12..=13, false, false),
    ("DocumentTitle", 13..=14, true, false),
    ("Abstract", 13..=14, true, false),
    ("To", 13..=14, false, false),
    ("ToItem", 13..=14, false, false),
    ("Basis", 13..=14, false, true),
    ("BodyText", 13..=14, false, false),
    ("Authority", 13..=14, true, false),
    ("Post", 13..=14, true, false),
    ("Signer", 13..=14, true, false),
    ("CopiesItem", 11..=11, false, false),
    ("PageNumber", 13..=14, false, false),
];

const PARTY: [Rule; 14] = [
    ("Nation", 15..=15, true, false),
    ("Superior", 14..=14, false, false),
    ("Issuer", 14..=14, true, false),
    ("Number", 14..=14, false, false),
    ("PlaceDate", 14..=14, false, true),
    ("Subject", 12..=12, false, true),
    ("DocumentTitle", 15..=16, true, false),
    ("Abstract", 14..=15, true, false),
    ("BodyText", 14..=15, false, false),
    ("Authority", 14..=14, true, false),
    ("Post", 14..=14, false, false),
    ("Copies", 14..=14, false, false),
    ("CopiesItem", 12..=12, false, false),
    ("PageNumber", 14..=14, false, false),
];

fn docx(dispatch: &ImplementingDispatch) -> Vec<u8> {
    dispatch.document().unwrap().to_docx().unwrap()
}

fn number(node: &Node, name: &str) -> f64 {
    node.attribute(name).parse().unwrap()
}

fn twips(mm: f64) -> f64 {
    (mm * 1440.0 / 25.4).round()
}

fn style<'a>(styles: &'a Node, id: &str) -> &'a Node {
    styles
        .children
        .iter()
        .find(|node| node.name == "w:style" && node.attribute("w:styleId") == id)
        .unwrap_or_else(|| panic!("no style {id}"))
}

fn check_styles(dispatch: &ImplementingDispatch, rules: &[Rule]) {
    let styles = part(&docx(dispatch), "word/styles.xml");
    for (id, sizes, bold, italic) in rules {
        let style = style(&styles, id);
        let half_points = number(style.find("w:sz").unwrap(), "w:val");
        let allowed = f64::from(sizes.start() * 2)..=f64::from(sizes.end() * 2);
        assert!(allowed.contains(&half_points), "{id}: {half_points}");
        assert_eq!(style.find("w:b").is_some(), *bold, "{id} bold");
        assert_eq!(style.find("w:i").is_some(), *italic, "{id} italic");
    }
    let fonts = styles.find("w:rFonts").unwrap();
    for script in ["w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"] {
        assert_eq!(fonts.attribute(script), "Times New Roman");
    }
}

#[test]
fn state_parts_have_the_sizes_of_the_decree() {
    check_styles(&short_state(), &STATE);
    let styles = part(&docx(&short_state()), "word/styles.xml");
    let copies = style(&styles, "Copies");
    assert_eq!(copies.find("w:sz").unwrap().attribute("w:val"), "24");
    assert!(copies.find("w:b").is_some() && copies.find("w:i").is_some());
}

#[test]
fn party_parts_have_the_sizes_of_the_guidance() {
    check_styles(&short_party(), &PARTY);
    let styles = part(&docx(&short_party()), "word/styles.xml");
    let line = style(&styles, "Copies").find("w:u").unwrap();
    assert_eq!(line.attribute("w:val"), "single");
}

#[test]
fn pages_have_the_prescribed_margins() {
    for (dispatch, mirrored) in [(short_state(), false), (short_party(), true)] {
        let docx = docx(&dispatch);
        let document = part(&docx, "word/document.xml");
        let size = document.find("w:pgSz").unwrap();
        assert!((number(size, "w:w") - twips(210.0)).abs() < 1.0);
        assert!((number(size, "w:h") - twips(297.0)).abs() < 1.0);
        let margins = document.find("w:pgMar").unwrap();
        for (side, mm) in [
            ("w:top", 20.0),
            ("w:bottom", 20.0),
            ("w:left", 30.0),
            ("w:right", 15.0),
            ("w:header", 10.0),
        ] {
            assert!(
                (number(margins, side) - twips(mm)).abs() < 1.0,
                "{side}: {}",
                margins.attribute(side)
            );
        }
        let settings = part(&docx, "word/settings.xml");
        assert_eq!(settings.find("w:mirrorMargins").is_some(), mirrored);
    }
}

#[test]
fn page_numbers_stand_in_the_middle_and_not_on_page_one() {
    for dispatch in [short_state(), short_party()] {
        let docx = docx(&dispatch);
        let document = part(&docx, "word/document.xml");
        assert!(document.find("w:titlePg").is_some());
        let header = part(&docx, "word/header1.xml");
        assert_eq!(
            header.find("w:fldSimple").unwrap().attribute("w:instr"),
            "PAGE"
        );
        assert_eq!(header.paragraphs("PageNumber").len(), 1);
        let first = part(&docx, "word/header2.xml");
        assert!(first.find("w:fldSimple").is_none());
        let styles = part(&docx, "word/styles.xml");
        let align = style(&styles, "PageNumber").find("w:jc").unwrap();
        assert_eq!(align.attribute("w:val"), "center");
    }
}

#[test]
fn body_is_justified_indented_and_spaced() {
    for (dispatch, indent_mm) in [(short_state(), 12.7), (short_party(), 10.0)] {
        let styles = part(&docx(&dispatch), "word/styles.xml");
        let body = style(&styles, "BodyText");
        assert_eq!(body.find("w:jc").unwrap().attribute("w:val"), "both");
        let indent = number(body.find("w:ind").unwrap(), "w:firstLine");
        assert!((indent - twips(indent_mm)).abs() < 1.0, "{indent}");
        let spacing = body.find("w:spacing").unwrap();
        assert!(number(spacing, "w:before") >= 120.0, "6 pt");
        let line = number(spacing, "w:line");
        if indent_mm > 11.0 {
            assert_eq!(spacing.attribute("w:lineRule"), "auto");
            assert!((240.0..=360.0).contains(&line), "{line}");
        } else {
            assert_eq!(spacing.attribute("w:lineRule"), "exact");
            assert!((360.0..=440.0).contains(&line), "{line}");
        }
    }
}

/// The length in points of each drawn line: what the indents leave of its column.
fn drawn(document: &Node) -> Vec<f64> {
    let mut cells = Vec::new();
    document.all("w:tc", &mut cells);
    cells
        .iter()
        .flat_map(|cell| {
            let column = number(cell.find("w:tcW").unwrap(), "w:w");
            cell.paragraphs("Rule").into_iter().map(move |line| {
                assert!(line.find("w:pBdr").is_some());
                let indents = line.find("w:ind").unwrap();
                (column - number(indents, "w:left") - number(indents, "w:right")) / 20.0
            })
        })
        .collect()
}

#[test]
fn lines_are_drawn_as_long_as_the_rules_say() {
    // Widths of the words in points, measured with the font.
    let state = drawn(&part(&docx(&short_state()), "word/document.xml"));
    let (issuer, motto) = (43.2 * 72.0 / 25.4, 60.5 * 72.0 / 25.4);
    assert_eq!(state.len(), 2);
    assert!(
        (issuer / 3.0..=issuer / 2.0).contains(&state[0]),
        "{state:?}"
    );
    assert!((state[1] - motto).abs() < 3.0, "{state:?}");
    let party = drawn(&part(&docx(&short_party()), "word/document.xml"));
    let name = 72.9 * 72.0 / 25.4;
    assert_eq!(party.len(), 1, "no line under the body, a star");
    assert!((party[0] - name).abs() < 3.0, "{party:?}");
}

/// The words of each paragraph in a style.
fn words(dispatch: &ImplementingDispatch, style: &str) -> Vec<String> {
    part(&docx(dispatch), "word/document.xml")
        .paragraphs(style)
        .iter()
        .map(|p| p.words().replace('\u{a0}', " "))
        .collect()
}

#[test]
fn number_and_date_are_blank_in_the_manner_of_each_layout() {
    let state = short_state();
    assert_eq!(words(&state, "Number"), ["Số:          /UBND-VP"]);
    assert_eq!(
        words(&state, "PlaceDate"),
        ["Lũy Tre, ngày      tháng      năm 2026"]
    );
    let party = short_party();
    assert_eq!(words(&party, "Number"), ["Số      -CV/ĐU"]);
    assert_eq!(
        words(&party, "PlaceDate"),
        ["Phường Lũy Tre, ngày     tháng     năm 2026"]
    );
}

#[test]
fn headings_name_the_bodies_and_the_subject() {
    let state = long_state();
    assert_eq!(
        words(&state, "Nation"),
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    );
    assert_eq!(words(&state, "Motto"), ["Độc lập - Tự do - Hạnh phúc"]);
    assert_eq!(
        words(&state, "Issuer").join(" "),
        "VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN VÀ ỦY BAN NHÂN DÂN"
    );
    assert_eq!(
        words(&state, "Subject"),
        ["V/v tăng cường bảo đảm an ninh mạng, bảo vệ bí mật nhà nước"]
    );
    let party = short_party();
    assert_eq!(words(&party, "Nation"), ["ĐẢNG CỘNG SẢN VIỆT NAM"]);
    assert!(words(&party, "Motto").is_empty());
    assert_eq!(words(&party, "Star"), ["*"]);
    assert_eq!(words(&party, "Issuer"), ["ĐẢNG ỦY PHƯỜNG LŨY TRE"]);
    assert!(words(&party, "Subject")[0].starts_with("về việc tăng cường"));
    // Words that the layout sets are not set twice.
    let given = ImplementingDispatch {
        subject: "V/v thay đổi mật khẩu".to_owned(),
        ..state
    };
    assert_eq!(words(&given, "Subject"), ["V/v thay đổi mật khẩu"]);
}

#[test]
fn addressees_stand_on_one_line_or_in_a_list() {
    assert_eq!(
        words(&short_state(), "To"),
        ["Kính gửi: Các phòng, ban, đơn vị, trường học thuộc phường"]
    );
    let list = words(&long_state(), "ToItem");
    assert_eq!(list.len(), 12);
    assert_eq!(list[0], "- Văn phòng HĐND và UBND phường;");
    assert_eq!(list[11], "- Tổ trưởng các tổ dân phố.");
    assert_eq!(words(&long_state(), "ToList"), ["Kính gửi:"]);
    assert_eq!(
        words(&short_party(), "ToList"),
        ["Kính gửi: - Các cơ quan tham mưu, giúp việc của Đảng ủy;"]
    );
    let none = ImplementingDispatch {
        recipients: Vec::new(),
        ..short_state()
    };
    assert!(words(&none, "To").is_empty() && words(&none, "ToList").is_empty());
    let two = ImplementingDispatch {
        recipients: vec!["A".to_owned(), "B".to_owned()],
        ..short_state()
    };
    assert_eq!(words(&two, "ToItem"), ["- A;", "- B."]);
}

#[test]
fn bases_duties_and_end_mark_follow_the_layout() {
    let state = long_state();
    let bases = words(&state, "Basis");
    assert!(bases[0].ends_with("117/2025/QH15;") && bases[2].ends_with("công tác văn thư."));
    assert!(words(&long_party(), "Basis")[0].starts_with("- Căn cứ"));
    assert_eq!(
        words(&state, "Group"),
        [
            "1. Các cơ quan, đơn vị, trường học (thời gian thực hiện: hoàn thành trước ngày \
             30/6/2026)",
            "2. Công an phường",
            "3. Các trường học trên địa bàn phường",
            "4. Phòng Văn hóa - Xã hội",
            "5. Văn phòng HĐND và UBND phường"
        ]
    );
    let body = words(&state, "BodyText");
    assert!(body[1].starts_with("a) Quán triệt") && body[5].starts_with("đ) Kiểm kê"));
    assert!(
        body[1].ends_with("Viber...)."),
        "said once, beside the heading"
    );
    assert!(body[8].ends_with("Thời gian thực hiện: ngay khi phát hiện."));
    assert!(
        body.iter()
            .any(|line| line.starts_with("6. Chế độ báo cáo: "))
    );
    assert!(body.last().unwrap().ends_with("giải quyết./."));
    let party = words(&long_party(), "BodyText");
    assert!(
        party
            .last()
            .unwrap()
            .ends_with("phản ánh về Văn phòng Đảng ủy.")
    );
    let short = words(&short_state(), "BodyText");
    assert!(short[2].ends_with("Đơn vị thực hiện: Văn phòng HĐND và UBND; Công an phường."));
    assert!(short[3].starts_with("3. ") && short[4].starts_with("4. Chế độ báo cáo"));
}

#[test]
fn signatures_and_copies_follow_the_layout() {
    let state = short_state();
    assert_eq!(
        words(&state, "Authority"),
        ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"]
    );
    assert_eq!(words(&state, "Post"), ["PHÓ CHỦ TỊCH"]);
    assert_eq!(words(&state, "Signer"), ["Nguyễn Văn Tre"]);
    assert_eq!(
        words(&state, "CopiesItem"),
        [
            "- Như trên;",
            "- TT Đảng ủy, TT HĐND phường (để b/c);",
            "- Chủ tịch, các PCT UBND phường;",
            "- Lưu: VT, VP."
        ]
    );
    let party = short_party();
    assert_eq!(words(&party, "Authority"), ["T/M BAN THƯỜNG VỤ"]);
    let last = words(&party, "CopiesItem").pop().unwrap();
    assert_eq!(last, "- Lưu Văn phòng Đảng ủy.");
    assert_eq!(
        words(&long_party(), "Post"),
        [
            "CHÁNH VĂN PHÒNG ĐẢNG ỦY",
            "kiêm",
            "THÀNH VIÊN THƯỜNG TRỰC",
            "BAN CHỈ ĐẠO"
        ]
    );
}

#[test]
fn party_documents_know_no_signature_by_mandate() {
    let mut dispatch = short_party();
    dispatch.frame.signer.authority = vec![Authority::ByMandate("Bí thư".to_owned())];
    assert!(matches!(
        dispatch.document(),
        Err(ReportError::NoMandate { .. })
    ));
    dispatch.frame.layout = luytre_report::layout::Layout::State;
    assert_eq!(words(&dispatch, "Authority"), ["TUQ. BÍ THƯ"]);
}

#[test]
fn every_style_that_is_used_is_there() {
    for dispatch in [long_state(), short_state(), long_party(), short_party()] {
        let docx = docx(&dispatch);
        let styles = part(&docx, "word/styles.xml");
        for name in ["word/document.xml", "word/header1.xml", "word/header2.xml"] {
            let document = part(&docx, name);
            let mut used = Vec::new();
            document.all("w:pStyle", &mut used);
            let used: BTreeSet<&str> = used.iter().map(|node| node.attribute("w:val")).collect();
            for id in used {
                style(&styles, id);
            }
        }
    }
}

#[test]
fn the_same_dispatch_gives_the_same_bytes_without_author_or_time() {
    for dispatch in [long_state(), long_party()] {
        let first = docx(&dispatch);
        assert_eq!(first, docx(&dispatch));
        for (name, time) in entries(&first) {
            assert_eq!(time, "1980-01-01 00:00:00", "{name}");
        }
        let core = part(&first, "docProps/core.xml");
        let names: Vec<&str> = core
            .children
            .iter()
            .map(|node| node.name.as_str())
            .collect();
        assert_eq!(names, ["dc:title", "dc:language"]);
    }
}

#[test]
fn text_from_outside_stays_text() {
    let mut dispatch = short_state();
    dispatch.subject = "<w:br/> & \"a\" \u{0}\u{b}b".to_owned();
    let document = part(&docx(&dispatch), "word/document.xml");
    assert!(document.paragraphs("Subject")[0].find("w:br").is_none());
    assert_eq!(words(&dispatch, "Subject"), ["V/v <w:br/> & \"a\" b"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_gives_parts_that_can_be_read(
        subject in any::<String>(),
        recipients in prop::collection::vec(any::<String>(), 0..4),
        issuer in "\\PC{0,80}",
    ) {
        let dispatch = ImplementingDispatch {
            closing: subject.clone(),
            subject,
            recipients,
            frame: Frame {
                issuer,
                ..short_party().frame
            },
            ..short_party()
        };
        let docx = docx(&dispatch);
        for (name, _) in entries(&docx) {
            part(&docx, &name);
        }
    }
}
