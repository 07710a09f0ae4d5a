//! The body as clauses: hard-wrapped lines joined, markers read, each clause with its label and the
//! heading it stands under.
//!
//! Says nothing of what a clause asks for.

mod blocks;
mod rows;

use std::ops::Range;

use crate::lines::Lines;
use crate::marker::{self, Level, Marker};
use crate::rules::Rules;
use crate::table::{Cell, Facts};
use crate::text::Flat;

/// A paragraph with its place in the document.
#[derive(Debug)]
pub(crate) struct Item {
    /// `4.1.2`, `Đ5.2.a`, `0`, `end`.
    pub(crate) clause: String,
    /// The marker; none for a paragraph without.
    pub(crate) level: Option<Level>,
    /// The clause above: a heading, or for a paragraph without marker the clause it goes on with.
    pub(crate) parent: Option<usize>,
    /// Whether clauses stand below.
    pub(crate) has_children: bool,
    /// What the row says beside it, where it stands in a table.
    pub(crate) row: Option<Facts>,
    /// The text, with the marker.
    pub(crate) flat: Flat,
    /// Where the text starts, after the marker.
    pub(crate) start: usize,
}

impl Item {
    /// The whole of the clause after its marker.
    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.flat.text.len()
    }
}

/// Reads the clauses of the lines `body`.
pub(crate) fn read(
    source: &str,
    lines: &Lines,
    body: Range<usize>,
    cells: &[Cell],
    rules: &Rules,
) -> Vec<Item> {
    let blocks = blocks::read(source, lines, body, cells, rules);
    let mut items = Vec::with_capacity(blocks.len());
    let mut stack: Vec<(usize, Level)> = Vec::new();
    let mut counts: Vec<usize> = vec![0];
    for block in blocks {
        let flat = Flat::new(source, &block.ranges);
        let start = match &block.marker {
            Some(found) if found.level != Level::Row => {
                marker::of(&flat.text, &rules.patterns).map_or(0, |m| m.len)
            }
            _ => 0,
        };
        let start = start
            + (flat.text(start..flat.text.len()).len()
                - flat.text(start..flat.text.len()).trim_start().len());
        let mut item = Item {
            clause: String::new(),
            level: block.marker.as_ref().map(|m| m.level),
            parent: None,
            has_children: false,
            row: block.row,
            flat,
            start,
        };
        let introduces = block.marker.is_none()
            && flat_ends_lead(&item.flat)
            && rules.directives.find(&item.flat, &item.range()).is_some();
        match &block.marker {
            // "Công an phường đề nghị các đơn vị:" begins anew, whatever stood before
            None if introduces => {
                stack.clear();
                if let Some(count) = counts.first_mut() {
                    *count = 0;
                }
                item.clause = "0".to_owned();
            }
            Some(found) => place(found, &mut item, &mut items, &mut stack, &mut counts),
            None => attach(&mut item, &mut items, &stack),
        }
        counts.push(0);
        items.push(item);
    }
    label_closing(&mut items, rules);
    items
}

/// Whether a paragraph may introduce the clauses: a whole sentence that ends in a colon.
fn flat_ends_lead(flat: &Flat) -> bool {
    flat.text.ends_with(':')
        && flat.tokens.len() > 7
        && flat.is_capital(0)
        && !flat.low.starts_with("đối với")
        && !flat.low.starts_with("trong đó")
}

