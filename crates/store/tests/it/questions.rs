//! Questions: answered once, those that wait come first.

use luytre_model::id::QuestionId;
use luytre_store::questions::{self, Answer, Filter, QuestionRow};
use luytre_store::testing::on_both_engines;

use super::plan::{NOTHING, plan};
use super::support::{at, end, office, stamp};

#[expect(clippy::too_many_lines, reason = "one list seen from all sides")]
#[tokio::test]
async fn a_question_is_answered_once_and_goes_behind_those_that_wait() {
    on_both_engines(|store| async move {
        let plan = plan(&store, "lan").await;
        let mut write = store.write().await.unwrap();
        let row = plan.give(&mut write, NOTHING).await;
        let ask = |text: &str, millis| QuestionRow {
            office: plan.office,
            question: QuestionId::new(stamp().uuid()),
            assignment: row.assignment,
            occurrence: None,
            unit: plan.unit,
            text: text.to_owned(),
            asked_at: at(millis),
            asked_by: plan.person,
            answer: None,
        };
        let (first, second) = (ask("Máy cũ thì sao?", 1), ask("Ai cấp tài khoản?", 2));
        for question in [&first, &second] {
            questions::insert(&mut write, question).await.unwrap();
        }
        let answer = Answer {
            text: "Thay máy.".to_owned(),
            at: at(3),
            by: plan.person,
        };
        let id = first.question;
        assert!(
            questions::answer(&mut write, plan.office, id, &answer)
                .await
                .unwrap()
        );
        assert!(
            !questions::answer(&mut write, plan.office, id, &answer)
                .await
                .unwrap()
        );
        end(write, plan.office).await;

        let mut conn = store.read().await.unwrap();
        let read = questions::read(&mut conn, plan.office, id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(read.answer, Some(answer));
        let all = Filter::default();
        let lines = questions::list(&mut conn, plan.office, &all, 10)
            .await
            .unwrap();
        let ids: Vec<_> = lines.iter().map(|line| line.question.question).collect();
        assert_eq!(ids, [second.question, first.question]);
        assert_eq!(
            (
                lines[0].answered_name.as_str(),
                lines[1].answered_name.as_str()
            ),
            ("", "Nguyễn Thị Lan")
        );
        assert_eq!(
            (lines[0].unit_name.as_str(), lines[0].duty.as_str()),
            ("Văn phòng", "Đổi mật khẩu.")
        );

        let of_unit = Filter {
            unit: Some(plan.other_unit),
            assignment: None,
        };
        assert!(
            questions::list(&mut conn, plan.office, &of_unit, 10)
                .await
                .unwrap()
                .is_empty()
        );
        let of_assignment = Filter {
            unit: None,
            assignment: Some(row.assignment),
        };
        assert_eq!(
            questions::list(&mut conn, plan.office, &of_assignment, 10)
                .await
                .unwrap()
                .len(),
            2
        );
        let elsewhere = office(&store).await;
        assert!(
            questions::list(&mut conn, elsewhere, &all, 10)
                .await
                .unwrap()
                .is_empty()
        );
        assert_eq!(
            questions::read(&mut conn, elsewhere, id).await.unwrap(),
            None
        );
    })
    .await;
}
