//! Web pages: blocks, lists, tables, encodings, fonts, and how much disorder is forgiven.

use luytre_reader::{Document, Format, Limits, Place, Problem, read};

use crate::make::{assert_sound, fixture, read_default};

fn page(body: &str) -> Document {
    let page = format!("<!DOCTYPE html><html><body>{body}</body></html>");
    let document = read_default("a.html", page.as_bytes()).expect("a document");
    assert_sound(&document);
    document
}

fn text(body: &str) -> String {
    page(body).text
}

#[test]
fn a_dispatch_has_the_same_text_as_word_has_it_but_for_what_pages_cannot_say() {
    let word = read_default("a.docx", &fixture("dispatch.docx")).expect("a document");
    let document = read_default("a.html", &fixture("dispatch.html")).expect("a page");
    assert_eq!(document.format, Format::Html);
    // LibreOffice writes neither the bracket after a letter nor which bullet a list has.
    let wanted = word
        .text
        .replace("a) Thu", "a. Thu")
        .replace("b) Khóa", "b. Khóa")
        .replace("+ Kể", "- Kể");
    assert_eq!(document.text, wanted);
    assert_eq!(document.problems, []);
}

#[test]
fn blocks_stand_on_lines_and_runs_do_not() {
    let body = "<p>  Một\n <b>hai</b> <i> ba</i></p><div>bốn<br>năm <p>sáu<p>bảy</div>tám<hr>chín";
    assert_eq!(text(body), "Một hai ba\nbốn\nnăm\nsáu\nbảy\ntám\nchín\n");
    assert_eq!(text("<p>a</p><p>&nbsp;</p><p></p><p>b</p>"), "a\n\nb\n");
    let lines = page("<pre>a\n  b\n\n\nc</pre>d");
    assert_eq!(lines.text, "a\nb\n\nc\nd\n");
    assert_eq!(lines.parts.len(), 4);
}

#[test]
fn entities_become_letters_and_unknown_ones_stay() {
    assert_eq!(
        text("&Agrave; &#7840;&#x1ea1; &lt;p&gt; a &amp b &khong;"),
        "À Ạạ <p> a & b &khong;\n"
    );
}

#[test]
fn what_is_no_text_is_dropped() {
    let body = "<script>if (a < b) { '<p>x</p>' }</script><style>p { color: red }</style><svg><text>y</text></svg><noscript>z</noscript><!-- c --><p>còn</p><iframe src='http://example.vn'>w</iframe>";
    assert_eq!(text(body), "còn\n");
}

#[test]
fn lists_are_numbered_as_shown() {
    let cases = [
        ("<ol><li>a<li>b</ol>", "1. a\n2. b\n"),
        (
            "<ol type=I start=3><li>a<ol type=a><li>b</li></ol></li><li>c</ol>",
            "III. a\na. b\nIV. c\n",
        ),
        (
            "<ul><li>a</ul><ol><li value=7>b<li>c</ol>",
            "- a\n7. b\n8. c\n",
        ),
        (
            "<ol style='list-style-type: upper-alpha'><li><p>a</p><p>b</p></ol>",
            "A. a\nb\n",
        ),
        ("<ul style='list-style:none'><li>a</ul>", "a\n"),
        ("<li>a", "- a\n"),
        ("<ol><li></li><li>b</ol>", "2. b\n"),
    ];
    for (body, wanted) in cases {
        assert_eq!(text(body), wanted, "{body}");
    }
}

#[test]
fn cells_know_their_grid_column() {
    let body = "<table><tr><td colspan=2>a<td rowspan=2>b</tr><tr><td>c<td>d</table><p>e</p>";
    let document = page(body);
    assert_eq!(document.text, "a\nb\nc\nd\ne\n");
    let places: Vec<Place> = document.parts.iter().map(|part| part.place).collect();
    let cell = |row, column| Place::Cell {
        table: 1,
        row,
        column,
    };
    let wanted = [
        cell(1, 1),
        cell(1, 3),
        cell(2, 1),
        cell(2, 2),
        Place::Paragraph(1),
    ];
    assert_eq!(places, wanted);
    let body = "<table><tr><td rowspan=2>a<td>b<tr><td>c<table><tr><td>d</table>e</table>";
    let places: Vec<Place> = page(body).parts.iter().map(|part| part.place).collect();
    let within = Place::Cell {
        table: 2,
        row: 1,
        column: 1,
    };
    assert_eq!(
        places,
        [cell(1, 1), cell(1, 2), cell(2, 2), within, cell(2, 2)]
    );
}

