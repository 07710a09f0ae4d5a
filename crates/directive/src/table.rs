//! Tables of tasks: which column names the actor, which the tasks, who helps, and by when.
//!
//! A table comes as cells of the file, as Markdown, or as lines that tabs part. Only what the heads of
//! the columns say is used; a table without such heads is left alone.

use std::ops::Range;

use luytre_model::fold::fold;

use crate::rules::TableWords;

/// A cell of a table in the file that the text was taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Which table.
    pub table: u32,
    /// Row within the table.
    pub row: u32,
    /// Column, as the grid counts them.
    pub column: u32,
}

impl From<(Range<usize>, u32, u32, u32)> for Cell {
    /// Bytes, table, row and column.
    fn from((range, table, row, column): (Range<usize>, u32, u32, u32)) -> Self {
        Self {
            range,
            table,
            row,
            column,
        }
    }
}

/// A row as written: columns with their places in the source.
pub(crate) type Written = Vec<(usize, Range<usize>)>;

/// What the columns of a table hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Columns {
    number: Option<usize>,
    who: Option<usize>,
    task: usize,
    with: Option<usize>,
    when: Option<usize>,
}

/// What a row says beside its task.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    /// Who helps.
    pub(crate) with: Option<Range<usize>>,
    /// By when, or how often.
    pub(crate) when: Option<Range<usize>>,
}

/// A row: its number, who, and what, as places in the source.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// The number that it bears.
    pub(crate) name: Option<String>,
    pub(crate) who: Option<Range<usize>>,
    pub(crate) tasks: Vec<Range<usize>>,
    pub(crate) facts: Facts,
    /// The only words of the row: a heading of those below.
    pub(crate) heading: Option<Range<usize>>,
}

/// The cells of a line of Markdown or of a line that tabs part; none for any other.
pub(crate) fn written(source: &str, line: &Range<usize>) -> Option<Written> {
    let text = source.get(line.clone())?;
    let bars = text.starts_with('|') && text.matches('|').count() > 2;
    let mark = if bars {
        '|'
    } else if text.contains('\t') {
        '\t'
    } else {
        return None;
    };
    let mut at = line.start;
    let cells = text.split(mark).map(|cell| {
        let from = at;
        at += cell.len() + 1;
        from..from + cell.len()
    });
    Some(cells.skip(usize::from(bars)).enumerate().collect())
}

