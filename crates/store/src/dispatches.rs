//! Dispatches: what was received, its text and heading, where it stands.

use jiff::Timestamp;
use luytre_model::clock::to_millis;
use luytre_model::dispatch::{Header, Reference, Signer};
use luytre_model::id::{DispatchId, FileId, OfficeId, PersonId};
use luytre_model::work::DispatchState;
use sqlx::any::AnyRow;

use crate::engine::Conn;
use crate::error::{Doing, StoreError};
use crate::row::{Columns, list_column, text_column};
use crate::write::Write;

/// A dispatch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DispatchRow {
    /// Of which office.
    pub office: OfficeId,
    /// Its id.
    pub dispatch: DispatchId,
    /// Where it stands.
    pub state: DispatchState,
    /// The file as received.
    pub file: FileId,
    /// SHA-256 of the file, hex: the same file is known again.
    pub file_sha256: String,
    /// The text as read. Spans of obligations are bytes of it.
    pub text: String,
    /// SHA-256 of the folded text, hex: the same text in another format is known again.
    pub text_sha256: String,
    /// The heading. It bears no secrecy mark: such a dispatch is never stored.
    pub header: Header,
    /// Codes of what could not be read.
    pub problems: Vec<String>,
    /// When it was received.
    pub received_at: Timestamp,
    /// By whom.
    pub received_by: PersonId,
    /// When its plan was confirmed, and by whom.
    pub confirmed: Option<(Timestamp, PersonId)>,
    /// Goes up by one with each change.
    pub revision: u64,
}

/// A dispatch in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DispatchLine {
    /// Its id.
    pub dispatch: DispatchId,
    /// Where it stands.
    pub state: DispatchState,
    /// Kind, number, symbol, date, place, issuer and subject; nothing else of the heading.
    pub header: Header,
    /// When it was received.
    pub received_at: Timestamp,
    /// How many obligations it has that were not dropped.
    pub obligations: u64,
}

/// Where a list of dispatches goes on: the last line that was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    /// When that one was received.
    pub received_at: Timestamp,
    /// Its id.
    pub dispatch: DispatchId,
}

const COLUMNS: &str = "dispatch_id, state, file_id, file_sha256, text, text_sha256, kind, number, symbol, \
    issued, place, issuer, subject, recipients, signer_authority, signer_title, signer_name, urgency, \
    problems, received_at, received_by, confirmed_at, confirmed_by, revision";

/// Stores a dispatch and what it rests on.
///
/// # Errors
/// Where the database refuses; [`StoreError::is_duplicate`] where the same file is there.
pub async fn insert(
    write: &mut Write,
    row: &DispatchRow,
    based_on: &[Reference],
) -> Result<(), StoreError> {
    let header = &row.header;
    sqlx::query(
        "INSERT INTO dispatch (office_id, dispatch_id, state, file_id, file_sha256, text, text_sha256, \
         kind, number, symbol, issued, place, issuer, subject, recipients, signer_authority, signer_title, \
         signer_name, urgency, problems, received_at, received_by, confirmed_at, confirmed_by, revision) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, \
         $20, $21, $22, NULL, NULL, $23)",
    )
    .bind(row.office.to_string())
    .bind(row.dispatch.to_string())
    .bind(row.state.as_str())
    .bind(row.file.to_string())
    .bind(&row.file_sha256)
    .bind(&row.text)
    .bind(&row.text_sha256)
    .bind(text_column(header.kind.as_ref()))
    .bind(text_column(header.number.as_ref()))
    .bind(text_column(header.symbol.as_ref()))
    .bind(text_column(header.date.as_ref()))
    .bind(text_column(header.place.as_ref()))
    .bind(text_column(header.issuer.as_ref()))
    .bind(text_column(header.subject.as_ref()))
    .bind(list_column(&header.recipients))
    .bind(text_column(header.signer.authority.as_ref()))
    .bind(text_column(header.signer.title.as_ref()))
    .bind(text_column(header.signer.name.as_ref()))
    .bind(text_column(header.urgency.as_ref()))
    .bind(list_column(&row.problems))
    .bind(to_millis(row.received_at))
    .bind(row.received_by.to_string())
    .bind(i64::try_from(row.revision).unwrap_or(i64::MAX))
    .execute(write.conn())
    .await
    .doing("store a dispatch")?;
    for (position, basis) in (1..).zip(based_on) {
        insert_basis(write, row.office, row.dispatch, position, basis).await?;
    }
    Ok(())
}

