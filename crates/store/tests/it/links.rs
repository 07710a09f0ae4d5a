//! One-time links: used once, void when a newer one is made, gone when expired.

use luytre_model::sign_in::LinkPurpose;
use luytre_store::links::{self, Link};
use luytre_store::testing::{name, on_both_engines};

use crate::support::{at, end, house};

#[tokio::test]
async fn a_link_is_used_once_and_not_when_it_expires() {
    on_both_engines(|store| async move {
        let (office, _, person) = house(&store, "lan").await;
        let link = |hash: &str| Link {
            office,
            token_hash: hash.to_owned(),
            person: Some(person.id),
            purpose: LinkPurpose::Invitation,
            made_at: at(0),
            expires_at: at(1000),
            used_at: None,
        };
        let mut write = store.write().await.unwrap();
        links::insert(&mut write, &link("old")).await.unwrap();
        links::insert(&mut write, &link("new")).await.unwrap();
        assert_eq!(
            links::find(write.conn(), office, "old").await.unwrap(),
            None,
            "{}",
            name(&store)
        );
        assert_eq!(
            links::find(write.conn(), office, "new").await.unwrap(),
            Some(link("new"))
        );

        assert!(
            !links::consume(&mut write, office, "new", at(1000))
                .await
                .unwrap()
        );
        assert!(
            links::consume(&mut write, office, "new", at(999))
                .await
                .unwrap()
        );
        assert!(
            !links::consume(&mut write, office, "new", at(999))
                .await
                .unwrap()
        );
        let used = links::find(write.conn(), office, "new")
            .await
            .unwrap()
            .unwrap();
        assert_eq!(used.used_at, Some(at(999)));

        // A used link stays until it expires, so that it can be told from an unknown one.
        links::insert(&mut write, &link("third")).await.unwrap();
        assert!(
            links::find(write.conn(), office, "new")
                .await
                .unwrap()
                .is_some()
        );
        assert_eq!(links::purge(&mut write, office, at(999)).await.unwrap(), 0);
        assert_eq!(links::purge(&mut write, office, at(1000)).await.unwrap(), 2);
        end(write, office).await;
    })
    .await;
}