/// The rows of one table of the file.
pub(crate) fn of_file(cells: &[Cell], table: u32) -> Vec<Written> {
    let mut rows: Vec<(u32, Written)> = Vec::new();
    for cell in cells.iter().filter(|cell| cell.table == table) {
        let column = usize::try_from(cell.column).unwrap_or(usize::MAX);
        let row = match rows.iter_mut().find(|(row, _)| *row == cell.row) {
            Some((_, row)) => row,
            None => {
                rows.push((cell.row, Vec::new()));
                match rows.last_mut() {
                    Some((_, row)) => row,
                    None => continue,
                }
            }
        };
        // a cell of several paragraphs
        match row.iter_mut().find(|(at, _)| *at == column) {
            Some((_, range)) => range.end = cell.range.end.max(range.end),
            None => row.push((column, cell.range.clone())),
        }
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

/// What the columns hold, by the row of heads and, where one head stands over two, the row below it.
pub(crate) fn columns(
    source: &str,
    heads: &Written,
    below: Option<&Written>,
    words: &TableWords,
) -> Option<(Columns, bool)> {
    let named = |row: &Written| -> Vec<(usize, String)> {
        row.iter()
            .map(|(column, cell)| {
                let name = fold(source.get(cell.clone()).unwrap_or_default());
                (*column, name)
            })
            .collect()
    };
    let has = |name: &str, list: &[String]| list.iter().any(|word| name.contains(word.as_str()));
    let mut names = named(heads);
    let second = below.map(named).filter(|row| {
        row.iter()
            .any(|(_, name)| has(name, &words.with) || name.contains("chu tri"))
            && row.iter().all(|(_, name)| name.len() < LONGEST_HEAD)
    });
    for (column, name) in second.iter().flatten() {
        match names.iter_mut().find(|(at, _)| at == column) {
            Some((_, above)) => *above = format!("{above} {name}"),
            None => names.push((*column, name.clone())),
        }
    }
    let of = |list: &[String], not: &[Option<usize>]| {
        names
            .iter()
            .filter(|(column, _)| !not.contains(&Some(*column)))
            .find(|(_, name)| name.len() < LONGEST_HEAD && has(name, list))
            .map(|(column, _)| *column)
    };
    let number = names
        .iter()
        .find(|(_, name)| words.number.iter().any(|word| word == name.trim()))
        .map(|(column, _)| *column);
    let with = of(&words.with, &[]);
    let when = of(&words.when, &[with]);
    let task = of(&words.task, &[with, when])?;
    let who = of(&words.who, &[Some(task), with, when]);
    let columns = Columns {
        number,
        who,
        task,
        with,
        when,
    };
    Some((columns, second.is_some()))
}

/// Bytes of the head of a column, folded.
const LONGEST_HEAD: usize = 60;

/// A row of the table.
pub(crate) fn row(source: &str, row: &Written, columns: Columns) -> Row {
    let text = |cell: &Range<usize>| source.get(cell.clone()).unwrap_or_default();
    let says = |cell: &Range<usize>| text(cell).chars().any(char::is_alphabetic);
    let at = |column: Option<usize>| {
        row.iter()
            .find(|(at, _)| Some(*at) == column)
            .map(|(_, cell)| cell.clone())
    };
    let filled = |column: Option<usize>| at(column).filter(|cell| says(cell));
    let mut speaking = row
        .iter()
        .filter(|(column, cell)| Some(*column) != columns.number && says(cell));
    let alone = match (speaking.next(), speaking.next()) {
        (Some((_, cell)), None) if columns.who.is_some() => Some(cell.clone()),
        (None, None) => filled(columns.number),
        _ => None,
    };
    // a row of tasks bears a figure, a heading a Roman one or none
    let name = at(columns.number)
        .map(|cell| text(&cell).trim().trim_end_matches(['.', ')']).to_owned())
        .filter(|name| !name.is_empty() && name.bytes().all(|b| b.is_ascii_digit() || b == b'.'));
    let heading = alone.filter(|_| name.is_none());
    let dated = |cell: &Range<usize>| text(cell).chars().any(char::is_alphanumeric);
    Row {
        name,
        who: filled(columns.who),
        tasks: match &heading {
            Some(_) => Vec::new(),
            None => filled(Some(columns.task)).map_or_else(Vec::new, |cell| pieces(source, &cell)),
        },
        facts: Facts {
            with: filled(columns.with),
            when: at(columns.when).filter(dated),
        },
        heading,
    }
}

/// The items of a cell, between `<br>` marks or on lines of their own.
fn pieces(source: &str, cell: &Range<usize>) -> Vec<Range<usize>> {
    let text = source.get(cell.clone()).unwrap_or_default();
    let mut out = Vec::new();
    let mut at = cell.start;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        items(source, &(at..end), &mut out);
        at = end;
    }
    out
}

fn items(source: &str, line: &Range<usize>, out: &mut Vec<Range<usize>>) {
    let text = source.get(line.clone()).unwrap_or_default();
    let mut at = line.start;
    for piece in text.split("<br") {
        let from = at;
        at += piece.len() + "<br".len();
        // the rest of the mark: " />" or ">"
        let mark = if from == line.start {
            0
        } else {
            piece.find('>').map_or(0, |end| end + 1)
        };
        let body = piece.get(mark..).unwrap_or_default();
        let bullets = [' ', '-', '–', '+', '\u{a0}', '\t'];
        let start = from + mark + (body.len() - body.trim_start_matches(bullets).len());
        let end = from + mark + body.trim_end().len();
        if body.chars().any(char::is_alphabetic) && start < end {
            out.push(start..end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    fn read(lines: &[&str]) -> (String, Vec<Row>) {
        let words = Rules::embedded().table;
        let source = lines.join("\n");
        let mut at = 0;
        let rows: Vec<Written> = lines
            .iter()
            .map(|line| {
                let range = at..at + line.len();
                at += line.len() + 1;
                written(&source, &range).unwrap()
            })
            .collect();
        let (columns, two) = columns(&source, &rows[0], rows.get(1), &words).unwrap();
        let rows = rows
            .iter()
            .skip(1 + usize::from(two))
            .map(|cells| row(&source, cells, columns))
            .collect();
        (source, rows)
    }

    #[test]
    fn reads_who_and_what() {
        let (text, rows) = read(&[
            "| TT | Nội dung công việc | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian |",
            "| 1 | - Rà soát máy tính.<br />- Dán tem. | Công an xã | Văn phòng | 30/6/2026 |",
        ]);
        let row = &rows[0];
        let words: Vec<&str> = row.tasks.iter().map(|task| &text[task.clone()]).collect();
        assert_eq!(words, ["Rà soát máy tính.", "Dán tem."]);
        assert_eq!(text[row.who.clone().unwrap()].trim(), "Công an xã");
        assert_eq!(text[row.facts.with.clone().unwrap()].trim(), "Văn phòng");
        assert_eq!(text[row.facts.when.clone().unwrap()].trim(), "30/6/2026");
        assert_eq!(row.name.as_deref(), Some("1"));
    }

    #[test]
    fn one_head_over_two_columns() {
        let (text, rows) = read(&[
            "STT\tNhiệm vụ\tĐơn vị thực hiện\t\tThời gian",
            "\t\tChủ trì\tPhối hợp\t",
            "I\tCông tác tuyên truyền\t\t\t",
            "1\tPhổ biến Luật\tPhòng Tư pháp\tCông an xã\tQuý II",
        ]);
        assert_eq!(
            text[rows[0].heading.clone().unwrap()].trim(),
            "Công tác tuyên truyền"
        );
        assert_eq!(text[rows[1].who.clone().unwrap()].trim(), "Phòng Tư pháp");
        assert_eq!(
            text[rows[1].facts.with.clone().unwrap()].trim(),
            "Công an xã"
        );
    }

    #[test]
    fn leaves_other_tables_alone() {
        let words = Rules::embedded().table;
        let head = "| Họ và tên | Ngày sinh | Quê quán |";
        let row = written(head, &(0..head.len())).unwrap();
        assert_eq!(columns(head, &row, None, &words), None);
        assert_eq!(written("Công an | phường", &(0..5)), None);
    }
}
