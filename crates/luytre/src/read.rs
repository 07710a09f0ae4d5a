//! `luytre read FILE…`: dispatch → plan, for people or (`--json`) for programs.

mod bases;
mod terminal;
mod words;

use std::cell::LazyCell;
use std::fs::File;
use std::io::{self, IsTerminal, Read as _, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use jiff::civil::Date;
use luytre_directive::{Cell, Reader, Source, secrecy_mark, to_json};
use luytre_model::catalogue::Catalogue;
use luytre_model::clock::{Clock as _, day_in_viet_nam};
use luytre_model::dispatch::Reading;
use luytre_model::legal::Instruments;
use luytre_reader::{Container, Document, Eyes, Limits, Progress, ReadError, Tesseract};
use serde_json::Value;

use crate::Done;
use crate::failure::Failure;
use crate::system::SystemClock;

/// What `luytre read` takes.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Các tệp công văn: .docx, .doc, .odt, .rtf, .pdf, .html, .txt, .md, ảnh chụp, thư .eml/.msg, tệp nén, .edxml.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// In mỗi công văn một dòng JSON.
    #[arg(long)]
    json: bool,
}

/// Reads each file; those that cannot be read are told and the rest goes on.
pub(crate) fn run(arguments: &Arguments) -> Done {
    let catalogue = Catalogue::embedded().map_err(|error| {
        Failure::new("danh mục biện pháp kèm theo chương trình bị lỗi").because(error)
    })?;
    let instruments = Instruments::embedded().map_err(|error| {
        Failure::new("danh mục văn bản pháp luật kèm theo chương trình bị lỗi").because(error)
    })?;
    let today = day_in_viet_nam(SystemClock.now());
    // It lives as long as the program; to take it apart at the end is time that somebody waits.
    let reader: &Reader = Box::leak(Box::new(Reader::new(&catalogue)));
    let mut output = io::stdout().lock();
    let style = terminal::Style {
        colour: output.is_terminal(),
        width: 100,
    };
    let mut all_read = true;
    let eyes: LazyCell<_> = LazyCell::new(eyes);
    for path in &arguments.files {
        let texts = match read_one(path, &eyes) {
            Ok(texts) => texts,
            Err(failure) => {
                failure.tell();
                all_read = false;
                continue;
            }
        };
        for text in texts {
            let (name, document) = match text {
                Ok(text) => text,
                Err(failure) => {
                    failure.tell();
                    all_read = false;
                    continue;
                }
            };
            let cells: Vec<Cell> = document.cells().map(Cell::from).collect();
            let reading = reader.read_source(&Source {
                text: &document.text,
                cells: &cells,
            });
            let written = if arguments.json {
                writeln!(output, "{}", json(&name, &reading, &instruments, today))
            } else {
                let judged = bases::judged(&instruments, &reading, today);
                terminal::write(&mut output, &name, &reading, &judged, &catalogue, style)
            };
            match written {
                // The reader of a pipe (`| head`) may go away; that is no failure.
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                    return Ok(ExitCode::SUCCESS);
                }
                other => {
                    other.map_err(|error| Failure::new("không ghi được kết quả").because(error))?;
                }
            }
        }
    }
    Ok(if all_read {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(3)
    })
}

/// The plan as labelled data has it, with what is known of the documents that it cites beside it.
fn json(name: &str, reading: &Reading, instruments: &Instruments, today: Date) -> Value {
    let mut plan = to_json(name, reading);
    if let Some(plan) = plan.as_object_mut() {
        let judged = bases::judged(instruments, reading, today);
        plan.insert("bases".to_owned(), bases::to_json(&judged));
    }
    plan
}

/// The programs of the machine that recognise scans, if they are there.
pub(crate) fn eyes() -> Option<Tesseract> {
    let search = crate::doctor::search_path();
    Tesseract::find(&search).ok()
}

/// The name of a file and what it holds, or why it cannot be read.
type Text = Result<(String, Document), Failure>;

/// The texts of a file and of those inside it. Where one bears a secrecy mark, none is shown.
fn read_one(path: &Path, eyes: &LazyCell<Option<Tesseract>>) -> Result<Vec<Text>, Failure> {
    let limits = Limits::default();
    let name = path
        .file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned();
    let unreadable =
        |error| Failure::new(format!("không mở được tệp {}", path.display())).because(error);
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    // One byte over the limit is enough to know that it is too large.
    file.take(limits.file_bytes + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    let failure =
        |name: &str, error: &ReadError| Failure::new(format!("{name}: {}", words::of(error)));
    let eyes = || eyes.as_ref().map(|eyes| eyes as &dyn Eyes);
    let opened = luytre_reader::open(&name, &bytes, &limits, &eyes, &mut |progress| {
        show(progress);
        ControlFlow::Continue(())
    })
    .map_err(|error| failure(&name, &error))?;
    if opened.texts().any(|text| secrecy_mark(text).is_some()) {
        return Err(Failure::new("tệp mang dấu chỉ độ mật, chương trình không đọc và không in nội dung")
            .hint("Tài liệu bí mật nhà nước chỉ xử lý trên máy không kết nối mạng, theo quy định về bảo vệ bí mật nhà nước."));
    }
    let plain = opened.container == Container::File;
    let texts = opened.files.into_iter().map(|file| {
        let shown = if plain {
            name.clone()
        } else {
            format!("{name}/{}", file.path)
        };
        match file.document {
            Ok(document) => Ok((shown, document)),
            Err(error) => Err(failure(&shown, &error)),
        }
    });
    Ok(texts.collect())
}

/// How far the recognition of a scan is, for whoever waits at a terminal.
fn show(progress: Progress) {
    let mut err = io::stderr();
    if err.is_terminal() {
        let end = if progress.done == progress.of {
            "\n"
        } else {
            ""
        };
        let (done, of) = (progress.done, progress.of);
        // A message that cannot be shown is no reason to stop reading.
        let _ = write!(err, "\rĐang nhận dạng chữ: {done}/{of} trang{end}");
    }
}
