//! The benchmarks that cargo knows: every target under `benches/`.

use std::time::Duration;

use serde_json::Value;

use super::figure::Figure;
use crate::error::Error;
use crate::process::stream_to;
use crate::workspace;

const LIMIT: Duration = Duration::from_secs(30 * 60);

/// Runs each benchmark whose crate or name is the chosen one, or all.
pub(crate) fn run(chosen: Option<&str>) -> Result<Vec<Figure>, Error> {
    let targets: Vec<(String, String)> = targets(&workspace::metadata()?)
        .into_iter()
        .filter(|(package, bench)| chosen.is_none_or(|name| is_named(package, bench, name)))
        .collect();
    if targets.is_empty() {
        return Err(Error::failed(match chosen {
            Some(name) => format!("there is no benchmark of `{name}`"),
            None => "there are no benchmarks yet".to_owned(),
        }));
    }
    let mut figures = Vec::new();
    for (package, bench) in targets {
        let mut command = workspace::cargo(&["bench", "--package", &package, "--bench", &bench]);
        stream_to(&mut command, LIMIT, |line| {
            figures.extend(Figure::read(&bench, line));
        })?;
    }
    Ok(figures)
}

/// Pairs of package and benchmark.
fn targets(metadata: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| {
        value
            .get("name")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let list = |value: &Value, key: &str| {
        value
            .get(key)
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default()
    };
    let mut found = Vec::new();
    for package in list(metadata, "packages")
        .iter()
        .filter(|package| package.get("source").is_some_and(Value::is_null))
    {
        for target in list(package, "targets") {
            if list(&target, "kind").iter().any(|kind| kind == "bench") {
                found.push((text(package), text(&target)));
            }
        }
    }
    found
}

fn is_named(package: &str, bench: &str, name: &str) -> bool {
    bench == name || package == name || package.strip_prefix("luytre-") == Some(name)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn benchmarks_of_the_workspace_are_found_and_no_others() {
        let target = |name: &str, kind: &str| json!({ "name": name, "kind": [kind] });
        let metadata = json!({ "packages": [
            { "name": "luytre-store", "source": null, "targets": [target("write", "bench"), target("luytre_store", "lib")] },
            { "name": "regex", "source": "registry", "targets": [target("other", "bench")] },
        ] });
        assert_eq!(
            targets(&metadata),
            [("luytre-store".to_owned(), "write".to_owned())]
        );
    }

    #[test]
    fn a_crate_or_a_benchmark_can_be_named() {
        assert!(is_named("luytre-store", "write", "store"));
        assert!(is_named("luytre-store", "write", "luytre-store"));
        assert!(is_named("luytre-store", "write", "write"));
        assert!(!is_named("luytre-store", "write", "office"));
    }
}
