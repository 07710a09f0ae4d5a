//! What a dispatch rests on, and what is known of each: whether it was in force on the day of the
//! dispatch, and which dispatch of this office it is, in both directions.

use jiff::Timestamp;
use jiff::civil::Date;
use luytre_model::clock::day_in_viet_nam;
use luytre_model::dispatch::Reference;
use luytre_model::legal::{Instruments, Judged, day_meant};
use luytre_model::lineage::means;
use luytre_model::work::Succession;
use luytre_store::dispatches::{self, DispatchRow};
use luytre_store::lineage::{self, Kin};
use luytre_store::{Conn, StoreError, successions};

/// A document that a dispatch cites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    /// As cited.
    pub cited: Reference,
    /// What is known of it on the day of the dispatch.
    pub judged: Judged,
    /// The dispatch of this office that it means, where it is here too.
    pub here: Option<Kin>,
}

/// What a dispatch rests on, in its order.
pub(super) async fn of(
    conn: &mut Conn,
    instruments: &Instruments,
    row: &DispatchRow,
) -> Result<Vec<Basis>, StoreError> {
    let on = day_that_decides(row);
    let cited = dispatches::based_on(conn, row.office, row.dispatch).await?;
    let mut bases = Vec::with_capacity(cited.len());
    for cited in cited {
        bases.push(Basis {
            judged: instruments.judge(&cited, on),
            here: here(conn, row, &cited).await?,
            cited,
        });
    }
    Ok(bases)
}

/// The dispatch that is cited, where the office has it, whichever of the two came first.
async fn here(
    conn: &mut Conn,
    row: &DispatchRow,
    cited: &Reference,
) -> Result<Option<Kin>, StoreError> {
    let Some(number) = cited.number.as_deref() else {
        return Ok(None);
    };
    let found = lineage::numbered(conn, row.office, number).await?;
    let meant = |kin: &Kin| kin.dispatch != row.dispatch && means(cited, &kin.header);
    Ok(found.into_iter().find(meant))
}

/// The dispatches of the office that cite this one, the last received first, each once.
pub(super) async fn carried_out_by(
    conn: &mut Conn,
    row: &DispatchRow,
) -> Result<Vec<Kin>, StoreError> {
    let Some(number) = row.header.number.as_deref() else {
        return Ok(Vec::new());
    };
    let found = lineage::citing(conn, row.office, number).await?;
    let meant = found
        .into_iter()
        .filter(|(kin, cited)| kin.dispatch != row.dispatch && means(cited, &row.header));
    let mut all: Vec<Kin> = meant.map(|(kin, _)| kin).collect();
    all.dedup_by_key(|kin| kin.dispatch);
    Ok(all)
}

/// The day of the dispatch, as far as its heading has one.
fn day_that_decides(row: &DispatchRow) -> Date {
    let received = day_in_viet_nam(row.received_at);
    day_meant(row.header.date.as_deref(), received)
}

/// What became of a dispatch, or of one before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuccessionView {
    /// What happened.
    pub kind: Succession,
    /// This dispatch did it to the other; else the other did it to this one.
    pub is_successor: bool,
    /// The other dispatch, where the office has it.
    pub other: Option<Kin>,
    /// Why; may be empty.
    pub reason: String,
    /// When it was said.
    pub at: Timestamp,
    /// By whom.
    pub by_name: String,
}

/// What became of a dispatch and of those whose successor it is, the oldest first.
pub(super) async fn successions(
    conn: &mut Conn,
    row: &DispatchRow,
) -> Result<Vec<SuccessionView>, StoreError> {
    let mut views = Vec::new();
    for found in successions::around(conn, row.office, row.dispatch).await? {
        let is_successor = found.dispatch != row.dispatch;
        let other = if is_successor {
            Some(found.dispatch)
        } else {
            found.successor
        };
        let other = match other {
            Some(id) => dispatches::read(conn, row.office, id).await?.map(kin),
            None => None,
        };
        views.push(SuccessionView {
            kind: found.kind,
            is_successor,
            other,
            reason: found.reason,
            at: found.at,
            by_name: found.by_name,
        });
    }
    Ok(views)
}

/// A dispatch as others name it.
pub(super) fn kin(row: DispatchRow) -> Kin {
    Kin {
        dispatch: row.dispatch,
        state: row.state,
        header: row.header,
        received_at: row.received_at,
    }
}
