//! Mails of Outlook (`.msg`): a compound file whose streams are properties, named by their number
//! (MS-OXMSG). The text is preferred over the same text as a page or as compressed RTF.

use std::io::{Cursor, Read};

use cfb::CompoundFile;

use super::mail::Head;
use super::{Outer, Reason, Stop, Unpacking};
use crate::html;

type Compound<'bytes> = CompoundFile<Cursor<&'bytes [u8]>>;

/// Numbers of properties.
const SUBJECT: u16 = 0x0037;
const SENDER_NAME: u16 = 0x0c1a;
const SENDER_ADDRESS: u16 = 0x5d01;
const OTHER_ADDRESS: u16 = 0x0c1f;
const SERVER_HEAD: u16 = 0x007d;
const SENT: u16 = 0x0039;
const RECEIVED: u16 = 0x0e06;
const TEXT: u16 = 0x1000;
const PAGE: u16 = 0x1013;
const LONG_NAME: u16 = 0x3707;
const SHORT_NAME: u16 = 0x3704;
const CONTENT: u16 = 0x3701;

pub(super) fn open(at: &mut Unpacking<'_, '_>, outer: &Outer, bytes: &[u8]) -> Result<(), Stop> {
    let mut file =
        CompoundFile::open(Cursor::new(bytes)).map_err(|_| Stop::Leave(Reason::Damaged))?;
    message(at, outer, &mut file, "/")
}

/// One message at this place of the file.
fn message(
    at: &mut Unpacking<'_, '_>,
    outer: &Outer,
    file: &mut Compound<'_>,
    place: &str,
) -> Result<(), Stop> {
    let mut text = |number| string(file, place, number, at.limits.text_bytes);
    let address = text(SENDER_ADDRESS).or_else(|| text(OTHER_ADDRESS));
    let from = match (
        text(SENDER_NAME),
        address.filter(|address| address.contains('@')),
    ) {
        (Some(name), Some(address)) if name != address => format!("{name} <{address}>"),
        (Some(one), _) | (None, Some(one)) => one,
        (None, None) => String::new(),
    };
    let subject = text(SUBJECT).unwrap_or_default();
    let sent = text(SERVER_HEAD).and_then(|head| date_of_head(&head));
    let mut body = text(TEXT).unwrap_or_default();
    if body.trim().is_empty() {
        body = page(file, place, at.limits).unwrap_or_default();
    }
    let date = sent.or_else(|| time(file, place)).unwrap_or_default();
    Head {
        from,
        date,
        subject,
    }
    .hand_over(at, outer, &body)?;
    attachments(at, outer, file, place)
}

fn page(file: &mut Compound<'_>, place: &str, limits: &crate::Limits) -> Option<String> {
    let bytes = stream(
        file,
        &format!("{place}__substg1.0_{PAGE:04X}0102"),
        limits.text_bytes,
    );
    let page = bytes.or_else(|| {
        let text = string(file, place, PAGE, limits.text_bytes)?;
        Some(text.into_bytes())
    })?;
    html::text(&page, limits).ok()
}

fn attachments(
    at: &mut Unpacking<'_, '_>,
    outer: &Outer,
    file: &mut Compound<'_>,
    place: &str,
) -> Result<(), Stop> {
    let mut places: Vec<String> = match file.read_storage(place) {
        Ok(entries) => entries
            .filter(|entry| entry.is_storage() && entry.name().starts_with("__attach_version1.0_"))
            .map(|entry| format!("{place}{}/", entry.name()))
            .collect(),
        Err(_) => Vec::new(),
    };
    places.sort();
    at.budget.count(places.len())?;
    for (number, place) in (1..).zip(places) {
        let longest = at.limits.text_bytes;
        let name = string(file, &place, LONG_NAME, longest)
            .or_else(|| string(file, &place, SHORT_NAME, longest))
            .filter(|name| !name.trim().is_empty());
        let within = format!("{place}__substg1.0_{CONTENT:04X}000D/");
        if file.is_storage(&within) {
            // A message within the message lies in the same file; other objects are not read.
            let name = name.unwrap_or_else(|| format!("Thư kèm {number}"));
            inner_message(at, outer, file, &within, &name)?;
            continue;
        }
        let name = name.unwrap_or_else(|| format!("Tệp kèm {number}"));
        let content = format!("{place}__substg1.0_{CONTENT:04X}0102");
        attachment(at, outer, file, &content, &name)?;
    }
    Ok(())
}

