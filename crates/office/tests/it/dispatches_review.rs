//! Reviewing a plan.

use luytre_model::id::{DispatchId, ObligationId};
use luytre_model::people::Role;
use luytre_model::unit_sets::UnitKind;
use luytre_model::work::ObligationState;
use luytre_office::Actor;
use luytre_office::dispatches::{DispatchView, DutyForm, DutyView, HeadingForm, Origin};

use crate::support::{DISPATCH, House, conflict, denied, in_a_ward, not_found, problems, refused};

/// A dispatch in review by its clerk.
struct Review {
    house: House,
    clerk: Actor,
    id: DispatchId,
}

impl Review {
    async fn of(house: House) -> Self {
        let clerk = house.clerk().await;
        let received = house
            .service
            .receive(&clerk, "a.txt", DISPATCH.as_bytes().to_vec())
            .await
            .unwrap();
        Self {
            house,
            clerk,
            id: received.dispatch,
        }
    }

    async fn view(&self) -> DispatchView {
        let view = self.house.service.dispatch(&self.clerk, self.id);
        view.await.unwrap()
    }
}

/// The form of a duty as a page fills it.
fn form_of(duty: &DutyView) -> DutyForm {
    fn text<T: ToString>(value: Option<&T>) -> String {
        value.map(T::to_string).unwrap_or_default()
    }
    DutyForm {
        span: None,
        text: duty.text.clone(),
        clause: duty.clause.clone(),
        force: duty.force.to_string(),
        trigger: text(duty.trigger.as_ref()),
        stated_recurrence: text(duty.stated_recurrence.as_ref()),
        stated_due: text(duty.stated_due.as_ref()),
        recurrence: text(duty.recurrence.as_ref()),
        due_on: text(duty.due_on.as_ref()),
        fresh_for: text(duty.fresh_for.as_ref()),
        second_person: duty.second_person,
        controls: duty.controls.clone(),
        units: duty.units.iter().map(ToString::to_string).collect(),
    }
}

#[tokio::test]
async fn a_correction_changes_what_was_typed_and_tells_which_fields() {
    in_a_ward(|house| async move {
        let review = Review::of(house).await;
        let view = review.view().await;
        let duty = &view.duties[1];
        let police = review.house.unit(UnitKind::Police).id;
        let form = DutyForm {
            // 6 June 2026 is a Saturday.
            due_on: "06/06/2026".to_owned(),
            recurrence: "P1M".to_owned(),
            units: vec![police.to_string()],
            ..form_of(duty)
        };
        let service = &review.house.service;
        let correct = |revision, form| {
            let (clerk, id) = (&review.clerk, duty.id);
            async move { service.correct(clerk, review.id, revision, id, form).await }
        };
        // Nothing changed: no revision, no event.
        let same = form_of(duty);
        assert_eq!(correct(1, &same).await.unwrap(), 1);
        assert_eq!(correct(1, &form).await.unwrap(), 2);
        conflict(correct(1, &form).await);

        let view = review.view().await;
        let after = &view.duties[1];
        assert_eq!(view.revision, 2);
        assert_eq!(after.due_on, Some("2026-06-08".parse().unwrap()));
        assert_eq!(after.recurrence, Some("P1M".parse().unwrap()));
        assert_eq!(after.stated_recurrence, duty.stated_recurrence);
        assert_eq!(after.units, [police]);
        assert_eq!((after.origin, &after.span), (Origin::Corrected, &duty.span));
        let event = view.history.last().unwrap();
        assert_eq!(event.kind, "dispatch.duty_corrected");
        assert_eq!(event.detail["fields"], "recurrence,due_on,units");
    })
    .await;
}

