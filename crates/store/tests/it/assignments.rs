//! Assignments: lists by key and by each part of a filter, and the conditions of statuses, which
//! must agree with the rule in `model` for all inputs.

use jiff::civil::{Date, date};
use luytre_model::status::{Inputs, Known, Status, status};
use luytre_model::work::Assurance;
use luytre_store::assignments::{self, After, Filter, Given};
use luytre_store::testing::{name, on_both_engines};
use luytre_store::{Conn, Write, obligations, occurrences, roll_up};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::plan::{NOTHING, Plan, a_duty, occurrence, plan};
use super::support::{at, end, office};

const TODAY: Date = date(2026, 6, 15);

#[tokio::test]
async fn an_assignment_reads_back_with_its_inputs() {
    on_both_engines(|store| async move {
        let plan = plan(&store, "lan").await;
        let inputs = Inputs {
            due_on: Some(TODAY),
            evidence: Some(Known {
                assurance: Assurance::Confirmed,
                holds: true,
                fresh_until: Some(date(2026, 9, 1)),
            }),
            awaits_confirmation: true,
            not_applicable: false,
        };
        let mut write = store.write().await.unwrap();
        let mut row = plan.give(&mut write, NOTHING).await;
        assert!(
            assignments::insert(&mut write, &row)
                .await
                .unwrap_err()
                .is_duplicate(),
            "a unit has a duty once"
        );
        drop(write);
        let mut write = store.write().await.unwrap();
        row = plan.give(&mut write, NOTHING).await;
        assignments::set_inputs(&mut write, plan.office, row.assignment, &inputs, at(5))
            .await
            .unwrap();
        end(write, plan.office).await;
        (row.inputs, row.changed_at) = (inputs, at(5));

        let mut conn = store.read().await.unwrap();
        let read = assignments::read(&mut conn, plan.office, row.assignment).await;
        assert_eq!(read.unwrap(), Some(row.clone()));
        let elsewhere = office(&store).await;
        let read = assignments::read(&mut conn, elsewhere, row.assignment).await;
        assert_eq!(read.unwrap(), None, "another office's id is not there");
    })
    .await;
}

#[tokio::test]
async fn a_list_goes_by_due_day_and_goes_on_after_its_key() {
    on_both_engines(|store| async move {
        let plan = plan(&store, "lan").await;
        let mut write = store.write().await.unwrap();
        for day in [None, Some(date(2026, 7, 1)), Some(TODAY), Some(TODAY), None] {
            plan.give(
                &mut write,
                Inputs {
                    due_on: day,
                    ..NOTHING
                },
            )
            .await;
        }
        end(write, plan.office).await;

        let mut conn = store.read().await.unwrap();
        let (mut after, mut days, mut ids) = (None, Vec::new(), Vec::new());
        loop {
            let filter = Filter::default();
            let page = assignments::list(&mut conn, plan.office, &filter, TODAY, after, 2)
                .await
                .unwrap();
            let Some(last) = page.last() else { break };
            after = Some(After {
                due_on: last.inputs.due_on,
                assignment: last.assignment,
            });
            days.extend(page.iter().map(|line| line.inputs.due_on));
            ids.extend(page.iter().map(|line| line.assignment));
        }
        let july = Some(date(2026, 7, 1));
        assert_eq!(days, [Some(TODAY), Some(TODAY), july, None, None]);
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), 5, "each once");
    })
    .await;
}

