//! The ledger of an office: signed, exported, verified by what a superior office has.

use luytre_ledger::pack;
use luytre_ledger::secret::LedgerKey;
use luytre_office::work::Outcome;

use crate::plan::Ward;
use crate::support::{denied, in_a_ward, refused};

#[tokio::test]
async fn a_pack_verifies_and_covers_what_was_signed() {
    in_a_ward(|house| async move {
        let ward = Ward::new(house, "").await;
        let service = &ward.house.service;
        let key = LedgerKey::new("tre-xanh/so-chung-cu".parse().unwrap(), &[7; 32]);
        let unsigned = service.export_pack(&ward.clerk, Vec::new()).await;
        assert_eq!(refused(unsigned), "ledger-unsigned");
        let office = ward.house.office;
        let first = service
            .issue_checkpoint(office, &key)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(service.issue_checkpoint(office, &key).await.unwrap(), None);
        ward.report(ward.assignment("ACC-03").await, Outcome::Done)
            .await;
        let second = service
            .issue_checkpoint(office, &key)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(second.size, first.size + 1);

        let pack = service.export_pack(&ward.clerk, Vec::new()).await.unwrap();
        let verified = pack::verify(pack.as_slice(), &[key.verifier()]).unwrap();
        assert_eq!((verified.leaves, verified.checkpoints), (second.size, 2));
        let view = service.ledger(&ward.clerk, None).await.unwrap();
        assert_eq!(view.size, second.size + 1, "the export is written down");
        assert_eq!(view.checkpoint, Some(second));
        assert_eq!(view.events[0].kind, "ledger.exported");
        assert_eq!(view.events[1].kind, "occurrence.reported");
        let older = service.ledger(&ward.clerk, Some(2)).await.unwrap();
        assert_eq!(
            older
                .events
                .iter()
                .map(|entry| entry.leaf)
                .collect::<Vec<_>>(),
            [1, 0]
        );
        assert_eq!(older.next, None);
        denied(service.ledger(&ward.head, None).await);
        denied(service.export_pack(&ward.head, Vec::new()).await);
        denied(
            service
                .history(&ward.head, "office", &office.to_string())
                .await,
        );
    })
    .await;
}
