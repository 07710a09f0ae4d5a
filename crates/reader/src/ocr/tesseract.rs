//! The programs of the machine: Tesseract with Vietnamese, and `pdftoppm` of poppler.

use std::ffi::OsStr;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::pipe::Call;
use super::{Blind, Drawing, Eyes, Grey};

/// Longest answer about versions and languages.
const LONGEST_ANSWER: u64 = 64 * 1024;
/// Longest list of words of a page.
const LONGEST_WORDS: u64 = 16 * 1024 * 1024;
/// A program that cannot say its version in this time is not well.
const ASKING: Duration = Duration::from_secs(10);
/// The oldest Tesseract that recognises Vietnamese by lines.
const OLDEST: u32 = 4;

/// Something of the machine that recognising needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Component {
    /// Tesseract, version 4 or later.
    Tesseract,
    /// What Tesseract knows of Vietnamese.
    Vietnamese,
    /// `pdftoppm`, which draws pages of PDF.
    Poppler,
}

/// A component and what was found of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// Which.
    pub component: Component,
    /// Where it stands, if it does.
    pub path: Option<PathBuf>,
    /// Its version as it says itself.
    pub version: Option<String>,
    /// Whether it can be used.
    pub is_ready: bool,
}

impl Component {
    /// The package of Debian and Ubuntu that brings it.
    #[must_use]
    pub const fn package(self) -> &'static str {
        match self {
            Self::Tesseract => "tesseract-ocr",
            Self::Vietnamese => "tesseract-ocr-vie",
            Self::Poppler => "poppler-utils",
        }
    }
}

/// Asks the programs in these folders (written as in `PATH`) what they are.
#[must_use]
pub fn components(search: &OsStr) -> [Program; 3] {
    let tesseract = find(search, "tesseract");
    let said = ask(tesseract.as_deref(), "--version");
    let version = said.as_deref().and_then(version_of);
    let languages = ask(tesseract.as_deref(), "--list-langs").unwrap_or_default();
    let recent = version
        .as_deref()
        .and_then(major)
        .is_some_and(|major| major >= OLDEST);
    let vietnamese = languages.lines().any(|line| line.trim() == "vie");
    let poppler = find(search, "pdftoppm");
    // Its version goes to standard error; that it stands there is enough.
    [
        Program {
            component: Component::Tesseract,
            path: tesseract.clone(),
            version,
            is_ready: recent,
        },
        Program {
            component: Component::Vietnamese,
            path: tesseract.filter(|_| vietnamese),
            version: None,
            is_ready: vietnamese,
        },
        Program {
            component: Component::Poppler,
            is_ready: poppler.is_some(),
            path: poppler,
            version: None,
        },
    ]
}

/// Eyes by the programs of the machine.
#[derive(Clone, Debug)]
pub struct Tesseract {
    tesseract: PathBuf,
    pdftoppm: PathBuf,
}

impl Tesseract {
    /// Looks for the programs in these folders, written as in `PATH`.
    ///
    /// # Errors
    /// The components that are missing or of no use.
    pub fn find(search: &OsStr) -> Result<Self, Vec<Component>> {
        let found = components(search);
        let missing = || {
            let unready = found.iter().filter(|program| !program.is_ready);
            unready.map(|program| program.component).collect()
        };
        match &found {
            [tesseract, vietnamese, poppler] if vietnamese.is_ready && tesseract.is_ready => {
                match (&tesseract.path, &poppler.path) {
                    (Some(tesseract), Some(pdftoppm)) => Ok(Self {
                        tesseract: tesseract.clone(),
                        pdftoppm: pdftoppm.clone(),
                    }),
                    _ => Err(missing()),
                }
            }
            _ => Err(missing()),
        }
    }
}

impl Eyes for Tesseract {
    fn draw(
        &self,
        pdf: &[u8],
        order: &Drawing,
        take: &mut dyn FnMut(Grey) -> ControlFlow<()>,
    ) -> Result<(), Blind> {
        let arguments = [
            "-gray",
            "-r",
            &order.dpi.to_string(),
            "-f",
            &order.first.to_string(),
            "-l",
            &order.last.to_string(),
            "-",
        ]
        .map(str::to_owned);
        let call = Call {
            name: "pdftoppm",
            program: &self.pdftoppm,
            arguments: &arguments,
            input: &[pdf],
            patience: order.patience,
        };
        let (dpi, most) = (order.dpi, order.pixels);
        call.pieces(&mut |from| read_pgm(from, dpi, most), take)
    }