/// Finds the heading above a marked clause and names the clause.
fn place(
    found: &Marker,
    item: &mut Item,
    items: &mut [Item],
    stack: &mut Vec<(usize, Level)>,
    counts: &mut [usize],
) {
    if let Some(at) = stack.iter().position(|(_, level)| *level == found.level) {
        // 4.1 and 4.1.2 are one kind of marker but two levels
        let depth = found.name.matches('.').count();
        let keep = stack
            .iter()
            .enumerate()
            .skip(at)
            .take_while(|(_, (index, level))| {
                *level == Level::Dotted
                    && items
                        .get(*index)
                        .is_some_and(|above| dots(&above.clause) < depth)
            })
            .count();
        stack.truncate(at + keep);
    } else {
        // what a decision approves has its own "I." under "Điều 1"
        let nests = matches!(found.level, Level::Roman | Level::Capital);
        while stack.last().is_some_and(|(_, level)| {
            let siblings = level.is_bullet() && found.level.is_bullet();
            *level > found.level && !siblings && !(nests && *level == Level::Article)
        }) {
            stack.pop();
        }
    }
    item.parent = stack.last().map(|(index, _)| *index);
    let above = item.parent.map_or(0, |parent| parent + 1);
    let mut number = 0;
    if let Some(count) = counts.get_mut(above)
        && found.level.is_bullet()
    {
        *count += 1;
        number = *count;
    }
    if let Some(parent) = item.parent.and_then(|parent| items.get_mut(parent)) {
        parent.has_children = true;
    }
    let prefix = match (
        found.level,
        item.parent.and_then(|parent| items.get(parent)),
    ) {
        (Level::Part | Level::Article | Level::Capital, _) | (_, None) => String::new(),
        (Level::Dotted, Some(_)) => stack
            .iter()
            .filter_map(|(index, level)| {
                (*level == Level::Roman)
                    .then(|| items.get(*index))
                    .flatten()
            })
            .map(|roman| roman.clause.clone())
            .next_back()
            .unwrap_or_default(),
        (_, Some(parent)) => parent.clause.clone(),
    };
    let own = own_name(found, number, items, item.parent);
    item.clause = match (prefix.is_empty(), own.is_empty()) {
        (_, true) => prefix,
        (true, false) => own,
        (false, false) => format!("{prefix}.{own}"),
    };
    stack.push((items.len(), found.level));
}

fn dots(clause: &str) -> usize {
    clause
        .split('.')
        .rev()
        .take_while(|part| part.bytes().all(|b| b.is_ascii_digit()))
        .count()
        .saturating_sub(1)
}

fn own_name(found: &Marker, number: usize, items: &[Item], parent: Option<usize>) -> String {
    let before = || {
        items
            .iter()
            .rev()
            .find(|item| item.level == Some(found.level) && item.parent == parent)
            .and_then(|item| item.clause.rsplit('.').next())
            .unwrap_or_default()
    };
    match found.level {
        Level::Part => String::new(),
        Level::Article => format!("Đ{}", found.name),
        Level::Number if found.name.is_empty() => {
            let last: u32 = before().parse().unwrap_or(0);
            (last + 1).to_string()
        }
        // a scanner reads d) as đ): the order tells
        Level::Letter if found.name == "đ" && before() == "c" => "d".to_owned(),
        Level::Dash | Level::Star | Level::Plus => number.to_string(),
        _ => found.name.clone(),
    }
}

/// A paragraph without marker goes on with the clause before it, bullets aside.
fn attach(item: &mut Item, items: &mut [Item], stack: &[(usize, Level)]) {
    let owner = stack
        .iter()
        .rev()
        .find(|(_, level)| !level.is_bullet())
        .map(|(index, _)| *index);
    item.parent = owner;
    if let Some(owner) = owner.and_then(|owner| items.get_mut(owner)) {
        // "2. Về lĩnh vực …" with its text in the next paragraph is a heading
        owner.has_children |= !owner.flat.text.ends_with(['.', ';', '”']);
    }
    item.clause = owner
        .and_then(|owner| items.get(owner))
        .map_or_else(|| "0".to_owned(), |owner| owner.clause.clone());
}

/// Words of a heading that has its text in the next paragraph, the marker counted.
const LONGEST_TITLE: usize = 7;

/// Paragraphs after the last marked clause close the document, but not in one made of articles.
fn label_closing(items: &mut [Item], rules: &Rules) {
    if items.iter().any(|item| item.level == Some(Level::Article)) {
        return;
    }
    let last = items.iter().rposition(|item| item.level.is_some());
    let first = match last {
        Some(last) => {
            let open = items.get(last).is_some_and(|item| {
                !item
                    .flat
                    .text
                    .trim_end()
                    .ends_with(['.', ';', '”', '"', ')', '…', ':'])
            });
            let short = items
                .get(last)
                .is_some_and(|item| item.flat.text.len() < 200);
            // "4. Chế độ báo cáo" and what it heads below
            let heads = items.get(last).is_some_and(|item| {
                item.flat.tokens.len() <= LONGEST_TITLE
                    && items
                        .get(last + 1)
                        .is_some_and(|next| rules.closings.at(&next.flat, 0).is_none())
            });
            last + 1 + usize::from(open && short && (heads || items.len() > last + 2))
        }
        // no clause at all: the last paragraph closes, the others stand before any number
        None => items.len().saturating_sub(1),
    };
    for item in items.iter_mut().skip(first) {
        if item.level.is_none() {
            item.clause = "end".to_owned();
            item.parent = None;
        }
    }
}
