//! What dispatches rest on, the dispatches that they carry out, and whose figure counts.

use luytre_model::catalogue::Value;
use luytre_model::id::DispatchId;
use luytre_model::legal::Standing;
use luytre_model::lineage::{How, What};
use luytre_office::Actor;
use luytre_office::dispatches::ComparedLine;

use crate::support::{DISPATCH, House, in_a_ward, not_found};

/// A dispatch of a superior that the one of the tests carries out, of our own writing.
pub(crate) fn superior() -> String {
    DISPATCH
        .replace("Số: 215/UBND-VP ", "Số: 88/CAT-PA05 ")
        .replace("ngày 02 tháng 6 năm 2026", "ngày 20 tháng 5 năm 2026")
        .replace("Công văn số 88/CAT-PA05 ngày 20/5/2026 của Công an tỉnh", "Công văn số 12/BCA-A05 ngày 10/5/2026 của Bộ Công an")
        .replace("03 tháng/lần", "02 tháng/lần")
        .replace("- Nghiêm cấm soạn thảo", "- Gỡ bỏ phần mềm không rõ nguồn gốc, phần mềm bẻ khóa đã cài đặt.\n- Nghiêm cấm soạn thảo")
        .replace("trước ngày 30/6/2026", "trước ngày 15/6/2026")
}

pub(crate) async fn received(house: &House, clerk: &Actor, text: &str) -> DispatchId {
    let bytes = text.as_bytes().to_vec();
    let received = house.service.receive(clerk, "cv.txt", bytes).await;
    received.unwrap().dispatch
}

/// Receives a dispatch and gives it out.
pub(crate) async fn in_work(house: &House, clerk: &Actor, text: &str) -> DispatchId {
    let id = received(house, clerk, text).await;
    let units = [clerk.unit.to_string()];
    let revision = house.service.give_rest(clerk, id, 1, &units).await.unwrap();
    let confirmed = house.service.confirm_plan(clerk, id, revision).await;
    confirmed.unwrap();
    id
}

#[tokio::test]
async fn each_law_that_is_cited_is_judged_on_the_day_of_the_dispatch() {
    in_a_ward(|house| async move {
        let clerk = house.clerk().await;
        let laws = "Căn cứ Luật Bảo vệ bí mật nhà nước số 29/2018/QH14; Luật An ninh mạng năm 2018; \
                    thực hiện Công văn số 88";
        let text = DISPATCH.replace("Thực hiện Công văn số 88", laws);
        let id = received(&house, &clerk, &text).await;
        let view = house.service.dispatch(&clerk, id).await.unwrap();
        let standing: Vec<_> = view.based_on.iter().map(|basis| &basis.judged.standing).collect();
        let since = "2026-03-01".parse().unwrap();
        assert!(matches!(standing[0], Standing::Ended { since: day, by } if *day == since && by.len() == 1));
        assert_eq!(*standing[1], Standing::InForce, "until the first of July");
        assert_eq!(*standing[2], Standing::Unknown);
    })
    .await;
}

#[tokio::test]
async fn dispatches_are_linked_whichever_came_first() {
    in_a_ward(|house| async move {
        let clerk = house.clerk().await;
        let own = received(&house, &clerk, DISPATCH).await;
        let view = house.service.dispatch(&clerk, own).await.unwrap();
        assert_eq!(view.based_on[0].here, None);
        let above = received(&house, &clerk, &superior()).await;
        let view = house.service.dispatch(&clerk, own).await.unwrap();
        let here = view.based_on[0].here.as_ref().unwrap();
        assert_eq!(here.dispatch, above);
        assert_eq!(view.carried_out_by, []);
        let view = house.service.dispatch(&clerk, above).await.unwrap();
        let below: Vec<_> = view.carried_out_by.iter().map(|kin| kin.dispatch).collect();
        assert_eq!(below, [own]);
        assert_eq!(view.based_on[0].here, None, "12/BCA-A05 is not here");
        let (other, _) = house.another_office().await;
        let stranger = Actor {
            office: other,
            ..clerk.clone()
        };
        not_found(house.service.compare(&stranger, own, above).await);
    })
    .await;
}

