//! Credentials: read with their account, written, codes used once, passwords remembered.

use jiff::Timestamp;
use luytre_store::credentials::{self, Credential};
use luytre_store::testing::{name, on_both_engines};

use crate::support::{at, end, house};

#[tokio::test]
async fn an_account_is_found_by_its_login_and_reads_back() {
    on_both_engines(|store| async move {
        let (office, unit, person) = house(&store, "lan").await;
        let mut write = store.write().await.unwrap();
        assert_eq!(
            credentials::by_login(write.conn(), "LAN").await.unwrap(),
            None
        );
        let account = credentials::by_login(write.conn(), "lan")
            .await
            .unwrap()
            .unwrap();
        assert_eq!((&account.person, &account.unit_name), (&person, &unit.name));
        assert_eq!(account.credential.password_hash, None);
        assert_eq!(account.credential.signed_in_at, None);

        let credential = Credential {
            password_hash: Some("$argon2id$".to_owned()),
            password_set_at: at(1),
            must_change: true,
            signed_in_at: Some(at(2)),
            failures: 3,
            locked_until: at(3),
            totp_secret: Some("JBSWY3DP".to_owned()),
            totp_confirmed: true,
            totp_last_step: 59_000_000,
        };
        credentials::update(&mut write, office, person.id, &credential)
            .await
            .unwrap();
        let account = credentials::find(write.conn(), office, person.id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(account.credential, credential, "{}", name(&store));

        assert!(
            !credentials::use_step(&mut write, office, person.id, 59_000_000)
                .await
                .unwrap()
        );
        assert!(
            credentials::use_step(&mut write, office, person.id, 59_000_001)
                .await
                .unwrap()
        );
        assert!(
            !credentials::use_step(&mut write, office, person.id, 59_000_000)
                .await
                .unwrap()
        );
        end(write, office).await;
    })
    .await;
}

#[tokio::test]
async fn the_last_passwords_are_remembered_newest_first() {
    on_both_engines(|store| async move {
        let (office, _, person) = house(&store, "lan").await;
        let mut write = store.write().await.unwrap();
        for (millis, hash) in [(1, "a"), (3, "c"), (2, "b"), (3, "d")] {
            credentials::remember(&mut write, office, person.id, at(millis), hash)
                .await
                .unwrap();
        }
        assert_eq!(
            credentials::history(write.conn(), office, person.id, 2)
                .await
                .unwrap(),
            ["d", "b"]
        );
        end(write, office).await;
    })
    .await;
}

#[tokio::test]
async fn idle_accounts_are_those_neither_added_nor_in_use_lately() {
    on_both_engines(|store| async move {
        let (office, _, person) = house(&store, "lan").await;
        let mut write = store.write().await.unwrap();
        assert!(
            credentials::idle_since(write.conn(), office, at(-1), 9)
                .await
                .unwrap()
                .is_empty()
        );
        assert_eq!(
            credentials::idle_since(write.conn(), office, at(0), 9)
                .await
                .unwrap(),
            [person.id]
        );
        let mut account = credentials::find(write.conn(), office, person.id)
            .await
            .unwrap()
            .unwrap();
        account.credential.signed_in_at = Some(at(5));
        account.credential.locked_until = Timestamp::UNIX_EPOCH;
        credentials::update(&mut write, office, person.id, &account.credential)
            .await
            .unwrap();
        assert!(
            credentials::idle_since(write.conn(), office, at(4), 9)
                .await
                .unwrap()
                .is_empty()
        );
        assert_eq!(
            credentials::idle_since(write.conn(), office, at(5), 9)
                .await
                .unwrap(),
            [person.id]
        );
        end(write, office).await;
    })
    .await;
}
