//! Tables of tasks, as Markdown prints them: which cell names the actor, which the tasks.
//!
//! Only what the heads of the columns say is used; a table without such heads is left alone.

use std::ops::Range;

use luytre_model::fold::fold;

/// Heads of the column that names who must act.
const WHO: &[&str] = &[
    "doi tuong",
    "don vi",
    "co quan",
    "chu tri",
    "bo phan",
    "nguoi thuc hien",
    "nguoi phu trach",
];
/// Heads of the column that says what is to be done.
const TASK: &[&str] = &[
    "nhiem vu",
    "noi dung",
    "cong viec",
    "trach nhiem",
    "hoat dong",
];

/// What the columns of a table hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Columns {
    who: Option<usize>,
    task: usize,
}

/// A row: who, and what, as places in the source.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) who: Option<Range<usize>>,
    pub(crate) tasks: Vec<Range<usize>>,
}

/// Whether a line is a row of a table.
pub(crate) fn is_row(text: &str) -> bool {
    text.starts_with('|') && text.matches('|').count() > 2
}

/// What the columns hold, by the row of heads.
pub(crate) fn columns(source: &str, line: &Range<usize>) -> Option<Columns> {
    let heads: Vec<String> = cells(source, line)
        .into_iter()
        .map(|cell| fold(source.get(cell).unwrap_or_default()))
        .collect();
    let of = |names: &[&str], not: Option<usize>| {
        heads.iter().enumerate().position(|(at, head)| {
            Some(at) != not
                && !head.contains("phoi hop")
                && names.iter().any(|name| head.contains(name))
        })
    };
    let task = of(TASK, None)?;
    Some(Columns {
        who: of(WHO, Some(task)),
        task,
    })
}

/// A row of the table.
pub(crate) fn row(source: &str, line: &Range<usize>, columns: Columns) -> Row {
    let cells = cells(source, line);
    let filled = |at: usize| {
        cells
            .get(at)
            .filter(|cell| {
                source
                    .get((*cell).clone())
                    .is_some_and(|text| text.chars().any(char::is_alphabetic))
            })
            .cloned()
    };
    Row {
        who: columns.who.and_then(filled),
        tasks: filled(columns.task).map_or_else(Vec::new, |cell| pieces(source, &cell)),
    }
}

fn cells(source: &str, line: &Range<usize>) -> Vec<Range<usize>> {
    let text = source.get(line.clone()).unwrap_or_default();
    let mut at = line.start;
    text.split('|')
        .map(|cell| {
            let from = at;
            at += cell.len() + 1;
            from..from + cell.len()
        })
        .skip(1)
        .collect()
}

/// The items of a cell, between `<br>` marks.
fn pieces(source: &str, cell: &Range<usize>) -> Vec<Range<usize>> {
    let text = source.get(cell.clone()).unwrap_or_default();
    let mut at = cell.start;
    let mut out = Vec::new();
    for piece in text.split("<br") {
        let from = at;
        at += piece.len() + "<br".len();
        // the rest of the mark: " />" or ">"
        let mark = if from == cell.start {
            0
        } else {
            piece.find('>').map_or(0, |end| end + 1)
        };
        let body = piece.get(mark..).unwrap_or_default();
        let body_start = from
            + mark
            + (body.len()
                - body
                    .trim_start_matches([' ', '-', '–', '+', '\u{a0}'])
                    .len());
        let end = from + mark + body.trim_end().len();
        if body.chars().any(char::is_alphabetic) && body_start < end {
            out.push(body_start..end);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_who_and_what() {
        let head = "| TT | Nội dung công việc | Đơn vị chủ trì | Đơn vị phối hợp |";
        let columns = columns(head, &(0..head.len())).unwrap();
        let text = "| 1 | - Rà soát máy tính.<br />- Dán tem. | Công an xã | Văn phòng |";
        let row = row(text, &(0..text.len()), columns);
        let words: Vec<&str> = row.tasks.iter().map(|task| &text[task.clone()]).collect();
        assert_eq!(words, ["Rà soát máy tính.", "Dán tem."]);
        assert_eq!(text[row.who.unwrap()].trim(), "Công an xã");
    }

    #[test]
    fn leaves_other_tables_alone() {
        let head = "| Họ và tên | Ngày sinh | Quê quán |";
        assert_eq!(columns(head, &(0..head.len())), None);
        assert!(!is_row("Công an | phường"));
    }
}
