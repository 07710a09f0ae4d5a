//! Dispatches: rows, revisions, lists by key.

use luytre_model::dispatch::{Header, Reference, Signer};
use luytre_model::id::{DispatchId, OfficeId, PersonId};
use luytre_model::work::DispatchState;
use luytre_store::dispatches::{self, After, DispatchRow};
use luytre_store::testing::on_both_engines;
use luytre_store::{Engine, Store, obligations};

use super::plan::{a_dispatch, a_duty};
use super::support::{at, end, house, office, stamp};

async fn stored(store: &Store, row: &DispatchRow, based_on: &[Reference]) {
    let mut write = store.write().await.unwrap();
    dispatches::insert(&mut write, row, based_on).await.unwrap();
    end(write, row.office).await;
}

fn fresh(office: OfficeId, by: PersonId) -> DispatchRow {
    a_dispatch(office, DispatchId::new(stamp().uuid()), by)
}

#[tokio::test]
async fn a_dispatch_and_what_it_rests_on_come_back() {
    on_both_engines(|store| async move {
        let (mine, _, person) = house(&store, "lan").await;
        let other = office(&store).await;
        let mut row = fresh(mine, person.id);
        row.header = Header {
            kind: Some("CV".to_owned()),
            number: None,
            date: Some("2026-03".to_owned()),
            recipients: vec!["Các phòng".to_owned(), "\"Công an\"".to_owned()],
            signer: Signer {
                authority: Some("KT. CHỦ TỊCH".to_owned()),
                title: None,
                name: Some("Trần Văn Mẫu".to_owned()),
            },
            urgency: Some("KHẨN".to_owned()),
            ..row.header
        };
        row.problems = vec!["comments".to_owned()];
        let reference = |number: &str| Reference {
            number: Some(number.to_owned()),
            issuer: Some("Công an tỉnh".to_owned()),
            ..Reference::default()
        };
        let based_on = [reference("9"), reference("88")];
        stored(&store, &row, &based_on).await;
        let mut conn = store.read().await.unwrap();
        let conn = &mut *conn;
        let read = dispatches::read(conn, mine, row.dispatch).await.unwrap();
        assert_eq!(read, Some(row.clone()));
        let rests = dispatches::based_on(conn, mine, row.dispatch)
            .await
            .unwrap();
        assert_eq!(rests, based_on, "in their order, not by number");
        assert_eq!(
            dispatches::read(conn, other, row.dispatch).await.unwrap(),
            None
        );
        let rests = dispatches::based_on(conn, other, row.dispatch)
            .await
            .unwrap();
        assert!(rests.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_same_file_or_text_is_found_in_its_office() {
    on_both_engines(|store| async move {
        let (mine, _, person) = house(&store, "lan").await;
        let other = office(&store).await;
        let row = DispatchRow {
            file_sha256: "f1".to_owned(),
            text_sha256: "t1".to_owned(),
            ..fresh(mine, person.id)
        };
        stored(&store, &row, &[]).await;
        let mut conn = store.read().await.unwrap();
        for (office, file, text, found) in [
            (mine, "f1", "t2", true),
            (mine, "f2", "t1", true),
            (mine, "f2", "t2", false),
            (mine, "t1", "f1", false),
            (other, "f1", "t1", false),
        ] {
            let same = dispatches::find_same(&mut conn, office, file, text).await;
            assert_eq!(
                same.unwrap(),
                found.then_some(row.dispatch),
                "{file} {text}"
            );
        }
        drop(conn);
        let again = DispatchRow {
            file_sha256: "f1".to_owned(),
            ..fresh(mine, person.id)
        };
        let mut write = store.write().await.unwrap();
        let refused = dispatches::insert(&mut write, &again, &[]).await;
        assert!(refused.unwrap_err().is_duplicate());
    })
    .await;
}

#[tokio::test]
async fn a_revision_is_claimed_once_and_in_its_state_only() {
    on_both_engines(|store| async move {
        let (mine, _, person) = house(&store, "lan").await;
        let row = fresh(mine, person.id);
        stored(&store, &row, &[]).await;
        let mut write = store.write().await.unwrap();
        for (revision, state, claimed) in [
            (2, DispatchState::Proposed, false),
            (1, DispatchState::Confirmed, false),
            (1, DispatchState::Proposed, true),
            (1, DispatchState::Proposed, false),
            (2, DispatchState::Proposed, true),
        ] {
            let outcome =
                dispatches::claim_revision(&mut write, mine, row.dispatch, revision, state).await;
            assert_eq!(outcome.unwrap(), claimed, "{revision} {state}");
        }
        dispatches::confirm(&mut write, mine, row.dispatch, at(7), person.id)
            .await
            .unwrap();
        let header = Header {
            number: Some("7".to_owned()),
            ..Header::default()
        };
        dispatches::update_header(&mut write, mine, row.dispatch, &header)
            .await
            .unwrap();
        let read = dispatches::read(write.conn(), mine, row.dispatch).await;
        let read = read.unwrap().unwrap();
        assert_eq!((read.state, read.revision), (DispatchState::Confirmed, 3));
        assert_eq!(read.confirmed, Some((at(7), person.id)));
        assert_eq!(read.header, header);
        dispatches::withdraw(&mut write, mine, row.dispatch)
            .await
            .unwrap();
        let read = dispatches::read(write.conn(), mine, row.dispatch).await;
        assert_eq!(read.unwrap().unwrap().state, DispatchState::Withdrawn);
        end(write, mine).await;
    })
    .await;
}

#[tokio::test]
async fn lists_go_on_after_the_last_line_even_among_equals() {
    on_both_engines(|store| async move {
        let (mine, _, person) = house(&store, "lan").await;
        let mut wanted = Vec::new();
        for moment in [1, 2, 2, 2, 3] {
            let row = DispatchRow {
                received_at: at(moment),
                ..fresh(mine, person.id)
            };
            stored(&store, &row, &[]).await;
            wanted.push((row.received_at, row.dispatch));
        }
        wanted.sort_unstable_by(|one, other| other.cmp(one));
        let mut conn = store.read().await.unwrap();
        let mut seen = Vec::new();
        let mut after = None;
        loop {
            let page = dispatches::list(&mut conn, mine, None, after, 2)
                .await
                .unwrap();
            let Some(last) = page.last() else { break };
            after = Some(After {
                received_at: last.received_at,
                dispatch: last.dispatch,
            });
            seen.extend(page.iter().map(|line| (line.received_at, line.dispatch)));
        }
        assert_eq!(seen, wanted);
    })
    .await;
}

#[tokio::test]
async fn lists_keep_to_state_ids_and_office_and_count_what_was_not_dropped() {
    on_both_engines(|store| async move {
        let (mine, _, person) = house(&store, "lan").await;
        let other = office(&store).await;
        let rows = [fresh(mine, person.id), fresh(mine, person.id)];
        for row in &rows {
            stored(&store, row, &[]).await;
        }
        let (first, second) = (rows[0].dispatch, rows[1].dispatch);
        let mut write = store.write().await.unwrap();
        dispatches::withdraw(&mut write, mine, second)
            .await
            .unwrap();
        let duty = a_duty(mine, first, &["ACC-03"]);
        let mut dropped = a_duty(mine, first, &["ACC-03"]);
        dropped.state = luytre_model::work::ObligationState::Dropped;
        obligations::insert(&mut write, &duty).await.unwrap();
        obligations::insert(&mut write, &dropped).await.unwrap();
        end(write, mine).await;

        let mut conn = store.read().await.unwrap();
        let conn = &mut *conn;
        let withdrawn = Some(DispatchState::Withdrawn);
        let list = dispatches::list(conn, mine, withdrawn, None, 9)
            .await
            .unwrap();
        assert_eq!(
            list.iter().map(|line| line.dispatch).collect::<Vec<_>>(),
            [second]
        );
        let ids = [first.to_string(), "x".to_owned()];
        let list = dispatches::among(conn, mine, &ids, None, None, 9)
            .await
            .unwrap();
        assert_eq!((list.len(), list[0].dispatch), (1, first));
        assert_eq!(list[0].obligations, 1);
        assert_eq!(list[0].header.number.as_deref(), Some("12"));
        let list = dispatches::among(conn, mine, &ids, withdrawn, None, 9)
            .await
            .unwrap();
        assert!(list.is_empty());
        let list = dispatches::among(conn, mine, &[], None, None, 9)
            .await
            .unwrap();
        assert!(list.is_empty(), "no ids are none, not all");
        let list = dispatches::list(conn, other, None, None, 9).await.unwrap();
        assert!(list.is_empty());
    })
    .await;
}

#[tokio::test]
async fn lists_are_read_from_an_index_in_their_order() {
    on_both_engines(|store| async move {
        if store.engine() != Engine::Sqlite {
            return;
        }
        let mut conn = store.read().await.unwrap();
        for (state, index) in [("$2 = ''", "dispatch_by_arrival"), ("d.state = $2", "dispatch_by_state")] {
            let text = format!(
                "EXPLAIN QUERY PLAN SELECT d.dispatch_id FROM dispatch d WHERE d.office_id = $1 AND {state} \
                 AND d.received_at <= $3 AND (d.received_at < $3 OR d.dispatch_id < $4) \
                 ORDER BY d.received_at DESC, d.dispatch_id DESC LIMIT 20"
            );
            let rows = sqlx::query(sqlx::AssertSqlSafe(text))
                .bind("o")
                .bind("s")
                .bind(1_i64)
                .bind("d")
                .fetch_all(&mut *conn)
                .await
                .unwrap();
            let plan: Vec<String> = rows
                .iter()
                .map(|row| sqlx::Row::get(row, "detail"))
                .collect();
            let plan = plan.join("; ");
            assert!(plan.contains(index) && !plan.contains("TEMP B-TREE"), "{plan}");
        }
    })
    .await;
}
