//! Lists of assignments: what a filter lets through, by due day, a page at a time.

use jiff::civil::Date;
use luytre_model::clock::to_day_number;
use luytre_model::duty::Force;
use luytre_model::id::{AssignmentId, DispatchId, OfficeId, UnitId};
use luytre_model::status::{Inputs, Status};
use sqlx::any::AnyRow;

use super::inputs_of;
use crate::engine::Conn;
use crate::error::{Doing, StoreError};
use crate::far::day_column;
use crate::row::Columns;

/// An assignment in a list, with the words that a person needs to know it by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignmentLine {
    /// Its id.
    pub assignment: AssignmentId,
    /// To which unit.
    pub unit: UnitId,
    /// That unit's name.
    pub unit_name: String,
    /// Its first control.
    pub control: String,
    /// How strongly it binds.
    pub force: Force,
    /// Where the duty stands in its dispatch.
    pub clause: String,
    /// The duty's words.
    pub text: String,
    /// Of which dispatch.
    pub dispatch: DispatchId,
    /// That dispatch's number; empty where it is blank.
    pub number: String,
    /// That dispatch's symbol.
    pub symbol: String,
    /// What its status is computed from.
    pub inputs: Inputs,
}

/// Which assignments a list shows. All parts must fit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of one unit.
    pub unit: Option<UnitId>,
    /// Of one control, whatever its place among the obligation's controls.
    pub control: Option<String>,
    /// Of one dispatch.
    pub dispatch: Option<DispatchId>,
    /// With one status on the day of looking.
    pub status: Option<Status>,
    /// Due within [`SOON_DAYS`] from the day of looking, that day included.
    pub soon: bool,
}

/// So many days ahead count as soon.
pub const SOON_DAYS: i64 = 7;

/// Where a list goes on: the last line that was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    /// Its due day; none sorts last.
    pub due_on: Option<Date>,
    /// Its id.
    pub assignment: AssignmentId,
}

/// Live assignments by due day, those without one last.
///
/// # Errors
/// Where the database fails.
pub async fn list(
    conn: &mut Conn,
    office: OfficeId,
    filter: &Filter,
    today: Date,
    after: Option<After>,
    most: u32,
) -> Result<Vec<AssignmentLine>, StoreError> {
    let after = after.map(|after| (day_column(after.due_on), after.assignment.to_string()));
    let first = (first_day(filter, today), String::new());
    let (due_on, id) = after.map_or(first.clone(), |after| after.max(first));
    let rows = sqlx::query(sqlx::AssertSqlSafe(list_text(filter)))
        .bind(office.to_string())
        .bind(due_on)
        .bind(id)
        .bind(to_day_number(today))
        .bind(filter.unit.map(|unit| unit.to_string()).unwrap_or_default())
        .bind(filter.control.clone().unwrap_or_default())
        .bind(
            filter
                .dispatch
                .map(|dispatch| dispatch.to_string())
                .unwrap_or_default(),
        )
        .bind(i64::from(most))
        .fetch_all(conn)
        .await
        .doing("list assignments")?;
    rows.iter().map(line_of).collect()
}

/// The first day on which something can stand that fits: what is late is not read where it cannot.
fn first_day(filter: &Filter, today: Date) -> i64 {
    match filter.status {
        Some(Status::Failing | Status::Stale | Status::Waiting | Status::Open | Status::Met) => {
            to_day_number(today)
        }
        _ if filter.soon => to_day_number(today),
        Some(Status::Overdue | Status::NotApplicable) | None => i64::MIN,
    }
}

/// The text of a list. The narrowest part of the filter chooses the index; every parameter occurs
/// in every text, so that binding is always the same.
fn list_text(filter: &Filter) -> String {
    let unit = if filter.unit.is_some() {
        "a.unit_id = $5"
    } else {
        "$5 = ''"
    };
    let dispatch = if filter.dispatch.is_some() {
        "a.dispatch_id = $7"
    } else {
        "$7 = ''"
    };
    let control = if filter.control.is_some() {
        "EXISTS (SELECT 1 FROM obligation_control c WHERE c.office_id = a.office_id \
         AND c.control_id = $6 AND c.obligation_id = a.obligation_id)"
    } else {
        "$6 = ''"
    };
    let status = filter.status.map_or("$4 = $4", status_text);
    let soon = if filter.soon {
        soon_text()
    } else {
        "$4 = $4".to_owned()
    };
    format!(
        "SELECT a.assignment_id, a.unit_id, u.name AS unit_name, a.control_id, o.force, o.clause, o.text, \
         a.dispatch_id, d.number, d.symbol, a.due_on, a.assurance, a.holds, a.fresh_until, \
         a.awaits_confirmation, a.not_applicable \
         FROM assignment a \
         JOIN obligation o ON o.office_id = a.office_id AND o.obligation_id = a.obligation_id \
         JOIN unit u ON u.office_id = a.office_id AND u.unit_id = a.unit_id \
         JOIN dispatch d ON d.office_id = a.office_id AND d.dispatch_id = a.dispatch_id \
         WHERE a.office_id = $1 AND a.live = 1 AND a.due_on >= $2 \
         AND (a.due_on > $2 OR a.assignment_id > $3) AND ({status}) AND ({soon}) AND {unit} AND {control} AND {dispatch} \
         ORDER BY a.due_on, a.assignment_id LIMIT $8"
    )
}

