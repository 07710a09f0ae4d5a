//! Drafts read back: what is settled is in them, and what is stated is told from it.

use luytre_model::unit_sets::UnitKind;
use luytre_office::draft::{Download, DraftForm, DraftKind, ReminderScope};
use luytre_office::overview::AssignmentFilter;
use luytre_reader::Limits;

use crate::plan::Ward;
use crate::support::{denied, in_a_ward, not_found, problems, refused};

fn text(download: &Download) -> String {
    luytre_reader::read(&download.name, &download.bytes, &Limits::default())
        .unwrap()
        .text
}

#[tokio::test]
async fn the_implementing_dispatch_says_what_was_settled() {
    in_a_ward(|house| async move {
        let ward = Ward::new(house, "").await;
        let service = &ward.house.service;
        let proposed = service
            .draft_proposal(&ward.clerk, ward.dispatch, DraftKind::Dispatch)
            .await
            .unwrap();
        let draft = service
            .draft(&ward.clerk, ward.dispatch, DraftKind::Dispatch, &proposed)
            .await
            .unwrap();
        assert_eq!(draft.name, "cong-van-trien-khai-215-ubnd-vp.docx");
        let text = text(&draft);
        for wanted in [
            "Thực hiện Công văn số 215/UBND-VP ngày 02/6/2026",
            "định kỳ 03 tháng một lần",
            "(do phường ấn định)",
            "chậm nhất ngày 30/6/2026",
            "Công an phường",
            "TM. ỦY BAN NHÂN DÂN",
        ] {
            assert!(
                text.to_lowercase().contains(&wanted.to_lowercase()),
                "{wanted} in {text}"
            );
        }
        let history = service
            .history(&ward.clerk, "dispatch", &ward.dispatch.to_string())
            .await;
        assert_eq!(history.unwrap().last().unwrap().kind, "draft.dispatch");
        denied(
            service
                .draft(&ward.officer, ward.dispatch, DraftKind::Dispatch, &proposed)
                .await,
        );
        let (other, units) = ward.house.another_office().await;
        let clerk = luytre_model::people::Role::Clerk;
        let stranger = ward
            .house
            .person_of(other, &units[0], clerk, "Người Lạ")
            .await;
        not_found(
            service
                .draft(&stranger, ward.dispatch, DraftKind::Dispatch, &proposed)
                .await,
        );
    })
    .await;
}

#[tokio::test]
async fn the_plan_has_a_row_for_each_duty_with_its_clause() {
    in_a_ward(|house| async move {
        let ward = Ward::new(house, "").await;
        let service = &ward.house.service;
        let kind = DraftKind::Plan;
        let form = service
            .draft_proposal(&ward.clerk, ward.dispatch, kind)
            .await
            .unwrap();
        assert_eq!(form.recipients, "", "a plan has no addressees");
        let draft = service
            .draft(&ward.clerk, ward.dispatch, kind, &form)
            .await
            .unwrap();
        assert_eq!(draft.name, "ke-hoach-trien-khai-215-ubnd-vp.docx");
        let text = text(&draft);
        for wanted in [
            "KẾ HOẠCH",
            "/KH-UBND",
            "Thực hiện Công văn số 215/UBND-VP ngày 02/6/2026",
            "I. MỤC ĐÍCH, YÊU CẦU",
            "II. NỘI DUNG NHIỆM VỤ",
            "III. TỔ CHỨC THỰC HIỆN",
            "Đơn vị chủ trì",
            "mục 3",
            "(do phường ấn định)",
        ] {
            assert!(text.contains(wanted), "{wanted} in {text}");
        }
        assert!(!text.contains("Kính gửi"), "{text}");
        let history = service
            .history(&ward.clerk, "dispatch", &ward.dispatch.to_string())
            .await;
        assert_eq!(history.unwrap().last().unwrap().kind, "draft.plan");
        denied(
            service
                .draft(&ward.officer, ward.dispatch, kind, &form)
                .await,
        );
    })
    .await;
}

