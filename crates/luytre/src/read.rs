//! `luytre read FILE…`: dispatch → plan, for people or (`--json`) for programs.

mod terminal;
mod words;

use std::fs::File;
use std::io::{self, IsTerminal, Read as _, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use luytre_directive::{Reader, secrecy_mark, to_json};
use luytre_model::catalogue::Catalogue;
use luytre_reader::Limits;

use crate::Done;
use crate::failure::Failure;

/// What `luytre read` takes.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Các tệp công văn (.docx, .pdf có chữ, .txt, .md).
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
    let reader = Reader::new(&catalogue);
    let mut output = io::stdout().lock();
    let style = terminal::Style {
        colour: output.is_terminal(),
        width: 100,
    };
    let mut all_read = true;
    for path in &arguments.files {
        match read_one(path) {
            Ok((text, name)) => {
                let reading = reader.read(&text);
                let written = if arguments.json {
                    writeln!(output, "{}", to_json(&name, &reading))
                } else {
                    terminal::write(&mut output, &name, &reading, &catalogue, style)
                };
                match written {
                    // The reader of a pipe (`| head`) may go away; that is no failure.
                    Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                        return Ok(ExitCode::SUCCESS);
                    }
                    other => other
                        .map_err(|error| Failure::new("không ghi được kết quả").because(error))?,
                }
            }
            Err(failure) => {
                failure.tell();
                all_read = false;
            }
        }
    }
    Ok(if all_read {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(3)
    })
}

/// The text of a file and its name. A document that bears a secrecy mark is not shown.
fn read_one(path: &Path) -> Result<(String, String), Failure> {
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
    let document = luytre_reader::read(&name, &bytes, &limits)
        .map_err(|error| Failure::new(format!("{name}: {}", words::of(&error))))?;
    if secrecy_mark(&document.text).is_some() {
        return Err(Failure::new("tệp mang dấu chỉ độ mật, chương trình không đọc và không in nội dung")
            .hint("Tài liệu bí mật nhà nước chỉ xử lý trên máy không kết nối mạng, theo quy định về bảo vệ bí mật nhà nước."));
    }
    Ok((document.text, name))
}
