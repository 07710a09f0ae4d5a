//! People: added in batches, found in any spelling, listed page by page.

use luytre_model::people::Role;
use luytre_model::sign_in::PersonState;
use luytre_store::people::{self, Filter, Person};
use luytre_store::testing::{name, on_both_engines};
use luytre_store::{Store, units};

use crate::support::{a_person, a_unit, end, house};

async fn names(store: &Store, office: luytre_model::id::OfficeId, filter: &Filter) -> Vec<String> {
    let mut conn = store.read().await.unwrap();
    let (mut names, mut after) = (Vec::new(), None);
    loop {
        let page = people::list(&mut conn, office, filter, after.as_ref(), 2)
            .await
            .unwrap();
        assert!(page.people.len() <= 2);
        names.extend(page.people.into_iter().map(|listed| listed.person.name));
        match page.next {
            Some(next) => after = Some(next),
            None => return names,
        }
    }
}

#[tokio::test]
async fn the_list_is_filtered_and_paged_by_key() {
    on_both_engines(|store| async move {
        let (office, unit, _) = house(&store, "lan").await;
        let police = a_unit(office, "Công an", 2);
        let person = |name, login, role| Person {
            role,
            ..a_person(office, police.id, name, login)
        };
        let mut write = store.write().await.unwrap();
        units::insert(&mut write, &police).await.unwrap();
        let added = [
            person("Trần Văn Bình", "binh", Role::Head),
            person("Trần Văn Bình", "binh2", Role::Police),
            Person {
                state: PersonState::Suspended,
                ..person("Hoà Thị Lân", "lan2", Role::Officer)
            },
        ];
        people::insert(&mut write, &added).await.unwrap();
        end(write, office).await;

        let all = [
            "Hoà Thị Lân",
            "Nguyễn Thị Lan",
            "Trần Văn Bình",
            "Trần Văn Bình",
        ];
        let filter = Filter::default();
        assert_eq!(
            names(&store, office, &filter).await,
            all,
            "{}",
            name(&store)
        );
        let of_unit = Filter {
            unit: Some(police.id),
            ..Filter::default()
        };
        assert_eq!(
            names(&store, office, &of_unit).await,
            [all[0], all[2], all[3]]
        );
        let first = Filter {
            unit: Some(unit.id),
            ..Filter::default()
        };
        assert_eq!(names(&store, office, &first).await, [all[1]]);
        for text in ["lan", "LÂN", "thi lan", "Thị Lán"] {
            let filter = Filter {
                text: text.to_owned(),
                ..Filter::default()
            };
            assert_eq!(
                names(&store, office, &filter).await,
                [all[0], all[1]],
                "{text}"
            );
        }
        for (text, role, state, wanted) in [
            ("an", None, None, 0),
            ("", Some(Role::Head), None, 1),
            ("", None, Some(PersonState::Suspended), 1),
            ("binh", Some(Role::Police), Some(PersonState::Active), 1),
            ("%", None, None, 4),
            ("_", None, None, 4),
        ] {
            let filter = Filter {
                unit: None,
                role,
                state,
                text: text.to_owned(),
            };
            assert_eq!(
                names(&store, office, &filter).await.len(),
                wanted,
                "{filter:?}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_person_reads_back_and_a_login_name_is_given_once() {
    on_both_engines(|store| async move {
        let (office, unit, mut person) = house(&store, "lan").await;
        let (other, _, _) = house(&store, "lan.khac").await;
        let mut write = store.write().await.unwrap();
        person.name = "Nguyễn Thị Lan Anh".to_owned();
        person.role = Role::Admin;
        people::update(&mut write, &person).await.unwrap();
        assert_eq!(
            people::find(write.conn(), office, person.id).await.unwrap(),
            Some(person.clone())
        );
        assert_eq!(
            people::find(write.conn(), other, person.id).await.unwrap(),
            None
        );
        assert_eq!(
            people::active_of_role(write.conn(), office, Role::Admin)
                .await
                .unwrap(),
            1
        );
        let taken = people::logins_taken(write.conn(), &["lan", "lan.khac", "x"])
            .await
            .unwrap();
        let taken: std::collections::BTreeMap<_, _> = taken.into_iter().collect();
        assert_eq!(
            taken,
            [("lan".to_owned(), office), ("lan.khac".to_owned(), other)].into()
        );
        end(write, office).await;

        let mut write = store.write().await.unwrap();
        let again = a_person(office, unit.id, "Lê Văn Lan", "lan.khac");
        let error = people::insert(&mut write, &[again]).await.unwrap_err();
        assert!(error.is_duplicate(), "{}: {error}", name(&store));
        drop(write);
        let mut conn = store.read().await.unwrap();
        assert_eq!(people::all(&mut conn, office).await.unwrap(), [person]);
    })
    .await;
}

#[tokio::test]
async fn a_thousand_people_are_added_by_a_few_statements() {
    on_both_engines(|store| async move {
        let (office, unit, _) = house(&store, "lan").await;
        let many: Vec<_> = (0..999)
            .map(|number| a_person(office, unit.id, "Lê Văn Tám", &format!("tam{number}")))
            .collect();
        let mut write = store.write().await.unwrap();
        people::insert(&mut write, &many).await.unwrap();
        end(write, office).await;
        let mut conn = store.read().await.unwrap();
        assert_eq!(
            people::all(&mut conn, office).await.unwrap().len(),
            1000,
            "{}",
            name(&store)
        );
    })
    .await;
}
