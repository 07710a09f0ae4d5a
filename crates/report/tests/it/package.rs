//! A DOCX taken apart: its parts as trees of elements.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element as read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Node {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Self>,
    pub(crate) text: String,
}

impl Node {
    pub(crate) fn attribute(&self, name: &str) -> &str {
        self.attributes
            .iter()
            .find(|(given, _)| given == name)
            .map_or_else(
                || panic!("{} has no {name}", self.name),
                |(_, value)| value.as_str(),
            )
    }

    /// The first element below with this name.
    pub(crate) fn find(&self, name: &str) -> Option<&Self> {
        self.children.iter().find_map(|child| {
            if child.name == name {
                Some(child)
            } else {
                child.find(name)
            }
        })
    }

    pub(crate) fn all<'a>(&'a self, name: &str, out: &mut Vec<&'a Self>) {
        for child in &self.children {
            if child.name == name {
                out.push(child);
            }
            child.all(name, out);
        }
    }

    /// The text of all runs below, a line break as a space.
    pub(crate) fn words(&self) -> String {
        match self.name.as_str() {
            "w:t" => self.text.clone(),
            "w:noBreakHyphen" => "-".to_owned(),
            "w:br" | "w:tab" if self.children.is_empty() && self.attributes.is_empty() => {
                " ".to_owned()
            }
            _ => self.children.iter().map(Self::words).collect(),
        }
    }

    /// The paragraphs in the style of a part.
    pub(crate) fn paragraphs(&self, style: &str) -> Vec<&Self> {
        let mut all = Vec::new();
        self.all("w:p", &mut all);
        all.retain(|p| {
            p.find("w:pStyle")
                .is_some_and(|given| given.attribute("w:val") == style)
        });
        all
    }
}

/// The names of the parts and their times of change.
pub(crate) fn entries(docx: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    (0..zip.len())
        .map(|number| {
            let file = zip.by_index(number).unwrap();
            let time = file.last_modified().unwrap().to_string();
            (file.name().unwrap().to_string(), time)
        })
        .collect()
}

/// One part of the file.
pub(crate) fn part(docx: &[u8], name: &str) -> Node {
    let mut zip = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut text = String::new();
    zip.by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    parse(&text)
}

fn parse(text: &str) -> Node {
    let mut reader = Reader::from_str(text);
    let mut open = vec![Node::default()];
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => open.push(node(&start)),
            Event::Empty(start) => {
                let node = node(&start);
                open.last_mut().unwrap().children.push(node);
            }
            Event::End(_) => {
                let node = open.pop().unwrap();
                open.last_mut().unwrap().children.push(node);
            }
            Event::Text(text) => {
                let text = text.to_string();
                open.last_mut().unwrap().text.push_str(&text);
            }
            Event::GeneralRef(name) => {
                let sign = match name.as_ref() {
                    "lt" => "<",
                    "gt" => ">",
                    "amp" => "&",
                    "quot" => "\"",
                    other => panic!("&{other};"),
                };
                open.last_mut().unwrap().text.push_str(sign);
            }
            Event::Eof => return open.pop().unwrap().children.remove(0),
            _ => {}
        }
    }
}

fn node(start: &BytesStart<'_>) -> Node {
    Node {
        name: start.name().as_ref().to_owned(),
        attributes: start
            .attributes()
            .map(|attribute| {
                let attribute = attribute.unwrap();
                (
                    attribute.key.as_ref().to_owned(),
                    attribute.value.to_string(),
                )
            })
            .collect(),
        ..Node::default()
    }
}
