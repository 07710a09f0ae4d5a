//! The part of a Word document that defines its lists.

use crate::numbering::{Instance, LEVELS, LONGEST_TEXT, Level, List, MOST_LISTS, Numbering};
use crate::numerals::Numerals;
use crate::xml::{Flaw, Step, attribute, number, walk};

const DEPTH: usize = 64;

/// Reads the lists of a document.
pub(super) fn parse(part: &str) -> Result<Numbering, Flaw> {
    let mut parser = Parser::default();
    walk(part, DEPTH, |step| match step {
        Step::Start(name, start) => match name {
            "abstractNum" | "num" | "lvl" | "lvlOverride" => parser.open(name, start),
            _ => parser.property(name, start),
        },
        Step::End(name) => parser.close(name),
        Step::Text(_) => {}
    })?;
    Ok(parser.numbering)
}

/// Gathers levels into lists and lists into the numbering.
#[derive(Default)]
struct Parser {
    numbering: Numbering,
    list: Option<(u32, List)>,
    instance: Option<(u32, Instance)>,
    level: Option<(usize, Level)>,
    overridden: Option<usize>,
}

impl Parser {
    fn open(&mut self, name: &str, start: &quick_xml::events::BytesStart<'_>) {
        let level = || number(start, "ilvl").filter(|at| *at < LEVELS);
        match name {
            "abstractNum" => {
                self.list = number(start, "abstractNumId").map(|id| (id, List::default()));
            }
            "num" => self.instance = number(start, "numId").map(|id| (id, Instance::default())),
            "lvl" => self.level = level().map(|at| (at, Level::default())),
            _ => self.overridden = level(),
        }
    }

    fn property(&mut self, name: &str, start: &quick_xml::events::BytesStart<'_>) {
        if let Some((_, level)) = &mut self.level {
            match name {
                "start" => level.start = number(start, "val"),
                "numFmt" => {
                    level.format = Numerals::of_word(&attribute(start, "val").unwrap_or_default());
                }
                "lvlText" => {
                    let text = attribute(start, "val").unwrap_or_default();
                    level.text = text.chars().take(LONGEST_TEXT).collect();
                }
                "lvlRestart" => level.restart = number(start, "val"),
                "pStyle" => level.style = attribute(start, "val"),
                "isLgl" => level.plain_digits = crate::xml::is_on(start),
                _ => {}
            }
        } else if let Some((_, instance)) = &mut self.instance {
            match (name, self.overridden) {
                ("abstractNumId", _) => instance.list = number(start, "val").unwrap_or_default(),
                ("startOverride", Some(at)) => {
                    if let Some(value) = number(start, "val") {
                        instance.starts.insert(at, value);
                    }
                }
                _ => {}
            }
        } else if let Some((_, list)) = &mut self.list {
            match name {
                "styleLink" => list.style_link = attribute(start, "val"),
                "numStyleLink" => list.borrows_from = attribute(start, "val"),
                _ => {}
            }
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "lvl" => self.close_level(),
            "lvlOverride" => self.overridden = None,
            "num" => {
                if let Some((id, instance)) = self.instance.take()
                    && self.numbering.instances.len() < MOST_LISTS
                {
                    self.numbering.instances.insert(id, instance);
                }
            }
            "abstractNum" => {
                if let Some((id, list)) = self.list.take()
                    && self.numbering.lists.len() < MOST_LISTS
                {
                    self.numbering.lists.insert(id, list);
                }
            }
            _ => {}
        }
    }

    fn close_level(&mut self) {
        let Some((at, level)) = self.level.take() else {
            return;
        };
        if let Some((_, instance)) = &mut self.instance {
            instance.levels.insert(at, level);
        } else if let Some((_, list)) = &mut self.list
            && let Some(slot) = list.levels.get_mut(at)
        {
            *slot = level;
        }
    }
}
