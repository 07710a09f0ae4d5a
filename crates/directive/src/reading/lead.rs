//! The lead ("… yêu cầu thủ trưởng các đơn vị thực hiện các nội dung sau:") and headings: whom they
//! name.

use std::ops::Range;

use crate::actors;
use crate::lines::is_capitals;
use crate::outline::Item;
use crate::text::Flat;

use super::who::informed;
use super::{Context, Work};

/// Words of a lead that announces what is to be done, among its last words.
const ANNOUNCES: &[&str] = &[
    "hướng dẫn",
    "kết luận",
    "chỉ đạo",
    "thực hiện",
    "triển khai",
    "nhiệm vụ",
    "biện pháp",
    "nội dung",
    "kế hoạch",
    "yêu cầu",
    "đề nghị",
    "điện:",
    "quy định",
    "khuyến nghị",
    "ý kiến",
];
const ANNOUNCING: usize = 14;

/// A name of the body that speaks: at most so many bytes.
const LONGEST_NAME: usize = 220;

impl Work<'_> {
    /// The paragraph that introduces the clauses: the first that orders, else the first that
    /// announces what is to be done.
    pub(super) fn lead(&self, items: &[Item]) -> Option<usize> {
        let introduces = |at: usize, item: &Item| {
            let text = item.flat.text(item.range()).trim_end();
            let next_marked = items.get(at + 1).is_none_or(|next| next.level.is_some());
            let opens = text.ends_with(':') || (next_marked && text.ends_with("sau."));
            item.level.is_none() && item.parent.is_none() && opens
        };
        let announces = |item: &Item| {
            let text = item.flat.text(item.range()).trim_end();
            let tail = item
                .flat
                .tokens
                .iter()
                .rev()
                .nth(ANNOUNCING)
                .map_or(0, |word| word.start);
            let low = item.flat.low(tail..item.flat.low.len());
            is_capitals(text) || ANNOUNCES.iter().any(|word| low.contains(word))
        };
        let orders = |item: &Item| {
            let last = self.pieces(&item.flat, &item.range()).pop();
            last.is_some_and(|last| self.ordered(&item.flat, &last.range).is_some())
        };
        let found = |wanted: &dyn Fn(&Item) -> bool| {
            items
                .iter()
                .enumerate()
                .position(|(at, item)| introduces(at, item) && wanted(item))
        };
        let announced = found(&announces);
        let ordered = found(&orders);
        match (announced, ordered) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        }
    }

    /// Takes whom the lead names; returns who speaks.
    pub(super) fn enter_lead(&self, item: &Item, root: &mut Context) -> Option<String> {
        let flat = &item.flat;
        let last = self.pieces(flat, &item.range()).pop()?;
        let (speaker, noun) = self
            .ordered(flat, &last.range)
            .or_else(|| self.guided(flat, &last.range))
            .or_else(|| Some((None, informed(flat, &last.range, self.rules)?)))?;
        let noun = self.handed_on(flat, &noun, last.range.end).unwrap_or(noun);
        root.actors = actors::items(flat, &noun, self.rules);
        speaker
    }

    /// "Phòng X hướng dẫn các trường thực hiện … như sau:"
    fn guided(&self, flat: &Flat, range: &Range<usize>) -> Option<(Option<String>, Range<usize>)> {
        let at = flat.low(range.clone()).rfind("hướng dẫn ")?;
        let from = range.start + at + "hướng dẫn ".len();
        let noun = actors::noun_phrase(flat, &(from..range.end), self.rules)?;
        let next = flat.token_at(noun);
        let asks = noun < range.end && actors::is_predicate(flat, next, self.rules);
        asks.then(|| {
            (
                self.speaker(flat, range.start..range.start + at),
                from..noun,
            )
        })
    }

    /// "X đề nghị Y …": who orders, and whom; the last order counts.
    pub(super) fn ordered(
        &self,
        flat: &Flat,
        range: &Range<usize>,
    ) -> Option<(Option<String>, Range<usize>)> {
        let first = flat.token_at(range.start);
        let last = flat.token_at(range.end);
        (first..last).rev().find_map(|token| {
            let end = self.rules.directives.at_scanned(flat, token)?;
            let at = flat.tokens.get(token)?.start;
            let from = flat.tokens.get(flat.token_at(end))?.start;
            let gap = flat.text(end..from).trim_matches([' ', ':']);
            if from >= range.end || !gap.is_empty() {
                return None;
            }
            let noun = actors::noun_phrase(flat, &(from..range.end), self.rules)?;
            Some((self.speaker(flat, range.start..at), from..noun))
        })
    }

    /// The noun phrase that runs up to the verb that orders.
    fn speaker(&self, flat: &Flat, before: Range<usize>) -> Option<String> {
        let first = flat.token_at(before.start);
        let last = flat.token_at(before.end);
        (first..last).find_map(|token| {
            let start = flat.tokens.get(token)?.start;
            if !flat.is_capital(start) || self.rules.heads.at(flat, token).is_none() {
                return None;
            }
            let gap = flat.text(before.start..start).trim_end();
            let name = flat.text(start..before.end).trim_end();
            let name = name.strip_suffix(" trân trọng").unwrap_or(name);
            let opens = gap.is_empty() || gap.ends_with(',');
            let whole = name.split(", ").count() < 6 && !name.contains([':', ';']);
            (opens && whole && name.len() < LONGEST_NAME).then(|| name.to_owned())
        })
    }

    /// "Nghiêm cấm … các hành vi sau:"
    pub(super) fn bans(&self, flat: &Flat, range: &Range<usize>) -> bool {
        let first = flat.token_at(range.start);
        let low = flat.low(range.clone());
        let begins = self.rules.ban_headings.at(flat, first).is_some();
        // "Sinh viên không được:", "Những việc cán bộ không được làm"
        let ends = [
            "không được",
            "không được làm",
            "nghiêm cấm",
            "tuyệt đối không",
        ]
        .iter()
        .any(|ban| low.trim_end_matches([':', ' ', '.']).ends_with(ban));
        (begins && !low.starts_with("không ngừng")) || ends || low.contains("bị nghiêm cấm")
    }

    /// Whom a heading names: "4. Công an phường:", "Điều 7. Trách nhiệm của …", "2. Giao …:".
    pub(super) fn heading_actors(&self, flat: &Flat, range: &Range<usize>) -> Vec<String> {
        let range = flat.trim(range.clone(), &[':', '.']);
        let (start, topic) = self.after_topics(flat, &range);
        let of = |noun: Range<usize>| actors::items(flat, &noun, self.rules);
        // "Vận động hội viên:", "Trưởng các bản thông báo đến từng hộ:": what follows is theirs
        if let Some(noun) = self.instructed(flat, &range) {
            return of(noun);
        }
        if let Some(subject) = actors::subject_at(flat, &(start..range.end), self.rules) {
            return of(subject.noun);
        }
        let phrase = if topic {
            actors::sure_noun_phrase(flat, &(start..range.end), self.rules)
        } else {
            actors::noun_phrase(flat, &(start..range.end), self.rules)
        };
        if let Some(end) = phrase {
            let rest = flat
                .text(end..range.end)
                .trim_matches([' ', ':', '.', ',', ')', '-']);
            if rest.is_empty() || (topic && rest.starts_with('(')) {
                return of(start..end);
            }
        }
        if let Some((_, noun)) = self.ordered(flat, &range) {
            return of(noun);
        }
        self.fronted(flat, &range)
            .map_or_else(Vec::new, |(noun, _)| of(noun))
    }

    /// "… yêu cầu các tổ, đội | quán triệt công chức thực hiện": who is to be instructed.
    fn handed_on(&self, flat: &Flat, noun: &Range<usize>, end: usize) -> Option<Range<usize>> {
        let verb = self.rules.causatives.at(flat, flat.token_at(noun.end))?;
        let from = flat.tokens.get(flat.token_at(verb))?.start;
        let object = actors::noun_phrase(flat, &(from..end), self.rules)?;
        let next = flat.token_at(object);
        let does =
            self.rules.verbs.at(flat, next).is_some() || self.rules.modals.at(flat, next).is_some();
        does.then_some(from..object)
    }

    /// Whom a heading instructs: the object of its verb, with nothing behind it.
    fn instructed(&self, flat: &Flat, range: &Range<usize>) -> Option<Range<usize>> {
        let first = flat.token_at(range.start);
        let last = flat.token_at(range.end);
        (first..last).rev().find_map(|token| {
            let end = self
                .rules
                .causatives
                .at(flat, token)
                .or_else(|| self.rules.informing.at(flat, token))?;
            let from = flat.tokens.get(flat.token_at(end))?.start;
            let noun = actors::noun_phrase(flat, &(from..range.end), self.rules)?;
            (noun == range.end).then_some(from..noun)
        })
    }

    /// Whether a label is nothing but the name of who must act: "Đề nghị Ủy ban … xã:".
    pub(super) fn is_actor(&self, flat: &Flat, label: &Range<usize>) -> bool {
        let label = flat.trim(label.clone(), &[':', '.']);
        let (start, _) = self.after_topics(flat, &label);
        actors::noun_phrase(flat, &(start..label.end), self.rules)
            .is_some_and(|end| flat.text(end..label.end).trim().is_empty())
    }

    /// Where a heading goes on after "Đối với", "Trách nhiệm của", "Giao".
    fn after_topics(&self, flat: &Flat, range: &Range<usize>) -> (usize, bool) {
        let mut start = range.start;
        let mut topic = false;
        while let Some(end) = self.rules.topics.begins(flat, &(start..range.end)) {
            topic = true;
            let next = flat
                .tokens
                .get(flat.token_at(end))
                .map_or(range.end, |word| word.start);
            if next <= start || next >= range.end {
                break;
            }
            start = next;
        }
        (start, topic)
    }
}
