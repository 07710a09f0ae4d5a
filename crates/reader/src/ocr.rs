//! Scans and photographs → text, by a program that recognises letters. Who that is comes in from
//! outside as [`Eyes`], so that everything else here is tried without it; [`Tesseract`] are the
//! programs of the machine.
//!
//! A page goes from program to program through pipes. Nothing of it is written to disk: whether it
//! bears a secrecy mark is known only when it has been read.

mod grey;
mod page;
mod picture;
mod pipe;
mod repair;
mod skew;
mod tesseract;
mod tsv;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::time::Duration;

use crate::assembly::Assembly;
use crate::pdf::{self, ScannedPage};
use crate::{Cut, Format, Kind, Limits, Place, Problem, ReadError, detect};

pub use grey::Grey;
pub use tesseract::{Component, Program, Tesseract, components};

/// Pages are drawn at this many dots an inch. Of words of scans at 200 with noise, 98.7 % come out
/// right at 200, 99.0 % at 250 and 98.3 % at 300, where the noise is drawn out again.
const DPI: u32 = 250;

/// Who turns the pages of a PDF into pictures, and pictures into words.
pub trait Eyes {
    /// Draws pages in grey and hands over one after the other, until told to stop.
    ///
    /// # Errors
    /// [`Blind`] where a page cannot be drawn, or not within the time for one.
    fn draw(
        &self,
        pdf: &[u8],
        order: &Drawing,
        take: &mut dyn FnMut(Grey) -> ControlFlow<()>,
    ) -> Result<(), Blind>;

    /// The words of a picture with their places and how sure each is, in the form of Tesseract's
    /// TSV.
    ///
    /// # Errors
    /// [`Blind`] where nothing can be told, or not within the time.
    fn words(&self, picture: &Grey, patience: Duration) -> Result<String, Blind>;
}

/// Which pages are drawn, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// The first page, from 1.
    pub first: u32,
    /// The last page.
    pub last: u32,
    /// Dots an inch.
    pub dpi: u32,
    /// Most pixels of a page; one that would have more is refused.
    pub pixels: u64,
    /// How long one page may take.
    pub patience: Duration,
}

/// Why a page was not seen.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Blind {
    /// A program could not be started.
    #[error("{program} cannot be started: {reason}")]
    Absent {
        /// Its name.
        program: &'static str,
        /// What the system says.
        reason: String,
    },
    /// A program gave up.
    #[error("{program} failed")]
    Failed {
        /// Its name.
        program: &'static str,
    },
    /// A program took longer than a page may.
    #[error("{program} took longer than {} s for a page", limit.as_secs())]
    TooSlow {
        /// Its name.
        program: &'static str,
        /// The limit.
        limit: Duration,
    },
}

/// How far the reading of a scan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Pages done.
    pub done: usize,
    /// Pages to recognise.
    pub of: usize,
}

/// Told before each page, and when all are done; may say to stop.
pub type Watch<'watch> = dyn FnMut(Progress) -> ControlFlow<()> + 'watch;

/// Reads a file as [`read`](crate::read) does, and recognises pages that are pictures.
///
/// Pages with text are read as they are. What was recognised is told by [`Problem::Recognised`].
///
/// # Errors
/// As [`read`](crate::read); [`ReadError::Recognition`] where no page could be recognised,
/// [`ReadError::Stopped`] where `watch` said so.
pub fn read_scan(
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    eyes: &dyn Eyes,
    watch: &mut Watch<'_>,
) -> Result<crate::Document, ReadError> {
    crate::check_size(bytes, limits)?;
    let says = detect::extension(name);
    let kind = detect::kind(bytes, says.as_deref());
    let mut assembly = Assembly::new(limits);
    if let Some(says) = says.filter(|says| detect::contradicts(says, kind)) {
        assembly.problem(Problem::Misnamed { says, is: kind });
    }
    match kind {
        Kind::Pdf => {
            let scanned = pdf::scanned(bytes, limits)?;
            if scanned.is_empty() {
                return crate::read(name, bytes, limits);
            }
            let read = Recognition::new(limits, eyes, watch).pdf(bytes, &scanned)?;
            let texts = read.tell(&mut assembly);
            pdf::read(bytes, limits, &texts, &mut assembly)?;
            assembly.finish(Format::Pdf)
        }
        Kind::Picture => {
            let picture = picture::decode(bytes, limits)?;
            let read = Recognition::new(limits, eyes, watch).picture(picture)?;
            for (page, text) in read.tell(&mut assembly) {
                assembly.piece(Place::Page { page }, &text);
            }
            assembly.finish(Format::Picture)
        }
        _ => crate::read(name, bytes, limits),
    }
}

