//! Word documents: order, places, automatic numbers, tracked changes, boxes, margins, notes.

use luytre_reader::{Document, Format, Place, Problem};

use crate::make::{assert_sound, docx, docx_with, fixture, paragraph, read_default};

fn read_docx(bytes: &[u8]) -> Document {
    let document = read_default("a.docx", bytes).expect("a document");
    assert_eq!(document.format, Format::Docx);
    assert_sound(&document);
    document
}

fn body(body: &str) -> Document {
    read_docx(&docx(body))
}

fn places(document: &Document) -> Vec<(Place, &str)> {
    document
        .parts
        .iter()
        .map(|part| (part.place, &document.text[part.range.clone()]))
        .collect()
}

#[test]
fn a_dispatch_from_libreoffice_reads_as_it_looks() {
    let document = read_docx(&fixture("dispatch.docx"));
    assert_eq!(document.problems, []);
    let lines: Vec<&str> = document.text.lines().collect();
    let expected = [
        "ỦY BAN NHÂN DÂN",
        "PHƯỜNG TRÚC LÂM",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 215/UBND-VP",
        "V/v tăng cường bảo đảm an ninh mạng trong cơ quan",
        "Trúc Lâm, ngày 05 tháng 3 năm 2026",
        "Kính gửi: Các phòng, ban, đơn vị thuộc phường.",
    ];
    assert_eq!(lines[..expected.len()], expected);
    for line in [
        "I. QUẢN LÝ TÀI KHOẢN",
        "2. Rà soát tài khoản không còn sử dụng:",
        "b) Khóa tài khoản quá 90 ngày không đăng nhập.",
        "II. BẢO VỆ THIẾT BỊ",
        "1. Cài đặt phần mềm phòng, chống mã độc trên toàn bộ máy tính.",
        "- Không sử dụng thiết bị lưu trữ cá nhân trên máy tính của cơ quan;",
        "+ Kể cả kết nối qua điện thoại di động.",
        "Nơi nhận:",
        "Nguyễn Thị Mẫu",
    ] {
        assert!(lines.contains(&line), "{line}\n{}", document.text);
    }
    let found = places(&document);
    assert_eq!(
        found[4],
        (
            Place::Cell {
                table: 1,
                row: 2,
                column: 1
            },
            "Số: 215/UBND-VP"
        )
    );
    assert_eq!(
        found[found.len() - 1],
        (Place::Footer, "Lưu hành nội bộ phường Trúc Lâm")
    );
    assert_eq!(
        found[found.len() - 2],
        (Place::Note, "Công văn gửi kèm theo văn bản này.")
    );
}

#[test]
fn runs_join_and_breaks_tabs_and_hyphens_are_kept() {
    let document = body(
        "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"1\"/></w:tabs></w:pPr><w:r><w:t>Ngh</w:t></w:r>\
         <w:r><w:t>iêm</w:t><w:tab/><w:t xml:space=\"preserve\">cấm </w:t></w:r><w:r><w:t>&#x111;&amp;c</w:t>\
         <w:br/><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t></w:r></w:p>",
    );
    assert_eq!(document.text, "Nghiêm\tcấm đ&c\nA-B\n");
    assert_eq!(document.parts.len(), 1);
}

#[test]
fn any_prefix_of_the_schema_is_understood() {
    let part = r#"<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:t>Chỉ thị</x:t></x:r></x:p></x:body></x:document>"#;
    let bytes = crate::make::zip(&[("word/document2.xml", part.as_bytes())]);
    assert_eq!(read_docx(&bytes).text, "Chỉ thị\n");
}

#[test]
fn cells_count_merged_columns_and_nested_tables() {
    let cell = |text: &str| format!("<w:tc><w:tcPr/>{}</w:tc>", paragraph(text));
    let wide = format!(
        "<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>{}</w:tc>",
        paragraph("rộng")
    );
    let inner = format!(
        "<w:tc><w:tbl><w:tr>{}</w:tr></w:tbl>{}</w:tc>",
        cell("trong"),
        paragraph("ngoài")
    );
    let document = body(&format!(
        "{}<w:tbl><w:tr>{wide}{}</w:tr><w:tr>{}{inner}</w:tr></w:tbl>{}",
        paragraph("đầu"),
        cell("ba"),
        cell("một"),
        paragraph("cuối")
    ));
    let cell = |table, row, column| Place::Cell { table, row, column };
    assert_eq!(
        places(&document),
        [
            (Place::Paragraph(1), "đầu"),
            (cell(1, 1, 1), "rộng"),
            (cell(1, 1, 3), "ba"),
            (cell(1, 2, 1), "một"),
            (cell(2, 1, 1), "trong"),
            (cell(1, 2, 2), "ngoài"),
            (Place::Paragraph(2), "cuối"),
        ]
    );
}

