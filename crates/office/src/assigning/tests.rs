//! The rule of inputs, case by case.

use jiff::civil::date;
use luytre_model::duty::Force;
use luytre_model::id::{DispatchId, EvidenceId, ObligationId, OfficeId, uuid_v7};
use luytre_model::work::ObligationState;
use luytre_store::obligations::Origin;

use super::*;

const NONE: uuid::Uuid = uuid::Uuid::nil();

fn duty(every: Option<&str>, fresh_for: Option<&str>, second_person: bool) -> ObligationRow {
    ObligationRow {
        office: OfficeId::new(NONE),
        obligation: ObligationId::new(NONE),
        dispatch: DispatchId::new(NONE),
        state: ObligationState::Confirmed,
        position: 1,
        clause: "1".to_owned(),
        text: "x".to_owned(),
        span: None,
        force: Force::Must,
        actors: Vec::new(),
        trigger: None,
        recurrence_stated: None,
        due_stated: None,
        recurrence: every.map(|text| text.parse().unwrap()),
        due_on: Some(DUE_DAY),
        fresh_for: fresh_for.map(|text| text.parse().unwrap()),
        second_person,
        confidence: 100,
        origin: Origin::Read,
        drop_reason: String::new(),
        controls: Vec::new(),
        units: Vec::new(),
    }
}

/// A Wednesday.
const DUE_DAY: Date = date(2026, 6, 10);

fn id(number: u8) -> OccurrenceId {
    OccurrenceId::new(uuid_v7(1, [number; 10]))
}

fn occurrence(number: u8, state: OccurrenceState, due_on: Option<Date>) -> OccurrenceRow {
    OccurrenceRow {
        office: OfficeId::new(NONE),
        occurrence: id(number),
        assignment: AssignmentId::new(NONE),
        unit: UnitId::new(NONE),
        sequence: i64::from(number),
        state,
        due_on,
        reported: None,
        settled: None,
        revision: 1,
    }
}

fn given(act: Act, number: u8, day: &str) -> EvidenceRow {
    EvidenceRow {
        office: OfficeId::new(NONE),
        evidence: EvidenceId::new(NONE),
        occurrence: id(number),
        assignment: AssignmentId::new(NONE),
        act,
        assurance: Assurance::Attested,
        note: String::new(),
        file: None,
        given_at: format!("{day}T03:00:00Z").parse().unwrap(),
        given_by: PersonId::new(NONE),
        given_name: String::new(),
        given_unit: String::new(),
    }
}

fn computed(
    duty: &ObligationRow,
    occurrences: &[OccurrenceRow],
    evidence: &[EvidenceRow],
) -> Inputs {
    inputs(duty, occurrences, evidence, &Calendar::embedded().unwrap())
}

fn holds(assurance: Assurance, fresh_until: Option<Date>) -> Option<Known> {
    Some(Known {
        assurance,
        holds: true,
        fresh_until,
    })
}

#[test]
fn a_report_counts_at_once_where_no_second_person_is_asked_for() {
    let rows = [
        occurrence(1, OccurrenceState::Accepted, Some(DUE_DAY)),
        occurrence(2, OccurrenceState::Open, Some(date(2026, 7, 10))),
    ];
    // Reported early: the period runs from the due day.
    let early = [given(Act::Done, 1, "2026-06-05")];
    let inputs = computed(&duty(Some("P1M"), Some("P1M"), false), &rows, &early);
    assert_eq!(inputs.due_on, Some(date(2026, 7, 10)));
    assert_eq!(
        inputs.evidence,
        holds(Assurance::Attested, Some(date(2026, 7, 10)))
    );
    // Reported late: from the report; 11 July is a Saturday.
    let late = [given(Act::Done, 1, "2026-06-11")];
    let inputs = computed(&duty(Some("P1M"), Some("P1M"), false), &rows, &late);
    assert_eq!(
        inputs.evidence,
        holds(Assurance::Attested, Some(date(2026, 7, 13)))
    );
    // Evidence that does not age.
    let inputs = computed(&duty(None, None, false), &rows[..1], &late);
    assert_eq!(
        (inputs.due_on, inputs.evidence),
        (None, holds(Assurance::Attested, None))
    );
}

