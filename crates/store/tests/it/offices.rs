//! Offices and their units.

use luytre_model::sign_in::OfficeState;
use luytre_store::testing::{name, on_both_engines};
use luytre_store::units::Holds;
use luytre_store::{offices, people, trail, units};

use crate::support::{a_person, a_unit, an_office, at, end, house, office};

#[tokio::test]
async fn an_office_reads_back_and_has_an_empty_ledger() {
    on_both_engines(|store| async move {
        let mut office = an_office();
        let mut write = store.write().await.unwrap();
        assert!(offices::first(write.conn(), 2).await.unwrap().is_empty());
        offices::insert(&mut write, &office).await.unwrap();
        assert_eq!(trail::size(write.conn(), office.id).await.unwrap(), 0);
        office.name = "Đảng ủy phường Tre Xanh".to_owned();
        office.state = OfficeState::SettingUp;
        office.commune_code = None;
        offices::update(&mut write, &office).await.unwrap();
        end(write, office.id).await;
        let mut conn = store.read().await.unwrap();
        assert_eq!(
            offices::find(&mut conn, office.id).await.unwrap(),
            Some(office.clone()),
            "{}",
            name(&store)
        );
        assert_eq!(offices::first(&mut conn, 2).await.unwrap(), [office]);
    })
    .await;
}

#[tokio::test]
async fn units_stand_in_their_order_and_keep_what_they_hold() {
    on_both_engines(|store| async move {
        let (office_id, unit, person) = house(&store, "lan").await;
        let other = office(&store).await;
        let mut second = a_unit(office_id, "Công an", 0);
        second.aliases = vec!["Công an phường".to_owned(), "CAP".to_owned()];
        let mut write = store.write().await.unwrap();
        units::insert(&mut write, &second).await.unwrap();
        assert_eq!(
            units::list(write.conn(), office_id).await.unwrap(),
            [second.clone(), unit.clone()]
        );
        assert!(units::list(write.conn(), other).await.unwrap().is_empty());
        assert_eq!(
            units::find(write.conn(), other, unit.id).await.unwrap(),
            None
        );

        second.closed_at = Some(at(5));
        second.position = 7;
        units::update(&mut write, &second).await.unwrap();
        assert_eq!(
            units::find(write.conn(), office_id, second.id)
                .await
                .unwrap(),
            Some(second.clone())
        );

        let mut gone = a_person(office_id, unit.id, "Trần Văn Bình", "binh");
        gone.state = luytre_model::sign_in::PersonState::Left;
        people::insert(&mut write, &[gone]).await.unwrap();
        let holds = units::holds(write.conn(), office_id, unit.id)
            .await
            .unwrap();
        assert_eq!(
            holds,
            Holds {
                people: 1,
                assignments: 0,
                entries: 0
            },
            "{}",
            name(&store)
        );
        assert_eq!(
            people::per_unit(write.conn(), office_id).await.unwrap(),
            [(unit.id, 1)]
        );
        assert_eq!(
            people::find(write.conn(), office_id, person.id)
                .await
                .unwrap(),
            Some(person)
        );
        end(write, office_id).await;
    })
    .await;
}
