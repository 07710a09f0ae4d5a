//! Stored files.

use luytre_model::id::FileId;
use luytre_store::files::{self, FileRow};
use luytre_store::testing::on_both_engines;

use super::support::{at, end, house, office, stamp};

#[tokio::test]
async fn a_file_comes_back_byte_for_byte_to_its_office_alone() {
    on_both_engines(|store| async move {
        let (mine, _, person) = house(&store, "lan").await;
        let other = office(&store).await;
        let content: Vec<u8> = (0..=255).cycle().take(100_000).collect();
        let row = FileRow {
            office: mine,
            file: FileId::new(stamp().uuid()),
            name: "công văn \u{1F4C4}.pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
            size: 100_000,
            sha256: "ab".repeat(32),
            kept_at: at(5),
            kept_by: person.id,
        };
        let empty = FileRow {
            file: FileId::new(stamp().uuid()),
            size: 0,
            ..row.clone()
        };
        let mut write = store.write().await.unwrap();
        files::insert(&mut write, &row, &content).await.unwrap();
        files::insert(&mut write, &empty, &[]).await.unwrap();
        let again = files::insert(&mut write, &row, &content).await;
        assert!(again.unwrap_err().is_duplicate());
        drop(write);

        let mut write = store.write().await.unwrap();
        files::insert(&mut write, &row, &content).await.unwrap();
        files::insert(&mut write, &empty, &[]).await.unwrap();
        end(write, mine).await;
        let mut conn = store.read().await.unwrap();
        let conn = &mut *conn;
        let read = files::read(conn, mine, row.file).await.unwrap();
        assert_eq!(read, Some(row.clone()));
        let bytes = files::content(conn, mine, row.file).await.unwrap();
        assert_eq!(bytes, Some(content));
        let bytes = files::content(conn, mine, empty.file).await.unwrap();
        assert_eq!(bytes, Some(Vec::new()));
        assert_eq!(files::read(conn, other, row.file).await.unwrap(), None);
        assert_eq!(files::content(conn, other, row.file).await.unwrap(), None);
    })
    .await;
}
