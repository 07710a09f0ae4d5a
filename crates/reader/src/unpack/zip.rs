//! ZIP archives. Names without the mark for UTF-8 are UTF-8 if they can be, else CP437.

use std::io::Cursor;

use ::zip::ZipArchive;
use ::zip::result::ZipError;

use super::budget::bomb;
use super::{Outer, Reason, Stop, Unpacking};
use crate::Excess;

pub(super) fn open(at: &mut Unpacking<'_, '_>, outer: &Outer, bytes: &[u8]) -> Result<(), Stop> {
    // Before the directory is turned into entries, which would take the memory already.
    let most = u64::try_from(at.limits.entries).unwrap_or(u64::MAX);
    if crate::package::declared_entries(bytes).is_some_and(|count| count > most) {
        return Err(bomb(Excess::Entries, most));
    }
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|_| Stop::Leave(Reason::Damaged))?;
    at.budget.count(archive.len())?;
    for index in 0..archive.len() {
        entry(at, outer, &mut archive, index)?;
    }
    Ok(())
}

fn entry(
    at: &mut Unpacking<'_, '_>,
    outer: &Outer,
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    index: usize,
) -> Result<(), Stop> {
    let Ok(raw) = archive.by_index_raw(index) else {
        return Ok(());
    };
    let name = shown_name(raw.name_raw(), raw.name().ok().as_deref());
    let reason = if raw.is_dir() {
        return Ok(());
    } else if raw.encrypted() {
        Some(Reason::Encrypted)
    } else if raw.is_symlink() {
        Some(Reason::Link)
    } else {
        None
    };
    drop(raw);
    let taken = match reason {
        Some(reason) => Err(Stop::Leave(reason)),
        None => match archive.by_index(index) {
            Ok(file) => {
                let (packed, declared) = (file.compressed_size(), file.size());
                at.budget.read(file, packed, declared)
            }
            Err(ZipError::UnsupportedArchive(_)) => Err(Stop::Leave(Reason::Unsupported)),
            Err(_) => Err(Stop::Leave(Reason::Damaged)),
        },
    };
    at.settle(outer, &name, taken)
}

fn shown_name(raw: &[u8], decoded: Option<&str>) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => decoded.unwrap_or_default().to_owned(),
    }
}
