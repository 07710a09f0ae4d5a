//! The table against its golden copy, and what holds whatever the table says.

use std::collections::BTreeSet;

use luytre_model::id::{OfficeId, PersonId, UnitId, uuid_v7};
use luytre_model::people::Role;
use proptest::prelude::*;

use super::{Action, Relation, Target, decide, relation};
use crate::actor::Actor;

/// What a lawyer reads: a line for each role and action, a column for each relation.
const GOLDEN: &str = include_str!("../../access.csv");

fn id(number: u8) -> uuid::Uuid {
    uuid_v7(u64::from(number), [number; 10])
}

fn actor(role: Role) -> Actor {
    Actor {
        office: OfficeId::new(id(1)),
        person: PersonId::new(id(2)),
        unit: UnitId::new(id(3)),
        role,
        name: "Nguyễn Thị Lan".to_owned(),
        unit_name: "Văn phòng".to_owned(),
    }
}

/// Something that stands to the actor of these tests in a relation.
fn target(relation: Relation) -> Target {
    let office = OfficeId::new(id(1));
    match relation {
        Relation::Own => Target::person(office, PersonId::new(id(2))),
        Relation::OwnUnit => Target::unit(office, UnitId::new(id(3))),
        Relation::OwnOffice => Target::unit(office, UnitId::new(id(4))),
        Relation::OtherOffice => Target {
            office: OfficeId::new(id(9)),
            unit: Some(UnitId::new(id(3))),
            person: Some(PersonId::new(id(2))),
        },
    }
}

fn table() -> Vec<String> {
    let relations: Vec<_> = Relation::ALL
        .iter()
        .map(|relation| relation.as_str())
        .collect();
    let mut lines = vec![format!("role,action,{}", relations.join(","))];
    for role in Role::ALL {
        for action in Action::ALL {
            let may = |of: &Relation| match decide(&actor(*role), *action, &target(*of)) {
                Ok(_) => "yes",
                Err(_) => "no",
            };
            let cells: Vec<_> = Relation::ALL.iter().map(may).collect();
            lines.push(format!("{role},{action},{}", cells.join(",")));
        }
    }
    lines
}

#[test]
fn the_table_is_its_golden_copy() {
    let (computed, golden) = (
        table(),
        GOLDEN.lines().map(str::to_owned).collect::<Vec<_>>(),
    );
    let lines = |of: &[String]| of.iter().cloned().collect::<BTreeSet<_>>();
    let (now, then) = (lines(&computed), lines(&golden));
    let differences: Vec<_> = then
        .difference(&now)
        .map(|line| format!("- {line}"))
        .chain(now.difference(&then).map(|line| format!("+ {line}")))
        .collect();
    assert!(
        computed == golden,
        "the table differs from access.csv; if that is meant, change the file as well:\n{}",
        differences.join("\n")
    );
}

#[test]
fn every_action_is_for_somebody_and_everybody_looks_after_themselves() {
    for action in Action::ALL {
        let somebody = Role::ALL
            .iter()
            .any(|role| decide(&actor(*role), *action, &target(Relation::Own)).is_ok());
        assert!(somebody, "nobody may {action}");
    }
    for role in Role::ALL {
        assert!(
            decide(&actor(*role), Action::ManageSelf, &target(Relation::Own)).is_ok(),
            "{role}"
        );
        for of in [Relation::OwnUnit, Relation::OwnOffice] {
            assert!(
                decide(&actor(*role), Action::ManageSelf, &target(of)).is_err(),
                "{role} {of}"
            );
        }
    }
}

#[test]
fn who_only_reads_changes_nothing() {
    let reads = [
        Action::SeeOverview,
        Action::SeeDispatches,
        Action::SeeControls,
        Action::SeeQuestions,
        Action::SeePeople,
        Action::SeeRegisters,
        Action::SeeAssignment,
        Action::SeeLedger,
        Action::ManageSelf,
    ];
    for role in [Role::Inspector, Role::Viewer] {
        for action in Action::ALL.iter().filter(|action| !reads.contains(action)) {
            for of in Relation::ALL {
                assert!(
                    decide(&actor(role), *action, &target(*of)).is_err(),
                    "{role} {action} {of}"
                );
            }
        }
    }
}

proptest! {
    #[test]
    fn another_offices_things_are_never_touched(
        role in proptest::sample::select(Role::ALL),
        action in proptest::sample::select(Action::ALL),
        office in 4_u8..,
        unit in proptest::option::of(0_u8..5),
        person in proptest::option::of(0_u8..5),
    ) {
        let target = Target {
            office: OfficeId::new(id(office)),
            unit: unit.map(|number| UnitId::new(id(number))),
            person: person.map(|number| PersonId::new(id(number))),
        };
        let actor = actor(role);
        prop_assert_eq!(relation(&actor, &target), Relation::OtherOffice);
        prop_assert!(decide(&actor, action, &target).is_err());
    }

    #[test]
    fn the_nearer_relation_never_allows_less(
        role in proptest::sample::select(Role::ALL),
        action in proptest::sample::select(Action::ALL),
    ) {
        let actor = actor(role);
        let may = |of| decide(&actor, action, &target(of)).is_ok();
        prop_assert!(may(Relation::Own) || !may(Relation::OwnUnit));
        prop_assert!(may(Relation::OwnUnit) || !may(Relation::OwnOffice));
    }
}