/// The pages of one file being recognised.
struct Recognition<'with, 'watch> {
    limits: &'with Limits,
    eyes: &'with dyn Eyes,
    watch: &'with mut Watch<'watch>,
    done: usize,
    of: usize,
    pages: BTreeMap<u32, page::Recognised>,
    failed: Vec<u32>,
    failure: Option<Blind>,
    left_out: bool,
}

impl<'with, 'watch> Recognition<'with, 'watch> {
    fn new(limits: &'with Limits, eyes: &'with dyn Eyes, watch: &'with mut Watch<'watch>) -> Self {
        Self {
            limits,
            eyes,
            watch,
            done: 0,
            of: 0,
            pages: BTreeMap::new(),
            failed: Vec::new(),
            failure: None,
            left_out: false,
        }
    }

    fn picture(mut self, picture: Grey) -> Result<Self, ReadError> {
        self.of = 1;
        if self.step(1, picture).is_break() {
            return Err(ReadError::Stopped);
        }
        self.close()
    }

    fn pdf(mut self, bytes: &[u8], scanned: &[ScannedPage]) -> Result<Self, ReadError> {
        self.left_out = scanned.len() > self.limits.scanned_pages;
        let scanned = scanned.get(..self.limits.scanned_pages).unwrap_or(scanned);
        self.of = scanned.len();
        for run in
            scanned.chunk_by(|one, next| one.number + 1 == next.number && one.size == next.size)
        {
            if self.run(bytes, run).is_break() {
                return Err(ReadError::Stopped);
            }
        }
        self.close()
    }

    /// Pages that follow each other and are of one size.
    fn run(&mut self, bytes: &[u8], run: &[ScannedPage]) -> ControlFlow<()> {
        let (Some(first), Some(last)) = (run.first(), run.last()) else {
            return ControlFlow::Continue(());
        };
        let order = Drawing {
            first: first.number,
            last: last.number,
            dpi: first.dpi_within(DPI, self.limits.pixels),
            pixels: self.limits.pixels,
            patience: self.limits.page_time,
        };
        let eyes = self.eyes;
        let mut next = first.number;
        let mut stopped = ControlFlow::Continue(());
        let drawn = eyes.draw(bytes, &order, &mut |page| {
            stopped = self.step(next, page);
            next += 1;
            stopped
        });
        if let Err(blind) = drawn {
            self.failed.extend(next..=last.number);
            self.failure.get_or_insert(blind);
        } else if next <= last.number && stopped.is_continue() {
            // Fewer pages came than were asked for.
            self.failed.extend(next..=last.number);
        }
        stopped
    }

    fn step(&mut self, number: u32, picture: Grey) -> ControlFlow<()> {
        let (done, of) = (self.done, self.of);
        (self.watch)(Progress { done, of })?;
        match page::recognise(picture, self.eyes, self.limits.page_time) {
            Ok(page) => {
                self.pages.insert(number, page);
            }
            Err(blind) => {
                self.failed.push(number);
                self.failure.get_or_insert(blind);
            }
        }
        self.done += 1;
        ControlFlow::Continue(())
    }

    fn close(self) -> Result<Self, ReadError> {
        // The last word is not asked for leave: all is done.
        let _ = (self.watch)(Progress {
            done: self.done,
            of: self.of,
        });
        match self.failure {
            Some(blind) if self.pages.is_empty() => Err(ReadError::Recognition(blind)),
            _ => Ok(self),
        }
    }

    /// The texts of the pages; what a person should know of them goes to the problems.
    fn tell(self, out: &mut Assembly) -> BTreeMap<u32, String> {
        if !self.pages.is_empty() {
            out.problem(Problem::Recognised {
                pages: self.pages.keys().copied().collect(),
                unsure: self.pages.values().map(|page| page.unsure).sum(),
                words: self.pages.values().map(|page| page.words).sum(),
            });
        }
        if !self.failed.is_empty() {
            out.problem(Problem::NotRecognised { pages: self.failed });
        }
        if self.left_out {
            out.problem(Problem::CutShort {
                at: Cut::ScannedPages,
                limit: self.limits.scanned_pages,
            });
        }
        self.pages
            .into_iter()
            .map(|(number, page)| (number, page.text()))
            .collect()
    }
}
