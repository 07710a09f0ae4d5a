//! The roll-up: how many assignments of a unit and control have which inputs of their status. It is
//! moved with every change and judged when looked at, so it grows with the number of different
//! inputs, not with the number of assignments, and no job keeps it fresh.

use jiff::civil::Date;
use luytre_model::clock::to_day_number;
use luytre_model::id::{OfficeId, UnitId};
use luytre_model::status::{Inputs, Status, Tally};
use luytre_model::work::Assurance;

use crate::assignments::{KnownColumns, inputs_of, soon_text, status_text};
use crate::engine::Conn;
use crate::error::{Doing, StoreError};
use crate::far::day_column;
use crate::row::Columns;
use crate::write::Write;

/// So many assignments of a unit and control have the same inputs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollUpRow {
    /// Of which unit.
    pub unit: UnitId,
    /// Of which control; empty: counted once, whatever the controls.
    pub control: String,
    /// With which inputs.
    pub inputs: Inputs,
    /// How many.
    pub number: u64,
}

/// What a unit has under a control, judged on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JudgedRow {
    /// Which unit.
    pub unit: UnitId,
    /// Which control; empty: counted once, whatever the controls.
    pub control: String,
    /// How many have which status.
    pub judged: Judged,
}

/// Assignments, judged on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// How many have which status.
    pub tally: Tally,
    /// How many of those that are met are known in which way.
    pub met_by: Vec<(Assurance, u64)>,
    /// How many are due soon.
    pub soon: u64,
}

/// Moves one assignment of `unit` from one set of inputs to another, under each of `controls` and
/// under none. `None`: it was not, or is no longer, there.
///
/// # Errors
/// Where the database fails.
pub async fn shift(
    write: &mut Write,
    office: OfficeId,
    unit: UnitId,
    controls: &[String],
    from: Option<&Inputs>,
    to: Option<&Inputs>,
) -> Result<(), StoreError> {
    if from == to {
        return Ok(());
    }
    for control in controls.iter().map(String::as_str).chain([""]) {
        if let Some(inputs) = from {
            take_away(write, office, unit, control, inputs).await?;
        }
        if let Some(inputs) = to {
            add(write, office, unit, control, inputs).await?;
        }
    }
    Ok(())
}

async fn add(
    write: &mut Write,
    office: OfficeId,
    unit: UnitId,
    control: &str,
    inputs: &Inputs,
) -> Result<(), StoreError> {
    move_by(
        write,
        "INSERT INTO roll_up (office_id, unit_id, control_id, due_on, assurance, holds, fresh_until, \
         awaits_confirmation, not_applicable, number) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1) \
         ON CONFLICT (office_id, unit_id, control_id, due_on, assurance, holds, fresh_until, \
         awaits_confirmation, not_applicable) DO UPDATE SET number = roll_up.number + 1",
        (office, unit, control),
        inputs,
    )
    .await?;
    Ok(())
}

/// The last of its kind goes with its row; most are the only one, so that is tried first.
async fn take_away(
    write: &mut Write,
    office: OfficeId,
    unit: UnitId,
    control: &str,
    inputs: &Inputs,
) -> Result<(), StoreError> {
    let of = (office, unit, control);
    let last = "DELETE FROM roll_up WHERE office_id = $1 AND unit_id = $2 AND control_id = $3 \
        AND due_on = $4 AND assurance = $5 AND holds = $6 AND fresh_until = $7 \
        AND awaits_confirmation = $8 AND not_applicable = $9 AND number = 1";
    if move_by(write, last, of, inputs).await? > 0 {
        return Ok(());
    }
    let one = "UPDATE roll_up SET number = number - 1 WHERE office_id = $1 AND unit_id = $2 \
        AND control_id = $3 AND due_on = $4 AND assurance = $5 AND holds = $6 AND fresh_until = $7 \
        AND awaits_confirmation = $8 AND not_applicable = $9";
    move_by(write, one, of, inputs).await?;
    Ok(())
}

/// Carries out a statement whose parameters are the key of a row; how many rows it touched.
async fn move_by(
    write: &mut Write,
    text: &'static str,
    (office, unit, control): (OfficeId, UnitId, &str),
    inputs: &Inputs,
) -> Result<u64, StoreError> {
    let known = KnownColumns::of(inputs);
    let done = sqlx::query(text)
        .bind(office.to_string())
        .bind(unit.to_string())
        .bind(control)
        .bind(day_column(inputs.due_on))
        .bind(known.assurance)
        .bind(known.holds)
        .bind(known.fresh_until)
        .bind(i64::from(inputs.awaits_confirmation))
        .bind(i64::from(inputs.not_applicable))
        .execute(write.conn())
        .await
        .doing("move the roll-up")?;
    Ok(done.rows_affected())
}

