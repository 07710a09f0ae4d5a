//! Prints the text of files, and on standard error what went less than well and how long it took:
//! `cargo run -p luytre-reader --example text -- FILE...`

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "printing is what this example is for"
)]

use std::process::ExitCode;
use std::time::Instant;

use luytre_reader::{Limits, read};

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
        let outcome = read(&path, &bytes, &limits);
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
            }
            Err(error) => {
                eprintln!("{path}: {error} [{}], {took:.1?}", error.code());
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
