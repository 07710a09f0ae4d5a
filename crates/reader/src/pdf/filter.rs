//! Unpacks streams, never to more than a given length. A damaged stream gives what came out of it
//! before the damage: half a page is better than none, and the caller sees what is missing.

use std::borrow::Cow;
use std::io::Read;

use super::object::{Dictionary, Object, hex, is_space};

/// Longest chain of filters; writers use one or two.
const MOST_FILTERS: usize = 4;

/// Why a stream gives nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// More would come out than allowed.
    TooLong,
    /// A filter for pictures, or an unknown one.
    NotText,
}

/// What came out of a stream.
pub(super) struct Unpacked {
    pub(super) data: Vec<u8>,
    /// Whether all of it came out.
    pub(super) is_whole: bool,
}

/// Applies the filters named in the dictionary, whose values must be resolved already.
pub(super) fn unpack(
    dictionary: &Dictionary,
    packed: Cow<'_, [u8]>,
    most: usize,
) -> Result<Unpacked, Refused> {
    let filters = list(dictionary.get(&b"Filter"[..]).or(dictionary.get(&b"F"[..])));
    let parameters = list(dictionary.get(&b"DecodeParms"[..]));
    if filters.len() > MOST_FILTERS {
        return Err(Refused::NotText);
    }
    let mut data = packed;
    let mut is_whole = true;
    for (at, filter) in filters.iter().enumerate() {
        let parameters = parameters.get(at).and_then(Object::dictionary);
        data = Cow::Owned(match filter.name().unwrap_or_default() {
            b"FlateDecode" | b"Fl" => {
                let inflated = inflate(&data, most)?;
                is_whole &= inflated.is_whole;
                predicted(inflated.data, parameters)
            }
            b"LZWDecode" | b"LZW" => predicted(expand(&data, parameters, most)?, parameters),
            b"ASCIIHexDecode" | b"AHx" => from_hexadecimal(&data),
            b"ASCII85Decode" | b"A85" => from_base85(&data),
            b"RunLengthDecode" | b"RL" => from_runs(&data, most)?,
            b"Crypt" => continue,
            _ => return Err(Refused::NotText),
        });
    }
    if data.len() > most {
        return Err(Refused::TooLong);
    }
    Ok(Unpacked {
        data: data.into_owned(),
        is_whole,
    })
}

fn list(object: Option<&Object>) -> Vec<Object> {
    match object {
        Some(Object::Array(members)) => members.clone(),
        Some(Object::Null) | None => Vec::new(),
        Some(single) => vec![single.clone()],
    }
}

fn inflate(packed: &[u8], most: usize) -> Result<Unpacked, Refused> {
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let mut data = Vec::new();
    let wrapped = flate2::read::ZlibDecoder::new(packed)
        .take(limit)
        .read_to_end(&mut data);
    let mut is_whole = wrapped.is_ok();
    if !is_whole && data.is_empty() {
        // A damaged header: the data behind it may be sound.
        let bare = packed.get(2..).unwrap_or_default();
        is_whole = flate2::read::DeflateDecoder::new(bare)
            .take(limit)
            .read_to_end(&mut data)
            .is_ok();
    }
    if data.len() > most {
        return Err(Refused::TooLong);
    }
    Ok(Unpacked { data, is_whole })
}

/// Undoes the PNG predictors, which object streams and cross-references may carry.
fn predicted(data: Vec<u8>, parameters: Option<&Dictionary>) -> Vec<u8> {
    let value = |key: &[u8], usual: usize| {
        parameters
            .and_then(|parameters| parameters.get(key))
            .and_then(Object::index)
            .unwrap_or(usual)
    };
    if value(b"Predictor", 1) < 10 {
        return data;
    }
    let bits = value(b"Colors", 1).saturating_mul(value(b"BitsPerComponent", 8));
    let width = bits.saturating_mul(value(b"Columns", 1)).div_ceil(8);
    let step = bits.div_ceil(8).max(1);
    if width == 0 || width > data.len() {
        return data;
    }
    let mut rows: Vec<u8> = Vec::with_capacity(data.len());
    let mut above = vec![0_u8; width];
    for packed in data.chunks(width + 1) {
        let Some((kind, packed)) = packed.split_first() else {
            break;
        };
        let mut row = Vec::with_capacity(width);
        for (at, byte) in packed.iter().enumerate() {
            let at_left = |row: &[u8]| at.checked_sub(step).and_then(|at| row.get(at)).copied();
            let left = at_left(&row).unwrap_or(0);
            let up = above.get(at).copied().unwrap_or(0);
            let corner = at_left(&above).unwrap_or(0);
            let guess = match kind {
                1 => left,
                2 => up,
                3 => left.midpoint(up),
                4 => paeth(left, up, corner),
                _ => 0,
            };
            row.push(byte.wrapping_add(guess));
        }
        rows.extend_from_slice(&row);
        row.resize(width, 0);
        above = row;
    }
    rows
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let estimate = i16::from(left) + i16::from(up) - i16::from(corner);
    let distance = |value: u8| (estimate - i16::from(value)).abs();
    if distance(left) <= distance(up) && distance(left) <= distance(corner) {
        left
    } else if distance(up) <= distance(corner) {
        up
    } else {
        corner
    }
}

