//! The first start: one link, one first person, an office step by step.

use luytre_office::setup::{OfficeForm, SetupStep};
use luytre_office::sign_in::{LinkPurpose, OfficeState, Stage};
use luytre_store::testing::on_both_engines;

use crate::house::{HOUR, House, PASSWORD, first, invalid, office_form, password, refused, unit};

#[tokio::test]
async fn the_first_link_is_good_once_and_the_newest_only() {
    on_both_engines(|store| async move {
        let house = House::empty(store);
        let old = house.first_link().await.unwrap().unwrap();
        let token = house.first_link().await.unwrap().unwrap();
        assert_eq!(refused(house.link(&old).await), "link-unknown");
        assert_eq!(
            house.link(&token).await.unwrap().purpose,
            LinkPurpose::First
        );
        house.clock.forward(72 * HOUR - 1);
        house.link(&token).await.unwrap();
        let mut form = first("Lan");
        form.name = " ".to_owned();
        form.password.again.clear();
        let wrong = [
            ("name", "required"),
            ("login", "login-form"),
            ("again", "password-differs"),
        ];
        assert_eq!(
            invalid(house.take_first_link(&token, &form, "x").await),
            wrong
        );
        house.clock.forward(1);
        assert_eq!(
            refused(house.take_first_link(&token, &first("lan"), "x").await),
            "link-unknown"
        );

        let token = house.first_link().await.unwrap().unwrap();
        assert_eq!(
            refused(house.take_link(&token, &password(PASSWORD), "x").await),
            "link-unknown"
        );
        let entered = house
            .take_first_link(&token, &first("lan"), "x")
            .await
            .unwrap();
        assert_eq!(
            house.again(&entered.cookie).await.unwrap().name(),
            "Nguyễn Thị Lan"
        );
        assert_eq!(
            refused(house.take_first_link(&token, &first("lan2"), "x").await),
            "link-unknown"
        );
        assert_eq!(house.first_link().await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn the_wizard_goes_on_where_it_was_left() {
    on_both_engines(|store| async move {
        let house = House::empty(store);
        let admin = house.first_person().await;
        let step = || async { house.setup(&admin).await.unwrap().step };
        assert_eq!(step().await, SetupStep::Facts);
        assert_eq!(
            refused(house.finish_setup(&admin).await),
            "setup-unfinished"
        );
        let wrong = OfficeForm {
            commune_code: "12".to_owned(),
            ..office_form()
        };
        assert_eq!(
            invalid(house.set_office(&admin, &wrong).await),
            [("commune_code", "commune-code-form")]
        );
        house.set_office(&admin, &office_form()).await.unwrap();
        assert_eq!(step().await, SetupStep::Units);

        let proposed = house.setup(&admin).await.unwrap().proposed;
        assert!(proposed.len() >= 5, "{proposed:?}");
        house.choose_units(&admin, &proposed).await.unwrap();
        house.choose_units(&admin, &proposed).await.unwrap();
        house
            .choose_units(&admin, &[unit("school", "Trường Tiểu học Tre Xanh")])
            .await
            .unwrap();
        let units = house.units(&admin).await.unwrap();
        assert_eq!(
            units.len(),
            proposed.len() + 1,
            "the first unit took the name of the chosen one"
        );
        assert!(house.setup(&admin).await.unwrap().proposed.is_empty());
        assert_eq!(step().await, SetupStep::People);

        // The administrator may come back without a second step until the office is open.
        assert_eq!(house.enter("quantri", PASSWORD).await.stage(), Stage::Full);
        house.finish_setup(&admin).await.unwrap();
        house.finish_setup(&admin).await.unwrap();
        assert_eq!(step().await, SetupStep::Done);
        assert_eq!(house.office(&admin).await.unwrap().state, OfficeState::Open);
        assert_eq!(
            house.enter("quantri", PASSWORD).await.stage(),
            Stage::EnrolSecondStep
        );
        assert_eq!(house.first_link().await.unwrap(), None);
        assert_eq!(house.events("office.opened").await, 1);
    })
    .await;
}
