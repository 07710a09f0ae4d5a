//! Credentials: read with their account, tries counted, codes used once, passwords remembered.

use luytre_store::credentials::{self, Credential, SecondStep};
use luytre_store::testing::{name, on_both_engines};

use crate::support::{at, end, house};

#[tokio::test]
async fn an_account_is_found_by_its_login_and_reads_back() {
    on_both_engines(|store| async move {
        let (office, unit, person) = house(&store, "lan").await;
        let id = person.id;
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

        credentials::set_password(&mut write, office, id, at(1), "$argon2id$")
            .await
            .unwrap();
        credentials::ask_for_change(&mut write, office, id)
            .await
            .unwrap();
        credentials::signed_in(&mut write, office, id, at(2))
            .await
            .unwrap();
        credentials::lock(&mut write, office, id, at(3))
            .await
            .unwrap();
        let offered = SecondStep::Offered("JBSWY3DP");
        credentials::set_second_step(&mut write, office, id, offered)
            .await
            .unwrap();
        let wanted = Credential {
            password_hash: Some("$argon2id$".to_owned()),
            password_set_at: at(1),
            must_change: true,
            signed_in_at: Some(at(2)),
            failures: 0,
            locked_until: at(3),
            totp_secret: Some("JBSWY3DP".to_owned()),
            totp_confirmed: false,
            totp_last_step: 0,
        };
        let account = credentials::find(write.conn(), office, id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(account.credential, wanted, "{}", name(&store));
        end(write, office).await;
    })
    .await;
}

#[tokio::test]
async fn tries_are_counted_until_the_account_is_locked() {
    on_both_engines(|store| async move {
        let (office, _, person) = house(&store, "lan").await;
        let id = person.id;
        let mut write = store.write().await.unwrap();
        for wanted in [1, 2] {
            let tries = credentials::count_try(&mut write, office, id, at(0))
                .await
                .unwrap();
            assert_eq!(tries, Some(wanted), "{}", name(&store));
        }
        credentials::lock(&mut write, office, id, at(100))
            .await
            .unwrap();
        for (now, wanted) in [(99, None), (100, Some(3))] {
            let tries = credentials::count_try(&mut write, office, id, at(now))
                .await
                .unwrap();
            assert_eq!(tries, wanted, "{} at {now}", name(&store));
        }
        credentials::lock(&mut write, office, id, at(100))
            .await
            .unwrap();
        credentials::uncount_try(&mut write, office, id)
            .await
            .unwrap();
        let tries = credentials::count_try(&mut write, office, id, at(0))
            .await
            .unwrap();
        assert_eq!(tries, Some(3), "{}", name(&store));
        credentials::unlock(&mut write, office, id).await.unwrap();
        assert_eq!(
            credentials::count_try(&mut write, office, id, at(0))
                .await
                .unwrap(),
            Some(1)
        );
        end(write, office).await;
    })
    .await;
}

#[tokio::test]
async fn a_code_is_used_once() {
    on_both_engines(|store| async move {
        let (office, _, person) = house(&store, "lan").await;
        let id = person.id;
        let mut write = store.write().await.unwrap();
        let confirmed = SecondStep::Confirmed(59_000_000);
        credentials::set_second_step(&mut write, office, id, SecondStep::Offered("A"))
            .await
            .unwrap();
        credentials::set_second_step(&mut write, office, id, confirmed)
            .await
            .unwrap();
        for (step, wanted) in [(59_000_000, false), (59_000_001, true), (59_000_001, false)] {
            let used = credentials::use_step(&mut write, office, id, step)
                .await
                .unwrap();
            assert_eq!(used, wanted, "{}: {step}", name(&store));
        }
        credentials::set_second_step(&mut write, office, id, SecondStep::None)
            .await
            .unwrap();
        let account = credentials::find(write.conn(), office, id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (
                account.credential.totp_secret,
                account.credential.totp_confirmed
            ),
            (None, false)
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
            credentials::set_password(&mut write, office, person.id, at(millis), hash)
                .await
                .unwrap();
        }
        let last = credentials::history(write.conn(), office, person.id, 2)
            .await
            .unwrap();
        assert_eq!(last, ["d", "b"], "{}", name(&store));
        end(write, office).await;
    })
    .await;
}

#[tokio::test]
async fn idle_accounts_are_those_neither_added_nor_in_use_lately() {
    on_both_engines(|store| async move {
        let (office, _, person) = house(&store, "lan").await;
        let mut write = store.write().await.unwrap();
        for (since, wanted) in [(-1, vec![]), (0, vec![person.id])] {
            let idle = credentials::idle_since(write.conn(), office, at(since), 9)
                .await
                .unwrap();
            assert_eq!(idle, wanted, "{}: {since}", name(&store));
        }
        credentials::signed_in(&mut write, office, person.id, at(5))
            .await
            .unwrap();
        for (since, wanted) in [(4, vec![]), (5, vec![person.id])] {
            let idle = credentials::idle_since(write.conn(), office, at(since), 9)
                .await
                .unwrap();
            assert_eq!(idle, wanted, "{}: {since}", name(&store));
        }
        end(write, office).await;
    })
    .await;
}
