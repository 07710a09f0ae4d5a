//! The byte values of the encodings, from `tables.txt`. Parsed once, when first needed (30 µs).

use std::collections::BTreeMap;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

use super::Encoding;

const FACTS: &str = include_str!("tables.txt");

/// Windows-1258 where it differs from Latin-1; marks are combining characters.
const WINDOWS_1258: [(u8, char); 14] = [
    (0xc3, 'Ă'),
    (0xe3, 'ă'),
    (0xd0, 'Đ'),
    (0xf0, 'đ'),
    (0xd5, 'Ơ'),
    (0xf5, 'ơ'),
    (0xdd, 'Ư'),
    (0xfd, 'ư'),
    (0xcc, '\u{300}'),
    (0xec, '\u{301}'),
    (0xde, '\u{303}'),
    (0xd2, '\u{309}'),
    (0xf2, '\u{323}'),
    (0xfe, '₫'),
];

/// Marks of the tones in the order of the tables; the first column has none.
const TONES: [&str; 6] = ["", "\u{301}", "\u{300}", "\u{309}", "\u{303}", "\u{323}"];

/// What the bytes of one encoding mean.
pub(super) struct Table {
    /// By byte; NUL where there is none.
    single: [char; 256],
    pairs: BTreeMap<(u8, u8), char>,
}

impl Default for Table {
    fn default() -> Self {
        Self {
            single: ['\0'; 256],
            pairs: BTreeMap::new(),
        }
    }
}

impl Table {
    pub(super) fn of(encoding: Encoding) -> Option<&'static Self> {
        static TABLES: OnceLock<BTreeMap<Encoding, Table>> = OnceLock::new();
        TABLES.get_or_init(parse).get(&encoding)
    }

    pub(super) fn single(&self, byte: u8) -> Option<char> {
        self.single
            .get(usize::from(byte))
            .copied()
            .filter(|c| *c != '\0')
    }

    fn set(&mut self, byte: u8, c: char) {
        if let Some(slot) = self.single.get_mut(usize::from(byte)) {
            *slot = c;
        }
    }

    /// A letter and its mark; the mark may be typed in the other case than the letter.
    pub(super) fn pair(&self, letter: u8, mark: u8) -> Option<char> {
        let pair = |mark| self.pairs.get(&(letter, mark)).copied();
        pair(mark).or_else(|| pair(mark ^ 0x20).filter(|_| mark >= 0xc0))
    }

    pub(super) fn has_pairs(&self) -> bool {
        !self.pairs.is_empty()
    }
}

fn parse() -> BTreeMap<Encoding, Table> {
    let mut tables = BTreeMap::new();
    let mut current = None;
    for line in FACTS.lines() {
        if let Some((name, _)) = line.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            current = encoding(name);
        } else if let Some(encoding) = current {
            row(line, tables.entry(encoding).or_default());
        }
    }
    let windows = tables.entry(Encoding::Windows1258).or_default();
    for (byte, c) in WINDOWS_1258 {
        windows.set(byte, c);
    }
    tables
}

fn encoding(section: &str) -> Option<Encoding> {
    Some(match section {
        "TCVN3" => Encoding::Tcvn3,
        "VNI" => Encoding::Vni,
        "VPS" => Encoding::Vps,
        "VISCII" => Encoding::Viscii,
        "BKHCM2" => Encoding::BkHcm2,
        "BKHCM1" => Encoding::BkHcm1,
        "VIETWARE-X" => Encoding::VietwareX,
        "VIETWARE-F" => Encoding::VietwareF,
        _ => return None,
    })
}

/// `ă a8 be bb bc bd c6`
fn row(line: &str, table: &mut Table) {
    let mut fields = line.split_ascii_whitespace();
    let letter = fields.next().unwrap_or_default();
    for (code, tone) in fields.zip(TONES) {
        let Some(whole) = format!("{letter}{tone}").nfc().next() else {
            continue;
        };
        let byte = |from| u8::from_str_radix(code.get(from..from + 2)?, 16).ok();
        match (byte(0), byte(2)) {
            (Some(letter), Some(mark)) => {
                table.pairs.insert((letter, mark), whole);
            }
            (Some(byte), None) => table.set(byte, whole),
            _ => {}
        }
    }
}
