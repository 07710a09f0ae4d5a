//! Looking into an uploaded file and all files inside it before anything of it is kept: the texts,
//! the digests, whether one bears a secrecy mark. Reading is work for the processor and happens off
//! the threads that serve.
//!
//! Nothing is stored or logged here, and nothing of a marked document leaves here but that it is
//! marked.

use std::ops::ControlFlow;
use std::sync::Arc;

use luytre_directive::{edxml, secrecy_mark};
use luytre_reader::{
    Container, Document, Envelope, Eyes, Format, Kind, OpenedFile, Problem, Progress, ReadError,
    Reason,
};
use sha2::{Digest as _, Sha256};

use crate::error::OfficeError;
use crate::service::Knowledge;

/// An uploaded file that was looked into.
pub(crate) struct Intake {
    /// Its name, without folders and controls.
    pub(crate) name: String,
    /// Its content.
    pub(crate) bytes: Vec<u8>,
    /// SHA-256 of its content, hex.
    pub(crate) sha256: String,
    /// Its text, or why there is none; of a container, [`ReadError::Container`].
    pub(crate) document: Result<Document, ReadError>,
    /// The files in it, if it is a container.
    pub(crate) inside: Vec<Inside>,
    /// The header of an edXML message, if it is one.
    pub(crate) header: Option<edxml::Header>,
}

/// A file that came inside another.
pub(crate) struct Inside {
    /// Where it lay: `phu-luc.zip/Kế hoạch.docx`.
    pub(crate) path: String,
    /// The file, as if it had come alone.
    pub(crate) intake: Intake,
}

/// Told how far the recognition of a scan is.
pub type Watch = dyn Fn(Progress) + Send + Sync;

/// Longest name of a file that is kept, in characters.
const LONGEST_NAME: usize = 200;

/// Looks into a file.
///
/// # Errors
/// `Refused` with `marked` where it bears a secrecy mark: all that is known of it is dropped; with
/// `file-too-large`, `file-empty` or `file-failed` where it is no file to keep at all.
pub(crate) async fn read(
    knowledge: Arc<Knowledge>,
    name: &str,
    bytes: Vec<u8>,
    watch: Arc<Watch>,
    marked: &'static str,
) -> Result<Intake, OfficeError> {
    let name = bare_name(name);
    let looking = tokio::task::spawn_blocking(move || look(&knowledge, name, bytes, &*watch));
    let intake = looking.await;
    match intake {
        Ok(Some(intake)) => match &intake.document {
            Err(error @ (ReadError::Empty | ReadError::TooLarge { .. })) => Err(refusal(error)),
            _ => Ok(intake),
        },
        Ok(None) => Err(OfficeError::Refused {
            code: marked,
            facts: Vec::new(),
        }),
        Err(error) => {
            // A fault of the reader. Of the file nothing is told: it may be marked.
            tracing::error!(panicked = error.is_panic(), "reading an upload failed");
            Err(OfficeError::Refused {
                code: "file-failed",
                facts: Vec::new(),
            })
        }
    }
}

/// `None`: it is marked, or a file inside it is.
fn look(knowledge: &Knowledge, name: String, bytes: Vec<u8>, watch: &Watch) -> Option<Intake> {
    let eyes = || knowledge.eyes.as_deref().map(|eyes| eyes as &dyn Eyes);
    let opened = luytre_reader::open(&name, &bytes, &knowledge.limits, &eyes, &mut |progress| {
        watch(progress);
        ControlFlow::Continue(())
    });
    let (document, inside, header) = match opened {
        Err(error) => (Err(error), Vec::new(), None),
        Ok(opened) => {
            if opened.texts().any(|text| secrecy_mark(text).is_some()) {
                return None;
            }
            if opened.problems.iter().any(is_locked) {
                return Some(Intake::locked(name, bytes));
            }
            let header = header_of(opened.envelope);
            let mut files = opened.files.into_iter();
            match (opened.container, files.next()) {
                (Container::File, Some(file)) => (file.document, Vec::new(), None),
                (_, first) => {
                    let inside = first.into_iter().chain(files).map(inside).collect();
                    let kind = Kind::Archive;
                    (Err(ReadError::Container { kind }), inside, header)
                }
            }
        }
    };
    Some(Intake {
        sha256: hex_sha256(&bytes),
        name,
        bytes,
        document,
        inside,
        header,
    })
}

/// What is locked cannot be looked into, so that the whole is refused.
const fn is_locked(problem: &Problem) -> bool {
    matches!(
        problem,
        Problem::LeftOut {
            why: Reason::Encrypted,
            ..
        }
    )
}

fn header_of(envelope: Option<Envelope>) -> Option<edxml::Header> {
    match envelope {
        Some(Envelope::EdXml { header }) => edxml::read(&header),
        _ => None,
    }
}

fn inside(file: OpenedFile<'_>) -> Inside {
    let bytes = file.bytes.into_owned();
    Inside {
        intake: Intake {
            name: bare_name(&file.path),
            sha256: hex_sha256(&bytes),
            bytes,
            document: file.document,
            inside: Vec::new(),
            header: None,
        },
        path: file.path,
    }
}

impl Intake {
    fn locked(name: String, bytes: Vec<u8>) -> Self {
        Self {
            sha256: hex_sha256(&bytes),
            name,
            bytes,
            document: Err(ReadError::Encrypted { format: None }),
            inside: Vec::new(),
            header: None,
        }
    }

