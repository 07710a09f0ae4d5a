//! Which characters the bytes of a page are: by its mark, by being UTF-8, by its words, and only
//! then by what it declares, which is wrong as often as not.

use std::borrow::Cow;

use crate::Problem;
use crate::assembly::Assembly;
use crate::legacy::{self, Decoder, Encoding};

pub(super) fn decode<'bytes>(bytes: &'bytes [u8], out: &mut Assembly) -> Cow<'bytes, str> {
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes).into(),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes).into(),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.into(),
            Err(_) => other(bytes, out),
        },
    }
}

fn other<'bytes>(bytes: &'bytes [u8], out: &mut Assembly) -> Cow<'bytes, str> {
    let declared = declared(bytes);
    if declared.as_deref() == Some("utf-8") {
        return String::from_utf8_lossy(bytes);
    }
    let guess = legacy::of_bytes(bytes).filter(|guess| guess.is_sure());
    if let Some(guess) = guess
        && let Some(decoder) = Decoder::new(guess.encoding)
    {
        out.problem(Problem::Decoded {
            encoding: guess.encoding,
            confidence: guess.confidence,
        });
        return decoder.bytes(bytes).into();
    }
    if declared.as_deref() == Some("windows-1258")
        && let Some(decoder) = Decoder::new(Encoding::Windows1258)
    {
        return decoder.bytes(bytes).into();
    }
    // As the letters of the West, from which the fonts tell what they are.
    bytes
        .iter()
        .map(|byte| legacy::windows_1252(*byte))
        .collect::<String>()
        .into()
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, _) = bytes.as_chunks::<2>();
    char::decode_utf16(pairs.iter().map(|pair| unit(*pair)))
        .map(|decoded| decoded.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// What stands behind `charset=` near the start.
fn declared(bytes: &[u8]) -> Option<String> {
    const START: usize = 4096;
    let start = bytes.get(..START).unwrap_or(bytes).to_ascii_lowercase();
    let key = b"charset=";
    let at = start.windows(key.len()).position(|window| window == key)?;
    let value = start.get(at.checked_add(key.len())?..)?;
    let name: String = value
        .iter()
        .map(|byte| char::from(*byte))
        .skip_while(|c| matches!(c, '"' | '\'' | ' '))
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    Some(name)
}