async fn insert_basis(
    write: &mut Write,
    office: OfficeId,
    dispatch: DispatchId,
    position: i64,
    basis: &Reference,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO legal_basis (office_id, dispatch_id, position, number, symbol, issued, issuer, title) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(office.to_string())
    .bind(dispatch.to_string())
    .bind(position)
    .bind(text_column(basis.number.as_ref()))
    .bind(text_column(basis.symbol.as_ref()))
    .bind(text_column(basis.date.as_ref()))
    .bind(text_column(basis.issuer.as_ref()))
    .bind(text_column(basis.title.as_ref()))
    .execute(write.conn())
    .await
    .doing("store what a dispatch rests on")?;
    Ok(())
}

/// Reads a dispatch.
///
/// # Errors
/// Where the database fails.
pub async fn read(
    conn: &mut Conn,
    office: OfficeId,
    dispatch: DispatchId,
) -> Result<Option<DispatchRow>, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM dispatch WHERE office_id = $1 AND dispatch_id = $2"
    )))
    .bind(office.to_string())
    .bind(dispatch.to_string())
    .fetch_optional(conn)
    .await
    .doing("read a dispatch")?;
    row.as_ref().map(|row| dispatch_of(office, row)).transpose()
}

fn dispatch_of(office: OfficeId, row: &AnyRow) -> Result<DispatchRow, StoreError> {
    let columns = Columns::of("dispatch", row);
    let confirmed_by = columns.maybe_text("confirmed_by")?;
    let confirmed = match (columns.maybe_time("confirmed_at")?, confirmed_by) {
        (Some(at), Some(by)) => Some((
            at,
            by.parse()
                .map_err(|_| columns.corrupt("confirmed_by", by))?,
        )),
        _ => None,
    };
    Ok(DispatchRow {
        office,
        dispatch: columns.value("dispatch_id")?,
        state: columns.value("state")?,
        file: columns.value("file_id")?,
        file_sha256: columns.text("file_sha256")?,
        text: columns.text("text")?,
        text_sha256: columns.text("text_sha256")?,
        header: Header {
            recipients: columns.list("recipients")?,
            signer: Signer {
                authority: columns.text_or_empty("signer_authority")?,
                title: columns.text_or_empty("signer_title")?,
                name: columns.text_or_empty("signer_name")?,
            },
            urgency: columns.text_or_empty("urgency")?,
            ..short_header(&columns)?
        },
        problems: columns.list("problems")?,
        received_at: columns.time("received_at")?,
        received_by: columns.value("received_by")?,
        confirmed,
        revision: columns.count("revision")?,
    })
}

pub(crate) fn short_header(columns: &Columns<'_>) -> Result<Header, StoreError> {
    Ok(Header {
        kind: columns.text_or_empty("kind")?,
        number: columns.text_or_empty("number")?,
        symbol: columns.text_or_empty("symbol")?,
        date: columns.text_or_empty("issued")?,
        place: columns.text_or_empty("place")?,
        issuer: columns.text_or_empty("issuer")?,
        subject: columns.text_or_empty("subject")?,
        ..Header::default()
    })
}

