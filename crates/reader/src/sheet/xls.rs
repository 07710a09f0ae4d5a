//! Workbooks of Excel 97 to 2003 (`.xls`, BIFF8): records in one stream of a compound file. Those of
//! Excel 5 and 95 are named, not read.

mod book;
mod record;
mod strings;

use std::io::{Cursor, Read};

use cfb::CompoundFile;

use super::Cells;
use crate::assembly::Assembly;
use crate::{Damage, Excess, Format, Kind, Limits, Problem, ReadError};
use book::Book;
use record::{Fields, Record, records};
use strings::Strings;

pub(crate) fn read(bytes: &[u8], limits: &Limits, out: &mut Assembly) -> Result<(), ReadError> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| broken(Damage::Archive))?;
    if !file.is_stream("Workbook") {
        return Err(ReadError::Unsupported {
            kind: Kind::OldExcel,
        });
    }
    if file.is_storage("_VBA_PROJECT_CUR") {
        out.problem(Problem::Macros);
    }
    let stream = file
        .open_stream("Workbook")
        .map_err(|_| broken(Damage::NoMainPart))?;
    if stream.len() > limits.part_bytes {
        return Err(ReadError::Bomb {
            excess: Excess::PartBytes,
            limit: limits.part_bytes,
        });
    }
    let mut main = Vec::new();
    stream
        .take(limits.part_bytes)
        .read_to_end(&mut main)
        .map_err(|_| broken(Damage::NoMainPart))?;
    drop(file);
    workbook(&main, limits, out)
}

fn workbook(main: &[u8], limits: &Limits, out: &mut Assembly) -> Result<(), ReadError> {
    let book = Book::parse(main, out)?;
    let mut cells = Cells::new(out);
    let mut effort = 0_u64;
    for sheet in &book.sheets {
        if cells.is_full() {
            break;
        }
        cells.begin(sheet.hidden);
        let part = main.get(sheet.at..).unwrap_or_default();
        let mut reading = Reading {
            book: &book,
            cells: &mut cells,
            pending: None,
        };
        effort = effort.saturating_add(reading.sheet(part));
        // Many sheets may point to the same place.
        if effort > limits.unpacked_bytes {
            let (excess, limit) = (Excess::Effort, limits.unpacked_bytes);
            return Err(ReadError::Bomb { excess, limit });
        }
    }
    cells.finish();
    Ok(())
}

const fn broken(damage: Damage) -> ReadError {
    let format = Format::Xls;
    ReadError::Broken { format, damage }
}

/// Walks one sheet.
struct Reading<'own, 'out> {
    book: &'own Book,
    cells: &'own mut Cells<'out>,
    /// A formula whose text follows in a record of its own.
    pending: Option<Spot>,
}

/// Where a cell stands, counted from 0, and its style.
#[derive(Clone, Copy)]
struct Spot {
    row: u16,
    column: u16,
    style: u16,
}

impl Reading<'_, '_> {
    /// Gives how many bytes were walked.
    fn sheet(&mut self, part: &[u8]) -> u64 {
        let mut depth = 0_usize;
        let mut walked = 0_u64;
        for record in records(part) {
            walked = walked.saturating_add(record.size());
            match record.kind {
                Record::BEGIN => depth = depth.saturating_add(1),
                Record::END => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        break;
                    }
                }
                // Charts within a sheet are no cells.
                _ if depth == 1 => {
                    self.record(&record);
                }
                _ => {}
            }
            if self.cells.is_full() {
                break;
            }
        }
        walked
    }

    fn record(&mut self, record: &Record<'_>) -> Option<()> {
        let mut fields = Fields::new(record.bytes);
        if record.kind == Record::STRING {
            let spot = self.pending.take()?;
            let text = fields.text()?;
            self.text(spot, text);
            return Some(());
        }
        let is_cell = matches!(
            record.kind,
            Record::LABEL_SST
                | Record::LABEL
                | Record::RICH_LABEL
                | Record::NUMBER
                | Record::RK
                | Record::MANY_RK
                | Record::FORMULA
                | Record::BOOL_OR_ERROR
        );
        if !is_cell {
            return None;
        }
        let (row, column) = (fields.u16()?, fields.u16()?);
        if record.kind == Record::MANY_RK {
            return self.many(row, column, &mut fields);
        }
        let style = fields.u16()?;
        let spot = Spot { row, column, style };
        match record.kind {
            Record::LABEL_SST => {
                let at = usize::try_from(fields.u32()?).ok()?;
                self.shared(spot, at);
            }
            Record::LABEL | Record::RICH_LABEL => {
                let text = fields.text()?;
                self.text(spot, text);
            }
            Record::NUMBER => self.number(spot, f64::from_le_bytes(fields.array()?)),
            Record::RK => self.number(spot, rk(fields.u32()?)),
            Record::FORMULA => self.formula(spot, fields.array()?),
            _ => {
                let [value, is_error] = fields.array()?;
                if is_error == 0 {
                    self.flag(spot, value);
                }
            }
        }
        Some(())
    }

    fn many(&mut self, row: u16, first: u16, fields: &mut Fields<'_>) -> Option<()> {
        let mut column = first;
        // The number of the last column ends the record.
        while fields.left() >= 6 {
            let style = fields.u16()?;
            let value = rk(fields.u32()?);
            self.number(Spot { row, column, style }, value);
            column = column.checked_add(1)?;
        }
        Some(())
    }

    fn formula(&mut self, spot: Spot, value: [u8; 8]) {
        match value {
            [0, _, _, _, _, _, 0xff, 0xff] => self.pending = Some(spot),
            [1, _, flag, _, _, _, 0xff, 0xff] => self.flag(spot, flag),
            [_, _, _, _, _, _, 0xff, 0xff] => {}
            number => self.number(spot, f64::from_le_bytes(number)),
        }
    }

    fn shared(&mut self, spot: Spot, at: usize) {
        let Some((text, font)) = self.book.strings.get(at) else {
            return;
        };
        let own = self.book.font(spot.style);
        let font = font.and_then(|font| self.book.font_name(font)).or(own);
        let text = self.cells.decoded(text.to_owned(), font);
        self.give(spot, &text);
    }

    fn text(&mut self, spot: Spot, text: String) {
        let text = self.cells.decoded(text, self.book.font(spot.style));
        self.give(spot, &text);
    }

    fn number(&mut self, spot: Spot, value: f64) {
        let text = self
            .book
            .shown(spot.style)
            .write(value, self.book.epoch_1904);
        self.give(spot, &text);
    }

    fn flag(&mut self, spot: Spot, value: u8) {
        self.give(spot, if value == 0 { "FALSE" } else { "TRUE" });
    }

    fn give(&mut self, spot: Spot, text: &str) {
        let (row, column) = (u32::from(spot.row), u32::from(spot.column));
        self.cells
            .cell(row.saturating_add(1), column.saturating_add(1), text);
    }
}

/// A number in four bytes: the upper part of a float or an integer, perhaps times a hundred.
fn rk(packed: u32) -> f64 {
    let value = if packed & 2 == 0 {
        f64::from_bits(u64::from(packed & 0xffff_fffc) << 32)
    } else {
        f64::from(packed.cast_signed() >> 2)
    };
    if packed & 1 == 0 {
        value
    } else {
        value / 100.0
    }
}
