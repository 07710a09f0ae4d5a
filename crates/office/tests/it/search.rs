//! Search in any spelling, of what one may see.

use luytre_model::people::Role;
use luytre_model::unit_sets::UnitKind;

use crate::plan::Ward;
use crate::support::in_a_ward;

#[tokio::test]
async fn diacritics_do_not_count_and_leave_does() {
    in_a_ward(|house| async move {
        let ward = Ward::new(house, "").await;
        let service = &ward.house.service;
        for query in ["mat khau", "MẬT KHẨU", "mật khẩ", "mat  khau."] {
            let found = service.search(&ward.clerk, query).await.unwrap();
            assert!(!found.duties.is_empty(), "{query}");
            assert!(
                found
                    .duties
                    .iter()
                    .all(|hit| hit.dispatch == Some(ward.dispatch))
            );
            assert!(
                found.controls.iter().any(|hit| hit.id == "ACC-03"),
                "{query}"
            );
        }
        let found = service.search(&ward.clerk, "215").await.unwrap();
        assert_eq!(found.dispatches.len(), 1);
        assert_eq!(found.dispatches[0].note, "215/UBND-VP");
        let found = service.search(&ward.clerk, "cong an").await.unwrap();
        assert!(found.units.iter().any(|hit| hit.title == "Công an phường"));
        let found = service.search(&ward.clerk, "do thi chuyen").await.unwrap();
        assert_eq!(found.people[0].title, ward.officer.name);
        for nothing in ["", " ", "…", "%", "khongcogi"] {
            let found = service.search(&ward.clerk, nothing).await.unwrap();
            assert!(
                found.duties.is_empty() && found.people.is_empty(),
                "{nothing}"
            );
        }

        let officer = service.search(&ward.officer, "cong an").await.unwrap();
        assert!(officer.units.is_empty() && officer.people.is_empty());
        let viewer = ward
            .house
            .person(Role::Viewer, UnitKind::Division, "Bùi Chỉ Xem")
            .await;
        let found = service.search(&viewer, "mat khau").await.unwrap();
        assert!(found.duties.is_empty() && !found.controls.is_empty());
        let (other, units) = ward.house.another_office().await;
        let stranger = ward
            .house
            .person_of(other, &units[0], Role::Clerk, "Người Lạ")
            .await;
        assert!(
            service
                .search(&stranger, "mat khau")
                .await
                .unwrap()
                .duties
                .is_empty()
        );
    })
    .await;
}
