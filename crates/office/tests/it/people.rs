//! People and units: invited, changed, suspended, closed; and who may not.

use luytre_model::id::{PersonId, UnitId};
use luytre_model::people::Role;
use luytre_office::OfficeError;
use luytre_office::people::PeopleFilter;
use luytre_office::sign_in::{LinkPurpose, PersonState, Stage};
use luytre_store::testing::on_both_engines;

use crate::house::{HOUR, House, PASSWORD, invalid, password, person, refused, unit};

#[tokio::test]
async fn an_invitation_is_good_once_for_seventy_two_hours_and_the_newest_only() {
    on_both_engines(|store| async move {
        let (house, admin, _) = House::open(store).await;
        let unit = admin.unit.to_string();
        let invited = house
            .invite(&admin, &person("Lê Thị Mai", "mai.lt", &unit, "officer"))
            .await
            .unwrap();
        let view = house.link(&invited.token).await.unwrap();
        assert_eq!(
            (view.purpose, view.login.as_str()),
            (LinkPurpose::Invitation, "mai.lt")
        );
        let again = house.reissue_link(&admin, invited.person).await.unwrap();
        assert_eq!(refused(house.link(&invited.token).await), "link-unknown");
        house.clock.forward(72 * HOUR);
        assert_eq!(
            refused(
                house
                    .take_link(&again.token, &password(PASSWORD), "x")
                    .await
            ),
            "link-unknown"
        );
        let again = house.reissue_link(&admin, invited.person).await.unwrap();
        house.clock.forward(72 * HOUR - 1);
        let weak = house
            .take_link(&again.token, &password("Mai.lt#2026"), "x")
            .await;
        assert_eq!(invalid(weak), [("password", "password-is-name")]);
        house
            .take_link(&again.token, &password(PASSWORD), "x")
            .await
            .unwrap();
        assert_eq!(
            refused(
                house
                    .take_link(&again.token, &password(PASSWORD), "x")
                    .await
            ),
            "link-unknown"
        );

        // Later links set a new password and are good for a day.
        let reset = house.reissue_link(&admin, invited.person).await.unwrap();
        assert_eq!(
            house.link(&reset.token).await.unwrap().purpose,
            LinkPurpose::Reset
        );
        house.clock.forward(24 * HOUR);
        assert_eq!(refused(house.link(&reset.token).await), "link-unknown");
    })
    .await;
}

#[tokio::test]
async fn what_is_typed_in_about_a_person_is_checked() {
    on_both_engines(|store| async move {
        let (house, admin, _) = House::open(store).await;
        let unit = admin.unit.to_string();
        let mut form = person(" ", "Mai", "no unit", "king");
        form.email = "mai".to_owned();
        let wrong = ["name", "email", "unit", "role", "login"];
        let fields: Vec<_> = invalid(house.invite(&admin, &form).await)
            .into_iter()
            .map(|(field, _)| field)
            .collect();
        assert_eq!(fields, wrong);
        let taken = house
            .invite(&admin, &person("Lê Thị Mai", "vanthu", &unit, "officer"))
            .await;
        assert_eq!(invalid(taken), [("login", "login-taken")]);
        let elsewhere = UnitId::new(uuid::Uuid::from_u128(7)).to_string();
        let lost = house
            .invite(&admin, &person("Lê Thị Mai", "mai", &elsewhere, "officer"))
            .await;
        assert!(matches!(
            lost,
            Err(OfficeError::NotFound { what: "unit", .. })
        ));
    })
    .await;
}

#[tokio::test]
async fn whoever_is_suspended_is_out_at_once_and_the_last_administrator_stays() {
    on_both_engines(|store| async move {
        let (house, admin, clerk) = House::open(store).await;
        let cookie = house.sign_in("vanthu", PASSWORD, "x").await.unwrap().cookie;
        let link = house.reissue_link(&admin, clerk.person).await.unwrap();
        house
            .set_person_state(&admin, clerk.person, PersonState::Suspended)
            .await
            .unwrap();
        assert!(house.again(&cookie).await.is_none());
        assert_eq!(refused(house.link(&link.token).await), "link-unknown");
        assert_eq!(
            refused(house.reissue_link(&admin, clerk.person).await),
            "person-out"
        );
        house
            .set_person_state(&admin, clerk.person, PersonState::Active)
            .await
            .unwrap();
        assert!(house.again(&cookie).await.is_none());

        let own = house
            .set_person_state(&admin, admin.person, PersonState::Left)
            .await;
        assert_eq!(refused(own), "own-account");
        let unit = admin.unit.to_string();
        let own = house
            .change_person(&admin, admin.person, &person("Lan", "", &unit, "viewer"))
            .await;
        assert_eq!(refused(own), "own-account");
        // A second administrator may be made, and may then let the first one go, but not both.
        house
            .change_person(
                &admin,
                clerk.person,
                &person("Trần Văn Bình", "", &unit, "admin"),
            )
            .await
            .unwrap();
        let second = luytre_office::Actor {
            role: Role::Admin,
            ..clerk.clone()
        };
        house
            .set_person_state(&second, admin.person, PersonState::Left)
            .await
            .unwrap();
        let last = house
            .change_person(
                &admin,
                clerk.person,
                &person("Trần Văn Bình", "", &unit, "clerk"),
            )
            .await;
        assert_eq!(refused(last), "last-admin");
    })
    .await;
}

