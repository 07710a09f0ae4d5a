//! Confirming a plan and taking a dispatch back.

use luytre_model::id::DispatchId;
use luytre_model::people::Role;
use luytre_model::status::{Status, status};
use luytre_model::unit_sets::UnitKind;
use luytre_model::work::{DispatchState, ObligationState, OccurrenceState};
use luytre_office::dispatches::DutyForm;
use luytre_office::{Actor, OfficeError};
use luytre_store::assignments::{self, Filter};
use luytre_store::months::{self, Month};
use luytre_store::search::{self, Kind};
use luytre_store::{claims, occurrences, roll_up, units};

use crate::support::{DISPATCH, House, conflict, denied, in_a_ward, problems, refused};

async fn received(house: &House, clerk: &Actor) -> DispatchId {
    house
        .service
        .receive(clerk, "a.txt", DISPATCH.as_bytes().to_vec())
        .await
        .unwrap()
        .dispatch
}

/// Do the roll-up and the months say what the rows say?
async fn figures_agree(house: &House, wanted: u64) {
    let mut conn = house.store.read().await.unwrap();
    let rolled = roll_up::of_office(&mut conn, house.office, None, Some(""))
        .await
        .unwrap();
    assert_eq!(rolled.iter().map(|row| row.number).sum::<u64>(), wanted);
    let today = house.service.today();
    let lines = assignments::list(
        &mut conn,
        house.office,
        &Filter::default(),
        today,
        None,
        1000,
    )
    .await
    .unwrap();
    assert_eq!(u64::try_from(lines.len()).unwrap(), wanted);
    for row in rolled {
        let same = lines
            .iter()
            .filter(|line| line.unit == row.unit && line.inputs == row.inputs)
            .count();
        assert_eq!(u64::try_from(same).unwrap(), row.number);
    }
}

#[tokio::test]
async fn a_plan_becomes_assignments_with_occurrences() {
    in_a_ward(|house| async move {
        let clerk = house.clerk().await;
        let id = received(&house, &clerk).await;
        let view = house.service.dispatch(&clerk, id).await.unwrap();
        let wanted: usize = view.duties.iter().map(|duty| duty.units.len()).sum();
        let confirmed = house.service.confirm_plan(&clerk, id, 1).await.unwrap();
        assert_eq!(confirmed.assignments, wanted);
        assert!(confirmed.occurrences > wanted);

        let view = house.service.dispatch(&clerk, id).await.unwrap();
        assert_eq!((view.state, view.revision), (DispatchState::Confirmed, 2));
        assert_eq!(view.confirmed.as_ref().unwrap().1, clerk.name);
        assert!(
            view.duties
                .iter()
                .all(|duty| duty.state == ObligationState::Confirmed)
        );
        assert!(!view.may.review && !view.may.confirm && view.may.withdraw);

        let mut conn = house.store.read().await.unwrap();
        let division = house.unit(UnitKind::Division).id;
        let filter = Filter {
            unit: Some(division),
            control: Some("ACC-03".to_owned()),
            ..Filter::default()
        };
        let today = house.service.today();
        let lines = assignments::list(&mut conn, house.office, &filter, today, None, 10)
            .await
            .unwrap();
        assert_eq!(lines.len(), 1);
        assert_eq!(status(&lines[0].inputs, today), Status::Open);
        let laid_out = occurrences::of_assignment(&mut conn, house.office, lines[0].assignment);
        let days: Vec<_> = laid_out
            .await
            .unwrap()
            .iter()
            .map(|row| row.due_on.unwrap().to_string())
            .collect();
        // Every three months from 3 June 2026, each a working day.
        assert_eq!(days[..2], ["2026-09-03", "2026-12-03"]);
        let month = Month::of("2026-09-03".parse().unwrap());
        let tally = months::between(&mut conn, house.office, Some(division), month, month).await;
        assert!(tally.unwrap()[0].due >= 1);
        let found = search::find(&mut conn, house.office, Kind::Obligation, "diet vi rut", 9);
        assert_eq!(found.await.unwrap().len(), 1);
        drop(conn);
        figures_agree(&house, u64::try_from(wanted).unwrap()).await;
    })
    .await;
}

