//! What a file is, by its content; and whether its name says otherwise. Looks at signatures and
//! the names of archive entries only, and never trusts the extension.

use crate::{Format, ReadError};

/// What the content of a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// Text without binary bytes; its encoding is judged when it is read.
    Text,
    /// Word document of today (`.docx`, `.docm`).
    Docx,
    /// Portable Document Format.
    Pdf,
    /// Excel workbook of today.
    Xlsx,
    /// `PowerPoint` presentation of today.
    Pptx,
    /// Open Document of LibreOffice.
    OpenDocument,
    /// Word document before 2007 (`.doc`).
    OldWord,
    /// Excel workbook before 2007 (`.xls`).
    OldExcel,
    /// `PowerPoint` presentation before 2007 (`.ppt`).
    OldPowerPoint,
    /// Office document under a password.
    EncryptedOffice,
    /// Another compound file, such as a mail of Outlook.
    Compound,
    /// Rich Text Format.
    Rtf,
    /// Web page.
    Html,
    /// Picture: JPEG, PNG, GIF, TIFF, BMP, WebP or HEIC.
    Picture,
    /// ZIP archive.
    Zip,
    /// RAR, 7z, gzip, xz or bzip2 archive.
    Archive,
    /// Program for Windows or Linux.
    Program,
    /// Binary content of no known kind.
    Unknown,
}

/// The first bytes of files, longest first where one begins another.
const SIGNATURES: &[(&[u8], Kind)] = &[
    (b"\xff\xd8\xff", Kind::Picture),
    (b"\x89PNG\r\n\x1a\n", Kind::Picture),
    (b"GIF87a", Kind::Picture),
    (b"GIF89a", Kind::Picture),
    (b"II*\0", Kind::Picture),
    (b"MM\0*", Kind::Picture),
    (b"Rar!\x1a\x07", Kind::Archive),
    (b"7z\xbc\xaf\x27\x1c", Kind::Archive),
    (b"\x1f\x8b\x08", Kind::Archive),
    (b"\xfd7zXZ\0", Kind::Archive),
    (b"BZh", Kind::Archive),
    (b"\x7fELF", Kind::Program),
    (b"{\\rtf", Kind::Rtf),
];

/// Where signatures are looked for that need not stand first, such as the header of a PDF.
const START: usize = 1024;

/// `says` only settles what cannot be told: a package whose end is missing.
pub(crate) fn kind(bytes: &[u8], says: Option<&str>) -> Kind {
    if let Some((_, kind)) = SIGNATURES.iter().find(|(sign, _)| bytes.starts_with(sign)) {
        return *kind;
    }
    let start = bytes.get(..START).unwrap_or(bytes);
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return match zip_kind(bytes) {
            Kind::Zip if says == Some("docx") && is_package(start) => Kind::Docx,
            kind => kind,
        };
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return compound_kind(bytes);
    }
    if contains(start, b"%PDF-") {
        return Kind::Pdf;
    }
    if let [_, _, _, _, b'f', b't', b'y', b'p', b'h' | b'm', ..] = bytes {
        return Kind::Picture;
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Kind::Picture;
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Kind::Text;
    }
    if bytes.contains(&0) {
        return match bytes {
            [b'M', b'Z', ..] => Kind::Program,
            [b'B', b'M', ..] => Kind::Picture,
            _ => Kind::Unknown,
        };
    }
    if is_html(start) {
        Kind::Html
    } else {
        Kind::Text
    }
}

fn is_html(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let start = start.trim_ascii_start();
    [&b"<!doctype html"[..], b"<html"].iter().any(|tag| {
        start
            .get(..tag.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(tag))
    })
}

/// Tells the Office formats apart by the names of their entries, which stand unpacked in local
/// headers and in the directory; so a file without its end is still known for what it was.
fn zip_kind(bytes: &[u8]) -> Kind {
    const HEAD: usize = 128 * 1024;
    const MARKS: &[(&[u8], Kind)] = &[
        (
            b"mimetypeapplication/vnd.oasis.opendocument",
            Kind::OpenDocument,
        ),
        (b"word/document", Kind::Docx),
        (b"xl/workbook", Kind::Xlsx),
        (b"ppt/presentation", Kind::Pptx),
    ];
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let tail = bytes
        .get(bytes.len().saturating_sub(HEAD)..)
        .unwrap_or(bytes);
    MARKS
        .iter()
        .find(|(mark, _)| contains(head, mark) || contains(tail, mark))
        .map_or(Kind::Zip, |(_, kind)| *kind)
}

