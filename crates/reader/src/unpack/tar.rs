//! tar, in its usual and its POSIX form: files one after another, each behind a head of 512 bytes.
//! Long names come from POSIX records (`path=`) or from GNU's own entry.

use super::budget::length;
use super::{Outer, Reason, Stop, Unpacking};

const BLOCK: usize = 512;
/// Longest record that is read for a name.
const LONGEST_RECORD: usize = 64 * 1024;

pub(super) fn open(at: &mut Unpacking<'_, '_>, outer: &Outer, bytes: &[u8]) -> Result<(), Stop> {
    let mut rest = bytes;
    let mut next_name = None;
    while let Some((head, after)) = rest.split_first_chunk::<BLOCK>() {
        if head.iter().all(|byte| *byte == 0) {
            return Ok(());
        }
        at.budget.count(1)?;
        let size = octal(head, 124, 12)
            .filter(|size| *size <= after.len())
            .ok_or(Stop::Leave(Reason::Damaged))?;
        let content = after.get(..size).unwrap_or_default();
        let padded = size.next_multiple_of(BLOCK);
        rest = after.get(padded..).unwrap_or_default();
        let record = content.get(..LONGEST_RECORD).unwrap_or(content);
        match head.get(156).copied().unwrap_or_default() {
            b'x' => next_name = posix_path(record).or(next_name),
            b'L' => next_name = Some(text(record)),
            0 | b'0' | b'7' => {
                let name = next_name.take().unwrap_or_else(|| name(head));
                take(at, outer, &name, content)?;
            }
            b'1' | b'2' => {
                let name = next_name.take().unwrap_or_else(|| name(head));
                at.skip(outer, &name, Reason::Link);
            }
            _ => next_name = None,
        }
    }
    Ok(())
}

fn take(at: &mut Unpacking<'_, '_>, outer: &Outer, name: &str, content: &[u8]) -> Result<(), Stop> {
    let size = length(content);
    let taken = at.budget.read(content, size, size);
    at.settle(outer, name, taken)
}

/// The name of an entry, with what POSIX puts before it.
fn name(head: &[u8; BLOCK]) -> String {
    let name = text(head.get(..100).unwrap_or_default());
    let is_posix = head.get(257..263) == Some(b"ustar\0");
    let before = text(head.get(345..500).unwrap_or_default());
    if is_posix && !before.is_empty() {
        format!("{before}/{name}")
    } else {
        name
    }
}

/// Text up to the first zero byte.
fn text(bytes: &[u8]) -> String {
    let end = bytes.iter().position(|byte| *byte == 0);
    let bytes = bytes.get(..end.unwrap_or(bytes.len())).unwrap_or(bytes);
    String::from_utf8_lossy(bytes).into_owned()
}

fn octal(head: &[u8; BLOCK], at: usize, width: usize) -> Option<usize> {
    let digits = std::str::from_utf8(head.get(at..at.checked_add(width)?)?).ok()?;
    usize::from_str_radix(digits.trim_matches([' ', '\0']), 8).ok()
}

/// `path` among records of the form `LENGTH KEY=VALUE\n`.
fn posix_path(records: &[u8]) -> Option<String> {
    let mut rest = records;
    while !rest.is_empty() {
        let blank = rest.iter().position(|byte| *byte == b' ')?;
        let length: usize = std::str::from_utf8(rest.get(..blank)?).ok()?.parse().ok()?;
        let record = rest.get(blank.checked_add(1)?..length)?;
        if let Some(value) = record.strip_prefix(b"path=") {
            let value = value.strip_suffix(b"\n").unwrap_or(value);
            return Some(String::from_utf8_lossy(value).into_owned());
        }
        rest = rest.get(length..)?;
    }
    None
}
