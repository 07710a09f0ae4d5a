//! Search over folded words: an index in plain tables that both engines read alike. Diacritics, the
//! place of tones and capitals do not count; the last word of a query may be the beginning of one.

use luytre_model::fold::fold;
use luytre_model::id::OfficeId;
use luytre_model::text_enum;

use crate::engine::Conn;
use crate::error::{Doing, StoreError};
use crate::row::Columns;
use crate::write::Write;

text_enum! {
    /// What can be found.
    Kind, "a kind of thing that is searched" {
        /// A dispatch.
        Dispatch = "dispatch",
        /// An obligation.
        Obligation = "obligation",
        /// A unit.
        Unit = "unit",
        /// A person.
        Person = "person",
    }
}

/// Most words of a query that count; the rest is left out.
pub const MOST_WORDS: usize = 8;

/// So many words are written at once.
const BATCH: usize = 100;

/// Writes the words of an object into the index, in place of what was there.
///
/// # Errors
/// Where the database fails.
pub async fn index(
    write: &mut Write,
    office: OfficeId,
    kind: Kind,
    object: &str,
    text: &str,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM search_word WHERE office_id = $1 AND kind = $2 AND object_id = $3")
        .bind(office.to_string())
        .bind(kind.as_str())
        .bind(object)
        .execute(write.conn())
        .await
        .doing("clear words of the search")?;
    let folded = fold(text);
    let mut words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words.dedup();
    for batch in words.chunks(BATCH) {
        let rows: Vec<String> = (0..batch.len())
            .map(|at| format!("($1, $2, $3, ${})", at + 4))
            .collect();
        let text = format!(
            "INSERT INTO search_word (office_id, kind, object_id, word) VALUES {}",
            rows.join(", ")
        );
        let mut statement = sqlx::query(sqlx::AssertSqlSafe(text))
            .bind(office.to_string())
            .bind(kind.as_str())
            .bind(object);
        for word in batch {
            statement = statement.bind(*word);
        }
        statement
            .execute(write.conn())
            .await
            .doing("write words of the search")?;
    }
    Ok(())
}

/// Ids of things of `kind` that have all words of `query`, the newest first, at most `most`.
///
/// # Errors
/// Where the database fails.
pub async fn find(
    conn: &mut Conn,
    office: OfficeId,
    kind: Kind,
    query: &str,
    most: u32,
) -> Result<Vec<String>, StoreError> {
    let folded = fold(query);
    let words: Vec<&str> = folded
        .split(' ')
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS)
        .collect();
    let Some((last, whole)) = words.split_last() else {
        return Ok(Vec::new());
    };
    let mut text = String::from(
        "SELECT DISTINCT w.object_id FROM search_word w WHERE w.office_id = $1 AND w.kind = $2 \
         AND w.word >= $3 AND w.word < $4",
    );
    for at in 0..whole.len() {
        text.push_str(&format_condition(at + 6));
    }
    text.push_str(" ORDER BY w.object_id DESC LIMIT $5");
    let mut statement = sqlx::query(sqlx::AssertSqlSafe(text))
        .bind(office.to_string())
        .bind(kind.as_str())
        .bind((*last).to_owned())
        // The first text after all that begin with the word: no letter or digit sorts this high.
        .bind(format!("{last}\u{10FFFF}"))
        .bind(i64::from(most));
    for word in whole {
        statement = statement.bind((*word).to_owned());
    }
    let rows = statement.fetch_all(conn).await.doing("search")?;
    rows.iter()
        .map(|row| Columns::of("search_word", row).text("object_id"))
        .collect()
}

fn format_condition(parameter: usize) -> String {
    format!(
        " AND EXISTS (SELECT 1 FROM search_word x WHERE x.office_id = w.office_id AND x.kind = w.kind \
         AND x.object_id = w.object_id AND x.word = ${parameter})"
    )
}
