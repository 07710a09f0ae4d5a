//! Open Document texts: numbers of lists, tables, notes, changes, fonts, and what is refused.

use luytre_reader::{
    Damage, Document, Excess, Format, Limits, Part, Place, Problem, ReadError, read,
};

use crate::make::{assert_sound, fixture, read_default, zip};

const SPACES: &str = r#"xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:style="s" xmlns:draw="d" xmlns:fo="f" xmlns:xml="x""#;

/// A document with these automatic styles and this inside its text.
pub(crate) fn odt_with(styles: &str, body: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
    ])
}

fn text(styles: &str, body: &str) -> String {
    let document = read_default("a.odt", &odt_with(styles, body)).expect("a document");
    assert_sound(&document);
    document.text
}

fn problems(styles: &str, body: &str) -> Vec<Problem> {
    read_default("a.odt", &odt_with(styles, body))
        .expect("a document")
        .problems
}

const LIST: &str = r#"<text:list-style style:name="L">
<text:list-level-style-number text:level="1" style:num-format="I" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="1" style:num-prefix="(" style:num-suffix=")" text:display-levels="2"/>
<text:list-level-style-bullet text:level="3" text:bullet-char="–"/></text:list-style>
<text:list-style style:name="F"><text:list-level-style-number text:level="1" style:num-format="a" style:num-list-format="Điều %1%." text:start-value="3"/></text:list-style>"#;

fn item(content: &str) -> String {
    format!("<text:list-item>{content}</text:list-item>")
}

fn p(content: &str) -> String {
    format!("<text:p>{content}</text:p>")
}

#[test]
fn a_dispatch_has_the_same_text_as_word_has_it() {
    let word = read_default("a.docx", &fixture("dispatch.docx")).expect("a document");
    for name in ["dispatch.odt", "dispatch.fodt"] {
        let document = read_default(name, &fixture(name)).expect(name);
        assert_eq!(document.format, Format::Odt);
        assert_eq!(document.text, word.text, "{name}");
        let is_apart =
            |place: &Place| matches!(place, Place::Cell { .. } | Place::Note | Place::Footer);
        let places = |document: &Document| -> Vec<Place> {
            document
                .parts
                .iter()
                .map(|part| part.place)
                .filter(is_apart)
                .collect()
        };
        assert_eq!(places(&document), places(&word), "{name}");
        assert_eq!(document.problems, [], "{name}");
    }
}

#[test]
fn lists_are_numbered_as_they_are_shown() {
    let inner = format!("<text:list>{}{}</text:list>", item(&p("b")), item(&p("c")));
    let body = format!(
        r#"<text:list text:style-name="L">{}{}</text:list>"#,
        item(&format!("{}{}{inner}", p("a"), p("vẫn a"))),
        item(&format!("{}{inner}", p("d")))
    );
    assert_eq!(
        text(LIST, &body),
        "I. a\nvẫn a\n(I.1) b\n(I.2) c\nII. d\n(II.1) b\n(II.2) c\n"
    );
}