/// [`luytre_model::status::status`] as a condition; `$4` is today. A test holds both together.
pub(crate) const fn status_text(status: Status) -> &'static str {
    match status {
        Status::NotApplicable => "a.not_applicable = 1 AND $4 = $4",
        Status::Overdue => "a.not_applicable = 0 AND a.due_on < $4",
        Status::Failing => {
            "a.not_applicable = 0 AND a.due_on >= $4 AND a.assurance <> '' AND a.holds = 0"
        }
        Status::Waiting => {
            "a.not_applicable = 0 AND a.due_on >= $4 AND (a.assurance = '' OR a.holds = 1) \
             AND a.awaits_confirmation = 1"
        }
        Status::Met => {
            "a.not_applicable = 0 AND a.due_on >= $4 AND a.assurance <> '' AND a.holds = 1 \
             AND a.awaits_confirmation = 0 AND a.fresh_until >= $4"
        }
        Status::Stale => {
            "a.not_applicable = 0 AND a.due_on >= $4 AND a.assurance <> '' AND a.holds = 1 \
             AND a.awaits_confirmation = 0 AND a.fresh_until < $4"
        }
        Status::Open => {
            "a.not_applicable = 0 AND a.due_on >= $4 AND a.assurance = '' AND a.awaits_confirmation = 0"
        }
    }
}

fn line_of(row: &AnyRow) -> Result<AssignmentLine, StoreError> {
    let columns = Columns::of("assignment", row);
    Ok(AssignmentLine {
        assignment: columns.value("assignment_id")?,
        unit: columns.value("unit_id")?,
        unit_name: columns.text("unit_name")?,
        control: columns.text("control_id")?,
        force: columns.value("force")?,
        clause: columns.text("clause")?,
        text: columns.text("text")?,
        dispatch: columns.value("dispatch_id")?,
        number: columns.text("number")?,
        symbol: columns.text("symbol")?,
        inputs: inputs_of(&columns)?,
    })
}

/// What is due soon, as a condition; `$4` is today.
pub(crate) fn soon_text() -> String {
    format!("a.not_applicable = 0 AND a.due_on BETWEEN $4 AND $4 + {SOON_DAYS}")
}

#[cfg(test)]
mod tests {
    use sqlx::Row as _;

    use super::*;
    use crate::testing::one_sqlite;

    #[tokio::test]
    async fn lists_of_what_is_rare_have_an_index_of_their_own() {
        let store = one_sqlite().await;
        let mut conn = store.read().await.unwrap();
        for (status, index) in [
            (None, "assignment_by_due"),
            (Some(Status::Overdue), "assignment_by_due"),
            (Some(Status::Open), "assignment_by_due"),
            (Some(Status::Failing), "assignment_with_evidence"),
            (Some(Status::Stale), "assignment_with_evidence"),
            (Some(Status::Met), "assignment_with_evidence"),
            (Some(Status::Waiting), "assignment_awaiting"),
            (Some(Status::NotApplicable), "assignment_not_applicable"),
        ] {
            let filter = Filter {
                status,
                ..Filter::default()
            };
            let text = format!("EXPLAIN QUERY PLAN {}", list_text(&filter));
            let rows = sqlx::query(sqlx::AssertSqlSafe(text));
            let rows = rows.fetch_all(&mut *conn).await.unwrap();
            let plan: Vec<String> = rows.iter().map(|row| row.get("detail")).collect();
            let plan = plan.join("; ");
            assert!(
                plan.contains(&format!("SEARCH a USING INDEX {index} ")),
                "{status:?}: {plan}"
            );
            assert!(!plan.contains("TEMP B-TREE"), "{status:?}: {plan}");
        }
    }
}
