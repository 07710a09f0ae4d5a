//! The elements of a header by their local names, within limits. What is not well-formed ends the
//! reading; what was read until then counts.

use quick_xml::events::Event;
use quick_xml::reader::Reader;

const DEEPEST: usize = 32;
const MOST_ELEMENTS: usize = 20_000;
/// Longest text of one element, in bytes.
const LONGEST_TEXT: usize = 64 * 1024;

#[derive(Debug, Default)]
pub(super) struct Node {
    name: String,
    text: String,
    children: Vec<Self>,
}

/// The tree under a root without a name.
pub(super) fn parse(text: &str) -> Node {
    let begin = text.find('<').unwrap_or(text.len());
    let mut reader = Reader::from_str(text.get(begin..).unwrap_or_default());
    reader.config_mut().check_end_names = false;
    let mut open = vec![Node::default()];
    let mut seen = 0_usize;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(start) => {
                seen += 1;
                if open.len() > DEEPEST || seen > MOST_ELEMENTS {
                    break;
                }
                open.push(Node {
                    name: start.local_name().as_ref().to_owned(),
                    ..Node::default()
                });
            }
            Event::End(_) => close(&mut open),
            Event::Text(text) => add(&mut open, &text.xml10_content()),
            Event::CData(text) => add(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => {
                let resolved = match reference.resolve_char_ref() {
                    Ok(Some(c)) => Some(c),
                    _ => predefined(&reference),
                };
                let mut buffer = [0; 4];
                let c = resolved.unwrap_or(char::REPLACEMENT_CHARACTER);
                add(&mut open, c.encode_utf8(&mut buffer));
            }
            // Nothing that a document type declares is looked at.
            Event::DocType(_) | Event::Eof => break,
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    while open.len() > 1 {
        close(&mut open);
    }
    open.pop().unwrap_or_default()
}

fn close(open: &mut Vec<Node>) {
    if open.len() > 1
        && let Some(node) = open.pop()
        && let Some(parent) = open.last_mut()
    {
        parent.children.push(node);
    }
}

fn add(open: &mut [Node], text: &str) {
    if let Some(node) = open.last_mut()
        && node.text.len().saturating_add(text.len()) <= LONGEST_TEXT
    {
        node.text.push_str(text);
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

impl Node {
    /// The first element of this name, at any depth.
    pub(super) fn find(&self, name: &str) -> Option<&Self> {
        self.children.iter().find_map(|child| {
            if child.is(name) {
                Some(child)
            } else {
                child.find(name)
            }
        })
    }

    /// All children of this name.
    pub(super) fn children(&self, name: &'static str) -> impl Iterator<Item = &Self> {
        self.children.iter().filter(move |child| child.is(name))
    }

    pub(super) fn child(&self, name: &'static str) -> Option<&Self> {
        self.children(name).next()
    }

    /// The text of a child on one line; empty where there is none.
    pub(super) fn text(&self, name: &'static str) -> String {
        self.child(name).map(Self::line).unwrap_or_default()
    }

    /// Its own text on one line.
    pub(super) fn line(&self) -> String {
        self.text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}
