//! A list as a sheet that opens ready to read, filter and print. Text cells are text: what looks
//! like a formula is shown, never run.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
};

use crate::ReportError;
use crate::times::{Weight, line_count};

const FONT: &str = "Times New Roman";
const SIZE_PT: u16 = 12;
/// Height of a line, and the greatest height of a row that the format allows.
const LINE_PT: f64 = 15.75;
const MOST_HEIGHT_PT: f64 = 409.0;
/// What a character of a column's width is worth, with a little to spare; and the characters that
/// the indent takes.
const CHARACTER_PT: f64 = 5.1;
const INDENT_CHARACTERS: f64 = 1.5;
/// The greatest length of a text cell, in UTF-16 units; the format's own limit is 32,767.
const MOST_UNITS: usize = 32_000;
/// The greatest length of a sheet's name, in UTF-16 units.
const MOST_NAME: usize = 31;
/// A4 in the format's list of papers.
const A4: u8 = 9;

/// A list.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Printed above each page; also names the sheet.
    pub title: String,
    /// The columns, from the left.
    pub columns: Vec<Column>,
    /// The rows; cells beyond the columns are left out.
    pub rows: Vec<Vec<Cell>>,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The heading.
    pub heading: String,
    /// In characters of the sheet's font.
    pub width: f64,
    /// How its cells are set.
    pub kind: ColumnKind,
}

/// How the cells of a column are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// From the left, broken into lines.
    Text,
    /// Short text in the middle: a code, a status.
    Code,
    /// A figure, from the right.
    Number,
    /// dd/mm/yyyy.
    Date,
    /// dd/mm/yyyy hh:mm, the time of Viet Nam as given.
    Moment,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing known: an empty cell, never a zero.
    Empty,
    /// Text, also when it looks like a formula.
    Text(String),
    /// A figure.
    Number(i64),
    /// A day.
    Date(Date),
    /// A moment.
    Moment(DateTime),
}

/// The list as an XLSX file, made at `created`.
///
/// # Errors
/// [`ReportError::Sheet`] when there are more rows or columns than the format holds, or a date
/// before 1900.
pub fn table_xlsx(table: &Table, created: Timestamp) -> Result<Vec<u8>, ReportError> {
    let mut book = Workbook::new();
    book.set_properties(&properties(&table.title, created)?);
    let sheet = book.add_worksheet();
    sheet.set_name(sheet_name(&table.title))?;
    fill(sheet, table)?;
    print_setup(sheet, &table.title)?;
    Ok(book.save_to_buffer()?)
}

pub(crate) fn properties(title: &str, created: Timestamp) -> Result<DocProperties, ReportError> {
    let created = ExcelDateTime::from_timestamp(created.as_second())?;
    Ok(DocProperties::new()
        .set_title(title)
        .set_creation_datetime(&created))
}

/// Writes headings and rows, frozen and filtered at the first row.
pub(crate) fn fill(sheet: &mut Worksheet, table: &Table) -> Result<(), ReportError> {
    let head = heading_format();
    let formats: Vec<Format> = table.columns.iter().map(|c| cell_format(c.kind)).collect();
    for (number, column) in (0_u16..).zip(&table.columns) {
        sheet.set_column_width(number, column.width)?;
        sheet.write_string_with_format(0, number, &column.heading, &head)?;
    }
    let headings = table.columns.iter().map(|column| column.heading.as_str());
    set_height(sheet, 0, Weight::Bold, &table.columns, headings)?;
    let mut last_row = 0;
    for (row, cells) in (1_u32..).zip(&table.rows) {
        last_row = row;
        for ((number, format), cell) in (0_u16..).zip(&formats).zip(cells) {
            write(sheet, row, number, cell, format)?;
        }
        let texts = cells.iter().map(|cell| match cell {
            Cell::Text(text) => text.as_str(),
            _ => "",
        });
        set_height(sheet, row, Weight::Regular, &table.columns, texts)?;
    }
    if let Some(last_column) = table.columns.len().checked_sub(1) {
        let last_column = u16::try_from(last_column).unwrap_or(u16::MAX);
        sheet.autofilter(0, 0, last_row, last_column)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// Gives a row of several lines its height. Excel would do so by itself, LibreOffice does not for
/// files of other programs, and the lines would lie over each other.
fn set_height<'a>(
    sheet: &mut Worksheet,
    row: u32,
    weight: Weight,
    columns: &[Column],
    texts: impl Iterator<Item = &'a str>,
) -> Result<(), ReportError> {
    let lines = columns
        .iter()
        .zip(texts)
        .map(|(column, text)| {
            let room = (column.width - INDENT_CHARACTERS) * CHARACTER_PT;
            line_count(text, weight, SIZE_PT, room)
        })
        .max()
        .unwrap_or_default();
    if lines > 1 {
        let height = (f64::from(lines) * LINE_PT).min(MOST_HEIGHT_PT);
        sheet.set_row_height(row, height)?;
    }
    Ok(())
}

fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    format: &Format,
) -> Result<(), ReportError> {
    match cell {
        Cell::Empty => sheet.write_blank(row, column, format)?,
        Cell::Text(text) => sheet.write_string_with_format(row, column, shortened(text), format)?,
        Cell::Number(number) => sheet.write_with_format(row, column, *number, format)?,
        Cell::Date(date) => sheet.write_datetime_with_format(row, column, day(*date)?, format)?,
        Cell::Moment(moment) => {
            let time = moment.time();
            let [hour, minute, second] =
                [time.hour(), time.minute(), time.second()].map(i8::unsigned_abs);
            let moment = day(moment.date())?.and_hms(hour.into(), minute, second)?;
            sheet.write_datetime_with_format(row, column, moment, format)?
        }
    };
    Ok(())
}

