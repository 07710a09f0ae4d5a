//! Signing in: the same answer to all who fail, locks, sessions to the millisecond, passwords.

use luytre_model::sign_in::PersonState;
use luytre_office::sign_in::Stage;
use luytre_store::testing::on_both_engines;

use crate::house::{DAY, HOUR, House, MINUTE, PASSWORD, SECOND, invalid, password, refused};

const WRONG: &str = "Tre9&bụi sai";
const NEXT: &str = "Nứa7%rừng xa";

#[tokio::test]
async fn whoever_fails_is_told_the_same_and_it_is_in_the_trail() {
    on_both_engines(|store| async move {
        let (house, admin, clerk) = House::open(store).await;
        let before = house.events("session.refused").await;
        for (login, word) in [
            ("vanthu", WRONG),
            ("nobody", PASSWORD),
            ("", ""),
            ("vanthu ", ""),
        ] {
            assert_eq!(
                refused(house.sign_in(login, word, "x").await),
                "sign-in-failed",
                "{login}"
            );
        }
        house
            .set_person_state(&admin, clerk.person, PersonState::Suspended)
            .await
            .unwrap();
        assert_eq!(
            refused(house.sign_in("vanthu", PASSWORD, "x").await),
            "sign-in-failed"
        );
        assert_eq!(house.events("session.refused").await, before + 5);
        house
            .set_person_state(&admin, clerk.person, PersonState::Active)
            .await
            .unwrap();
        assert_eq!(
            house
                .sign_in(" VanThu ", PASSWORD, "x")
                .await
                .unwrap()
                .stage,
            Stage::Full
        );
    })
    .await;
}

#[tokio::test]
async fn the_fifth_wrong_try_locks_for_a_quarter_of_an_hour() {
    on_both_engines(|store| async move {
        let (house, admin, clerk) = House::open(store).await;
        for _ in 0..4 {
            refused(house.sign_in("vanthu", WRONG, "x").await);
        }
        // Four wrong ones do no harm; a right one takes them away.
        house.enter("vanthu", PASSWORD).await;
        for _ in 0..5 {
            refused(house.sign_in("vanthu", WRONG, "x").await);
        }
        refused(house.sign_in("vanthu", PASSWORD, "x").await);
        assert!(
            house
                .person(&admin, clerk.person)
                .await
                .unwrap()
                .locked_until
                .is_some()
        );
        house.clock.forward(15 * MINUTE - 1);
        refused(house.sign_in("vanthu", PASSWORD, "x").await);
        house.clock.forward(1);
        // Still counted: the next wrong one locks for twice as long.
        refused(house.sign_in("vanthu", WRONG, "x").await);
        house.clock.forward(30 * MINUTE - 1);
        refused(house.sign_in("vanthu", PASSWORD, "x").await);
        house.unlock(&admin, clerk.person).await.unwrap();
        house.enter("vanthu", PASSWORD).await;
    })
    .await;
}

