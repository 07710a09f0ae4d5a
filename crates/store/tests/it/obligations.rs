//! Obligations with their controls and units.

use luytre_model::duty::{Due, Force, Recurrence, Trigger};
use luytre_model::id::UnitId;
use luytre_model::work::ObligationState;
use luytre_store::obligations::{self, ObligationRow, Origin};
use luytre_store::testing::on_both_engines;
use luytre_store::{Store, dispatches};

use super::plan::{Plan, a_dispatch, a_duty, plan};
use super::support::{at, end, office};

/// A duty with a value in every field.
fn full(plan: &Plan) -> ObligationRow {
    ObligationRow {
        position: 2,
        clause: "Đ5.2".to_owned(),
        text: "báo cáo \"ngay\"".to_owned(),
        span: Some(3..20),
        force: Force::MustNot,
        actors: vec!["@recipients".to_owned(), "Công an".to_owned()],
        trigger: Some(Trigger::Incident),
        recurrence_stated: Some(Recurrence::Regular),
        due_stated: Some(Due::Within("PT24H".parse().unwrap())),
        recurrence: None,
        due_on: None,
        fresh_for: Some("P1Y".parse().unwrap()),
        second_person: true,
        confidence: 0,
        origin: Origin::Added,
        controls: vec!["INC-05".to_owned(), "ACC-01".to_owned()],
        units: sorted([plan.unit, plan.other_unit]),
        ..a_duty(plan.office, plan.dispatch, &[])
    }
}

fn sorted(mut units: [UnitId; 2]) -> Vec<UnitId> {
    units.sort_unstable();
    units.to_vec()
}

