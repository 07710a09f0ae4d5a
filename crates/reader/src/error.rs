//! Why a file has no text to give. Each variant carries the facts from which the user interface
//! says what happened and what to do; the wording is not here.

use crate::ocr::Blind;
use crate::{Encoding, Format, Kind};

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file has no bytes.
    #[error("the file is empty")]
    Empty,
    /// The file is larger than the limit.
    #[error("the file has {bytes} bytes, more than the limit of {limit}")]
    TooLarge {
        /// Its size.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// Unpacking the file would cost too much; it may be made to do harm.
    #[error("unpacking the file exceeds the limit of {limit} for {excess:?}")]
    Bomb {
        /// What there is too much of.
        excess: Excess,
        /// The limit.
        limit: u64,
    },
    /// The file needs a password.
    #[error("the file is encrypted and needs a password")]
    Encrypted {
        /// Its format, where it can be told.
        format: Option<Format>,
    },
    /// The file is damaged.
    #[error("the {format:?} file is damaged: {damage}")]
    Broken {
        /// What it was read as.
        format: Format,
        /// What is damaged.
        damage: Damage,
    },
    /// The extension promises a readable format, the content is another that is not readable.
    #[error("the file is named .{says} but its content is {is:?}")]
    NotWhatItSays {
        /// The extension, lower case, without the dot.
        says: String,
        /// What the content is.
        is: Kind,
    },
    /// The file holds pictures of pages and no text.
    #[error("the file is a scan of {pages} pages without text")]
    Scan {
        /// How many pages.
        pages: usize,
    },
    /// The file is sound but has no text.
    #[error("the {format:?} file has no text")]
    NoText {
        /// What it was read as.
        format: Format,
    },
    /// A container of files: open it by [`unpack`](crate::unpack()) and read what is in it.
    #[error("the file is a container of kind {kind:?}, to be unpacked first")]
    Container {
        /// What the content is.
        kind: Kind,
    },
    /// A container that is damaged.
    #[error("the {kind:?} container is damaged")]
    DamagedContainer {
        /// What the content is.
        kind: Kind,
    },
    /// Opening the file takes a program that this machine does not have.
    #[error(
        "no program of this machine opens files of kind {kind:?}; bsdtar does (libarchive-tools)"
    )]
    ToolMissing {
        /// What the content is.
        kind: Kind,
    },
    /// A known or unknown format that is not read.
    #[error("files of kind {kind:?} are not read")]
    Unsupported {
        /// What the content is.
        kind: Kind,
    },
    /// Text in none of UTF-8 and UTF-16 with a byte order mark, nor surely in an old Vietnamese
    /// encoding.
    #[error("the text is neither UTF-8 nor marked UTF-16, first at byte {at}")]
    UnknownEncoding {
        /// Offset of the first byte that does not fit.
        at: usize,
        /// The old encoding that fits best, if any does.
        guess: Option<Encoding>,
        /// How sure that is, in hundredths.
        confidence: u8,
    },
    /// A picture of a format that is not decoded.
    #[error("pictures of the format {name} are not read")]
    PictureFormat {
        /// Its name, `?` where it is not known.
        name: &'static str,
    },
    /// A picture of more dots than are looked at.
    #[error("the picture has {pixels} pixels, more than the limit of {limit}")]
    TooManyPixels {
        /// Its pixels.
        pixels: u64,
        /// The limit.
        limit: u64,
    },
    /// No page of a scan could be recognised.
    #[error("recognising the scan failed")]
    Recognition(#[source] Blind),
    /// Reading was stopped from outside.
    #[error("reading was stopped")]
    Stopped,
    /// The fonts of the file do not say which characters their glyphs are.
    #[error("{undecodable} of {characters} characters cannot be told from the fonts")]
    UnreadableFont {
        /// Characters that could not be told.
        undecodable: usize,
        /// All characters.
        characters: usize,
    },
}

/// What there is too much of when unpacking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Excess {
    /// Bytes of one unpacked part.
    PartBytes,
    /// Bytes of all unpacked parts.
    UnpackedBytes,
    /// Ratio of unpacked to packed bytes.
    Ratio,
    /// Entries of the archive.
    Entries,
    /// Depth of nesting.
    Depth,
    /// Bytes looked at, those looked at again counted again.
    Effort,
}

/// What is damaged in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Damage {
    /// The archive's directory or an entry cannot be read; often an incomplete download.
    #[error("the archive is incomplete or damaged")]
    Archive,
    /// The main part is missing.
    #[error("the main part is missing")]
    NoMainPart,
    /// The main part is not well-formed XML in UTF-8.
    #[error("the main part is not well-formed")]
    Markup,
    /// The picture cannot be decoded.
    #[error("the picture cannot be decoded")]
    Picture,
    /// The objects of a PDF cannot be read.
    #[error("the objects of the file cannot be read")]
    Objects,
    /// The file has no pages.
    #[error("the file has no pages")]
    NoPages,
}

impl ReadError {
    /// A name that stays the same for use by programs and word lists.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge { .. } => "too_large",
            Self::Bomb { .. } => "bomb",
            Self::Encrypted { .. } => "encrypted",
            Self::Broken { .. } => "broken",
            Self::NotWhatItSays { .. } => "not_what_it_says",
            Self::Scan { .. } => "scan",
            Self::NoText { .. } => "no_text",
            Self::Container { .. } => "container",
            Self::DamagedContainer { .. } => "damaged_container",
            Self::ToolMissing { .. } => "tool_missing",
            Self::Unsupported { .. } => "unsupported",
            Self::UnknownEncoding { .. } => "unknown_encoding",
            Self::PictureFormat { .. } => "picture_format",
            Self::TooManyPixels { .. } => "too_many_pixels",
            Self::Recognition(_) => "recognition",
            Self::Stopped => "stopped",
            Self::UnreadableFont { .. } => "unreadable_font",
        }
    }
}