#[test]
fn tracked_changes_read_as_accepted() {
    let document = body(
        "<w:p><w:ins w:id=\"1\"><w:r><w:t>mới</w:t></w:r></w:ins><w:del w:id=\"2\"><w:r><w:delText>cũ</w:delText></w:r></w:del>\
         <w:moveFrom w:id=\"3\"><w:r><w:t>dời</w:t></w:r></w:moveFrom><w:r><w:t> giữ</w:t></w:r></w:p>",
    );
    assert_eq!(document.text, "mới giữ\n");
    assert_eq!(
        document.problems,
        [Problem::TrackedChanges {
            inserted: 1,
            deleted: 2
        }]
    );
}

#[test]
fn fields_give_their_result_and_not_their_instruction() {
    let document = body(
        "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>\
         <w:r><w:t>Điều 3</w:t></w:r></w:p>",
    );
    assert_eq!(document.text, "Điều 3\n");
}

#[test]
fn hidden_text_is_read_and_reported() {
    let document = body(
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t> hiện</w:t></w:r></w:p>",
    );
    assert_eq!(document.text, "ẩn hiện\n");
    assert_eq!(document.problems, [Problem::HiddenText { pieces: 1 }]);
}

#[test]
fn a_text_box_follows_the_paragraph_it_hangs_in_and_comes_once() {
    let content = format!("<w:txbxContent>{}</w:txbxContent>", paragraph("DỰ THẢO"));
    let document = body(&format!(
        "<w:p><w:r><w:t>Trước </w:t></w:r><w:r><mc:AlternateContent><mc:Choice>{content}</mc:Choice><mc:Fallback>{content}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>sau</w:t></w:r></w:p>"
    ));
    assert_eq!(
        places(&document),
        [
            (Place::Paragraph(1), "Trước sau"),
            (Place::TextBox, "DỰ THẢO")
        ]
    );
}

#[test]
fn margins_come_last_once_and_without_page_numbers() {
    let part = |text: &str| format!("<w:hdr>{}</w:hdr>", paragraph(text));
    let bytes = docx_with(
        &paragraph("thân"),
        &[
            ("header1.xml", &part("HỎA TỐC")),
            ("header2.xml", &part("HỎA TỐC")),
            ("header3.xml", &part("2")),
            ("footer1.xml", &part("chân trang")),
        ],
    );
    let document = read_docx(&bytes);
    assert_eq!(
        places(&document),
        [
            (Place::Paragraph(1), "thân"),
            (Place::Header, "HỎA TỐC"),
            (Place::Footer, "chân trang")
        ]
    );
    assert_eq!(document.text, "thân\n\nHỎA TỐC\n\nchân trang\n");
}

#[test]
fn a_damaged_margin_is_left_out_with_a_problem() {
    let bytes = docx_with(
        &paragraph("thân"),
        &[("header1.xml", "<w:hdr><w:p></w:hdr>")],
    );
    let document = read_docx(&bytes);
    assert_eq!(document.text, "thân\n");
    assert_eq!(
        document.problems,
        [Problem::PartLeftOut {
            name: "word/header1.xml".to_owned()
        }]
    );
}

#[test]
fn comments_macros_and_embedded_documents_are_reported() {
    let bytes = docx_with(
        &format!("{}<w:altChunk r:id=\"x\"/>", paragraph("thân")),
        &[("comments.xml", "<w:comments/>"), ("vbaProject.bin", "x")],
    );
    let document = read_docx(&bytes);
    assert_eq!(document.text, "thân\n");
    assert_eq!(
        document.problems,
        [
            Problem::Embedded { documents: 1 },
            Problem::Comments,
            Problem::Macros
        ]
    );
}

fn level(at: u8, format: &str, text: &str, more: &str) -> String {
    format!(
        "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/>{more}</w:lvl>"
    )
}

fn numbering(levels: &str, instances: &str) -> String {
    format!(
        "<w:numbering><w:abstractNum w:abstractNumId=\"7\">{levels}</w:abstractNum>{instances}</w:numbering>"
    )
}

const ONE: &str = "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>";

