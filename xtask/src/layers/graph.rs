//! Who imports whom: what cargo says, held against the table.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde_json::Value;

use super::table::{self, Imports, Row};
use crate::error::Error;

/// The workspace as cargo sees it.
#[derive(Debug, Default)]
pub(crate) struct House {
    /// The crates of the workspace.
    pub(crate) members: Vec<Member>,
    /// Everything that comes from outside.
    pub(crate) packages: Vec<Package>,
}

/// A crate of the workspace.
#[derive(Debug, Default, Clone)]
pub(crate) struct Member {
    /// The name in the table: the folder.
    pub(crate) name: String,
    /// The name of the package.
    pub(crate) package: String,
    /// The folder of the crate.
    pub(crate) folder: PathBuf,
    /// Crates of the house that its code imports.
    pub(crate) imports: BTreeSet<String>,
    /// Crates of the house that only its tests import.
    pub(crate) test_imports: BTreeSet<String>,
    /// Packages that it reaches without passing through another crate of the house, each with the way there.
    pub(crate) reaches: BTreeMap<String, String>,
    /// Packages that its tests ask for by name.
    pub(crate) test_packages: BTreeSet<String>,
}

/// A package from outside.
#[derive(Debug, Clone)]
pub(crate) struct Package {
    /// Its name.
    pub(crate) name: String,
    /// Its licence as it states it.
    pub(crate) licence: Option<String>,
    /// Whether it comes from crates.io.
    pub(crate) from_registry: bool,
}

/// A dependency of a package: on which, and whether for tests only.
struct Edge {
    to: String,
    for_tests: bool,
}

/// Reads the house from `cargo metadata`.
pub(crate) fn read(metadata: &Value) -> Result<House, Error> {
    let list = |value: Option<&Value>| value.and_then(Value::as_array).cloned();
    let unreadable = || Error::failed("`cargo metadata` has another form than expected");
    let packages = list(metadata.get("packages")).ok_or_else(unreadable)?;
    let nodes = list(metadata.pointer("/resolve/nodes")).ok_or_else(unreadable)?;
    let members: BTreeSet<String> = list(metadata.get("workspace_members"))
        .ok_or_else(unreadable)?
        .iter()
        .filter_map(|id| id.as_str().map(ToOwned::to_owned))
        .collect();
    let edges: BTreeMap<String, Vec<Edge>> = nodes
        .iter()
        .map(|node| (text(node, "id"), edges_of(node)))
        .collect();
    let names: BTreeMap<String, String> = packages
        .iter()
        .map(|package| (text(package, "id"), text(package, "name")))
        .collect();
    let mut house = House::default();
    for package in &packages {
        if members.contains(&text(package, "id")) {
            house
                .members
                .push(member(package, &members, &edges, &names));
        } else {
            house.packages.push(Package {
                name: text(package, "name"),
                licence: package
                    .get("license")
                    .and_then(Value::as_str)
                    .map(ToOwned::to_owned),
                from_registry: text(package, "source").contains("crates.io"),
            });
        }
    }
    Ok(house)
}

