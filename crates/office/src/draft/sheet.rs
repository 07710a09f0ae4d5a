//! The list of assignments as a sheet.

use luytre_report::table::{Cell, Column, ColumnKind, Table, table_xlsx};

use super::{Download, XLSX, words, written};
use crate::actor::Actor;
use crate::error::OfficeError;
use crate::overview::{AssignmentFilter, AssignmentItem, after_of, items, seen_by};
use crate::search::sign;
use crate::service::Service;

/// Most rows of a sheet.
const MOST: usize = 10_000;

/// Rows that are read at once.
const BATCH: u32 = 1_000;

impl Service {
    /// The assignments of a filter as XLSX, at most ten thousand.
    ///
    /// # Errors
    /// Not allowed.
    pub async fn assignments_xlsx(
        &self,
        actor: &Actor,
        filter: &AssignmentFilter,
    ) -> Result<Download, OfficeError> {
        let filter = seen_by(actor, filter)?;
        let today = self.today();
        let mut rows: Vec<AssignmentItem> = Vec::new();
        let mut conn = self.store.read().await?;
        loop {
            let after = rows.last().map(after_of);
            let read = items(&mut conn, actor.office, &filter, today, after, BATCH).await?;
            let full = u32::try_from(read.len()).is_ok_and(|number| number == BATCH);
            rows.extend(read);
            if !full || rows.len() >= MOST {
                break;
            }
        }
        drop(conn);
        rows.truncate(MOST);
        let table = table(&rows, &words::date(today));
        let now = self.clock.now();
        let bytes = written(move || table_xlsx(&table, now)).await?;
        let name = format!("nhiem-vu-{today}.xlsx");
        Ok(Download {
            name,
            media_type: XLSX,
            bytes,
        })
    }
}

fn table(rows: &[AssignmentItem], today: &str) -> Table {
    let column = |heading: &str, width, kind| Column {
        heading: heading.to_owned(),
        width,
        kind,
    };
    Table {
        title: format!("Danh sách nhiệm vụ đến ngày {today}"),
        columns: vec![
            column("Trạng thái", 16.0, ColumnKind::Code),
            column("Thời hạn", 13.0, ColumnKind::Date),
            column("Đơn vị", 26.0, ColumnKind::Text),
            column("Nhiệm vụ", 60.0, ColumnKind::Text),
            column("Văn bản", 20.0, ColumnKind::Text),
            column("Mục", 9.0, ColumnKind::Code),
            column("Biện pháp", 11.0, ColumnKind::Code),
            column("Căn cứ xác định", 16.0, ColumnKind::Code),
        ],
        rows: rows.iter().map(row).collect(),
    }
}

fn row(item: &AssignmentItem) -> Vec<Cell> {
    let text = |text: &str| Cell::Text(text.to_owned());
    vec![
        text(words::status(item.status)),
        item.due_on.map_or(Cell::Empty, Cell::Date),
        text(&item.unit_name),
        text(&item.text),
        text(&sign(&item.number, &item.symbol)),
        text(&item.clause),
        text(&item.control),
        item.assurance
            .map_or(Cell::Empty, |known| text(words::assurance(known))),
    ]
}
