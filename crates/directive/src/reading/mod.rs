//! From clauses to duties: what each heading passes down, and which paragraphs ask for something.

mod ask;
mod duty;
mod lead;
mod who;

use std::ops::Range;

use luytre_model::dispatch::{FoundDuty, Header, Reading};
use luytre_model::duty::{Force, Trigger};

use crate::controls::Classifier;
use crate::lines::{Lines, is_capitals};
use crate::marker::Level;
use crate::outline::{self, Item};
use crate::rules::Rules;
use crate::split::{Piece, pieces};
use crate::table::Cell;
use crate::text::Flat;
use crate::{actors, bases, heading, nonduty};

/// Longer pieces are not looked into: no sentence is as long.
const LONGEST_PIECE: usize = 6_000;

/// A heading that ends in a bracket, in bytes.
const LONGEST_HEADING: usize = 200;

/// What a clause takes from those above it, and from what was said before in it.
#[derive(Debug, Clone, Default)]
struct Context {
    actors: Vec<String>,
    force: Option<Force>,
    trigger: Option<Trigger>,
    /// Under a heading where nothing is asked.
    silent: bool,
    /// Actors named earlier in the same clause.
    carried: Vec<String>,
    /// The doer that a verb of this sentence names as its object ("Quán triệt cán bộ …").
    embedded: Vec<String>,
    /// The event that opens this sentence ("Khi phát hiện …, phải …; không …").
    event: Option<Trigger>,
}

/// The reader at work on one document.
struct Work<'a> {
    rules: &'a Rules,
    classifier: &'a Classifier,
    source: &'a str,
    header: Header,
    /// Whether the matter is cyber security, secrets or data.
    security: bool,
    /// Whether the document is made of articles, and so says more than it asks.
    articles: bool,
    duties: Vec<FoundDuty>,
}

/// Reads a document.
pub(crate) fn read(
    source: &str,
    cells: &[Cell],
    rules: &Rules,
    classifier: &Classifier,
) -> Reading {
    let lines = Lines::new(source, &rules.patterns);
    let heading = heading::read(source, &lines, rules);
    let items = outline::read(source, &lines, heading.body.clone(), cells, rules);
    let annex = outline::read(source, &lines, heading.annex.clone(), cells, rules);
    let mut work = Work {
        rules,
        classifier,
        source,
        security: is_security(&heading.header, &items, classifier),
        header: heading.header,
        articles: items
            .iter()
            .chain(&annex)
            .any(|item| item.level == Some(Level::Article)),
        duties: Vec::new(),
    };
    let based_on = bases::read(items.iter().chain(&annex).map(|item| &item.flat), rules);
    let speaker = work.run(&items);
    work.run(&annex);
    let mut header = work.header;
    let spelling = heading::Spelling::new(items.iter().map(|item| &item.flat));
    header.subject = header.subject.map(|subject| spelling.mend(&subject));
    for name in &mut header.recipients {
        *name = spelling.mend(name);
    }
    header.issuer = match header.issuer {
        Some(name) => Some(heading::as_written(
            &name,
            items.iter().map(|item| &item.flat),
        )),
        None => speaker,
    };
    Reading {
        header,
        based_on,
        duties: work.duties,
    }
}

/// Whether the subject, or much of the text, is about security.
fn is_security(header: &Header, items: &[Item], classifier: &Classifier) -> bool {
    let subject = header.subject.as_deref().unwrap_or_default();
    let flat = Flat::whole(subject);
    if classifier.topic_words(&flat, &(0..flat.text.len())) > 0 {
        return true;
    }
    let (mut words, mut hits) = (0, 0);
    for item in items {
        words += item.flat.tokens.len();
        hits += classifier.topic_words(&item.flat, &(0..item.flat.text.len()));
    }
    hits * 70 > words
}

