//! Occurrences: steps with revisions, what a unit has to report, how far duties are laid out.

use jiff::civil::date;
use luytre_model::work::OccurrenceState;
use luytre_store::occurrences::{self, Step};
use luytre_store::testing::on_both_engines;

use super::plan::{NOTHING, plan};
use super::support::{at, end};

#[tokio::test]
async fn a_step_is_taken_once_from_each_revision() {
    on_both_engines(|store| async move {
        let plan = plan(&store, "lan").await;
        let mut write = store.write().await.unwrap();
        let row = plan.give(&mut write, NOTHING).await;
        let occurrence = plan
            .open(&mut write, &row, 1, Some(date(2026, 6, 15)))
            .await;
        assert!(
            !occurrences::insert(&mut write, &occurrence).await.unwrap(),
            "a sequence is there once"
        );
        let step = Step {
            revision: 1,
            state: OccurrenceState::Accepted,
            reported: Some((at(1), plan.person)),
            settled: Some((at(2), plan.person)),
        };
        let id = occurrence.occurrence;
        assert!(
            occurrences::step(&mut write, plan.office, id, &step)
                .await
                .unwrap()
        );
        assert!(
            !occurrences::step(&mut write, plan.office, id, &step)
                .await
                .unwrap()
        );
        end(write, plan.office).await;

        let mut conn = store.read().await.unwrap();
        let read = occurrences::read(&mut conn, plan.office, id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(read.state, OccurrenceState::Accepted);
        assert_eq!(
            (read.revision, read.reported, read.settled),
            (2, step.reported, step.settled)
        );
    })
    .await;
}

#[tokio::test]
async fn a_unit_sees_all_that_is_due_and_the_next_of_each_beyond() {
    on_both_engines(|store| async move {
        let plan = plan(&store, "lan").await;
        let mut write = store.write().await.unwrap();
        let monthly = plan.give(&mut write, NOTHING).await;
        for (sequence, month) in [(1, 5), (2, 6), (3, 7), (4, 8)] {
            plan.open(&mut write, &monthly, sequence, Some(date(2026, month, 15)))
                .await;
        }
        let yearly = plan.give(&mut write, NOTHING).await;
        plan.open(&mut write, &yearly, 1, Some(date(2026, 12, 1)))
            .await;
        plan.open(&mut write, &yearly, 2, Some(date(2027, 12, 1)))
            .await;
        let on_event = plan.give(&mut write, NOTHING).await;
        plan.open(&mut write, &on_event, 1, None).await;
        end(write, plan.office).await;

        let mut conn = store.read().await.unwrap();
        let seen = |lines: Vec<occurrences::OccurrenceLine>| -> Vec<_> {
            let seen = lines.into_iter().map(|line| line.occurrence);
            seen.map(|row| (row.assignment, row.sequence)).collect()
        };
        let until = date(2026, 6, 21);
        let lines = occurrences::to_report(&mut conn, plan.office, plan.unit, until, 10).await;
        let (m, y, e) = (monthly.assignment, yearly.assignment, on_event.assignment);
        let lines = lines.unwrap();
        let turns: Vec<_> = lines
            .iter()
            .map(|line| (line.after_earlier, line.earlier_due_on))
            .collect();
        let may = Some(date(2026, 5, 15));
        assert_eq!(
            turns,
            [(false, None), (true, may), (false, None), (false, None)]
        );
        assert_eq!(seen(lines), [(m, 1), (m, 2), (y, 1), (e, 1)]);
        let lines =
            occurrences::to_report(&mut conn, plan.office, plan.other_unit, until, 10).await;
        assert!(lines.unwrap().is_empty());
        let open = OccurrenceState::Open;
        let all = occurrences::in_state(&mut conn, plan.office, None, open, 100)
            .await
            .unwrap();
        assert_eq!(all.len(), 7);
    })
    .await;
}

#[tokio::test]
async fn recurring_duties_that_end_too_early_are_named() {
    on_both_engines(|store| async move {
        let plan = plan(&store, "lan").await;
        let mut write = store.write().await.unwrap();
        let short = plan.give(&mut write, NOTHING).await;
        plan.open(&mut write, &short, 1, Some(date(2026, 6, 15)))
            .await;
        plan.open(&mut write, &short, 2, Some(date(2026, 9, 15)))
            .await;
        let long = plan.give(&mut write, NOTHING).await;
        plan.open(&mut write, &long, 1, Some(date(2027, 6, 15)))
            .await;
        end(write, plan.office).await;

        let mut conn = store.read().await.unwrap();
        let day = date(2027, 1, 1);
        let found = occurrences::laid_out_before(&mut conn, plan.office, day)
            .await
            .unwrap();
        let [found] = found.as_slice() else {
            panic!("{found:?}")
        };
        assert_eq!((found.assignment, found.sequence), (short.assignment, 2));
        assert_eq!(found.due_on, date(2026, 9, 15));
    })
    .await;
}

#[tokio::test]
async fn cancelling_takes_what_is_open_or_reported_and_leaves_the_rest() {
    on_both_engines(|store| async move {
        let plan = plan(&store, "lan").await;
        let mut write = store.write().await.unwrap();
        let row = plan.give(&mut write, NOTHING).await;
        let done = plan.open(&mut write, &row, 1, None).await;
        let reported = plan.open(&mut write, &row, 2, None).await;
        plan.open(&mut write, &row, 3, None).await;
        for (occurrence, state) in [
            (&done, OccurrenceState::Accepted),
            (&reported, OccurrenceState::Reported),
        ] {
            let step = Step {
                revision: 1,
                state,
                reported: None,
                settled: None,
            };
            let id = occurrence.occurrence;
            assert!(
                occurrences::step(&mut write, plan.office, id, &step)
                    .await
                    .unwrap()
            );
        }
        let office = plan.office;
        let cancelled =
            occurrences::cancel_open(&mut write, office, row.assignment, at(9), plan.person).await;
        let sequences: Vec<_> = cancelled.unwrap().iter().map(|row| row.sequence).collect();
        assert_eq!(sequences, [2, 3]);
        end(write, plan.office).await;
        let mut conn = store.read().await.unwrap();
        let all = occurrences::of_assignment(&mut conn, office, row.assignment)
            .await
            .unwrap();
        let states: Vec<_> = all.iter().map(|row| row.state).collect();
        let cancelled = OccurrenceState::Cancelled;
        assert_eq!(states, [OccurrenceState::Accepted, cancelled, cancelled]);
    })
    .await;
}
