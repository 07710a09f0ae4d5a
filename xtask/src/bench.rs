//! `bench`: every benchmark there is, in release, as one table.
//!
//! A benchmark is a target under `benches/` of a crate, with `harness = false`, that prints one
//! line a figure: the value, what was measured, and the target where there is one.
//!
//! ```text
//!        3.1 ms: a one-page text read (at most 5)
//!  812 a second: occurrences reported (at least 500)
//! ```
//!
//! Figures are for people and for docs/benchmarks.md. They fail nothing: a benchmark is no test.
//! A benchmark that is no target of cargo gets a module of its own beside `cargo`, gives figures,
//! and stands in `run`.

mod cargo;
mod figure;

use crate::error::Error;

/// Runs the benchmarks, or those whose crate or name is given, and prints the table.
pub(crate) fn run(arguments: &[String]) -> Result<(), Error> {
    let chosen = match arguments {
        [] => None,
        [name] => Some(name.as_str()),
        _ => return Err(Error::Usage("`bench` takes one name at most".to_owned())),
    };
    let figures = cargo::run(chosen)?;
    print!("\n{}", figure::table(&figures));
    Ok(())
}
