//! The list of assignments: where every figure leads.

use jiff::civil::Date;
use luytre_model::duty::Force;
use luytre_model::id::{AssignmentId, DispatchId, OfficeId, UnitId};
use luytre_model::status::{Status, status};
use luytre_model::work::Assurance;
use luytre_store::Conn;
use luytre_store::assignments::{self, After, AssignmentLine, Filter};

use crate::access::{Action, Target, decide};
use crate::actor::Actor;
use crate::error::OfficeError;
use crate::service::Service;

/// Rows of a page.
const ROWS: u32 = 20;

/// Which assignments a list shows. All parts must fit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AssignmentFilter {
    /// Of one unit.
    pub unit: Option<UnitId>,
    /// Of one control, whatever its place among the duty's controls.
    pub control: Option<String>,
    /// Of one dispatch.
    pub dispatch: Option<DispatchId>,
    /// With one status today.
    pub status: Option<Status>,
    /// Due within seven days from today.
    pub soon: bool,
}

/// A page of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignmentPage {
    /// The rows by due day, those without one last.
    pub rows: Vec<AssignmentItem>,
    /// Where the next page begins, if there is one; given back as it is.
    pub next: Option<String>,
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignmentItem {
    /// The assignment.
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
    /// That dispatch's number.
    pub number: String,
    /// That dispatch's symbol.
    pub symbol: String,
    /// When it is due next.
    pub due_on: Option<Date>,
    /// Its status today.
    pub status: Status,
    /// How it is known; `None`: there is no evidence.
    pub assurance: Option<Assurance>,
}

impl Service {
    /// A page of assignments in one query. Who sees only their unit's gets those where the filter
    /// names no unit.
    ///
    /// # Errors
    /// Not allowed, or `after` is none that was given out.
    pub async fn assignments(
        &self,
        actor: &Actor,
        filter: &AssignmentFilter,
        after: Option<&str>,
    ) -> Result<AssignmentPage, OfficeError> {
        let filter = seen_by(actor, filter)?;
        let after = after.map(read_key).transpose()?;
        let mut conn = self.store.read().await?;
        page(&mut conn, actor.office, &filter, self.today(), after).await
    }
}

/// The filter as far as the actor may see.
pub(crate) fn seen_by(
    actor: &Actor,
    filter: &AssignmentFilter,
) -> Result<AssignmentFilter, OfficeError> {
    let mut filter = filter.clone();
    let office = decide(actor, Action::SeeAssignment, &Target::office(actor.office));
    if office.is_err() {
        let unit = *filter.unit.get_or_insert(actor.unit);
        decide(
            actor,
            Action::SeeAssignment,
            &Target::unit(actor.office, unit),
        )?;
    }
    Ok(filter)
}

/// The first page, for pages that end in a list.
pub(super) async fn first_page(
    conn: &mut Conn,
    actor: &Actor,
    filter: &AssignmentFilter,
    today: Date,
) -> Result<AssignmentPage, OfficeError> {
    match seen_by(actor, filter) {
        Ok(filter) => page(conn, actor.office, &filter, today, None).await,
        // The figures may be seen where the rows may not.
        Err(OfficeError::Denied(_)) => Ok(AssignmentPage {
            rows: Vec::new(),
            next: None,
        }),
        Err(error) => Err(error),
    }
}

async fn page(
    conn: &mut Conn,
    office: OfficeId,
    filter: &AssignmentFilter,
    today: Date,
    after: Option<After>,
) -> Result<AssignmentPage, OfficeError> {
    let mut rows = items(conn, office, filter, today, after, ROWS + 1).await?;
    let rows_of_page = usize::try_from(ROWS).unwrap_or(usize::MAX);
    let more = rows.len() > rows_of_page;
    rows.truncate(rows_of_page);
    let next = rows.last().filter(|_| more).map(key_of);
    Ok(AssignmentPage { rows, next })
}

/// At most `most` rows.
pub(crate) async fn items(
    conn: &mut Conn,
    office: OfficeId,
    filter: &AssignmentFilter,
    today: Date,
    after: Option<After>,
    most: u32,
) -> Result<Vec<AssignmentItem>, OfficeError> {
    let filter = Filter {
        unit: filter.unit,
        control: filter.control.clone(),
        dispatch: filter.dispatch,
        status: filter.status,
        soon: filter.soon,
    };
    let lines = assignments::list(conn, office, &filter, today, after, most).await?;
    Ok(lines.into_iter().map(|line| item(line, today)).collect())
}

fn item(line: AssignmentLine, today: Date) -> AssignmentItem {
    AssignmentItem {
        status: status(&line.inputs, today),
        due_on: line.inputs.due_on,
        assurance: line.inputs.evidence.map(|known| known.assurance),
        assignment: line.assignment,
        unit: line.unit,
        unit_name: line.unit_name,
        control: line.control,
        force: line.force,
        clause: line.clause,
        text: line.text,
        dispatch: line.dispatch,
        number: line.number,
        symbol: line.symbol,
    }
}

/// Day and id of the last row: `2026-06-15.0197…`, `none.0197…`.
fn key_of(item: &AssignmentItem) -> String {
    let day = item
        .due_on
        .map_or_else(|| "none".to_owned(), |day| day.to_string());
    format!("{day}.{}", item.assignment)
}

pub(crate) fn after_of(item: &AssignmentItem) -> After {
    After {
        due_on: item.due_on,
        assignment: item.assignment,
    }
}

fn read_key(key: &str) -> Result<After, OfficeError> {
    let unknown = || OfficeError::NotFound {
        what: "page",
        id: key.chars().take(80).collect(),
    };
    let (day, id) = key.split_once('.').ok_or_else(unknown)?;
    let due_on = match day {
        "none" => None,
        day => Some(day.parse().map_err(|_| unknown())?),
    };
    Ok(After {
        due_on,
        assignment: id.parse().map_err(|_| unknown())?,
    })
}