fn inner_message(
    at: &mut Unpacking<'_, '_>,
    outer: &Outer,
    file: &mut Compound<'_>,
    place: &str,
    name: &str,
) -> Result<(), Stop> {
    let reason = if outer.depth >= at.limits.nesting {
        Reason::TooDeep
    } else if file.is_stream(format!("{place}__properties_version1.0")) {
        let within = Outer {
            folder: format!("{}{}/", outer.folder, super::path::clean(name)),
            name: super::path::clean(name),
            depth: outer.depth.saturating_add(1),
        };
        return message(at, &within, file, place);
    } else {
        Reason::Unsupported
    };
    at.skip(outer, name, reason);
    Ok(())
}

fn attachment(
    at: &mut Unpacking<'_, '_>,
    outer: &Outer,
    file: &mut Compound<'_>,
    path: &str,
    name: &str,
) -> Result<(), Stop> {
    let taken = match file.open_stream(path) {
        Ok(stream) => {
            let size = stream.len();
            at.budget.read(stream, size, size)
        }
        Err(_) => Err(Stop::Leave(Reason::Empty)),
    };
    at.settle(outer, name, taken)
}

/// A property of text: UTF-16, or bytes of which UTF-8 and the old encodings are told apart.
fn string(file: &mut Compound<'_>, place: &str, number: u16, longest: usize) -> Option<String> {
    let wide = stream(
        file,
        &format!("{place}__substg1.0_{number:04X}001F"),
        longest,
    );
    if let Some(bytes) = wide {
        let (pairs, _) = bytes.as_chunks::<2>();
        let units = pairs.iter().map(|pair| u16::from_le_bytes(*pair));
        let text: String = char::decode_utf16(units)
            .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
            .filter(|c| *c != '\0')
            .collect();
        return Some(text);
    }
    let bytes = stream(
        file,
        &format!("{place}__substg1.0_{number:04X}001E"),
        longest,
    )?;
    let limits = crate::Limits::default();
    crate::plain::text(&bytes, &limits)
        .ok()
        .or_else(|| Some(String::from_utf8_lossy(&bytes).into_owned()))
}

/// At most as much of a stream as text may be long.
fn stream(file: &mut Compound<'_>, path: &str, longest: usize) -> Option<Vec<u8>> {
    let stream = file.open_stream(path).ok()?;
    let most = u64::try_from(longest).unwrap_or(u64::MAX).saturating_mul(2);
    let mut bytes = Vec::new();
    stream.take(most).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// `Date:` among the lines that servers wrote.
fn date_of_head(head: &str) -> Option<String> {
    let line = head.lines().find_map(|line| line.strip_prefix("Date:"))?;
    Some(line.trim().to_owned())
}

/// When it was sent or received: a property of fixed size in the list of properties.
fn time(file: &mut Compound<'_>, place: &str) -> Option<String> {
    const RECORD: usize = 16;
    /// The lists of messages begin with counts that differ in length.
    const HEADS: [usize; 3] = [32, 24, 8];
    const TIME: u16 = 0x0040;
    let list = stream(file, &format!("{place}__properties_version1.0"), 64 * 1024)?;
    let wanted = |number: u16| {
        HEADS.iter().find_map(|head| {
            list.get(*head..)?
                .as_chunks::<RECORD>()
                .0
                .iter()
                .find_map(|record| {
                    let [k0, k1, n0, n1, _, _, _, _, value @ ..] = record;
                    let found = u16::from_le_bytes([*k0, *k1]) == TIME
                        && u16::from_le_bytes([*n0, *n1]) == number;
                    found.then(|| u64::from_le_bytes(*value))
                })
        })
    };
    let ticks = wanted(SENT).or_else(|| wanted(RECEIVED))?;
    moment(ticks)
}

/// Hundreds of nanoseconds since 1601, as a date with time in UTC.
fn moment(ticks: u64) -> Option<String> {
    const DAYS_TO_1970: i64 = 134_774;
    let seconds = i64::try_from(ticks / 10_000_000).ok()?;
    let days = (seconds / 86_400).checked_sub(DAYS_TO_1970)?;
    let (year, month, day) = crate::sheet::civil(i32::try_from(days).ok()?)?;
    let (hour, minute) = (seconds % 86_400 / 3_600, seconds % 3_600 / 60);
    let second = seconds % 60;
    Some(format!(
        "{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"
    ))
}