#[tokio::test]
async fn what_a_person_settled_of_the_frame_is_in_the_draft() {
    in_a_ward(|house| async move {
        let ward = Ward::new(house, "").await;
        let service = &ward.house.service;
        let proposed = service
            .draft_proposal(&ward.clerk, ward.dispatch, DraftKind::Dispatch)
            .await
            .unwrap();
        assert_eq!(proposed.signer_authority, "TM. Ủy ban nhân dân");
        assert_eq!(proposed.issuer, "Ủy ban nhân dân\nphường Tre Xanh");
        assert_eq!(proposed.superior, "");
        assert_eq!(proposed.drafter, "LTVT");
        let form = DraftForm {
            superior: "Ủy ban nhân dân\ntỉnh Minh Họa".to_owned(),
            issuer: "Ủy ban nhân dân phường Trúc Biếc\n".to_owned(),
            place: "Trúc Biếc".to_owned(),
            copies_to: "Công an tỉnh (để b/c)".to_owned(),
            drafter: "LTT".to_owned(),
            recipients: "Các trường học\n \nTrạm Y tế".to_owned(),
            signer_authority: "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH".to_owned(),
            signer_title: "Phó Chủ tịch".to_owned(),
            signer_name: "Lý Thị Thay".to_owned(),
            ..DraftForm::default()
        };
        let draft = service
            .draft(&ward.clerk, ward.dispatch, DraftKind::Dispatch, &form)
            .await
            .unwrap();
        let text = text(&draft);
        for wanted in [
            "PHƯỜNG TRÚC BIẾC",
            "TỈNH MINH HỌA",
            "Trúc Biếc, ngày",
            "Công an tỉnh (để b/c)",
            "VT, VP.LTT",
            "Các trường học",
            "Trạm Y tế",
            "KT. CHỦ TỊCH",
            "Lý Thị Thay",
        ] {
            assert!(text.contains(wanted), "{wanted} in {text}");
        }
        let long = DraftForm {
            subject: "x".repeat(4_001),
            ..form
        };
        let long = service
            .draft(&ward.clerk, ward.dispatch, DraftKind::Dispatch, &long)
            .await;
        assert_eq!(problems(long), [("subject", "too-long")]);
    })
    .await;
}

#[tokio::test]
async fn a_slip_tells_one_unit_its_own_duties() {
    in_a_ward(|house| async move {
        let ward = Ward::new(house, "").await;
        let service = &ward.house.service;
        let police = ward.house.unit(UnitKind::Police);
        let slip = service
            .draft_slip(&ward.clerk, ward.dispatch, police.id)
            .await
            .unwrap();
        let text = text(&slip);
        assert!(
            text.contains("Công an phường") && text.contains("mục 3"),
            "{text}"
        );
        let group = ward.house.unit(UnitKind::Residential).id;
        let empty = service.draft_slip(&ward.clerk, ward.dispatch, group).await;
        assert_eq!(refused(empty), "draft-empty");
        let (_, units) = ward.house.another_office().await;
        not_found(
            service
                .draft_slip(&ward.clerk, ward.dispatch, units[0].id)
                .await,
        );
    })
    .await;
}