    /// Its media type, by content as far as it was told apart.
    pub(crate) fn media_type(&self) -> &'static str {
        match &self.document {
            Ok(document) => of_format(document.format),
            Err(
                ReadError::Broken { format, .. }
                | ReadError::NoText { format }
                | ReadError::Encrypted {
                    format: Some(format),
                },
            ) => of_format(*format),
            Err(ReadError::Scan { .. } | ReadError::UnreadableFont { .. }) => {
                of_format(Format::Pdf)
            }
            Err(ReadError::Unsupported { kind } | ReadError::NotWhatItSays { is: kind, .. }) => {
                of_kind(*kind)
            }
            Err(_) => OCTETS,
        }
    }
}

const OCTETS: &str = "application/octet-stream";

const fn of_format(format: Format) -> &'static str {
    match format {
        Format::Text => "text/plain",
        Format::Markdown => "text/markdown",
        Format::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Format::Pdf => "application/pdf",
        Format::Html => "text/html",
        Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Format::Xls => "application/vnd.ms-excel",
        Format::Ods => "application/vnd.oasis.opendocument.spreadsheet",
        Format::Odt => "application/vnd.oasis.opendocument.text",
        Format::Rtf => "application/rtf",
        Format::Picture => OCTETS,
        Format::Doc => "application/msword",
    }
}

const fn of_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Kind::Zip => "application/zip",
        _ => OCTETS,
    }
}

/// Why a file could not be read, as a refusal with a code and the facts of its words.
pub(crate) fn refusal(error: &ReadError) -> OfficeError {
    let (code, facts) = match error {
        ReadError::Empty => ("file-empty", Vec::new()),
        ReadError::TooLarge { bytes, limit } => (
            "file-too-large",
            vec![("bytes", bytes.to_string()), ("limit", limit.to_string())],
        ),
        ReadError::Bomb { .. } => ("file-bomb", Vec::new()),
        ReadError::Encrypted { .. } => ("file-encrypted", Vec::new()),
        ReadError::Broken { .. } | ReadError::DamagedContainer { .. } => {
            ("file-broken", Vec::new())
        }
        ReadError::NotWhatItSays { says, is } => (
            "file-not-what-it-says",
            vec![("says", says.clone()), ("is", kind_code(*is).to_owned())],
        ),
        ReadError::Scan { pages } => ("file-scan", vec![("pages", pages.to_string())]),
        ReadError::ToolMissing { .. } => ("file-tool", Vec::new()),
        ReadError::PictureFormat { .. } | ReadError::TooManyPixels { .. } => {
            ("file-picture", Vec::new())
        }
        ReadError::Recognition(_) => ("file-not-recognised", Vec::new()),
        ReadError::NoText { .. } => ("file-no-text", Vec::new()),
        ReadError::Unsupported { kind } | ReadError::Container { kind } => (
            "file-unsupported",
            vec![("kind", kind_code(*kind).to_owned())],
        ),
        ReadError::UnknownEncoding { .. } => ("file-unknown-encoding", Vec::new()),
        ReadError::UnreadableFont { .. } => ("file-unreadable-font", Vec::new()),
        _ => ("file-failed", Vec::new()),
    };
    OfficeError::Refused { code, facts }
}

const fn kind_code(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Docx => "docx",
        Kind::Pdf => "pdf",
        Kind::Xlsx => "xlsx",
        Kind::Pptx => "pptx",
        Kind::OpenText | Kind::OpenSheet | Kind::OpenDocument => "open_document",
        Kind::OldWord => "old_word",
        Kind::OldExcel => "old_excel",
        Kind::OldPowerPoint => "old_powerpoint",
        Kind::EncryptedOffice => "encrypted_office",
        Kind::Compound => "compound",
        Kind::Rtf => "rtf",
        Kind::Html => "html",
        Kind::Picture => "picture",
        Kind::Zip => "zip",
        Kind::SevenZip | Kind::Rar | Kind::Tar | Kind::Gzip | Kind::Archive => "archive",
        Kind::Program => "program",
        _ => "unknown",
    }
}

/// The name of a file without the folders that some browsers send, and without what could harm a
/// header or a page.
fn bare_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let bare: String = luytre_model::fold::nfc(last)
        .chars()
        .filter(|c| !c.is_control() && !is_direction(*c))
        .take(LONGEST_NAME)
        .collect();
    match bare.trim() {
        "" => "tep".to_owned(),
        bare => bare.to_owned(),
    }
}

/// Marks that turn the direction of writing: `gpj.exe` could look like `exe.jpg`.
const fn is_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// SHA-256, hex.
pub(crate) fn hex_sha256(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut out, byte| {
            // Writing to a String cannot fail.
            let _ = write!(out, "{byte:02x}");
            out
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_loses_folders_controls_and_turns() {
        for (given, kept) in [
            ("cv.docx", "cv.docx"),
            ("C:\\Users\\lan\\cv 12.docx", "cv 12.docx"),
            ("../../etc/passwd", "passwd"),
            ("cv\r\nX: 1.txt", "cvX: 1.txt"),
            ("a\u{202e}txt.exe", "atxt.exe"),
            ("", "tep"),
            (" /", "tep"),
        ] {
            assert_eq!(bare_name(given), kept, "{given:?}");
        }
        assert_eq!(bare_name(&"ă".repeat(300)).chars().count(), LONGEST_NAME);
    }

    #[test]
    fn a_digest_is_that_of_the_standard() {
        assert_eq!(
            hex_sha256(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
