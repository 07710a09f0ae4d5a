//! Dispatches that cite each other, and where the work of ended ones goes on.

use luytre_model::dispatch::Reference;
use luytre_model::id::DispatchId;
use luytre_model::work::{DispatchState, Succession};
use luytre_store::successions::{self, SuccessionRow};
use luytre_store::testing::on_both_engines;
use luytre_store::{assignments, dispatches, lineage, obligations};

use super::plan::{NOTHING, a_dispatch, a_duty, plan};
use super::support::{at, end, office, stamp};

#[tokio::test]
async fn numbers_are_found_with_and_without_zeros_in_front() {
    on_both_engines(|store| async move {
        let plan = plan(&store, "lan").await;
        let mut row = a_dispatch(plan.office, DispatchId::new(stamp().uuid()), plan.person);
        row.header.number = Some("012".to_owned());
        let cited = Reference {
            number: Some("12".to_owned()),
            symbol: Some("UBND-VP".to_owned()),
            ..Reference::default()
        };
        let mut write = store.write().await.unwrap();
        dispatches::insert(&mut write, &row, std::slice::from_ref(&cited))
            .await
            .unwrap();
        let conn = write.conn();
        for number in ["12", "012", "0012"] {
            let found = lineage::numbered(conn, plan.office, number).await.unwrap();
            assert_eq!(found.len(), 2, "{number}");
            let citing = lineage::citing(conn, plan.office, number).await.unwrap();
            assert_eq!(citing.len(), 1, "{number}");
            assert_eq!((citing[0].0.dispatch, &citing[0].1), (row.dispatch, &cited));
        }
        let found = lineage::numbered(conn, plan.office, "120").await.unwrap();
        assert_eq!(found, []);
        end(write, plan.office).await;
        let other = office(&store).await;
        let mut conn = store.read().await.unwrap();
        let found = lineage::numbered(&mut conn, other, "12").await.unwrap();
        assert_eq!(found, []);
        let citing = lineage::citing(&mut conn, other, "12").await.unwrap();
        assert_eq!(citing, []);
    })
    .await;
}

#[tokio::test]
async fn what_became_of_a_dispatch_is_told_from_both_sides() {
    on_both_engines(|store| async move {
        let plan = plan(&store, "lan").await;
        let later = DispatchId::new(stamp().uuid());
        let row = SuccessionRow {
            dispatch: plan.dispatch,
            successor: Some(later),
            kind: Succession::Replace,
            reason: String::new(),
            at: at(5),
            by_name: "Nguyễn Thị Lan".to_owned(),
        };
        let mut write = store.write().await.unwrap();
        let next = a_dispatch(plan.office, later, plan.person);
        dispatches::insert(&mut write, &next, &[]).await.unwrap();
        successions::insert(&mut write, plan.office, &row)
            .await
            .unwrap();
        dispatches::end(
            &mut write,
            plan.office,
            plan.dispatch,
            DispatchState::Replaced,
        )
        .await
        .unwrap();
        let old = plan.give(&mut write, NOTHING).await;
        let duty = a_duty(plan.office, later, &["ACC-03"]);
        obligations::insert(&mut write, &duty).await.unwrap();
        let mut new = plan.assignment(&duty, plan.unit, NOTHING);
        new.dispatch = later;
        assignments::insert(&mut write, &new).await.unwrap();
        successions::go_on(&mut write, plan.office, old.assignment, new.assignment)
            .await
            .unwrap();
        let conn = write.conn();
        for dispatch in [plan.dispatch, later] {
            let around = successions::around(conn, plan.office, dispatch).await;
            assert_eq!(around.unwrap(), std::slice::from_ref(&row));
        }
        let found = dispatches::read(conn, plan.office, plan.dispatch).await;
        assert_eq!(found.unwrap().unwrap().state, DispatchState::Replaced);
        for (one, other, is_later) in [(&old, &new, true), (&new, &old, false)] {
            let found = successions::neighbours(conn, plan.office, one.assignment)
                .await
                .unwrap();
            assert_eq!(found.len(), 1);
            assert_eq!(found[0].assignment, other.assignment);
            assert_eq!(
                (found[0].dispatch, found[0].later),
                (other.dispatch, is_later)
            );
        }
        let again = successions::insert(&mut write, plan.office, &row).await;
        assert!(again.unwrap_err().is_duplicate());
    })
    .await;
}
