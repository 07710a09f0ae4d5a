//! Turns the data files that are read at every start from YAML, which people write, into JSON, which
//! is read ten times as fast: a command line starts by reading some ninety of them.
//!
//! Nothing is judged here. What the files must say is checked where they are read, with the name of
//! the file; only what is no YAML at all ends the build.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::Value;

/// Folders of `catalogue` whose files are packed, each into a list of [name, content].
const PACKED: [&str; 2] = ["controls", "legal"];

#[expect(
    clippy::disallowed_methods,
    reason = "a build script is told its folder by the environment"
)]
fn main() -> Result<(), Box<dyn Error>> {
    let catalogue = Path::new("../../catalogue");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    // The compiler sees changes of files that it embedded, not new ones beside them.
    println!("cargo:rerun-if-changed={}", catalogue.display());
    for folder in PACKED {
        let packed = pack(&catalogue.join(folder))?;
        fs::write(out.join(format!("{folder}.json")), packed)?;
    }
    Ok(())
}

/// The files of a folder, by name.
fn pack(folder: &Path) -> Result<String, Box<dyn Error>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_none_or(|kind| kind != "yaml") {
            continue;
        }
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let text = fs::read_to_string(&path)?;
        let content: Value =
            serde_saphyr::from_str(&text).map_err(|error| format!("{name}: {error}"))?;
        files.push((name, content));
    }
    files.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(serde_json::to_string(&files)?)
}
