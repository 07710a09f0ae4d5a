//! Dispatches that may cite each other, by number. Whether one really means the other is for
//! `luytre_model::lineage::means` to say.

use jiff::Timestamp;
use luytre_model::dispatch::{Header, Reference};
use luytre_model::id::{DispatchId, OfficeId};
use luytre_model::work::DispatchState;
use sqlx::any::AnyRow;

use crate::dispatches::short_header;
use crate::engine::Conn;
use crate::error::{Doing, StoreError};
use crate::row::Columns;

/// A dispatch as another one names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kin {
    /// Its id.
    pub dispatch: DispatchId,
    /// Where it stands.
    pub state: DispatchState,
    /// Kind, number, symbol, date, place, issuer and subject; nothing else of the heading.
    pub header: Header,
    /// When it was received.
    pub received_at: Timestamp,
}

/// So many dispatches of one number are looked at.
const MOST: i64 = 100;

const KIN: &str = "d.dispatch_id, d.state, d.kind, d.number, d.symbol, d.issued, d.place, d.issuer, \
    d.subject, d.received_at";

/// The spellings under which a number may be stored: zeros in front are left out or not.
fn spellings(number: &str) -> [String; 3] {
    let bare = number.trim().trim_start_matches('0');
    [bare.to_owned(), format!("0{bare}"), format!("00{bare}")]
}

/// The dispatches with a number, the last received first.
///
/// # Errors
/// Where the database fails.
pub async fn numbered(
    conn: &mut Conn,
    office: OfficeId,
    number: &str,
) -> Result<Vec<Kin>, StoreError> {
    let [bare, one, two] = spellings(number);
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {KIN} FROM dispatch d WHERE d.office_id = $1 AND d.number IN ($2, $3, $4) \
         ORDER BY d.received_at DESC, d.dispatch_id DESC LIMIT $5"
    )))
    .bind(office.to_string())
    .bind(bare)
    .bind(one)
    .bind(two)
    .bind(MOST)
    .fetch_all(conn)
    .await
    .doing("look for dispatches with a number")?;
    rows.iter().map(kin_of).collect()
}

/// The dispatches that cite a number, the last received first, with how they cite it.
///
/// # Errors
/// Where the database fails.
pub async fn citing(
    conn: &mut Conn,
    office: OfficeId,
    number: &str,
) -> Result<Vec<(Kin, Reference)>, StoreError> {
    let [bare, one, two] = spellings(number);
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {KIN}, b.number AS cited_number, b.symbol AS cited_symbol, b.issued AS cited_issued, \
         b.issuer AS cited_issuer, b.title AS cited_title FROM legal_basis b \
         JOIN dispatch d ON d.office_id = b.office_id AND d.dispatch_id = b.dispatch_id \
         WHERE b.office_id = $1 AND b.number IN ($2, $3, $4) \
         ORDER BY d.received_at DESC, d.dispatch_id DESC LIMIT $5"
    )))
    .bind(office.to_string())
    .bind(bare)
    .bind(one)
    .bind(two)
    .bind(MOST)
    .fetch_all(conn)
    .await
    .doing("look for dispatches that cite a number")?;
    rows.iter()
        .map(|row| {
            let columns = Columns::of("legal_basis", row);
            let cited = Reference {
                number: columns.text_or_empty("cited_number")?,
                symbol: columns.text_or_empty("cited_symbol")?,
                date: columns.text_or_empty("cited_issued")?,
                issuer: columns.text_or_empty("cited_issuer")?,
                title: columns.text_or_empty("cited_title")?,
            };
            Ok((kin_of(row)?, cited))
        })
        .collect()
}

fn kin_of(row: &AnyRow) -> Result<Kin, StoreError> {
    let columns = Columns::of("dispatch", row);
    Ok(Kin {
        dispatch: columns.value("dispatch_id")?,
        state: columns.value("state")?,
        header: short_header(&columns)?,
        received_at: columns.time("received_at")?,
    })
}
