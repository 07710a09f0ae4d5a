//! What a file is, by its content; and whether its name says otherwise. Looks at signatures and
//! the names of archive entries only, and never trusts the extension.

use crate::unpack::{Container, container};
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
    /// Text of LibreOffice and other programs (`.odt`).
    OpenText,
    /// Workbook of LibreOffice and other programs (`.ods`).
    OpenSheet,
    /// Another Open Document, such as a presentation.
    OpenDocument,
    /// Word document of 1997 to 2003 (`.doc`).
    OldWord,
    /// Word document of Word 6 or 95.
    Word95,
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
    /// 7z archive.
    SevenZip,
    /// RAR archive.
    Rar,
    /// tar archive.
    Tar,
    /// File packed by gzip, often a tar.
    Gzip,
    /// xz or bzip2 archive.
    Archive,
    /// Mail as it is sent (`.eml`).
    Mail,
    /// Mail of Outlook (`.msg`).
    OutlookMail,
    /// Attachments as Outlook wraps them (`winmail.dat`).
    OutlookWrap,
    /// Message between systems for documents (`.edxml`, QCVN 102).
    EdXml,
    /// Content wrapped into a signature, or a signature alone (`.p7m`, `.p7s`).
    Signed,
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
    (b"Rar!\x1a\x07", Kind::Rar),
    (b"7z\xbc\xaf\x27\x1c", Kind::SevenZip),
    (b"\x1f\x8b\x08", Kind::Gzip),
    (b"\x78\x9f\x3e\x22", Kind::OutlookWrap),
    (b"\xfd7zXZ\0", Kind::Archive),
    (b"BZh", Kind::Archive),
    (b"\x7fELF", Kind::Program),
    (b"{\\rtf", Kind::Rtf),
];

/// Where signatures are looked for that need not stand first, such as the header of a PDF.
const START: usize = 4096;

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
        let ascii = |byte: &u8| byte.is_ascii() && *byte != 0;
        let narrow: Vec<u8> = start.iter().copied().filter(ascii).collect();
        return if is_html(&narrow, says) {
            Kind::Html
        } else {
            Kind::Text
        };
    }
    if bytes.get(257..262) == Some(b"ustar") {
        return Kind::Tar;
    }
    if matches!(bytes, [0x30, 0x80..=0x84, ..]) && contains(start, SIGNED_DATA) {
        return Kind::Signed;
    }
    if bytes.contains(&0) {
        return match bytes {
            [b'M', b'Z', ..] => Kind::Program,
            [b'B', b'M', ..] => Kind::Picture,
            _ => Kind::Unknown,
        };
    }
    if is_html(start, says) {
        Kind::Html
    } else if is_flat_text(start) {
        Kind::OpenText
    } else if is_ed_xml(start) {
        Kind::EdXml
    } else if is_mail(bytes.get(..MAIL_HEAD).unwrap_or(bytes), says) {
        Kind::Mail
    } else {
        Kind::Text
    }
}

/// `signedData` of CMS, the identifier with its tag and length.
const SIGNED_DATA: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02";

/// Open Document text in one piece of XML.
fn is_flat_text(start: &[u8]) -> bool {
    contains(start, b"<office:document")
        && contains(start, b"application/vnd.oasis.opendocument.text")
}

/// The root element, whatever its prefix and whatever stray characters stand before it.
fn is_ed_xml(start: &[u8]) -> bool {
    start
        .split(|byte| *byte == b'<')
        .skip(1)
        .filter_map(|tag| {
            tag.split(|byte| matches!(byte, b'>' | b' ' | b'\r' | b'\n' | b'\t'))
                .next()
        })
        .any(|name| {
            let local = name.rsplit(|byte| *byte == b':').next().unwrap_or(name);
            local.eq_ignore_ascii_case(b"edXML")
        })
}

/// How far the head of a mail is looked for; servers put much before what is wanted.
const MAIL_HEAD: usize = 32 * 1024;

