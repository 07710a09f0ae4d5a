//! The sheet of people out and in again, and the files that are refused.

use std::io::{Read, Write};

use jiff::Timestamp;
use luytre_model::people::Role;
use luytre_report::people::{
    ImportError, MOST_BYTES, MOST_CELL, MOST_ROWS, PersonColumn, PersonRow, SheetLanguage,
    people_template_xlsx, people_xlsx, read_people, read_role,
};
use proptest::prelude::*;

use crate::package::part;

fn person(line: u32, name: &str, unit: &str) -> PersonRow {
    PersonRow {
        line,
        name: name.to_owned(),
        unit: unit.to_owned(),
        ..PersonRow::default()
    }
}

fn people() -> Vec<PersonRow> {
    vec![
        PersonRow {
            post: "Chuyên viên".to_owned(),
            role: "Cán bộ CNTT".to_owned(),
            email: "nvtre@luytre.example".to_owned(),
            login: "nvtre".to_owned(),
            ..person(2, "Nguyễn Văn Tre", "Phòng Văn hóa - Xã hội")
        },
        person(
            3,
            "=Trần Thị \"Măng\"; Trúc",
            "Trường Tiểu học Lũy Tre, cơ sở 2",
        ),
    ]
}

fn read_csv(text: &str) -> Result<Vec<PersonRow>, ImportError> {
    read_people(text.as_bytes(), "can-bo.csv")
}

#[test]
fn what_is_written_is_read_again() {
    for language in [SheetLanguage::Vietnamese, SheetLanguage::English] {
        let file = people_xlsx(&people(), language, Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(read_people(&file, "can-bo.xlsx").unwrap(), people());
    }
}

#[test]
fn the_empty_form_brings_nobody_in() {
    for language in [SheetLanguage::Vietnamese, SheetLanguage::English] {
        let file = people_template_xlsx(language).unwrap();
        assert_eq!(file, people_template_xlsx(language).unwrap());
        assert_eq!(read_people(&file, "mau.xlsx").unwrap(), []);
    }
}

#[test]
fn the_form_lets_only_roles_be_chosen_and_explains_them() {
    let file = people_template_xlsx(SheetLanguage::Vietnamese).unwrap();
    let sheet = part(&file, "xl/worksheets/sheet1.xml");
    let choice = sheet.find("dataValidation").unwrap();
    assert_eq!(choice.attribute("type"), "list");
    assert_eq!(choice.attribute("sqref"), format!("D2:D{}", MOST_ROWS + 1));
    let names = choice.find("formula1").unwrap().text.replace('"', "");
    let roles: Vec<Option<Role>> = names.split(',').map(read_role).collect();
    let all: Vec<Option<Role>> = Role::ALL.iter().copied().map(Some).collect();
    assert_eq!(roles, all);
    let book = part(&file, "xl/workbook.xml");
    let mut sheets = Vec::new();
    book.all("sheet", &mut sheets);
    let names: Vec<&str> = sheets.iter().map(|s| s.attribute("name")).collect();
    assert_eq!(names, ["Cán bộ", "Hướng dẫn"]);
}

#[test]
fn roles_are_read_in_either_language() {
    for (text, role) in [
        ("THỦ TRƯỞNG ĐƠN VỊ", Some(Role::Head)),
        ("thu truong don vi", Some(Role::Head)),
        ("Head of unit", Some(Role::Head)),
        ("head", Some(Role::Head)),
        ("Cán bộ", Some(Role::Officer)),
        ("", Some(Role::Officer)),
        ("Giám đốc", None),
    ] {
        assert_eq!(read_role(text), role, "{text}");
    }
}

#[test]
fn csv_may_be_parted_by_commas_or_semicolons_with_a_mark_or_without() {
    for text in [
        "Họ và tên,Đơn vị\nNguyễn Văn Tre,Công an\n",
        "Họ và tên;Đơn vị\r\nNguyễn Văn Tre;Công an\r\n",
        "\u{feff}HO VA TEN;DON VI\nNguyễn Văn Tre;Công an",
        "Họ tên,Chức vụ,Phòng ban\n\"Nguyễn Văn Tre\",,Công an\n,,\n",
        "Full name,Unit\n Nguye\u{302}\u{303}n Va\u{306}n Tre , Công an \n",
    ] {
        let people = read_csv(text).unwrap();
        assert_eq!(people, [person(2, "Nguyễn Văn Tre", "Công an")], "{text}");
    }
}

#[test]
fn a_title_may_stand_above_the_headings() {
    let text =
        "Danh sách cán bộ, năm 2026;;\n;;\nSTT;Họ và tên (*);Đơn vị\n1;Lê Văn Măng;Văn phòng\n";
    let people = read_csv(text).unwrap();
    assert_eq!(people, [person(4, "Lê Văn Măng", "Văn phòng")]);
}

#[test]
fn lines_are_those_that_an_editor_shows() {
    for text in [
        "Họ và tên,Đơn vị\n\n\nA,\"B\nC\"\nD,E\n",
        "Họ và tên,Đơn vị\r\n\r\n\r\nA,\"B\r\nC\"\r\nD,E",
    ] {
        let lines: Vec<u32> = read_csv(text).unwrap().iter().map(|p| p.line).collect();
        assert_eq!(lines, [4, 6], "{text}");
    }
}

#[test]
fn files_without_the_columns_are_refused() {
    for (text, missing) in [
        ("Họ và tên,Chức vụ\nA,B\n", PersonColumn::Unit),
        ("Đơn vị,Chức vụ\nA,B\n", PersonColumn::Name),
        ("1,2\n3,4\n", PersonColumn::Name),
    ] {
        match read_csv(text) {
            Err(ImportError::MissingColumn { column }) => assert_eq!(column, missing, "{text}"),
            other => panic!("{other:?}"),
        }
    }
    assert!(matches!(
        read_csv("Họ và tên,Đơn vị,Full name\nA,B,C\n"),
        Err(ImportError::DuplicateColumn {
            column: PersonColumn::Name
        })
    ));
    assert!(matches!(read_csv(""), Err(ImportError::Empty)));
}

#[test]
fn other_formats_and_encodings_are_told_apart() {
    let read = |bytes: &[u8], name: &str| read_people(bytes, name).unwrap_err();
    assert!(matches!(
        read(b"\xd0\xcf\x11\xe0\xa1\xb1", "a.xls"),
        ImportError::OldExcel
    ));
    assert!(matches!(
        read(b"%PDF-1.7", "a.pdf"),
        ImportError::UnknownFormat
    ));
    assert!(matches!(
        read(b"H\xf4 v\xe0 t\xean,B\n", "a.csv"),
        ImportError::NotUtf8
    ));
    assert!(matches!(
        read(b"PK\x03\x04broken", "a.xlsx"),
        ImportError::Damaged { .. }
    ));
}

#[test]
fn as_many_rows_as_allowed_are_read_and_not_one_more() {
    let mut text = String::from("Họ và tên,Đơn vị\n");
    text.push_str(&"A,B\n".repeat(MOST_ROWS));
    assert_eq!(read_csv(&text).unwrap().len(), MOST_ROWS);
    text.push_str("A,B\n");
    assert!(matches!(read_csv(&text), Err(ImportError::TooManyRows)));
}

#[test]
fn files_and_cells_at_the_limit_are_read_and_larger_ones_refused() {
    let with_cell = |length: usize| format!("Họ và tên,Đơn vị\n{},B\n", "ô".repeat(length));
    assert!(read_csv(&with_cell(MOST_CELL)).is_ok());
    assert!(matches!(
        read_csv(&with_cell(MOST_CELL + 1)),
        Err(ImportError::CellTooLong { line: 2 })
    ));
    let mut text = String::from("Họ và tên,Đơn vị\nA,B\n");
    text.push_str(&"\n".repeat(MOST_BYTES - text.len()));
    assert_eq!(read_csv(&text).unwrap().len(), 1);
    text.push('\n');
    assert!(matches!(
        read_csv(&text),
        Err(ImportError::TooLarge { bytes }) if bytes == MOST_BYTES + 1
    ));
}

#[test]
fn a_packed_bomb_is_refused_before_it_is_read() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("xl/sharedStrings.xml", options).unwrap();
    let zeros = vec![0; 1024 * 1024];
    for _ in 0..201 {
        zip.write_all(&zeros).unwrap();
    }
    let file = zip.finish().unwrap().into_inner();
    assert!(file.len() < MOST_BYTES);
    assert!(matches!(
        read_people(&file, "a.xlsx"),
        Err(ImportError::UnpacksTooLarge { .. })
    ));
}

