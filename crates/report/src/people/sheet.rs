//! Writes the sheet of people, empty or filled, with the sheet that explains it.

use jiff::Timestamp;
use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Format, Workbook, Worksheet};

use super::words::{AllWords, Words};
use super::{MOST_ROWS, PersonColumn, PersonRow, SheetLanguage};
use crate::ReportError;
use crate::table::{
    Cell, Column, ColumnKind, Table, cell_format, fill, heading_format, print_setup, properties,
};

/// The form that an office fills in to bring its people in.
///
/// # Errors
/// Only for faults of the program.
pub fn people_template_xlsx(language: SheetLanguage) -> Result<Vec<u8>, ReportError> {
    people_xlsx(&[], language, Timestamp::UNIX_EPOCH)
}

/// People in the same form, made at `created`; [`super::read_people`] gives the same rows.
///
/// # Errors
/// [`ReportError::Sheet`] when there are more people than a sheet holds.
pub fn people_xlsx(
    people: &[PersonRow],
    language: SheetLanguage,
    created: Timestamp,
) -> Result<Vec<u8>, ReportError> {
    let all = AllWords::read().map_err(|source| ReportError::Layout {
        layout: "people",
        source: Box::new(source),
    })?;
    let words = all.of(language);
    let mut book = Workbook::new();
    book.set_properties(&properties(&words.title, created)?);
    let sheet = book.add_worksheet();
    sheet.set_name(&words.sheet)?;
    fill(sheet, &list(people, words))?;
    choose_roles(sheet, words)?;
    print_setup(sheet, &words.title)?;
    let sheet = book.add_worksheet();
    sheet.set_name(&words.help_sheet)?;
    help(sheet, words)?;
    Ok(book.save_to_buffer()?)
}

fn list(people: &[PersonRow], words: &Words) -> Table {
    let columns = PersonColumn::ALL
        .iter()
        .filter_map(|column| {
            Some(Column {
                heading: words.column.get(column)?.heading.clone(),
                width: match column {
                    PersonColumn::Name | PersonColumn::Post => 26.0,
                    PersonColumn::Unit | PersonColumn::Email => 32.0,
                    PersonColumn::Role | PersonColumn::Login => 22.0,
                },
                kind: ColumnKind::Text,
            })
        })
        .collect();
    let rows = people
        .iter()
        .map(|person| {
            PersonColumn::ALL
                .iter()
                .map(|column| match person.cell(*column) {
                    "" => Cell::Empty,
                    text => Cell::Text(text.to_owned()),
                })
                .collect()
        })
        .collect();
    Table {
        title: words.title.clone(),
        columns,
        rows,
    }
}

/// Lets only known roles be chosen in the cells that an import reads.
fn choose_roles(sheet: &mut Worksheet, words: &Words) -> Result<(), ReportError> {
    let names: Vec<&str> = words.role.values().map(|[name, _]| name.as_str()).collect();
    let choice = DataValidation::new()
        .allow_list_strings(&names)?
        .set_error_style(DataValidationErrorStyle::Stop)
        .set_error_title(&words.role_error_title)?
        .set_error_message(&words.role_error)?;
    let last = u32::try_from(MOST_ROWS).unwrap_or(u32::MAX);
    let column = PersonColumn::ALL
        .iter()
        .position(|column| *column == PersonColumn::Role)
        .and_then(|place| u16::try_from(place).ok())
        .unwrap_or_default();
    sheet.add_data_validation(1, column, last, column, &choice)?;
    Ok(())
}

/// The sheet that says what each column and each role means.
fn help(sheet: &mut Worksheet, words: &Words) -> Result<(), ReportError> {
    let head = heading_format();
    let plain = cell_format(ColumnKind::Text);
    for (column, width) in (0_u16..).zip([28.0, 58.0, 56.0, 28.0]) {
        sheet.set_column_width(column, width)?;
    }
    let headings = words.help_headings.iter().map(String::as_str);
    let mut row = line(sheet, 0, headings, &head)?;
    for column in PersonColumn::ALL {
        let Some(about) = words.column.get(&column) else {
            continue;
        };
        let required = if column.required() {
            &words.yes
        } else {
            &words.no
        };
        let cells = [&about.heading, required, &about.how, &about.example];
        row = line(sheet, row, cells.map(String::as_str), &plain)?;
    }
    let headings = words.role_headings.iter().map(String::as_str);
    row = line(sheet, row + 1, headings, &head)?;
    for [name, may] in words.role.values() {
        row = line(sheet, row, [name.as_str(), may.as_str()], &plain)?;
    }
    sheet.merge_range(row + 1, 0, row + 1, 3, &words.after, &plain)?;
    sheet.set_row_height(row + 1, 36)?;
    print_setup(sheet, &words.title)
}

/// Writes the cells of a row and gives the next row.
fn line<'a>(
    sheet: &mut Worksheet,
    row: u32,
    cells: impl IntoIterator<Item = &'a str>,
    format: &Format,
) -> Result<u32, ReportError> {
    for (column, cell) in (0_u16..).zip(cells) {
        sheet.write_string_with_format(row, column, cell, format)?;
    }
    Ok(row + 1)
}
