//! Reporting, and what follows from it.

use luytre_model::people::Role;
use luytre_model::status::Status;
use luytre_model::unit_sets::UnitKind;
use luytre_model::work::{Assurance, OccurrenceState};
use luytre_office::work::{Act, Outcome};

use crate::plan::{Ward, report};
use crate::support::{conflict, denied, in_a_ward, not_found, problems, refused};

#[tokio::test]
async fn from_a_dispatch_over_a_report_to_met_and_with_time_to_overdue() {
    in_a_ward(|house| async move {
        let ward = Ward::new(house, "").await;
        let id = ward.assignment("ACC-03").await;
        let view = ward.view(id).await;
        assert_eq!(
            (view.status, view.duty.clause.as_str()),
            (Status::Open, "1.1")
        );
        assert_eq!(view.dispatch.number, "215");

        let reported = ward.report(id, Outcome::Done).await;
        assert_eq!(
            (reported.state, reported.status),
            (OccurrenceState::Accepted, Status::Met)
        );
        let view = ward.view(id).await;
        let evidence = &view.occurrences[0].evidence[0];
        assert_eq!(
            (evidence.act, evidence.assurance),
            (Act::Done, Assurance::Attested)
        );
        assert_eq!(evidence.given_name, ward.officer.name);
        let kinds: Vec<_> = view
            .history
            .iter()
            .map(|entry| entry.kind.as_str())
            .collect();
        assert_eq!(kinds, ["dispatch.confirmed", "occurrence.reported"]);
        assert_eq!(view.history[1].leaf, reported.leaf);
        ward.figures_agree().await;

        // The day of the next one passes: no job has run, and it is overdue all the same.
        let due = reported.next_due.unwrap();
        ward.house.clock.set(&due.to_string());
        assert_eq!(ward.view(id).await.status, Status::Met);
        ward.house.clock.set(&due.tomorrow().unwrap().to_string());
        assert_eq!(ward.view(id).await.status, Status::Overdue);
        assert_eq!(ward.report(id, Outcome::Done).await.status, Status::Met);
        ward.figures_agree().await;
    })
    .await;
}

#[tokio::test]
async fn what_asks_for_a_second_person_waits_for_another() {
    in_a_ward(|house| async move {
        let ward = Ward::new(house, "ACC-03").await;
        let service = &ward.house.service;
        let id = ward.assignment("ACC-03").await;
        let reported = ward.report(id, Outcome::Done).await;
        assert_eq!(
            (reported.state, reported.status),
            (OccurrenceState::Reported, Status::Waiting)
        );

        let seen = ward.view(id).await.occurrences.remove(0);
        assert!(seen.may_confirm, "the clerk may");
        let (occurrence, revision) = (seen.occurrence, seen.revision);
        denied(
            service
                .confirm_report(&ward.officer, occurrence, revision, "")
                .await,
        );
        conflict(
            service
                .confirm_report(&ward.head, occurrence, revision - 1, "")
                .await,
        );
        let no_reason = service
            .return_report(&ward.head, occurrence, revision, " ")
            .await;
        assert_eq!(problems(no_reason), [("note", "required")]);
        let back = service
            .return_report(&ward.head, occurrence, revision, "thiếu biên bản")
            .await;
        assert_eq!(back.unwrap().status, Status::Open);

        // The head reports themselves and cannot agree with themselves.
        let again = report(revision + 1, Outcome::Done);
        service.report(&ward.head, occurrence, again).await.unwrap();
        let own = service
            .confirm_report(&ward.head, occurrence, revision + 2, "")
            .await;
        assert_eq!(refused(own), "own-report");
        let confirmed = service
            .confirm_report(&ward.clerk, occurrence, revision + 2, "")
            .await;
        assert_eq!(confirmed.unwrap().status, Status::Met);
        let twice = service
            .confirm_report(&ward.clerk, occurrence, revision + 3, "")
            .await;
        assert_eq!(refused(twice), "occurrence-not-reported");
        let known = ward.view(id).await.inputs.evidence.unwrap();
        assert_eq!((known.assurance, known.holds), (Assurance::Confirmed, true));
        ward.figures_agree().await;
    })
    .await;
}

#[tokio::test]
async fn what_fails_stays_open_until_it_is_done() {
    in_a_ward(|house| async move {
        let ward = Ward::new(house, "ACC-03").await;
        let id = ward.assignment("ACC-03").await;
        let failed = ward.report(id, Outcome::Failed).await;
        // A unit's word against itself counts at once, second person or not.
        assert_eq!(
            (failed.state, failed.status),
            (OccurrenceState::Open, Status::Failing)
        );
        ward.figures_agree().await;
        let done = ward.report(id, Outcome::Done).await;
        assert_eq!(done.status, Status::Failing, "until another person agrees");
        let seen = ward.view(id).await.occurrences.remove(0);
        let service = &ward.house.service;
        let agreed = service
            .confirm_report(&ward.clerk, seen.occurrence, seen.revision, "")
            .await;
        assert_eq!(agreed.unwrap().status, Status::Met);
        ward.figures_agree().await;
    })
    .await;
}