#[tokio::test]
async fn each_part_of_a_filter_leaves_the_others_out() {
    on_both_engines(|store| async move {
        let plan = plan(&store, "lan").await;
        let mut write = store.write().await.unwrap();
        let first = plan.give(&mut write, NOTHING).await;
        let duty = a_duty(plan.office, plan.dispatch, &["SEC-01"]);
        obligations::insert(&mut write, &duty).await.unwrap();
        let second = plan.assignment(&duty, plan.other_unit, NOTHING);
        assignments::insert(&mut write, &second).await.unwrap();
        let ended = plan.give(&mut write, NOTHING).await;
        assignments::end(&mut write, plan.office, ended.assignment, at(9))
            .await
            .unwrap();
        end(write, plan.office).await;

        let mut conn = store.read().await.unwrap();
        let mut both = vec![first.assignment, second.assignment];
        both.sort();
        for (filter, wanted) in [
            (Filter::default(), both.clone()),
            (
                Filter {
                    unit: Some(plan.other_unit),
                    ..Filter::default()
                },
                vec![second.assignment],
            ),
            // Not the first control of its duty, and found all the same.
            (
                Filter {
                    control: Some("ACC-01".to_owned()),
                    ..Filter::default()
                },
                vec![first.assignment],
            ),
            (
                Filter {
                    control: Some("ACC-0".to_owned()),
                    ..Filter::default()
                },
                vec![],
            ),
            (
                Filter {
                    dispatch: Some(plan.dispatch),
                    ..Filter::default()
                },
                both.clone(),
            ),
            (
                Filter {
                    status: Some(Status::Open),
                    ..Filter::default()
                },
                both,
            ),
            (
                Filter {
                    status: Some(Status::Met),
                    ..Filter::default()
                },
                vec![],
            ),
        ] {
            assert_eq!(
                listed(&mut conn, &plan.office, &filter, TODAY).await,
                wanted,
                "{filter:?}"
            );
        }
        let elsewhere = office(&store).await;
        assert!(
            listed(&mut conn, &elsewhere, &Filter::default(), TODAY)
                .await
                .is_empty()
        );
    })
    .await;
}

async fn listed(
    conn: &mut Conn,
    office: &luytre_model::id::OfficeId,
    filter: &Filter,
    today: Date,
) -> Vec<luytre_model::id::AssignmentId> {
    let lines = assignments::list(conn, *office, filter, today, None, 1_000)
        .await
        .unwrap();
    let mut ids: Vec<_> = lines.iter().map(|line| line.assignment).collect();
    ids.sort();
    ids
}

/// Days around today, where the rules turn.
fn day() -> impl Strategy<Value = Option<Date>> {
    prop::option::of((-2_i64..=2).prop_map(|days| TODAY + jiff::Span::new().days(days)))
}

pub(crate) fn any_inputs() -> impl Strategy<Value = Inputs> {
    let known = (prop::sample::select(Assurance::ALL), any::<bool>(), day());
    let known = known.prop_map(|(assurance, holds, fresh_until)| Known {
        assurance,
        holds,
        fresh_until,
    });
    (day(), prop::option::of(known), any::<bool>(), any::<bool>()).prop_map(
        |(due_on, evidence, awaits_confirmation, not_applicable)| Inputs {
            due_on,
            evidence,
            awaits_confirmation,
            not_applicable,
        },
    )
}

#[tokio::test]
async fn the_condition_of_each_status_agrees_with_the_rule() {
    on_both_engines(|store| async move {
        let plan = plan(&store, "lan").await;
        let mut runner = TestRunner::deterministic();
        let mut given = Vec::new();
        let mut write = store.write().await.unwrap();
        for _ in 0..300 {
            let inputs = any_inputs().new_tree(&mut runner).unwrap().current();
            given.push(plan.give(&mut write, inputs).await);
        }
        end(write, plan.office).await;

        let mut conn = store.read().await.unwrap();
        for shift in -1..=1 {
            let today = TODAY + jiff::Span::new().days(shift);
            for wanted in Status::ALL {
                let filter = Filter {
                    status: Some(*wanted),
                    ..Filter::default()
                };
                let mut ids: Vec<_> = given
                    .iter()
                    .filter(|row| status(&row.inputs, today) == *wanted)
                    .map(|row| row.assignment)
                    .collect();
                ids.sort();
                assert!(!ids.is_empty(), "no case of {wanted}");
                let found = listed(&mut conn, &plan.office, &filter, today).await;
                assert_eq!(found, ids, "{wanted} on {today}, {}", name(&store));
            }
            let soon = Filter {
                soon: true,
                ..Filter::default()
            };
            let is_soon = |inputs: &Inputs| {
                let days = inputs.due_on.map(|due| i64::from((due - today).get_days()));
                !inputs.not_applicable
                    && days.is_some_and(|days| (0..=assignments::SOON_DAYS).contains(&days))
            };
            let mut ids: Vec<_> = given
                .iter()
                .filter(|row| is_soon(&row.inputs))
                .map(|row| row.assignment)
                .collect();
            ids.sort();
            assert!(!ids.is_empty(), "nothing is due soon");
            let found = listed(&mut conn, &plan.office, &soon, today).await;
            assert_eq!(found, ids, "soon on {today}, {}", name(&store));
        }
    })
    .await;
}

