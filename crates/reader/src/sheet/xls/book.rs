//! What holds for all sheets: where they lie, how numbers are shown, fonts, shared texts.

use std::collections::BTreeMap;

use super::{Fields, Record, Strings, broken, records};
use crate::assembly::Assembly;
use crate::sheet::format::Shown;
use crate::{Damage, Format, Kind, ReadError};

const MOST_SHEETS: usize = 1_000;
const MOST: usize = 70_000;

#[derive(Default)]
pub(super) struct Book {
    pub(super) sheets: Vec<Sheet>,
    pub(super) strings: Strings,
    pub(super) epoch_1904: bool,
    formats: BTreeMap<u16, Shown>,
    fonts: Vec<String>,
    /// Font and format of each style.
    styles: Vec<(u16, u16)>,
}

pub(super) struct Sheet {
    pub(super) at: usize,
    pub(super) hidden: bool,
}

impl Book {
    pub(super) fn parse(main: &[u8], out: &mut Assembly) -> Result<Self, ReadError> {
        let mut book = Self::default();
        let mut all = records(main);
        let first = all.next().filter(|first| first.kind == Record::BEGIN);
        let first = first.ok_or(broken(Damage::NoMainPart))?;
        if Fields::new(first.bytes).u16() != Some(0x0600) {
            return Err(ReadError::Unsupported {
                kind: Kind::OldExcel,
            });
        }
        let mut shared: Vec<&[u8]> = Vec::new();
        let mut before = Record::BEGIN;
        for record in all {
            match record.kind {
                Record::END => break,
                Record::ENCRYPTED => {
                    let format = Some(Format::Xls);
                    return Err(ReadError::Encrypted { format });
                }
                Record::SHARED_STRINGS => shared = vec![record.bytes],
                Record::CONTINUE if before == Record::SHARED_STRINGS => {
                    shared.push(record.bytes);
                    continue;
                }
                _ => {
                    book.add(&record);
                }
            }
            before = record.kind;
        }
        book.strings = Strings::parse(&shared, out);
        Ok(book)
    }

    fn add(&mut self, record: &Record<'_>) -> Option<()> {
        let mut fields = Fields::new(record.bytes);
        match record.kind {
            Record::SHEET if self.sheets.len() < MOST_SHEETS => {
                let at = usize::try_from(fields.u32()?).ok()?;
                let [state, kind] = fields.array()?;
                // Sheets of macros and charts have no cells.
                if kind == 0 {
                    let hidden = state & 3 != 0;
                    self.sheets.push(Sheet { at, hidden });
                }
            }
            Record::EPOCH => self.epoch_1904 = fields.u16()? == 1,
            Record::FORMAT if self.formats.len() < MOST => {
                let id = fields.u16()?;
                self.formats.insert(id, Shown::of_code(&fields.text()?));
            }
            Record::FONT if self.fonts.len() < MOST => {
                const NAME: usize = 14;
                fields.take(NAME)?;
                self.fonts.push(fields.short_text().unwrap_or_default());
            }
            Record::STYLE if self.styles.len() < MOST => {
                self.styles.push((fields.u16()?, fields.u16()?));
            }
            _ => {}
        }
        Some(())
    }

    fn style(&self, style: u16) -> Option<(u16, u16)> {
        self.styles.get(usize::from(style)).copied()
    }

    pub(super) fn shown(&self, style: u16) -> Shown {
        let Some((_, format)) = self.style(style) else {
            return Shown::General;
        };
        let own = self.formats.get(&format).copied();
        own.unwrap_or_else(|| Shown::of_number(u32::from(format)))
    }

    pub(super) fn font(&self, style: u16) -> Option<&str> {
        self.font_name(self.style(style)?.0)
    }

    /// Fonts are counted without number 4, which was never given.
    pub(super) fn font_name(&self, font: u16) -> Option<&str> {
        let at = if font > 4 { font.checked_sub(1)? } else { font };
        self.fonts.get(usize::from(at)).map(String::as_str)
    }
}