/// LZW as PDF writes it: codes of 9 to 12 bits, highest bit first.
fn expand(packed: &[u8], parameters: Option<&Dictionary>, most: usize) -> Result<Vec<u8>, Refused> {
    const CLEAR: usize = 256;
    const END: usize = 257;
    let early = parameters
        .and_then(|parameters| parameters.get(&b"EarlyChange"[..]))
        .and_then(Object::index)
        .unwrap_or(1);
    let mut data: Vec<u8> = Vec::new();
    // Each word of the table is a piece of what has come out already.
    let mut table: Vec<std::ops::Range<usize>> = Vec::new();
    let mut last: Option<std::ops::Range<usize>> = None;
    let (mut held, mut bits) = (0_usize, 0_u32);
    let mut width = 9_u32;
    for byte in packed {
        held = (held << 8 | usize::from(*byte)) & 0xff_ffff;
        bits += 8;
        if bits < width {
            continue;
        }
        bits -= width;
        let code = held >> bits & ((1 << width) - 1);
        if code == END {
            break;
        }
        if code == CLEAR {
            table.clear();
            last = None;
            width = 9;
            continue;
        }
        let start = data.len();
        if let Ok(literal) = u8::try_from(code) {
            data.push(literal);
        } else if let Some(word) = table.get(code - 258).cloned() {
            data.extend_from_within(word);
        } else if let Some(word) = last.clone() {
            data.extend_from_within(word.clone());
            data.extend_from_within(word.start..word.start + 1);
        } else {
            break;
        }
        if data.len() > most {
            return Err(Refused::TooLong);
        }
        if let Some(word) = last.filter(|_| table.len() < 4096 - 258) {
            table.push(word.start..word.end + 1);
        }
        last = Some(start..data.len());
        width = match table.len() + 258 + early {
            0..=511 => 9,
            512..=1023 => 10,
            1024..=2047 => 11,
            _ => 12,
        };
    }
    Ok(data)
}

fn from_hexadecimal(packed: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = packed
        .iter()
        .take_while(|byte| **byte != b'>')
        .filter_map(|byte| hex(*byte))
        .collect();
    digits
        .chunks(2)
        .map(|pair| match pair {
            [high, low] => high << 4 | low,
            [high] => high << 4,
            _ => 0,
        })
        .collect()
}

fn from_base85(packed: &[u8]) -> Vec<u8> {
    let mut data = Vec::new();
    let mut group = Vec::with_capacity(5);
    for byte in packed.iter().filter(|byte| !is_space(**byte)) {
        match byte {
            b'z' if group.is_empty() => data.extend_from_slice(&[0; 4]),
            b'!'..=b'u' => group.push(u32::from(byte - b'!')),
            _ => break,
        }
        if group.len() == 5 {
            data.extend_from_slice(&base85_value(&group).to_be_bytes());
            group.clear();
        }
    }
    if let Some(kept) = group.len().checked_sub(1) {
        group.resize(5, 84);
        data.extend(base85_value(&group).to_be_bytes().iter().take(kept));
    }
    data
}

fn base85_value(group: &[u32]) -> u32 {
    group.iter().fold(0_u32, |value, digit| {
        value.wrapping_mul(85).wrapping_add(*digit)
    })
}

fn from_runs(packed: &[u8], most: usize) -> Result<Vec<u8>, Refused> {
    let mut data = Vec::new();
    let mut rest = packed;
    while let Some((length, tail)) = rest.split_first() {
        let length = usize::from(*length);
        if length == 128 {
            break;
        }
        if length < 128 {
            let (copied, after) = tail.split_at(tail.len().min(length + 1));
            data.extend_from_slice(copied);
            rest = after;
        } else if let Some((byte, after)) = tail.split_first() {
            data.resize(data.len() + 257 - length, *byte);
            rest = after;
        } else {
            break;
        }
        if data.len() > most {
            return Err(Refused::TooLong);
        }
    }
    Ok(data)
}
