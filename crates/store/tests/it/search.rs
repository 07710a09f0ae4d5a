//! The index of words.

use luytre_model::id::OfficeId;
use luytre_store::search::{self, Kind, MOST_WORDS};
use luytre_store::testing::on_both_engines;
use luytre_store::{Store, Write};

use super::support::{end, office};

async fn index(write: &mut Write, office: OfficeId, object: &str, text: &str) {
    search::index(write, office, Kind::Dispatch, object, text)
        .await
        .unwrap();
}

async fn find(store: &Store, office: OfficeId, query: &str) -> Vec<String> {
    let mut conn = store.read().await.unwrap();
    search::find(&mut conn, office, Kind::Dispatch, query, 10)
        .await
        .unwrap()
}

#[tokio::test]
async fn all_words_must_be_there_and_the_last_may_be_begun() {
    on_both_engines(|store| async move {
        let office = office(&store).await;
        let mut write = store.write().await.unwrap();
        index(
            &mut write,
            office,
            "1",
            "Tăng cường bảo đảm an ninh mạng 215/UBND-VP",
        )
        .await;
        index(
            &mut write,
            office,
            "2",
            "Bảo vệ bí mật nhà nước, an toàn an ninh",
        )
        .await;
        end(write, office).await;
        for (query, found) in [
            ("an ninh", vec!["2", "1"]),
            ("AN NINH MANG", vec!["1"]),
            ("ninh an", vec!["2", "1"]),
            ("bảo đ", vec!["1"]),
            ("bao dam", vec!["1"]),
            ("215/UBND", vec!["1"]),
            ("ba", vec!["2", "1"]),
            // Only the last word may be begun.
            ("ba ninh", vec![]),
            ("an ninh hàng không", vec![]),
            ("", vec![]),
            ("  ./ ", vec![]),
        ] {
            assert_eq!(find(&store, office, query).await, found, "{query}");
        }
    })
    .await;
}

#[tokio::test]
async fn indexing_again_replaces_what_was_there() {
    on_both_engines(|store| async move {
        let office = office(&store).await;
        let mut write = store.write().await.unwrap();
        index(&mut write, office, "1", "một hai một").await;
        index(&mut write, office, "1", "ba").await;
        end(write, office).await;
        assert!(find(&store, office, "một").await.is_empty());
        assert_eq!(find(&store, office, "ba").await, ["1"]);
    })
    .await;
}

#[tokio::test]
async fn a_long_text_is_indexed_whole_and_a_long_query_cut() {
    on_both_engines(|store| async move {
        let office = office(&store).await;
        // Batches of a hundred: at, below and above the edge.
        for number in [99, 100, 101, 1000] {
            let words: Vec<_> = (0..number).map(|at| format!("w{at}")).collect();
            let mut write = store.write().await.unwrap();
            index(&mut write, office, &number.to_string(), &words.join(" ")).await;
            end(write, office).await;
        }
        assert_eq!(find(&store, office, "w998 w999").await, ["1000"]);
        assert_eq!(find(&store, office, "w0 w98").await.len(), 4);
        let long = "w1 ".repeat(MOST_WORDS) + "nowhere";
        assert_eq!(find(&store, office, &long).await.len(), 4);
    })
    .await;
}

#[tokio::test]
async fn kinds_and_offices_are_apart_and_at_most_so_many_are_found() {
    on_both_engines(|store| async move {
        let (mine, other) = (office(&store).await, office(&store).await);
        let mut write = store.write().await.unwrap();
        for object in ["1", "2", "3"] {
            index(&mut write, mine, object, "quét vi rút").await;
        }
        search::index(&mut write, mine, Kind::Unit, "u", "quét")
            .await
            .unwrap();
        end(write, mine).await;
        assert!(find(&store, other, "quét").await.is_empty());
        let mut conn = store.read().await.unwrap();
        let units = search::find(&mut conn, mine, Kind::Unit, "quet", 10).await;
        assert_eq!(units.unwrap(), ["u"]);
        let two = search::find(&mut conn, mine, Kind::Dispatch, "quet", 2).await;
        assert_eq!(two.unwrap(), ["3", "2"]);
    })
    .await;
}