fn day(date: Date) -> Result<ExcelDateTime, ReportError> {
    // A year before 0 becomes one that the format refuses, as it refuses those before 1900.
    let year = u16::try_from(date.year()).unwrap_or(0);
    let [month, day] = [date.month(), date.day()].map(i8::unsigned_abs);
    Ok(ExcelDateTime::from_ymd(year, month, day)?)
}

fn shortened(text: &str) -> String {
    let mut units = 0;
    let mut out = String::new();
    for c in text.chars() {
        units += c.len_utf16();
        if units > MOST_UNITS {
            out.push('…');
            break;
        }
        out.push(c);
    }
    out
}

pub(crate) fn heading_format() -> Format {
    base_format()
        .set_bold()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color("E7EDF3")
}

pub(crate) fn cell_format(kind: ColumnKind) -> Format {
    let format = base_format().set_align(FormatAlign::Top);
    match kind {
        ColumnKind::Text => format.set_align(FormatAlign::Left).set_indent(1),
        ColumnKind::Code => format.set_align(FormatAlign::Center),
        ColumnKind::Number => format.set_align(FormatAlign::Right).set_num_format("#,##0"),
        ColumnKind::Date => format
            .set_align(FormatAlign::Center)
            .set_num_format("dd/mm/yyyy"),
        ColumnKind::Moment => format
            .set_align(FormatAlign::Center)
            .set_num_format("dd/mm/yyyy hh:mm"),
    }
}

fn base_format() -> Format {
    Format::new()
        .set_font_name(FONT)
        .set_font_size(SIZE_PT)
        .set_text_wrap()
        .set_border(FormatBorder::Thin)
}

/// A4 across, as wide as the page, headings again on each, title above, page number below.
pub(crate) fn print_setup(sheet: &mut Worksheet, title: &str) -> Result<(), ReportError> {
    // `&` begins a command in these texts; doubled it stands for itself. They hold 255 characters.
    let shown: String = title.chars().take(100).collect();
    let shown = shown.replace('&', "&&");
    sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.8, 0.6, 0.9, 0.8, 0.4, 0.4)
        .set_header(format!("&C&\"{FONT},Bold\"&14 {shown}"))
        .set_footer(format!("&C&\"{FONT},Regular\"&12 &P/&N"))
        .set_repeat_rows(0, 0)?;
    Ok(())
}

/// A name that the format allows.
fn sheet_name(title: &str) -> String {
    let allowed: String = title
        .chars()
        .map(|c| match c {
            '[' | ']' | ':' | '*' | '?' | '/' | '\\' => ' ',
            c if c.is_control() => ' ',
            c => c,
        })
        .scan(0, |units, c| {
            *units += c.len_utf16();
            (*units <= MOST_NAME).then_some(c)
        })
        .collect();
    let name = allowed.trim_matches(['\'', ' ']);
    if name.is_empty() {
        "Danh sách".to_owned()
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheet_names_are_allowed_ones() {
        assert_eq!(sheet_name("Nhiệm vụ 6/2026: [A]"), "Nhiệm vụ 6 2026   A");
        assert_eq!(sheet_name("'Phường'"), "Phường");
        assert_eq!(sheet_name(" ? "), "Danh sách");
        assert_eq!(sheet_name(&"ô".repeat(32)).chars().count(), MOST_NAME);
    }

    #[test]
    fn long_text_is_shortened_at_the_limit() {
        let fits = "ô".repeat(MOST_UNITS);
        assert_eq!(shortened(&fits), fits);
        let long = shortened(&"😀".repeat(MOST_UNITS / 2 + 1));
        assert_eq!(long.chars().count(), MOST_UNITS / 2 + 1);
        assert!(long.ends_with('…'));
    }
}
