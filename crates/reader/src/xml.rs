//! Walks the elements of one XML part. Namespaces are told by local names alone, since programs
//! choose other prefixes and two editions of the schema; a document type declaration, which Office
//! never writes, is refused, so no entity can be defined.

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// Why a part cannot be walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// Elements are nested deeper than allowed.
    Depth,
    /// Not well-formed.
    Markup,
}

/// What a walk meets.
#[derive(Clone, Copy)]
pub(crate) enum Step<'event> {
    /// An element begins. An element without content is followed by its `End` like any other.
    Start(&'event str, &'event BytesStart<'event>),
    /// An element ends.
    End(&'event str),
    /// Text, references resolved; may come in several pieces.
    Text(&'event str),
}

/// Calls `visit` for each step of `part`.
pub(crate) fn walk(
    part: &str,
    depth_limit: usize,
    mut visit: impl FnMut(Step<'_>),
) -> Result<(), Flaw> {
    let mut reader = Reader::from_str(part.trim_start_matches('\u{feff}'));
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|_| Flaw::Markup)? {
            Event::Start(start) => {
                depth += 1;
                if depth > depth_limit {
                    return Err(Flaw::Depth);
                }
                visit(Step::Start(start.local_name().as_ref(), &start));
            }
            Event::Empty(start) => {
                visit(Step::Start(start.local_name().as_ref(), &start));
                visit(Step::End(start.local_name().as_ref()));
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                visit(Step::End(end.local_name().as_ref()));
            }
            Event::Text(text) => visit(Step::Text(&text.xml10_content())),
            Event::CData(text) => visit(Step::Text(&text.xml10_content())),
            Event::GeneralRef(reference) => {
                let resolved = match reference.resolve_char_ref() {
                    Ok(Some(c)) => Some(c),
                    _ => predefined(&reference),
                };
                let mut buffer = [0; 4];
                visit(Step::Text(
                    resolved
                        .unwrap_or(char::REPLACEMENT_CHARACTER)
                        .encode_utf8(&mut buffer),
                ));
            }
            Event::DocType(_) => return Err(Flaw::Markup),
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    if depth == 0 {
        Ok(())
    } else {
        Err(Flaw::Markup)
    }
}

fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

/// The value of the attribute with this local name.
pub(crate) fn attribute(start: &BytesStart<'_>, local: &str) -> Option<String> {
    start
        .attributes()
        .with_checks(false)
        .filter_map(Result::ok)
        .find(|attribute| attribute.key.local_name().as_ref() == local)
        .map(|attribute| {
            attribute
                .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                .map_or_else(|_| attribute.value.to_string(), |value| value.into_owned())
        })
}

/// The value of the attribute as a number, if it is one.
pub(crate) fn number<T: std::str::FromStr>(start: &BytesStart<'_>, local: &str) -> Option<T> {
    attribute(start, local)?.trim().parse().ok()
}

/// Whether a property that may carry `val="0"` is switched on.
pub(crate) fn is_on(start: &BytesStart<'_>) -> bool {
    !matches!(
        attribute(start, "val").as_deref(),
        Some("0" | "false" | "off")
    )
}