#[tokio::test]
async fn a_new_role_ends_the_sessions_and_a_new_name_does_not() {
    on_both_engines(|store| async move {
        let (house, admin, clerk) = House::open(store).await;
        let cookie = house.sign_in("vanthu", PASSWORD, "x").await.unwrap().cookie;
        let unit = clerk.unit.to_string();
        house
            .change_person(
                &admin,
                clerk.person,
                &person("Trần Bình", "", &unit, "clerk"),
            )
            .await
            .unwrap();
        assert_eq!(
            house.again(&cookie).await.unwrap().actor().unwrap().name,
            "Trần Bình"
        );
        house
            .change_person(
                &admin,
                clerk.person,
                &person("Trần Bình", "", &unit, "head"),
            )
            .await
            .unwrap();
        assert!(house.again(&cookie).await.is_none());
        assert_eq!(house.enter("vanthu", PASSWORD).await.stage(), Stage::Full);
    })
    .await;
}

#[tokio::test]
async fn people_are_listed_to_those_who_may_see_them() {
    on_both_engines(|store| async move {
        let (house, admin, clerk) = House::open(store).await;
        let unit = admin.unit.to_string();
        for number in 0..60 {
            let form = person(
                &format!("Cán bộ {number:02}"),
                &format!("cb{number}"),
                &unit,
                "officer",
            );
            house.invite(&admin, &form).await.unwrap();
        }
        let filter = PeopleFilter {
            text: "can bo".to_owned(),
            ..PeopleFilter::default()
        };
        let page = house.people(&clerk, &filter, None).await.unwrap();
        assert_eq!(
            (page.people.len(), page.people[0].name.as_str()),
            (50, "Cán bộ 00")
        );
        let rest = house
            .people(&clerk, &filter, page.next.as_deref())
            .await
            .unwrap();
        assert_eq!(
            (rest.people.len(), rest.people[0].name.as_str(), rest.next),
            (10, "Cán bộ 50", None)
        );
        assert_eq!(
            house
                .people(&clerk, &filter, Some("rubbish"))
                .await
                .unwrap()
                .people
                .len(),
            50
        );

        let viewer = luytre_office::Actor {
            role: Role::Viewer,
            ..clerk.clone()
        };
        assert!(matches!(
            house.people(&viewer, &filter, None).await,
            Err(OfficeError::Denied(_))
        ));
        house.person(&viewer, viewer.person).await.unwrap();
        assert!(matches!(
            house.person(&viewer, admin.person).await,
            Err(OfficeError::Denied(_))
        ));
        let form = person("A", "aaa", &unit, "officer");
        assert!(matches!(
            house.invite(&clerk, &form).await,
            Err(OfficeError::Denied(_))
        ));
    })
    .await;
}

#[tokio::test]
async fn another_offices_people_and_units_are_not_there() {
    on_both_engines(|store| async move {
        let (house, admin, clerk) = House::open(store).await;
        let stranger = luytre_office::Actor {
            office: luytre_model::id::OfficeId::new(uuid::Uuid::from_u128(9)),
            person: PersonId::new(uuid::Uuid::from_u128(9)),
            ..admin.clone()
        };
        let form = person("Trần Văn Bình", "", &clerk.unit.to_string(), "clerk");
        let missing = |result: Result<(), OfficeError>| {
            assert!(matches!(result, Err(OfficeError::NotFound { .. })));
        };
        missing(house.person(&stranger, clerk.person).await.map(|_| ()));
        missing(house.change_person(&stranger, clerk.person, &form).await);
        missing(
            house
                .set_person_state(&stranger, clerk.person, PersonState::Left)
                .await,
        );
        missing(
            house
                .reissue_link(&stranger, clerk.person)
                .await
                .map(|_| ()),
        );
        missing(house.unlock(&stranger, clerk.person).await);
        missing(
            house
                .change_unit(&stranger, clerk.unit, &unit("police", "Công an"))
                .await,
        );
        missing(house.close_unit(&stranger, clerk.unit).await);
        assert!(
            house
                .people(&stranger, &PeopleFilter::default(), None)
                .await
                .unwrap()
                .people
                .is_empty()
        );
    })
    .await;
}

#[tokio::test]
async fn a_unit_is_closed_when_it_holds_nothing() {
    on_both_engines(|store| async move {
        let (house, admin, _) = House::open(store).await;
        let id = house
            .add_unit(&admin, &unit("division", "Phòng Kinh tế"))
            .await
            .unwrap();
        let twice = house
            .add_unit(&admin, &unit("division", "PHÒNG  kinh tế"))
            .await;
        assert_eq!(invalid(twice), [("name", "unit-there")]);
        house
            .change_unit(&admin, id, &unit("division", "Phòng Văn hóa"))
            .await
            .unwrap();
        let invited = house
            .invite(&admin, &person("Lê Mai", "mai", &id.to_string(), "officer"))
            .await
            .unwrap();
        assert_eq!(
            refused(house.close_unit(&admin, id).await),
            "unit-has-people"
        );
        house
            .set_person_state(&admin, invited.person, PersonState::Left)
            .await
            .unwrap();
        house.close_unit(&admin, id).await.unwrap();
        let units = house.units(&admin).await.unwrap();
        let names: Vec<_> = units
            .iter()
            .map(|unit| (unit.id, unit.name.clone()))
            .collect();
        assert_eq!(house.unit_names(&admin).await.unwrap(), names);
        assert!(matches!(
            house.close_unit(&admin, id).await,
            Err(OfficeError::NotFound { .. })
        ));
        let units = house.units(&admin).await.unwrap();
        assert!(units.last().unwrap().closed && units.last().unwrap().id == id);
        assert_eq!(
            invalid(house.add_unit(&admin, &unit("castle", " ")).await).len(),
            2
        );
    })
    .await;
}
