//! PDF with a text layer: pages in order, their text as a person would read it. Pictures are not
//! looked into; a file of pictures only is a scan. Scripts, attachments, forms and links stay
//! closed.

mod budget;
mod cmap;
mod content;
mod encoding;
mod file;
mod filter;
mod font;
mod layout;
mod matrix;
mod object;
mod page;
mod scan;
mod unlock;

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::assembly::Assembly;
use crate::{Cut, Damage, Excess, Format, Limits, Place, Problem, ReadError};
use budget::LONGEST_CONTENT;
use content::{MOST_GLYPHS, Walker};
use file::{File, is_type};
use matrix::Matrix;
use object::{Dictionary, Object};
use page::Page;

/// Deepest nesting of the page tree.
const DEEPEST_TREE: usize = 24;
/// With more than one in this many characters unreadable, the text is not worth having.
const UNREADABLE_ONE_IN: usize = 20;

pub(crate) fn read(bytes: &[u8], limits: &Limits, out: &mut Assembly) -> Result<(), ReadError> {
    let mut reading = Reading {
        file: File::open(bytes, limits)?,
        walker: Walker::default(),
        limits,
        out,
        seen: BTreeSet::new(),
        pages: 0,
        total: Totals::default(),
    };
    let root = reading.file.root();
    if let Some(tree) = root.get(&b"Pages"[..]) {
        reading.tree(tree, &Inherited::default(), 0)?;
    }
    if reading.pages == 0 {
        for page in reading.file.stray_pages(limits.pages) {
            reading.tree(&Object::Reference(page), &Inherited::default(), 0)?;
        }
    }
    reading.finish()
}

struct Reading<'reading, 'bytes> {
    file: File<'bytes>,
    walker: Walker,
    limits: &'reading Limits,
    out: &'reading mut Assembly,
    /// Nodes of the page tree met already, so that a circle ends.
    seen: BTreeSet<u32>,
    pages: usize,
    total: Totals,
}

#[derive(Default)]
struct Totals {
    characters: usize,
    undecodable: usize,
    invisible: usize,
    pictures: Vec<u32>,
    damaged: Vec<u32>,
    left_out: bool,
}

/// What a page takes from the nodes above it.
#[derive(Clone, Default)]
struct Inherited {
    resources: Rc<Dictionary>,
    turn: f64,
}

impl Reading<'_, '_> {
    fn tree(&mut self, node: &Object, above: &Inherited, depth: usize) -> Result<(), ReadError> {
        if let Object::Reference(number) = node
            && !self.seen.insert(*number)
        {
            return Ok(());
        }
        self.file.check_effort()?;
        let node = self.file.resolve(node);
        let Some(node) = node.dictionary() else {
            return Ok(());
        };
        let mut own = above.clone();
        let resources = self.file.dictionary(node, b"Resources");
        if !resources.is_empty() {
            own.resources = Rc::new(resources);
        }
        if let Some(turn) = self.file.entry(node, b"Rotate").number() {
            own.turn = turn;
        }
        match self.file.entry(node, b"Kids") {
            Object::Array(kids) if !is_type(node, b"Page") => {
                for kid in &kids {
                    if depth < DEEPEST_TREE && !self.total.left_out {
                        self.tree(kid, &own, depth + 1)?;
                    }
                }
                Ok(())
            }
            _ => self.page(node, &own),
        }
    }

    fn page(&mut self, page: &Dictionary, above: &Inherited) -> Result<(), ReadError> {
        if self.pages >= self.limits.pages || self.out.is_full() {
            self.total.left_out = true;
            return Ok(());
        }
        self.pages += 1;
        self.file.is_damaged = false;
        let mut content = Vec::new();
        let streams = match self.file.entry(page, b"Contents") {
            Object::Array(streams) => streams,
            single => vec![single],
        };
        for stream in &streams {
            let stream = self.file.resolve(stream);
            if let Some(data) = self.file.stream(&stream)? {
                if content.len().saturating_add(data.len())
                    > usize::try_from(LONGEST_CONTENT).unwrap_or(usize::MAX)
                {
                    return Err(ReadError::Bomb {
                        excess: Excess::PartBytes,
                        limit: u64::from(LONGEST_CONTENT),
                    });
                }
                content.extend_from_slice(&data);
                content.push(b'\n');
            }
        }
        let to_page = turned(above.turn);
        let resources = Rc::clone(&above.resources);
        let found = self
            .walker
            .page(&mut self.file, &content, resources, to_page)?;
        self.take(&found);
        Ok(())
    }

    fn take(&mut self, page: &Page) {
        let number = u32::try_from(self.pages).unwrap_or(u32::MAX);
        let text = layout::text(page);
        if self.file.is_damaged {
            self.total.damaged.push(number);
        }
        if page.is_cut {
            self.out.problem(Problem::CutShort {
                at: Cut::Glyphs,
                limit: MOST_GLYPHS,
            });
        }
        if text.trim().is_empty() && page.pictures > 0 {
            self.total.pictures.push(number);
        }
        self.total.characters += page.glyphs.len();
        self.total.undecodable += page.undecodable;
        self.total.invisible += page.invisible;
        for problem in &page.decoded {
            self.out.problem(problem.clone());
        }
        self.out.piece(Place::Page { page: number }, &text);
    }

    fn finish(self) -> Result<(), ReadError> {
        self.file.check_effort()?;
        let total = self.total;
        if self.pages == 0 {
            return Err(ReadError::Broken {
                format: Format::Pdf,
                damage: Damage::NoPages,
            });
        }
        if total.characters == 0 && !total.pictures.is_empty() {
            return Err(ReadError::Scan { pages: self.pages });
        }
        if total.undecodable > 0 {
            if total.undecodable.saturating_mul(UNREADABLE_ONE_IN) > total.characters {
                return Err(ReadError::UnreadableFont {
                    undecodable: total.undecodable,
                    characters: total.characters,
                });
            }
            self.out.problem(Problem::Undecodable {
                characters: total.undecodable,
            });
        }
        if total.invisible > 0 {
            self.out.problem(Problem::RecognisedText {
                characters: total.invisible,
            });
        }
        if !total.damaged.is_empty() {
            self.out.problem(Problem::DamagedPages {
                pages: total.damaged,
            });
        }
        if !total.pictures.is_empty() {
            self.out.problem(Problem::PagesWithoutText {
                pages: total.pictures,
            });
        }
        if total.left_out && self.pages >= self.limits.pages {
            self.out.problem(Problem::CutShort {
                at: Cut::Pages,
                limit: self.limits.pages,
            });
        }
        Ok(())
    }
}

/// A page shown turned is read turned: degrees with the clock, in quarters.
fn turned(degrees: f64) -> Matrix {
    let quarter = (degrees / 90.0).rem_euclid(4.0).round();
    if quarter == 1.0 {
        Matrix::new(0.0, -1.0, 1.0, 0.0, 0.0, 0.0)
    } else if quarter == 2.0 {
        Matrix::new(-1.0, 0.0, 0.0, -1.0, 0.0, 0.0)
    } else if quarter == 3.0 {
        Matrix::new(0.0, 1.0, -1.0, 0.0, 0.0, 0.0)
    } else {
        Matrix::IDENTITY
    }
}