async fn of_dispatch(store: &Store, plan: &Plan) -> Vec<ObligationRow> {
    let mut conn = store.read().await.unwrap();
    obligations::of_dispatch(&mut conn, plan.office, plan.dispatch)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_duty_comes_back_with_all_its_fields() {
    on_both_engines(|store| async move {
        let plan = plan(&store, "lan").await;
        let other = office(&store).await;
        let row = full(&plan);
        let mut write = store.write().await.unwrap();
        obligations::insert(&mut write, &row).await.unwrap();
        end(write, plan.office).await;
        let mut conn = store.read().await.unwrap();
        let read = obligations::read(&mut conn, plan.office, row.obligation).await;
        assert_eq!(read.unwrap(), Some(row.clone()));
        let read = obligations::read(&mut conn, other, row.obligation).await;
        assert_eq!(read.unwrap(), None);
        drop(conn);
        assert_eq!(of_dispatch(&store, &plan).await, [plan.duty.clone(), row]);
    })
    .await;
}

#[tokio::test]
async fn an_update_replaces_controls_and_units_as_well() {
    on_both_engines(|store| async move {
        let plan = plan(&store, "lan").await;
        let mut row = full(&plan);
        let mut write = store.write().await.unwrap();
        obligations::insert(&mut write, &row).await.unwrap();
        row.state = ObligationState::Dropped;
        row.drop_reason = "trùng".to_owned();
        row.span = None;
        row.trigger = None;
        row.controls = vec!["OTHER".to_owned()];
        row.units = vec![plan.unit];
        row.origin = Origin::Corrected;
        obligations::update(&mut write, &row).await.unwrap();
        end(write, plan.office).await;
        assert_eq!(of_dispatch(&store, &plan).await, [plan.duty.clone(), row]);
    })
    .await;
}

#[tokio::test]
async fn room_is_made_in_one_dispatch_only() {
    on_both_engines(|store| async move {
        let plan = plan(&store, "lan").await;
        let row = full(&plan);
        let mut write = store.write().await.unwrap();
        obligations::insert(&mut write, &row).await.unwrap();
        let second = luytre_model::id::DispatchId::new(super::support::stamp().uuid());
        let apart = a_dispatch(plan.office, second, plan.person);
        dispatches::insert(&mut write, &apart, &[]).await.unwrap();
        let elsewhere = ObligationRow {
            position: 2,
            ..a_duty(plan.office, second, &["ACC-03"])
        };
        obligations::insert(&mut write, &elsewhere).await.unwrap();
        obligations::make_room(&mut write, plan.office, plan.dispatch, 2)
            .await
            .unwrap();
        end(write, plan.office).await;
        let positions: Vec<_> = of_dispatch(&store, &plan)
            .await
            .iter()
            .map(|row| row.position)
            .collect();
        assert_eq!(positions, [1, 3]);
        let mut conn = store.read().await.unwrap();
        let rows = obligations::of_dispatch(&mut conn, plan.office, second).await;
        assert_eq!(rows.unwrap()[0].position, 2);
    })
    .await;
}

#[tokio::test]
async fn a_confirmed_duty_is_never_removed() {
    on_both_engines(|store| async move {
        let plan = plan(&store, "lan").await;
        let row = ObligationRow {
            state: ObligationState::Proposed,
            ..full(&plan)
        };
        let mut write = store.write().await.unwrap();
        obligations::insert(&mut write, &row).await.unwrap();
        obligations::remove(&mut write, plan.office, row.obligation)
            .await
            .unwrap();
        obligations::remove(&mut write, plan.office, plan.duty.obligation)
            .await
            .unwrap();
        end(write, plan.office).await;
        assert_eq!(
            of_dispatch(&store, &plan).await,
            std::slice::from_ref(&plan.duty)
        );
    })
    .await;
}

#[tokio::test]
async fn confirming_leaves_dropped_duties_dropped() {
    on_both_engines(|store| async move {
        let plan = plan(&store, "lan").await;
        let mut write = store.write().await.unwrap();
        for (position, state) in [
            (2, ObligationState::Proposed),
            (3, ObligationState::Dropped),
        ] {
            let row = ObligationRow {
                position,
                state,
                ..a_duty(plan.office, plan.dispatch, &["ACC-03"])
            };
            obligations::insert(&mut write, &row).await.unwrap();
        }
        obligations::confirm(&mut write, plan.office, plan.dispatch)
            .await
            .unwrap();
        end(write, plan.office).await;
        let states: Vec<_> = of_dispatch(&store, &plan)
            .await
            .iter()
            .map(|row| row.state)
            .collect();
        let confirmed = ObligationState::Confirmed;
        assert_eq!(states, [confirmed, confirmed, ObligationState::Dropped]);
    })
    .await;
}

#[tokio::test]
async fn others_that_ask_for_the_same_control_are_confirmed_and_of_the_office() {
    on_both_engines(|store| async move {
        // `plan` makes a confirmed dispatch whose duty has ACC-03 and ACC-01.
        let first = plan(&store, "lan").await;
        let foreign = plan(&store, "hoa").await;
        let second = luytre_model::id::DispatchId::new(super::support::stamp().uuid());
        let mut write = store.write().await.unwrap();
        let row = a_dispatch(first.office, second, first.person);
        dispatches::insert(&mut write, &row, &[]).await.unwrap();
        let duty = a_duty(first.office, second, &["ACC-01", "OTHER", "DEV-03"]);
        obligations::insert(&mut write, &duty).await.unwrap();
        end(write, first.office).await;

        let mut conn = store.read().await.unwrap();
        let conn = &mut *conn;
        let asked = obligations::asked_elsewhere(conn, first.office, second, 9)
            .await
            .unwrap();
        assert_eq!(asked.len(), 1);
        assert_eq!(
            (asked[0].control.as_str(), asked[0].dispatch),
            ("ACC-01", first.dispatch)
        );
        assert_eq!(
            (asked[0].number.as_str(), asked[0].clause.as_str()),
            ("12", "1")
        );
        // The second is no more than a proposal; another office's is not there.
        for (office, dispatch) in [(first.office, first.dispatch), (foreign.office, second)] {
            let asked = obligations::asked_elsewhere(conn, office, dispatch, 9).await;
            assert_eq!(asked.unwrap(), []);
        }
        let mut write = store.write().await.unwrap();
        dispatches::confirm(&mut write, first.office, second, at(1), first.person)
            .await
            .unwrap();
        end(write, first.office).await;
        let asked = obligations::asked_elsewhere(conn, first.office, first.dispatch, 9).await;
        assert_eq!(asked.unwrap()[0].dispatch, second);
    })
    .await;
}