#[test]
fn every_encoding_gives_the_same_text() {
    let page = "<html><body><p>Ủy ban nhân dân phường yêu cầu các đơn vị rà soát</p></body></html>";
    let wanted = "Ủy ban nhân dân phường yêu cầu các đơn vị rà soát\n";
    let utf16: Vec<u8> = [0xfeff]
        .into_iter()
        .chain(page.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    for bytes in [
        page.as_bytes().to_vec(),
        [b"\xef\xbb\xbf", page.as_bytes()].concat(),
        utf16,
    ] {
        assert_eq!(
            read_default("a.html", &bytes).map(|document| document.text),
            Ok(wanted.to_owned())
        );
    }
    // UTF-8 that is declared, with a stray byte.
    let stray = b"<html><meta charset=utf-8><p>C\xc3\xb4ng v\xc4\x83n \xff</p>";
    assert_eq!(
        read_default("a.html", stray).expect("a page").text,
        "Công văn \u{fffd}\n"
    );
}

#[test]
fn old_fonts_are_decoded_by_face_style_and_sheet() {
    let raw = "Rµ so¸t";
    let cases = [
        format!("<font face='.VnTime'>{raw}</font> µ"),
        format!("<span style='font-family:\".VnTime\",serif'>{raw}</span> µ"),
        format!(
            "<style>/* x */ p.Cu, .Moi {{font-size: 14pt; font-family: \".VnTime\"}}</style><p class=Cu>{raw}</p>µ"
        ),
    ];
    for body in cases {
        let document = page(&body);
        assert!(
            document.text.starts_with("Rà soát") && document.text.contains('µ'),
            "{body}: {}",
            document.text
        );
        assert!(
            matches!(document.problems[..], [Problem::Decoded { .. }]),
            "{body}"
        );
    }
}

#[test]
fn crossed_and_missing_tags_are_forgiven() {
    let cases = [
        ("<b><p>a</b>b</p>c", "ab\nc\n"),
        ("</p></table></b>a", "a\n"),
        ("<table><tr><td>a</b></p></table>b", "a\nb\n"),
        ("a<p", "a\n"),
        ("<p>a<!-- never closed", "a\n"),
        ("<p>a<script>never closed", "a\n"),
    ];
    for (body, wanted) in cases {
        assert_eq!(text(body).replace("</body></html>", ""), wanted, "{body}");
    }
}

#[test]
fn deep_nesting_costs_neither_stack_nor_text() {
    let body = format!("{}a{}b", "<div>".repeat(100_000), "</div>".repeat(100_000));
    assert_eq!(text(&body), "a\nb\n");
    let body = "<table><tr><td>".repeat(20_000);
    assert_eq!(text(&format!("{body}a")), "a\n");
}

#[test]
fn text_is_cut_at_its_limit() {
    let limits = Limits {
        text_bytes: 100,
        ..Limits::default()
    };
    let page = format!("<html><body>{}", "<p>mười chữ</p>".repeat(1000));
    let document = read("a.html", page.as_bytes(), &limits).expect("a page");
    assert!(document.text.len() <= 101);
    assert!(matches!(document.problems[..], [Problem::CutShort { .. }]));
}

#[test]
fn a_page_under_the_name_of_a_workbook_is_read() {
    let document =
        read_default("a.xls", b"<table><tr><td>1</td><td>hai</td></tr></table>").expect("a page");
    assert_eq!(document.text, "1\nhai\n");
    assert!(matches!(document.problems[..], [Problem::Misnamed { .. }]));
}
