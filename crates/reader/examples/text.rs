//! Prints the text of files and of files in them, and on standard error what went less than well and how long it took:
//! `cargo run -p luytre-reader --example text -- FILE...`

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "printing is what this example is for"
)]

use std::process::ExitCode;
use std::time::Instant;

use luytre_reader::{Limits, read, unpack};

fn main() -> ExitCode {
    let limits = Limits::default();
    let mut failed = false;
    for path in std::env::args().skip(1) {
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                eprintln!("{path}: cannot be opened: {error}");
                failed = true;
                continue;
            }
        };
        let begun = Instant::now();
        match unpack(&path, &bytes, &limits) {
            Ok(unpacked) => {
                let took = begun.elapsed();
                let container = unpacked.container;
                eprintln!("{path}: {container:?}, {took:.1?}, {:?}", unpacked.problems);
                for file in &unpacked.files {
                    failed |= !print(&file.path, &file.bytes, &limits);
                }
            }
            Err(error) => {
                eprintln!("{path}: {error} [{}]", error.code());
                failed = true;
            }
        }
    }
    if failed {
        ExitCode::from(3)
    } else {
        ExitCode::SUCCESS
    }
}

/// Whether the file could be read.
fn print(path: &str, bytes: &[u8], limits: &Limits) -> bool {
    let begun = Instant::now();
    let outcome = read(path, bytes, limits);
    let took = begun.elapsed();
    match outcome {
        Ok(document) => {
            print!("{}", document.text);
            eprintln!(
                "{path}: {:?}, {} parts, {took:.1?}, {:?}",
                document.format,
                document.parts.len(),
                document.problems
            );
            true
        }
        Err(error) => {
            eprintln!("{path}: {error} [{}], {took:.1?}", error.code());
            false
        }
    }
}
