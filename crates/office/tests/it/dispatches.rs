//! Taking dispatches in, listing them, looking at one.

use luytre_model::duty::{Force, Recurrence};
use luytre_model::people::Role;
use luytre_model::unit_sets::UnitKind;
use luytre_model::work::DispatchState;
use luytre_office::dispatches::{DispatchFilter, Received, View};
use luytre_office::{Actor, OfficeError};
use luytre_store::testing::all_that_is_kept;
use luytre_store::trail;

use crate::support::{DISPATCH, House, denied, in_a_ward, not_found, refused};

async fn receive(house: &House, actor: &Actor, name: &str, text: &str) -> Received {
    let bytes = text.as_bytes().to_vec();
    house.service.receive(actor, name, bytes).await.unwrap()
}

fn all() -> DispatchFilter {
    DispatchFilter {
        view: View::All,
        text: String::new(),
    }
}

#[tokio::test]
async fn a_dispatch_is_read_into_a_plan() {
    in_a_ward(|house| async move {
        let clerk = house.clerk().await;
        let received = receive(&house, &clerk, "cv 215.txt", DISPATCH).await;
        assert_eq!((received.duties, received.problems.len()), (8, 0));
        let view = house
            .service
            .dispatch(&clerk, received.dispatch)
            .await
            .unwrap();
        assert_eq!(view.state, DispatchState::Proposed);
        assert_eq!(view.header.number.as_deref(), Some("215"));
        assert_eq!(view.received_by, clerk.name);
        assert_eq!(view.file.name, "cv 215.txt");
        assert_eq!(view.based_on.len(), 1);
        assert_eq!(view.units.len(), house.units.len());
        assert!(view.may.review && view.may.confirm && view.may.withdraw);

        let password = &view.duties[1];
        assert_eq!(password.clause, "1.1");
        assert_eq!(
            view.text[password.span.clone().unwrap()],
            password.text,
            "a span is the words"
        );
        assert_eq!(
            password.stated_recurrence,
            Some(Recurrence::Every("P3M".parse().unwrap()))
        );
        assert_eq!(password.controls, ["ACC-03"]);
        assert_eq!(view.duties[4].force, Force::MustNot);

        let police = house.unit(UnitKind::Police).id;
        let report = &view.duties[6];
        assert_eq!(report.units, [police]);
        assert_eq!(report.due_on, Some("2026-06-30".parse().unwrap()));
        assert!(!password.units.contains(&police));
        assert!(password.units.contains(&house.unit(UnitKind::Division).id));
        assert_eq!(view.history.len(), 1);
        assert_eq!(view.history[0].detail["file_sha256"], view.file.sha256);

        let file = house.service.dispatch_file(&clerk, view.id).await.unwrap();
        assert_eq!(file.content, DISPATCH.as_bytes());
    })
    .await;
}

#[tokio::test]
async fn a_marked_document_leaves_no_trace_but_that_one_was_refused() {
    in_a_ward(|house| async move {
        let clerk = house.clerk().await;
        for (name, mark) in [("ke hoach zebra.txt", "MẬT"), ("b.md", "TUYỆT MẬT")] {
            let text = format!("{mark}\n{DISPATCH}\nzebra");
            let outcome = house.service.receive(&clerk, name, text.into_bytes()).await;
            match outcome {
                Err(OfficeError::Refused { code, facts }) => {
                    assert_eq!((code, facts.len()), ("dispatch-secret", 0));
                }
                other => panic!("{other:?}"),
            }
        }
        let text = all_that_is_kept(&house.store).await;
        assert!(
            !text.contains("zebra") && !text.contains("Internet"),
            "{text}"
        );
        let mut conn = house.store.read().await.unwrap();
        let events = trail::recent(&mut conn, house.office, None, 2)
            .await
            .unwrap();
        for event in events {
            assert_eq!(event.kind, "dispatch.refused_secret");
            assert_eq!(event.object_id, house.office.to_string());
            assert!(event.detail.is_empty());
        }
    })
    .await;
}

#[tokio::test]
async fn the_same_file_or_text_again_leads_to_the_first() {
    in_a_ward(|house| async move {
        let clerk = house.clerk().await;
        let first = receive(&house, &clerk, "a.txt", DISPATCH).await;
        let spaced = DISPATCH.replace('\n', "\n\n");
        for (name, text) in [("a.txt", DISPATCH), ("b.md", DISPATCH), ("c.txt", &spaced)] {
            let bytes = text.as_bytes().to_vec();
            match house.service.receive(&clerk, name, bytes).await {
                Err(OfficeError::Refused { code, facts }) => {
                    assert_eq!(code, "dispatch-known");
                    assert_eq!(facts[0], ("dispatch", first.dispatch.to_string()));
                }
                other => panic!("{name}: {other:?}"),
            }
        }
        let page = house
            .service
            .dispatches(&clerk, &all(), None)
            .await
            .unwrap();
        assert_eq!(page.lines.len(), 1);
        // Another office may have received it as well.
        let (office, units) = house.another_office().await;
        let other = house
            .person_of(office, &units[0], Role::Clerk, "Văn thư khác")
            .await;
        receive(&house, &other, "a.txt", DISPATCH).await;
    })
    .await;
}

