//! Sessions: found with their person in one query, seen, moved on, ended.

use luytre_model::id::{OfficeId, PersonId, SessionId};
use luytre_model::sign_in::{OfficeState, PersonState, Stage};
use luytre_store::sessions::{self, Session};
use luytre_store::testing::{name, on_both_engines};

use crate::support::{at, end, house, stamp};

/// A session that was seen last and expires so many milliseconds after the beginning.
fn session(of: (OfficeId, PersonId), hash: &str, seen: i64, expires: i64) -> Session {
    Session {
        office: of.0,
        token_hash: hash.to_owned(),
        id: SessionId::new(stamp().uuid()),
        person: of.1,
        csrf: "c".to_owned(),
        stage: Stage::SecondStep,
        agent: "Firefox".to_owned(),
        started_at: at(seen),
        seen_at: at(seen),
        expires_at: at(expires),
    }
}

#[tokio::test]
async fn a_session_is_found_with_its_person() {
    on_both_engines(|store| async move {
        let (office, unit, person) = house(&store, "lan").await;
        let one = session((office, person.id), "one", 0, 1000);
        let mut write = store.write().await.unwrap();
        sessions::insert(&mut write, &one).await.unwrap();
        let found = sessions::find(write.conn(), office, "one")
            .await
            .unwrap()
            .unwrap();
        assert_eq!(found.session, one, "{}", name(&store));
        assert_eq!((&found.name, found.role), (&person.name, person.role));
        assert_eq!(found.state, PersonState::Active);
        assert_eq!((found.unit, &found.unit_name), (unit.id, &unit.name));
        assert_eq!(found.office_state, OfficeState::Open);

        sessions::touch(&mut write, office, "one", at(60))
            .await
            .unwrap();
        sessions::touch(&mut write, office, "one", at(50))
            .await
            .unwrap();
        sessions::set_stage(&mut write, office, "one", Stage::Full)
            .await
            .unwrap();
        let seen = sessions::find(write.conn(), office, "one")
            .await
            .unwrap()
            .unwrap()
            .session;
        assert_eq!((seen.seen_at, seen.stage), (at(60), Stage::Full));
        end(write, office).await;
    })
    .await;
}

#[tokio::test]
async fn sessions_are_listed_and_ended_one_by_one_or_all_but_one() {
    on_both_engines(|store| async move {
        let (office, _, person) = house(&store, "lan").await;
        let mut write = store.write().await.unwrap();
        let mut ids = Vec::new();
        for (hash, seen) in [("one", 0), ("two", 1), ("three", 2)] {
            let session = session((office, person.id), hash, seen, 1000);
            sessions::insert(&mut write, &session).await.unwrap();
            ids.push(session.id);
        }
        let list = sessions::of_person(write.conn(), office, person.id)
            .await
            .unwrap();
        let listed: Vec<_> = list.into_iter().map(|session| session.id).collect();
        assert_eq!(listed, ids, "{}", name(&store));
        for there in [true, false] {
            let ended = sessions::end(&mut write, office, person.id, ids[1])
                .await
                .unwrap();
            assert_eq!(ended, there);
        }
        for (kept, wanted) in [(Some(ids[2]), 1), (Some(ids[2]), 0), (None, 1)] {
            let ended = sessions::end_all(&mut write, office, person.id, kept)
                .await
                .unwrap();
            assert_eq!(ended, wanted);
        }
        assert_eq!(
            sessions::find(write.conn(), office, "three").await.unwrap(),
            None
        );
        end(write, office).await;
    })
    .await;
}

#[tokio::test]
async fn sessions_go_when_they_expire_or_were_not_seen() {
    on_both_engines(|store| async move {
        let (office, _, person) = house(&store, "lan").await;
        let mut write = store.write().await.unwrap();
        for (hash, seen, expires) in [("a", 10, 1000), ("b", 500, 1000), ("c", 500, 600)] {
            let session = session((office, person.id), hash, seen, expires);
            sessions::insert(&mut write, &session).await.unwrap();
        }
        for (now, idle_since, wanted) in [(599, 10, 0), (600, 11, 2)] {
            let gone = sessions::purge(&mut write, office, at(now), at(idle_since))
                .await
                .unwrap();
            assert_eq!(gone, wanted, "{}: at {now}", name(&store));
        }
        assert!(
            sessions::find(write.conn(), office, "b")
                .await
                .unwrap()
                .is_some()
        );
        end(write, office).await;
    })
    .await;
}