/// What a dispatch rests on, in its order.
///
/// # Errors
/// Where the database fails.
pub async fn based_on(
    conn: &mut Conn,
    office: OfficeId,
    dispatch: DispatchId,
) -> Result<Vec<Reference>, StoreError> {
    let rows = sqlx::query(
        "SELECT number, symbol, issued, issuer, title FROM legal_basis \
         WHERE office_id = $1 AND dispatch_id = $2 ORDER BY position",
    )
    .bind(office.to_string())
    .bind(dispatch.to_string())
    .fetch_all(conn)
    .await
    .doing("read what a dispatch rests on")?;
    rows.iter()
        .map(|row| {
            let columns = Columns::of("legal_basis", row);
            Ok(Reference {
                number: columns.text_or_empty("number")?,
                symbol: columns.text_or_empty("symbol")?,
                date: columns.text_or_empty("issued")?,
                issuer: columns.text_or_empty("issuer")?,
                title: columns.text_or_empty("title")?,
            })
        })
        .collect()
}

/// The dispatch that was received before with the same file or the same text.
///
/// # Errors
/// Where the database fails.
pub async fn find_same(
    conn: &mut Conn,
    office: OfficeId,
    file_sha256: &str,
    text_sha256: &str,
) -> Result<Option<DispatchId>, StoreError> {
    let row = sqlx::query(
        "SELECT dispatch_id FROM dispatch WHERE office_id = $1 AND (file_sha256 = $2 OR text_sha256 = $3) \
         ORDER BY received_at LIMIT 1",
    )
    .bind(office.to_string())
    .bind(file_sha256)
    .bind(text_sha256)
    .fetch_optional(conn)
    .await
    .doing("look for the same dispatch")?;
    row.map(|row| Columns::of("dispatch", &row).value("dispatch_id"))
        .transpose()
}

/// Claims the next revision of a dispatch that stands at `revision` and in `state`. `false`: it was
/// changed meanwhile.
///
/// # Errors
/// Where the database fails.
pub async fn claim_revision(
    write: &mut Write,
    office: OfficeId,
    dispatch: DispatchId,
    revision: u64,
    state: DispatchState,
) -> Result<bool, StoreError> {
    let claimed = sqlx::query(
        "UPDATE dispatch SET revision = revision + 1 \
         WHERE office_id = $1 AND dispatch_id = $2 AND revision = $3 AND state = $4",
    )
    .bind(office.to_string())
    .bind(dispatch.to_string())
    .bind(i64::try_from(revision).unwrap_or(i64::MAX))
    .bind(state.as_str())
    .execute(write.conn())
    .await
    .doing("change a dispatch")?;
    Ok(claimed.rows_affected() == 1)
}

/// Writes a corrected heading.
///
/// # Errors
/// Where the database fails.
pub async fn update_header(
    write: &mut Write,
    office: OfficeId,
    dispatch: DispatchId,
    header: &Header,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE dispatch SET kind = $3, number = $4, symbol = $5, issued = $6, place = $7, issuer = $8, \
         subject = $9, recipients = $10, signer_authority = $11, signer_title = $12, signer_name = $13, \
         urgency = $14 WHERE office_id = $1 AND dispatch_id = $2",
    )
    .bind(office.to_string())
    .bind(dispatch.to_string())
    .bind(text_column(header.kind.as_ref()))
    .bind(text_column(header.number.as_ref()))
    .bind(text_column(header.symbol.as_ref()))
    .bind(text_column(header.date.as_ref()))
    .bind(text_column(header.place.as_ref()))
    .bind(text_column(header.issuer.as_ref()))
    .bind(text_column(header.subject.as_ref()))
    .bind(list_column(&header.recipients))
    .bind(text_column(header.signer.authority.as_ref()))
    .bind(text_column(header.signer.title.as_ref()))
    .bind(text_column(header.signer.name.as_ref()))
    .bind(text_column(header.urgency.as_ref()))
    .execute(write.conn())
    .await
    .doing("correct the heading of a dispatch")?;
    Ok(())
}

/// Marks a dispatch as confirmed.
///
/// # Errors
/// Where the database fails.
pub async fn confirm(
    write: &mut Write,
    office: OfficeId,
    dispatch: DispatchId,
    at: Timestamp,
    by: PersonId,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE dispatch SET state = 'confirmed', confirmed_at = $3, confirmed_by = $4 \
         WHERE office_id = $1 AND dispatch_id = $2",
    )
    .bind(office.to_string())
    .bind(dispatch.to_string())
    .bind(to_millis(at))
    .bind(by.to_string())
    .execute(write.conn())
    .await
    .doing("confirm a dispatch")?;
    Ok(())
}

