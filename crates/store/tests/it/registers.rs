//! The registers: what is written reads back, lists are narrowed and paged, the second of two
//! changes is told, and another office has nothing.

use jiff::civil::date;
use luytre_model::id::{EntryId, OfficeId, PersonId, UnitId};
use luytre_model::registers::{
    Account, AccountKind, Device, DeviceKind, EntryState, Password, Purpose, Seal, TwoStep, Zone,
};
use luytre_store::registers::{self, Entry, Filter, Kept};
use luytre_store::testing::{name, on_both_engines};
use luytre_store::{Store, units};

use crate::support::{a_unit, at, end, house, office, stamp};

fn device(unit: UnitId, name: &str) -> Device {
    Device {
        kind: DeviceKind::Desktop,
        name: name.to_owned(),
        serial: String::new(),
        place: "Tầng 2".to_owned(),
        unit,
        holder: None,
        zone: Zone::Internal,
        purpose: Purpose::Ordinary,
        seal: None,
        note: String::new(),
        state: EntryState::InUse,
    }
}

fn account(unit: UnitId, login: &str) -> Account {
    Account {
        system: "Quản lý văn bản".to_owned(),
        login: login.to_owned(),
        kind: AccountKind::Personal,
        unit,
        owner: None,
        administrator: false,
        two_step: TwoStep::Unknown,
        password: Password::Unknown,
        note: String::new(),
        state: EntryState::InUse,
    }
}

fn entry<T>(office: OfficeId, number: u32, what: T) -> Entry<T> {
    Entry {
        office,
        id: EntryId::new(stamp().uuid()),
        number,
        revision: 1,
        created_at: at(0),
        what,
    }
}

async fn add<T: Kept>(store: &Store, entries: &[Entry<T>]) {
    let mut write = store.write().await.unwrap();
    registers::insert(&mut write, entries).await.unwrap();
    end(write, entries[0].office).await;
}

async fn titles<T: Kept>(store: &Store, office: OfficeId, filter: &Filter) -> Vec<String> {
    let mut conn = store.read().await.unwrap();
    let mut titles = Vec::new();
    let mut after = None;
    loop {
        // Two to a page, so that every test turns pages.
        let page = registers::list::<T>(&mut conn, office, filter, after.as_ref(), 2)
            .await
            .unwrap();
        titles.extend(page.entries.iter().map(|one| one.entry.what.title()));
        after = page.next;
        if after.is_none() {
            return titles;
        }
    }
}

#[tokio::test]
async fn a_device_and_an_account_read_back_in_their_own_office_only() {
    on_both_engines(|store| async move {
        let (office, unit, person) = house(&store, "lan").await;
        let other = crate::support::office(&store).await;
        let seal = Seal {
            number: "TEM-0042".to_owned(),
            on: Some(date(2026, 3, 5)),
            by: "Công an tỉnh".to_owned(),
            until: None,
        };
        let one = entry(
            office,
            1,
            Device {
                holder: Some(person.id),
                seal: Some(seal),
                purpose: Purpose::Secret,
                ..device(unit.id, "Máy soạn thảo")
            },
        );
        let two = entry(
            office,
            1,
            Account {
                owner: Some(person.id),
                administrator: true,
                password: Password::ChangedOn(date(2026, 1, 31)),
                state: EntryState::Closed,
                ..account(unit.id, "lan.nt")
            },
        );
        add(&store, std::slice::from_ref(&one)).await;
        add(&store, std::slice::from_ref(&two)).await;
        let mut conn = store.read().await.unwrap();
        let shown = registers::show::<Device>(&mut conn, office, one.id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (shown.unit_name.as_str(), shown.person_name.as_str()),
            ("Văn phòng", "Nguyễn Thị Lan")
        );
        assert_eq!(shown.entry, one, "{}", name(&store));
        assert_eq!(
            registers::all::<Account>(&mut conn, office).await.unwrap(),
            [two]
        );
        assert_eq!(
            registers::show::<Device>(&mut conn, other, one.id)
                .await
                .unwrap(),
            None
        );
        assert_eq!(
            registers::last_number::<Device>(&mut conn, office)
                .await
                .unwrap(),
            1
        );
        assert_eq!(
            registers::last_number::<Device>(&mut conn, other)
                .await
                .unwrap(),
            0
        );
    })
    .await;
}

