//! Files of evidence: kept, sent to those who may, and refused where they bear a mark.

use luytre_model::people::Role;
use luytre_model::unit_sets::UnitKind;
use luytre_office::OfficeError;
use luytre_office::service::MOST_FILE_BYTES;
use luytre_office::work::{Outcome, Report, Reported, Upload};
use luytre_store::trail;

use crate::plan::{Ward, report};
use crate::support::{denied, in_a_ward, not_found, refused};

async fn with_file(ward: &Ward, name: &str, bytes: Vec<u8>) -> Result<Reported, OfficeError> {
    let id = ward.assignment("ACC-03").await;
    let view = ward.view(id).await;
    let next = view.next.unwrap();
    let row = view
        .occurrences
        .iter()
        .find(|row| row.occurrence == next)
        .unwrap();
    let upload = Upload {
        name: name.to_owned(),
        bytes,
    };
    let report = Report {
        file: Some(upload),
        ..report(row.revision, Outcome::Done)
    };
    ward.house.service.report(&ward.officer, next, report).await
}

#[tokio::test]
async fn a_file_is_kept_and_sent_to_those_who_may() {
    in_a_ward(|house| async move {
        let ward = Ward::new(house, "").await;
        let service = &ward.house.service;
        let bytes = "Đã đổi mật khẩu 12 máy.".as_bytes().to_vec();
        let reported = with_file(&ward, "C:\\tmp\\bien ban.txt", bytes.clone())
            .await
            .unwrap();
        let view = ward.view(reported.assignment).await;
        let file = view.occurrences[0].evidence[0].file.clone().unwrap();
        assert_eq!(
            (file.name.as_str(), file.media_type.as_str()),
            ("bien ban.txt", "text/plain")
        );
        let entry = view.history.last().unwrap();
        assert_eq!(
            entry.detail["sha256"], file.sha256,
            "the ledger covers the content"
        );

        let sent = service
            .evidence_file(&ward.clerk, reported.assignment, file.file)
            .await
            .unwrap();
        assert_eq!(sent.bytes, bytes);
        let school = ward
            .house
            .person(Role::Officer, UnitKind::School, "Hồ Giáo Viên")
            .await;
        denied(
            service
                .evidence_file(&school, reported.assignment, file.file)
                .await,
        );
        let other = ward.assignment("DEV-03").await;
        not_found(service.evidence_file(&ward.clerk, other, file.file).await);
    })
    .await;
}

#[tokio::test]
async fn a_marked_file_leaves_no_trace() {
    in_a_ward(|house| async move {
        let ward = Ward::new(house, "").await;
        let before = {
            let mut conn = ward.house.store.read().await.unwrap();
            trail::size(&mut conn, ward.house.office).await.unwrap()
        };
        let text = "MẬT\n\nBáo cáo về việc X".as_bytes().to_vec();
        assert_eq!(
            refused(with_file(&ward, "a.txt", text).await),
            "file-secret"
        );
        let mut conn = ward.house.store.read().await.unwrap();
        assert_eq!(
            trail::size(&mut conn, ward.house.office).await.unwrap(),
            before
        );
        drop(conn);
        let id = ward.assignment("ACC-03").await;
        assert!(ward.view(id).await.occurrences[0].evidence.is_empty());
        let marked = ward
            .house
            .service
            .ask(&ward.officer, id, None, "TUYỆT MẬT\nhỏi")
            .await;
        assert_eq!(refused(marked), "text-secret");
    })
    .await;
}

#[tokio::test]
async fn a_file_has_a_size_within_the_limit() {
    in_a_ward(|house| async move {
        let ward = Ward::new(house, "").await;
        let most = usize::try_from(MOST_FILE_BYTES).unwrap();
        assert_eq!(
            refused(with_file(&ward, "a.png", Vec::new()).await),
            "file-empty"
        );
        let too_large = with_file(&ward, "a.png", vec![0x89; most + 1]).await;
        assert_eq!(refused(too_large), "file-too-large");
        with_file(&ward, "a.png", vec![0x89; most]).await.unwrap();
    })
    .await;
}
