//! The programs that print and scan: LibreOffice and poppler. Each has a folder of its own.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// A flat Open Document text → PDF.
pub(crate) fn print(fodt: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let source = folder.path().join("page.fodt");
    std::fs::write(&source, fodt).expect("the page is written");
    let profile = format!(
        "-env:UserInstallation=file://{}",
        folder.path().join("profile").display()
    );
    let done = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder.path())
        .arg(&source)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    assert!(
        done.is_ok_and(|status| status.success()),
        "soffice prints the page"
    );
    std::fs::read(folder.path().join("page.pdf")).expect("the PDF")
}

/// A PDF → its pages as PGM, one after the other.
pub(crate) fn rasterise(pdf: &[u8], dpi: u32) -> Vec<u8> {
    let mut child = Command::new("pdftoppm")
        .args(["-gray", "-r", &dpi.to_string(), "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftoppm starts");
    let mut input = child.stdin.take().expect("its input");
    let pdf = pdf.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&pdf));
    let output = child.wait_with_output().expect("pdftoppm ends");
    writer
        .join()
        .expect("the writer ends")
        .expect("the PDF is taken");
    assert!(output.status.success(), "pdftoppm draws the pages");
    output.stdout
}

/// Whether a program stands on the path.
pub(crate) fn is_here(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| Path::new(&folder).join(program).is_file())
}
