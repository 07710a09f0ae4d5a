//! Where a coordinated part of a piece may begin: after a comma or a joining word where a verb, a ban,
//! a condition or a subject follows.

use std::ops::Range;

use crate::{actors, force};

use super::coordinate::Cutter;
use super::inside;

/// What stands between two coordinated parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    Comma,
    And,
    Or,
    /// đồng thời
    Also,
    /// Nothing: the object of one verb is the doer of the next.
    None,
    End,
}

impl Cutter<'_> {
    /// Places where a coordinated part may begin: where the left part ends, where the right begins.
    pub(super) fn candidates(
        &self,
        part: &Range<usize>,
        brackets: &[Range<usize>],
    ) -> Vec<(usize, usize, Joint)> {
        let flat = self.flat;
        let mut out = Vec::new();
        let first = flat.token_at(part.start);
        let mut end = part.start;
        for (number, word) in flat.tokens.iter().enumerate().skip(first) {
            if word.start >= part.end {
                break;
            }
            let gap = flat.text(end..word.start);
            end = word.end;
            if number == first || inside(brackets, word.start) {
                continue;
            }
            let low = flat.low(word.clone());
            if matches!(low, "và" | "hoặc") {
                if let Some(next) = flat
                    .tokens
                    .get(number + 1)
                    .filter(|next| next.start < part.end)
                    && self.opens(number + 1, part.end, low == "hoặc")
                {
                    let joint = if low == "hoặc" {
                        Joint::Or
                    } else {
                        Joint::And
                    };
                    out.push((word.start, next.start, joint));
                }
            } else if gap.contains(',')
                && low != "đồng"
                && (self.opens(number, part.end, false) || self.binds_condition(number, part.end))
            {
                out.push((word.start, word.start, Joint::Comma));
            } else if flat.low(word.start..part.end).starts_with("đồng thời") {
                let after = flat
                    .tokens
                    .get(number + 2)
                    .map_or(part.end, |next| next.start);
                out.push((word.start, after.min(part.end), Joint::Also));
            } else if self.bans_here(number, part.end) || self.new_subject(number, gap, part.end) {
                out.push((word.start, word.start, Joint::None));
            }
        }
        out
    }

    /// "thường xuyên, …" and "chính xác, kịp thời để …" qualify what stands before, not a verb.
    fn is_loose_adverb(&self, token: usize) -> bool {
        let flat = self.flat;
        let Some(word) = flat.tokens.get(token) else {
            return false;
        };
        let manner = [
            "kịp thời",
            "nhanh chóng",
            "nghiêm túc",
            "chặt chẽ",
            "thống nhất",
        ]
        .iter()
        .find(|adverb| flat.low(word.start..flat.low.len()).starts_with(**adverb))
        .map(|adverb| word.start + adverb.len());
        let Some(end) = self.rules.regular.at(flat, token).or(manner) else {
            return false;
        };
        let next = flat.token_at(end);
        let gap = flat
            .tokens
            .get(next)
            .map_or(",", |next| flat.text(end..next.start));
        let verb = self.rules.openers.at(flat, next).is_some();
        gap.contains([',', '.', ';']) || (manner.is_some() && !verb)
    }

    /// "…, khi không sử dụng phải đăng xuất": a condition that brings its own predicate.
    fn binds_condition(&self, token: usize, end: usize) -> bool {
        let flat = self.flat;
        self.rules.conditions.at(flat, token).is_some_and(|from| {
            let rest = flat.low(from..end);
            let reach = rest.find(", ").unwrap_or(rest.len());
            let clause = rest.get(..reach).unwrap_or_default();
            clause.contains(" phải ") || clause.contains(" thì ")
        })
    }

    fn opens(&self, token: usize, end: usize, or: bool) -> bool {
        let flat = self.flat;
        let Some(word) = flat.tokens.get(token) else {
            return false;
        };
        if flat.is_capital(word.start) {
            return self.subject(token, end);
        }
        let condition = self.rules.conditions.at(flat, token).is_some();
        let verb = self.rules.openers.at(flat, token);
        if self.rules.not_verbs.at(flat, token) > verb || self.is_loose_adverb(token) {
            return false;
        }
        // "… phải có 8 ký tự và được thay đổi …": a second predicate in the passive
        let passive = flat.low(word.clone()) == "được"
            && self.rules.verbs.at(flat, token + 1).is_some()
            && self.rules.glue.at(flat, token).is_none();
        verb.is_some()
            || passive
            || self.rules.modals.at(flat, token).is_some()
            || force::is_ban(flat, word.start, end, self.rules)
            || (or && condition)
            || self.subject(token, end)
    }

    fn subject(&self, token: usize, end: usize) -> bool {
        let flat = self.flat;
        flat.tokens.get(token).is_some_and(|word| {
            actors::subject_at(flat, &(word.start..end), self.rules).is_some_and(|subject| {
                // only a binding word makes it sure that a new subject begins in mid-sentence
                let binding = flat.low(subject.predicate..end);
                [
                    "phải ",
                    "có trách nhiệm",
                    "chịu trách nhiệm",
                    "chủ trì",
                    "chủ động",
                    "cần ",
                ]
                .iter()
                .any(|word| binding.starts_with(word))
            })
        })
    }

    /// A ban without a comma before it: "Quán triệt cán bộ … không tham gia …".
    fn bans_here(&self, token: usize, end: usize) -> bool {
        let flat = self.flat;
        flat.tokens.get(token).is_some_and(|word| {
            let low = flat.low(word.start..end);
            (low.starts_with("không ") || low.starts_with("tuyệt đối không "))
                && force::is_ban(flat, word.start, end, self.rules)
                && self
                    .rules
                    .verbs
                    .at(flat, token + if low.starts_with("tuyệt") { 3 } else { 1 })
                    .is_some()
                && self.after_causative(token)
        })
    }

    fn after_causative(&self, token: usize) -> bool {
        let flat = self.flat;
        (0..token).rev().take(30).any(|number| {
            self.rules
                .causatives
                .at(flat, number)
                .is_some_and(|verb_end| {
                    let next = flat.token_at(verb_end);
                    let from = flat.tokens.get(next).map_or(verb_end, |word| word.start);
                    let noun = flat.tokens.get(token).and_then(|word| {
                        actors::noun_phrase(flat, &(from..word.start), self.rules)
                    });
                    noun.is_some_and(|end| flat.token_at(end) == token)
                })
        })
    }

    /// "Quán triệt các cán bộ … tuân thủ …" and "… mạng xã hội khi có sự cố" need no comma.
    fn new_subject(&self, token: usize, gap: &str, end: usize) -> bool {
        let flat = self.flat;
        gap == " "
            && flat.tokens.get(token).is_some_and(|word| {
                let low = flat.low(word.start..end);
                ["tuân thủ", "chấp hành", "nghiêm túc thực hiện"]
                    .iter()
                    .any(|verb| low.starts_with(verb))
            })
            && self.after_causative(token)
    }
}
