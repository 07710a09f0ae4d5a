//! The second step: asked of administrators, good once, counted when wrong.

use luytre_model::clock::Clock as _;
use luytre_model::id::{PersonId, uuid_v7};
use luytre_office::OfficeError;
use luytre_office::sign_in::Stage;
use luytre_store::testing::on_both_engines;

use crate::house::{House, MINUTE, PASSWORD, SECOND, code, refused};

#[tokio::test]
async fn an_administrator_enrols_and_a_code_is_good_once() {
    on_both_engines(|store| async move {
        let (house, _, _) = House::open(store).await;
        let entered = house.sign_in("quantri", PASSWORD, "x").await.unwrap();
        assert_eq!(entered.stage, Stage::EnrolSecondStep);
        let session = house.again(&entered.cookie).await.unwrap();
        assert_eq!(session.actor(), None);
        assert_eq!(
            refused(house.second_step(&session, "000000").await),
            "other-stage"
        );
        let old = house.enrol_second_step(&session).await.unwrap();
        let enrolment = house.enrol_second_step(&session).await.unwrap();
        assert!(enrolment.uri.contains("quantri"), "{}", enrolment.uri);
        let now = || house.clock.now();
        let stale = house
            .confirm_second_step(&session, &code(&old.secret, now(), 0))
            .await;
        assert_eq!(refused(stale), "code-wrong");
        let right = code(&enrolment.secret, now(), 0);
        assert_eq!(
            house.confirm_second_step(&session, &right).await.unwrap(),
            Stage::Full
        );
        let session = house.again(&entered.cookie).await.unwrap();
        assert!(session.actor().is_some());
        assert_eq!(
            refused(house.enrol_second_step(&session).await),
            "second-step-there"
        );
        assert_eq!(
            refused(house.drop_second_step(&session, PASSWORD).await),
            "second-step-required"
        );

        let session = house.enter("quantri", PASSWORD).await;
        assert_eq!(
            (session.stage(), session.actor()),
            (Stage::SecondStep, None)
        );
        // The code that confirmed it was used; one two steps away is too far.
        assert_eq!(
            refused(house.second_step(&session, &right).await),
            "code-wrong"
        );
        assert_eq!(
            refused(
                house
                    .second_step(&session, &code(&enrolment.secret, now(), 2))
                    .await
            ),
            "code-wrong"
        );
        let next = code(&enrolment.secret, now(), 1);
        assert_eq!(
            house.second_step(&session, &next).await.unwrap(),
            Stage::Full
        );
        let session = house.enter("quantri", PASSWORD).await;
        assert_eq!(
            refused(house.second_step(&session, &next).await),
            "code-wrong"
        );
        house.clock.forward(60 * SECOND);
        let fresh = code(&enrolment.secret, now(), 0);
        assert_eq!(
            house.second_step(&session, &fresh).await.unwrap(),
            Stage::Full
        );
    })
    .await;
}

#[tokio::test]
async fn wrong_codes_lock_even_whoever_knows_the_password() {
    on_both_engines(|store| async move {
        let (house, _, _) = House::open(store).await;
        let session = house.enter("quantri", PASSWORD).await;
        let enrolment = house.enrol_second_step(&session).await.unwrap();
        let now = || house.clock.now();
        house
            .confirm_second_step(&session, &code(&enrolment.secret, now(), 0))
            .await
            .unwrap();
        for _ in 0..2 {
            // Signing in with the right password in between does not make the codes uncounted.
            let session = house.enter("quantri", PASSWORD).await;
            for _ in 0..2 {
                assert_eq!(
                    refused(house.second_step(&session, "000000").await),
                    "code-wrong"
                );
            }
        }
        let entered = house.sign_in("quantri", PASSWORD, "x").await.unwrap();
        let session = house.again(&entered.cookie).await.unwrap();
        assert_eq!(
            refused(house.second_step(&session, "000000").await),
            "sign-in-failed"
        );
        assert!(house.again(&entered.cookie).await.is_none());
        refused(house.sign_in("quantri", PASSWORD, "x").await);
        house.clock.forward(15 * MINUTE);
        let session = house.enter("quantri", PASSWORD).await;
        let right = code(&enrolment.secret, now(), 0);
        assert_eq!(
            house.second_step(&session, &right).await.unwrap(),
            Stage::Full
        );
    })
    .await;
}

#[tokio::test]
async fn others_may_have_a_second_step_and_drop_it() {
    on_both_engines(|store| async move {
        let (house, _, _) = House::open(store).await;
        let session = house.enter("vanthu", PASSWORD).await;
        let enrolment = house.enrol_second_step(&session).await.unwrap();
        // Offered is not yet asked for.
        assert_eq!(house.enter("vanthu", PASSWORD).await.stage(), Stage::Full);
        let right = code(&enrolment.secret, house.clock.now(), 0);
        house.confirm_second_step(&session, &right).await.unwrap();
        assert_eq!(
            house.enter("vanthu", PASSWORD).await.stage(),
            Stage::SecondStep
        );
        assert!(house.drop_second_step(&session, "wrong").await.is_err());
        house.drop_second_step(&session, PASSWORD).await.unwrap();
        assert_eq!(house.enter("vanthu", PASSWORD).await.stage(), Stage::Full);
    })
    .await;
}

#[tokio::test]
async fn a_lost_telephone_is_helped_by_an_administrator() {
    on_both_engines(|store| async move {
        let (house, admin, clerk) = House::open(store).await;
        // Nothing to take away: nothing happened.
        house.reset_second_step(&admin, clerk.person).await.unwrap();
        assert_eq!(house.events("person.second_step_reset").await, 0);
        let entered = house.sign_in("vanthu", PASSWORD, "x").await.unwrap();
        let session = house.again(&entered.cookie).await.unwrap();
        let enrolment = house.enrol_second_step(&session).await.unwrap();
        let right = code(&enrolment.secret, house.clock.now(), 0);
        house.confirm_second_step(&session, &right).await.unwrap();
        assert!(
            house
                .person(&admin, clerk.person)
                .await
                .unwrap()
                .second_step
        );
        let own = house.reset_second_step(&admin, admin.person).await;
        assert_eq!(refused(own), "own-account");
        assert!(matches!(
            house.reset_second_step(&clerk, admin.person).await,
            Err(OfficeError::Denied(_))
        ));
        let nobody = house.reset_second_step(&admin, PersonId::new(uuid_v7(1, [1; 10])));
        assert!(matches!(nobody.await, Err(OfficeError::NotFound { .. })));

        house.reset_second_step(&admin, clerk.person).await.unwrap();
        assert!(house.again(&entered.cookie).await.is_none());
        assert!(
            !house
                .person(&admin, clerk.person)
                .await
                .unwrap()
                .second_step
        );
        assert_eq!(house.events("person.second_step_reset").await, 1);
        let session = house.enter("vanthu", PASSWORD).await;
        assert_eq!(session.stage(), Stage::Full, "the password stays");
        // The secret is gone, and a new one is taken at once: no step counts as used.
        let stale = house.confirm_second_step(&session, &right).await;
        assert_eq!(refused(stale), "code-wrong");
        let enrolment = house.enrol_second_step(&session).await.unwrap();
        let right = code(&enrolment.secret, house.clock.now(), 0);
        house.confirm_second_step(&session, &right).await.unwrap();
        assert_eq!(
            house.enter("vanthu", PASSWORD).await.stage(),
            Stage::SecondStep
        );
    })
    .await;
}
