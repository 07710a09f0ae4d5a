//! What cargo cannot do alone: `cargo xtask start|test|layers|bench`.
//!
//! Runs on a developer's or a build machine and is never shipped. Nothing here is a rule of the
//! product, and no crate of the product may import it. Needs a Unix: it starts and stops groups of
//! processes.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for the terminal: its output is its purpose"
)]

mod bench;
mod count;
mod end_to_end;
mod error;
mod layers;
mod postgres;
mod process;
mod start;
mod steps;
mod tools;
mod workspace;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask start [ARGS]       build luytre and serve http://127.0.0.1:8080 on ./data
                               (ARGS go to `luytre serve`)
cargo xtask test [--only A,B]  everything that must hold, as the build machine runs it
cargo xtask layers             the house: who may import whom, where SQL may stand, licences
cargo xtask bench [NAME]       every benchmark, or those of one crate, as a table";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (task, rest) = match arguments.split_first() {
        Some((task, rest)) => (task.as_str(), rest),
        None => ("help", [].as_slice()),
    };
    let done = process::watch_for_interrupts().and_then(|()| match task {
        "start" => start::run(rest),
        "test" => steps::run(rest),
        "layers" => layers::run(rest),
        "bench" => bench::run(rest),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        _ => Err(error::Error::Usage(format!("there is no task `{task}`"))),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error::Error::Reported) => ExitCode::from(1),
        Err(error::Error::Usage(what)) => {
            eprintln!("{what}\n\n{USAGE}");
            ExitCode::from(2)
        }
        Err(error) => {
            eprintln!("error: {}", error::with_causes(&error));
            ExitCode::from(1)
        }
    }
}
