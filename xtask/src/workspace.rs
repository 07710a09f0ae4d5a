//! Where the workspace is, and what cargo knows about it.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::error::Error;

/// The folder of the workspace.
pub(crate) fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// The cargo that runs this task, set to work in the root of the workspace.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root());
    if on_build_machine() {
        // Nothing is compiled a second time there: the bookkeeping would only cost time and disk.
        command.env("CARGO_INCREMENTAL", "0");
    }
    command
}

/// Whether this is a build machine: a clean clone, nobody at the keyboard.
pub(crate) fn on_build_machine() -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false")
}

/// What `cargo metadata` tells: members, packages and who needs whom.
pub(crate) fn metadata() -> Result<Value, Error> {
    let mut arguments = vec!["metadata", "--format-version", "1"];
    if on_build_machine() {
        arguments.push("--locked");
    }
    let output = cargo(&arguments)
        .output()
        .map_err(Error::io("run `cargo metadata`"))?;
    if !output.status.success() {
        return Err(Error::Failed {
            what: "`cargo metadata` failed".to_owned(),
            tail: String::from_utf8_lossy(&output.stderr)
                .lines()
                .map(ToOwned::to_owned)
                .collect(),
            tally: Default::default(),
        });
    }
    serde_json::from_slice(&output.stdout)
        .map_err(|error| Error::failed(format!("`cargo metadata` answered no JSON: {error}")))
}

/// The folder that cargo builds into, whatever the environment says about it.
pub(crate) fn target_folder(metadata: &Value) -> Result<PathBuf, Error> {
    metadata
        .get("target_directory")
        .and_then(Value::as_str)
        .map(PathBuf::from)
        .ok_or_else(|| Error::failed("`cargo metadata` names no target folder"))
}