fn text(value: &Value, key: &str) -> String {
    value
        .get(key)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

fn edges_of(node: &Value) -> Vec<Edge> {
    let dependencies = node.get("deps").and_then(Value::as_array);
    dependencies
        .into_iter()
        .flatten()
        .map(|dependency| {
            let kinds = dependency.get("dep_kinds").and_then(Value::as_array);
            Edge {
                to: text(dependency, "pkg"),
                for_tests: kinds
                    .is_some_and(|kinds| kinds.iter().all(|kind| text(kind, "kind") == "dev")),
            }
        })
        .collect()
}

fn member(
    package: &Value,
    members: &BTreeSet<String>,
    edges: &BTreeMap<String, Vec<Edge>>,
    names: &BTreeMap<String, String>,
) -> Member {
    let own_name = text(package, "name");
    let name_of = |id: &str| names.get(id).cloned().unwrap_or_default();
    let mut folder = PathBuf::from(text(package, "manifest_path"));
    folder.pop();
    let mut member = Member {
        name: short(&own_name),
        folder,
        package: own_name,
        ..Member::default()
    };
    let mut ahead = Vec::new();
    for edge in edges.get(&text(package, "id")).into_iter().flatten() {
        match (members.contains(&edge.to), edge.for_tests) {
            (true, false) => _ = member.imports.insert(short(&name_of(&edge.to))),
            (true, true) => _ = member.test_imports.insert(short(&name_of(&edge.to))),
            (false, true) => _ = member.test_packages.insert(name_of(&edge.to)),
            (false, false) => ahead.push((edge.to.clone(), name_of(&edge.to))),
        }
    }
    let mut seen = BTreeSet::new();
    while let Some((id, way)) = ahead.pop() {
        if !seen.insert(id.clone()) {
            continue;
        }
        for edge in edges
            .get(&id)
            .into_iter()
            .flatten()
            .filter(|edge| !edge.for_tests)
        {
            ahead.push((edge.to.clone(), format!("{way} → {}", name_of(&edge.to))));
        }
        member.reaches.insert(name_of(&id), way);
    }
    member
}

/// `luytre-store` is `store` in the table; `luytre` and `xtask` keep their names.
fn short(package: &str) -> String {
    package
        .strip_prefix("luytre-")
        .unwrap_or(package)
        .to_owned()
}

/// Every import and package that the table does not allow.
pub(crate) fn breaches(house: &House, table: &'static [Row]) -> Vec<String> {
    let mut breaches = Vec::new();
    for member in &house.members {
        let name = &member.name;
        let Some(row) = table::row(table, name) else {
            breaches.push(format!(
                "{name}: this crate has no row in the table of the house"
            ));
            continue;
        };
        if !member.folder.ends_with(name) {
            breaches.push(format!(
                "{name}: the package {} belongs in the folder `{name}`",
                member.package
            ));
        }
        for import in &member.imports {
            if !may_import(table, row, import) {
                breaches.push(format!("{name}: may not import {import}"));
            }
        }
        for import in &member.test_imports {
            let lower = table::row(table, import).is_some_and(|to| to.level <= row.level);
            if !lower || import == "xtask" {
                breaches.push(format!(
                    "{name}: its tests may not import {import}, which stands higher"
                ));
            }
        }
        for refused in row.refuses.iter().copied().flatten() {
            if let Some(way) = member.reaches.get(*refused) {
                breaches.push(format!("{name}: may not use {refused}, reached by {way}"));
            }
        }
        if name != "store" {
            for package in table::SQL
                .iter()
                .filter(|package| member.test_packages.contains(**package))
            {
                breaches.push(format!(
                    "{name}: its tests may not use {package}: SQL lives in store"
                ));
            }
        }
    }
    breaches
}

fn may_import(table: &'static [Row], from: &Row, import: &str) -> bool {
    let lower = || table::row(table, import).is_some_and(|to| to.level < from.level);
    match from.imports {
        Imports::Lower => lower(),
        Imports::LowerBut(refused) => lower() && !refused.contains(&import),
        Imports::Only(allowed) => allowed.contains(&import),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::table::HOUSE;
    use super::*;

    fn member(name: &str, imports: &[&str]) -> Member {
        Member {
            name: name.to_owned(),
            package: format!("luytre-{name}"),
            folder: PathBuf::from("crates").join(name),
            imports: imports.iter().map(|&import| import.to_owned()).collect(),
            ..Member::default()
        }
    }

    fn check(member: Member, expected: &[&str]) {
        let house = House {
            members: vec![member],
            ..House::default()
        };
        assert_eq!(breaches(&house, HOUSE), expected);
    }

    #[test]
    fn imports_run_downwards() {
        check(member("directive", &["model", "reader"]), &[]);
        check(member("server", &["office", "report", "model"]), &[]);
        check(member("luytre", &["server", "directive"]), &[]);
    }

    #[test]
    fn an_import_upwards_is_refused() {
        check(
            member("model", &["store"]),
            &["model: may not import store"],
        );
        check(
            member("store", &["office"]),
            &["store: may not import office"],
        );
    }

    #[test]
    fn an_import_sideways_is_refused() {
        check(
            member("directive", &["report"]),
            &["directive: may not import report"],
        );
        check(
            member("reader", &["model"]),
            &["reader: may not import model"],
        );
    }

    #[test]
    fn store_takes_model_and_ledger_alone() {
        check(member("store", &["ledger", "model"]), &[]);
        check(
            member("store", &["directive"]),
            &["store: may not import directive"],
        );
    }

    #[test]
    fn the_agent_keeps_away_from_the_server_side() {
        check(member("agent", &["checks", "wire"]), &[]);
        check(
            member("agent", &["store"]),
            &["agent: may not import store"],
        );
    }

    #[test]
    fn nothing_imports_the_tasks() {
        check(
            member("luytre", &["xtask"]),
            &["luytre: may not import xtask"],
        );
    }

    #[test]
    fn a_crate_without_a_row_is_refused() {
        check(
            member("helpers", &[]),
            &["helpers: this crate has no row in the table of the house"],
        );
    }

    #[test]
    fn a_package_that_is_reached_on_the_way_is_refused() {
        let mut office = member("office", &["store"]);
        office
            .reaches
            .insert("sqlx".to_owned(), "some-pool → sqlx".to_owned());
        check(
            office,
            &["office: may not use sqlx, reached by some-pool → sqlx"],
        );
    }

    #[test]
    fn tests_may_import_beside_but_not_above_and_speak_no_sql() {
        let mut directive = member("directive", &[]);
        directive.test_imports.insert("report".to_owned());
        check(directive.clone(), &[]);
        directive.test_imports.insert("server".to_owned());
        directive.test_packages.insert("sqlx".to_owned());
        check(
            directive,
            &[
                "directive: its tests may not import server, which stands higher",
                "directive: its tests may not use sqlx: SQL lives in store",
            ],
        );
    }

    #[test]
    fn cargo_s_answer_is_read_with_the_way_to_each_package() {
        let edge =
            |to: &str, kind: Option<&str>| json!({ "pkg": to, "dep_kinds": [{ "kind": kind }] });
        let package = |id: &str, name: &str, path: &str| json!({ "id": id, "name": name, "manifest_path": path, "license": "MIT" });
        let house = read(&json!({
            "workspace_members": ["m", "s"],
            "packages": [
                package("m", "luytre-model", "/w/crates/model/Cargo.toml"),
                package("s", "luytre-store", "/w/crates/store/Cargo.toml"),
                package("a", "pool", ""), package("b", "tokio", ""), package("c", "proptest", ""),
            ],
            "resolve": { "nodes": [
                { "id": "s", "deps": [edge("m", None), edge("a", None), edge("c", Some("dev"))] },
                { "id": "a", "deps": [edge("b", None)] },
            ] },
        }))
        .unwrap();
        let store = house
            .members
            .iter()
            .find(|member| member.name == "store")
            .unwrap();
        assert_eq!(store.imports, BTreeSet::from(["model".to_owned()]));
        assert_eq!(
            store.reaches.get("tokio").map(String::as_str),
            Some("pool → tokio")
        );
        assert_eq!(store.test_packages, BTreeSet::from(["proptest".to_owned()]));
        assert!(!store.reaches.contains_key("proptest"));
        assert_eq!(house.packages.len(), 3);
    }
}
