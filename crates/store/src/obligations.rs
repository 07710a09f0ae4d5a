//! Obligations: the duties of a dispatch, with their controls and the units they are meant for.

use jiff::civil::Date;
use luytre_model::duty::{Due, Force, Period, Recurrence, Trigger};
use luytre_model::id::{DispatchId, ObligationId, OfficeId, UnitId};
use luytre_model::text_enum;
use luytre_model::work::ObligationState;
use sqlx::any::AnyRow;

use crate::engine::Conn;
use crate::error::{Doing, StoreError};
use crate::far::day_column;
use crate::row::{Columns, list_column, text_column};
use crate::write::Write;

text_enum! {
    /// Where an obligation came from.
    Origin, "an origin" {
        /// Read from the text.
        Read = "read",
        /// Read, then corrected by a person.
        Corrected = "corrected",
        /// Added by a person.
        Added = "added",
    }
}

/// An obligation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObligationRow {
    /// Of which office.
    pub office: OfficeId,
    /// Its id.
    pub obligation: ObligationId,
    /// Of which dispatch.
    pub dispatch: DispatchId,
    /// Where it stands.
    pub state: ObligationState,
    /// Its place in the order of the text, from 1. Gaps are left by splits and merges.
    pub position: i64,
    /// Where it stands in the text: `1.2`.
    pub clause: String,
    /// Its words.
    pub text: String,
    /// Bytes of the dispatch's text; `None` where a person typed it in.
    pub span: Option<std::ops::Range<usize>>,
    /// How strongly it binds.
    pub force: Force,
    /// Who must do it, as written.
    pub actors: Vec<String>,
    /// After which event.
    pub trigger: Option<Trigger>,
    /// How often, as stated.
    pub recurrence_stated: Option<Recurrence>,
    /// By when, as stated.
    pub due_stated: Option<Due>,
    /// How often, as proposed or settled by a person; `None` is once.
    pub recurrence: Option<Period>,
    /// First day by which it is due, as proposed or settled.
    pub due_on: Option<Date>,
    /// How long evidence counts; `None`: it does not age.
    pub fresh_for: Option<Period>,
    /// Counts only when another person confirmed it.
    pub second_person: bool,
    /// 0 to 100.
    pub confidence: u8,
    /// Where it came from.
    pub origin: Origin,
    /// Why it was dropped; empty where it was not.
    pub drop_reason: String,
    /// Controls, the best first; `OTHER` where none fits.
    pub controls: Vec<String>,
    /// For which units it is meant.
    pub units: Vec<UnitId>,
}

const COLUMNS: &str = "obligation_id, dispatch_id, state, position, clause, text, span_start, span_end, force, \
    actors, trigger_event, recurrence_stated, due_stated, recurrence_proposed, due_proposed, fresh_for, \
    second_person, confidence, origin, drop_reason";

/// Stores an obligation with its controls and units.
///
/// # Errors
/// Where the database refuses.
pub async fn insert(write: &mut Write, row: &ObligationRow) -> Result<(), StoreError> {
    let (start, end) = span_columns(row);
    sqlx::query(
        "INSERT INTO obligation (office_id, obligation_id, dispatch_id, state, position, clause, text, \
         span_start, span_end, force, actors, trigger_event, recurrence_stated, due_stated, \
         recurrence_proposed, due_proposed, fresh_for, second_person, confidence, origin, drop_reason) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, \
         $20, $21)",
    )
    .bind(row.office.to_string())
    .bind(row.obligation.to_string())
    .bind(row.dispatch.to_string())
    .bind(row.state.as_str())
    .bind(row.position)
    .bind(&row.clause)
    .bind(&row.text)
    .bind(start)
    .bind(end)
    .bind(row.force.as_str())
    .bind(list_column(&row.actors))
    .bind(text_column(row.trigger.as_ref()))
    .bind(text_column(row.recurrence_stated.as_ref()))
    .bind(text_column(row.due_stated.as_ref()))
    .bind(text_column(row.recurrence.as_ref()))
    .bind(day_column(row.due_on))
    .bind(text_column(row.fresh_for.as_ref()))
    .bind(i64::from(row.second_person))
    .bind(i64::from(row.confidence))
    .bind(row.origin.as_str())
    .bind(&row.drop_reason)
    .execute(write.conn())
    .await
    .doing("store an obligation")?;
    insert_links(write, row).await
}

