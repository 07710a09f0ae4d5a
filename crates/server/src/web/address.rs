//! Addresses with what people typed in them.

use std::fmt::Write as _;

/// A value for the query of an address.
#[must_use]
pub fn escape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(byte.into());
            }
            // Writing to a String cannot fail.
            _ => drop(write!(out, "%{byte:02X}")),
        }
    }
    out
}

/// `path` with those of the pairs that have a value.
#[must_use]
pub fn with_query(path: &str, pairs: &[(&str, &str)]) -> String {
    let given: Vec<String> = pairs
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", escape(value)))
        .collect();
    if given.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", given.join("&"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_does_not_leave_its_place() {
        assert_eq!(escape("a b&c=d#ế"), "a%20b%26c%3Dd%23%E1%BA%BF");
        assert_eq!(
            with_query("/x", &[("a", ""), ("b", "1"), ("c", "&")]),
            "/x?b=1&c=%26"
        );
        assert_eq!(with_query("/x", &[("a", "")]), "/x");
    }
}