/// The roll-up of an office: of one unit or all, of one control or all (the rows counted once, with
/// an empty control, included).
///
/// # Errors
/// Where the database fails.
pub async fn of_office(
    conn: &mut Conn,
    office: OfficeId,
    unit: Option<UnitId>,
    control: Option<&str>,
) -> Result<Vec<RollUpRow>, StoreError> {
    let any_control = i64::from(control.is_none());
    let rows = sqlx::query(
        "SELECT unit_id, control_id, due_on, assurance, holds, fresh_until, awaits_confirmation, \
         not_applicable, number FROM roll_up \
         WHERE office_id = $1 AND ($2 = '' OR unit_id = $2) AND ($3 = 1 OR control_id = $4) AND number <> 0",
    )
    .bind(office.to_string())
    .bind(unit.map(|unit| unit.to_string()).unwrap_or_default())
    .bind(any_control)
    .bind(control.unwrap_or_default())
    .fetch_all(conn)
    .await
    .doing("read the roll-up")?;
    rows.iter()
        .map(|row| {
            let columns = Columns::of("roll_up", row);
            Ok(RollUpRow {
                unit: columns.value("unit_id")?,
                control: columns.text("control_id")?,
                inputs: inputs_of(&columns)?,
                number: columns.count("number")?,
            })
        })
        .collect()
}

/// The same judged on a day: a row for each unit and control, however many assignments they have.
///
/// The conditions are those of the list of assignments, so that a figure and its list agree.
///
/// # Errors
/// Where the database fails.
pub async fn judged(
    conn: &mut Conn,
    office: OfficeId,
    unit: Option<UnitId>,
    control: Option<&str>,
    today: Date,
) -> Result<Vec<JudgedRow>, StoreError> {
    let rows = sqlx::query(sqlx::AssertSqlSafe(judged_text()))
        .bind(office.to_string())
        .bind(unit.map(|unit| unit.to_string()).unwrap_or_default())
        .bind(control.unwrap_or(ANY_CONTROL))
        .bind(to_day_number(today))
        .fetch_all(conn)
        .await
        .doing("judge the roll-up")?;
    let rows = rows.iter().map(|row| {
        let columns = Columns::of("roll_up", row);
        Ok(JudgedRow {
            unit: columns.value("unit_id")?,
            control: columns.text("control_id")?,
            judged: judged_of(&columns)?,
        })
    });
    rows.collect()
}

/// The controls of an office, each summed over all units.
///
/// # Errors
/// Where the database fails.
pub async fn judged_controls(
    conn: &mut Conn,
    office: OfficeId,
    today: Date,
) -> Result<Vec<(String, Judged)>, StoreError> {
    let sums = columns().map(|name| format!("CAST(SUM(c.{name}) AS BIGINT) AS {name}"));
    let sums: Vec<String> = sums.collect();
    // Summed in the order of the key first: few rows are left to be sorted by control.
    let text = format!(
        "SELECT c.control_id, {} FROM ({}) c WHERE c.control_id <> '' GROUP BY c.control_id",
        sums.join(", "),
        judged_text()
    );
    let rows = sqlx::query(sqlx::AssertSqlSafe(text))
        .bind(office.to_string())
        .bind("")
        .bind(ANY_CONTROL)
        .bind(to_day_number(today))
        .fetch_all(conn)
        .await
        .doing("judge the controls")?;
    let rows = rows.iter().map(|row| {
        let columns = Columns::of("roll_up", row);
        Ok((columns.text("control_id")?, judged_of(&columns)?))
    });
    rows.collect()
}

/// No control's id.
const ANY_CONTROL: &str = "*";
const SOON: &str = "soon";

/// The columns of what is judged: statuses and assurances by their own names.
fn columns() -> impl Iterator<Item = &'static str> {
    let statuses = Status::ALL.iter().map(|status| status.as_str());
    let met_by = Assurance::ALL.iter().map(|by| by.as_str());
    statuses.chain(met_by).chain([SOON])
}

fn judged_text() -> String {
    let statuses = Status::ALL
        .iter()
        .map(|status| status_text(*status).to_owned());
    let met = status_text(Status::Met);
    let met_by = Assurance::ALL.iter();
    let met_by = met_by.map(|by| format!("{met} AND a.assurance = '{by}'"));
    let conditions = statuses.chain(met_by).chain([soon_text()]);
    let sum = |(condition, name)| {
        format!("CAST(SUM(CASE WHEN {condition} THEN a.number ELSE 0 END) AS BIGINT) AS {name}")
    };
    let sums: Vec<String> = conditions.zip(columns()).map(sum).collect();
    format!(
        "WITH a AS (SELECT * FROM roll_up WHERE office_id = $1 AND ($2 = '' OR unit_id = $2) \
         AND ($3 = '{ANY_CONTROL}' OR control_id = $3)) \
         SELECT a.unit_id, a.control_id, {} FROM a GROUP BY a.unit_id, a.control_id",
        sums.join(", ")
    )
}

fn judged_of(columns: &Columns<'_>) -> Result<Judged, StoreError> {
    let mut tally = Tally::default();
    for status in Status::ALL {
        tally.add_judged(*status, columns.count(status.as_str())?);
    }
    tally.met_attested = columns.count(Assurance::Attested.as_str())?;
    let met_by = Assurance::ALL.iter();
    let met_by = met_by.map(|by| Ok((*by, columns.count(by.as_str())?)));
    Ok(Judged {
        tally,
        met_by: met_by.collect::<Result<_, StoreError>>()?,
        soon: columns.count(SOON)?,
    })
}