/// Three devices in use and one that is not, two of one name.
fn four(unit: UnitId, police: UnitId, person: PersonId) -> [Device; 4] {
    [
        Device {
            holder: Some(person),
            ..device(unit, "Máy in Đỏ")
        },
        Device {
            zone: Zone::Alone,
            ..device(police, "Máy in Đỏ")
        },
        Device {
            kind: DeviceKind::Laptop,
            serial: "SN-77 A".to_owned(),
            ..device(unit, "Ấm")
        },
        Device {
            state: EntryState::Closed,
            ..device(unit, "Zin")
        },
    ]
}

/// Ways to narrow the list of [`four`], each with how many are left.
fn narrowed(police: UnitId, person: PersonId) -> Vec<(Filter, usize)> {
    let mut filters = vec![
        (
            Filter {
                unit: Some(police),
                ..Filter::default()
            },
            1,
        ),
        (
            Filter {
                person: Some(person),
                ..Filter::default()
            },
            1,
        ),
        (
            Filter {
                kind: "laptop".to_owned(),
                ..Filter::default()
            },
            1,
        ),
        (
            Filter {
                state: Some(EntryState::InUse),
                ..Filter::default()
            },
            3,
        ),
        (
            Filter {
                narrow: "alone".to_owned(),
                ..Filter::default()
            },
            1,
        ),
    ];
    let texts = [("DO", 2), ("sn 77", 1), ("tang", 4), ("%", 4), ("ang", 0)];
    filters.extend(texts.map(|(text, left)| {
        let filter = Filter {
            text: text.to_owned(),
            ..Filter::default()
        };
        (filter, left)
    }));
    filters
}

#[tokio::test]
async fn lists_are_narrowed_and_paged_in_the_order_of_titles() {
    on_both_engines(|store| async move {
        let (office, unit, person) = house(&store, "lan").await;
        let police = a_unit(office, "Công an", 2);
        let mut write = store.write().await.unwrap();
        units::insert(&mut write, &police).await.unwrap();
        end(write, office).await;
        let rows = four(unit.id, police.id, person.id);
        let entries: Vec<_> = (1..)
            .zip(rows)
            .map(|(number, row)| entry(office, number, row))
            .collect();
        add(&store, &entries).await;
        let filter = Filter::default();
        assert_eq!(
            titles::<Device>(&store, office, &filter).await,
            ["Ấm", "Máy in Đỏ", "Máy in Đỏ", "Zin"]
        );
        for (filter, wanted) in narrowed(police.id, person.id) {
            assert_eq!(
                titles::<Device>(&store, office, &filter).await.len(),
                wanted,
                "{filter:?}"
            );
        }
        let other = crate::support::office(&store).await;
        assert!(titles::<Device>(&store, other, &filter).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_second_of_two_changes_is_told() {
    on_both_engines(|store| async move {
        let (office, unit, _) = house(&store, "lan").await;
        let one = entry(office, 1, device(unit.id, "Máy 1"));
        add(&store, std::slice::from_ref(&one)).await;
        let next = |name: &str| Entry {
            revision: 2,
            what: device(unit.id, name),
            ..one.clone()
        };
        let mut write = store.write().await.unwrap();
        assert!(registers::update(&mut write, &next("Máy A")).await.unwrap());
        assert!(
            !registers::update(&mut write, &next("Máy B")).await.unwrap(),
            "{}",
            name(&store)
        );
        end(write, office).await;
        assert_eq!(
            titles::<Device>(&store, office, &Filter::default()).await,
            ["Máy A"]
        );
    })
    .await;
}

#[tokio::test]
async fn many_are_added_by_a_few_statements_and_a_number_is_given_once() {
    on_both_engines(|store| async move {
        let office = office(&store).await;
        let unit = a_unit(office, "Văn phòng", 1);
        let mut write = store.write().await.unwrap();
        units::insert(&mut write, &unit).await.unwrap();
        end(write, office).await;
        let many: Vec<_> = (1..=250)
            .map(|number| entry(office, number, account(unit.id, "x")))
            .collect();
        add(&store, &many).await;
        let mut write = store.write().await.unwrap();
        let again = [entry(office, 250, account(unit.id, "y"))];
        let error = registers::insert(&mut write, &again).await.unwrap_err();
        assert!(error.is_duplicate(), "{}: {error}", name(&store));
        drop(write);
        let mut conn = store.read().await.unwrap();
        assert_eq!(
            registers::all::<Account>(&mut conn, office)
                .await
                .unwrap()
                .len(),
            250
        );
    })
    .await;
}