/// Forms that are not right, each `right` but for a field or two, with the problems that they have.
fn wrong_forms(
    right: &DutyForm,
    foreign: &str,
) -> Vec<(DutyForm, Vec<(&'static str, &'static str)>)> {
    let mut forms = Vec::new();
    let mut add = |spoil: &dyn Fn(&mut DutyForm), problems: &[(&'static str, &'static str)]| {
        let mut form = right.clone();
        spoil(&mut form);
        forms.push((form, problems.to_vec()));
    };
    add(&|form| form.text = " ".into(), &[("text", "required")]);
    add(
        &|form| form.text = "a".repeat(6001),
        &[("text", "too-long")],
    );
    // The end before the start; a byte within a letter; beyond the end.
    for (start, end) in [(3, 1), (1, 9), (0, 999_999)] {
        let span = Some(std::ops::Range { start, end });
        add(
            &|form| form.span.clone_from(&span),
            &[("text", "span-wrong")],
        );
    }
    add(
        &|form| form.clause = "1".repeat(41),
        &[("clause", "too-long")],
    );
    add(&|form| form.force = "shall".into(), &[("force", "not-one")]);
    add(
        &|form| form.recurrence = "3 tháng".into(),
        &[("recurrence", "not-one")],
    );
    add(
        &|form| form.due_on = "30/02/2026".into(),
        &[("due_on", "not-one")],
    );
    add(
        &|form| form.due_on = "02/06/0206".into(),
        &[("due_on", "day-range")],
    );
    add(&|form| form.due_on = String::new(), &[("due_on", "no-due")]);
    add(
        &|form| form.controls = vec!["ACC-99".into()],
        &[("controls", "not-one")],
    );
    add(
        &|form| form.units = vec![foreign.to_owned(), "x".into()],
        &[("units", "unit-unknown"), ("units", "unit-unknown")],
    );
    add(
        &|form| {
            form.trigger = "x".into();
            form.stated_due = "mai".into();
        },
        &[("trigger", "not-one"), ("stated_due", "not-one")],
    );
    forms
}

