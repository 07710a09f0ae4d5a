//! A piece cut into duties, each with its values.

use std::ops::Range;

use luytre_model::dispatch::FoundDuty;
use luytre_model::duty::{Due, Force, Recurrence, Trigger};

use crate::controls::{Found, Matter, OTHER};
use crate::outline::Item;
use crate::split::{Cutter, Piece, trimmed};
use crate::text::Flat;
use crate::{actors, events, force, nonduty, when};

use super::who::{Place, Who};
use super::{Context, Work};

/// Where nobody is named.
const RECIPIENTS: &str = "@recipients";

/// Words of a piece that only names a time.
const LONGEST_TIME: usize = 9;

/// What the first part of a piece states for those after it.
#[derive(Debug, Clone, Copy, Default)]
struct Governing {
    recurrence: Option<Recurrence>,
    trigger: Option<Trigger>,
}

/// What stands beside a task in its row.
#[derive(Debug, Default)]
struct Beside {
    recurrence: Option<Recurrence>,
    due: Option<Due>,
    supporting: Vec<String>,
}

impl Work<'_> {
    /// Adds the duties of a piece.
    pub(super) fn piece(
        &mut self,
        item: &Item,
        piece: &Piece,
        context: &mut Context,
        after_duty: bool,
    ) {
        let flat = &item.flat;
        let mut local = context.clone();
        let mut range = self.without_label(flat, &piece.range, context, &mut local);
        // "và" that joins a piece after a semicolon stands outside
        for joint in ["và ", "hoặc "] {
            if !piece.opens && flat.low(range.clone()).starts_with(joint) {
                range.start += joint.len();
            }
        }
        // "Trên đây là Kế hoạch …, yêu cầu các đơn vị …": what is asked begins at the order
        if flat.low(range.clone()).starts_with("trên đây")
            && let Some(at) = ["yêu cầu ", "đề nghị "]
                .iter()
                .filter_map(|verb| flat.low(range.clone()).find(verb))
                .min()
        {
            range.start += at;
        }
        if after_duty && !piece.opens && self.extend(flat, &range) {
            return;
        }
        if !self.is_duty(item, &range, &local, piece, after_duty) {
            return;
        }
        let cutter = Cutter {
            flat,
            rules: self.rules,
            classifier: self.classifier,
            security: self.security,
        };
        let mut governing = Governing::default();
        for (number, part) in cutter.cut(&range).iter().enumerate() {
            let place = Place {
                opening: number == 0,
                first_piece: piece.opens,
                sentence: &range,
            };
            let stated = self.add(item, part, &mut local, &place, governing);
            if number == 0 {
                governing = stated;
            }
        }
        context.carried = local.carried;
        context.embedded = local.embedded;
        context.event = local.event;
    }

    /// "- Đơn vị chủ trì: Công an xã." and "- Thời gian: Quý IV năm 2026." tell of the duties above.
    pub(super) fn labelled(&mut self, item: &Item) -> bool {
        let flat = &item.flat;
        let Some((label, next)) = nonduty::label(flat, &item.range()) else {
            return false;
        };
        let name = flat.low(flat.trim(label, &[]));
        let who = self.rules.who_labels.is(name);
        let with = self.rules.with_labels.is(name);
        if !who && !with && !self.rules.other_labels.is(name) {
            return false;
        }
        let value = trimmed(flat, next..flat.text.len());
        let names = actors::items(flat, &value, self.rules);
        let due = when::due_value(flat, &value, self.year(), self.rules);
        let above = item
            .clause
            .rsplit_once('.')
            .map_or("", |(above, _)| above)
            .to_owned();
        let mine = |duty: &&mut FoundDuty| {
            duty.clause == above
                || duty.clause.starts_with(&format!("{above}.")) && !above.is_empty()
        };
        for duty in self.duties.iter_mut().rev().take(12).take_while(mine) {
            if who && !names.is_empty() {
                duty.actors.clone_from(&names);
            }
            if with {
                duty.supporting.clone_from(&names);
            }
            duty.due = duty.due.or(due);
        }
        true
    }

    /// "…; mỗi tháng ít nhất một lần": a period and nothing else belongs to the duty before.
    fn extend(&mut self, flat: &Flat, range: &Range<usize>) -> bool {
        let words = flat
            .token_at(range.end)
            .saturating_sub(flat.token_at(range.start));
        let period = when::recurrence(flat, range, self.rules).map(|(found, _)| found);
        let verb = self.rules.verbs.find(flat, range).is_some();
        let (Some(period), Some(last)) = (period, self.duties.last_mut()) else {
            return false;
        };
        if words > LONGEST_TIME || verb || last.recurrence.is_some() {
            return false;
        }
        last.span.end = flat.source(range).end;
        last.text = verbatim(self.source.get(last.span.clone()).unwrap_or_default());
        last.recurrence = Some(period);
        true
    }

    /// Cuts a label ("Thực hiện nghiêm:", "Công an xã:") and takes what it says.
    fn without_label(
        &self,
        flat: &Flat,
        range: &Range<usize>,
        context: &mut Context,
        local: &mut Context,
    ) -> Range<usize> {
        let Some((label, start)) = nonduty::label(flat, range) else {
            return range.clone();
        };
        if !self.is_actor(flat, &label) && !nonduty::is_label(flat, &label, start, self.rules) {
            return range.clone();
        }
        if self.bans(flat, &label) {
            local.force = Some(Force::MustNot);
            // the ban goes on over the sentences of the paragraph
            context.force = local.force;
        }
        let named = self.heading_actors(flat, &label);
        if !named.is_empty() {
            local.carried.clone_from(&named);
            context.carried = named;
        }
        trimmed(flat, start..range.end)
    }

    /// Adds one duty; returns the recurrence and trigger that it states.
    fn add(
        &mut self,
        item: &Item,
        part: &Range<usize>,
        context: &mut Context,
        place: &Place<'_>,
        governing: Governing,
    ) -> Governing {
        let flat = &item.flat;
        let who = self.who(item, part, place);
        let stated = force::of(flat, part, who.predicate, self.rules);
        let force = stated.or(context.force).unwrap_or(Force::Must);
        let own = Governing {
            recurrence: when::recurrence(flat, part, self.rules).map(|(found, _)| found),
            trigger: events::trigger(flat, part, self.rules),
        };
        let recurrence = own.recurrence.or_else(|| {
            self.shared_recurrence(flat, part, place, governing, own.trigger)
                .filter(|_| force != Force::MustNot)
        });
        if place.opening && place.first_piece && self.rules.conditions.begins(flat, part).is_some()
        {
            context.event = own.trigger;
        }
        let trigger = own
            .trigger
            .or(governing.trigger)
            .or(context.event)
            .or(context.trigger);
        let found = self.controls(
            item,
            part,
            recurrence.is_some(),
            trigger,
            force == Force::MustNot,
        );
        let found = if self.goes_on_with(flat, part, item) {
            self.before(item)
        } else {
            found
        };
        let beside = self.beside(item);
        let nobody = who.named.is_none() && context.carried.is_empty() && context.actors.is_empty();
        let predicate = who.predicate..part.end;
        let asks = stated.is_some()
            || self
                .rules
                .openers
                .begins_scanned(flat, &predicate)
                .is_some();
        let confidence = confidence(nobody, asks, &found);
        let actors = whose(who, context);
        let span = flat.source(part);
        self.duties.push(FoundDuty {
            clause: item.clause.clone(),
            text: verbatim(self.source.get(span.clone()).unwrap_or_default()),
            span,
            actors,
            force,
            recurrence: recurrence.or(beside.recurrence),
            due: when::due(flat, part, self.year(), self.rules)
                .filter(|_| own.recurrence.is_none() || !when::comes_round(flat, part))
                .or(beside.due),
            trigger: trigger.or_else(|| self.told_incident(flat, part, &found)),
            controls: if found.ids.is_empty() {
                vec![OTHER.to_owned()]
            } else {
                found.ids
            },
            confidence,
            supporting: match beside.supporting.is_empty() {
                true => self.with(flat, part),
                false => beside.supporting,
            },
        });
        own
    }

    /// What the row of a table says beside its task: by when, how often, who helps.
    fn beside(&self, item: &Item) -> Beside {
        let Some(facts) = &item.row else {
            return Beside::default();
        };
        let flat_of = |range: &Option<Range<usize>>| {
            range
                .as_ref()
                .map(|range| Flat::new(self.source, std::slice::from_ref(range)))
        };
        let mut found = Beside::default();
        if let Some(flat) = flat_of(&facts.when) {
            let whole = 0..flat.text.len();
            found.recurrence = when::recurrence(&flat, &whole, self.rules).map(|(found, _)| found);
            found.due = when::due_value(&flat, &whole, self.year(), self.rules)
                .filter(|_| found.recurrence.is_none());
        }
        if let Some(flat) = flat_of(&facts.with) {
            found.supporting = actors::items(&flat, &(0..flat.text.len()), self.rules);
        }
        found
    }

    /// "chủ trì, phối hợp với Công an xã kiểm tra …": who helps.
    fn with(&self, flat: &Flat, part: &Range<usize>) -> Vec<String> {
        let low = flat.low(part.clone());
        let verb = ["phối hợp với ", "phối hợp cùng "]
            .iter()
            .filter_map(|verb| low.find(verb).map(|at| at + verb.len()))
            .min();
        let noun = verb.and_then(|at| {
            let start = part.start + at;
            let end = actors::noun_phrase(flat, &(start..part.end), self.rules)?;
            Some(start..end)
        });
        noun.map_or_else(Vec::new, |noun| actors::items(flat, &noun, self.rules))
    }

    /// "Thường xuyên cập nhật …, sao lưu …": what opens the sentence governs all its verbs.
    fn shared_recurrence(
        &self,
        flat: &Flat,
        part: &Range<usize>,
        place: &Place<'_>,
        governing: Governing,
        trigger: Option<Trigger>,
    ) -> Option<Recurrence> {
        let anew = flat.low(part.clone()).starts_with("phải ") || trigger.is_some();
        let opens = when::recurrence(flat, place.sentence, self.rules)
            .is_some_and(|(_, at)| at <= place.sentence.start + 2);
        governing.recurrence.filter(|_| opens && !anew)
    }

    fn year(&self) -> Option<i16> {
        self.header.date.as_deref()?.get(..4)?.parse().ok()
    }

    /// "báo cáo kịp thời các sự cố": reporting an incident runs after one.
    fn told_incident(&self, flat: &Flat, part: &Range<usize>, found: &Found) -> Option<Trigger> {
        let low = flat.low(part.clone());
        let reports = found
            .ids
            .first()
            .is_some_and(|id| id == "INC-01" || id == "INC-05")
            && (low.starts_with("báo cáo") || low.starts_with("có trách nhiệm báo cáo"));
        (reports && self.rules.incident.find(flat, part).is_some()).then_some(Trigger::Incident)
    }

    /// "…; hoàn thành trước ngày 30/5": a part that says by when, and of what stands before it.
    fn goes_on_with(&self, flat: &Flat, part: &Range<usize>, item: &Item) -> bool {
        let words = flat.token_at(part.end) - flat.token_at(part.start);
        let before = self.duties.last();
        words <= LONGEST_TIME
            && before.is_some_and(|before| before.clause == item.clause)
            && self.rules.completions.begins(flat, part).is_some()
    }

    /// The controls of the duty before.
    fn before(&self, item: &Item) -> Found {
        self.duties
            .last()
            .filter(|before| before.clause == item.clause)
            .filter(|before| before.controls.iter().all(|id| id != OTHER))
            .map_or_else(Found::default, |before| Found::likely(&before.controls))
    }

    /// The controls of a part: those of the closing by their form, all others by their cues.
    fn controls(
        &self,
        item: &Item,
        part: &Range<usize>,
        recurs: bool,
        trigger: Option<Trigger>,
        banned: bool,
    ) -> Found {
        let flat = &item.flat;
        let low = flat.low(part.clone());
        if item.clause == "end" || (self.articles && low.contains("trách nhiệm thi hành")) {
            let has = |words: &[&str]| words.iter().any(|word| low.contains(word));
            if has(&["vướng mắc", "thắc mắc", "khó khăn"]) {
                return Found::sure("GOV-06");
            }
            let rolls = has(&["thực hiện", "triển khai", "thi hành"]) && trigger.is_none();
            if rolls
                && has(&["yêu cầu", "đề nghị", "thông báo", "nghiêm túc", "thi hành"])
                && !low.contains("kiểm tra")
            {
                return Found::sure("GOV-07");
            }
        }
        let matter = Matter {
            security: self.security,
            recurs,
            trigger,
            banned,
        };
        self.classifier.of_duty(flat, part, matter, self.rules)
    }
}

/// How sure the rules are; lower where nobody is named, no verb or binding word asks, or the
/// control rests on weak cues.
fn confidence(nobody: bool, asks: bool, found: &Found) -> u8 {
    let mut sure = 90;
    if nobody {
        sure -= 15;
    }
    if !asks {
        sure -= 20;
    }
    if found.ids.is_empty() {
        sure -= 25;
    } else if !found.strong {
        sure -= 15;
    }
    sure
}

/// The nearest actors: named in the part, then before it, then above it.
fn whose(who: Who, context: &mut Context) -> Vec<String> {
    match who.named {
        Some(named) if who.embedded => {
            context.embedded.clone_from(&named);
            named
        }
        Some(named) => {
            context.carried.clone_from(&named);
            named
        }
        None => [&context.embedded, &context.carried, &context.actors]
            .into_iter()
            .find(|names| !names.is_empty())
            .cloned()
            .unwrap_or_else(|| vec![RECIPIENTS.to_owned()]),
    }
}

/// The text with its line breaks folded to one space.
fn verbatim(source: &str) -> String {
    source.split_whitespace().collect::<Vec<_>>().join(" ")
}
