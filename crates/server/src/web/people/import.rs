//! Bringing people in from a sheet: a file is tried out first; what would happen is shown, with an
//! error for each row that is wrong; only then it is done. Nothing is kept in between: the rows
//! travel with the form.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use luytre_office::people::{ImportPlan, ImportRow, RowError};
use luytre_office::sign_in::{OfficeState, Session};
use luytre_report::people::{
    ImportError, PersonColumn, PersonRow, people_template_xlsx, read_people,
};

use super::list::{XLSX, sheet_language};
use crate::http::Problem;
use crate::session::{Entering, Signed};
use crate::state::App;
use crate::web::outcome::{AGAIN, Done, file, words_of};
use crate::web::shell::{Area, Form, Html, Page};
use crate::web::upload::Upload;

/// More people than any commune has; larger files come in pieces.
const MOST: usize = 5_000;
/// Between the cells of a row that travels with the form; a cell cannot hold it.
const BETWEEN: char = '\u{1f}';

#[derive(Template)]
#[template(path = "people/import.html")]
struct Import {
    page: Page,
    form: Form,
    back: &'static str,
    errors: Vec<(u32, String)>,
}

pub(super) async fn show(Entering(session): Entering, page: Page) -> Response {
    draw(page, &session, Form::default(), Vec::new()).into_response()
}

/// `GET …/mau.xlsx`: the form to fill in.
pub(crate) async fn template(page: Page) -> Result<Response, Problem> {
    let bytes = people_template_xlsx(sheet_language(page.lang)).map_err(|error| {
        tracing::error!(%error, "could not write the template of people");
        Problem::Failed
    })?;
    Ok(file(&page.w("people-template-file"), XLSX, bytes))
}

#[derive(Template)]
#[template(path = "people/plan.html")]
struct Plan {
    page: Page,
    back: &'static str,
    plan: ImportPlan,
    rows: String,
    /// New and changed rows, with the key of their title.
    parts: [(&'static str, Vec<PersonRow>); 2],
}

pub(super) async fn try_out(
    State(app): State<App>,
    Signed(actor): Signed,
    Entering(session): Entering,
    page: Page,
    mut upload: Upload,
) -> Result<Response, Problem> {
    let mut form = Form::default();
    let Some(sent) = upload.take("file") else {
        form.refuse("file", "import-file-missing");
        return Ok(draw(page, &session, form, Vec::new()).with_status(AGAIN));
    };
    let read = tokio::task::spawn_blocking(move || read_people(&sent.bytes, &sent.name)).await;
    let rows = match read.map_err(|_| Problem::Failed)? {
        Ok(rows) if rows.is_empty() => Err(("import-empty", Vec::new())),
        Ok(rows) if rows.len() > MOST => Err(("import-too-many", vec![("most", MOST.to_string())])),
        Ok(rows) => Ok(rows),
        Err(error) => Err(fault(&page, &error)),
    };
    let rows = match rows {
        Ok(rows) => rows,
        Err((key, facts)) => {
            form.refuse_for("file", key.into(), facts);
            return Ok(draw(page, &session, form, Vec::new()).with_status(AGAIN));
        }
    };
    let typed: Vec<ImportRow> = rows.iter().map(import_row).collect();
    let plan = app.service.try_import(&actor, &typed).await?;
    if !plan.errors.is_empty() {
        let errors = sentences(&page, &plan.errors);
        return Ok(draw(page, &session, form, errors).with_status(AGAIN));
    }
    let only = |lines: &[u32]| {
        rows.iter()
            .filter(|row| lines.contains(&row.line))
            .cloned()
            .collect()
    };
    Ok(Html(Plan {
        page: page.titled("import-plan-title").at(Area::Admin),
        back: back(&session),
        parts: [
            ("import-new", only(&plan.created)),
            ("import-changed", only(&plan.changed)),
        ],
        rows: packed(&rows),
        plan,
    })
    .into_response())
}

pub(super) async fn confirm(
    State(app): State<App>,
    Signed(actor): Signed,
    Entering(session): Entering,
    page: Page,
    upload: Upload,
) -> Result<Response, Problem> {
    let rows = unpacked(upload.form.untouched("rows")).ok_or(Problem::BadRequest)?;
    match app.service.import(&actor, &rows).await {
        Ok(plan) if plan.errors.is_empty() => {
            Ok(Done::at(back(&session), "people-imported").into_response())
        }
        Ok(plan) => {
            let errors = sentences(&page, &plan.errors);
            Ok(draw(page, &session, Form::default(), errors).with_status(AGAIN))
        }
        Err(error) => {
            let mut form = Form::default();
            let page = crate::web::outcome::again(error, page, &mut form)?;
            Ok(draw(page, &session, form, Vec::new()).with_status(AGAIN))
        }
    }
}

fn draw(page: Page, session: &Session, form: Form, errors: Vec<(u32, String)>) -> Html<Import> {
    let page = page.titled("import-title").at(Area::Admin);
    Html(Import {
        page,
        form,
        back: back(session),
        errors,
    })
}

/// Where one came from: the wizard, or the list.
fn back(session: &Session) -> &'static str {
    match session.office_state() {
        OfficeState::SettingUp => "/thiet-lap/can-bo",
        OfficeState::Open => "/quan-tri/can-bo",
    }
}

fn sentences(page: &Page, errors: &[RowError]) -> Vec<(u32, String)> {
    let sentence = |error: &RowError| {
        let field = match error.problem.field {
            "name" => "person-name",
            "unit" => "person-unit",
            "role" => "person-role",
            "login" => "person-login",
            "email" => "person-email",
            _ => "person-title",
        };
        let words = match error.problem.code {
            // In a form a unit is chosen; here its name was typed.
            "unit-unknown" => page.w("import-unit-unknown").into_owned(),
            code => words_of(page.lang, code, &error.problem.facts),
        };
        (error.line, format!("{}: {words}", page.w(field)))
    };
    errors.iter().map(sentence).collect()
}

type Fault = (&'static str, Vec<(&'static str, String)>);

