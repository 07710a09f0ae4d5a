//! Checkpoints are kept once for a size; events are read back by object and from the end.

use luytre_store::checkpoints::{self, CheckpointRow};
use luytre_store::testing::on_both_engines;
use luytre_store::trail::{self, EventActor};

use super::support::{at, end, event, office, stamp};

#[tokio::test]
async fn a_checkpoint_of_a_size_is_kept_once() {
    on_both_engines(|store| async move {
        let office = office(&store).await;
        let row = |size, note: &str| CheckpointRow {
            size,
            note: note.to_owned(),
            made_at: at(0),
        };
        let mut write = store.write().await.unwrap();
        for (kept, size) in [(true, 3), (true, 10), (false, 3)] {
            let note = row(size, if kept { "first" } else { "second" });
            assert_eq!(
                checkpoints::insert(&mut write, office, &note)
                    .await
                    .unwrap(),
                kept
            );
        }
        end(write, office).await;
        let mut conn = store.read().await.unwrap();
        assert_eq!(
            checkpoints::latest(&mut conn, office).await.unwrap(),
            Some(row(10, "first"))
        );
        for (size, wanted) in [(0, Some(3)), (3, Some(10)), (10, None)] {
            let next = checkpoints::after(&mut conn, office, size).await.unwrap();
            assert_eq!(next.map(|row| row.size), wanted);
        }
    })
    .await;
}

#[tokio::test]
async fn events_read_back_by_object_and_from_the_end() {
    on_both_engines(|store| async move {
        let office = office(&store).await;
        for id in ["a", "b", "a"] {
            let write = store.write().await.unwrap();
            write.commit(stamp(), &event(office, id)).await.unwrap();
        }
        let mut conn = store.read().await.unwrap();
        let ids = ["a".to_owned(), "c".to_owned()];
        let found = trail::of_objects(&mut conn, office, "thing", &ids, 10)
            .await
            .unwrap();
        assert_eq!(
            found.iter().map(|row| row.leaf_index).collect::<Vec<_>>(),
            [1, 3]
        );
        assert_eq!(
            (found[0].kind.as_str(), &found[0].actor),
            ("test.happened", &EventActor::Program)
        );
        assert_eq!(found[0].detail["why"], "a test");
        assert!(
            trail::of_objects(&mut conn, office, "thing", &[], 10)
                .await
                .unwrap()
                .is_empty()
        );
        let last = trail::recent(&mut conn, office, None, 2).await.unwrap();
        assert_eq!(
            last.iter().map(|row| row.leaf_index).collect::<Vec<_>>(),
            [3, 2]
        );
        let before = trail::recent(&mut conn, office, Some(2), 10).await.unwrap();
        assert_eq!(
            before.iter().map(|row| row.leaf_index).collect::<Vec<_>>(),
            [1, 0]
        );
    })
    .await;
}