/// A cell in the last corner must not make a table of 17 thousand million cells.
#[test]
fn a_cell_in_the_last_corner_takes_no_memory() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "Họ và tên").unwrap();
    sheet.write_string(0, 1, "Đơn vị").unwrap();
    sheet.write_string(1, 0, "Lê Văn Măng").unwrap();
    sheet.write_string(1_048_575, 16_383, "x").unwrap();
    let file = book.save_to_buffer().unwrap();
    let people = read_people(&file, "a.xlsx").unwrap();
    assert_eq!(people, [person(2, "Lê Văn Măng", "")]);
}

/// The file with `piece` put in the place of a byte of one part.
fn with_piece_in_part(
    file: &[u8],
    number: usize,
    place: prop::sample::Index,
    piece: &str,
) -> Vec<u8> {
    let mut parts = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let chosen = number % parts.len();
    for number in 0..parts.len() {
        let mut part = parts.by_index(number).unwrap();
        let name = part.name().unwrap().to_string();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if number == chosen {
            let at = place.index(bytes.len());
            bytes.splice(at..=at, piece.bytes());
        }
        out.start_file(name, options).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for name in ["a.csv", "a.xlsx"] {
            let _read_or_refused = read_people(&bytes, name);
        }
        let packed = [b"PK\x03\x04".as_slice(), &bytes].concat();
        prop_assert!(read_people(&packed, "a.xlsx").is_err());
    }

    #[test]
    fn a_damaged_file_is_read_or_refused(
        number in 0_usize..20,
        place in any::<prop::sample::Index>(),
        piece in "[<>/\"0-9A-Za-z]{0,4}",
    ) {
        let file = people_xlsx(&people(), SheetLanguage::Vietnamese, Timestamp::UNIX_EPOCH).unwrap();
        let damaged = with_piece_in_part(&file, number, place, &piece);
        let _read_or_refused = read_people(&damaged, "a.xlsx");
    }

    #[test]
    fn any_names_come_back(names in prop::collection::vec("[^\\p{C}\\p{Z}]{1,30}", 1..5)) {
        let people: Vec<PersonRow> = (2..)
            .zip(&names)
            .map(|(line, name)| person(line, &luytre_model::fold::nfc(name), "Văn phòng"))
            .collect();
        let file = people_xlsx(&people, SheetLanguage::Vietnamese, Timestamp::UNIX_EPOCH).unwrap();
        prop_assert_eq!(read_people(&file, "a.xlsx").unwrap(), people);
    }
}