#[tokio::test]
async fn two_uploads_at_once_make_one_dispatch() {
    in_a_ward(|house| async move {
        let clerk = house.clerk().await;
        let upload = || {
            house
                .service
                .receive(&clerk, "a.txt", DISPATCH.as_bytes().to_vec())
        };
        let (one, other) = tokio::join!(upload(), upload());
        let outcomes = [one, other];
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
        for outcome in outcomes.into_iter().filter(Result::is_err) {
            assert_eq!(refused(outcome), "dispatch-known");
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_no_dispatch_is_refused_and_nothing_is_kept() {
    in_a_ward(|house| async move {
        let clerk = house.clerk().await;
        let before = all_that_is_kept(&house.store).await;
        let too_large = vec![b'a'; 20 * 1024 * 1024 + 1];
        let cases: [(&str, Vec<u8>, &str); 8] = [
            ("empty.txt", Vec::new(), "file-empty"),
            ("large.txt", too_large, "file-too-large"),
            ("blank.txt", b"  \n \n".to_vec(), "file-no-text"),
            ("a.docx", b"PK\x03\x04 broken".to_vec(), "file-broken"),
            ("a.pdf", b"MZ\x90\0\0\x03".to_vec(), "file-not-what-it-says"),
            ("b.pdf", b"\x89PNG\r\n\x1a\n....".to_vec(), "file-scan"),
            ("a.txt", b"Ch\xe0o".to_vec(), "file-unknown-encoding"),
            (
                "hello.txt",
                "Chào anh, chiều nay đi đá bóng nhé.".into(),
                "dispatch-no-duties",
            ),
        ];
        for (name, bytes, wanted) in cases {
            let outcome = house.service.receive(&clerk, name, bytes).await;
            let code = refused(outcome);
            let fits = code == wanted || (name == "a.docx" && code.starts_with("file-"));
            assert!(fits, "{name}: {code}");
        }
        assert_eq!(all_that_is_kept(&house.store).await, before);
    })
    .await;
}

#[tokio::test]
async fn a_file_of_exactly_the_limit_is_read() {
    in_a_ward(|house| async move {
        let clerk = house.clerk().await;
        let mut bytes = DISPATCH.as_bytes().to_vec();
        bytes.resize(20 * 1024 * 1024, b' ');
        let received = house.service.receive(&clerk, "a.txt", bytes).await.unwrap();
        assert_eq!(received.duties, 8);
    })
    .await;
}

#[tokio::test]
async fn a_heading_without_duties_is_taken_in_with_an_empty_plan() {
    in_a_ward(|house| async move {
        let clerk = house.clerk().await;
        let text = "ỦY BAN NHÂN DÂN\nPHƯỜNG TRE XANH\nSố: 12/TB-UBND\n\
            Tre Xanh, ngày 02 tháng 6 năm 2026\n\nTHÔNG BÁO\nLịch nghỉ lễ\n";
        let received = receive(&house, &clerk, "tb.txt", text).await;
        assert_eq!(received.duties, 0);
        let plan = house
            .service
            .confirm_plan(&clerk, received.dispatch, 1)
            .await;
        assert_eq!(refused(plan), "plan-empty");
    })
    .await;
}

#[tokio::test]
async fn only_who_may_takes_in_and_looks() {
    in_a_ward(|house| async move {
        let clerk = house.clerk().await;
        let received = receive(&house, &clerk, "a.txt", DISPATCH).await;
        let officer = house
            .person(Role::Officer, UnitKind::Division, "Cán bộ")
            .await;
        let viewer = house.person(Role::Viewer, UnitKind::Division, "Xem").await;
        let upload = house
            .service
            .receive(&officer, "b.txt", DISPATCH.as_bytes().to_vec());
        denied(upload.await);
        denied(house.service.dispatch(&viewer, received.dispatch).await);
        denied(house.service.dispatches(&viewer, &all(), None).await);
        let view = house.service.dispatch(&officer, received.dispatch).await;
        let may = view.unwrap().may;
        assert!(!may.review && !may.confirm && !may.withdraw && !may.draft);

        let (office, units) = house.another_office().await;
        let other = house
            .person_of(office, &units[0], Role::Clerk, "Văn thư khác")
            .await;
        not_found(house.service.dispatch(&other, received.dispatch).await);
        not_found(house.service.dispatch_file(&other, received.dispatch).await);
        let page = house
            .service
            .dispatches(&other, &all(), None)
            .await
            .unwrap();
        assert!(page.lines.is_empty());
    })
    .await;
}

#[tokio::test]
async fn lists_page_by_key_and_find_words_without_diacritics() {
    in_a_ward(|house| async move {
        let clerk = house.clerk().await;
        for number in 300..321 {
            let text = DISPATCH.replace("Số: 215/", &format!("Số: {number}/"));
            receive(&house, &clerk, &format!("{number}.txt"), &text).await;
        }
        let list = |filter: DispatchFilter, after: Option<String>| {
            let (house, clerk) = (&house, &clerk);
            async move {
                let list = house.service.dispatches(clerk, &filter, after.as_deref());
                list.await.unwrap()
            }
        };
        let first = list(all(), None).await;
        assert_eq!(first.lines.len(), 20);
        assert_eq!(first.lines[0].header.number.as_deref(), Some("320"));
        assert_eq!(first.lines[0].obligations, 8);
        let second = list(all(), first.next).await;
        assert_eq!((second.lines.len(), second.next), (1, None));
        assert_eq!(second.lines[0].header.number.as_deref(), Some("300"));

        let search = |text: &str| DispatchFilter {
            view: View::ToReview,
            text: text.to_owned(),
        };
        for (words, found) in [("mat khau 305", 1), ("diệt vi rút", 20), ("không-có", 0)] {
            assert_eq!(
                list(search(words), None).await.lines.len(),
                found,
                "{words}"
            );
        }
        let more = list(search("diet vi rut"), None).await;
        assert_eq!(list(search("diet vi rut"), more.next).await.lines.len(), 1);
        let in_work = DispatchFilter {
            view: View::InWork,
            text: String::new(),
        };
        assert!(list(in_work, None).await.lines.is_empty());
        assert_eq!(list(all(), Some("x.y".to_owned())).await.lines.len(), 20);
    })
    .await;
}