#[tokio::test]
async fn a_stated_period_sets_a_figure_and_a_proposed_one_does_not() {
    in_a_ward(|house| async move {
        let clerk = house.clerk().await;
        let id = received(&house, &clerk).await;
        house.service.confirm_plan(&clerk, id, 1).await.unwrap();
        let mut conn = house.store.read().await.unwrap();
        let figures = async |conn: &mut luytre_store::Conn, control: &str| {
            let claims = claims::in_force(conn, house.office, control).await.unwrap();
            claims
                .into_iter()
                .map(|claim| (claim.parameter, claim.value, claim.own))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            figures(&mut conn, "ACC-03").await,
            [("max_age".to_owned(), 90, false)]
        );
        assert_eq!(
            figures(&mut conn, "GOV-03").await,
            [("report_every".to_owned(), 6, false)]
        );
        // DEV-03 has a figure that a recurrence sets; the clause states none.
        assert_eq!(figures(&mut conn, "DEV-03").await, []);
        drop(conn);
        // A dispatch that was taken back sets nothing.
        house.service.withdraw(&clerk, id, 2, "nhầm").await.unwrap();
        let mut conn = house.store.read().await.unwrap();
        assert_eq!(figures(&mut conn, "ACC-03").await, []);
    })
    .await;
}

#[tokio::test]
async fn a_period_settled_in_review_counts_as_the_offices_own() {
    in_a_ward(|house| async move {
        let clerk = house.clerk().await;
        let id = received(&house, &clerk).await;
        let view = house.service.dispatch(&clerk, id).await.unwrap();
        let duty = &view.duties[3];
        assert_eq!(duty.controls, ["DEV-03"]);
        let form = DutyForm {
            span: duty.span.clone(),
            clause: duty.clause.clone(),
            force: duty.force.to_string(),
            recurrence: "P5D".to_owned(),
            due_on: "2026-06-10".to_owned(),
            controls: duty.controls.clone(),
            units: duty.units.iter().map(ToString::to_string).collect(),
            ..DutyForm::default()
        };
        let corrected = house.service.correct(&clerk, id, 1, duty.id, &form).await;
        house
            .service
            .confirm_plan(&clerk, id, corrected.unwrap())
            .await
            .unwrap();
        let mut conn = house.store.read().await.unwrap();
        let claims = claims::in_force(&mut conn, house.office, "DEV-03")
            .await
            .unwrap();
        let claims: Vec<_> = claims
            .iter()
            .map(|claim| (claim.parameter.as_str(), claim.value, claim.own))
            .collect();
        assert_eq!(claims, [("scan_every", 5, true)]);
    })
    .await;
}

#[tokio::test]
async fn a_plan_that_lacks_a_unit_is_refused_whole() {
    in_a_ward(|house| async move {
        let clerk = house.clerk().await;
        let text = DISPATCH
            .replace("Các đơn vị báo cáo", "Sở Xây dựng báo cáo")
            .into_bytes();
        let received = house.service.receive(&clerk, "a.txt", text).await.unwrap();
        let id = received.dispatch;
        let view = house.service.dispatch(&clerk, id).await.unwrap();
        let lacking: Vec<_> = view
            .duties
            .iter()
            .filter(|duty| !duty.lacks.is_empty())
            .collect();
        assert_eq!(lacking.len(), 1);
        match house.service.confirm_plan(&clerk, id, 1).await {
            Err(OfficeError::Invalid(problems)) => {
                assert_eq!((problems[0].field, problems[0].code), ("units", "no-unit"));
                let facts = &problems[0].facts;
                assert_eq!(facts[0], ("obligation", lacking[0].id.to_string()));
                assert_eq!(facts[1], ("clause", "4".to_owned()));
            }
            other => panic!("{other:?}"),
        }
        figures_agree(&house, 0).await;
        // Dropping it is a way out; closing a unit of another duty is not.
        let drop = house
            .service
            .drop_duty(&clerk, id, 1, lacking[0].id, "của Sở");
        assert_eq!(drop.await.unwrap(), 2);
        let mut unit = house.unit(UnitKind::Police).clone();
        unit.closed_at = Some(view.received_at);
        let mut write = house.store.write().await.unwrap();
        units::update(&mut write, &unit).await.unwrap();
        write
            .commit_unaudited(luytre_store::trail::Unaudited::Derived)
            .await
            .unwrap();
        let outcome = house.service.confirm_plan(&clerk, id, 2).await;
        assert_eq!(
            problems(outcome),
            [("units", "unit-closed"), ("units", "unit-closed")]
        );
    })
    .await;
}