/// More than a statement holds, several of which share a row of the roll-up.
async fn to_give(write: &mut Write, plan: &Plan) -> Vec<Given> {
    let mut given = Vec::new();
    for number in 0..250 {
        let duty = a_duty(plan.office, plan.dispatch, &["ACC-01", "ACC-03"]);
        obligations::insert(write, &duty).await.unwrap();
        let inputs = Inputs {
            due_on: (number % 3 > 0).then_some(TODAY),
            ..NOTHING
        };
        let assignment = plan.assignment(&duty, plan.unit, inputs);
        let occurrences = (1..=number % 4)
            .map(|sequence| occurrence(&assignment, sequence, inputs.due_on))
            .collect();
        given.push(Given {
            assignment,
            controls: duty.controls,
            occurrences,
        });
    }
    given
}

/// What the roll-up of an office counts, whatever the ids in it.
async fn counted(conn: &mut Conn, plan: &Plan) -> Vec<(String, Inputs, u64)> {
    let rows = roll_up::of_office(conn, plan.office, Some(plan.unit), None).await;
    let mut counted: Vec<_> = rows
        .unwrap()
        .into_iter()
        .map(|row| (row.control, row.inputs, row.number))
        .collect();
    counted.sort_by_key(|(control, inputs, _)| (control.clone(), inputs.due_on));
    counted
}

#[tokio::test]
async fn what_is_given_at_once_is_what_is_given_row_by_row() {
    on_both_engines(|store| async move {
        let (one, other) = (plan(&store, "lan").await, plan(&store, "hoa").await);
        let mut write = store.write().await.unwrap();
        for given in to_give(&mut write, &one).await {
            let row = &given.assignment;
            assignments::insert(&mut write, row).await.unwrap();
            for occurrence in &given.occurrences {
                assert!(occurrences::insert(&mut write, occurrence).await.unwrap());
            }
            let to = Some(&row.inputs);
            roll_up::shift(&mut write, one.office, row.unit, &given.controls, None, to)
                .await
                .unwrap();
        }
        let given = to_give(&mut write, &other).await;
        assignments::give(&mut write, other.office, &given)
            .await
            .unwrap();
        end(write, other.office).await;

        let mut conn = store.read().await.unwrap();
        for given in &given {
            let id = given.assignment.assignment;
            let row = assignments::read(&mut conn, other.office, id)
                .await
                .unwrap();
            assert_eq!(row.as_ref(), Some(&given.assignment));
            let rows = occurrences::of_assignment(&mut conn, other.office, id).await;
            assert_eq!(rows.unwrap(), given.occurrences);
        }
        let expected = counted(&mut conn, &one).await;
        assert_eq!(expected.len(), 6, "three controls, with a day and without");
        assert_eq!(counted(&mut conn, &other).await, expected);
        drop(conn);
        let mut write = store.write().await.unwrap();
        let again = assignments::give(&mut write, other.office, &given).await;
        assert!(again.unwrap_err().is_duplicate(), "a unit has a duty once");
    })
    .await;
}