/// Writes all of an obligation anew.
///
/// # Errors
/// Where the database refuses.
pub async fn update(write: &mut Write, row: &ObligationRow) -> Result<(), StoreError> {
    let (start, end) = span_columns(row);
    sqlx::query(
        "UPDATE obligation SET state = $3, position = $4, clause = $5, text = $6, span_start = $7, \
         span_end = $8, force = $9, actors = $10, trigger_event = $11, recurrence_stated = $12, \
         due_stated = $13, recurrence_proposed = $14, due_proposed = $15, fresh_for = $16, \
         second_person = $17, confidence = $18, origin = $19, drop_reason = $20 \
         WHERE office_id = $1 AND obligation_id = $2",
    )
    .bind(row.office.to_string())
    .bind(row.obligation.to_string())
    .bind(row.state.as_str())
    .bind(row.position)
    .bind(&row.clause)
    .bind(&row.text)
    .bind(start)
    .bind(end)
    .bind(row.force.as_str())
    .bind(list_column(&row.actors))
    .bind(text_column(row.trigger.as_ref()))
    .bind(text_column(row.recurrence_stated.as_ref()))
    .bind(text_column(row.due_stated.as_ref()))
    .bind(text_column(row.recurrence.as_ref()))
    .bind(day_column(row.due_on))
    .bind(text_column(row.fresh_for.as_ref()))
    .bind(i64::from(row.second_person))
    .bind(i64::from(row.confidence))
    .bind(row.origin.as_str())
    .bind(&row.drop_reason)
    .execute(write.conn())
    .await
    .doing("change an obligation")?;
    clear_links(write, row.office, row.obligation).await?;
    insert_links(write, row).await
}

/// Removes a proposal whose words live on in another one. One that was confirmed stays.
///
/// # Errors
/// Where the database fails.
pub async fn remove(
    write: &mut Write,
    office: OfficeId,
    obligation: ObligationId,
) -> Result<(), StoreError> {
    let removed = sqlx::query(
        "DELETE FROM obligation WHERE office_id = $1 AND obligation_id = $2 AND state <> 'confirmed'",
    )
    .bind(office.to_string())
    .bind(obligation.to_string())
    .execute(write.conn())
    .await
    .doing("remove an obligation")?;
    if removed.rows_affected() == 1 {
        clear_links(write, office, obligation).await?;
    }
    Ok(())
}

/// Removes the controls and units of an obligation.
async fn clear_links(
    write: &mut Write,
    office: OfficeId,
    obligation: ObligationId,
) -> Result<(), StoreError> {
    for clear in [
        "DELETE FROM obligation_control WHERE office_id = $1 AND obligation_id = $2",
        "DELETE FROM obligation_unit WHERE office_id = $1 AND obligation_id = $2",
    ] {
        sqlx::query(clear)
            .bind(office.to_string())
            .bind(obligation.to_string())
            .execute(write.conn())
            .await
            .doing("change the controls and units of an obligation")?;
    }
    Ok(())
}

/// Makes room for an obligation at `position`: those from there on move up by one.
///
/// # Errors
/// Where the database fails.
pub async fn make_room(
    write: &mut Write,
    office: OfficeId,
    dispatch: DispatchId,
    position: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE obligation SET position = position + 1 \
         WHERE office_id = $1 AND dispatch_id = $2 AND position >= $3",
    )
    .bind(office.to_string())
    .bind(dispatch.to_string())
    .bind(position)
    .execute(write.conn())
    .await
    .doing("make room among obligations")?;
    Ok(())
}

/// Marks what is proposed of a dispatch as confirmed.
///
/// # Errors
/// Where the database fails.
pub async fn confirm(
    write: &mut Write,
    office: OfficeId,
    dispatch: DispatchId,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE obligation SET state = 'confirmed' \
         WHERE office_id = $1 AND dispatch_id = $2 AND state = 'proposed'",
    )
    .bind(office.to_string())
    .bind(dispatch.to_string())
    .execute(write.conn())
    .await
    .doing("confirm obligations")?;
    Ok(())
}

