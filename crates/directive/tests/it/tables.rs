//! Tables of tasks: a row is a duty, with its doer, its helper and its day.

use luytre_directive::{Cell, Reader, Source};
use luytre_model::catalogue::Catalogue;
use luytre_model::dispatch::FoundDuty;

const HEAD: &str =
    "KẾ HOẠCH\nBảo đảm an toàn thông tin năm 2026\n\nPhân công nhiệm vụ như sau:\n\n";

fn reader() -> Reader {
    Reader::new(&Catalogue::embedded().unwrap())
}

/// A duty in short: clause, text, doer, helper, day or period.
fn short(duty: &FoundDuty) -> String {
    format!(
        "{}|{}|{}|{}|{}",
        duty.clause,
        duty.text,
        duty.actors.join("+"),
        duty.supporting.join("+"),
        duty.due.map_or_else(
            || duty
                .recurrence
                .map_or_else(String::new, |every| every.to_string()),
            |due| due.to_string()
        ),
    )
}

#[test]
fn tables_of_a_file_are_read_by_their_cells() {
    let rows: &[&[&str]] = &[
        &["STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian"],
        &["I", "Công an xã"],
        &["1", "Rà soát máy tính", "", "Văn phòng", "30/6/2026"],
        &["II", "Công tác tuyên truyền"],
        &[
            "2",
            "Phát tin cảnh báo\nĐăng bài trên trang xã",
            "Tổ Văn hóa",
            "",
            "Hằng tháng",
        ],
    ];
    let mut text = HEAD.to_owned();
    let mut cells = Vec::new();
    for (row, line) in (1_u32..).zip(rows) {
        for (column, cell) in (1_u32..).zip(*line) {
            for paragraph in cell.split('\n') {
                let start = text.len();
                text.push_str(paragraph);
                cells.push(Cell::from((start..text.len(), 1, row, column)));
                text.push('\n');
            }
        }
    }
    let source = Source {
        text: &text,
        cells: &cells,
    };
    let found: Vec<String> = reader()
        .read_source(&source)
        .duties
        .iter()
        .map(short)
        .collect();
    assert_eq!(
        found,
        [
            "1|Rà soát máy tính|Công an xã|Văn phòng|2026-06-30",
            "2.1|Phát tin cảnh báo|Tổ Văn hóa||P1M",
            "2.2|Đăng bài trên trang xã|Tổ Văn hóa||P1M",
        ]
    );
}

#[test]
fn tables_of_text_are_read_by_tabs_and_bars() {
    let tabs =
        "TT\tNhiệm vụ\tĐơn vị chủ trì\tThời hạn\n1\tSao lưu dữ liệu\tTrạm Y tế\tQuý III/2026\n";
    let bars = tabs
        .lines()
        .map(|line| format!("| {} |\n", line.replace('\t', " | ")))
        .collect::<String>();
    for table in [tabs.to_owned(), bars] {
        let found: Vec<String> = reader()
            .read(&format!("{HEAD}{table}"))
            .duties
            .iter()
            .map(short)
            .collect();
        assert_eq!(
            found,
            ["1|Sao lưu dữ liệu|Trạm Y tế||2026-09-30"],
            "{table}"
        );
    }
}

#[test]
fn labelled_lines_and_phrases_name_who_helps() {
    let text = "V/v an toàn thông tin\n\nUBND xã yêu cầu:\n\n1. Công an xã chủ trì, phối hợp với Phòng Văn hóa - Xã hội kiểm tra việc dán tem máy tính.\n2. Diễn tập ứng cứu sự cố\n- Tổ chức diễn tập tại trụ sở.\n- Đơn vị chủ trì: Công an xã.\n- Đơn vị phối hợp: Văn phòng HĐND và UBND xã.\n- Thời gian hoàn thành: Quý IV năm 2026.\n";
    let found: Vec<String> = reader().read(text).duties.iter().map(short).collect();
    assert_eq!(
        found,
        [
            "1|Công an xã chủ trì, phối hợp với Phòng Văn hóa - Xã hội kiểm tra việc dán tem máy tính|Công an xã|Phòng Văn hóa - Xã hội|",
            "2.1|Tổ chức diễn tập tại trụ sở|Công an xã|Văn phòng HĐND và UBND xã|2026-12-31",
        ]
    );
}
