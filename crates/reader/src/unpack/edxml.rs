//! edXML messages (QCVN 102:2016): the attachments and the header. What the header means is for
//! others to say; here it is only cut out. Namespaces, prefixes and stray characters before the
//! prolog do not matter.

use std::borrow::Cow;

use super::budget::length;
use super::{Envelope, Outer, Reason, Stop, Unpacking, base64};
use crate::Problem;
use crate::xml::{Flaw, Step, walk};

/// Longest header that is handed on.
const LONGEST_HEADER: usize = 1024 * 1024;

/// An attachment, or a line of the manifest about one.
#[derive(Default)]
struct Entry {
    id: String,
    name: String,
    content: Option<Result<Vec<u8>, Reason>>,
}

pub(super) fn open(at: &mut Unpacking<'_, '_>, outer: &Outer, bytes: &[u8]) -> Result<(), Stop> {
    let text = text(bytes);
    let begin = text.find('<').unwrap_or_default();
    let text = text.get(begin..).unwrap_or_default();
    let (entries, flaw) = entries(text, at.limits);
    if flaw.is_some() && entries.is_empty() && header(text).is_none() {
        return Err(Stop::Leave(Reason::Damaged));
    }
    if flaw.is_some() {
        let name = format!("{}AttachmentEncoded", outer.folder);
        at.problems.push(Problem::PartLeftOut { name });
    }
    if !matches!(at.envelope, Some(Envelope::EdXml { .. })) {
        let header = header(text).unwrap_or_else(|| without_attachments(text));
        at.envelope = Some(Envelope::EdXml { header });
    }
    let named: Vec<(String, String)> = entries
        .iter()
        .filter(|entry| entry.content.is_none())
        .map(|entry| (bare(&entry.id).to_owned(), entry.name.clone()))
        .collect();
    let attachments = entries.into_iter().filter(|entry| entry.content.is_some());
    for (number, entry) in (1..).zip(attachments) {
        at.budget.count(1)?;
        let name = entry.shown_name(&named, number);
        match entry.content.unwrap_or(Err(Reason::Empty)) {
            Ok(content) => take(at, outer, &name, content)?,
            Err(reason) => at.skip(outer, &name, reason),
        }
    }
    Ok(())
}

fn take(
    at: &mut Unpacking<'_, '_>,
    outer: &Outer,
    name: &str,
    content: Vec<u8>,
) -> Result<(), Stop> {
    let taken = at.budget.hold(length(&content)).map(|()| content);
    at.settle(outer, name, taken)
}

fn text(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))
}

/// The attachments and the lines of the manifest, as far as the message is well-formed.
fn entries(text: &str, limits: &crate::Limits) -> (Vec<Entry>, Option<Flaw>) {
    let mut entries = Vec::new();
    let mut open: Option<Entry> = None;
    let mut field = String::new();
    let mut encoded = String::new();
    let mut held = 0_u64;
    let outcome = walk(text, limits.depth, |step| match step {
        Step::Start("Attachment" | "Reference", _) => open = Some(Entry::default()),
        Step::Start(name, _) if open.is_some() => {
            field.clear();
            field.push_str(name);
        }
        Step::Text(text) => {
            let Some(entry) = &mut open else {
                return;
            };
            match field.as_str() {
                "ContentId" => entry.id.push_str(text.trim()),
                "AttachmentName" => entry.name.push_str(text.trim()),
                "ContentTransferEncoded" if entry.content.is_none() => {
                    // Mostly in one piece, which is then decoded as it lies there.
                    let room = limits
                        .held_bytes
                        .min(limits.part_bytes)
                        .saturating_sub(held);
                    let content = decode(text, room);
                    held = held.saturating_add(content.as_ref().map_or(0, |bytes| length(bytes)));
                    entry.content = Some(content);
                }
                "ContentTransferEncoded" => encoded.push_str(text),
                _ => {}
            }
        }
        Step::End("Attachment" | "Reference") => {
            if let Some(mut entry) = open.take()
                && entries.len() < limits.entries
            {
                // Content in pieces, cut by comments or sections, is not base64 of any program.
                if !std::mem::take(&mut encoded).trim().is_empty() {
                    entry.content = Some(Err(Reason::Damaged));
                }
                entries.push(entry);
            }
        }
        Step::End(_) => field.clear(),
        Step::Start(..) => {}
    });
    (entries, outcome.err())
}

fn decode(text: &str, room: u64) -> Result<Vec<u8>, Reason> {
    let about = u64::try_from(text.len() / 4 * 3).unwrap_or(u64::MAX);
    if about > room.saturating_add(3) {
        return Err(Reason::TooLarge);
    }
    base64::decode(text).ok_or(Reason::Damaged)
}

impl Entry {
    /// Its own name, that of the manifest, or a number.
    fn shown_name(&self, manifest: &[(String, String)], number: usize) -> String {
        if !self.name.is_empty() {
            return self.name.clone();
        }
        let id = bare(&self.id);
        let named = manifest
            .iter()
            .find(|(key, name)| key == id && !name.is_empty());
        named.map_or_else(|| format!("Tệp kèm {number}"), |(_, name)| name.clone())
    }
}

/// The manifest writes `cid:` before what attachments call themselves, or not.
fn bare(id: &str) -> &str {
    id.strip_prefix("cid:").unwrap_or(id)
}

/// The element with the header, as it is written.
fn header(text: &str) -> Option<String> {
    let name = text.find("edXMLHeader")?;
    let begin = text.get(..name)?.rfind('<')?;
    let tag = text.get(begin..)?.strip_prefix('<')?;
    let tag = tag
        .split(|c: char| c.is_whitespace() || c == '>' || c == '/')
        .next()?;
    let end = format!("</{tag}>");
    let rest = text.get(begin..)?;
    let length = rest.find(&end)?.checked_add(end.len())?;
    (length <= LONGEST_HEADER).then(|| rest.get(..length).map(str::to_owned))?
}

/// All but the content of attachments, for messages without the usual header.
fn without_attachments(text: &str) -> String {
    let end = text.find("AttachmentEncoded").unwrap_or(text.len());
    let end = text.floor_char_boundary(end.min(LONGEST_HEADER));
    let head = text.get(..end).unwrap_or_default();
    head.rfind('<')
        .filter(|_| end < text.len())
        .and_then(|at| head.get(..at))
        .unwrap_or(head)
        .to_owned()
}