/// What is wrong with the file as a whole.
fn fault(page: &Page, error: &ImportError) -> Fault {
    match error {
        ImportError::TooLarge { .. } | ImportError::UnpacksTooLarge { .. } => {
            ("import-too-large", Vec::new())
        }
        ImportError::TooManyRows => ("import-too-many", vec![("most", MOST.to_string())]),
        ImportError::CellTooLong { line } => {
            ("import-cell-too-long", vec![("line", line.to_string())])
        }
        ImportError::UnknownFormat => ("import-unknown-format", Vec::new()),
        ImportError::OldExcel => ("import-old-excel", Vec::new()),
        ImportError::NotUtf8 => ("import-not-utf8", Vec::new()),
        ImportError::Damaged { .. } => ("import-damaged", Vec::new()),
        ImportError::Empty => ("import-empty", Vec::new()),
        ImportError::MissingColumn { column } => (
            "import-missing-column",
            vec![("column", heading(page, *column))],
        ),
        ImportError::DuplicateColumn { column } => (
            "import-double-column",
            vec![("column", heading(page, *column))],
        ),
    }
}

fn heading(page: &Page, column: PersonColumn) -> String {
    let key = match column {
        PersonColumn::Name => "person-name",
        PersonColumn::Unit => "person-unit",
        PersonColumn::Post => "person-title",
        PersonColumn::Role => "person-role",
        PersonColumn::Email => "person-email",
        PersonColumn::Login => "person-login",
    };
    page.w(key).into_owned()
}

fn import_row(row: &PersonRow) -> ImportRow {
    ImportRow {
        line: row.line,
        name: row.name.clone(),
        title: row.post.clone(),
        unit: row.unit.clone(),
        role: row.role.clone(),
        login: row.login.clone(),
        email: row.email.clone(),
    }
}

/// Rows as one text, a row to a line.
fn packed(rows: &[PersonRow]) -> String {
    let line = |row: &PersonRow| {
        let number = row.line.to_string();
        let cells = [
            &number, &row.name, &row.post, &row.unit, &row.role, &row.login, &row.email,
        ];
        cells
            .map(|cell| cell.replace([BETWEEN, '\n', '\r'], " "))
            .join(&BETWEEN.to_string())
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn unpacked(text: &str) -> Option<Vec<ImportRow>> {
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim_end_matches('\r').split(BETWEEN).collect();
        let [number, name, title, unit, role, login, email] = cells.as_slice() else {
            return None;
        };
        Some(ImportRow {
            line: number.parse().ok()?,
            name: (*name).to_owned(),
            title: (*title).to_owned(),
            unit: (*unit).to_owned(),
            role: (*role).to_owned(),
            login: (*login).to_owned(),
            email: (*email).to_owned(),
        })
    };
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(row)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_travel_with_the_form() {
        let row = |line, name: &str| PersonRow {
            line,
            name: name.to_owned(),
            unit: "A\nB".to_owned(),
            ..PersonRow::default()
        };
        let back = unpacked(&packed(&[row(2, "Lê An"), row(7, "x\u{1f}y")])).unwrap();
        assert_eq!(
            (back[0].line, back[0].name.as_str(), back[0].unit.as_str()),
            (2, "Lê An", "A B")
        );
        assert_eq!(
            (back[1].line, back[1].name.as_str(), back.len()),
            (7, "x y", 2)
        );
        assert!(unpacked("2\u{1f}a").is_none());
        assert!(unpacked("").unwrap().is_empty());
    }
}
