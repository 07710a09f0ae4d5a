//! Drafts read back: what is settled is in them, and what is stated is told from it.

use luytre_model::unit_sets::UnitKind;
use luytre_office::draft::{Download, DraftForm, DraftKind};
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
