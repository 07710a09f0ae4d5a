//! Figures that clauses set.

use luytre_model::work::{DispatchState, ObligationState};
use luytre_store::claims::{self, ClaimRow};
use luytre_store::dispatches;
use luytre_store::obligations::{self, ObligationRow};
use luytre_store::testing::on_both_engines;

use super::plan::plan;
use super::support::end;

#[tokio::test]
async fn a_claim_is_in_force_while_its_duty_and_dispatch_are() {
    on_both_engines(|store| async move {
        let plan = plan(&store, "lan").await;
        let claim = ClaimRow {
            control: "ACC-03".to_owned(),
            parameter: "max_age".to_owned(),
            obligation: plan.duty.obligation,
            value: 90,
            own: true,
        };
        let mut write = store.write().await.unwrap();
        claims::put(&mut write, plan.office, &claim).await.unwrap();
        let later = ClaimRow {
            value: 60,
            own: false,
            ..claim
        };
        claims::put(&mut write, plan.office, &later).await.unwrap();
        let set = ClaimRow {
            parameter: "another".to_owned(),
            ..later.clone()
        };
        claims::put(&mut write, plan.office, &set).await.unwrap();
        end(write, plan.office).await;

        let mut write = store.write().await.unwrap();
        let found = claims::in_force(write.conn(), plan.office, "ACC-03").await;
        assert_eq!(
            found.unwrap(),
            [set, later.clone()],
            "one for each parameter"
        );
        let found = claims::in_force(write.conn(), plan.office, "ACC-01").await;
        assert_eq!(found.unwrap(), []);
        let dropped = ObligationRow {
            state: ObligationState::Dropped,
            ..plan.duty.clone()
        };
        obligations::update(&mut write, &dropped).await.unwrap();
        let found = claims::in_force(write.conn(), plan.office, "ACC-03").await;
        assert_eq!(found.unwrap(), []);
        drop(write);

        let mut write = store.write().await.unwrap();
        dispatches::withdraw(&mut write, plan.office, plan.dispatch)
            .await
            .unwrap();
        let found = claims::in_force(write.conn(), plan.office, "ACC-03").await;
        assert_eq!(found.unwrap(), []);
        obligations::update(&mut write, &plan.duty).await.unwrap();
        let all = claims::of_control(write.conn(), plan.office, "ACC-03").await;
        let all = all.unwrap();
        assert_eq!(all.len(), 2, "what was taken back stays visible");
        assert_eq!(all[1].claim, later);
        assert_eq!(all[1].state, DispatchState::Withdrawn);
        assert_eq!(
            (all[1].number.as_str(), all[1].clause.as_str()),
            ("12", "1")
        );
    })
    .await;
}
