//! The trail and the ledger: written with the change, whole under load, never rewritten.

use luytre_ledger::hash::Hash;
use luytre_ledger::tree::{self, Frontier};
use luytre_model::id::OfficeId;
use luytre_store::testing::{name, on_both_engines};
use luytre_store::{Store, trail};

use crate::support::{CHANCE, at, event, office, stamp};
use luytre_store::Stamp;

/// The root from the leaves alone, the root from the stored nodes, and how many leaves there are.
async fn roots(store: &Store, office: OfficeId) -> (Hash, Hash, u64) {
    let mut conn = store.read().await.unwrap();
    let size = trail::size(&mut conn, office).await.unwrap();
    let leaves = trail::leaves(&mut conn, office, 0, 10_000).await.unwrap();
    assert_eq!(leaves.len() as u64, size);
    let mut fresh = Frontier::default();
    for leaf in &leaves {
        fresh.push(Hash::of_leaf(leaf.as_bytes()));
    }
    let nodes = trail::nodes(&mut conn, office, &tree::needed_for_root(size))
        .await
        .unwrap();
    (fresh.root(), tree::root(size, &nodes).unwrap(), size)
}

async fn count(store: &Store, sql: &'static str) -> i64 {
    let mut conn = store.read().await.unwrap();
    sqlx::query_scalar(sql).fetch_one(&mut *conn).await.unwrap()
}

#[tokio::test]
async fn leaf_and_event_stand_together_and_the_root_is_that_of_the_leaves() {
    on_both_engines(|store| async move {
        let office = office(&store).await;
        for number in 0..70 {
            let mut write = store.write().await.unwrap();
            write.record(stamp(), &event(office, number)).await.unwrap();
            let receipt = write.commit(stamp(), &event(office, number + 1000)).await.unwrap();
            assert_eq!(receipt.leaf_index, 2 * number + 2);
            let (fresh, stored, size) = roots(&store, office).await;
            assert_eq!((fresh, size), (stored, 2 * number + 3), "{}", name(&store));
        }
        assert_eq!(count(&store, "SELECT COUNT(*) FROM event").await, 141);
        let torn = "SELECT COUNT(*) FROM event e LEFT JOIN ledger_leaf l \
                    ON l.office_id = e.office_id AND l.leaf_index = e.leaf_index WHERE l.body IS NULL";
        assert_eq!(count(&store, torn).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_dropped_change_leaves_no_leaf() {
    on_both_engines(|store| async move {
        let office = office(&store).await;
        let mut write = store.write().await.unwrap();
        write.record(stamp(), &event(office, 1)).await.unwrap();
        drop(write);
        let (fresh, stored, size) = roots(&store, office).await;
        assert_eq!((fresh, size), (stored, 1), "{}", name(&store));
        assert_eq!(count(&store, "SELECT COUNT(*) FROM event").await, 1);
    })
    .await;
}

#[tokio::test]
async fn what_was_written_is_neither_changed_nor_removed() {
    on_both_engines(|store| async move {
        let _office = office(&store).await;
        for sql in [
            "UPDATE ledger_leaf SET body = '{}'",
            "DELETE FROM ledger_leaf",
            "UPDATE event SET detail = '{}'",
            "DELETE FROM event",
        ] {
            let mut write = store.write().await.unwrap();
            let refused = sqlx::query(sql).execute(write.conn()).await;
            assert!(refused.is_err(), "{}: {sql}", name(&store));
        }
        assert_eq!(
            count(&store, "SELECT COUNT(*) FROM event WHERE detail <> '{}'").await,
            1
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn five_hundred_appends_at_once_keep_both_ledgers_whole() {
    on_both_engines(|store| async move {
        let offices = [office(&store).await, office(&store).await];
        let mut tasks = tokio::task::JoinSet::new();
        for number in 0..500 {
            let store = store.clone();
            tasks.spawn(async move {
                let office = offices[number % 2];
                let write = store.write().await.unwrap();
                let stamp = Stamp {
                    at: at(i64::try_from(number).unwrap()),
                    entropy: &CHANCE,
                };
                (
                    number % 2,
                    write
                        .commit(stamp, &event(office, number))
                        .await
                        .unwrap()
                        .leaf_index,
                )
            });
        }
        let mut given = [Vec::new(), Vec::new()];
        while let Some(done) = tasks.join_next().await {
            let (which, index) = done.unwrap();
            given[which].push(index);
        }
        for (which, indices) in given.iter_mut().enumerate() {
            indices.sort_unstable();
            assert!(
                indices.iter().copied().eq(1..=250),
                "{}: {indices:?}",
                name(&store)
            );
            let (fresh, stored, size) = roots(&store, offices[which]).await;
            assert_eq!((fresh, size), (stored, 251), "{}", name(&store));
        }
    })
    .await;
}