#[tokio::test]
async fn what_does_not_apply_needs_a_reason_and_a_second_person_and_ends_the_rest() {
    in_a_ward(|house| async move {
        let ward = Ward::new(house, "").await;
        let service = &ward.house.service;
        let id = ward.assignment("ACC-03").await;
        let seen = ward.view(id).await.occurrences.remove(0);
        let mut bare = report(seen.revision, Outcome::NotApplicable);
        bare.note = "  ".to_owned();
        let outcome = service.report(&ward.officer, seen.occurrence, bare).await;
        assert_eq!(problems(outcome), [("note", "required")]);
        let reported = ward.report(id, Outcome::NotApplicable).await;
        assert_eq!(
            (reported.state, reported.status),
            (OccurrenceState::Reported, Status::Waiting)
        );
        let revision = seen.revision + 1;
        let agreed = service
            .confirm_report(&ward.clerk, seen.occurrence, revision, "")
            .await;
        let agreed = agreed.unwrap();
        assert_eq!(
            (agreed.status, agreed.next_due),
            (Status::NotApplicable, None)
        );
        ward.figures_agree().await;
        ward.house.clock.set("2027-06-03");
        service.roll_forward().await.unwrap();
        assert_eq!(
            ward.view(id).await.status,
            Status::NotApplicable,
            "it is not asked for again"
        );
    })
    .await;
}

#[tokio::test]
async fn only_the_unit_reports_and_other_offices_have_nothing_here() {
    in_a_ward(|house| async move {
        let ward = Ward::new(house, "").await;
        let (house, service) = (&ward.house, &ward.house.service);
        let id = ward.assignment("ACC-03").await;
        let next = ward.view(id).await.next.unwrap();
        let police = house
            .person(Role::Police, UnitKind::Police, "Vũ Công An")
            .await;
        let school = house
            .person(Role::Officer, UnitKind::School, "Hồ Giáo Viên")
            .await;
        let inspector = house
            .person(Role::Inspector, UnitKind::OfficeStaff, "Ngô Thanh Tra")
            .await;
        for actor in [&police, &school, &inspector, &ward.clerk] {
            denied(service.report(actor, next, report(1, Outcome::Done)).await);
            denied(service.ask(actor, id, None, "?").await);
        }
        denied(service.assignment(&school, id).await);
        service.assignment(&inspector, id).await.unwrap();
        denied(service.confirm_report(&inspector, next, 1, "").await);

        let (other, units) = house.another_office().await;
        let stranger = house
            .person_of(other, &units[0], Role::Clerk, "Người Lạ")
            .await;
        not_found(
            service
                .report(&stranger, next, report(1, Outcome::Done))
                .await,
        );
        not_found(service.confirm_report(&stranger, next, 1, "").await);
        not_found(service.return_report(&stranger, next, 1, "x").await);
        not_found(service.assignment(&stranger, id).await);
        not_found(service.ask(&stranger, id, None, "?").await);
        assert!(service.mine(&stranger).await.unwrap().to_confirm.is_empty());
        ward.figures_agree().await;
    })
    .await;
}

#[tokio::test]
async fn of_two_who_report_at_once_one_wins() {
    in_a_ward(|house| async move {
        let ward = Ward::new(house, "").await;
        let service = &ward.house.service;
        let id = ward.assignment("ACC-03").await;
        let seen = ward.view(id).await.occurrences.remove(0);
        let by =
            |actor| service.report(actor, seen.occurrence, report(seen.revision, Outcome::Done));
        let (one, other) = tokio::join!(by(&ward.officer), by(&ward.head));
        assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1);
        conflict(if one.is_ok() { other } else { one });
        let closed = report(seen.revision + 1, Outcome::Done);
        let closed = service.report(&ward.officer, seen.occurrence, closed).await;
        assert_eq!(refused(closed), "occurrence-closed");
        assert_eq!(ward.view(id).await.occurrences[0].evidence.len(), 1);
        ward.figures_agree().await;
    })
    .await;
}

#[tokio::test]
async fn a_year_is_not_reported_in_one_morning() {
    in_a_ward(|house| async move {
        let ward = Ward::new(house, "").await;
        let service = &ward.house.service;
        let id = ward.assignment("ACC-03").await;
        let view = ward.view(id).await;
        let (first, second) = (&view.occurrences[0], &view.occurrences[1]);
        assert!(!second.may_report);
        let early = |row: &luytre_office::work::OccurrenceView| {
            service.report(
                &ward.officer,
                row.occurrence,
                report(row.revision, Outcome::Done),
            )
        };
        assert_eq!(refused(early(second).await), "occurrence-not-next");
        early(first).await.unwrap();
        assert_eq!(refused(early(second).await), "occurrence-too-early");
        ward.house.clock.set(&first.due_on.unwrap().to_string());
        assert_eq!(refused(early(second).await), "occurrence-too-early");
        let day = first.due_on.unwrap().tomorrow().unwrap();
        let mine = service.mine(&ward.officer).await.unwrap();
        let task = |mine: luytre_office::work::Mine| {
            let all = [mine.late, mine.this_week, mine.later].concat();
            let mut tasks = all.into_iter();
            let task = tasks.find(|task| task.occurrence == second.occurrence);
            task.map(|task| (task.opens_on, task.may_report))
        };
        assert_eq!(task(mine), Some((Some(day), false)));
        assert_eq!(ward.view(id).await.occurrences[1].opens_on, Some(day));
        ward.house.clock.set(&day.to_string());
        let mine = service.mine(&ward.officer).await.unwrap();
        assert_eq!(task(mine), Some((None, true)));
        early(second).await.unwrap();
        ward.figures_agree().await;
    })
    .await;
}

