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

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::assembly::Assembly;
use crate::{Cut, Damage, Excess, Format, Limits, Place, Problem, ReadError};
use budget::LONGEST_CONTENT;
use content::{MOST_GLYPHS, Walker};
use file::{File, is_type};
pub(crate) use layout::text as page_text;
use matrix::Matrix;
use object::{Dictionary, Object};
pub(crate) use page::{Glyph, Page};

/// Deepest nesting of the page tree.
const DEEPEST_TREE: usize = 24;
/// With more than one in this many characters unreadable, the text is not worth having.
const UNREADABLE_ONE_IN: usize = 20;

/// A page that is a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ScannedPage {
    /// Its number from 1.
    pub(crate) number: u32,
    /// Its sides in points.
    pub(crate) size: (f64, f64),
}

/// A4 in points.
const A4: (f64, f64) = (595.0, 842.0);

impl ScannedPage {
    /// Dots an inch, so many as are wanted or as the greatest number of pixels allows.
    pub(crate) fn dpi_within(&self, wanted: u32, pixels: u64) -> u32 {
        let area = self.size.0 / 72.0 * (self.size.1 / 72.0);
        let fits = |dpi: &u32| f64::from(*dpi).powi(2) * area < pixels as f64;
        (1..=wanted).rev().find(fits).unwrap_or(1)
    }
}

/// Reads the text; pages that were recognised before have theirs in `recognised`.
pub(crate) fn read(
    bytes: &[u8],
    limits: &Limits,
    recognised: &BTreeMap<u32, String>,
    out: &mut Assembly,
) -> Result<(), ReadError> {
    let mut reading = Reading::open(bytes, limits, recognised, out)?;
    reading.all()?;
    reading.finish()
}

/// The pages that are pictures, those with hidden text of an earlier recognition included.
pub(crate) fn scanned(bytes: &[u8], limits: &Limits) -> Result<Vec<ScannedPage>, ReadError> {
    let (none, mut scratch) = (BTreeMap::new(), Assembly::new(limits));
    let mut reading = Reading::open(bytes, limits, &none, &mut scratch)?;
    reading.all()?;
    Ok(reading.total.scanned)
}

struct Reading<'reading, 'bytes> {
    file: File<'bytes>,
    walker: Walker,
    limits: &'reading Limits,
    recognised: &'reading BTreeMap<u32, String>,
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
    scanned: Vec<ScannedPage>,
    damaged: Vec<u32>,
    left_out: bool,
    recognised: bool,
}

/// What a page takes from the nodes above it.
#[derive(Clone)]
struct Inherited {
    resources: Rc<Dictionary>,
    turn: f64,
    size: (f64, f64),
}

impl Default for Inherited {
    fn default() -> Self {
        Self {
            resources: Rc::default(),
            turn: 0.0,
            size: A4,
        }
    }
}

impl<'reading, 'bytes> Reading<'reading, 'bytes> {
    fn open(
        bytes: &'bytes [u8],
        limits: &'reading Limits,
        recognised: &'reading BTreeMap<u32, String>,
        out: &'reading mut Assembly,
    ) -> Result<Self, ReadError> {
        Ok(Self {
            file: File::open(bytes, limits)?,
            walker: Walker::default(),
            limits,
            recognised,
            out,
            seen: BTreeSet::new(),
            pages: 0,
            total: Totals::default(),
        })
    }

    fn all(&mut self) -> Result<(), ReadError> {
        let root = self.file.root();
        if let Some(tree) = root.get(&b"Pages"[..]) {
            self.tree(tree, &Inherited::default(), 0)?;
        }
        if self.pages == 0 {
            for page in self.file.stray_pages(self.limits.pages) {
                self.tree(&Object::Reference(page), &Inherited::default(), 0)?;
            }
        }
        Ok(())
    }

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
        if let Some(size) = sides(&self.file.entry(node, b"MediaBox")) {
            own.size = size;
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
        self.take(&found, above.size);
        Ok(())
    }

    fn take(&mut self, page: &Page, size: (f64, f64)) {
        let number = u32::try_from(self.pages).unwrap_or(u32::MAX);
        if let Some(text) = self.recognised.get(&number) {
            self.total.recognised = true;
            self.out.piece(Place::Page { page: number }, text);
            return;
        }
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
        let is_empty = text.trim().is_empty();
        if page.is_scan(size.0 * size.1, is_empty) {
            self.total.scanned.push(ScannedPage { number, size });
            if page.invisible == 0 {
                self.total.pictures.push(number);
            }
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
        if total.characters == 0 && !total.pictures.is_empty() && !total.recognised {
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

/// The sides of a box of a page.
fn sides(bounds: &Object) -> Option<(f64, f64)> {
    let mut numbers = bounds.array()?.iter().map(Object::number);
    let mut next = || numbers.next().flatten();
    let (left, low, right, top) = (next()?, next()?, next()?, next()?);
    let (width, height) = ((right - left).abs(), (top - low).abs());
    (width > 1.0 && height > 1.0 && width * height < 1e9).then_some((width, height))
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
