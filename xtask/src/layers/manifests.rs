//! What manifests and the map must say: versions stand in the workspace alone, and every crate is
//! in ARCHITECTURE.md.

use std::path::Path;

use super::graph::House;
use crate::error::Error;

/// Reads the manifest of every crate and the map.
pub(crate) fn breaches(house: &House, root: &Path) -> Result<Vec<String>, Error> {
    let mut breaches = Vec::new();
    for member in &house.members {
        let path = member.folder.join("Cargo.toml");
        let text = std::fs::read_to_string(&path)
            .map_err(Error::io(format!("read {}", path.display())))?;
        breaches.extend(own_versions(&member.name, &text));
        if !text.contains("[lints]\nworkspace = true") {
            breaches.push(format!(
                "{}: its manifest must take the lints of the workspace",
                member.name
            ));
        }
    }
    let map = root.join("ARCHITECTURE.md");
    if map.exists() {
        let text = std::fs::read_to_string(&map).map_err(Error::io("read ARCHITECTURE.md"))?;
        let names = house.members.iter().map(|member| member.name.as_str());
        breaches.extend(not_on_the_map(names, &text));
    }
    Ok(breaches)
}

/// Dependencies that a manifest gives a version or a source of its own.
fn own_versions(name: &str, manifest: &str) -> Vec<String> {
    let mut in_dependencies = false;
    let mut found = Vec::new();
    for line in manifest.lines().map(str::trim) {
        if let Some(section) = line.strip_prefix('[') {
            let section = section.trim_end_matches(']');
            in_dependencies = section.ends_with("dependencies");
            if section.contains("dependencies.") {
                found.push(format!(
                    "{name}: write `[{section}]` as one line with `workspace = true`"
                ));
            }
        } else if in_dependencies && line.contains('=') && !line.starts_with('#') {
            // A crate may import itself, to give its own integration tests a feature of its tests.
            let itself = line.contains("path = \".\"");
            if !itself && !line.contains("workspace = true") {
                found.push(format!(
                    "{name}: versions stand in the workspace alone: {line}"
                ));
            }
        }
    }
    found
}

fn not_on_the_map<'a>(names: impl Iterator<Item = &'a str>, map: &str) -> Vec<String> {
    names
        .filter(|name| !map.contains(&format!("`{name}`")))
        .map(|name| format!("{name}: ARCHITECTURE.md does not name `{name}`"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_of_its_own_is_refused() {
        let found = own_versions(
            "a",
            "[package]\nversion = \"1\"\n[dependencies]\nserde.workspace = true\nzip = \"9\"\n",
        );
        assert_eq!(
            found,
            ["a: versions stand in the workspace alone: zip = \"9\""]
        );
        assert_eq!(
            own_versions("a", "[dev-dependencies]\nx = { path = \"../x\" }").len(),
            1
        );
        assert_eq!(
            own_versions("a", "[dependencies.zip]\nversion = \"9\"").len(),
            1
        );
    }

    #[test]
    fn features_beside_the_workspace_s_version_are_fine() {
        assert!(
            own_versions(
                "a",
                "[dependencies]\nzip = { workspace = true, features = [\"x\"] }\n[features]\nx = []"
            )
            .is_empty()
        );
    }

    #[test]
    fn every_crate_is_on_the_map() {
        let map = "| `model` | the words |";
        assert_eq!(
            not_on_the_map(["model", "store"].into_iter(), map),
            ["store: ARCHITECTURE.md does not name `store`"]
        );
    }
}