#[tokio::test]
async fn laying_out_further_adds_what_is_missing_once() {
    in_a_ward(|house| async move {
        let ward = Ward::new(house, "").await;
        let service = &ward.house.service;
        assert_eq!(
            service.roll_forward().await.unwrap(),
            0,
            "the plan has just been laid out"
        );
        let id = ward.assignment("ACC-03").await;
        let shown =
            |view: &luytre_office::work::AssignmentView| view.occurrences.len() + view.hidden;
        let before = shown(&ward.view(id).await);
        ward.house.clock.set("2027-01-04");
        assert!(service.roll_forward().await.unwrap() > 0);
        assert_eq!(service.roll_forward().await.unwrap(), 0);
        let view = ward.view(id).await;
        assert!(shown(&view) > before);
        ward.figures_agree().await;
    })
    .await;
}

#[tokio::test]
async fn my_page_groups_what_is_late_due_and_to_confirm() {
    in_a_ward(|house| async move {
        let ward = Ward::new(house, "ACC-03").await;
        let service = &ward.house.service;
        let id = ward.assignment("ACC-03").await;
        let mine = service.mine(&ward.officer).await.unwrap();
        assert!(mine.late.is_empty() && mine.to_confirm.is_empty() && !mine.more);
        let due = ward.view(id).await.inputs.due_on.unwrap();

        ward.house.clock.set(&due.to_string());
        let mine = service.mine(&ward.officer).await.unwrap();
        let task = mine
            .this_week
            .iter()
            .find(|task| task.assignment == id)
            .unwrap();
        assert_eq!((task.days, task.number.as_str()), (Some(0), "215"));
        ward.house.clock.set(&due.tomorrow().unwrap().to_string());
        let mine = service.mine(&ward.officer).await.unwrap();
        let task = mine.late.iter().find(|task| task.assignment == id).unwrap();
        assert_eq!(task.days, Some(-1));

        ward.report(id, Outcome::Done).await;
        let mine = service.mine(&ward.officer).await.unwrap();
        assert!(mine.waiting.iter().any(|task| task.assignment == id));
        assert!(mine.to_confirm.is_empty());
        for actor in [&ward.head, &ward.clerk] {
            let mine = service.mine(actor).await.unwrap();
            assert_eq!(mine.to_confirm.len(), 1, "{}", actor.name);
        }
        let viewer = ward
            .house
            .person(Role::Viewer, UnitKind::Division, "Bùi Chỉ Xem")
            .await;
        let mine = service.mine(&viewer).await.unwrap();
        assert!(mine.late.is_empty() && mine.later.is_empty() && mine.waiting.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_question_is_asked_and_answered_once() {
    in_a_ward(|house| async move {
        let ward = Ward::new(house, "").await;
        let service = &ward.house.service;
        let id = ward.assignment("ACC-03").await;
        assert_eq!(
            problems(service.ask(&ward.officer, id, None, " ").await),
            [("text", "required")]
        );
        let long = "x".repeat(luytre_office::work::LONGEST_TEXT);
        let question = service.ask(&ward.officer, id, None, &long).await.unwrap();
        let longer = service
            .ask(&ward.officer, id, None, &format!("{long}x"))
            .await;
        assert_eq!(problems(longer), [("text", "too-long")]);
        denied(service.answer(&ward.head, question, "Có").await);
        service.answer(&ward.clerk, question, "Có").await.unwrap();
        conflict(service.answer(&ward.clerk, question, "Không").await);

        let mine = service.mine(&ward.officer).await.unwrap();
        assert_eq!(
            mine.questions[0].answer.as_ref().unwrap().name,
            ward.clerk.name
        );
        assert_eq!(service.questions(&ward.clerk).await.unwrap().len(), 1);
        assert_eq!(ward.view(id).await.questions[0].text, long);
        let (other, units) = ward.house.another_office().await;
        let stranger = ward
            .house
            .person_of(other, &units[0], Role::Clerk, "Người Lạ")
            .await;
        assert!(service.questions(&stranger).await.unwrap().is_empty());
        not_found(service.answer(&stranger, question, "Có").await);
    })
    .await;
}
