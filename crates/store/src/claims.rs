//! Claims: the figure that a clause sets for a parameter of a control. The strictest in force wins;
//! which that is, `luytre_model::catalogue::strictest` says.

use luytre_model::id::{DispatchId, ObligationId, OfficeId};
use luytre_model::work::DispatchState;
use sqlx::any::AnyRow;

use crate::engine::Conn;
use crate::error::{Doing, StoreError};
use crate::row::Columns;
use crate::write::Write;

/// A figure set by a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimRow {
    /// Of which control.
    pub control: String,
    /// Which parameter.
    pub parameter: String,
    /// By which obligation.
    pub obligation: ObligationId,
    /// In the unit of the parameter.
    pub value: i64,
    /// The office settled the period itself, in review; the clause states none.
    pub own: bool,
}

/// Stores a claim, in place of an earlier one of the same obligation.
///
/// # Errors
/// Where the database fails.
pub async fn put(write: &mut Write, office: OfficeId, claim: &ClaimRow) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO parameter_claim (office_id, control_id, parameter_id, obligation_id, value, own) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (office_id, control_id, parameter_id, obligation_id) \
         DO UPDATE SET value = excluded.value, own = excluded.own",
    )
    .bind(office.to_string())
    .bind(&claim.control)
    .bind(&claim.parameter)
    .bind(claim.obligation.to_string())
    .bind(claim.value)
    .bind(i64::from(claim.own))
    .execute(write.conn())
    .await
    .doing("store a claim")?;
    Ok(())
}

/// The claims of one control that are in force: those of confirmed dispatches.
///
/// # Errors
/// Where the database fails.
pub async fn in_force(
    conn: &mut Conn,
    office: OfficeId,
    control: &str,
) -> Result<Vec<ClaimRow>, StoreError> {
    let rows = sqlx::query(
        "SELECT p.control_id, p.parameter_id, p.obligation_id, p.value, p.own FROM parameter_claim p \
         JOIN obligation o ON o.office_id = p.office_id AND o.obligation_id = p.obligation_id \
         JOIN dispatch d ON d.office_id = o.office_id AND d.dispatch_id = o.dispatch_id \
         WHERE p.office_id = $1 AND p.control_id = $2 AND d.state = 'confirmed' AND o.state = 'confirmed' \
         ORDER BY p.parameter_id, p.obligation_id",
    )
    .bind(office.to_string())
    .bind(control)
    .fetch_all(conn)
    .await
    .doing("read the claims of a control")?;
    rows.iter().map(claim_of).collect()
}

/// A claim with the clause that makes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseClaim {
    /// The figure.
    pub claim: ClaimRow,
    /// Where the clause stands in its dispatch.
    pub clause: String,
    /// In which dispatch.
    pub dispatch: DispatchId,
    /// Where that dispatch stands: only a confirmed one counts.
    pub state: DispatchState,
    /// Its number.
    pub number: String,
    /// Its symbol.
    pub symbol: String,
}

/// All claims of one control, those of dispatches that are in force no longer too; by dispatch, the
/// newest first.
///
/// # Errors
/// Where the database fails.
pub async fn of_control(
    conn: &mut Conn,
    office: OfficeId,
    control: &str,
) -> Result<Vec<ClauseClaim>, StoreError> {
    let rows = sqlx::query(
        "SELECT p.control_id, p.parameter_id, p.obligation_id, p.value, p.own, o.clause, d.dispatch_id, \
         d.state, d.number, d.symbol FROM parameter_claim p \
         JOIN obligation o ON o.office_id = p.office_id AND o.obligation_id = p.obligation_id \
         JOIN dispatch d ON d.office_id = o.office_id AND d.dispatch_id = o.dispatch_id \
         WHERE p.office_id = $1 AND p.control_id = $2 AND o.state = 'confirmed' \
         ORDER BY d.received_at DESC, d.dispatch_id, o.position, o.obligation_id, p.parameter_id",
    )
    .bind(office.to_string())
    .bind(control)
    .fetch_all(conn)
    .await
    .doing("read the claims of a control with their clauses")?;
    rows.iter()
        .map(|row| {
            let columns = Columns::of("dispatch", row);
            Ok(ClauseClaim {
                claim: claim_of(row)?,
                clause: columns.text("clause")?,
                dispatch: columns.value("dispatch_id")?,
                state: columns.value("state")?,
                number: columns.text("number")?,
                symbol: columns.text("symbol")?,
            })
        })
        .collect()
}

fn claim_of(row: &AnyRow) -> Result<ClaimRow, StoreError> {
    let columns = Columns::of("parameter_claim", row);
    Ok(ClaimRow {
        control: columns.text("control_id")?,
        parameter: columns.text("parameter_id")?,
        obligation: columns.value("obligation_id")?,
        value: columns.number("value")?,
        own: columns.yes("own")?,
    })
}