#[tokio::test]
async fn a_form_that_is_not_right_says_so_beside_each_field() {
    in_a_ward(|house| async move {
        let review = Review::of(house).await;
        let duty = &review.view().await.duties[1];
        let service = &review.house.service;
        let (_, foreign) = review.house.another_office().await;
        for (form, wanted) in wrong_forms(&form_of(duty), &foreign[0].id.to_string()) {
            let outcome = service.correct(&review.clerk, review.id, 1, duty.id, &form);
            assert_eq!(problems(outcome.await), wanted, "{form:?}");
        }
        let revision = review.view().await.revision;
        assert_eq!(revision, 1, "a refused change takes no revision");
        let longest = DutyForm {
            text: "a".repeat(6000),
            clause: "1".repeat(40),
            ..form_of(duty)
        };
        let outcome = service.correct(&review.clerk, review.id, 1, duty.id, &longest);
        assert_eq!(outcome.await.unwrap(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_duty_is_added_by_marking_or_typing() {
    in_a_ward(|house| async move {
        let review = Review::of(house).await;
        let view = review.view().await;
        let service = &review.house.service;
        let start = DISPATCH.find("các tài khoản dùng chung").unwrap();
        let marked = DutyForm {
            span: Some(start..start + " các tài khoản dùng chung".len()),
            text: String::new(),
            clause: String::new(),
            controls: Vec::new(),
            ..form_of(&view.duties[0])
        };
        let made = service.add_duty(&review.clerk, review.id, 1, &marked).await;
        let made = made.unwrap();
        let view = review.view().await;
        let at = view.duties.iter().position(|duty| duty.id == made.duty);
        let duty = &view.duties[at.unwrap()];
        assert_eq!(
            at,
            Some(3),
            "it stands after the duty that begins before it"
        );
        assert!(duty.text.starts_with("các tài khoản dùng chung"));
        assert_eq!(view.text[duty.span.clone().unwrap()], duty.text);
        assert_eq!((duty.clause.as_str(), duty.origin), ("1.2", Origin::Added));
        assert_eq!(duty.controls, ["OTHER"]);

        let typed = DutyForm {
            text: "Lập danh sách máy tính".to_owned(),
            clause: "5".to_owned(),
            ..form_of(&view.duties[0])
        };
        let made = service.add_duty(&review.clerk, review.id, 2, &typed).await;
        let made = made.unwrap();
        let view = review.view().await;
        let duty = view.duties.last().unwrap();
        assert_eq!((duty.id, duty.span.clone()), (made.duty, None));

        // Words that stand in the text find their place without a mark.
        let found = DutyForm {
            text: "bí mật nhà nước trên máy tính".to_owned(),
            ..form_of(&view.duties[0])
        };
        service
            .add_duty(&review.clerk, review.id, 3, &found)
            .await
            .unwrap();
        let view = review.view().await;
        let duty = view
            .duties
            .iter()
            .find(|duty| duty.text == found.text)
            .unwrap();
        assert_eq!(view.text[duty.span.clone().unwrap()], duty.text);
    })
    .await;
}

#[tokio::test]
async fn a_split_and_a_merge_come_back_to_the_same_words() {
    in_a_ward(|house| async move {
        let review = Review::of(house).await;
        let service = &review.house.service;
        let before = review.view().await;
        let whole = &before.duties[2];
        let at = *whole.cuts.first().unwrap();
        let split = service
            .split_duty(&review.clerk, review.id, 1, whole.id, at)
            .await;
        let split = split.unwrap();
        let view = review.view().await;
        assert_eq!(view.duties.len(), before.duties.len() + 1);
        let (first, second) = (&view.duties[2], &view.duties[3]);
        assert_eq!((first.id, second.id), (whole.id, split.duty));
        for part in [first, second] {
            assert_eq!(view.text[part.span.clone().unwrap()], part.text);
            assert_eq!(part.units, whole.units);
            assert_eq!(part.controls, whole.controls);
        }
        assert_eq!(first.text, "Bật xác thực hai lớp cho thư điện tử công vụ");
        assert_eq!(second.text, "các tài khoản dùng chung");

        let apart = (view.duties[0].id, second.id);
        let merge = service.merge_duties(&review.clerk, review.id, 2, apart.0, apart.1);
        assert_eq!(refused(merge.await), "merge-no-neighbours");
        // The order of naming does not matter.
        let merge = service.merge_duties(&review.clerk, review.id, 2, second.id, first.id);
        assert_eq!(merge.await.unwrap(), 3);
        let view = review.view().await;
        assert_eq!(view.duties.len(), before.duties.len());
        let merged = &view.duties[2];
        assert_eq!(
            (merged.id, &merged.text, &merged.span),
            (whole.id, &whole.text, &whole.span)
        );

        for at in [0, 1, whole.text.len(), usize::MAX] {
            let split = service.split_duty(&review.clerk, review.id, 3, whole.id, at);
            assert_eq!(refused(split.await), "split-nothing", "{at}");
        }
    })
    .await;
}

#[tokio::test]
async fn parts_of_words_that_the_text_breaks_keep_their_places() {
    in_a_ward(|house| async move {
        let clerk = house.clerk().await;
        let wrapped = "thư điện tử\ncông vụ và các tài khoản\ndùng chung";
        let text = DISPATCH.replace("thư điện tử công vụ và các tài khoản dùng chung", wrapped);
        let received = house
            .service
            .receive(&clerk, "a.txt", text.into_bytes())
            .await;
        let id = received.unwrap().dispatch;
        let view = house.service.dispatch(&clerk, id).await.unwrap();
        let whole = &view.duties[2];
        let at = *whole.cuts.first().unwrap();
        let split = house.service.split_duty(&clerk, id, 1, whole.id, at).await;
        let view = house.service.dispatch(&clerk, id).await.unwrap();
        let second = &view.duties[3];
        assert_eq!(second.id, split.unwrap().duty);
        assert_eq!(second.text, "các tài khoản dùng chung");
        let place = &view.text[second.span.clone().unwrap()];
        assert_eq!(place, "các tài khoản\ndùng chung");
    })
    .await;
}

#[tokio::test]
async fn a_dropped_duty_stays_visible_and_comes_back() {
    in_a_ward(|house| async move {
        let review = Review::of(house).await;
        let service = &review.house.service;
        let duty = review.view().await.duties[0].id;
        let drop = service.drop_duty(&review.clerk, review.id, 1, duty, "  ");
        assert_eq!(problems(drop.await), [("reason", "required")]);
        let drop = service.drop_duty(&review.clerk, review.id, 1, duty, "trùng văn bản trước");
        assert_eq!(drop.await.unwrap(), 2);
        let dropped = &review.view().await.duties[0];
        assert_eq!(dropped.state, ObligationState::Dropped);
        assert_eq!(dropped.drop_reason, "trùng văn bản trước");
        let again = service
            .drop_duty(&review.clerk, review.id, 2, duty, "x")
            .await;
        assert_eq!(refused(again), "duty-dropped");
        let form = form_of(dropped);
        let correct = service.correct(&review.clerk, review.id, 2, duty, &form);
        assert_eq!(refused(correct.await), "duty-dropped");
        let restore = service
            .restore_duty(&review.clerk, review.id, 2, duty)
            .await;
        assert_eq!(restore.unwrap(), 3);
        let restored = &review.view().await.duties[0];
        assert_eq!(
            (restored.state, restored.drop_reason.as_str()),
            (ObligationState::Proposed, "")
        );
    })
    .await;
}

#[tokio::test]
async fn the_heading_is_corrected_and_found_by_its_new_words() {
    in_a_ward(|house| async move {
        let review = Review::of(house).await;
        let service = &review.house.service;
        let form = HeadingForm {
            number: "216".to_owned(),
            subject: "tăng cường quỳnh hương".to_owned(),
            date: "02/06/2026".to_owned(),
            recipients: "Công an phường\n\n Các trường học \n".to_owned(),
            ..HeadingForm::default()
        };
        let corrected = service.correct_heading(&review.clerk, review.id, 1, &form);
        assert_eq!(corrected.await.unwrap(), 2);
        let header = review.view().await.header;
        assert_eq!(header.number.as_deref(), Some("216"));
        assert_eq!(header.date.as_deref(), Some("2026-06-02"));
        assert_eq!(header.recipients, ["Công an phường", "Các trường học"]);
        assert_eq!(header.issuer, None);
        let filter = luytre_office::dispatches::DispatchFilter {
            view: luytre_office::dispatches::View::All,
            text: "quynh huong".to_owned(),
        };
        let page = service.dispatches(&review.clerk, &filter, None).await;
        assert_eq!(page.unwrap().lines.len(), 1);
        let wrong = HeadingForm {
            date: "2026-13".to_owned(),
            ..form
        };
        let outcome = service.correct_heading(&review.clerk, review.id, 2, &wrong);
        assert_eq!(problems(outcome.await), [("date", "not-one")]);
    })
    .await;
}

#[tokio::test]
async fn the_rest_is_given_to_a_unit_and_nothing_else_changes() {
    in_a_ward(|house| async move {
        let review = Review::of(house).await;
        let service = &review.house.service;
        let view = review.view().await;
        let bare = DutyForm {
            units: Vec::new(),
            ..form_of(&view.duties[0])
        };
        let correct = service.correct(&review.clerk, review.id, 1, view.duties[0].id, &bare);
        correct.await.unwrap();
        assert_eq!(review.view().await.duties[0].lacks, ["no-unit"]);
        let none = service.give_rest(&review.clerk, review.id, 2, &[]).await;
        assert_eq!(problems(none), [("units", "required")]);
        let school = review.house.unit(UnitKind::School).id;
        let units = [school.to_string()];
        let other = [view.duties[1].id];
        let other = service.give_some(&review.clerk, review.id, 2, &other, &units);
        assert_eq!(other.await.unwrap(), 2, "it has a unit: nothing changes");
        let wanted = [view.duties[0].id];
        let given = service.give_some(&review.clerk, review.id, 2, &wanted, &units);
        assert_eq!(given.await.unwrap(), 3);
        let after = review.view().await;
        assert_eq!(after.duties[0].units, [school]);
        assert!(after.duties[0].lacks.is_empty());
        for (before, after) in view.duties.iter().zip(&after.duties).skip(1) {
            assert_eq!(before, after);
        }
    })
    .await;
}

#[tokio::test]
async fn nobody_else_changes_a_plan() {
    in_a_ward(|house| async move {
        let review = Review::of(house).await;
        let service = &review.house.service;
        let view = review.view().await;
        let duty = view.duties[0].id;
        let head = review
            .house
            .person(Role::Head, UnitKind::Police, "Trưởng")
            .await;
        let (office, units) = review.house.another_office().await;
        let other = review
            .house
            .person_of(office, &units[0], Role::Clerk, "Văn thư khác")
            .await;
        let form = form_of(&view.duties[0]);
        denied(service.correct(&head, review.id, 1, duty, &form).await);
        denied(service.add_duty(&head, review.id, 1, &form).await);
        denied(service.confirm_plan(&head, review.id, 1).await);
        denied(service.withdraw(&head, review.id, 1, "x").await);
        not_found(service.correct(&other, review.id, 1, duty, &form).await);
        not_found(service.drop_duty(&other, review.id, 1, duty, "x").await);
        not_found(service.confirm_plan(&other, review.id, 1).await);
        not_found(service.withdraw(&other, review.id, 1, "x").await);
        // A duty of another dispatch is not there either.
        let text = DISPATCH.replace("215/", "216/").into_bytes();
        let second = service.receive(&review.clerk, "b.txt", text).await.unwrap();
        not_found(
            service
                .correct(&review.clerk, second.dispatch, 1, duty, &form)
                .await,
        );
        let unknown: ObligationId = "01932c07-209c-7707-8707-070707070707".parse().unwrap();
        not_found(
            service
                .restore_duty(&review.clerk, review.id, 1, unknown)
                .await,
        );
    })
    .await;
}

#[tokio::test]
async fn of_two_reviewers_at_once_one_wins() {
    in_a_ward(|house| async move {
        let review = Review::of(house).await;
        let service = &review.house.service;
        let view = review.view().await;
        let drop =
            |at: usize| service.drop_duty(&review.clerk, review.id, 1, view.duties[at].id, "trùng");
        let (one, other) = tokio::join!(drop(0), drop(1));
        assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1);
        conflict(if one.is_ok() { other } else { one });
        assert_eq!(review.view().await.revision, 2);
    })
    .await;
}
