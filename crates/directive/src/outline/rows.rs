//! Rows of tables of tasks as clauses: the actor heads the tasks.
//!
//! What stands above merged rows passes down: an actor to the rows that name none.

use std::ops::Range;

use crate::actors;
use crate::lines::Line;
use crate::marker::{Level, Marker};
use crate::rules::Rules;
use crate::table::{self, Cell, Columns, Facts, Row, Written};
use crate::text::Flat;

use super::blocks::Block;

/// The tables of a document while its lines are walked.
pub(super) struct Tables<'a> {
    source: &'a str,
    cells: &'a [Cell],
    rules: &'a Rules,
    /// The table of the file that the last line stood in, and whether it is one of tasks.
    last: Option<(u32, bool)>,
    /// The columns of the table that the last line was a row of.
    columns: Option<Columns>,
    /// Whether the next line goes on with the heads.
    heads: bool,
    below: Below,
}

/// What passes from row to row.
#[derive(Default)]
struct Below {
    number: usize,
    who: Option<Range<usize>>,
}

impl<'a> Tables<'a> {
    pub(super) fn new(source: &'a str, cells: &'a [Cell], rules: &'a Rules) -> Self {
        Self {
            source,
            cells,
            rules,
            last: None,
            columns: None,
            heads: false,
            below: Below::default(),
        }
    }

    /// Whether a line is part of a table of tasks; its rows are then added to `blocks`.
    pub(super) fn takes(
        &mut self,
        line: &Line,
        next: Option<&Line>,
        blocks: &mut Vec<Block>,
    ) -> bool {
        let within = |cell: &&Cell| {
            cell.range.start <= line.range.start && line.range.start < cell.range.end
        };
        if let Some(cell) = self.cells.iter().find(within) {
            if let Some((table, tasks)) = self.last
                && table == cell.table
            {
                return tasks;
            }
            let tasks = self.of_file(cell.table, blocks);
            self.last = Some((cell.table, tasks));
            return tasks;
        }
        self.of_text(line, next, blocks)
    }

    /// A whole table of the file.
    fn of_file(&mut self, table: u32, blocks: &mut Vec<Block>) -> bool {
        let rows = table::of_file(self.cells, table);
        // titles of the table may stand above the heads
        let found = rows.iter().take(3).enumerate().find_map(|(at, heads)| {
            let found = table::columns(self.source, heads, rows.get(at + 1), &self.rules.table)?;
            Some((at, found))
        });
        let Some((at, (columns, two))) = found else {
            return false;
        };
        self.below = Below::default();
        for written in rows.iter().skip(at + 1 + usize::from(two)) {
            let row = table::row(self.source, written, columns);
            self.add(row, blocks);
        }
        true
    }

    /// A line of a table in Markdown or with tabs.
    fn of_text(&mut self, line: &Line, next: Option<&Line>, blocks: &mut Vec<Block>) -> bool {
        let Some(written) = table::written(self.source, &line.range) else {
            self.columns = None;
            return false;
        };
        if std::mem::take(&mut self.heads) {
            return true;
        }
        if let Some(columns) = self.columns {
            let row = table::row(self.source, &written, columns);
            self.add(row, blocks);
            return true;
        }
        let below: Option<Written> = next.and_then(|next| table::written(self.source, &next.range));
        let found = table::columns(self.source, &written, below.as_ref(), &self.rules.table)
            // a line with a tab is no table unless another follows
            .filter(|_| below.is_some());
        let Some((columns, two)) = found else {
            return false;
        };
        self.columns = Some(columns);
        self.heads = two;
        self.below = Below::default();
        true
    }

    fn add(&mut self, row: Row, blocks: &mut Vec<Block>) {
        if let Some(heading) = row.heading {
            self.below.who = Some(heading).filter(|heading| self.names_actor(heading));
            return;
        }
        if row.tasks.is_empty() {
            return;
        }
        self.below.number += 1;
        let name = row.name.unwrap_or_else(|| self.below.number.to_string());
        let who = row.who.or_else(|| self.below.who.clone());
        self.below.who.clone_from(&who);
        blocks.extend(clauses(&name, who, row.tasks, &row.facts));
    }

    fn names_actor(&self, range: &Range<usize>) -> bool {
        let flat = Flat::new(self.source, std::slice::from_ref(range));
        actors::noun_phrase(&flat, &(0..flat.text.len()), self.rules) == Some(flat.text.len())
    }
}

/// A row as clauses.
fn clauses(
    name: &str,
    who: Option<Range<usize>>,
    tasks: Vec<Range<usize>>,
    facts: &Facts,
) -> Vec<Block> {
    let block = |level, name: &str, range| Block {
        marker: Some(Marker {
            level,
            name: name.to_owned(),
            len: 0,
        }),
        ranges: vec![range],
        row: Some(facts.clone()),
        last: None,
        quotes: 0,
    };
    let Some(who) = who else {
        let tasks = tasks.into_iter();
        return tasks.map(|task| block(Level::Row, name, task)).collect();
    };
    let single = tasks.len() == 1;
    let mut out = vec![block(Level::Row, name, who)];
    out.extend(tasks.into_iter().map(|task| {
        let mut made = block(Level::Dash, "", task);
        if single {
            made.marker = None;
        }
        made
    }));
    out
}
