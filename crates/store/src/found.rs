//! What is shown of dispatches and duties where something else points at them, by their ids.

use luytre_model::id::{DispatchId, ObligationId, OfficeId};
use luytre_model::work::DispatchState;
use sqlx::AssertSqlSafe;
use sqlx::any::AnyRow;

use crate::engine::Conn;
use crate::error::{Doing, StoreError};
use crate::row::Columns;

/// Most things that are shown at once.
pub const MOST: usize = 100;

/// A dispatch that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundDispatch {
    /// Its id.
    pub dispatch: DispatchId,
    /// Where it stands.
    pub state: DispatchState,
    /// Its kind.
    pub kind: String,
    /// Its number.
    pub number: String,
    /// Its symbol.
    pub symbol: String,
    /// Its date, as far as it is known.
    pub issued: String,
    /// Who issued it.
    pub issuer: String,
    /// What it is about.
    pub subject: String,
}

/// A duty that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundDuty {
    /// Its id.
    pub obligation: ObligationId,
    /// In which dispatch.
    pub dispatch: DispatchId,
    /// Its words.
    pub text: String,
    /// Where it stands.
    pub clause: String,
    /// Number of the dispatch.
    pub number: String,
    /// Symbol of the dispatch.
    pub symbol: String,
}

/// The dispatches with these ids, the last received first.
///
/// # Errors
/// Where they cannot be read.
pub async fn dispatches(
    conn: &mut Conn,
    office: OfficeId,
    ids: &[String],
) -> Result<Vec<FoundDispatch>, StoreError> {
    let select = "SELECT dispatch_id, state, kind, number, symbol, issued, issuer, subject FROM dispatch \
                  WHERE office_id = $1 AND dispatch_id IN ";
    let rows = by_ids(
        conn,
        office,
        ids,
        select,
        " ORDER BY received_at DESC, dispatch_id",
    )
    .await?;
    rows.iter()
        .map(|row| {
            let columns = Columns::of("dispatch", row);
            Ok(FoundDispatch {
                dispatch: columns.value("dispatch_id")?,
                state: columns.value("state")?,
                kind: columns.text("kind")?,
                number: columns.text("number")?,
                symbol: columns.text("symbol")?,
                issued: columns.text("issued")?,
                issuer: columns.text("issuer")?,
                subject: columns.text("subject")?,
            })
        })
        .collect()
}

/// The duties with these ids, those of the last received dispatch first.
///
/// # Errors
/// Where they cannot be read.
pub async fn duties(
    conn: &mut Conn,
    office: OfficeId,
    ids: &[String],
) -> Result<Vec<FoundDuty>, StoreError> {
    let select = "SELECT o.obligation_id, o.dispatch_id, o.text, o.clause, d.number, d.symbol \
                  FROM obligation o JOIN dispatch d ON d.office_id = o.office_id \
                  AND d.dispatch_id = o.dispatch_id WHERE o.office_id = $1 AND o.state <> 'dropped' \
                  AND o.obligation_id IN ";
    let order = " ORDER BY d.received_at DESC, d.dispatch_id, o.position, o.obligation_id";
    let rows = by_ids(conn, office, ids, select, order).await?;
    rows.iter()
        .map(|row| {
            let columns = Columns::of("obligation", row);
            Ok(FoundDuty {
                obligation: columns.value("obligation_id")?,
                dispatch: columns.value("dispatch_id")?,
                text: columns.text("text")?,
                clause: columns.text("clause")?,
                number: columns.text("number")?,
                symbol: columns.text("symbol")?,
            })
        })
        .collect()
}

async fn by_ids(
    conn: &mut Conn,
    office: OfficeId,
    ids: &[String],
    select: &str,
    order: &str,
) -> Result<Vec<AnyRow>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let shown = ids.iter().take(MOST);
    let numbers: Vec<_> = (0..shown.len()).map(|at| format!("${}", at + 2)).collect();
    let text = format!("{select}({}){order}", numbers.join(", "));
    let mut query = sqlx::query(AssertSqlSafe(text)).bind(office.to_string());
    for id in shown {
        query = query.bind(id);
    }
    query
        .fetch_all(conn)
        .await
        .doing("read what a search found")
}
