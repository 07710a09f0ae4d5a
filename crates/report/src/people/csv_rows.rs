//! The rows of a CSV file in UTF-8, with or without a byte order mark, parted by `,` or `;`.

use super::MOST_ROWS;
use super::read::{HEADING_ROWS, ImportError, RawRow};

/// Rows beside those of people: titles, headings, empty ones.
const SPARE_ROWS: usize = 1_000;

/// The rows of the file.
pub(super) fn csv_rows(bytes: &[u8]) -> Result<Vec<RawRow>, ImportError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| ImportError::NotUtf8)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut lines = LineCounter {
        text,
        at: 0,
        line: 1,
    };
    for record in reader.records() {
        let record = record.map_err(|error| ImportError::Damaged {
            reason: error.to_string(),
        })?;
        if rows.len() == MOST_ROWS + SPARE_ROWS {
            return Err(ImportError::TooManyRows);
        }
        let start = record.position().map_or(0, csv::Position::byte);
        rows.push(RawRow {
            line: lines.at_record(start),
            cells: record.iter().map(str::to_owned).collect(),
        });
    }
    Ok(rows)
}

/// Counts lines up to a record. The reader's own count is that of the end of the record before:
/// one too few after `\r\n`, more after empty lines.
struct LineCounter<'a> {
    text: &'a str,
    at: usize,
    line: u32,
}

impl LineCounter<'_> {
    /// The line of the record that follows the end at `start`; records come in order.
    fn at_record(&mut self, start: u64) -> u32 {
        let start = usize::try_from(start).unwrap_or(usize::MAX);
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        for (number, byte) in rest.iter().enumerate() {
            if self.at + number >= start && !matches!(byte, b'\r' | b'\n') {
                self.at += number;
                return self.line;
            }
            if *byte == b'\n' {
                self.line = self.line.saturating_add(1);
            }
        }
        self.at = self.text.len();
        self.line
    }
}

/// The sign that stands more often in the first lines.
fn delimiter(text: &str) -> u8 {
    let count = |sign: char| -> usize {
        text.lines()
            .take(HEADING_ROWS)
            .map(|line| line.matches(sign).count())
            .sum()
    };
    if count(';') > count(',') { b';' } else { b',' }
}