#[test]
fn a_report_counts_from_its_confirmation_on_where_one_is_asked_for() {
    let duty = duty(None, Some("P1M"), true);
    let done = given(Act::Done, 1, "2026-06-10");
    let reported = [occurrence(1, OccurrenceState::Reported, Some(DUE_DAY))];
    let inputs = computed(&duty, &reported, std::slice::from_ref(&done));
    assert_eq!(
        (inputs.evidence, inputs.awaits_confirmation, inputs.due_on),
        (None, true, None)
    );

    let accepted = [occurrence(1, OccurrenceState::Accepted, Some(DUE_DAY))];
    let agreed = [done.clone(), given(Act::Confirmed, 1, "2026-06-30")];
    let inputs = computed(&duty, &accepted, &agreed);
    assert_eq!(
        inputs.evidence,
        holds(Assurance::Confirmed, Some(date(2026, 7, 10)))
    );
    assert!(!inputs.awaits_confirmation);

    let returned = [occurrence(1, OccurrenceState::Returned, Some(DUE_DAY))];
    let sent_back = [done, given(Act::Returned, 1, "2026-06-11")];
    let inputs = computed(&duty, &returned, &sent_back);
    assert_eq!((inputs.evidence, inputs.due_on), (None, Some(DUE_DAY)));
}

#[test]
fn a_failure_counts_at_once_until_a_later_report_holds() {
    for second_person in [false, true] {
        let duty = duty(None, None, second_person);
        let open = [occurrence(1, OccurrenceState::Open, Some(DUE_DAY))];
        let failed = [given(Act::Failed, 1, "2026-06-05")];
        let inputs = computed(&duty, &open, &failed);
        assert!(!inputs.evidence.unwrap().holds);
        assert_eq!(inputs.due_on, Some(DUE_DAY));
    }
    let accepted = [occurrence(1, OccurrenceState::Accepted, Some(DUE_DAY))];
    let mended = [
        given(Act::Failed, 1, "2026-06-05"),
        given(Act::Done, 1, "2026-06-06"),
    ];
    let inputs = computed(&duty(None, None, false), &accepted, &mended);
    assert!(inputs.evidence.unwrap().holds);
}

#[test]
fn what_does_not_apply_hides_no_period_that_is_still_to_come() {
    let duty = duty(Some("P1M"), None, false);
    let not_here = occurrence(1, OccurrenceState::NotApplicable, Some(DUE_DAY));
    let evidence = [
        given(Act::NotApplicable, 1, "2026-06-05"),
        given(Act::Confirmed, 1, "2026-06-06"),
    ];
    let alone = computed(&duty, std::slice::from_ref(&not_here), &evidence);
    assert!(alone.not_applicable);
    assert_eq!(
        alone.evidence, None,
        "a confirmation of that is no evidence of the duty"
    );
    let next = |state| occurrence(2, state, Some(date(2026, 7, 10)));
    for (state, applies) in [
        (OccurrenceState::Open, true),
        (OccurrenceState::Returned, true),
        (OccurrenceState::Reported, true),
        (OccurrenceState::Accepted, true),
        (OccurrenceState::Cancelled, false),
    ] {
        let inputs = computed(&duty, &[not_here.clone(), next(state)], &evidence);
        assert_eq!(inputs.not_applicable, !applies, "{state}");
    }
}

#[test]
fn a_past_due_day_is_laid_out_once_and_an_event_gets_a_standing_occurrence() {
    let calendar = Calendar::embedded().unwrap();
    let monthly = duty(Some("P1M"), None, false);
    let today = date(2026, 9, 15);
    let first = first_sequence(&monthly, today, &calendar);
    let days = laid_out(&monthly, first, today, &calendar);
    assert_eq!(days[0], (4, Some(date(2026, 9, 10))));
    assert_eq!(days[1], (5, Some(date(2026, 10, 12))));
    let mut standing = monthly;
    (standing.due_on, standing.recurrence) = (None, None);
    assert_eq!(first_sequence(&standing, today, &calendar), 1);
    assert_eq!(laid_out(&standing, 1, today, &calendar), [(1, None)]);
    assert_eq!(laid_out(&standing, 2, today, &calendar), []);
}
