//! Bytes of a file → text with places and problems.
//!
//! One function, [`read`], decides by content what a file is, reads the formats an office works
//! with, and says plainly when it cannot. Another, [`unpack()`], opens archives, mails and edXML
//! messages into the files that they carry; [`open()`] does both. The crate knows nothing of dispatches or duties, opens
//! no file and no connection, runs no macro, and treats what it reads as data: no external entity,
//! link or embedded object is followed. Every loop and buffer is bounded by [`Limits`]; hostile
//! input is an ordinary [`ReadError`], never a panic.

mod assembly;
mod detect;
mod doc;
mod document;
mod docx;
mod error;
mod flow;
mod html;
mod legacy;
mod limits;
mod numbering;
mod numerals;
mod ocr;
mod odt;
mod open;
mod package;
mod pdf;
mod plain;
mod rtf;
mod sheet;
mod unpack;
mod xml;

pub use detect::Kind;
pub use document::{Cut, Document, Format, Part, Place, Problem};
pub use error::{Damage, Excess, ReadError};
pub use legacy::Encoding;
pub use limits::Limits;
pub use ocr::{
    Blind, Component, Drawing, Eyes, Grey, Program, Progress, Tesseract, Watch, components,
    read_scan,
};
pub use open::{Opened, OpenedFile, open, unwatched};
pub use unpack::{Container, Envelope, Inner, Reason, Unpacked, unpack};

use std::collections::BTreeMap;

use assembly::Assembly;

/// Reads the text of a file.
///
/// `name` is what the file is called; its extension is only compared with the content. A file that
/// is readable but carries another format's extension is read, with [`Problem::Misnamed`].
///
/// # Errors
///
/// A [`ReadError`] with the facts a person needs to know what to do next. Problems that leave the
/// text usable are in [`Document::problems`] instead.
pub fn read(name: &str, bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    check_size(bytes, limits)?;
    let says = detect::extension(name);
    let kind = detect::kind(bytes, says.as_deref());
    let mut assembly = Assembly::new(limits);
    if let Some(says) = &says
        && detect::contradicts(says, kind)
    {
        assembly.problem(Problem::Misnamed {
            says: says.clone(),
            is: kind,
        });
    }
    let format = match kind.format() {
        Some(Format::Text) if matches!(says.as_deref(), Some("md" | "markdown")) => {
            Format::Markdown
        }
        Some(format) => format,
        None => return Err(detect::refusal(kind, says)),
    };
    match format {
        Format::Text | Format::Markdown => plain::read(bytes, &mut assembly)?,
        Format::Docx => docx::read(bytes, limits, &mut assembly)?,
        Format::Odt => odt::read(bytes, limits, &mut assembly)?,
        Format::Rtf => rtf::read(bytes, limits, &mut assembly)?,
        Format::Html => html::read(bytes, limits, &mut assembly),
        Format::Xlsx => sheet::read_xlsx(bytes, limits, &mut assembly)?,
        Format::Ods => sheet::read_ods(bytes, limits, &mut assembly)?,
        Format::Xls => sheet::read_xls(bytes, limits, &mut assembly)?,
        Format::Pdf => pdf::read(bytes, limits, &BTreeMap::new(), &mut assembly)?,
        Format::Picture => return Err(ReadError::Scan { pages: 1 }),
        Format::Doc => doc::read(bytes, limits, &mut assembly)?,
    }
    assembly.finish(format)
}

const fn check_size(bytes: &[u8], limits: &Limits) -> Result<(), ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    let size = bytes.len() as u64;
    if size > limits.file_bytes {
        return Err(ReadError::TooLarge {
            bytes: size,
            limit: limits.file_bytes,
        });
    }
    Ok(())
}
