//! The registers: what is typed is judged, written, told in the trail; the second of two changes is
//! told; a head keeps their own unit's entries; another office has nothing.

use jiff::civil::date;
use luytre_model::registers::{Account, Device, EntryState, Password, TwoStep};
use luytre_office::registers::{EntryFilter, Typed};
use luytre_office::{Actor, OfficeError};
use luytre_store::testing::on_both_engines;

use crate::house::{House, PASSWORD, invalid, password, person};

fn device(name: &str) -> Typed {
    Typed::default()
        .with("device-kind", "desktop")
        .with("name", name)
        .with("unit", "Văn phòng")
        .with("zone", "internal")
        .with("purpose", "ordinary")
}

fn account(login: &str) -> Typed {
    Typed::default()
        .with("system", "Quản lý văn bản")
        .with("login", login)
        .with("account-kind", "personal")
        .with("unit", "van phong")
        .with("two-step", "off")
}

/// A head of the police unit.
async fn head(house: &House, admin: &Actor) -> Actor {
    let police = house.units(admin).await.unwrap()[1].id.to_string();
    let form = person("Lê Văn Tám", "tam.lv", &police, "head");
    let invited = house.invite(admin, &form).await.unwrap();
    let entered = house
        .take_link(&invited.token, &password(PASSWORD), "x")
        .await
        .unwrap();
    let session = house.session(&entered.cookie).await.unwrap().unwrap();
    session.actor().unwrap().clone()
}

