//! A list as XLSX: what the parts say, and what a reader of such files finds in them.

use calamine::{Data, Reader, Xlsx};
use jiff::Timestamp;
use jiff::civil::date;
use luytre_report::ReportError;
use luytre_report::table::{Cell, Column, ColumnKind, Table, table_xlsx};

use crate::package::{entries, part};

fn column(heading: &str, kind: ColumnKind) -> Column {
    Column {
        heading: heading.to_owned(),
        width: 20.0,
        kind,
    }
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn tasks() -> Table {
    Table {
        title: "Nhiệm vụ & hạn: tháng 6/2026".to_owned(),
        columns: vec![
            column("Nhiệm vụ", ColumnKind::Text),
            column("Mã", ColumnKind::Code),
            column("Số máy", ColumnKind::Number),
            column("Hạn", ColumnKind::Date),
            column("Cập nhật", ColumnKind::Moment),
        ],
        rows: vec![
            vec![
                text("=HYPERLINK(\"http://x.example\",\"xem\")"),
                text("+84"),
                Cell::Number(1_250),
                Cell::Date(date(2026, 6, 30)),
                Cell::Moment(date(2026, 6, 1).at(7, 5, 0, 0)),
            ],
            vec![
                text("@SUM(A1)"),
                text("-1"),
                Cell::Empty,
                Cell::Empty,
                Cell::Empty,
            ],
        ],
    }
}

fn made() -> Timestamp {
    "2026-06-01T00:05:00Z".parse().unwrap()
}

fn written(table: &Table) -> Vec<u8> {
    table_xlsx(table, made()).unwrap()
}

#[test]
fn the_first_row_is_frozen_bold_and_filtered() {
    let sheet = part(&written(&tasks()), "xl/worksheets/sheet1.xml");
    let pane = sheet.find("pane").unwrap();
    assert_eq!(pane.attribute("ySplit"), "1");
    assert_eq!(pane.attribute("state"), "frozen");
    assert_eq!(sheet.find("autoFilter").unwrap().attribute("ref"), "A1:E3");
    let style: usize = sheet.find("c").unwrap().attribute("s").parse().unwrap();
    let styles = part(&written(&tasks()), "xl/styles.xml");
    let cell = &styles.find("cellXfs").unwrap().children[style];
    let font: usize = cell.attribute("fontId").parse().unwrap();
    let font = &styles.find("fonts").unwrap().children[font];
    assert!(font.find("b").is_some());
    assert_eq!(
        font.find("name").unwrap().attribute("val"),
        "Times New Roman"
    );
    assert_eq!(cell.find("alignment").unwrap().attribute("wrapText"), "1");
}

#[test]
fn it_prints_on_a4_across_with_the_headings_on_each_page() {
    let file = written(&tasks());
    let sheet = part(&file, "xl/worksheets/sheet1.xml");
    let page = sheet.find("pageSetup").unwrap();
    assert_eq!(page.attribute("paperSize"), "9");
    assert_eq!(page.attribute("orientation"), "landscape");
    assert_eq!(page.attribute("fitToHeight"), "0");
    let header = &sheet.find("oddHeader").unwrap().text;
    assert!(
        header.ends_with("&14 Nhiệm vụ && hạn: tháng 6/2026"),
        "{header}"
    );
    let book = part(&file, "xl/workbook.xml");
    let mut names = Vec::new();
    book.all("definedName", &mut names);
    let titles = names
        .iter()
        .find(|name| name.attribute("name") == "_xlnm.Print_Titles")
        .unwrap();
    assert!(titles.text.ends_with("!$1:$1"), "{}", titles.text);
}

#[test]
fn text_is_never_a_formula() {
    let file = written(&tasks());
    let sheet = part(&file, "xl/worksheets/sheet1.xml");
    assert!(sheet.find("f").is_none());
    assert!(sheet.find("hyperlink").is_none());
    let mut book = Xlsx::new(std::io::Cursor::new(file)).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let cell = |row, column| range.get_value((row, column)).unwrap().clone();
    for (row, column, given) in [
        (1, 0, "=HYPERLINK(\"http://x.example\",\"xem\")"),
        (1, 1, "+84"),
        (2, 0, "@SUM(A1)"),
        (2, 1, "-1"),
    ] {
        assert_eq!(cell(row, column), Data::String(given.to_owned()));
    }
    assert_eq!(cell(1, 2), Data::Float(1250.0));
    assert!(
        range
            .get_value((2, 2))
            .is_none_or(|cell| *cell == Data::Empty)
    );
}

#[test]
fn a_row_is_as_high_as_its_lines() {
    let mut table = tasks();
    table.rows[0][0] = text("Rà soát máy tính, máy in");
    table.rows[1][0] = text("dòng\nhai\nba");
    let sheet = part(&written(&table), "xl/worksheets/sheet1.xml");
    let mut rows = Vec::new();
    sheet.all("row", &mut rows);
    let heights: Vec<Option<&str>> = rows
        .iter()
        .map(|row| {
            let height = row.attributes.iter().find(|(name, _)| name == "ht");
            height.map(|(_, value)| value.as_str())
        })
        .collect();
    assert_eq!(heights, [None, Some("31.5"), Some("47.25")]);
}

#[test]
fn dates_are_dates() {
    let file = written(&tasks());
    let mut book = Xlsx::new(std::io::Cursor::new(&file)).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let Some(Data::DateTime(due)) = range.get_value((1, 3)) else {
        panic!("no date");
    };
    assert_eq!(due.to_ymd_hms_milli(), (2026, 6, 30, 0, 0, 0, 0));
    let Some(Data::DateTime(at)) = range.get_value((1, 4)) else {
        panic!("no moment");
    };
    assert_eq!(at.to_ymd_hms_milli(), (2026, 6, 1, 7, 5, 0, 0));
    let styles = part(&file, "xl/styles.xml");
    let mut formats = Vec::new();
    styles.all("numFmt", &mut formats);
    let codes: Vec<&str> = formats.iter().map(|f| f.attribute("formatCode")).collect();
    assert!(codes.contains(&"dd/mm/yyyy") && codes.contains(&"dd/mm/yyyy hh:mm"));
}

#[test]
fn a_date_that_the_format_cannot_hold_is_refused() {
    let mut table = tasks();
    table.rows[0][3] = Cell::Date(date(1899, 12, 30));
    assert!(matches!(
        table_xlsx(&table, made()),
        Err(ReportError::Sheet(_))
    ));
}

#[test]
fn a_list_without_rows_still_opens() {
    let mut table = tasks();
    table.rows.clear();
    let mut book = Xlsx::new(std::io::Cursor::new(written(&table))).unwrap();
    assert_eq!(book.worksheet_range_at(0).unwrap().unwrap().height(), 1);
    table.columns.clear();
    table.title.clear();
    assert!(Xlsx::new(std::io::Cursor::new(written(&table))).is_ok());
}

#[test]
fn the_same_list_gives_the_same_bytes() {
    let file = written(&tasks());
    for _ in 0..5 {
        assert_eq!(file, written(&tasks()));
    }
    let core = part(&file, "docProps/core.xml");
    assert_eq!(
        core.find("dcterms:created").unwrap().text,
        "2026-06-01T00:05:00Z"
    );
    for (name, time) in entries(&file) {
        assert_eq!(time, "1980-01-01 00:00:00", "{name}");
    }
}
