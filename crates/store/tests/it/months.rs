//! The figures of months: added to, read by range and unit.

use jiff::civil::date;
use luytre_store::months::{self, Added, Month};
use luytre_store::testing::on_both_engines;

use super::plan::plan;
use super::support::{end, office};

#[tokio::test]
async fn what_is_added_sums_up_by_month_and_unit() {
    on_both_engines(|store| async move {
        let plan = plan(&store, "lan").await;
        let (may, june) = (Month::of(date(2026, 5, 31)), Month::of(date(2026, 6, 1)));
        let added = |due, in_time, late| Added { due, in_time, late };
        let mut write = store.write().await.unwrap();
        for (unit, month, added) in [
            (plan.unit, may, added(2, 0, 0)),
            (plan.unit, may, added(0, 1, 0)),
            (plan.unit, june, added(3, 0, 0)),
            (plan.unit, june, added(-1, 0, 1)),
            (plan.other_unit, june, added(5, 5, 0)),
        ] {
            months::add(&mut write, plan.office, unit, month, added)
                .await
                .unwrap();
        }
        end(write, plan.office).await;

        let mut conn = store.read().await.unwrap();
        let unit = Some(plan.unit);
        let rows = months::between(&mut conn, plan.office, unit, may, june)
            .await
            .unwrap();
        let figures: Vec<_> = rows
            .iter()
            .map(|row| (row.month.parts(), row.due, row.in_time, row.late))
            .collect();
        assert_eq!(figures, [((2026, 5), 2, 1, 0), ((2026, 6), 2, 0, 1)]);
        let of_june = months::between(&mut conn, plan.office, None, june, june)
            .await
            .unwrap();
        assert_eq!(of_june.len(), 2);
        let elsewhere = office(&store).await;
        assert!(
            months::between(&mut conn, elsewhere, None, may, june)
                .await
                .unwrap()
                .is_empty()
        );
    })
    .await;
}
