//! Canonical JSON (RFC 8785) for what the ledger writes: objects, arrays, strings, whole numbers,
//! booleans, null. The same value is always the same bytes, so that a hash of it means something.
//!
//! Fractions are refused: their canonical spelling is a matter of its own and the ledger has none.

use serde_json::{Number, Value};

/// The largest whole number that every reader of JSON understands exactly: 2^53 − 1.
const LARGEST_NUMBER: u64 = (1 << 53) - 1;

/// A value that has no canonical bytes here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the number {0} is not a whole number between -(2^53 - 1) and 2^53 - 1")]
pub struct NotCanonical(pub Number);

/// The canonical bytes of `value`.
///
/// # Errors
/// If it holds a fraction or a number beyond ±(2^53 − 1).
pub fn to_bytes(value: &Value) -> Result<Vec<u8>, NotCanonical> {
    let mut text = String::new();
    write_value(value, &mut text)?;
    Ok(text.into_bytes())
}

fn write_value(value: &Value, out: &mut String) -> Result<(), NotCanonical> {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => write_number(number, out)?,
        Value::String(text) => write_string(text, out),
        Value::Array(items) => {
            out.push('[');
            for (position, item) in items.iter().enumerate() {
                if position > 0 {
                    out.push(',');
                }
                write_value(item, out)?;
            }
            out.push(']');
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            // The order is that of UTF-16 code units, not of Unicode: RFC 8785, section 3.2.3.
            members.sort_by(|(left, _), (right, _)| left.encode_utf16().cmp(right.encode_utf16()));
            out.push('{');
            for (position, (name, member)) in members.into_iter().enumerate() {
                if position > 0 {
                    out.push(',');
                }
                write_string(name, out);
                out.push(':');
                write_value(member, out)?;
            }
            out.push('}');
        }
    }
    Ok(())
}

fn write_number(number: &Number, out: &mut String) -> Result<(), NotCanonical> {
    let size = number
        .as_u64()
        .or_else(|| number.as_i64().map(i64::unsigned_abs));
    if size.is_none_or(|size| size > LARGEST_NUMBER) {
        return Err(NotCanonical(number.clone()));
    }
    out.push_str(&number.to_string());
    Ok(())
}

fn write_string(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            control if control < ' ' => {
                let code = u32::from(control);
                out.push_str("\\u00");
                out.extend(
                    [code / 16, code % 16]
                        .iter()
                        .filter_map(|d| char::from_digit(*d, 16)),
                );
            }
            other => out.push(other),
        }
    }
    out.push('"');
}