#[tokio::test]
async fn many_wrong_tries_at_once_are_all_counted() {
    on_both_engines(|store| async move {
        let (house, _, _) = House::open(store).await;
        let mut tasks = tokio::task::JoinSet::new();
        for number in 0..8 {
            let service = house.service.clone();
            tasks.spawn(async move {
                service
                    .sign_in("vanthu", &format!("{WRONG}{number}"), "x")
                    .await
                    .is_err()
            });
        }
        while let Some(failed) = tasks.join_next().await {
            assert!(failed.unwrap());
        }
        refused(house.sign_in("vanthu", PASSWORD, "x").await);
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_when_it_was_idle_or_is_old() {
    on_both_engines(|store| async move {
        let (house, _, _) = House::open(store).await;
        let cookie = house.sign_in("vanthu", PASSWORD, "x").await.unwrap().cookie;
        house.clock.forward(30 * MINUTE);
        assert!(house.again(&cookie).await.is_some());
        house.clock.forward(30 * MINUTE + 1);
        assert!(house.again(&cookie).await.is_none());

        let cookie = house.sign_in("vanthu", PASSWORD, "x").await.unwrap().cookie;
        for _ in 0..23 {
            house.clock.forward(30 * MINUTE);
            assert!(house.again(&cookie).await.is_some());
        }
        house.clock.forward(30 * MINUTE - 1);
        assert!(house.again(&cookie).await.is_some());
        house.clock.forward(1);
        assert!(house.again(&cookie).await.is_none());
        for wrong in ["", ".", "x.y", &cookie.replace('a', "b"), &cookie[1..]] {
            assert!(house.again(wrong).await.is_none(), "{wrong}");
        }
        assert!(house.purge_sessions().await.unwrap() >= 2);
    })
    .await;
}

#[tokio::test]
async fn being_seen_is_written_once_a_minute() {
    on_both_engines(|store| async move {
        let (house, _, _) = House::open(store).await;
        house.clock.forward(SECOND);
        let entered = house.sign_in("vanthu", PASSWORD, "Firefox").await.unwrap();
        let begun = house.again(&entered.cookie).await.unwrap();
        house.clock.forward(MINUTE - 1);
        let session = house.again(&entered.cookie).await.unwrap();
        assert_eq!(session, begun);
        let seen = |views: Vec<luytre_office::sign_in::SessionView>| views.last().unwrap().seen_at;
        let at_first = seen(house.my_sessions(&session).await.unwrap());
        house.clock.forward(1);
        house.again(&entered.cookie).await.unwrap();
        let later = seen(house.my_sessions(&session).await.unwrap());
        assert_eq!(later.duration_since(at_first).as_secs(), 60);
    })
    .await;
}

#[tokio::test]
async fn sessions_are_listed_and_ended_by_their_person_only() {
    on_both_engines(|store| async move {
        let (house, _, _) = House::open(store).await;
        house.clock.forward(SECOND);
        let one = house
            .sign_in("vanthu", PASSWORD, "Một")
            .await
            .unwrap()
            .cookie;
        house.clock.forward(SECOND);
        let two = house
            .sign_in("vanthu", PASSWORD, "Hai")
            .await
            .unwrap()
            .cookie;
        let admin = house.enter("quantri", PASSWORD).await;
        let own = house.again(&one).await.unwrap();
        let views = house.my_sessions(&own).await.unwrap();
        let listed: Vec<_> = views
            .iter()
            .map(|view| (view.agent.as_str(), view.current))
            .collect();
        assert_eq!(listed, [("Firefox", false), ("Một", true), ("Hai", false)]);
        assert!(house.end_session(&admin, own.id()).await.is_err());
        assert_eq!(house.end_other_sessions(&own).await.unwrap(), 2);
        assert!(house.again(&two).await.is_none());
        house.sign_out(&own).await.unwrap();
        assert!(house.again(&one).await.is_none());
        assert!(house.sign_out(&own).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn a_new_password_ends_all_sessions_and_the_old_ones_do_not_come_back() {
    on_both_engines(|store| async move {
        let (house, _, _) = House::open(store).await;
        let other = house.sign_in("vanthu", PASSWORD, "x").await.unwrap().cookie;
        let session = house.enter("vanthu", PASSWORD).await;
        let wrong = house
            .change_password(&session, WRONG, &password(NEXT), "x")
            .await;
        assert_eq!(invalid(wrong), [("current", "password-wrong")]);
        let mut differs = password("Nứa7%rừ");
        differs.again.push('x');
        let both = house
            .change_password(&session, PASSWORD, &differs, "x")
            .await;
        assert_eq!(
            invalid(both),
            [
                ("password", "password-short"),
                ("again", "password-differs")
            ]
        );
        let used = house
            .change_password(&session, PASSWORD, &password(PASSWORD), "x")
            .await;
        assert_eq!(invalid(used), [("password", "password-used")]);

        house.clock.forward(SECOND);
        let entered = house
            .change_password(&session, PASSWORD, &password(NEXT), "x")
            .await
            .unwrap();
        assert!(house.again(&other).await.is_none());
        assert_eq!(
            house.again(&entered.cookie).await.unwrap().stage(),
            Stage::Full
        );
        refused(house.sign_in("vanthu", PASSWORD, "x").await);

        // The last five may not come back; the sixth before may.
        let mut cookie = entered.cookie;
        let mut current = NEXT.to_owned();
        for number in 1..=5 {
            let session = house.again(&cookie).await.unwrap();
            let back = house
                .change_password(&session, &current, &password(PASSWORD), "x")
                .await;
            if number < 5 {
                assert_eq!(
                    invalid(back),
                    [("password", "password-used")],
                    "after {number}"
                );
                house.clock.forward(SECOND);
                let next = format!("Nứa7%rừng {number}");
                let entered = house
                    .change_password(&session, &current, &password(&next), "x")
                    .await
                    .unwrap();
                (cookie, current) = (entered.cookie, next);
            } else {
                back.unwrap();
            }
        }
    })
    .await;
}

#[tokio::test]
async fn an_old_password_is_changed_first() {
    on_both_engines(|store| async move {
        let (house, _, _) = House::open(store).await;
        house.clock.forward(90 * DAY - 1);
        assert_eq!(house.enter("vanthu", PASSWORD).await.stage(), Stage::Full);
        house.clock.forward(1);
        let session = house.enter("vanthu", PASSWORD).await;
        assert_eq!(
            (session.stage(), session.actor()),
            (Stage::ChangePassword, None)
        );
        let entered = house
            .change_password(&session, PASSWORD, &password(NEXT), "x")
            .await
            .unwrap();
        assert_eq!(entered.stage, Stage::Full);
    })
    .await;
}

#[tokio::test]
async fn an_account_that_nobody_uses_is_suspended_after_forty_five_days() {
    on_both_engines(|store| async move {
        let (house, admin, clerk) = House::open(store).await;
        house.clock.forward(45 * DAY - 1);
        assert_eq!(house.disable_idle_people().await.unwrap(), 0);
        house.clock.forward(1);
        assert_eq!(house.disable_idle_people().await.unwrap(), 1);
        let state = |id| {
            let (house, admin) = (&house, &admin);
            async move { house.person(admin, id).await.unwrap().state }
        };
        assert_eq!(state(clerk.person).await, PersonState::Suspended);
        // The last administrator is not locked out.
        assert_eq!(state(admin.person).await, PersonState::Active);
        house
            .set_person_state(&admin, clerk.person, PersonState::Active)
            .await
            .unwrap();
        house.clock.forward(HOUR);
        assert_eq!(house.disable_idle_people().await.unwrap(), 0);
    })
    .await;
}