async fn insert_links(write: &mut Write, row: &ObligationRow) -> Result<(), StoreError> {
    for (position, control) in (1_i64..).zip(&row.controls) {
        sqlx::query(
            "INSERT INTO obligation_control (office_id, obligation_id, position, control_id) \
             VALUES ($1, $2, $3, $4)",
        )
        .bind(row.office.to_string())
        .bind(row.obligation.to_string())
        .bind(position)
        .bind(control)
        .execute(write.conn())
        .await
        .doing("store a control of an obligation")?;
    }
    for unit in &row.units {
        sqlx::query(
            "INSERT INTO obligation_unit (office_id, obligation_id, unit_id) VALUES ($1, $2, $3) \
             ON CONFLICT (office_id, obligation_id, unit_id) DO NOTHING",
        )
        .bind(row.office.to_string())
        .bind(row.obligation.to_string())
        .bind(unit.to_string())
        .execute(write.conn())
        .await
        .doing("store a unit of an obligation")?;
    }
    Ok(())
}

fn span_columns(row: &ObligationRow) -> (i64, i64) {
    row.span.as_ref().map_or((-1, -1), |span| {
        (
            i64::try_from(span.start).unwrap_or(-1),
            i64::try_from(span.end).unwrap_or(-1),
        )
    })
}

/// All obligations of a dispatch, dropped ones too, in the order of the text. Three queries,
/// whatever their number.
///
/// # Errors
/// Where the database fails.
pub async fn of_dispatch(
    conn: &mut Conn,
    office: OfficeId,
    dispatch: DispatchId,
) -> Result<Vec<ObligationRow>, StoreError> {
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM obligation WHERE office_id = $1 AND dispatch_id = $2 \
         ORDER BY position, obligation_id"
    )))
    .bind(office.to_string())
    .bind(dispatch.to_string())
    .fetch_all(&mut *conn)
    .await
    .doing("read the obligations of a dispatch")?;
    let mut obligations = rows
        .iter()
        .map(|row| obligation_of(office, row))
        .collect::<Result<Vec<_>, _>>()?;
    let controls = sqlx::query(
        "SELECT c.obligation_id, c.control_id AS link FROM obligation_control c JOIN obligation o \
         ON o.office_id = c.office_id AND o.obligation_id = c.obligation_id \
         WHERE o.office_id = $1 AND o.dispatch_id = $2 ORDER BY c.obligation_id, c.position",
    )
    .bind(office.to_string())
    .bind(dispatch.to_string())
    .fetch_all(&mut *conn)
    .await
    .doing("read the controls of obligations")?;
    let units = sqlx::query(
        "SELECT u.obligation_id, u.unit_id AS link FROM obligation_unit u JOIN obligation o \
         ON o.office_id = u.office_id AND o.obligation_id = u.obligation_id \
         WHERE o.office_id = $1 AND o.dispatch_id = $2 ORDER BY u.obligation_id, u.unit_id",
    )
    .bind(office.to_string())
    .bind(dispatch.to_string())
    .fetch_all(conn)
    .await
    .doing("read the units of obligations")?;
    attach(&mut obligations, &controls, &units)?;
    Ok(obligations)
}

/// A clause of another dispatch in force that asks for the same control.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedBy {
    /// For which control.
    pub control: String,
    /// Which dispatch.
    pub dispatch: DispatchId,
    /// Its number.
    pub number: String,
    /// Its symbol.
    pub symbol: String,
    /// Where in it.
    pub clause: String,
}

/// Which confirmed dispatches other than `dispatch` ask for a control that one of its obligations
/// has. At most `most`, by control, the last received first.
///
/// # Errors
/// Where the database fails.
pub async fn asked_elsewhere(
    conn: &mut Conn,
    office: OfficeId,
    dispatch: DispatchId,
    most: u32,
) -> Result<Vec<AskedBy>, StoreError> {
    let rows = sqlx::query(
        "SELECT c.control_id, o.dispatch_id, d.number, d.symbol, o.clause FROM obligation_control c \
         JOIN obligation o ON o.office_id = c.office_id AND o.obligation_id = c.obligation_id \
         JOIN dispatch d ON d.office_id = o.office_id AND d.dispatch_id = o.dispatch_id \
         WHERE c.office_id = $1 AND c.control_id IN (SELECT m.control_id FROM obligation_control m \
         JOIN obligation mine ON mine.office_id = m.office_id AND mine.obligation_id = m.obligation_id \
         WHERE mine.office_id = $1 AND mine.dispatch_id = $2 AND m.control_id <> 'OTHER') \
         AND o.dispatch_id <> $2 AND o.state = 'confirmed' AND d.state = 'confirmed' \
         ORDER BY c.control_id, d.received_at DESC, o.position LIMIT $3",
    )
    .bind(office.to_string())
    .bind(dispatch.to_string())
    .bind(i64::from(most))
    .fetch_all(conn)
    .await
    .doing("look who else asks for a control")?;
    rows.iter()
        .map(|row| {
            let columns = Columns::of("obligation_control", row);
            Ok(AskedBy {
                control: columns.text("control_id")?,
                dispatch: columns.value("dispatch_id")?,
                number: columns.text("number")?,
                symbol: columns.text("symbol")?,
                clause: columns.text("clause")?,
            })
        })
        .collect()
}

