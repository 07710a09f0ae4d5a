//! 7z archives packed by LZMA, LZMA2, Deflate or not at all. Other methods are named as not
//! supported; memory for dictionaries is limited.

use std::io::{Cursor, Read};

use sevenz_rust2::{ArchiveReader, EntryDecision, Error, Password};

use super::budget::length;
use super::{Outer, Reason, Stop, Unpacking};

/// Most memory for a dictionary; 7-Zip's highest level takes 64 MiB, which few archives use.
const DICTIONARY_KIB: usize = 72 * 1024;
/// Method of encryption, as it stands in the headers.
const AES: [u8; 4] = [0x06, 0xf1, 0x07, 0x01];

pub(super) fn open(at: &mut Unpacking<'_, '_>, outer: &Outer, bytes: &[u8]) -> Result<(), Stop> {
    let source = Cursor::new(bytes);
    let mut reader =
        ArchiveReader::new_with_memory_limit(source, Password::empty(), DICTIONARY_KIB)
            .map_err(|_| Stop::Leave(why_closed(bytes)))?;
    reader.set_thread_count(1);
    at.budget.count(reader.archive().files.len())?;
    let encrypted: Vec<bool> = (0..reader.archive().files.len())
        .map(|index| reader.archive().is_file_encrypted(index))
        .collect();
    if encrypted.contains(&true) {
        let archive = reader.archive();
        for (file, _) in archive
            .files
            .iter()
            .zip(&encrypted)
            .filter(|(_, hit)| **hit)
        {
            at.skip(outer, file.name(), Reason::Encrypted);
        }
        if !encrypted.contains(&false) {
            return Ok(());
        }
    }
    let mut stopped = None;
    let packed = length(bytes);
    let outcome = reader.for_each_entries_with_decision(|entry, source| {
        if entry.is_directory() || !entry.has_stream() {
            return Ok(EntryDecision::Continue);
        }
        match take(at, outer, entry.name(), entry.size(), packed, source) {
            Ok(()) => Ok(EntryDecision::Continue),
            Err(stop) => {
                stopped = Some(stop);
                Ok(EntryDecision::Stop)
            }
        }
    });
    match (stopped, outcome) {
        (Some(stop), _) => Err(stop),
        (None, Ok(())) => Ok(()),
        (None, Err(_)) if encrypted.contains(&true) => Ok(()),
        (None, Err(error)) => Err(Stop::Leave(reason(&error))),
    }
}

/// An entry that is left out is unpacked all the same: those behind it are packed with it.
fn take(
    at: &mut Unpacking<'_, '_>,
    outer: &Outer,
    name: &str,
    declared: u64,
    packed: u64,
    source: &mut dyn Read,
) -> Result<(), Stop> {
    match at.budget.read(source, packed, declared) {
        Ok(bytes) => at.found(outer, name, bytes),
        Err(Stop::Leave(reason)) => {
            at.skip(outer, name, reason);
            at.budget.effort(declared)
        }
        Err(bomb) => Err(bomb),
    }
}

/// Headers may be encrypted as well; their method stands open near the end.
fn why_closed(bytes: &[u8]) -> Reason {
    const END: usize = 512;
    let tail = bytes
        .get(bytes.len().saturating_sub(END)..)
        .unwrap_or(bytes);
    if tail.windows(AES.len()).any(|window| window == AES) {
        Reason::Encrypted
    } else {
        Reason::Damaged
    }
}

const fn reason(error: &Error) -> Reason {
    match error {
        Error::PasswordRequired | Error::MaybeBadPassword(_) => Reason::Encrypted,
        Error::UnsupportedCompressionMethod(_) | Error::Unsupported(_) => Reason::Unsupported,
        Error::MaxMemLimited { .. } => Reason::TooLarge,
        _ => Reason::Damaged,
    }
}
