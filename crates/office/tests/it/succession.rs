//! Recall, update and replacement: what is open is closed or goes on, what was done stays.

use luytre_model::id::DispatchId;
use luytre_model::people::Role;
use luytre_model::unit_sets::UnitKind;
use luytre_model::work::{DispatchState, OccurrenceState, Succession};
use luytre_office::Actor;
use luytre_office::dispatches::SuccessionForm;
use luytre_store::{assignments, occurrences};

use crate::lineage::{in_work, received};
use crate::support::{DISPATCH, House, denied, in_a_ward, not_found, refused};

fn by(kind: Succession, successor: DispatchId) -> SuccessionForm {
    SuccessionForm {
        kind,
        successor: Some(successor),
        reason: String::new(),
    }
}

/// A later dispatch that asks for passwords and two steps again, and no more.
fn later() -> String {
    let head = DISPATCH.replace("Số: 215/UBND-VP", "Số: 301/UBND-VP");
    let begin = head.find("2. Về máy tính").unwrap();
    let end = head.find("Nơi nhận").unwrap();
    format!("{}{}", &head[..begin], &head[end..])
}

async fn revision(house: &House, clerk: &Actor, id: DispatchId) -> u64 {
    house.service.dispatch(clerk, id).await.unwrap().revision
}

#[tokio::test]
async fn what_the_new_dispatch_asks_alike_goes_on_there() {
    in_a_ward(|house| async move {
        let clerk = house.clerk().await;
        let old = in_work(&house, &clerk, DISPATCH).await;
        let new = in_work(&house, &clerk, &later()).await;
        let mut conn = house.store.read().await.unwrap();
        let before = assignments::of_dispatch(&mut conn, house.office, old)
            .await
            .unwrap();
        drop(conn);
        let at = revision(&house, &clerk, old).await;
        let form = by(Succession::Replace, new);
        let done = house.service.succeed(&clerk, old, at, &form).await.unwrap();
        assert!(done.moved > 0 && done.closed > 0, "{done:?}");
        assert_eq!(done.moved + done.closed, before.len());

        let view = house.service.dispatch(&clerk, old).await.unwrap();
        assert_eq!(view.state, DispatchState::Replaced);
        assert!(!view.may.succeed && !view.may.withdraw && !view.may.draft);
        let told = &view.successions[0];
        assert_eq!((told.kind, told.is_successor), (Succession::Replace, false));
        assert_eq!(told.other.as_ref().map(|kin| kin.dispatch), Some(new));
        let told = &house
            .service
            .dispatch(&clerk, new)
            .await
            .unwrap()
            .successions[0];
        assert!(told.is_successor);

        let mut moved = 0;
        for row in &before {
            let view = house
                .service
                .assignment(&clerk, row.assignment)
                .await
                .unwrap();
            assert!(!view.live);
            assert!(
                view.occurrences
                    .iter()
                    .all(|one| one.state == OccurrenceState::Cancelled)
            );
            assert!(
                view.history
                    .iter()
                    .any(|entry| entry.kind == "dispatch.replaced")
            );
            if let [on] = view.neighbours.as_slice() {
                assert!(on.later && on.dispatch == new);
                let there = house
                    .service
                    .assignment(&clerk, on.assignment)
                    .await
                    .unwrap();
                assert_eq!((there.unit, there.live), (row.unit, true));
                assert_eq!(there.duty.controls[0], row.control);
                let back = there
                    .neighbours
                    .iter()
                    .find(|one| one.assignment == row.assignment);
                assert!(back.is_some_and(|one| !one.later));
                moved += 1;
            }
        }
        assert_eq!(moved, done.moved);
        // Once ended, it does not end again.
        let at = revision(&house, &clerk, old).await;
        assert_eq!(
            refused(house.service.succeed(&clerk, old, at, &form).await),
            "dispatch-not-open"
        );
    })
    .await;
}

#[tokio::test]
async fn a_recall_closes_what_is_open_and_needs_a_reason() {
    in_a_ward(|house| async move {
        let clerk = house.clerk().await;
        let id = in_work(&house, &clerk, DISPATCH).await;
        let at = revision(&house, &clerk, id).await;
        let mut form = SuccessionForm {
            kind: Succession::Recall,
            successor: None,
            reason: String::new(),
        };
        assert!(house.service.succeed(&clerk, id, at, &form).await.is_err());
        form.reason = "Thông báo số 9/TB-UBND".to_owned();
        let done = house.service.succeed(&clerk, id, at, &form).await.unwrap();
        assert_eq!(done.moved, 0);
        assert!(done.closed > 0 && done.occurrences >= done.closed);
        let view = house.service.dispatch(&clerk, id).await.unwrap();
        assert_eq!(view.state, DispatchState::Withdrawn);
        assert_eq!(view.successions[0].reason, form.reason);
        let mut conn = house.store.read().await.unwrap();
        let left = assignments::of_dispatch(&mut conn, house.office, id)
            .await
            .unwrap();
        assert_eq!(left, []);
        let open =
            occurrences::in_state(&mut conn, house.office, None, OccurrenceState::Open, 9).await;
        assert_eq!(open.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn only_a_dispatch_in_work_can_replace_another() {
    in_a_ward(|house| async move {
        let clerk = house.clerk().await;
        let old = in_work(&house, &clerk, DISPATCH).await;
        let new = received(&house, &clerk, &later()).await;
        let at = revision(&house, &clerk, old).await;
        let service = &house.service;
        let succeed =
            async |kind, successor| service.succeed(&clerk, old, at, &by(kind, successor)).await;
        assert_eq!(
            refused(succeed(Succession::Update, new).await),
            "successor-not-confirmed"
        );
        assert_eq!(
            refused(succeed(Succession::Update, old).await),
            "successor-itself"
        );
        let mut form = by(Succession::Replace, new);
        (form.successor, form.reason) = (None, "vì".to_owned());
        assert_eq!(
            refused(service.succeed(&clerk, old, at, &form).await),
            "successor-missing"
        );
        let (office, _) = house.another_office().await;
        let stranger = Actor {
            office,
            ..clerk.clone()
        };
        not_found(
            service
                .succeed(&stranger, old, at, &by(Succession::Recall, new))
                .await,
        );
        let officer = house
            .person(Role::Officer, UnitKind::Division, "Trần Thị Mẫu")
            .await;
        denied(service.succeed(&officer, old, at, &form).await);
        let view = house.service.dispatch(&clerk, old).await.unwrap();
        assert_eq!((view.state, view.revision), (DispatchState::Confirmed, at));
    })
    .await;
}