#[tokio::test]
async fn reminders_name_what_is_late_and_what_is_due_in_some_working_days() {
    in_a_ward(|house| async move {
        let ward = Ward::new(house, "").await;
        let service = &ward.house.service;
        let police = ward.house.unit(UnitKind::Police).id;
        let none = ReminderScope::new(None, 5);
        let form = DraftForm::default();

        // Nobody is late on the first day, and so nobody is reminded.
        let calm = service.reminders(&ward.clerk, &none).await.unwrap();
        assert!(calm.units.is_empty());
        let empty = service.draft_reminders(&ward.clerk, &none, &form).await;
        assert_eq!(refused(empty), "draft-empty");

        // The police report by Tuesday the 30th: seen from the Friday before, two working days on.
        ward.house.clock.set("2026-06-26");
        let named = |days| ReminderScope::new(Some(police), days);
        let day_before = service.reminders(&ward.clerk, &named(1)).await.unwrap();
        assert!(day_before.units.is_empty());
        let soon = service.reminders(&ward.clerk, &named(2)).await.unwrap();
        assert_eq!(soon.until.date.to_string(), "2026-06-30");
        assert_eq!((soon.units[0].late.len(), soon.units[0].soon.len()), (0, 1));
        let slip = service
            .draft_reminders(&ward.clerk, &named(2), &form)
            .await
            .unwrap();
        assert_eq!(slip.name, "phieu-don-doc-2026-06-26.docx");
        let soon = text(&slip);
        for wanted in [
            "PHIẾU ĐÔN ĐỐC",
            "tính đến ngày 26/6/2026",
            "Kính gửi: Công an phường",
            "1. Nhiệm vụ sắp đến hạn",
            "mục 3, văn bản số 215/UBND-VP",
            "còn 02 ngày làm việc",
        ] {
            assert!(soon.contains(wanted), "{wanted} in {soon}");
        }
        assert!(!soon.contains("quá hạn 0"), "{soon}");

        // A day too late it stands in the reminders of all who are late.
        ward.house.clock.set("2026-07-01");
        let late = service.reminders(&ward.clerk, &none).await.unwrap();
        assert!(late.units.iter().any(|unit| unit.unit == police));
        assert!(late.units.iter().all(|unit| !unit.late.is_empty()));
        let slips = service
            .draft_reminders(&ward.clerk, &none, &form)
            .await
            .unwrap();
        assert!(text(&slips).contains("quá hạn 01 ngày"));
        let office = ward.house.office.to_string();
        let history = service.history(&ward.clerk, "office", &office).await;
        assert_eq!(history.unwrap().last().unwrap().kind, "draft.reminder");
    })
    .await;
}

#[tokio::test]
async fn reminders_are_for_those_who_draft_and_for_their_own_office() {
    in_a_ward(|house| async move {
        let ward = Ward::new(house, "").await;
        let service = &ward.house.service;
        ward.house.clock.set("2026-07-01");
        let all = ReminderScope::new(None, 5);
        let form = DraftForm::default();
        denied(service.reminders(&ward.officer, &all).await);
        denied(service.reminders(&ward.head, &all).await);
        denied(service.draft_reminders(&ward.officer, &all, &form).await);

        let (other, units) = ward.house.another_office().await;
        let clerk = luytre_model::people::Role::Clerk;
        let stranger = ward
            .house
            .person_of(other, &units[0], clerk, "Người Lạ")
            .await;
        let seen = service.reminders(&stranger, &all).await.unwrap();
        assert!(seen.units.is_empty());
        let police = ReminderScope::new(Some(ward.house.unit(UnitKind::Police).id), 5);
        not_found(service.reminders(&stranger, &police).await);
        not_found(service.draft_reminders(&stranger, &police, &form).await);
        let long = DraftForm {
            subject: "x".repeat(4_001),
            ..DraftForm::default()
        };
        let long = service.draft_reminders(&ward.clerk, &all, &long).await;
        assert_eq!(problems(long), [("subject", "too-long")]);
    })
    .await;
}

#[tokio::test]
async fn the_list_becomes_a_sheet() {
    in_a_ward(|house| async move {
        let ward = Ward::new(house, "").await;
        let all = AssignmentFilter::default();
        let sheet = ward
            .house
            .service
            .assignments_xlsx(&ward.officer, &all)
            .await
            .unwrap();
        assert_eq!(sheet.name, "nhiem-vu-2026-06-03.xlsx");
        assert!(sheet.bytes.starts_with(b"PK"));
        let police = ward.house.unit(UnitKind::Police).id;
        let theirs = AssignmentFilter {
            unit: Some(police),
            ..all
        };
        denied(
            ward.house
                .service
                .assignments_xlsx(&ward.officer, &theirs)
                .await,
        );
    })
    .await;
}