#[tokio::test]
async fn a_confirmed_plan_is_not_edited_and_not_confirmed_twice() {
    in_a_ward(|house| async move {
        let clerk = house.clerk().await;
        let id = received(&house, &clerk).await;
        let confirm = || house.service.confirm_plan(&clerk, id, 1);
        let (one, other) = tokio::join!(confirm(), confirm());
        assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1);
        assert_eq!(
            refused(if one.is_ok() { other } else { one }),
            "dispatch-not-open"
        );
        let duty = house.service.dispatch(&clerk, id).await.unwrap().duties[0].id;
        let drop = house.service.drop_duty(&clerk, id, 2, duty, "x").await;
        assert_eq!(refused(drop), "dispatch-not-open");
        let rest = house.service.give_rest(&clerk, id, 2, &[]).await;
        assert_eq!(refused(rest), "dispatch-not-open");
    })
    .await;
}

#[tokio::test]
async fn taking_back_cancels_what_is_open_and_keeps_it_visible() {
    in_a_ward(|house| async move {
        let clerk = house.clerk().await;
        let id = received(&house, &clerk).await;
        let confirmed = house.service.confirm_plan(&clerk, id, 1).await.unwrap();
        let mut conn = house.store.read().await.unwrap();
        let before = assignments::of_dispatch(&mut conn, house.office, id)
            .await
            .unwrap();
        drop(conn);
        let officer = house
            .person(Role::Officer, UnitKind::Division, "Cán bộ")
            .await;
        denied(house.service.withdraw(&officer, id, 2, "nhầm").await);
        conflict(house.service.withdraw(&clerk, id, 1, "nhầm").await);
        let none = house.service.withdraw(&clerk, id, 2, "").await;
        assert_eq!(problems(none), [("reason", "required")]);
        let withdrawn = house
            .service
            .withdraw(&clerk, id, 2, "nhầm văn bản")
            .await
            .unwrap();
        assert_eq!(withdrawn.assignments, confirmed.assignments);
        assert_eq!(withdrawn.occurrences, confirmed.occurrences);

        let mut conn = house.store.read().await.unwrap();
        let office = house.office;
        let rows = occurrences::of_assignment(&mut conn, office, before[0].assignment).await;
        let rows = rows.unwrap();
        assert!(!rows.is_empty());
        assert!(
            rows.iter()
                .all(|row| row.state == OccurrenceState::Cancelled)
        );
        let (from, until) = ("2026-01-01".parse().unwrap(), "2028-12-01".parse().unwrap());
        let months = months::between(&mut conn, office, None, Month::of(from), Month::of(until));
        assert!(months.await.unwrap().iter().all(|month| month.due == 0));
        drop(conn);
        figures_agree(&house, 0).await;
        let again = house.service.withdraw(&clerk, id, 3, "x").await;
        assert_eq!(refused(again), "dispatch-not-open");
        let view = house.service.dispatch(&clerk, id).await.unwrap();
        assert_eq!(view.state, DispatchState::Withdrawn);
        let former: Vec<_> = view.duties.iter().flat_map(|duty| &duty.assigned).collect();
        assert_eq!(former.len(), confirmed.assignments);
        assert!(former.iter().all(|assigned| !assigned.live));
        assert_eq!(
            view.history.last().unwrap().detail["reason"],
            "nhầm văn bản"
        );
    })
    .await;
}

#[tokio::test]
async fn a_proposal_is_taken_back_as_well() {
    in_a_ward(|house| async move {
        let clerk = house.clerk().await;
        let id = received(&house, &clerk).await;
        let withdrawn = house.service.withdraw(&clerk, id, 1, "nhầm").await.unwrap();
        assert_eq!((withdrawn.assignments, withdrawn.occurrences), (0, 0));
        let confirm = house.service.confirm_plan(&clerk, id, 2).await;
        assert_eq!(refused(confirm), "dispatch-not-open");
    })
    .await;
}

#[tokio::test]
async fn other_dispatches_that_ask_for_the_same_are_named() {
    in_a_ward(|house| async move {
        let clerk = house.clerk().await;
        let first = received(&house, &clerk).await;
        let text = DISPATCH.replace("215/UBND", "300/UBND").into_bytes();
        let second = house
            .service
            .receive(&clerk, "b.txt", text)
            .await
            .unwrap()
            .dispatch;
        let view = house.service.dispatch(&clerk, second).await.unwrap();
        assert!(
            view.asked_elsewhere.is_empty(),
            "a proposal asks for nothing yet"
        );
        house.service.confirm_plan(&clerk, first, 1).await.unwrap();
        let view = house.service.dispatch(&clerk, second).await.unwrap();
        let asked = &view.asked_elsewhere["ACC-03"];
        assert_eq!(asked.len(), 1);
        assert_eq!(
            (asked[0].dispatch, asked[0].number.as_str()),
            (first, "215")
        );
        assert_eq!(asked[0].clause, "1.1");
    })
    .await;
}
