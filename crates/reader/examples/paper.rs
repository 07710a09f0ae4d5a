//! Makes scans out of texts, to measure recognition: `FOLDER DEGREES NOISE FILE.txt...` writes
//! `FOLDER/FILE.pdf`, pages printed by LibreOffice, turned to and fro, noisy, at 200 dots an inch.
//!
//! Then `luytre read --json FOLDER/*.pdf` gives what `score_dispatch.py` compares with the labels.

#[expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    dead_code,
    reason = "made for tests, which end where something is missing"
)]
#[path = "../tests/it/paper/mod.rs"]
mod paper;

use std::path::Path;

use paper::scan::Scanner;
use paper::{layout, programs, scan};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, degrees, noise, files @ ..] = arguments.as_slice() else {
        return Err("FOLDER DEGREES NOISE FILE.txt... are wanted".into());
    };
    let mut scanner = Scanner {
        degrees: degrees.parse()?,
        noise: noise.parse()?,
        specks: 200,
        quality: 75,
        seed: 42,
    };
    for file in files {
        let text = std::fs::read_to_string(file)?;
        let printed = programs::print(&layout::fodt(&layout::sheet(&text)));
        let mut scanned = Vec::new();
        for page in scan::pages(&programs::rasterise(&printed, 200)) {
            scanned.push(scanner.scan(&page));
            scanner.degrees = -scanner.degrees;
            scanner.seed += 1;
        }
        let name = Path::new(file).with_extension("pdf");
        let name = name.file_name().ok_or("a file has no name")?;
        std::fs::write(Path::new(folder).join(name), scanner.pdf(&scanned, 200))?;
    }
    Ok(())
}