/// One obligation.
///
/// # Errors
/// Where the database fails.
pub async fn read(
    conn: &mut Conn,
    office: OfficeId,
    obligation: ObligationId,
) -> Result<Option<ObligationRow>, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM obligation WHERE office_id = $1 AND obligation_id = $2"
    )))
    .bind(office.to_string())
    .bind(obligation.to_string())
    .fetch_optional(&mut *conn)
    .await
    .doing("read an obligation")?;
    let Some(row) = row else { return Ok(None) };
    let mut found = [obligation_of(office, &row)?];
    let controls = sqlx::query(
        "SELECT obligation_id, control_id AS link FROM obligation_control \
         WHERE office_id = $1 AND obligation_id = $2 ORDER BY position",
    )
    .bind(office.to_string())
    .bind(obligation.to_string())
    .fetch_all(&mut *conn)
    .await
    .doing("read the controls of an obligation")?;
    let units = sqlx::query(
        "SELECT obligation_id, unit_id AS link FROM obligation_unit \
         WHERE office_id = $1 AND obligation_id = $2 ORDER BY unit_id",
    )
    .bind(office.to_string())
    .bind(obligation.to_string())
    .fetch_all(conn)
    .await
    .doing("read the units of an obligation")?;
    attach(&mut found, &controls, &units)?;
    let [found] = found;
    Ok(Some(found))
}

fn attach(
    obligations: &mut [ObligationRow],
    controls: &[AnyRow],
    units: &[AnyRow],
) -> Result<(), StoreError> {
    let places: std::collections::HashMap<ObligationId, usize> = obligations
        .iter()
        .enumerate()
        .map(|(at, row)| (row.obligation, at))
        .collect();
    for row in controls {
        let columns = Columns::of("obligation_control", row);
        let place = places.get(&columns.value("obligation_id")?);
        if let Some(obligation) = place.and_then(|at| obligations.get_mut(*at)) {
            obligation.controls.push(columns.text("link")?);
        }
    }
    for row in units {
        let columns = Columns::of("obligation_unit", row);
        let place = places.get(&columns.value("obligation_id")?);
        if let Some(obligation) = place.and_then(|at| obligations.get_mut(*at)) {
            obligation.units.push(columns.value("link")?);
        }
    }
    Ok(())
}

fn obligation_of(office: OfficeId, row: &AnyRow) -> Result<ObligationRow, StoreError> {
    let columns = Columns::of("obligation", row);
    let span = match (
        usize::try_from(columns.number("span_start")?),
        usize::try_from(columns.number("span_end")?),
    ) {
        (Ok(start), Ok(end)) if start <= end => Some(start..end),
        _ => None,
    };
    let confidence = columns.number("confidence")?;
    Ok(ObligationRow {
        office,
        obligation: columns.value("obligation_id")?,
        dispatch: columns.value("dispatch_id")?,
        state: columns.value("state")?,
        position: columns.number("position")?,
        clause: columns.text("clause")?,
        text: columns.text("text")?,
        span,
        force: columns.value("force")?,
        actors: columns.list("actors")?,
        trigger: columns.value_or_empty("trigger_event")?,
        recurrence_stated: columns.value_or_empty("recurrence_stated")?,
        due_stated: columns.value_or_empty("due_stated")?,
        recurrence: columns.value_or_empty("recurrence_proposed")?,
        due_on: columns.day_or_far("due_proposed")?,
        fresh_for: columns.value_or_empty("fresh_for")?,
        second_person: columns.yes("second_person")?,
        confidence: u8::try_from(confidence)
            .map_err(|_| columns.corrupt("confidence", confidence.to_string()))?,
        origin: columns.value("origin")?,
        drop_reason: columns.text("drop_reason")?,
        controls: Vec::new(),
        units: Vec::new(),
    })
}
