//! The roll-up equals a count over the assignments after any changes.

use std::collections::HashMap;

use jiff::civil::date;
use luytre_model::id::{OfficeId, UnitId};
use luytre_model::status::{Inputs, Status, Tally};
use luytre_store::testing::{name, on_both_engines};
use luytre_store::{Conn, roll_up};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::assignments::any_inputs;
use super::plan::plan;
use super::support::{end, office};

/// What the database judges is what the rule judges, on the days around those that occur.
async fn judged_alike(conn: &mut Conn, office: OfficeId, given: &[(Option<Inputs>, UnitId)]) {
    for today in [date(2026, 6, 10), date(2026, 6, 15), date(2026, 6, 20)] {
        let mut wanted: HashMap<(UnitId, String), (Tally, u64)> = HashMap::new();
        for (inputs, unit) in given {
            let Some(inputs) = inputs else { continue };
            for control in ["", "ACC-01", "ACC-03"] {
                let (tally, soon) = wanted.entry((*unit, control.to_owned())).or_default();
                tally.add(inputs, today, 1);
                let days = inputs.due_on.map(|due| (due - today).get_days());
                let is_soon = days.is_some_and(|days| (0..=7).contains(&days));
                *soon += u64::from(is_soon && !inputs.not_applicable);
            }
        }
        let rows = roll_up::judged(conn, office, None, None, today)
            .await
            .unwrap();
        for row in &rows {
            let judged = &row.judged;
            let met: u64 = judged.met_by.iter().map(|(_, number)| number).sum();
            assert_eq!(met, judged.tally.count(Status::Met));
            assert_eq!(judged.met_by[0].1, judged.tally.met_attested);
        }
        let judged: HashMap<_, _> = rows
            .iter()
            .map(|row| {
                (
                    (row.unit, row.control.clone()),
                    (row.judged.tally, row.judged.soon),
                )
            })
            .filter(|(_, (tally, _))| tally.total() > 0)
            .collect();
        assert_eq!(judged, wanted, "{today}");

        let controls = roll_up::judged_controls(conn, office, today).await.unwrap();
        for (control, summed) in controls {
            let mut tally = Tally::default();
            let of_units = rows.iter().filter(|row| row.control == control);
            of_units.for_each(|row| tally.merge(&row.judged.tally));
            assert_eq!(summed.tally, tally, "{control}");
            assert!(control == "ACC-01" || control == "ACC-03");
        }
    }
}

#[tokio::test]
async fn after_any_changes_the_roll_up_is_what_a_count_gives() {
    on_both_engines(|store| async move {
        let plan = plan(&store, "lan").await;
        let mut runner = TestRunner::deterministic();
        let mut draw = |most: usize| (0..most).new_tree(&mut runner).unwrap().current();
        let mut inputs_runner = TestRunner::deterministic();
        let controls = ["ACC-01".to_owned(), "ACC-03".to_owned()];
        let mut there: Vec<Option<Inputs>> = vec![None; 12];
        let units: Vec<_> = (0..12)
            .map(|at| {
                if at % 3 == 0 {
                    plan.other_unit
                } else {
                    plan.unit
                }
            })
            .collect();
        for _ in 0..6 {
            let mut write = store.write().await.unwrap();
            for _ in 0..40 {
                let at = draw(12);
                let gone = draw(4) == 0;
                let to =
                    (!gone).then(|| any_inputs().new_tree(&mut inputs_runner).unwrap().current());
                let (from, to_ref) = (there[at].as_ref(), to.as_ref());
                roll_up::shift(&mut write, plan.office, units[at], &controls, from, to_ref)
                    .await
                    .unwrap();
                there[at] = to;
            }
            end(write, plan.office).await;

            let mut counted = HashMap::new();
            for (inputs, unit) in there.iter().zip(&units) {
                let Some(inputs) = inputs else { continue };
                for control in ["", "ACC-01", "ACC-03"] {
                    *counted
                        .entry((*unit, control.to_owned(), *inputs))
                        .or_insert(0) += 1;
                }
            }
            let mut conn = store.read().await.unwrap();
            let rows = roll_up::of_office(&mut conn, plan.office, None, None)
                .await
                .unwrap();
            let kept: HashMap<_, _> = rows
                .into_iter()
                .map(|row| ((row.unit, row.control, row.inputs), row.number))
                .collect();
            assert_eq!(kept, counted, "{}", name(&store));
            let given: Vec<_> = there.iter().copied().zip(units.iter().copied()).collect();
            judged_alike(&mut conn, plan.office, &given).await;
        }
    })
    .await;
}

#[tokio::test]
async fn it_is_read_of_one_unit_and_of_one_control() {
    on_both_engines(|store| async move {
        let plan = plan(&store, "lan").await;
        let inputs = super::plan::NOTHING;
        let controls = ["ACC-01".to_owned()];
        let mut write = store.write().await.unwrap();
        for unit in [plan.unit, plan.other_unit] {
            roll_up::shift(
                &mut write,
                plan.office,
                unit,
                &controls,
                None,
                Some(&inputs),
            )
            .await
            .unwrap();
        }
        end(write, plan.office).await;
        let mut conn = store.read().await.unwrap();
        let elsewhere = office(&store).await;
        for (office, unit, control, wanted) in [
            (plan.office, None, None, 4),
            (plan.office, Some(plan.unit), None, 2),
            (plan.office, None, Some("ACC-01"), 2),
            (plan.office, Some(plan.unit), Some(""), 1),
            (plan.office, None, Some("ACC-02"), 0),
            (elsewhere, None, None, 0),
        ] {
            let rows = roll_up::of_office(&mut conn, office, unit, control)
                .await
                .unwrap();
            assert_eq!(rows.len(), wanted, "{unit:?} {control:?}");
        }
    })
    .await;
}
