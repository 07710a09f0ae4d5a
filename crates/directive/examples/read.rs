//! Prints what is read from files, one JSON object a line.

use std::process::ExitCode;

use luytre_directive::{Reader, to_json};
use luytre_model::catalogue::Catalogue;

#[expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line example"
)]
fn main() -> ExitCode {
    let catalogue = match Catalogue::embedded() {
        Ok(catalogue) => catalogue,
        Err(faults) => {
            eprintln!("reading the catalogue: {faults}");
            return ExitCode::from(3);
        }
    };
    let reader = Reader::new(&catalogue);
    for path in std::env::args().skip(1) {
        match std::fs::read_to_string(&path) {
            Ok(text) => println!("{}", to_json(&path, &reader.read(&text))),
            Err(error) => {
                eprintln!("reading {path}: {error}");
                return ExitCode::from(3);
            }
        }
    }
    ExitCode::SUCCESS
}
