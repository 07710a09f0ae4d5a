//! The rules of the schema, held over the real schema of both engines: it shards by office, and the
//! engines have the same of everything.

use std::collections::{BTreeMap, BTreeSet};

use luytre_store::testing::{name, on_both_engines};
use luytre_store::{Engine, Store};
use sqlx::Row as _;

/// Tables that belong to no office: which version, and who signs in under a name.
const OF_NO_OFFICE: [&str; 2] = ["login_name", "schema_version"];

/// What both engines must have alike.
#[derive(Debug, Default, PartialEq, Eq)]
struct Table {
    columns: BTreeSet<String>,
    key: Vec<String>,
    /// By name, with the columns.
    indexes: BTreeMap<String, Vec<String>>,
    /// Own columns and the table referred to.
    foreign: BTreeSet<(Vec<String>, String)>,
}

async fn rows(store: &Store, sql: &'static str) -> Vec<Vec<String>> {
    let mut conn = store.read().await.unwrap();
    let rows = sqlx::query(sql).fetch_all(&mut *conn).await.unwrap();
    rows.iter()
        .map(|row| (0..row.len()).map(|at| row.get::<String, _>(at)).collect())
        .collect()
}

const SQLITE: [&str; 4] = [
    "SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c \
     WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'",
    "SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c \
     WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND c.pk > 0 ORDER BY m.name, c.pk",
    "SELECT m.name, i.name, c.name FROM sqlite_schema m JOIN pragma_index_list(m.name) i \
     JOIN pragma_index_info(i.name) c WHERE m.type = 'table' AND i.origin = 'c' ORDER BY m.name, i.name, c.seqno",
    "SELECT m.name, CAST(f.id AS TEXT), f.\"table\", f.\"from\" FROM sqlite_schema m \
     JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table' ORDER BY m.name, f.id, f.seq",
];

const POSTGRES: [&str; 4] = [
    "SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = 'public'",
    "SELECT t.relname::text, a.attname::text FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid \
     JOIN pg_namespace n ON n.oid = t.relnamespace AND n.nspname = 'public' \
     CROSS JOIN LATERAL unnest(i.indkey::int[]) WITH ORDINALITY k(attnum, place) \
     JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum \
     WHERE i.indisprimary ORDER BY t.relname, k.place",
    "SELECT t.relname::text, x.relname::text, a.attname::text FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid \
     JOIN pg_class x ON x.oid = i.indexrelid \
     JOIN pg_namespace n ON n.oid = t.relnamespace AND n.nspname = 'public' \
     CROSS JOIN LATERAL unnest(i.indkey::int[]) WITH ORDINALITY k(attnum, place) \
     JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum \
     WHERE NOT i.indisprimary ORDER BY t.relname, x.relname, k.place",
    "SELECT t.relname::text, c.oid::text, f.relname::text, a.attname::text FROM pg_constraint c \
     JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class f ON f.oid = c.confrelid \
     JOIN pg_namespace n ON n.oid = t.relnamespace AND n.nspname = 'public' \
     CROSS JOIN LATERAL unnest(c.conkey) WITH ORDINALITY k(attnum, place) \
     JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum \
     WHERE c.contype = 'f' ORDER BY t.relname, c.oid, k.place",
];

async fn schema(store: &Store) -> BTreeMap<String, Table> {
    let [columns, keys, indexes, foreign] = match store.engine() {
        Engine::Sqlite => SQLITE,
        Engine::Postgres => POSTGRES,
    };
    let mut tables: BTreeMap<String, Table> = BTreeMap::new();
    for row in rows(store, columns).await {
        tables
            .entry(row[0].clone())
            .or_default()
            .columns
            .insert(row[1].clone());
    }
    for row in rows(store, keys).await {
        tables
            .entry(row[0].clone())
            .or_default()
            .key
            .push(row[1].clone());
    }
    for row in rows(store, indexes).await {
        let table = tables.entry(row[0].clone()).or_default();
        table
            .indexes
            .entry(row[1].clone())
            .or_default()
            .push(row[2].clone());
    }
    let mut keys: BTreeMap<(String, String, String), Vec<String>> = BTreeMap::new();
    for row in rows(store, foreign).await {
        let key = (row[0].clone(), row[1].clone(), row[2].clone());
        keys.entry(key).or_default().push(row[3].clone());
    }
    for ((table, _, to), columns) in keys {
        tables
            .entry(table)
            .or_default()
            .foreign
            .insert((columns, to));
    }
    tables
}

#[tokio::test]
async fn every_table_of_an_office_shards_by_office() {
    on_both_engines(|store| async move {
        let tables = schema(&store).await;
        assert!(tables.len() > 20, "{}: {:?}", name(&store), tables.keys());
        for (table, of) in &tables {
            assert!(!of.key.is_empty(), "{table} has no key");
            if OF_NO_OFFICE.contains(&table.as_str()) {
                continue;
            }
            assert_eq!(of.key[0], "office_id", "the key of {table}");
            for (index, columns) in &of.indexes {
                assert_eq!(columns[0], "office_id", "index {index} of {table}");
            }
            for (columns, to) in &of.foreign {
                assert_eq!(
                    columns[0], "office_id",
                    "a key of {table} to {to} crosses offices"
                );
                assert!(!OF_NO_OFFICE.contains(&to.as_str()));
            }
        }
    })
    .await;
}

#[tokio::test]
async fn both_engines_have_the_same_of_everything() {
    let seen = std::sync::Mutex::new(Vec::new());
    on_both_engines(|store| {
        let seen = &seen;
        async move {
            let tables = schema(&store).await;
            seen.lock().unwrap().push(tables);
        }
    })
    .await;
    let seen = seen.into_inner().unwrap();
    if let [sqlite, postgres] = &seen[..] {
        assert_eq!(sqlite, postgres);
    }
}
