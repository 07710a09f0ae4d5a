//! Importing people: every error by its row, all or none, the same again changes nothing.

use luytre_office::people::{ImportRow, PeopleFilter};
use luytre_office::sign_in::PersonState;
use luytre_store::testing::on_both_engines;

use crate::house::{House, PASSWORD, refused};

fn row(line: u32, name: &str, unit: &str, role: &str, login: &str) -> ImportRow {
    ImportRow {
        line,
        name: name.to_owned(),
        title: String::new(),
        unit: unit.to_owned(),
        role: role.to_owned(),
        login: login.to_owned(),
        email: String::new(),
    }
}

#[tokio::test]
async fn every_error_has_its_row_and_nothing_is_written() {
    on_both_engines(|store| async move {
        let (house, admin, _) = House::open(store).await;
        let rows = [
            row(2, "Lê Thị Mai", "công an", "Cán bộ", "mai"),
            row(3, "", "công an", "", "khong.ten"),
            row(4, "Lê Thị Mai", "Phòng lạ", "vua", "mai2"),
            row(5, "Lê Thị Mai", "", "", "mai"),
            row(6, "Nguyễn Thị Lan", "Văn phòng", "viewer", "quantri"),
        ];
        let plan = house.try_import(&admin, &rows).await.unwrap();
        let errors: Vec<_> = plan
            .errors
            .iter()
            .map(|error| (error.line, error.problem.field, error.problem.code))
            .collect();
        let wanted = [
            (3, "name", "required"),
            (4, "unit", "unit-unknown"),
            (4, "role", "role-unknown"),
            (5, "login", "login-twice"),
            (6, "role", "role-of-admin"),
        ];
        assert_eq!(errors, wanted);
        assert_eq!(plan.created, [2]);
        assert_eq!(
            refused(house.import(&admin, &rows).await),
            "import-has-errors"
        );
        assert_eq!(
            house
                .people(&admin, &PeopleFilter::default(), None)
                .await
                .unwrap()
                .people
                .len(),
            2
        );
        assert_eq!(house.events("people.imported").await, 0);
    })
    .await;
}

#[tokio::test]
async fn the_same_table_again_changes_nothing() {
    on_both_engines(|store| async move {
        let (house, admin, clerk) = House::open(store).await;
        let cookie = house.sign_in("vanthu", PASSWORD, "x").await.unwrap().cookie;
        let rows = [
            row(2, "Lê Thị Mai", "CÔNG AN", "công an", "mai"),
            row(3, "Trần Văn Bình", "Công an", "Thủ trưởng", "vanthu"),
        ];
        let plan = house.import(&admin, &rows).await.unwrap();
        assert_eq!(
            (plan.created, plan.changed, plan.same),
            (vec![2], vec![3], 0)
        );
        assert!(
            house.again(&cookie).await.is_none(),
            "a new role ends sessions"
        );
        let moved = house.person(&admin, clerk.person).await.unwrap();
        assert_eq!(
            (moved.unit_name.as_str(), moved.state),
            ("Công an", PersonState::Active)
        );

        let plan = house.import(&admin, &rows).await.unwrap();
        assert_eq!(
            (plan.created.len(), plan.changed.len(), plan.same),
            (0, 0, 2)
        );
        assert_eq!(house.events("people.imported").await, 1);
        let invited = PeopleFilter {
            state: Some(PersonState::Invited),
            ..PeopleFilter::default()
        };
        let people = house.people(&admin, &invited, None).await.unwrap().people;
        assert_eq!(people[0].login, "mai");
        refused(house.sign_in("mai", "", "x").await);
    })
    .await;
}
