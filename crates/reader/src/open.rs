//! A file as it arrives → every text in it. Opens containers, reads each file inside, and has
//! scans recognised where the machine can: what a caller does who does not care what came.

use std::borrow::Cow;
use std::ops::ControlFlow;

use crate::unpack::{Container, Envelope, Inner, unpack};
use crate::{Document, Eyes, Kind, Limits, Problem, Progress, ReadError, Watch, read, read_scan};

/// A file with the texts of all that is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened<'bytes> {
    /// What the file is, seen from outside.
    pub container: Container,
    /// The files in it, in the order of the container; of a plain file that file alone.
    pub files: Vec<OpenedFile<'bytes>>,
    /// What was left out of the container.
    pub problems: Vec<Problem>,
    /// What is written on the outside.
    pub envelope: Option<Envelope>,
}

impl Opened<'_> {
    /// The texts that could be read, in the order of the files.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let read = self
            .files
            .iter()
            .filter_map(|file| file.document.as_ref().ok());
        read.map(|document| document.text.as_str())
    }
}

/// A file and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedFile<'bytes> {
    /// Where it lay, to be shown: `phu-luc.zip/Kế hoạch.docx`.
    pub path: String,
    /// What its content is.
    pub kind: Kind,
    /// Its content.
    pub bytes: Cow<'bytes, [u8]>,
    /// Its text, or why there is none.
    pub document: Result<Document, ReadError>,
}

/// Opens and reads a file. `eyes` are asked for when something comes that may be a scan: to look
/// for the programs of a machine takes longer than to read a text. Where there are none, scans stay
/// [`ReadError::Scan`]. `watch` is told of the pages of one scan after the other.
///
/// # Errors
/// A [`ReadError`] where a container cannot be opened at all, and [`ReadError::Stopped`]. What is
/// wrong with a single file is in its [`OpenedFile::document`].
pub fn open<'bytes, 'eyes>(
    name: &str,
    bytes: &'bytes [u8],
    limits: &Limits,
    eyes: &dyn Fn() -> Option<&'eyes dyn Eyes>,
    watch: &mut Watch<'_>,
) -> Result<Opened<'bytes>, ReadError> {
    let unpacked = unpack(name, bytes, limits)?;
    let mut files = Vec::with_capacity(unpacked.files.len());
    for Inner { path, kind, bytes } in unpacked.files {
        let eyes = matches!(kind, Kind::Pdf | Kind::Picture).then(eyes);
        let document = match eyes.flatten() {
            Some(eyes) => read_scan(&path, &bytes, limits, eyes, watch),
            None => read(&path, &bytes, limits),
        };
        if document == Err(ReadError::Stopped) {
            return Err(ReadError::Stopped);
        }
        files.push(OpenedFile {
            path,
            kind,
            bytes,
            document,
        });
    }
    Ok(Opened {
        container: unpacked.container,
        files,
        problems: unpacked.problems,
        envelope: unpacked.envelope,
    })
}

/// A watch that looks at nothing and never stops.
pub fn unwatched(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(name: &str, bytes: &[u8]) -> Vec<(String, Result<String, ReadError>)> {
        let limits = Limits::default();
        let opened = open(name, bytes, &limits, &|| None, &mut unwatched).unwrap();
        let texts = opened.files.into_iter();
        texts
            .map(|file| (file.path, file.document.map(|document| document.text)))
            .collect()
    }

    #[test]
    fn a_plain_file_is_its_own_text() {
        let text = "Số: 12/UBND-VP\n";
        let files = opened("a.txt", text.as_bytes());
        assert_eq!(files, [("a.txt".to_owned(), Ok(text.to_owned()))]);
    }

    #[test]
    fn each_file_of_a_mail_is_read_and_a_scan_stays_one() {
        let mail = "From: a@vi-du.vn\r\nSubject: Cong van\r\nMIME-Version: 1.0\r\n\
            Content-Type: multipart/mixed; boundary=b\r\n\r\n\
            --b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nKính chuyển\r\n\
            --b\r\nContent-Type: text/plain; name=cv.txt\r\n\
            Content-Disposition: attachment; filename=cv.txt\r\n\r\nSo: 12/UBND-VP\r\n\
            --b\r\nContent-Type: image/png; name=anh.png\r\n\
            Content-Disposition: attachment; filename=anh.png\r\n\
            Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgoAAAAA\r\n--b--\r\n";
        let files = opened("thu.eml", mail.as_bytes());
        let text = |wanted: &str| files.iter().find(|(path, _)| path.ends_with(wanted));
        let (_, attached) = text("cv.txt").unwrap();
        assert!(
            attached.as_ref().unwrap().contains("12/UBND-VP"),
            "{files:?}"
        );
        assert_eq!(
            text("anh.png").unwrap().1,
            Err(ReadError::Scan { pages: 1 })
        );
    }
}
