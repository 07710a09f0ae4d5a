//! What reading yields: text, where each piece of it stood, and what went less than well.

use std::ops::Range;

use crate::{Encoding, Kind, Reason};

/// A format that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown; kept as it is written.
    Markdown,
    /// Office Open XML word processing.
    Docx,
    /// PDF with a text layer.
    Pdf,
    /// Open Document text.
    Odt,
    /// Rich Text Format.
    Rtf,
    /// Web page.
    Html,
    /// Office Open XML workbook.
    Xlsx,
    /// Open Document workbook.
    Ods,
    /// Workbook of Excel 97 to 2003.
    Xls,
    /// A photograph or scan, recognised.
    Picture,
    /// Word document of 1997 to 2003.
    Doc,
}

/// The text of a file with its places and problems.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// What the file was read as.
    pub format: Format,
    /// The text in NFC with `\n` line ends and no other control character but the tab.
    pub text: String,
    /// The pieces of `text` in order; they do not overlap, and only line ends lie between them.
    pub parts: Vec<Part>,
    /// What a person should know about how the text was got. Empty when all went well.
    pub problems: Vec<Problem>,
}

impl Document {
    /// The pieces that stood in tables: bytes of the text, table, row and column.
    pub fn cells(&self) -> impl Iterator<Item = (Range<usize>, u32, u32, u32)> + '_ {
        self.parts.iter().filter_map(|part| match part.place {
            Place::Cell { table, row, column } => Some((part.range.clone(), table, row, column)),
            _ => None,
        })
    }
}

/// A piece of the text and where it stood in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Bytes of [`Document::text`], on character boundaries.
    pub range: Range<usize>,
    /// Where the piece stood.
    pub place: Place,
}

/// Where a piece of text stood in its file. All numbers count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Place {
    /// A line of a plain text.
    Line(u32),
    /// A paragraph of the body, empty ones counted, those in tables and boxes not.
    Paragraph(u32),
    /// A cell of a table; columns are counted as the grid has them, merged cells included.
    Cell {
        /// Which table, in the order they begin.
        table: u32,
        /// Row within the table.
        row: u32,
        /// First grid column of the cell.
        column: u32,
    },
    /// A page.
    Page {
        /// Which page, as counted from the first.
        page: u32,
    },
    /// The margin at the top of pages.
    Header,
    /// The margin at the bottom of pages.
    Footer,
    /// A text box or shape.
    TextBox,
    /// A footnote or endnote.
    Note,
}

/// Something a person should know about how the text was got.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// The extension belongs to another format than the content.
    Misnamed {
        /// The extension, lower case, without the dot.
        says: String,
        /// What the content is.
        is: Kind,
    },
    /// The text goes on beyond a limit.
    CutShort {
        /// Which limit.
        at: Cut,
        /// Its value.
        limit: usize,
    },
    /// Characters that could not be told; each stands as U+FFFD, but for half a one at the end.
    Undecodable {
        /// How many.
        characters: usize,
    },
    /// Changes are tracked: insertions were kept, deletions dropped.
    TrackedChanges {
        /// Insertions kept.
        inserted: usize,
        /// Deletions dropped.
        deleted: usize,
    },
    /// Pieces formatted as hidden; they are in the text.
    HiddenText {
        /// How many.
        pieces: usize,
    },
    /// Comments of reviewers, which are not in the text.
    Comments,
    /// Macros, which are not run and not read.
    Macros,
    /// Documents embedded in this one, which are not in the text.
    Embedded {
        /// How many.
        documents: usize,
    },
    /// A subordinate part (headers, notes, numbering) is damaged and left out.
    PartLeftOut {
        /// Its name inside the file.
        name: String,
    },
    /// Text in an old Vietnamese encoding, which was decoded.
    Decoded {
        /// Which one.
        encoding: Encoding,
        /// How sure that is, in hundredths; 100 where the name of a font says so.
        confidence: u8,
    },
    /// The file ends before its text does; what there is was read.
    Incomplete,
    /// Letters that only look Vietnamese (Ð for Đ, Ƣ for Ư) were replaced.
    LookAlikes {
        /// In how many words.
        words: usize,
    },
    /// Words that had lost their `ư` on the way were completed.
    LostLetters {
        /// How many.
        words: usize,
    },
    /// Text laid invisibly over pictures of pages by a program that recognised it; it may be wrong.
    RecognisedText {
        /// How many characters.
        characters: usize,
    },
    /// Pages of which a part is damaged; their text may lack its end.
    DamagedPages {
        /// Their numbers.
        pages: Vec<u32>,
    },
    /// Pages that were recognised from pictures; a person should compare them.
    Recognised {
        /// Their numbers.
        pages: Vec<u32>,
        /// How many words.
        words: usize,
        /// How many of them are unsure.
        unsure: usize,
    },
    /// Scanned pages that could not be recognised; their text is missing.
    NotRecognised {
        /// Their numbers.
        pages: Vec<u32>,
    },
    /// Pages that hold pictures but no text, likely scanned.
    PagesWithoutText {
        /// Their numbers.
        pages: Vec<u32>,
    },
    /// Something in a container that was not taken out.
    LeftOut {
        /// Where it lies, to be shown.
        path: String,
        /// Why.
        why: Reason,
    },
}

/// A limit at which text was cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cut {
    /// Bytes of text.
    TextBytes,
    /// Number of parts.
    Parts,
    /// Number of pages.
    Pages,
    /// Number of pages that are recognised.
    ScannedPages,
    /// What is drawn on one page; text has no need of so much.
    Glyphs,
}

impl Problem {
    /// A name that stays the same for use by programs and word lists.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Misnamed { .. } => "misnamed",
            Self::CutShort { .. } => "cut_short",
            Self::Undecodable { .. } => "undecodable",
            Self::TrackedChanges { .. } => "tracked_changes",
            Self::HiddenText { .. } => "hidden_text",
            Self::Comments => "comments",
            Self::Macros => "macros",
            Self::Embedded { .. } => "embedded",
            Self::PartLeftOut { .. } => "part_left_out",
            Self::Decoded { .. } => "decoded",
            Self::Incomplete => "incomplete",
            Self::LookAlikes { .. } => "look_alikes",
            Self::LostLetters { .. } => "lost_letters",
            Self::RecognisedText { .. } => "recognised_text",
            Self::DamagedPages { .. } => "damaged_pages",
            Self::Recognised { .. } => "recognised",
            Self::NotRecognised { .. } => "not_recognised",
            Self::PagesWithoutText { .. } => "pages_without_text",
            Self::LeftOut { .. } => "left_out",
        }
    }
}
