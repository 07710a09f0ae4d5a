//! Containers: archives, mails and edXML messages are opened into the files that they carry, to a
//! limited depth and within limits on bytes, ratio and entries. A file that is no container gives
//! itself.
//!
//! Nothing is written to disk, and paths are names to show, never places: they cannot climb, start
//! at a root or hold control characters. Programs, encrypted entries and what is of no known kind
//! are named with the reason why they are left out.

mod base64;
mod budget;
mod edxml;
mod gzip;
mod mail;
mod outlook;
mod path;
mod rar;
mod seven;
mod tar;
mod tnef;
mod zip;

use std::borrow::Cow;

use crate::detect::{self, Kind};
use crate::{Limits, Problem, ReadError};
use budget::{Budget, Stop};

/// What a file turned out to be, seen from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Container {
    /// No container: the file itself.
    File,
    /// ZIP, 7z, RAR, tar or gzip.
    Archive,
    /// A mail with its body and attachments.
    Mail,
    /// A message between systems for documents (QCVN 102).
    EdXml,
}

/// A file with all that is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unpacked<'bytes> {
    /// What the outermost file is.
    pub container: Container,
    /// The files that can be looked into, in the order of the container.
    pub files: Vec<Inner<'bytes>>,
    /// What was left out, and other things to know.
    pub problems: Vec<Problem>,
    /// What is written on the outside: of the outermost edXML message if there is one, else of the
    /// outermost mail.
    pub envelope: Option<Envelope>,
}

/// A file that came out of a container, or the only file there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inner<'bytes> {
    /// Where it lay, to be shown: `phu-luc.zip/Kế hoạch.docx`. Never empty.
    pub path: String,
    /// What its content is.
    pub kind: Kind,
    /// Its content.
    pub bytes: Cow<'bytes, [u8]>,
}

/// What is written on the outside of a container.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Envelope {
    /// Head of a mail.
    Mail {
        /// Who sent it.
        from: String,
        /// When, as written.
        date: String,
        /// What it is about.
        subject: String,
    },
    /// Header of an edXML message.
    EdXml {
        /// The message as XML in UTF-8, without its attachments.
        header: String,
    },
}

/// Why something in a container is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// A program, which is never opened.
    Program,
    /// Content of no known kind.
    Unknown,
    /// No content.
    Empty,
    /// Needs a password.
    Encrypted,
    /// Damaged, or packed by a method that is not known.
    Damaged,
    /// Larger than what is kept.
    TooLarge,
    /// A container within containers, deeper than allowed.
    TooDeep,
    /// A link to another place.
    Link,
    /// A signature, or content wrapped into one.
    Signature,
    /// A kind of container that is not opened.
    Unsupported,
    /// Opening it takes a program that this machine does not have.
    NoTool,
}

/// Opens a file as far as it can be opened.
///
/// # Errors
/// A [`ReadError`] where the outermost container cannot be opened at all or is a bomb. What is
/// wrong with single files inside is in [`Unpacked::problems`].
pub fn unpack<'bytes>(
    name: &str,
    bytes: &'bytes [u8],
    limits: &Limits,
) -> Result<Unpacked<'bytes>, ReadError> {
    crate::check_size(bytes, limits)?;
    let kind = detect::kind(bytes, detect::extension(name).as_deref());
    let mut unpacking = Unpacking {
        limits,
        budget: Budget::new(limits),
        files: Vec::new(),
        problems: Vec::new(),
        envelope: None,
    };
    let container = container(kind);
    if container == Container::File {
        unpacking.keep(path::clean(name), kind, Cow::Borrowed(bytes));
    } else {
        let outer = Outer {
            folder: String::new(),
            name: path::clean(name),
            depth: 1,
        };
        unpacking
            .open(&outer, kind, bytes)
            .map_err(|stop| stop.into_error(kind))?;
    }
    Ok(Unpacked {
        container,
        files: unpacking.files,
        problems: unpacking.problems,
        envelope: unpacking.envelope,
    })
}

pub(crate) const fn container(kind: Kind) -> Container {
    match kind {
        Kind::Zip | Kind::SevenZip | Kind::Rar | Kind::Tar | Kind::Gzip => Container::Archive,
        Kind::Mail | Kind::OutlookMail | Kind::OutlookWrap => Container::Mail,
        Kind::EdXml => Container::EdXml,
        _ => Container::File,
    }
}

/// The state of opening one outermost file.
struct Unpacking<'limits, 'bytes> {
    limits: &'limits Limits,
    budget: Budget,
    files: Vec<Inner<'bytes>>,
    problems: Vec<Problem>,
    envelope: Option<Envelope>,
}

