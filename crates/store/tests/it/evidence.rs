//! Evidence and its files.

use luytre_model::id::{EvidenceId, FileId};
use luytre_model::work::Assurance;
use luytre_store::evidence::{self, Act, EvidenceRow};
use luytre_store::files::{self, FileRow};
use luytre_store::testing::on_both_engines;

use super::plan::{NOTHING, plan};
use super::support::{at, end, office, stamp};

#[tokio::test]
async fn evidence_reads_back_in_its_order_with_its_file() {
    on_both_engines(|store| async move {
        let plan = plan(&store, "lan").await;
        let mut write = store.write().await.unwrap();
        let row = plan.give(&mut write, NOTHING).await;
        let occurrence = plan.open(&mut write, &row, 1, None).await;
        let file = FileRow {
            office: plan.office,
            file: FileId::new(stamp().uuid()),
            name: "bien ban.pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
            size: 3,
            sha256: "00".repeat(32),
            kept_at: at(1),
            kept_by: plan.person,
        };
        files::insert(&mut write, &file, b"abc").await.unwrap();
        let given = |act, assurance, file, millis| EvidenceRow {
            office: plan.office,
            evidence: EvidenceId::new(stamp().uuid()),
            occurrence: occurrence.occurrence,
            assignment: row.assignment,
            act,
            assurance,
            note: "đã đổi".to_owned(),
            file,
            given_at: at(millis),
            given_by: plan.person,
            given_name: "Nguyễn Thị Lan".to_owned(),
            given_unit: "Văn phòng".to_owned(),
        };
        let later = given(Act::Confirmed, Assurance::Confirmed, None, 20);
        let first = given(Act::Done, Assurance::Attested, Some(file.file), 10);
        for row in [&later, &first] {
            evidence::insert(&mut write, row).await.unwrap();
        }
        end(write, plan.office).await;

        let mut conn = store.read().await.unwrap();
        let all = evidence::of_assignment(&mut conn, plan.office, row.assignment)
            .await
            .unwrap();
        assert_eq!(all, [first, later]);
        let kept = files::of_assignment(&mut conn, plan.office, row.assignment)
            .await
            .unwrap();
        assert_eq!(kept, std::slice::from_ref(&file));
        let content = files::content(&mut conn, plan.office, file.file)
            .await
            .unwrap();
        assert_eq!(content.as_deref(), Some(b"abc".as_slice()));

        let (mine, elsewhere) = (plan.office, office(&store).await);
        for (office, id, wanted) in [
            (mine, file.file, true),
            (mine, FileId::new(stamp().uuid()), false),
            (elsewhere, file.file, false),
        ] {
            let is = evidence::is_of_assignment(&mut conn, office, row.assignment, id).await;
            assert_eq!(is.unwrap(), wanted);
        }
        assert_eq!(
            files::read(&mut conn, elsewhere, file.file).await.unwrap(),
            None
        );
    })
    .await;
}
