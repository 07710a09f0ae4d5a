//! Who a piece names: its subject, the body it orders, or the object of the verb before.

use std::ops::Range;

use luytre_model::fold::fold;

use crate::actors::{self, Subject};
use crate::force;
use crate::outline::Item;
use crate::rules::Rules;
use crate::text::Flat;

use super::Work;

/// Where a part stands in its sentence.
pub(super) struct Place<'a> {
    /// Whether it is the first part of its piece.
    pub(super) opening: bool,
    /// Whether its piece opens a sentence.
    pub(super) first_piece: bool,
    /// The whole piece.
    pub(super) sentence: &'a Range<usize>,
}

/// Who must act.
#[derive(Debug, Default)]
pub(super) struct Who {
    /// The names, if the part names anyone.
    pub(super) named: Option<Vec<String>>,
    /// Where the predicate begins.
    pub(super) predicate: usize,
    /// Whether the doer is the object of the verb before, and so is not carried on.
    pub(super) embedded: bool,
}

impl Work<'_> {
    /// Who a part names, and where its predicate begins.
    pub(super) fn who(&self, item: &Item, part: &Range<usize>, place: &Place<'_>) -> Who {
        let flat = &item.flat;
        let made = |noun: &Range<usize>, predicate: usize, embedded: bool| Who {
            named: Some(actors::items(flat, noun, self.rules)).filter(|names| !names.is_empty()),
            predicate,
            embedded,
        };
        let subject = actors::subject_at(flat, part, self.rules)
            .filter(|subject| place.first_piece || self.binds(flat, subject, part));
        if let Some(subject) = subject {
            let tail = subject.predicate..part.end;
            let loose = item.clause == "end" || item.clause == "0";
            let orders = self.rules.directives.begins(flat, &tail).is_some()
                && (loose || self.is_issuer(flat.text(subject.noun.clone())));
            // "UBND phường yêu cầu các đơn vị …": the issuer orders, the others do
            if orders && let Some((noun, predicate)) = self.asked(flat, &tail) {
                return made(&noun, predicate, false);
            }
            if let Some(noun) = informed(flat, part, self.rules) {
                return made(&noun, part.start, false);
            }
            return made(&subject.noun, subject.predicate, false);
        }
        if !place.opening
            && let Some(noun) = self.object_before(flat, part, place)
        {
            return made(&noun, part.start, true);
        }
        if let Some((noun, predicate)) = self.fronted(flat, part) {
            return made(&noun, predicate, false);
        }
        if let Some((noun, predicate)) = self.asked(flat, part) {
            // the verb that opens the part may itself forbid or advise
            let stated = force::stated_at(flat, part.start, part.end, self.rules).is_some();
            return made(&noun, if stated { part.start } else { predicate }, false);
        }
        if let Some(noun) = informed(flat, part, self.rules) {
            return made(&noun, part.start, false);
        }
        Who {
            predicate: part.start,
            ..Who::default()
        }
    }

    /// Whether a subject is firm enough to begin in mid-sentence.
    pub(super) fn binds(&self, flat: &Flat, subject: &Subject, part: &Range<usize>) -> bool {
        let tail = subject.predicate..part.end;
        flat.is_capital(subject.noun.start)
            || self.rules.modals.begins(flat, &tail).is_some()
            || self.rules.asking.begins(flat, &tail).is_some()
            // "…; thư ký kiểm đủ số bản"
            || (subject.noun.start == part.start
                && self.rules.persons.begins(flat, part).is_some()
                && self.rules.verbs.begins(flat, &tail).is_some())
    }

    /// A subject behind a fronted adverbial: "Khi …, Bộ phận X phải …".
    pub(super) fn fronted(
        &self,
        flat: &Flat,
        range: &Range<usize>,
    ) -> Option<(Range<usize>, usize)> {
        let first = flat.token_at(range.start);
        let orders = self.rules.directives.begins(flat, range).is_some();
        let condition = self.rules.conditions.begins(flat, range).is_some();
        if orders || !condition && self.rules.fronts.begins(flat, range).is_none() {
            return None;
        }
        // a condition or a time leaves no doubt that the subject comes next
        let eventful = self.rules.conditions.begins(flat, range).is_some()
            || self.rules.eventful.begins(flat, range).is_some();
        let mut end = range.start;
        for (number, word) in flat.tokens.iter().enumerate().skip(first) {
            if word.start >= range.end {
                break;
            }
            let gap = flat.text(end..word.start);
            let before = flat
                .low(range.start..end)
                .rsplit(' ')
                .next()
                .unwrap_or_default();
            let then = before == "thì";
            let open = number > first && (gap.contains([',', ')', ':']) || then);
            if let Some(subject) = actors::subject_at(flat, &(word.start..range.end), self.rules) {
                let predicate = subject.predicate..range.end;
                let binding = self.rules.binding.begins(flat, &predicate).is_some();
                // "các tổ chức, cá nhân": the list goes on
                let listed = (1..=3)
                    .filter_map(|back| flat.tokens.get(number.checked_sub(back)?))
                    .any(|word| self.rules.heads.is(flat.low(word.start..end)));
                let next = flat.token_at(subject.predicate);
                let verb = self.rules.modals.at(flat, next).is_some()
                    || self.rules.openers.at(flat, next).is_some();
                let tells = eventful && self.rules.tells.begins(flat, &predicate).is_some();
                let binding = binding || tells;
                let firm = then
                    || flat.is_capital(word.start)
                    || self.rules.quantifiers.at(flat, number).is_some()
                    || self.rules.persons.at(flat, number).is_some();
                let governed = self.rules.governing.is(before);
                if (open && verb && !listed && (firm || binding))
                    || (binding && !tells && !governed && number > first + 2)
                {
                    return Some((subject.noun, subject.predicate));
                }
            }
            end = word.end;
        }
        None
    }

    /// Whom a part orders, and where what is ordered begins.
    pub(super) fn asked(&self, flat: &Flat, part: &Range<usize>) -> Option<(Range<usize>, usize)> {
        let first = flat.token_at(part.start);
        let last = flat.token_at(part.end);
        // "Tham mưu văn bản đề nghị Sở …": the request is part of the work
        let works = self.rules.verbs.at(flat, first).is_some()
            && self.rules.directives.at(flat, first).is_none();
        if works {
            return None;
        }
        (first..last).find_map(|token| {
            let verb_end = self.rules.directives.at_scanned(flat, token)?;
            let verb = flat.low(flat.tokens.get(token)?.start..verb_end);
            let from = flat.tokens.get(flat.token_at(verb_end))?.start;
            let named = flat.is_capital(from)
                || self
                    .rules
                    .quantifiers
                    .at(flat, flat.token_at(from))
                    .is_some();
            let mild = matches!(verb, "phân công" | "yêu cầu" | "giao") && token == first;
            let never = matches!(verb, "chỉ đạo" | "nhắc nhở");
            let heads = mild
                && self
                    .rules
                    .persons
                    .at(flat, flat.token_at(from))
                    .is_some_and(|end| {
                        flat.low(from..end) != "cán bộ"
                            && flat.low(from..end) != "đảng viên"
                            && !flat.low(from..end).starts_with("người ")
                    });
            if from >= part.end
                || never
                || (mild && !named && !heads)
                || flat.text(verb_end..from) != " "
            {
                return None;
            }
            let end = actors::noun_phrase(flat, &(from..part.end), self.rules)
                .or_else(|| actors::quantified(flat, &(from..part.end), self.rules))?;
            let next = flat.token_at(end);
            let predicate = flat
                .tokens
                .get(next)
                .filter(|word| word.start < part.end)?
                .start;
            // "Phân công cán bộ trực, gửi danh sách": a comma parts verbs of one doer
            let follows = if flat.text(end..predicate).contains(',') {
                self.rules.modals.at(flat, next).is_some()
            } else {
                actors::is_predicate(flat, next, self.rules)
            };
            follows.then_some((from..end, predicate))
        })
    }

    /// Whether a name is that of the body that issued the document.
    fn is_issuer(&self, name: &str) -> bool {
        let full = |text: &str| {
            fold(text)
                .replace("ubnd", "uy ban nhan dan")
                .replace("chu tich ", "")
        };
        let issuer = full(self.header.issuer.as_deref().unwrap_or_default());
        let name = full(name);
        issuer.is_empty() || issuer.contains(&name) || name.contains(&issuer)
    }

    /// "Quán triệt cán bộ | không tham gia …": the object of the verb before.
    fn object_before(
        &self,
        flat: &Flat,
        part: &Range<usize>,
        place: &Place<'_>,
    ) -> Option<Range<usize>> {
        let rules = self.rules;
        let verb_end = rules
            .causatives
            .at(flat, flat.token_at(place.sentence.start))?;
        let next = flat.token_at(verb_end);
        let from = flat.tokens.get(next)?.start;
        let end = actors::noun_phrase(flat, &(from..place.sentence.end), rules)?;
        let person = rules
            .persons
            .at(flat, next)
            .or_else(|| rules.quantifiers.at(flat, next));
        (person.is_some() && flat.token_at(end) <= flat.token_at(part.start)).then_some(from..end)
    }
}

/// "… thông báo để các Cục Thuế biết và thực hiện".
pub(super) fn informed(flat: &Flat, part: &Range<usize>, rules: &Rules) -> Option<Range<usize>> {
    let low = flat.low(part.clone());
    let at = ["để ", "dé ", "đến ", "tới ", "đề "]
        .iter()
        .filter_map(|word| {
            let words = format!("thông báo {word}");
            low.find(&words).map(|at| at + words.len())
        })
        .min()?;
    let start = part.start + at;
    let end = actors::noun_phrase(flat, &(start..part.end), rules)?;
    Some(start..end)
}