/// Whether this begins with header fields of which several are those of a mail; one is enough
/// where the name says so.
fn is_mail(head: &[u8], says: Option<&str>) -> bool {
    const FIELDS: [&str; 8] = [
        "from",
        "to",
        "subject",
        "date",
        "mime-version",
        "message-id",
        "received",
        "content-type",
    ];
    let enough = match says {
        Some("eml") => 1,
        // Text on purpose, perhaps the text of a mail under its head.
        Some("txt" | "md" | "markdown") => return false,
        _ => 3,
    };
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let mut seen = 0_usize;
    for line in head.split(|byte| *byte == b'\n').take(500) {
        let line = line.trim_ascii_end();
        if matches!(line, [b' ' | b'\t', ..]) {
            continue;
        }
        let Some(colon) = line.iter().position(|byte| *byte == b':') else {
            break;
        };
        let name = line.get(..colon).unwrap_or_default();
        let sound = |byte: &u8| byte.is_ascii_graphic();
        if name.is_empty() || !name.iter().all(sound) {
            break;
        }
        seen += usize::from(
            FIELDS
                .iter()
                .any(|field| name.eq_ignore_ascii_case(field.as_bytes())),
        );
    }
    seen >= enough
}

/// A page begins with its declaration or its outermost elements; a piece of one with any element,
/// where the name says so.
fn is_html(start: &[u8], says: Option<&str>) -> bool {
    const FIRST: [&[u8]; 5] = [b"<!doctype html", b"<html", b"<head", b"<body", b"<meta"];
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let start = start.trim_ascii_start();
    let begins = |tag: &&[u8]| {
        start
            .get(..tag.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(tag))
    };
    let says = matches!(says, Some("htm" | "html" | "xhtml" | "xls" | "doc"));
    FIRST.iter().any(begins)
        || start.starts_with(b"<") && (contains(start, b"<html") || says && !is_ed_xml(start))
}

/// Tells the Office formats apart by the names of their entries, which stand unpacked in local
/// headers and in the directory; so a file without its end is still known for what it was.
fn zip_kind(bytes: &[u8]) -> Kind {
    const HEAD: usize = 128 * 1024;
    const MARKS: &[(&[u8], Kind)] = &[
        (
            b"mimetypeapplication/vnd.oasis.opendocument.text",
            Kind::OpenText,
        ),
        (
            b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
            Kind::OpenSheet,
        ),
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
        ("__properties_version1.0", Kind::OutlookMail),
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
        "odt" | "ott" | "fodt" => &[Kind::OpenText],
        "ods" => &[Kind::OpenSheet],
        "odp" => &[Kind::OpenDocument],
        "doc" => &[Kind::OldWord],
        "xls" => &[Kind::OldExcel],
        "ppt" => &[Kind::OldPowerPoint],
        "rtf" => &[Kind::Rtf],
        "htm" | "html" | "xhtml" => &[Kind::Html],
        "jpg" | "jpeg" | "png" | "gif" | "tif" | "tiff" | "bmp" | "webp" | "heic" => {
            &[Kind::Picture]
        }
        "zip" => &[Kind::Zip],
        "rar" => &[Kind::Rar],
        "7z" => &[Kind::SevenZip],
        "tar" => &[Kind::Tar],
        "gz" | "tgz" => &[Kind::Gzip],
        "xz" | "bz2" => &[Kind::Archive],
        "eml" => &[Kind::Mail],
        "msg" => &[Kind::OutlookMail],
        "edxml" => &[Kind::EdXml],
        "exe" | "dll" | "msi" => &[Kind::Program],
        _ => return None,
    })
}

pub(crate) fn contradicts(extension: &str, is: Kind) -> bool {
    promise(extension).is_some_and(|kinds| !kinds.contains(&is))
}

/// Whether files of this extension are read, so that another content is a surprise.
fn promises_text(extension: &str) -> bool {
    promise(extension).is_some_and(|kinds| kinds.iter().any(|kind| kind.format().is_some()))
}

/// The error for content that is not read.
pub(crate) fn refusal(kind: Kind, says: Option<String>) -> ReadError {
    match kind {
        Kind::EncryptedOffice => ReadError::Encrypted { format: None },
        _ if container(kind) != Container::File => ReadError::Container { kind },
        // Whatever it is called, the next step is the same: ask for the text.
        Kind::Picture => ReadError::Scan { pages: 1 },
        _ => match says {
            Some(says) if promises_text(&says) && contradicts(&says, kind) => {
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
            Self::OpenText => Some(Format::Odt),
            Self::Rtf => Some(Format::Rtf),
            Self::Html => Some(Format::Html),
            Self::Xlsx => Some(Format::Xlsx),
            Self::OpenSheet => Some(Format::Ods),
            Self::OldExcel => Some(Format::Xls),
            Self::OldWord => Some(Format::Doc),
            _ => None,
        }
    }
}
