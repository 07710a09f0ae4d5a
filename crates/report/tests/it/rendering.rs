//! What LibreOffice makes of the documents: pages and text. Where it is not installed these tests
//! do nothing, but fail when `CI` is `true`.

use std::path::Path;
use std::process::Command;

use luytre_report::layout::Layout;

use crate::sample::{long_party, long_state, short_party, short_state, slip};

/// Runs a program and gives its output; `None` when it is not installed.
fn run(command: &mut Command) -> Option<String> {
    match command.output() {
        Ok(output) => {
            assert!(output.status.success(), "{output:?}");
            Some(String::from_utf8_lossy(&output.stdout).into_owned())
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let ci = std::env::var_os("CI").is_some_and(|value| value == "true");
            assert!(!ci, "{command:?} is not installed");
            None
        }
        Err(error) => panic!("{command:?}: {error}"),
    }
}

/// The text of each page of a PDF.
fn pages(pdf: &Path) -> Option<Vec<String>> {
    let text = run(Command::new("pdftotext").arg("-layout").arg(pdf).arg("-"))?;
    let mut pages: Vec<String> = text.split('\u{c}').map(str::to_owned).collect();
    pages.pop();
    Some(pages)
}

/// All runs of white space as one space.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn documents_open_with_the_expected_pages_and_text() {
    let folder = tempfile::tempdir().unwrap();
    let samples = [
        ("state-short", short_state().document(), 1, "Nguyễn Văn Tre"),
        (
            "state-long",
            long_state().document(),
            3,
            "Trần Thị Tre Xanh",
        ),
        ("party-short", short_party().document(), 1, "Lê Văn Măng"),
        ("party-long", long_party().document(), 3, "Phạm Văn Trúc"),
        (
            "state-slip",
            slip(Layout::State).document(),
            1,
            "Nguyễn Văn Tre",
        ),
        (
            "party-slip",
            slip(Layout::Party).document(),
            1,
            "Lê Văn Măng",
        ),
    ];
    let mut convert = Command::new("soffice");
    convert
        .arg(format!(
            "-env:UserInstallation=file://{}/profile",
            folder.path().display()
        ))
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder.path());
    for (name, document, ..) in &samples {
        let file = folder.path().join(format!("{name}.docx"));
        std::fs::write(&file, document.as_ref().unwrap().to_docx().unwrap()).unwrap();
        convert.arg(file);
    }
    if run(&mut convert).is_none() {
        return;
    }
    for (name, _, count, signer) in samples {
        let Some(pages) = pages(&folder.path().join(format!("{name}.pdf"))) else {
            return;
        };
        assert_eq!(pages.len(), count, "{name}");
        let first = flat(&pages[0]);
        let addressed = first.contains("Kính gửi:");
        assert_eq!(addressed, !name.ends_with("slip"), "{name}: {first}");
        assert!(first.contains("năm 2026"), "{name}: {first}");
        for (number, page) in pages.iter().enumerate() {
            let top = page.lines().find(|line| !line.trim().is_empty()).unwrap();
            let numbered = top.trim() == (number + 1).to_string();
            assert_eq!(numbered, number > 0, "{name} page {number}: {top}");
        }
        let last = flat(pages.last().unwrap());
        assert!(last.contains("Nơi nhận:"), "{name}: {last}");
        assert!(last.contains(signer), "{name}: {last}");
        let marked = last.contains("./.");
        assert_eq!(marked, name.starts_with("state"), "{name}: {last}");
    }
}