    fn words(&self, picture: &Grey, patience: Duration) -> Result<String, Blind> {
        let arguments = [
            "stdin",
            "stdout",
            "-l",
            "vie",
            "--psm",
            "3",
            "--dpi",
            &picture.dpi().to_string(),
            "tsv",
        ]
        .map(str::to_owned);
        let header = picture.pgm_header();
        let call = Call {
            name: "tesseract",
            program: &self.tesseract,
            arguments: &arguments,
            input: &[header.as_bytes(), picture.pixels()],
            patience,
        };
        let said = call.whole(LONGEST_WORDS)?;
        String::from_utf8(said).map_err(|_| Blind::Failed {
            program: "tesseract",
        })
    }
}

/// The next picture of a stream of grey maps; `None` at its end, or if it is larger than allowed.
fn read_pgm(from: &mut dyn Read, dpi: u32, most: u64) -> Option<Grey> {
    if field(from)? != "P5" {
        return None;
    }
    let width: usize = field(from)?.parse().ok()?;
    let height: usize = field(from)?.parse().ok()?;
    field(from)?;
    let size = width.checked_mul(height)?;
    if u64::try_from(size).ok()? > most {
        return None;
    }
    let mut pixels = vec![0; size];
    from.read_exact(&mut pixels).ok()?;
    Grey::new(width, height, dpi, pixels)
}

/// The bytes up to the next blank.
fn field(from: &mut dyn Read) -> Option<String> {
    let mut field = String::new();
    let mut byte = [0_u8];
    while field.len() < 12 {
        from.read_exact(&mut byte).ok()?;
        let [byte] = byte;
        if byte.is_ascii_whitespace() {
            return Some(field);
        }
        field.push(char::from(byte));
    }
    None
}

fn find(search: &OsStr, program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(search)
        .map(|folder| folder.join(&file))
        .find(|path| path.is_absolute() && path.is_file())
}

fn ask(program: Option<&Path>, question: &str) -> Option<String> {
    let answer = Call {
        name: "tesseract",
        program: program?,
        arguments: &[question.to_owned()],
        input: &[],
        patience: ASKING,
    };
    String::from_utf8(answer.whole(LONGEST_ANSWER).ok()?).ok()
}

/// `5.3.0` out of `tesseract 5.3.0` or `tesseract v5.3.0.20221214`.
fn version_of(said: &str) -> Option<String> {
    let version = said.lines().next()?.split_whitespace().nth(1)?;
    Some(version.trim_start_matches('v').to_owned())
}

fn major(version: &str) -> Option<u32> {
    version.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_of_a_stream_are_taken_one_by_one_and_large_ones_refused() {
        let mut stream: &[u8] = b"P5\n2 1\n255\nabP5\n1 2\n255\ncdP5\n9 9\n255\n";
        let one = read_pgm(&mut stream, 200, 2).expect("the first");
        assert_eq!(
            (one.width(), one.height(), one.pixels()),
            (2, 1, &b"ab"[..])
        );
        let two = read_pgm(&mut stream, 200, 2).expect("the second");
        assert_eq!(
            (two.width(), two.height(), two.pixels()),
            (1, 2, &b"cd"[..])
        );
        assert_eq!(read_pgm(&mut stream, 200, 80), None, "81 pixels");
        assert_eq!(read_pgm(&mut stream, 200, 80), None, "nothing follows");
    }

    #[test]
    fn a_version_is_told_however_it_is_written() {
        assert_eq!(
            version_of("tesseract 5.3.0\n leptonica").as_deref(),
            Some("5.3.0")
        );
        let windows = version_of("tesseract v5.3.0.20221214\n").expect("a version");
        assert_eq!(major(&windows), Some(5));
        assert_eq!(version_of("").as_deref(), None);
    }

    #[test]
    fn what_is_missing_is_named() {
        let missing = Tesseract::find(OsStr::new("/nowhere")).expect_err("nothing is there");
        assert_eq!(
            missing,
            [
                Component::Tesseract,
                Component::Vietnamese,
                Component::Poppler
            ]
        );
    }
}
