//! Finds keywords in the bytes of a PDF without parsing them.

use super::object::is_space;

/// The next `obj` or `trailer` and where it starts.
pub(super) fn next_keyword(bytes: &[u8], from: usize) -> Option<(&'static [u8], usize)> {
    let mut at = from;
    loop {
        let found = bytes
            .get(at..)?
            .iter()
            .position(|byte| matches!(byte, b'o' | b't'))?;
        let start = at + found;
        for keyword in [&b"obj"[..], b"trailer"] {
            if bytes
                .get(start..)
                .is_some_and(|rest| rest.starts_with(keyword))
            {
                return Some((keyword, start));
            }
        }
        at = start + 1;
    }
}

/// The number in `12 0 obj`, read backwards from the keyword.
pub(super) fn object_number(bytes: &[u8], keyword: usize) -> Option<u32> {
    let before = bytes.get(keyword.saturating_sub(32)..keyword)?;
    let (before, generation) = last_digits(before)?;
    let (_, number) = last_digits(before)?;
    generation.parse::<u32>().ok()?;
    number.parse().ok()
}

fn last_digits(bytes: &[u8]) -> Option<(&[u8], &str)> {
    let end = bytes.len()
        - bytes
            .iter()
            .rev()
            .take_while(|byte| is_space(**byte))
            .count();
    let bytes = bytes.get(..end)?;
    let digits = bytes
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let (before, digits) = bytes.split_at_checked(bytes.len() - digits)?;
    Some((
        before,
        std::str::from_utf8(digits)
            .ok()
            .filter(|digits| !digits.is_empty())?,
    ))
}

/// Where the wanted bytes begin first.
pub(super) fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = wanted.first()?;
    let mut at = 0;
    loop {
        let rest = bytes.get(at..)?;
        let found = at + rest.iter().position(|byte| byte == first)?;
        if bytes.get(found..)?.starts_with(wanted) {
            return Some(found);
        }
        at = found + 1;
    }
}
