//! Mails as they are sent (`.eml`): the text with who, when and what about before it, and the
//! attachments. Text is preferred over the same text as a page. Signatures are named, not checked.

use mail_parser::{Address, Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::budget::{bomb, length};
use super::{Envelope, Outer, Reason, Stop, Unpacking};
use crate::{Excess, html, plain};

/// The parser nests messages in messages without a limit of its own; a mail with more parts that
/// could be messages or hold them than this is none.
const MOST_NESTED: usize = 256;
/// What the text of a mail is called among its files.
pub(super) const BODY: &str = "Nội dung thư.txt";

pub(super) fn open(at: &mut Unpacking<'_, '_>, outer: &Outer, bytes: &[u8]) -> Result<(), Stop> {
    if nested(bytes) > MOST_NESTED {
        let limit = u64::try_from(MOST_NESTED).unwrap_or(u64::MAX);
        return Err(bomb(Excess::Depth, limit));
    }
    let message = MessageParser::default()
        .parse(bytes)
        .ok_or(Stop::Leave(Reason::Damaged))?;
    at.budget.count(message.parts.len())?;
    let head = Head {
        from: message.from().map(sender).unwrap_or_default(),
        date: message
            .date()
            .map(mail_parser::DateTime::to_rfc3339)
            .unwrap_or_default(),
        subject: message.subject().unwrap_or_default().to_owned(),
    };
    let text = body(&message, bytes, at.limits);
    head.hand_over(at, outer, &text)?;
    for (number, id) in (1..).zip(&message.attachments) {
        if let Some(part) = message.part(*id) {
            attachment(at, outer, part, bytes, number)?;
        }
    }
    Ok(())
}

/// What stands over the text of a mail.
pub(super) struct Head {
    pub(super) from: String,
    pub(super) date: String,
    pub(super) subject: String,
}

impl Head {
    /// Gives the mail's text under its head as a file, and the head as envelope.
    pub(super) fn hand_over(
        self,
        at: &mut Unpacking<'_, '_>,
        outer: &Outer,
        text: &str,
    ) -> Result<(), Stop> {
        let line = |text: &str| -> String { text.split_whitespace().collect::<Vec<_>>().join(" ") };
        let (from, date, subject) = (line(&self.from), line(&self.date), line(&self.subject));
        let whole = format!("From: {from}\nDate: {date}\nSubject: {subject}\n\n{text}");
        at.budget.hold(length(whole.as_bytes()))?;
        at.found_text(outer, BODY, whole.into_bytes());
        if at.envelope.is_none() {
            at.envelope = Some(Envelope::Mail {
                from,
                date,
                subject,
            });
        }
        Ok(())
    }
}

/// How many messages may lie in one another, at most: each is announced by its kind.
fn nested(bytes: &[u8]) -> usize {
    const KINDS: [&[u8]; 2] = [b"message", b"multipart"];
    let slashes = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/');
    slashes
        .filter(|(at, _)| {
            let before = bytes.get(..*at).unwrap_or_default();
            let ends = |kind: &&[u8]| {
                let from = before.len().saturating_sub(kind.len());
                before
                    .get(from..)
                    .is_some_and(|end| end.eq_ignore_ascii_case(kind))
            };
            KINDS.iter().any(ends)
        })
        .count()
}

fn sender(address: &Address<'_>) -> String {
    let Some(first) = address.first() else {
        return String::new();
    };
    match (first.name(), first.address()) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => String::new(),
    }
}

/// The text, or where there is none the page.
fn body(message: &Message<'_>, bytes: &[u8], limits: &crate::Limits) -> String {
    let texts: Vec<String> = message
        .text_bodies()
        .filter_map(|part| match &part.body {
            PartType::Text(text) => Some(recovered(text, part, bytes, limits)),
            PartType::Html(page) => html::text(page.as_bytes(), limits).ok(),
            _ => None,
        })
        .collect();
    let text = texts.join("\n");
    if !text.trim().is_empty() {
        return text;
    }
    let pages = message.html_bodies().filter_map(|part| match &part.body {
        PartType::Html(page) => html::text(page.as_bytes(), limits).ok(),
        _ => None,
    });
    pages.collect::<Vec<_>>().join("\n")
}

/// Text whose encoding the parser does not know is read as a file of text would be.
fn recovered(text: &str, part: &MessagePart<'_>, bytes: &[u8], limits: &crate::Limits) -> String {
    if part.encoding == Encoding::None && text.contains(char::REPLACEMENT_CHARACTER) {
        let raw = raw(part, bytes);
        if let Ok(decoded) = plain::text(raw, limits) {
            return decoded;
        }
    }
    text.to_owned()
}

/// The bytes of a part as they lie in the mail.
fn raw<'bytes>(part: &MessagePart<'_>, bytes: &'bytes [u8]) -> &'bytes [u8] {
    let at = |offset: u32| usize::try_from(offset).unwrap_or(usize::MAX);
    bytes
        .get(at(part.offset_body)..at(part.offset_end))
        .unwrap_or_default()
}

fn attachment(
    at: &mut Unpacking<'_, '_>,
    outer: &Outer,
    part: &MessagePart<'_>,
    bytes: &[u8],
    number: usize,
) -> Result<(), Stop> {
    let (content, fallback): (&[u8], String) = match &part.body {
        PartType::Text(text) => (text.as_bytes(), format!("Tệp kèm {number}.txt")),
        PartType::Html(page) => (page.as_bytes(), format!("Tệp kèm {number}.html")),
        PartType::Binary(content) | PartType::InlineBinary(content) => {
            (content, format!("Tệp kèm {number}"))
        }
        PartType::Message(_) if part.encoding == Encoding::None => {
            (raw(part, bytes), format!("Thư kèm {number}.eml"))
        }
        PartType::Message(inner) => (inner.raw_message(), format!("Thư kèm {number}.eml")),
        PartType::Multipart(_) => return Ok(()),
    };
    let name = match part.attachment_name() {
        Some(name) if !part.is_message() || name.to_lowercase().ends_with(".eml") => {
            name.to_owned()
        }
        _ => fallback,
    };
    let size = length(content);
    let taken = at.budget.read(content, size, size);
    at.settle(outer, &name, taken)
}
