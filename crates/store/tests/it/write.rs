//! Changes: durable when acknowledged, gone when dropped, and sharing a commit on SQLite.

use luytre_model::id::OfficeId;
use luytre_store::testing::{name, on_both_engines};
use luytre_store::{Engine, Store, Write, offices, trail, units};

use sqlx::AnyConnection;

use crate::support::{a_unit, an_office, end, event, office, stamp};

async fn names(store: &Store, office: OfficeId) -> Vec<String> {
    let mut conn = store.read().await.unwrap();
    units::list(&mut conn, office)
        .await
        .unwrap()
        .into_iter()
        .map(|unit| unit.name)
        .collect()
}

async fn add(write: &mut Write, office: OfficeId, name: &str, position: u32) {
    units::insert(write, &a_unit(office, name, position))
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_changes_at_once_are_all_durable() {
    on_both_engines(|store| async move {
        let office = office(&store).await;
        let mut tasks = tokio::task::JoinSet::new();
        for number in 0..200 {
            let store = store.clone();
            tasks.spawn(async move {
                let mut write = store.write().await.unwrap();
                add(&mut write, office, &format!("Tổ {number}"), number).await;
                end(write, office).await;
                // Read-your-writes: what was acknowledged is there for everybody.
                assert!(
                    names(&store, office)
                        .await
                        .contains(&format!("Tổ {number}"))
                );
            });
        }
        while let Some(done) = tasks.join_next().await {
            done.unwrap();
        }
        assert_eq!(names(&store, office).await.len(), 200, "{}", name(&store));
        let mut conn = store.read().await.unwrap();
        assert_eq!(trail::size(&mut conn, office).await.unwrap(), 201);
    })
    .await;
}

#[tokio::test]
async fn a_dropped_change_leaves_nothing_while_its_neighbours_stay() {
    on_both_engines(|store| async move {
        let office = office(&store).await;
        let mut tasks = tokio::task::JoinSet::new();
        for number in 0..30 {
            let store = store.clone();
            tasks.spawn(async move {
                let mut write = store.write().await.unwrap();
                add(&mut write, office, &format!("Tổ {number}"), number).await;
                if number % 3 == 1 {
                    drop(write);
                } else {
                    end(write, office).await;
                }
            });
        }
        while let Some(done) = tasks.join_next().await {
            done.unwrap();
        }
        let wanted: Vec<_> = (0..30)
            .filter(|n| n % 3 != 1)
            .map(|n| format!("Tổ {n}"))
            .collect();
        assert_eq!(names(&store, office).await, wanted, "{}", name(&store));
        let mut conn = store.read().await.unwrap();
        assert_eq!(trail::size(&mut conn, office).await.unwrap(), 21);
    })
    .await;
}

#[tokio::test]
async fn a_change_that_failed_can_be_dropped_and_the_next_one_works() {
    on_both_engines(|store| async move {
        let office = office(&store).await;
        let unit = a_unit(office, "Văn phòng", 1);
        let mut write = store.write().await.unwrap();
        units::insert(&mut write, &unit).await.unwrap();
        let error = units::insert(&mut write, &unit).await.unwrap_err();
        assert!(error.is_duplicate(), "{}: {error}", name(&store));
        drop(write);
        assert!(names(&store, office).await.is_empty());

        let mut write = store.write().await.unwrap();
        add(&mut write, office, "Công an", 1).await;
        end(write, office).await;
        assert_eq!(names(&store, office).await, ["Công an"]);
    })
    .await;
}

#[tokio::test]
async fn an_event_of_an_office_without_ledger_undoes_the_whole_change() {
    on_both_engines(|store| async move {
        let office = office(&store).await;
        let stranger = an_office();
        let mut write = store.write().await.unwrap();
        add(&mut write, office, "Văn phòng", 1).await;
        assert!(
            write
                .commit(stamp(), &event(stranger.id, "x"))
                .await
                .is_err()
        );
        assert!(names(&store, office).await.is_empty(), "{}", name(&store));
        let mut conn = store.read().await.unwrap();
        assert_eq!(offices::find(&mut conn, stranger.id).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn on_sqlite_changes_that_queue_share_one_commit() {
    on_both_engines(|store| async move {
        if store.engine() == Engine::Postgres {
            return;
        }
        let office = office(&store).await;
        let mut first = store.write().await.unwrap();
        add(&mut first, office, "Một", 1).await;

        let queued = store.clone();
        let second = tokio::spawn(async move { queued.write().await.unwrap() });
        // One thread: the second change is in the queue once it has been polled.
        tokio::task::yield_now().await;
        let first = tokio::spawn(end(first, office));
        let mut second = second.await.unwrap();

        // The first is done but not acknowledged, nor seen by anybody: its commit waits for the second.
        assert!(!first.is_finished());
        assert!(names(&store, office).await.is_empty());
        add(&mut second, office, "Hai", 2).await;
        end(second, office).await;
        first.await.unwrap();
        assert_eq!(names(&store, office).await, ["Một", "Hai"]);
    })
    .await;
}

#[tokio::test]
async fn a_change_is_finished_although_nobody_waits_for_it() {
    on_both_engines(|store| async move {
        let office = office(&store).await;
        let mut write = store.write().await.unwrap();
        add(&mut write, office, "Văn phòng", 1).await;
        let asked = tokio::spawn(end(write, office));
        tokio::task::yield_now().await;
        asked.abort();
        let _ = asked.await;
        // Whole or not at all, and the next change works.
        let mut conn = store.read().await.unwrap();
        let size = trail::size(&mut conn, office).await.unwrap();
        drop(conn);
        let mut write = store.write().await.unwrap();
        add(&mut write, office, "Công an", 2).await;
        end(write, office).await;
        let there = names(&store, office).await;
        assert_eq!(there.last().map(String::as_str), Some("Công an"));
        let mut conn = store.read().await.unwrap();
        let after = trail::size(&mut conn, office).await.unwrap();
        assert_eq!(
            after,
            there.len() as u64 + 1,
            "{}: began at {size}",
            name(&store)
        );
    })
    .await;
}

/// `journal_mode` and `synchronous` (2 is FULL) of a connection.
async fn settings(conn: &mut AnyConnection) -> (String, i64) {
    let journal = sqlx::query_scalar("PRAGMA journal_mode");
    let journal = journal.fetch_one(&mut *conn).await.unwrap();
    let synchronous = sqlx::query_scalar("PRAGMA synchronous");
    (journal, synchronous.fetch_one(conn).await.unwrap())
}

#[tokio::test]
async fn a_commit_on_sqlite_is_flushed_on_every_connection() {
    on_both_engines(|store| async move {
        if store.engine() != Engine::Sqlite {
            return;
        }
        let full = ("wal".to_owned(), 2);
        let mut write = store.write().await.unwrap();
        assert_eq!(settings(write.conn()).await, full);
        let (mut one, mut two) = (store.read().await.unwrap(), store.read().await.unwrap());
        assert_eq!(settings(&mut one).await, full);
        assert_eq!(settings(&mut two).await, full);
    })
    .await;
}