#[test]
fn a_list_begins_anew_unless_it_says_that_it_goes_on() {
    let list = |attributes: &str, inner: &str| {
        format!(
            r#"<text:list text:style-name="L" {attributes}>{}</text:list>"#,
            item(&p(inner))
        )
    };
    let body = [
        list(r#"xml:id="x""#, "a"),
        list("", "b"),
        list(r#"text:continue-numbering="true""#, "c"),
        list(r#"text:continue-list="x""#, "d"),
    ];
    assert_eq!(text(LIST, &body.concat()), "I. a\nI. b\nII. c\nII. d\n");
}

#[test]
fn items_that_only_hold_a_list_do_not_count() {
    let deep = |inner: &str| {
        format!(
            r#"<text:list text:style-name="L" text:continue-numbering="true"><text:list-item><text:list>{}</text:list></text:list-item></text:list>"#,
            item(&p(inner))
        )
    };
    let body = format!(
        r#"<text:list text:style-name="L">{}</text:list>{}<text:p>giữa</text:p>{}"#,
        item(&p("a")),
        deep("b"),
        deep("c")
    );
    assert_eq!(text(LIST, &body), "I. a\n(I.1) b\ngiữa\n(I.2) c\n");
}

#[test]
fn starts_formats_and_headers_of_lists_are_kept() {
    let body = r#"<text:list text:style-name="F"><text:list-header><text:p>đầu</text:p></text:list-header><text:list-item><text:p>x</text:p></text:list-item><text:list-item text:start-value="7"><text:p>y</text:p></text:list-item></text:list>"#;
    assert_eq!(text(LIST, body), "đầu\nĐiều c. x\nĐiều g. y\n");
    let heading = r#"<text:outline-style><text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/></text:outline-style>"#;
    let body = r#"<text:h text:outline-level="1">A</text:h><text:h text:outline-level="1" text:is-list-header="true">B</text:h><text:h text:outline-level="1">C</text:h>"#;
    assert_eq!(text(heading, body), "I. A\nB\nII. C\n");
}

#[test]
fn a_list_in_a_table_in_a_list_counts_for_itself() {
    let table = format!(
        r#"<table:table><table:table-row><table:table-cell>{}<text:list text:style-name="L">{}</text:list></table:table-cell></table:table-row></table:table>"#,
        p("ô"),
        item(&p("trong"))
    );
    let body = format!(
        r#"<text:list text:style-name="L">{}{}</text:list>"#,
        item(&format!("{}{table}", p("a"))),
        item(&p("b"))
    );
    assert_eq!(text(LIST, &body), "I. a\nô\nI. trong\nII. b\n");
}

#[test]
fn cells_know_their_grid_column() {
    let body = r#"<table:table><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>a</text:p></table:table-cell><table:covered-table-cell/><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell table:number-columns-repeated="2"/><table:table-cell><text:p>c</text:p></table:table-cell></table:table-row></table:table><text:p>d</text:p>"#;
    let document = read_default("a.odt", &odt_with("", body)).expect("a document");
    let places: Vec<Place> = document
        .parts
        .iter()
        .map(|part: &Part| part.place)
        .collect();
    let cell = |row, column| Place::Cell {
        table: 1,
        row,
        column,
    };
    assert_eq!(
        places,
        [cell(1, 1), cell(1, 3), cell(2, 3), Place::Paragraph(1)]
    );
}

#[test]
fn blanks_tabs_and_line_breaks_are_what_the_format_says() {
    let body = "<text:p>\n  a <text:span>  b\n c</text:span><text:s text:c=\"2\"/>d<text:tab/>e<text:line-break/>f </text:p>";
    assert_eq!(text("", body), "a b c  d\te\nf\n");
}

#[test]
fn notes_boxes_and_margins_follow_what_they_hang_in() {
    let common = format!(
        "<office:document-styles {SPACES}><office:master-styles><style:master-page><style:header><text:p>- 2 -</text:p></style:header><style:footer><text:p>chân trang</text:p></style:footer></style:master-page></office:master-styles></office:document-styles>"
    );
    let content = format!(
        r#"<office:document-content {SPACES}><office:body><office:text><text:p>a<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>chú thích</text:p></text:note-body></text:note>b<draw:frame><draw:text-box><text:p>hộp</text:p></draw:text-box></draw:frame></text:p><text:p>c</text:p></office:text></office:body></office:document-content>"#
    );
    let bytes = zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
        ("styles.xml", common.as_bytes()),
    ]);
    let document = read_default("a.odt", &bytes).expect("a document");
    assert_eq!(document.text, "ab\nhộp\nc\n\nchú thích\n\nchân trang\n");
    let places: Vec<Place> = document.parts.iter().map(|part| part.place).collect();
    let wanted = [
        Place::Paragraph(1),
        Place::TextBox,
        Place::Paragraph(2),
        Place::Note,
        Place::Footer,
    ];
    assert_eq!(places, wanted);
}

#[test]
fn changes_comments_and_hidden_text_are_told() {
    let hidden = r#"<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>"#;
    let body = r#"<text:tracked-changes><text:changed-region><text:deletion><text:p>xóa</text:p></text:deletion></text:changed-region><text:changed-region><text:insertion/></text:changed-region></text:tracked-changes><text:p>a<text:span text:style-name="H">b</text:span><office:annotation><text:p>góp ý</text:p></office:annotation></text:p>"#;
    assert_eq!(text(hidden, body), "ab\n");
    assert_eq!(
        problems(hidden, body),
        [
            Problem::TrackedChanges {
                inserted: 1,
                deleted: 1
            },
            Problem::HiddenText { pieces: 1 },
            Problem::Comments,
        ]
    );
}

#[test]
fn old_fonts_are_decoded_by_span_and_by_style() {
    let styles = r#"<style:font-face style:name="F1" svg:font-family="'.VnTime'"/><style:style style:name="P" style:family="paragraph"><style:text-properties style:font-name="F1"/></style:style><style:style style:name="S" style:family="text"><style:text-properties fo:font-family="Arial"/></style:style>"#;
    // The bytes of TCVN3 as Latin-1: "Rà soát".
    let body = r#"<text:p text:style-name="P">Rµ so¸t <text:span text:style-name="S">µ</text:span></text:p>"#;
    assert_eq!(text(styles, body), "Rà soát µ\n");
    assert!(matches!(
        problems(styles, body)[..],
        [Problem::Decoded {
            confidence: 100,
            ..
        }]
    ));
}

#[test]
fn a_password_is_named() {
    let manifest = r#"<m:manifest xmlns:m="m"><m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>"#;
    let bytes = zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", b"\x80\x81\xff"),
        ("META-INF/manifest.xml", manifest.as_bytes()),
    ]);
    let format = Some(Format::Odt);
    assert_eq!(
        read_default("a.odt", &bytes),
        Err(ReadError::Encrypted { format })
    );
}

#[test]
fn what_is_not_well_formed_or_too_deep_is_refused() {
    let format = Format::Odt;
    let broken = |damage| Err(ReadError::Broken { format, damage });
    assert_eq!(
        read_default("a.odt", &odt_with("", "<text:p>")),
        broken(Damage::Markup)
    );
    let bytes = zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        (
            "content.xml",
            br#"<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>"#,
        ),
    ]);
    assert_eq!(read_default("a.odt", &bytes), broken(Damage::Markup));
    let bytes = zip(&[("mimetype", b"application/vnd.oasis.opendocument.text")]);
    assert_eq!(read_default("a.odt", &bytes), broken(Damage::NoMainPart));
    let limits = Limits {
        depth: 40,
        ..Limits::default()
    };
    // document, body, text, p
    let nested = |depth: usize| {
        odt_with(
            "",
            &format!(
                "{}<text:p>x</text:p>{}",
                "<x>".repeat(depth),
                "</x>".repeat(depth)
            ),
        )
    };
    assert!(read("a.odt", &nested(36), &limits).is_ok());
    let excess = Excess::Depth;
    assert_eq!(
        read("a.odt", &nested(37), &limits),
        Err(ReadError::Bomb { excess, limit: 40 })
    );
}