fn item(list: u32, level: u32, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

fn numbered(levels: &str, instances: &str, body: &str) -> String {
    let part = numbering(levels, instances);
    read_docx(&docx_with(body, &[("numbering.xml", &part)])).text
}

#[test]
fn lists_count_restart_below_and_name_their_parents() {
    let levels = [
        level(0, "upperRoman", "%1.", ""),
        level(1, "decimal", "%2.", ""),
        level(2, "decimal", "%2.%3.", ""),
        level(3, "lowerLetter", "%4)", ""),
    ]
    .concat();
    let body = [
        (0, "A"),
        (1, "b"),
        (2, "c"),
        (2, "d"),
        (3, "e"),
        (1, "f"),
        (2, "g"),
        (0, "H"),
        (1, "i"),
    ]
    .map(|(level, text)| item(1, level, text))
    .concat();
    assert_eq!(
        numbered(&levels, ONE, &body),
        "I. A\n1. b\n1.1. c\n1.2. d\na) e\n2. f\n2.1. g\nII. H\n1. i\n"
    );
}

#[test]
fn a_level_may_count_on_and_show_plain_digits() {
    let levels = [
        level(0, "upperRoman", "Chương %1", ""),
        level(1, "decimal", "Điều %2.", "<w:lvlRestart w:val=\"0\"/>"),
        level(2, "decimal", "%1.%3", "<w:isLgl/>"),
    ]
    .concat();
    let body = [(0, "Một"), (1, "a"), (0, "Hai"), (1, "b"), (2, "c")]
        .map(|(level, text)| item(1, level, text))
        .concat();
    assert_eq!(
        numbered(&levels, ONE, &body),
        "Chương I Một\nĐiều 1. a\nChương II Hai\nĐiều 2. b\n2.1 c\n"
    );
}

#[test]
fn instances_share_a_counter_unless_they_start_anew() {
    let levels = level(0, "decimal", "%1.", "");
    let instances = format!(
        "{ONE}<w:num w:numId=\"2\"><w:abstractNumId w:val=\"7\"/></w:num>\
         <w:num w:numId=\"3\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>"
    );
    let body = [1, 1, 2, 3, 3].map(|list| item(list, 0, "x")).concat();
    assert_eq!(
        numbered(&levels, &instances, &body),
        "1. x\n2. x\n3. x\n5. x\n6. x\n"
    );
}

#[test]
fn every_numeral_is_written_as_word_does() {
    let written = |format: &str, start: u32| {
        let levels = format!(
            "<w:lvl w:ilvl=\"0\"><w:start w:val=\"{start}\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"%1\"/></w:lvl>"
        );
        numbered(&levels, ONE, &item(1, 0, "x"))
            .trim_end_matches(" x\n")
            .to_owned()
    };
    assert_eq!(written("decimal", 10), "10");
    assert_eq!(written("decimalZero", 3), "03");
    assert_eq!(written("lowerLetter", 5), "e");
    assert_eq!(written("lowerLetter", 28), "bb");
    assert_eq!(written("lowerLetter", 208), "zzzzzzzz");
    assert_eq!(written("lowerLetter", 209), "209");
    assert_eq!(written("upperLetter", 1), "A");
    assert_eq!(written("lowerRoman", 19), "xix");
    assert_eq!(written("upperRoman", 3999), "MMMCMXCIX");
    assert_eq!(written("upperRoman", 4000), "4000");
    assert_eq!(written("decimal", 0), "0");
}

#[test]
fn bullets_become_a_dash_but_plus_and_star_stay() {
    let bullets = |sign: &str| numbered(&level(0, "bullet", sign, ""), ONE, &item(1, 0, "x"));
    for sign in ["", "–", "•", "\u{f0b7}", "o"] {
        assert_eq!(bullets(sign), "- x\n", "{sign:?}");
    }
    assert_eq!(bullets("+"), "+ x\n");
    assert_eq!(bullets("\u{f02b}"), "+ x\n");
    assert_eq!(bullets("*"), "* x\n");
}

#[test]
fn numbers_come_from_styles_and_can_be_switched_off() {
    let styles = "<w:styles>\
        <w:style w:styleId=\"Muc\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
        <w:style w:styleId=\"Con\"><w:basedOn w:val=\"Muc\"/><w:pPr/></w:style>\
        <w:style w:styleId=\"Vong\"><w:basedOn w:val=\"Vong\"/></w:style></w:styles>";
    let levels = format!(
        "{}{}",
        level(0, "decimal", "%1.", ""),
        level(1, "lowerLetter", "%2)", "<w:pStyle w:val=\"Muc\"/>")
    );
    let styled = |style: &str, more: &str| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{more}</w:pPr><w:r><w:t>x</w:t></w:r></w:p>"
        )
    };
    let off = "<w:numPr><w:numId w:val=\"0\"/></w:numPr>";
    let body = [
        styled("Muc", ""),
        styled("Con", ""),
        styled("Muc", off),
        styled("Vong", ""),
    ]
    .concat();
    let part = numbering(&levels, ONE);
    let bytes = docx_with(&body, &[("numbering.xml", &part), ("styles.xml", styles)]);
    assert_eq!(read_docx(&bytes).text, "a) x\nb) x\nx\nx\n");
}

#[test]
fn a_list_may_borrow_the_levels_of_another() {
    let part = "<w:numbering>\
        <w:abstractNum w:abstractNumId=\"1\"><w:styleLink w:val=\"S\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"4\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1/\"/></w:lvl></w:abstractNum>\
        <w:abstractNum w:abstractNumId=\"2\"><w:numStyleLink w:val=\"S\"/></w:abstractNum>\
        <w:num w:numId=\"9\"><w:abstractNumId w:val=\"2\"/></w:num></w:numbering>";
    let bytes = docx_with(&item(9, 0, "x"), &[("numbering.xml", part)]);
    assert_eq!(read_docx(&bytes).text, "4/ x\n");
}
