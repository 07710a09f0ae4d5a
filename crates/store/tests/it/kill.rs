//! A program that is killed in the middle of writing loses nothing that it was told is durable.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use luytre_ledger::hash::Hash;
use luytre_ledger::tree::{self, Frontier};
use luytre_model::id::OfficeId;
use luytre_store::{Store, trail, units};

use crate::support::{CHANCE, a_unit, end, office};

/// Set: this process is the one that will be killed. `address office`.
const VICTIM: &str = "LUYTRE_TEST_VICTIM";
/// How often it is killed.
const ROUNDS: usize = 20;

/// The process that is killed: writes units without end from several tasks, and says the id of each
/// once it was told that it is durable.
async fn victim(told: &str) {
    let (address, office) = told.split_once(' ').unwrap();
    let office: OfficeId = office.parse().unwrap();
    // Each victim makes other ids.
    CHANCE.0.store(
        u64::from(std::process::id()) << 32,
        std::sync::atomic::Ordering::Relaxed,
    );
    let store = Store::open(address).await.unwrap();
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let store = store.clone();
        tasks.spawn(async move {
            loop {
                let unit = a_unit(office, "Tổ", 1);
                let mut write = store.write().await.unwrap();
                units::insert(&mut write, &unit).await.unwrap();
                end(write, office).await;
                println!("kept {}", unit.id);
            }
        });
    }
    tasks.join_next().await;
}

/// Runs a victim, reads `most` of its words, kills it, and returns all that it had said by then.
fn kill_after(address: &str, office: OfficeId, most: usize) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "kill::killed_at_any_moment_nothing_acknowledged_is_lost",
            "--nocapture",
        ])
        .env(VICTIM, format!("{address} {office}"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut kept = Vec::new();
    let mut killed = false;
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        // The last line may be cut off.
        if let Some(id) = line
            .unwrap()
            .strip_prefix("kept ")
            .filter(|id| id.len() == 36)
        {
            kept.push(id.to_owned());
        }
        if !killed && kept.len() >= most {
            child.kill().unwrap();
            killed = true;
        }
    }
    child.wait().unwrap();
    kept
}

async fn check(address: &str, office: OfficeId, kept: &[String]) {
    let store = Store::open(address).await.unwrap();
    let mut conn = store.read().await.unwrap();
    let there: std::collections::BTreeSet<_> = units::list(&mut conn, office)
        .await
        .unwrap()
        .into_iter()
        .map(|unit| unit.id.to_string())
        .collect();
    for id in kept {
        assert!(there.contains(id), "{id} was acknowledged and is lost");
    }
    let size = trail::size(&mut conn, office).await.unwrap();
    assert_eq!(
        size,
        there.len() as u64 + 1,
        "each unit has its leaf, and no leaf is without"
    );
    let mut fresh = Frontier::default();
    let leaves = trail::leaves(&mut conn, office, 0, u32::MAX).await.unwrap();
    for leaf in &leaves {
        fresh.push(Hash::of_leaf(leaf.as_bytes()));
    }
    let nodes = trail::nodes(&mut conn, office, &tree::needed_for_root(size))
        .await
        .unwrap();
    assert_eq!(fresh.root(), tree::root(size, &nodes).unwrap());
    drop(conn);
    store.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_any_moment_nothing_acknowledged_is_lost() {
    #[expect(
        clippy::disallowed_methods,
        reason = "how a test tells its own child what to do"
    )]
    let told = std::env::var(VICTIM);
    if let Ok(told) = told {
        return victim(&told).await;
    }
    let folder = tempfile::tempdir().unwrap();
    let path: &Path = &folder.path().join("office.sqlite");
    let address = format!("sqlite:{}", path.display());
    let store = Store::open(&address).await.unwrap();
    let office = office(&store).await;
    store.close().await;
    drop(store);

    let mut kept = Vec::new();
    for round in 0..ROUNDS {
        // 1, 8, 15, … words: at the first commit, inside a batch, after many.
        let told = kill_after(&address, office, 1 + round * 7 % 40);
        assert!(!told.is_empty(), "round {round}");
        kept.extend(told);
        check(&address, office, &kept).await;
    }
}