impl Work<'_> {
    /// Walks the clauses; returns the body that speaks, where the lead names one.
    fn run(&mut self, items: &[Item]) -> Option<String> {
        let lead = self.lead(items);
        let first_of = |level: Level| items.iter().position(|item| item.level == Some(level));
        let marked = items.iter().position(|item| item.level.is_some());
        let begins = first_of(Level::Article)
            .or(lead.map(|at| at + 1))
            .or_else(|| first_of(Level::Roman))
            .or(marked);
        let mut root = Context::default();
        let speaker = lead
            .and_then(|at| items.get(at))
            .and_then(|item| self.enter_lead(item, &mut root));
        let mut contexts: Vec<Context> = Vec::with_capacity(items.len());
        for (at, item) in items.iter().enumerate() {
            let above = item.parent.and_then(|parent| contexts.get(parent));
            let mut context = above.unwrap_or(&root).clone();
            if item.level.is_some() {
                context.carried.clear();
            }
            // without a clause and without a lead the paragraphs themselves must order
            let before = begins.is_none_or(|begins| at < begins);
            if before || item.clause == "end" {
                self.loose(item, &root, before && lead != Some(at));
            } else if !context.silent {
                self.clause(item, &mut context);
            }
            if item.level.is_none()
                && let Some(parent) = item.parent.and_then(|parent| contexts.get_mut(parent))
            {
                parent.carried.clone_from(&context.carried);
            }
            contexts.push(context);
        }
        speaker
    }

    /// The pieces of a clause; a list of actors that semicolons part stays with what it does.
    fn pieces(&self, flat: &Flat, range: &Range<usize>) -> Vec<Piece> {
        let mut out: Vec<Piece> = Vec::new();
        for piece in pieces(flat, range) {
            let before = out.last_mut().filter(|before| {
                before.closed_by == Some(';')
                    && actors::noun_phrase(flat, &before.range, self.rules)
                        == Some(before.range.end)
                    && actors::noun_phrase(flat, &piece.range, self.rules).is_some()
            });
            match before {
                Some(before) => {
                    before.range.end = piece.range.end;
                    before.closed_by = piece.closed_by;
                }
                None => out.push(piece),
            }
        }
        out
    }

    /// A marked clause, or a paragraph that goes on with one.
    fn clause(&mut self, item: &Item, context: &mut Context) {
        if self.labelled(item) {
            return;
        }
        let mut found = self.pieces(&item.flat, &item.range());
        if is_title(item)
            && let Some(last) = found.pop()
        {
            self.duties_of(item, &found, context);
            self.enter_heading(item, &last.range, context);
            return;
        }
        self.duties_of(item, &found, context);
        if item.has_children {
            context.carried.clear();
        }
    }

    /// Paragraphs that stand outside the clauses: the closing, and before the first number.
    fn loose(&mut self, item: &Item, root: &Context, before: bool) {
        let flat = &item.flat;
        let mut context = root.clone();
        let closing = item.clause == "end";
        let mut asked_before = false;
        let found: Vec<Piece> = self
            .pieces(flat, &item.range())
            .into_iter()
            .filter(|piece| {
                let introduces = flat.text(piece.range.end..flat.text.len()).starts_with(':');
                let asked = if closing {
                    self.closes(flat, &piece.range) || (asked_before && !piece.opens)
                } else {
                    let goes_on = asked_before && self.goes_on(flat, piece);
                    before && !introduces && (goes_on || self.is_asked(flat, &piece.range))
                };
                asked_before = asked;
                asked
            })
            .collect();
        self.duties_of(item, &found, &mut context);
    }

    fn duties_of(&mut self, item: &Item, found: &[Piece], context: &mut Context) {
        let mut after_duty = false;
        for piece in found
            .iter()
            .filter(|piece| piece.range.len() <= LONGEST_PIECE)
        {
            let before = self.duties.len();
            if piece.opens {
                context.embedded.clear();
                context.event = None;
            }
            self.piece(item, piece, context, after_duty);
            after_duty = self.duties.len() > before;
        }
    }

    /// What a heading passes down.
    fn enter_heading(&self, item: &Item, range: &Range<usize>, context: &mut Context) {
        let flat = &item.flat;
        context.carried.clear();
        if nonduty::is_silent(flat, range, self.rules) {
            context.silent = true;
            return;
        }
        let named = self.heading_actors(flat, range);
        let lists = flat.low(range.clone()).ends_with("gồm");
        if lists && named.is_empty() && self.rules.openers.begins(flat, range).is_none() {
            // "Hồ sơ gồm:" is followed by things
            context.silent = true;
            return;
        }
        if !named.is_empty() {
            context.actors = named;
        }
        if let Some(trigger) = crate::events::heading_trigger(flat, range, self.rules) {
            context.trigger = Some(trigger);
        }
        if self.bans(flat, range) {
            context.force = Some(Force::MustNot);
        }
    }
}

/// Whether the last sentence of a clause only introduces what stands below.
fn is_title(item: &Item) -> bool {
    let text = item.flat.text(item.range()).trim_end();
    let named = matches!(
        item.level,
        Some(Level::Roman | Level::Article | Level::Capital | Level::Row)
    );
    // "1. Công an phường (cơ quan thường trực)" is a heading, a long sentence with a remark is not
    let remark = text.ends_with(')') && !named && text.len() > LONGEST_HEADING;
    let closed = text.ends_with(['.', ';', '”']) || remark;
    (item.has_children && !closed)
        || text.ends_with(':')
        || item.level == Some(Level::Part)
        || ((named || item.level.is_none()) && is_capitals(text))
}