/// Whether this begins as Office packages do, whatever is in the rest.
fn is_package(start: &[u8]) -> bool {
    contains(start, b"[Content_Types].xml") || contains(start, b"_rels/.rels")
}

/// Tells compound files apart by the names of their streams, which are UTF-16.
fn compound_kind(bytes: &[u8]) -> Kind {
    const STREAMS: &[(&str, Kind)] = &[
        ("EncryptedPackage", Kind::EncryptedOffice),
        ("WordDocument", Kind::OldWord),
        ("Workbook", Kind::OldExcel),
        ("PowerPoint Document", Kind::OldPowerPoint),
    ];
    STREAMS
        .iter()
        .find(|(name, _)| {
            let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            contains(bytes, &name)
        })
        .map_or(Kind::Compound, |(_, kind)| *kind)
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// The extension in lower case, if the name has one.
pub(crate) fn extension(name: &str) -> Option<String> {
    let file = name.rsplit(['/', '\\']).next()?;
    let (stem, extension) = file.rsplit_once('.')?;
    let sound = !stem.is_empty()
        && (1..=8).contains(&extension.len())
        && extension.chars().all(|c| c.is_ascii_alphanumeric());
    sound.then(|| extension.to_ascii_lowercase())
}

/// What an extension promises; `None` for those that promise nothing we know.
fn promise(extension: &str) -> Option<&'static [Kind]> {
    Some(match extension {
        "txt" | "md" | "markdown" => &[Kind::Text, Kind::Html],
        "docx" | "docm" => &[Kind::Docx, Kind::EncryptedOffice],
        "pdf" => &[Kind::Pdf],
        "xlsx" | "xlsm" => &[Kind::Xlsx, Kind::EncryptedOffice],
        "pptx" => &[Kind::Pptx, Kind::EncryptedOffice],
        "odt" | "ods" | "odp" => &[Kind::OpenDocument],
        "doc" => &[Kind::OldWord],
        "xls" => &[Kind::OldExcel],
        "ppt" => &[Kind::OldPowerPoint],
        "rtf" => &[Kind::Rtf],
        "htm" | "html" => &[Kind::Html],
        "jpg" | "jpeg" | "png" | "gif" | "tif" | "tiff" | "bmp" | "webp" | "heic" => {
            &[Kind::Picture]
        }
        "zip" => &[Kind::Zip],
        "rar" | "7z" | "gz" | "xz" | "bz2" => &[Kind::Archive],
        "exe" | "dll" | "msi" => &[Kind::Program],
        _ => return None,
    })
}

pub(crate) fn contradicts(extension: &str, is: Kind) -> bool {
    promise(extension).is_some_and(|kinds| !kinds.contains(&is))
}

/// The error for content that is not read.
pub(crate) fn refusal(kind: Kind, says: Option<String>) -> ReadError {
    const READ: [&str; 6] = ["txt", "md", "markdown", "docx", "docm", "pdf"];
    match kind {
        Kind::EncryptedOffice => ReadError::Encrypted { format: None },
        // Whatever it is called, the next step is the same: ask for the text.
        Kind::Picture => ReadError::Scan { pages: 1 },
        _ => match says {
            Some(says) if READ.contains(&says.as_str()) && contradicts(&says, kind) => {
                ReadError::NotWhatItSays { says, is: kind }
            }
            _ => ReadError::Unsupported { kind },
        },
    }
}

impl Kind {
    /// The format in which content of this kind is read, if it is.
    #[must_use]
    pub fn format(self) -> Option<Format> {
        match self {
            Self::Text => Some(Format::Text),
            Self::Docx => Some(Format::Docx),
            Self::Pdf => Some(Format::Pdf),
            _ => None,
        }
    }
}
