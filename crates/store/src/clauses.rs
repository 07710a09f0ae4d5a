//! Clauses that ask for a control: confirmed duties with the dispatch that each stands in.

use luytre_model::duty::Force;
use luytre_model::id::{DispatchId, ObligationId, OfficeId};
use luytre_model::work::DispatchState;

use crate::engine::Conn;
use crate::error::{Doing, StoreError};
use crate::row::Columns;

/// A clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseRow {
    /// The duty.
    pub obligation: ObligationId,
    /// Its words.
    pub text: String,
    /// Where it stands in the dispatch.
    pub clause: String,
    /// How strongly it binds.
    pub force: Force,
    /// In which dispatch.
    pub dispatch: DispatchId,
    /// Where that dispatch stands.
    pub dispatch_state: DispatchState,
    /// Its number.
    pub number: String,
    /// Its symbol.
    pub symbol: String,
}

/// The clauses that ask for a control, those of the newest dispatch first.
///
/// # Errors
/// Where the database fails.
pub async fn asking_for(
    conn: &mut Conn,
    office: OfficeId,
    control: &str,
    most: u32,
) -> Result<Vec<ClauseRow>, StoreError> {
    let rows = sqlx::query(
        "SELECT o.obligation_id, o.text, o.clause, o.force, d.dispatch_id, d.state, d.number, d.symbol \
         FROM obligation_control c \
         JOIN obligation o ON o.office_id = c.office_id AND o.obligation_id = c.obligation_id \
         JOIN dispatch d ON d.office_id = o.office_id AND d.dispatch_id = o.dispatch_id \
         WHERE c.office_id = $1 AND c.control_id = $2 AND o.state = 'confirmed' \
         ORDER BY d.received_at DESC, d.dispatch_id, o.position, o.obligation_id LIMIT $3",
    )
    .bind(office.to_string())
    .bind(control)
    .bind(i64::from(most))
    .fetch_all(conn)
    .await
    .doing("read the clauses that ask for a control")?;
    rows.iter()
        .map(|row| {
            let columns = Columns::of("obligation", row);
            Ok(ClauseRow {
                obligation: columns.value("obligation_id")?,
                text: columns.text("text")?,
                clause: columns.text("clause")?,
                force: columns.value("force")?,
                dispatch: columns.value("dispatch_id")?,
                dispatch_state: columns.value("state")?,
                number: columns.text("number")?,
                symbol: columns.text("symbol")?,
            })
        })
        .collect()
}
