//! Plain text and Markdown: UTF-8 with or without a mark, UTF-16 with one, and the old Vietnamese
//! encodings where the words prove one. What is not proven is refused rather than shown as wrong
//! letters.

use crate::assembly::{Assembly, is_line_end};
use crate::legacy::{self, Decoder};
use crate::{Format, Limits, Place, Problem, ReadError};

pub(crate) fn read(bytes: &[u8], out: &mut Assembly) -> Result<(), ReadError> {
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => read_utf8(rest, out),
        [0xff, 0xfe, rest @ ..] => {
            read_utf16(rest, u16::from_le_bytes, out);
            Ok(())
        }
        [0xfe, 0xff, rest @ ..] => {
            read_utf16(rest, u16::from_be_bytes, out);
            Ok(())
        }
        _ => read_utf8(bytes, out),
    }
}

/// The text alone, for mails.
pub(crate) fn text(bytes: &[u8], limits: &Limits) -> Result<String, ReadError> {
    let mut out = Assembly::new(limits);
    read(bytes, &mut out)?;
    Ok(out.finish(Format::Text)?.text)
}

fn read_utf8(bytes: &[u8], out: &mut Assembly) -> Result<(), ReadError> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        // A character cut in two by the end of the file: an incomplete copy, still readable.
        Err(error) if error.error_len().is_none() => {
            out.problem(Problem::Undecodable { characters: 1 });
            let whole = bytes.get(..error.valid_up_to()).unwrap_or_default();
            std::str::from_utf8(whole).unwrap_or_default()
        }
        Err(error) => {
            return read_other(bytes, error.valid_up_to(), out);
        }
    };
    lines(text, out);
    Ok(())
}

/// A text in UTF-8 with a few stray bytes, or one in an old encoding.
fn read_other(bytes: &[u8], at: usize, out: &mut Assembly) -> Result<(), ReadError> {
    if let Some(stray) = stray_bytes(bytes) {
        out.problem(Problem::Undecodable { characters: stray });
        byte_lines(bytes, out, |line| {
            String::from_utf8_lossy(line).into_owned()
        });
        return Ok(());
    }
    let guess = legacy::of_bytes(bytes);
    if let Some(guess) = guess.filter(|guess| guess.is_sure())
        && let Some(decoder) = Decoder::new(guess.encoding)
    {
        out.problem(Problem::Decoded {
            encoding: guess.encoding,
            confidence: guess.confidence,
        });
        byte_lines(bytes, out, |line| decoder.bytes(line));
        return Ok(());
    }
    Err(ReadError::UnknownEncoding {
        at,
        guess: guess.map(|guess| guess.encoding),
        confidence: guess.map_or(0, |guess| guess.confidence),
    })
}

/// How many bytes are stray in what is otherwise UTF-8; old encodings hardly ever look like it.
fn stray_bytes(bytes: &[u8]) -> Option<usize> {
    const SOUND_FOR_ONE: usize = 20;
    let (mut sound, mut stray) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        stray += usize::from(!chunk.invalid().is_empty());
    }
    (sound >= stray.saturating_mul(SOUND_FOR_ONE)).then_some(stray)
}

/// Splits at `\n`, `\r` and both; other line ends are letters in old encodings.
fn byte_lines(bytes: &[u8], out: &mut Assembly, decode: impl Fn(&[u8]) -> String) {
    let mut number = 0_u32;
    let mut rest = bytes;
    while !rest.is_empty() && !out.is_full() {
        let end = rest
            .iter()
            .position(|byte| matches!(byte, b'\n' | b'\r'))
            .unwrap_or(rest.len());
        let (line, tail) = rest.split_at(end);
        number = number.saturating_add(1);
        let line = line.get(..out.longest_raw()).unwrap_or(line);
        out.exact_line(Place::Line(number), &decode(line));
        rest = tail
            .strip_prefix(b"\r\n")
            .or_else(|| tail.get(1..))
            .unwrap_or_default();
    }
}

/// Decodes line by line, so that a large file never stands in memory a second time.
fn read_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, out: &mut Assembly) {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut undecodable = odd.len();
    let mut line = String::new();
    let mut number = 1_u32;
    let mut after_return = false;
    for decoded in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        let c = decoded.unwrap_or_else(|_| {
            undecodable += 1;
            char::REPLACEMENT_CHARACTER
        });
        let second_half = after_return && c == '\n';
        after_return = c == '\r';
        if second_half {
            continue;
        }
        if c == '\n' || is_line_end(c) {
            out.exact_line(Place::Line(number), &line);
            line.clear();
            number = number.saturating_add(1);
        } else {
            line.push(c);
        }
        if out.is_full() || line.len() > out.longest_raw() {
            break;
        }
    }
    out.exact_line(Place::Line(number), &line);
    if undecodable > 0 {
        out.problem(Problem::Undecodable {
            characters: undecodable,
        });
    }
}

/// Splits at every kind of line end; `\r\n` is one.
fn lines(text: &str, out: &mut Assembly) {
    let mut number = 0_u32;
    let mut rest = text;
    while !rest.is_empty() && !out.is_full() {
        let end = rest
            .find(|c| c == '\n' || is_line_end(c))
            .unwrap_or(rest.len());
        let (line, tail) = rest.split_at(end);
        number = number.saturating_add(1);
        out.exact_line(Place::Line(number), line);
        rest = tail.strip_prefix("\r\n").unwrap_or_else(|| {
            let mut following = tail.chars();
            following.next();
            following.as_str()
        });
    }
}