/// Marks a dispatch as taken back.
///
/// # Errors
/// Where the database fails.
pub async fn withdraw(
    write: &mut Write,
    office: OfficeId,
    dispatch: DispatchId,
) -> Result<(), StoreError> {
    end(write, office, dispatch, DispatchState::Withdrawn).await
}

/// Marks a dispatch as in force no longer.
///
/// # Errors
/// Where the database fails.
pub async fn end(
    write: &mut Write,
    office: OfficeId,
    dispatch: DispatchId,
    state: DispatchState,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE dispatch SET state = $3 WHERE office_id = $1 AND dispatch_id = $2")
        .bind(office.to_string())
        .bind(dispatch.to_string())
        .bind(state.as_str())
        .execute(write.conn())
        .await
        .doing("end a dispatch")?;
    Ok(())
}

/// Dispatches, the last received first: those in `state`, or all; after a line, or from the start.
///
/// # Errors
/// Where the database fails.
pub async fn list(
    conn: &mut Conn,
    office: OfficeId,
    state: Option<DispatchState>,
    after: Option<After>,
    most: u32,
) -> Result<Vec<DispatchLine>, StoreError> {
    lines(conn, office, state, after, None, most).await
}

/// The same, of those with these ids only: what a search found.
///
/// # Errors
/// Where the database fails.
pub async fn among(
    conn: &mut Conn,
    office: OfficeId,
    ids: &[String],
    state: Option<DispatchState>,
    after: Option<After>,
    most: u32,
) -> Result<Vec<DispatchLine>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    lines(conn, office, state, after, Some(ids), most).await
}

async fn lines(
    conn: &mut Conn,
    office: OfficeId,
    state: Option<DispatchState>,
    after: Option<After>,
    among: Option<&[String]>,
    most: u32,
) -> Result<Vec<DispatchLine>, StoreError> {
    let (at, id) = after.map_or((i64::MAX, String::new()), |after| {
        (to_millis(after.received_at), after.dispatch.to_string())
    });
    let ids = among.unwrap_or_default();
    let numbers: Vec<_> = (0..ids.len()).map(|at| format!("${}", at + 6)).collect();
    let state_part = if state.is_some() {
        "d.state = $2"
    } else {
        "$2 = ''"
    };
    let among_part = match among {
        Some(_) => format!("AND d.dispatch_id IN ({})", numbers.join(", ")),
        None => String::new(),
    };
    let text = format!(
        "SELECT d.dispatch_id, d.state, d.kind, d.number, d.symbol, d.issued, d.place, d.issuer, d.subject, \
         d.received_at, (SELECT COUNT(*) FROM obligation o WHERE o.office_id = d.office_id \
         AND o.dispatch_id = d.dispatch_id AND o.state <> 'dropped') AS obligations \
         FROM dispatch d WHERE d.office_id = $1 AND {state_part} AND d.received_at <= $3 \
         AND (d.received_at < $3 OR d.dispatch_id < $4) {among_part} \
         ORDER BY d.received_at DESC, d.dispatch_id DESC LIMIT $5"
    );
    let mut query = sqlx::query(sqlx::AssertSqlSafe(text))
        .bind(office.to_string())
        .bind(state.map_or("", DispatchState::as_str))
        .bind(at)
        .bind(id)
        .bind(i64::from(most));
    for id in ids {
        query = query.bind(id);
    }
    let rows = query.fetch_all(conn).await.doing("list dispatches")?;
    rows.iter()
        .map(|row| {
            let columns = Columns::of("dispatch", row);
            Ok(DispatchLine {
                dispatch: columns.value("dispatch_id")?,
                state: columns.value("state")?,
                header: short_header(&columns)?,
                received_at: columns.time("received_at")?,
                obligations: columns.count("obligations")?,
            })
        })
        .collect()
}
