//! Workbooks: cells with their places, dates and numbers as shown, fonts, limits.

use luytre_reader::{Damage, Document, Format, Limits, Place, Problem, ReadError, read};

use crate::make::{assert_sound, fixture, read_default, zip};

/// A workbook with one sheet of these rows.
pub(crate) fn xlsx(rows: &str, styles: &str, strings: &str) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let styles = format!("<styleSheet>{styles}</styleSheet>");
    let strings = format!("<sst>{strings}</sst>");
    zip(&[
        ("xl/workbook.xml", br#"<workbook xmlns:r="r"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>"#),
        ("xl/_rels/workbook.xml.rels", br#"<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>"#),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
    ])
}

fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<d xmlns:table='t' xmlns:text='x' xmlns:office='o'><table:table>{rows}</table:table></d>"
    );
    zip(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("content.xml", content.as_bytes()),
    ])
}

fn cells(document: &Document) -> Vec<(u32, u32, &str)> {
    assert_sound(document);
    document
        .parts
        .iter()
        .map(|part| match part.place {
            Place::Cell { row, column, .. } => (row, column, &document.text[part.range.clone()]),
            other => panic!("{other:?}"),
        })
        .collect()
}

#[test]
fn a_plan_has_the_same_cells_in_every_format() {
    let wanted = [
        (1, 1, "STT"),
        (1, 2, "Nội dung"),
        (1, 3, "Thời hạn"),
        (1, 4, "Tỷ lệ"),
        (2, 1, "1"),
        (2, 2, "Rà soát tài khoản"),
        (2, 3, "31/03/2026"),
        (2, 4, "50%"),
        (3, 1, "2"),
        (3, 2, "Đổi mật khẩu"),
        (3, 4, "12.5%"),
    ];
    for (name, format) in [("plan.xlsx", Format::Xlsx), ("plan.ods", Format::Ods)] {
        let document = read_default(name, &fixture(name)).expect(name);
        assert_eq!(document.format, format);
        let shown: Vec<(u32, u32, String)> = cells(&document)
            .into_iter()
            .map(|(row, column, text)| {
                (
                    row,
                    column,
                    text.replace("12,5", "12.5")
                        .replace("12.50", "12.5")
                        .replace("50.00%", "50%"),
                )
            })
            .collect();
        let shown: Vec<(u32, u32, &str)> = shown
            .iter()
            .map(|(row, column, text)| (*row, *column, text.as_str()))
            .collect();
        assert_eq!(shown, wanted, "{name}");
        assert_eq!(document.problems, [], "{name}");
    }
}

#[test]
fn every_kind_of_cell_is_read() {
    let rows = r#"<row r="2"><c r="B2" t="s"><v>1</v></c><c t="inlineStr"><is><r><t>trong </t></r><r><t>ô</t></r></is></c><c t="str"><f>A1</f><v>kết quả</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c></row><row><c r="AA3"><v>7</v></c></row>"#;
    let strings =
        "<si><t>a</t></si><si><r><t>hai </t></r><r><t>mảnh</t></r><rPh><t>x</t></rPh></si>";
    let document = read_default("a.xlsx", &xlsx(rows, "", strings)).expect("a workbook");
    let wanted = [
        (2, 2, "hai mảnh"),
        (2, 3, "trong ô"),
        (2, 4, "kết quả"),
        (2, 5, "TRUE"),
        (2, 6, "#N/A"),
        (3, 27, "7"),
    ];
    assert_eq!(cells(&document), wanted);
}

#[test]
fn dates_and_numbers_follow_their_style() {
    let styles = r#"<numFmts><numFmt numFmtId="170" formatCode="00"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs>"#;
    let rows = r#"<row r="1"><c><v>46086</v></c><c s="1"><v>46086</v></c><c s="2"><v>3</v></c><c s="9"><v>2.50</v></c></row>"#;
    let document = read_default("a.xlsx", &xlsx(rows, styles, "")).expect("a workbook");
    assert_eq!(
        cells(&document),
        [
            (1, 1, "46086"),
            (1, 2, "05/03/2026"),
            (1, 3, "03"),
            (1, 4, "2.5")
        ]
    );
}

#[test]
fn old_fonts_are_decoded_by_cell_and_by_run() {
    let styles = r#"<fonts><font><name val="Arial"/></font><font><name val=".VnTime"/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs>"#;
    let rows = r#"<row r="1"><c s="1" t="s"><v>0</v></c><c s="0" t="s"><v>1</v></c></row>"#;
    let strings = r#"<si><t>Rµ so¸t</t></si><si><r><rPr><rFont val=".VnTime"/></rPr><t>tµi kho¶n</t></r></si>"#;
    let document = read_default("a.xlsx", &xlsx(rows, styles, strings)).expect("a workbook");
    assert_eq!(cells(&document), [(1, 1, "Rà soát"), (1, 2, "tài khoản")]);
    assert!(matches!(document.problems[..], [Problem::Decoded { .. }]));
}

#[test]
fn repeated_cells_and_rows_keep_the_grid_without_growing() {
    let rows = "<table:table-row table:number-rows-repeated='1000000'><table:table-cell table:number-columns-repeated='16384'/></table:table-row><table:table-row><table:table-cell table:number-columns-repeated='2'><text:p>a</text:p></table:table-cell><table:covered-table-cell/><table:table-cell office:date-value='2026-03-05T08:30:00'><text:p>3/5/26</text:p><office:annotation><text:p>góp ý</text:p></office:annotation></table:table-cell></table:table-row>";
    let document = read_default("a.ods", &ods(rows)).expect("a workbook");
    let row = 1_000_001;
    assert_eq!(
        cells(&document),
        [(row, 1, "a"), (row, 2, "a"), (row, 4, "05/03/2026 08:30")]
    );
    let rows = "<table:table-row><table:table-cell table:number-columns-repeated='4000000000'><text:p>a</text:p></table:table-cell></table:table-row>";
    assert_eq!(
        cells(&read_default("a.ods", &ods(rows)).expect("a workbook")).len(),
        256
    );
}

#[test]
fn cells_beyond_the_limit_are_cut_with_a_problem() {
    let rows =
        r#"<row r="1"><c t="str"><v>a</v></c><c t="str"><v>b</v></c><c t="str"><v>c</v></c></row>"#;
    let limits = Limits {
        parts: 2,
        ..Limits::default()
    };
    let document = read("a.xlsx", &xlsx(rows, "", ""), &limits).expect("a workbook");
    assert_eq!(cells(&document).len(), 2);
    assert!(matches!(
        document.problems[..],
        [Problem::CutShort { limit: 2, .. }]
    ));
}

#[test]
fn damaged_and_empty_workbooks_say_so() {
    let damage = Damage::Markup;
    let format = Format::Xlsx;
    let bytes = zip(&[("xl/workbook.xml", b"<a><b></a>")]);
    assert_eq!(
        read_default("a.xlsx", &bytes),
        Err(ReadError::Broken { format, damage })
    );
    assert_eq!(
        read_default("a.xlsx", &xlsx("", "", "")),
        Err(ReadError::NoText { format })
    );
    let document = read_default("a.xlsx", &xlsx("<row><c t='str'><v>a</v></c><", "", ""))
        .expect("what came before");
    assert_eq!(cells(&document), [(1, 1, "a")]);
    assert!(matches!(
        document.problems[..],
        [Problem::PartLeftOut { .. }]
    ));
}
