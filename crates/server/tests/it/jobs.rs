//! What the clock does, and that doing it twice changes nothing.

use jiff::SignedDuration;
use luytre_ledger::secret::LedgerKey;
use luytre_model::people::Role;
use luytre_server::jobs;

use super::house::House;

#[tokio::test]
async fn ended_sessions_go_and_the_ledger_is_signed() {
    let house = House::new().await;
    let ward = house.ward("Ủy ban nhân dân phường Tre Xanh").await;
    let key = LedgerKey::new("luytre/thu".parse().unwrap(), &[7; 32]);
    let clerk = &ward.who(Role::Clerk).actor;
    assert!(
        house
            .service
            .ledger(clerk, None)
            .await
            .unwrap()
            .checkpoint
            .is_none()
    );
    jobs::daily(&house.service, Some(&key)).await;
    let signed = house.service.ledger(clerk, None).await.unwrap();
    assert_eq!(
        signed.checkpoint.as_ref().map(|point| point.size),
        Some(signed.size)
    );
    let again = house.service.issue_checkpoint(ward.id, &key).await.unwrap();
    assert!(again.is_none(), "nothing was written since");

    house.clock.forward(SignedDuration::from_hours(13));
    jobs::hourly(&house.service).await;
    assert_eq!(
        house.service.purge_sessions().await.unwrap(),
        0,
        "nothing was left to purge"
    );
}

#[tokio::test]
async fn jobs_stop_when_they_are_told_to() {
    let house = House::new().await;
    jobs::keep(house.service, None, std::future::ready(())).await;
}