#[tokio::test]
async fn a_device_is_added_changed_retired_and_its_history_says_so() {
    on_both_engines(|store| async move {
        let (house, _, clerk) = House::open(store).await;
        let typed = device(" Máy tính  Dell ")
            .with("serial", "SN-1")
            .with("person", "Trần Văn Bình (vanthu)")
            .with("seal-number", "TEM-7")
            .with("seal-on", "5/3/2026")
            .with("seal-until", "05/03/2027");
        let id = house.add_entry::<Device>(&clerk, &typed).await.unwrap();
        let view = house.entry::<Device>(&clerk, id).await.unwrap();
        assert_eq!((view.code.as_str(), view.revision), ("TB-0001", 1));
        assert_eq!(
            (view.unit_name.as_str(), view.person_name.as_str()),
            ("Văn phòng", "Trần Văn Bình")
        );
        assert_eq!(
            view.what.seal.as_ref().unwrap().until,
            Some(date(2027, 3, 5))
        );

        let written = house.entry_written(&clerk, &view.what).await.unwrap();
        house
            .change_entry::<Device>(&clerk, id, 1, &written)
            .await
            .unwrap();
        let moved = written.with("place", "Tầng 3").with("zone", "alone");
        house
            .change_entry::<Device>(&clerk, id, 1, &moved)
            .await
            .unwrap();
        house
            .set_entry_state::<Device>(&clerk, id, 2, EntryState::Closed, "Hỏng")
            .await
            .unwrap();
        let history = house.entry_history::<Device>(&clerk, id).await.unwrap();
        let kinds: Vec<_> = history.iter().map(|one| one.kind.as_str()).collect();
        assert_eq!(kinds, ["device.added", "device.changed", "device.retired"]);
        let told =
            |at: usize, field: &str| history[at].detail.get(field).cloned().unwrap_or_default();
        assert_eq!(told(0, "name"), "Máy tính  Dell");
        assert_eq!(
            (told(1, "place"), told(1, "zone")),
            ("Tầng 3".to_owned(), "internal → alone".to_owned())
        );
        assert_eq!(
            (told(1, "name"), told(2, "reason")),
            (String::new(), "Hỏng".to_owned())
        );
        let in_use = EntryFilter {
            state: Some(EntryState::InUse),
            ..EntryFilter::default()
        };
        assert!(
            house
                .entries::<Device>(&clerk, &in_use, None)
                .await
                .unwrap()
                .entries
                .is_empty()
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_typed_wrongly_is_told_by_field() {
    on_both_engines(|store| async move {
        let (house, admin, _) = House::open(store).await;
        let nothing = house.add_entry::<Device>(&admin, &Typed::default()).await;
        let fields = ["device-kind", "name", "unit", "zone", "purpose"];
        assert_eq!(invalid(nothing), fields.map(|field| (field, "required")));
        let wrong = device(&"x".repeat(201))
            .with("device-kind", "mainframe")
            .with("unit", "Không có")
            .with("person", "Ai đó")
            .with("seal-on", "31/2/2026")
            .with("seal-by", "Công an");
        assert_eq!(
            invalid(house.add_entry::<Device>(&admin, &wrong).await),
            [
                ("device-kind", "choice-unknown"),
                ("name", "too-long"),
                ("unit", "unit-unknown"),
                ("person", "person-unknown"),
                ("seal-on", "day-form"),
                ("seal-number", "seal-without-number"),
            ]
        );
        let early = device("x")
            .with("seal-number", "1")
            .with("seal-on", "2/1/2026")
            .with("seal-until", "1/1/2026");
        assert_eq!(
            invalid(house.add_entry::<Device>(&admin, &early).await),
            [("seal-until", "day-before")]
        );
        // It is 2026-06-01 in this house.
        let ahead = account("lan").with("password-on", "02/06/2026");
        assert_eq!(
            invalid(house.add_entry::<Account>(&admin, &ahead).await),
            [("password-on", "day-ahead")]
        );
        let today = account("lan")
            .with("password-on", "01/06/2026")
            .with("administrator", "1");
        let id = house.add_entry::<Account>(&admin, &today).await.unwrap();
        let view = house.entry::<Account>(&admin, id).await.unwrap();
        assert_eq!(view.what.password, Password::ChangedOn(date(2026, 6, 1)));
        assert_eq!(
            (
                view.code.as_str(),
                view.what.two_step,
                view.what.administrator
            ),
            ("TK-0001", TwoStep::Off, true)
        );
    })
    .await;
}

#[tokio::test]
async fn one_thing_is_entered_once_while_it_is_in_use() {
    on_both_engines(|store| async move {
        let (house, admin, _) = House::open(store).await;
        let one = device("Máy 1").with("serial", "SN-1");
        let id = house.add_entry::<Device>(&admin, &one).await.unwrap();
        let again = device("Máy 2").with("serial", "sn 1");
        assert_eq!(
            invalid(house.add_entry::<Device>(&admin, &again).await),
            [("serial", "entry-there")]
        );
        house
            .add_entry::<Device>(&admin, &device("Máy 3").with("serial", "SN-12"))
            .await
            .unwrap();
        house
            .add_entry::<Device>(&admin, &device("Máy 4"))
            .await
            .unwrap();
        house
            .set_entry_state::<Device>(&admin, id, 1, EntryState::Closed, "Bán")
            .await
            .unwrap();
        house.add_entry::<Device>(&admin, &again).await.unwrap();
        house
            .add_entry::<Account>(&admin, &account("lan"))
            .await
            .unwrap();
        assert_eq!(
            invalid(house.add_entry::<Account>(&admin, &account("lan")).await),
            [("login", "entry-there")]
        );
    })
    .await;
}

#[tokio::test]
async fn the_second_of_two_changes_is_told_and_changes_nothing() {
    on_both_engines(|store| async move {
        let (house, admin, clerk) = House::open(store).await;
        let id = house
            .add_entry::<Device>(&admin, &device("Máy 1"))
            .await
            .unwrap();
        house
            .change_entry::<Device>(&admin, id, 1, &device("Máy A"))
            .await
            .unwrap();
        let second = house
            .change_entry::<Device>(&clerk, id, 1, &device("Máy B"))
            .await;
        assert!(matches!(
            second,
            Err(OfficeError::Conflict { what: "device" })
        ));
        let closed = house
            .set_entry_state::<Device>(&clerk, id, 1, EntryState::Closed, "Hỏng")
            .await;
        assert!(matches!(closed, Err(OfficeError::Conflict { .. })));
        let view = house.entry::<Device>(&clerk, id).await.unwrap();
        assert_eq!((view.what.name.as_str(), view.revision), ("Máy A", 2));
        assert_eq!(house.events("device.changed").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_head_keeps_the_entries_of_their_own_unit_and_another_office_has_none() {
    on_both_engines(|store| async move {
        let (house, admin, _) = House::open(store).await;
        let head = head(&house, &admin).await;
        assert_eq!(house.entry_choices(&head).await.unwrap().units, ["Công an"]);
        let others = house
            .add_entry::<Device>(&admin, &device("Máy 1"))
            .await
            .unwrap();
        let own = device("Máy 2").with("unit", "Công an");
        let id = house.add_entry::<Device>(&head, &own).await.unwrap();
        let denied = |result: Result<(), OfficeError>| {
            assert!(matches!(result, Err(OfficeError::Denied(_))));
        };
        denied(
            house
                .add_entry::<Device>(&head, &device("Máy 3"))
                .await
                .map(drop),
        );
        denied(house.change_entry::<Device>(&head, others, 1, &own).await);
        denied(
            house
                .change_entry::<Device>(&head, id, 1, &device("Máy 2"))
                .await,
        );
        denied(
            house
                .set_entry_state::<Device>(&head, others, 1, EntryState::Closed, "x")
                .await,
        );

        let mut stranger = admin.clone();
        stranger.office = luytre_model::id::OfficeId::new(luytre_model::id::uuid_v7(9, [9; 10]));
        let there = house.entry::<Device>(&stranger, id).await;
        assert!(matches!(there, Err(OfficeError::NotFound { .. })));
        let all = EntryFilter::default();
        assert!(
            house
                .entries::<Device>(&stranger, &all, None)
                .await
                .unwrap()
                .entries
                .is_empty()
        );
        assert_eq!(
            house
                .entries::<Device>(&head, &all, None)
                .await
                .unwrap()
                .entries
                .len(),
            2
        );
    })
    .await;
}
