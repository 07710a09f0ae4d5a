//! `start`: from a fresh clone to a running office with one command.
//!
//! Builds the program and becomes it; decides nothing about how it serves.

use std::os::unix::process::CommandExt;
use std::process::Command;

use crate::error::Error;
use crate::{tools, workspace};

/// Builds `luytre` in release and serves `./data`; the arguments go to `luytre serve`.
pub(crate) fn run(arguments: &[String]) -> Result<(), Error> {
    tools::ensure(tools::FOR_START)?;
    if let Err(error) = tools::ensure(tools::FOR_SCANS) {
        println!("scans will not be read: {error}");
    }
    let built = workspace::cargo(&["build", "--release", "--package", "luytre"])
        .status()
        .map_err(Error::io("run `cargo build`"))?;
    if !built.success() {
        return Err(Error::failed(
            "luytre did not build; the reason stands above",
        ));
    }
    let program = workspace::target_folder(&workspace::metadata()?)?.join("release/luytre");
    let mut serve = Command::new(&program);
    serve.arg("serve").current_dir(workspace::root());
    if !arguments
        .iter()
        .any(|argument| argument.starts_with("--data"))
    {
        serve.args(["--data", "./data"]);
    }
    let given = arguments
        .strip_prefix(&["--".to_owned()])
        .unwrap_or(arguments);
    // `exec` only comes back when it fails.
    let error = serve.args(given).exec();
    Err(Error::io(format!("start {}", program.display()))(error))
}
