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
    for (name, format) in [
        ("plan.xlsx", Format::Xlsx),
        ("plan.ods", Format::Ods),
        ("plan.xls", Format::Xls),
    ] {
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

/// A workbook of 1997 with these records for the book and for its sheet.
pub(crate) fn xls(book: &[(u16, &[u8])], sheet: &[(u16, &[u8])]) -> Vec<u8> {
    let version: &[u8] = &[0, 6, 5, 0, 0, 0, 0, 0];
    let write = |records: &[(u16, &[u8])]| -> Vec<u8> {
        let all = [&[(0x0809, version)], records, &[(0x000a, &[][..])]].concat();
        all.iter()
            .flat_map(|(kind, bytes)| {
                let length = u16::try_from(bytes.len()).expect("short").to_le_bytes();
                [&kind.to_le_bytes()[..], &length, bytes].concat()
            })
            .collect()
    };
    let pointer = |at: u32| [&at.to_le_bytes()[..], &[0, 0, 1, 0, b'A']].concat();
    let with = |at: u32| write(&[&[(0x0085, &pointer(at)[..])], book].concat());
    let length = u32::try_from(with(0).len()).expect("short");
    let stream = [with(length), write(sheet)].concat();
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).expect("a file");
    std::io::Write::write_all(
        &mut file.create_stream("Workbook").expect("a stream"),
        &stream,
    )
    .expect("in memory");
    file.into_inner().into_inner()
}

#[test]
fn every_record_of_an_old_workbook_is_read() {
    let shared = b"\x02\0\0\0\x02\0\0\0\x03\0\x01m\0\xad\x1e";
    // The text goes on in the next record with a narrow letter; the next has a run of its own.
    let rest = b"\0t\x02\0\x08\x01\0ab\0\0\x01\0";
    let book: [(u16, &[u8]); 2] = [(0x00fc, shared), (0x003c, rest)];
    let sheet: [(u16, &[u8]); 7] = [
        (0x00fd, &[1, 0, 2, 0, 0, 0, 0, 0, 0, 0]),
        (0x00fd, &[1, 0, 3, 0, 0, 0, 1, 0, 0, 0]),
        (0x0203, &[2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0x40]),
        (
            0x00bd,
            &[3, 0, 1, 0, 0, 0, 0x0a, 0, 0, 0, 0, 0, 0x0b, 0, 0, 0, 2, 0],
        ),
        (
            0x0006,
            &[4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0],
        ),
        (0x0207, &[2, 0, 0, b'x', b'y']),
        (0x0205, &[5, 0, 0, 0, 0, 0, 1, 0]),
    ];
    let document = read_default("a.xls", &xls(&book, &sheet)).expect("a workbook");
    let wanted = [
        (2, 3, "mật"),
        (2, 4, "ab"),
        (3, 1, "2.5"),
        (4, 2, "2"),
        (4, 3, "0.02"),
        (5, 1, "xy"),
        (6, 1, "TRUE"),
    ];
    assert_eq!(cells(&document), wanted);
}

#[test]
fn an_old_workbook_decodes_fonts_and_names_passwords() {
    let font = [&[0; 14][..], &[7, 0], b".VnTime"].concat();
    let style = [0; 20];
    let label = [&[0, 0, 0, 0, 0, 0, 7, 0, 0][..], b"R\xb5 so\xb8t"].concat();
    let bytes = xls(&[(0x0031, &font), (0x00e0, &style)], &[(0x0204, &label)]);
    let document = read_default("a.xls", &bytes).expect("a workbook");
    assert_eq!(document.text, "Rà soát\n");
    let locked = xls(&[(0x002f, &[0; 6])], &[]);
    let format = Some(Format::Xls);
    assert_eq!(
        read_default("a.xls", &locked),
        Err(ReadError::Encrypted { format })
    );
}
