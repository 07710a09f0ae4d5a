//! `luytre doctor`: what of the machine's own programs is there, what each is for, and how to get
//! what is missing. It changes nothing and asks no network.

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use luytre_reader::{Component, Program, components};

use crate::Done;
use crate::failure::Failure;

/// A component, told.
struct Told {
    name: &'static str,
    purpose: &'static str,
    package: &'static str,
    windows: &'static str,
    found: Option<String>,
}

/// Tells each component; 3 where one is missing.
pub(crate) fn run() -> Done {
    let search = search_path();
    let told: Vec<Told> = components(&search)
        .into_iter()
        .map(of_scans)
        .chain([of_archives(&search)])
        .collect();
    let mut output = io::stdout().lock();
    match write(&mut output, &told) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new("không ghi được kết quả").because(error))
        }
        _ if told.iter().all(|one| one.found.is_some()) => Ok(ExitCode::SUCCESS),
        _ => Ok(ExitCode::from(3)),
    }
}

/// The folders in which programs stand, those included where Windows puts Tesseract.
pub(crate) fn search_path() -> OsString {
    let mut search = std::env::var_os("PATH").unwrap_or_default();
    if cfg!(windows) {
        search.push(r";C:\Program Files\Tesseract-OCR;C:\Program Files\poppler\Library\bin");
    }
    search
}

fn of_scans(program: Program) -> Told {
    let (name, purpose, windows) = match program.component {
        Component::Tesseract => (
            "Tesseract",
            "nhận dạng chữ trong bản quét và ảnh chụp",
            "cài Tesseract 5 (UB Mannheim), chọn thêm Vietnamese",
        ),
        Component::Vietnamese => (
            "Tesseract tiếng Việt",
            "nhận dạng chữ tiếng Việt",
            "chép vie.traineddata vào thư mục tessdata của Tesseract",
        ),
        Component::Poppler => (
            "pdftoppm (poppler)",
            "dựng trang của tệp PDF quét thành ảnh để nhận dạng",
            r"chép bản poppler cho Windows vào C:\Program Files\poppler",
        ),
    };
    let path = program.path.filter(|_| program.is_ready);
    let found = path.map(|path| match program.version {
        Some(version) => format!("phiên bản {version}, {}", path.display()),
        None => path.display().to_string(),
    });
    Told {
        name,
        purpose,
        package: program.component.package(),
        windows,
        found,
    }
}

fn of_archives(search: &OsStr) -> Told {
    let names: &[&str] = if cfg!(windows) {
        &["tar.exe", "bsdtar.exe"]
    } else {
        &["bsdtar", "bsdtar3"]
    };
    let found = std::env::split_paths(search)
        .flat_map(|folder| names.iter().map(move |name| folder.join(name)))
        .find(|path: &PathBuf| path.is_file());
    Told {
        name: "bsdtar (libarchive)",
        purpose: "mở tệp nén .rar",
        package: "libarchive-tools",
        windows: "có sẵn từ Windows 10",
        found: found.map(|path| path.display().to_string()),
    }
}

fn write(output: &mut impl Write, told: &[Told]) -> io::Result<()> {
    writeln!(output, "Thành phần tùy chọn của máy\n")?;
    for one in told {
        let (sign, state) = match &one.found {
            Some(found) => ("✓", found.as_str()),
            None => ("✗", "chưa có"),
        };
        writeln!(output, "{sign} {}: {state}", one.name)?;
        writeln!(output, "  Dùng để {}.", one.purpose)?;
        if one.found.is_none() && cfg!(windows) {
            writeln!(output, "  Cách cài: {}.", one.windows)?;
        } else if one.found.is_none() {
            writeln!(output, "  Cách cài: sudo apt-get install {}", one.package)?;
        }
    }
    let missing: Vec<&str> = told
        .iter()
        .filter(|one| one.found.is_none())
        .map(|one| one.package)
        .collect();
    if missing.is_empty() {
        return writeln!(output, "\nĐủ các thành phần.");
    }
    writeln!(
        output,
        "\nThiếu {} thành phần. Chương trình vẫn chạy; những việc nêu trên thì chưa làm được.",
        missing.len()
    )?;
    if !cfg!(windows) {
        writeln!(
            output,
            "Cài một lần: sudo apt-get install {}",
            missing.join(" ")
        )?;
    }
    Ok(())
}