/// The container that is being opened.
struct Outer {
    /// What stands before the names of its files: empty for the outermost, else its path and `/`.
    folder: String,
    /// Its own name.
    name: String,
    depth: usize,
}

impl<'bytes> Unpacking<'_, 'bytes> {
    /// Opens a container and hands over what is in it.
    fn open(&mut self, outer: &Outer, kind: Kind, bytes: &[u8]) -> Result<(), Stop> {
        match kind {
            Kind::Zip => zip::open(self, outer, bytes),
            Kind::SevenZip => seven::open(self, outer, bytes),
            Kind::Tar => tar::open(self, outer, bytes),
            Kind::Gzip => gzip::open(self, outer, bytes),
            Kind::Rar => rar::open(self, outer, bytes),
            Kind::Mail => mail::open(self, outer, bytes),
            Kind::OutlookMail => outlook::open(self, outer, bytes),
            Kind::OutlookWrap => tnef::open(self, outer, bytes),
            Kind::EdXml => edxml::open(self, outer, bytes),
            _ => Err(Stop::Leave(Reason::Unsupported)),
        }
    }

    /// Takes a file whose content was read, or leaves it out where only it cannot be.
    fn settle(
        &mut self,
        outer: &Outer,
        name: &str,
        taken: Result<Vec<u8>, Stop>,
    ) -> Result<(), Stop> {
        match taken {
            Ok(bytes) => self.found(outer, name, bytes),
            Err(Stop::Leave(reason)) => {
                self.skip(outer, name, reason);
                Ok(())
            }
            Err(bomb) => Err(bomb),
        }
    }

    /// Takes a file out of a container: keeps it, opens it in turn, or says why not. `bytes` were
    /// counted by the budget; what is not kept is given back to it.
    fn found(&mut self, outer: &Outer, name: &str, bytes: Vec<u8>) -> Result<(), Stop> {
        if path::is_furniture(name) {
            self.budget.release(bytes.len());
            return Ok(());
        }
        let path = format!("{}{}", outer.folder, path::clean(name));
        let kind = detect::kind(&bytes, detect::extension(&path).as_deref());
        let size = bytes.len();
        let reason = match kind {
            _ if bytes.is_empty() => Reason::Empty,
            Kind::Program => Reason::Program,
            Kind::Unknown => Reason::Unknown,
            Kind::Archive => Reason::Unsupported,
            Kind::Signed => Reason::Signature,
            kind if container(kind) == Container::File => {
                self.keep(path, kind, Cow::Owned(bytes));
                return Ok(());
            }
            _ if outer.depth >= self.limits.nesting => Reason::TooDeep,
            kind => {
                let within = Outer {
                    folder: format!("{path}/"),
                    name: path.rsplit('/').next().unwrap_or_default().to_owned(),
                    depth: outer.depth.saturating_add(1),
                };
                let opened = self.open(&within, kind, &bytes);
                self.budget.release(size);
                return match opened {
                    Err(Stop::Leave(reason)) => {
                        self.left_out(path, reason);
                        Ok(())
                    }
                    other => other,
                };
            }
        };
        self.budget.release(size);
        self.left_out(path, reason);
        Ok(())
    }

    /// Takes text that was put together here, whatever it looks like.
    fn found_text(&mut self, outer: &Outer, name: &str, bytes: Vec<u8>) {
        let path = format!("{}{name}", outer.folder);
        self.keep(path, Kind::Text, Cow::Owned(bytes));
    }

    fn keep(&mut self, path: String, kind: Kind, bytes: Cow<'bytes, [u8]>) {
        self.files.push(Inner { path, kind, bytes });
    }

    /// An entry of a container that is not taken out.
    fn skip(&mut self, outer: &Outer, name: &str, reason: Reason) {
        if !path::is_furniture(name) {
            self.left_out(format!("{}{}", outer.folder, path::clean(name)), reason);
        }
    }

    fn left_out(&mut self, path: String, why: Reason) {
        self.problems.push(Problem::LeftOut { path, why });
    }
}

impl Reason {
    /// A name that stays the same for use by programs and word lists.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Program => "program",
            Self::Unknown => "unknown",
            Self::Empty => "empty",
            Self::Encrypted => "encrypted",
            Self::Damaged => "damaged",
            Self::TooLarge => "too_large",
            Self::TooDeep => "too_deep",
            Self::Link => "link",
            Self::Signature => "signature",
            Self::Unsupported => "unsupported",
            Self::NoTool => "no_tool",
        }
    }
}
