//! The ZIP package of an office document: gives single parts as text, each within the limits on
//! size, ratio and total. Declared sizes are checked first, then what really comes out.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::{Damage, Excess, Format, Limits, ReadError};

/// Parts smaller than this may be of any ratio: empty forms pack very well.
const RATIO_FROM: u64 = 4 * 1024 * 1024;

pub(crate) struct Package<'bytes> {
    archive: ZipArchive<Cursor<&'bytes [u8]>>,
    limits: Limits,
    format: Format,
    unpacked: u64,
}

impl<'bytes> Package<'bytes> {
    pub(crate) fn open(
        bytes: &'bytes [u8],
        format: Format,
        limits: &Limits,
    ) -> Result<Self, ReadError> {
        let most = u64::try_from(limits.entries).unwrap_or(u64::MAX);
        let too_many = ReadError::Bomb {
            excess: Excess::Entries,
            limit: most,
        };
        // Before the directory is turned into entries, which would take the memory already.
        if declared_entries(bytes).is_some_and(|count| count > most) {
            return Err(too_many);
        }
        let archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken(format, Damage::Archive))?;
        if archive.len() > limits.entries {
            return Err(too_many);
        }
        Ok(Self {
            archive,
            limits: limits.clone(),
            format,
            unpacked: 0,
        })
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// Parts named `<folder><stem><digits>.xml` in the order of their numbers.
    pub(crate) fn numbered_parts(&self, folder: &str, stem: &str) -> Vec<String> {
        let mut found: Vec<(u32, String)> = self
            .archive
            .file_names()
            .filter_map(Result::ok)
            .filter_map(|name| {
                let digits = name
                    .strip_prefix(folder)?
                    .strip_prefix(stem)?
                    .strip_suffix(".xml")?;
                let number = if digits.is_empty() {
                    0
                } else {
                    digits.parse().ok()?
                };
                Some((number, name.into_owned()))
            })
            .collect();
        found.sort();
        found.into_iter().map(|(_, name)| name).collect()
    }

    /// The text of a part; `None` where there is none of this name.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        let format = self.format;
        let Some(index) = self.archive.index_for_name(name) else {
            return Ok(None);
        };
        let entry = self
            .archive
            .by_index(index)
            .map_err(|error| unpack_error(&error, format))?;
        let allowance = Allowance {
            limits: &self.limits,
            left: self.limits.unpacked_bytes.saturating_sub(self.unpacked),
            packed: entry.compressed_size(),
        };
        let declared = entry.size();
        allowance.check(declared)?;
        // The directory may lie: room for what it says, and at most one byte more than allowed.
        let mut bytes = Vec::with_capacity(usize::try_from(declared).unwrap_or(0));
        entry
            .take(allowance.most().saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|_| broken(format, Damage::Archive))?;
        let actual = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        allowance.check(actual)?;
        self.unpacked = self.unpacked.saturating_add(actual);
        String::from_utf8(bytes)
            .map(Some)
            .map_err(|_| broken(format, Damage::Markup))
    }
}

/// What one part may take.
struct Allowance<'limits> {
    limits: &'limits Limits,
    /// What the total leaves.
    left: u64,
    packed: u64,
}

impl Allowance<'_> {
    fn most(&self) -> u64 {
        self.left.min(self.limits.part_bytes)
    }

    fn check(&self, size: u64) -> Result<(), ReadError> {
        let ratio = self.limits.ratio;
        let (excess, limit) = if size > RATIO_FROM && size > self.packed.saturating_mul(ratio) {
            (Excess::Ratio, ratio)
        } else if size > self.limits.part_bytes {
            (Excess::PartBytes, self.limits.part_bytes)
        } else if size > self.left {
            (Excess::UnpackedBytes, self.limits.unpacked_bytes)
        } else {
            return Ok(());
        };
        Err(ReadError::Bomb { excess, limit })
    }
}

fn unpack_error(error: &ZipError, format: Format) -> ReadError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => ReadError::Encrypted {
            format: Some(format),
        },
        _ => broken(format, Damage::Archive),
    }
}

const fn broken(format: Format, damage: Damage) -> ReadError {
    ReadError::Broken { format, damage }
}

/// The number of entries that the end record claims. Read by hand because the archive library
/// reads the whole directory first.
pub(crate) fn declared_entries(bytes: &[u8]) -> Option<u64> {
    const RECORD: usize = 22;
    const LONGEST_COMMENT: usize = 65_535;
    let from = bytes.len().saturating_sub(RECORD + LONGEST_COMMENT);
    let tail = bytes.get(from..)?;
    let at = tail
        .windows(4)
        .rposition(|window| window == b"PK\x05\x06")?;
    let count = tail.get(at.checked_add(10)?..)?.first_chunk::<2>()?;
    Some(u64::from(u16::from_le_bytes(*count)))
}