#[tokio::test]
async fn a_superiors_demands_stand_beside_what_became_of_them() {
    in_a_ward(|house| async move {
        let clerk = house.clerk().await;
        let own = received(&house, &clerk, DISPATCH).await;
        let above = received(&house, &clerk, &superior()).await;
        let view = house.service.compare(&clerk, own, above).await.unwrap();
        assert_eq!((view.own.dispatch, view.superior.dispatch), (own, above));
        let line = |words: &str| -> &ComparedLine {
            let mut lines = view.lines.iter();
            lines.find(|line| line.demand.text.contains(words)).unwrap()
        };
        let change = |words: &str| {
            let changes = line(words).changes.iter();
            changes
                .map(|change| (change.what.clone(), change.how))
                .collect::<Vec<_>>()
        };
        assert_eq!(change("mật khẩu định kỳ"), [(What::Recurrence, How::Laxer)]);
        assert_eq!(change("báo cáo kết quả trước"), [(What::Due, How::Laxer)]);
        assert!(line("bẻ khóa").own.is_none());
        let same = line("xác thực hai lớp");
        assert_eq!(
            same.own.as_ref().map(|own| &own.text),
            Some(&same.demand.text)
        );
        assert_eq!(view.added, []);
    })
    .await;
}

#[tokio::test]
async fn a_control_says_what_is_left_without_the_strictest_dispatch() {
    in_a_ward(|house| async move {
        let clerk = house.clerk().await;
        let own = in_work(&house, &clerk, DISPATCH).await;
        let above = in_work(&house, &clerk, &superior()).await;
        let parameter = async || {
            let control = house
                .service
                .control(&clerk, "ACC-03".parse().unwrap())
                .await;
            let mut parameters = control.unwrap().parameters.into_iter();
            parameters
                .find(|parameter| parameter.id == "max_age")
                .unwrap()
        };
        let now = parameter().await;
        assert_eq!(now.value, Value::Number(60));
        assert_eq!(now.set_by[0].dispatch, above);
        assert_eq!(
            (now.outdone[0].0, now.outdone[0].1.dispatch),
            (Value::Number(90), own)
        );
        let left = &now.without[0];
        assert_eq!(
            (left.dispatch, left.value, left.is_default),
            (above, Value::Number(90), false)
        );

        let revision = house
            .service
            .dispatch(&clerk, above)
            .await
            .unwrap()
            .revision;
        house
            .service
            .withdraw(&clerk, above, revision, "nhầm")
            .await
            .unwrap();
        let now = parameter().await;
        assert_eq!(
            (now.value, now.set_by[0].dispatch),
            (Value::Number(90), own)
        );
        assert!(now.without[0].is_default);
        let ended = &now.ended[0];
        assert_eq!((ended.value, ended.at.dispatch), (Value::Number(60), above));
        assert!(ended.would_count);
    })
    .await;
}

#[tokio::test]
async fn a_figure_in_the_words_of_a_clause_sets_a_parameter() {
    in_a_ward(|house| async move {
        let clerk = house.clerk().await;
        let words = "- Đặt mật khẩu có độ dài tối thiểu 12 ký tự, gồm chữ hoa, chữ thường, chữ số;";
        let text = DISPATCH.replace("- Đặt mật khẩu mạnh;", &format!("{words}\n-"));
        in_work(&house, &clerk, &text).await;
        let control = house
            .service
            .control(&clerk, "ACC-02".parse().unwrap())
            .await
            .unwrap();
        let length = control
            .parameters
            .iter()
            .find(|one| one.id == "min_length")
            .unwrap();
        assert_eq!(
            (length.value, length.is_default),
            (Value::Number(12), false)
        );
        assert!(!length.set_by[0].own);
    })
    .await;
}
