//! Styles of an Open Document, as far as they carry lists, fonts and hiding.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use super::list::{Level, ListStyle};
use crate::xml::{Flaw, Step, attribute, number, walk};

/// Longest chain of styles based on one another; also ends a circle.
const LONGEST_CHAIN: usize = 16;
/// Styles and lists beyond this many are ignored.
const MOST: usize = 20_000;

#[derive(Clone, Default)]
pub(super) struct Styles {
    paragraphs: BTreeMap<String, Style>,
    spans: BTreeMap<String, Style>,
    lists: BTreeMap<String, ListStyle>,
    outline: ListStyle,
    /// Families of fonts by the names that styles use for them.
    faces: BTreeMap<String, String>,
    font: Option<String>,
}

#[derive(Clone, Default)]
struct Style {
    parent: Option<String>,
    list: Option<String>,
    font: Option<String>,
    hidden: bool,
}

/// What is being defined.
enum Open {
    Nothing,
    Paragraph(String, Style),
    Span(String, Style),
    DefaultParagraph(Style),
    List(String, ListStyle),
    Outline(ListStyle),
}

impl Styles {
    pub(super) fn parse(part: &str, depth: usize) -> Result<Self, Flaw> {
        let mut styles = Self::default();
        styles.add(part, depth)?;
        Ok(styles)
    }

    /// Adds the styles that this part defines; they win over those of the same name.
    pub(super) fn add(&mut self, part: &str, depth: usize) -> Result<(), Flaw> {
        if part.is_empty() {
            return Ok(());
        }
        let mut open = Open::Nothing;
        walk(part, depth, |step| match step {
            Step::Start(name, start) => self.begin(name, start, &mut open),
            Step::End("style" | "default-style" | "list-style" | "outline-style") => {
                self.end(std::mem::replace(&mut open, Open::Nothing));
            }
            Step::End(_) | Step::Text(_) => {}
        })
    }

    fn begin(&mut self, name: &str, start: &BytesStart<'_>, open: &mut Open) {
        match name {
            "font-face" => {
                if let (Some(face), Some(family)) =
                    (attribute(start, "name"), attribute(start, "font-family"))
                    && self.faces.len() < MOST
                {
                    self.faces.insert(face, bare(&family));
                }
            }
            "style" | "default-style" => *open = begin_style(name, start),
            "list-style" => {
                let name = attribute(start, "name").unwrap_or_default();
                *open = Open::List(name, ListStyle::default());
            }
            "outline-style" => *open = Open::Outline(ListStyle::default()),
            "text-properties" => {
                let font = attribute(start, "font-name").map(|face| self.family(&face));
                let font = font.or_else(|| attribute(start, "font-family").as_deref().map(bare));
                if let Some(style) = open.style() {
                    style.font = font;
                    style.hidden = attribute(start, "display").as_deref() == Some("none");
                }
            }
            "list-level-style-number"
            | "list-level-style-bullet"
            | "list-level-style-image"
            | "outline-level-style" => {
                if let Open::List(_, list) | Open::Outline(list) = open {
                    list.set(
                        number(start, "level").unwrap_or(1),
                        Level::parse(name, start),
                    );
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, open: Open) {
        match open {
            Open::Paragraph(name, style) if self.paragraphs.len() < MOST => {
                self.paragraphs.insert(name, style);
            }
            Open::Span(name, style) if self.spans.len() < MOST => {
                self.spans.insert(name, style);
            }
            Open::List(name, list) if self.lists.len() < MOST => {
                self.lists.insert(name, list);
            }
            Open::DefaultParagraph(style) => self.font = style.font,
            Open::Outline(list) => self.outline = list,
            _ => {}
        }
    }

    fn family(&self, face: &str) -> String {
        self.faces
            .get(face)
            .cloned()
            .unwrap_or_else(|| face.to_owned())
    }

    pub(super) fn list(&self, name: &str) -> Option<&ListStyle> {
        self.lists.get(name)
    }

    pub(super) const fn outline(&self) -> &ListStyle {
        &self.outline
    }

    /// The list that a paragraph style belongs to.
    pub(super) fn list_of(&self, style: Option<&str>) -> Option<&str> {
        chain(&self.paragraphs, style?).find_map(|style| style.list.as_deref())
    }

    pub(super) fn is_hidden(&self, span: &str) -> bool {
        chain(&self.spans, span).any(|style| style.hidden)
    }

    /// The font of text in these spans, the innermost last, of a paragraph.
    pub(super) fn font(&self, spans: &[Option<String>], paragraph: Option<&str>) -> Option<&str> {
        spans
            .iter()
            .rev()
            .flatten()
            .find_map(|span| font_of(&self.spans, span))
            .or_else(|| font_of(&self.paragraphs, paragraph?))
            .or(self.font.as_deref())
    }
}

fn begin_style(name: &str, start: &BytesStart<'_>) -> Open {
    let style = Style {
        parent: attribute(start, "parent-style-name"),
        list: attribute(start, "list-style-name").filter(|list| !list.is_empty()),
        ..Style::default()
    };
    let own = attribute(start, "name").unwrap_or_default();
    match (name, attribute(start, "family").as_deref()) {
        ("default-style", Some("paragraph")) => Open::DefaultParagraph(style),
        ("style", Some("paragraph")) => Open::Paragraph(own, style),
        ("style", Some("text")) => Open::Span(own, style),
        _ => Open::Nothing,
    }
}

impl Open {
    const fn style(&mut self) -> Option<&mut Style> {
        match self {
            Self::Paragraph(_, style) | Self::Span(_, style) | Self::DefaultParagraph(style) => {
                Some(style)
            }
            Self::Nothing | Self::List(..) | Self::Outline(_) => None,
        }
    }
}

fn font_of<'styles>(styles: &'styles BTreeMap<String, Style>, name: &str) -> Option<&'styles str> {
    chain(styles, name).find_map(|style| style.font.as_deref())
}

fn chain<'styles>(
    styles: &'styles BTreeMap<String, Style>,
    name: &str,
) -> impl Iterator<Item = &'styles Style> {
    std::iter::successors(styles.get(name), |style| styles.get(style.parent.as_ref()?))
        .take(LONGEST_CHAIN)
}

/// The first family of a list, without its quotation marks.
fn bare(family: &str) -> String {
    let first = family.split([',', ';']).next().unwrap_or_default();
    first.trim().trim_matches(['\'', '"']).to_owned()
}
