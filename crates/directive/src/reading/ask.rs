//! Whether a piece asks for anything.

use std::ops::Range;

use crate::marker::Level;
use crate::outline::Item;
use crate::split::Piece;
use crate::text::Flat;
use crate::{actors, force, nonduty};

use super::{Context, Work};

/// Words of a clause that may ask for something whatever its verb.
const SHORTEST_DUTY: usize = 3;

impl Work<'_> {
    /// Whether a loose sentence orders somebody to do something.
    pub(super) fn is_asked(&self, flat: &Flat, range: &Range<usize>) -> bool {
        let low = flat.low(range.clone());
        let Some((speaker, noun)) = self.ordered(flat, range) else {
            return false;
        };
        let next = flat.token_at(noun.end);
        let verb = flat
            .tokens
            .get(next)
            .is_some_and(|word| word.start < range.end)
            && actors::is_predicate(flat, next, self.rules);
        let told = low.contains(" đã ")
            || ["nhận được ", "theo đó", "căn cứ ", "các đối tượng"]
                .iter()
                .any(|word| low.contains(word));
        let opens = self.rules.directives.begins(flat, range).is_some();
        verb && (speaker.is_some() || opens) && (!told || low.contains("kính trình"))
    }

    /// Whether a sentence behind one that orders goes on ordering.
    pub(super) fn goes_on(&self, flat: &Flat, piece: &Piece) -> bool {
        let range = &piece.range;
        let verb = self.rules.openers.begins(flat, range).is_some();
        let subject = actors::subject_at(flat, range, self.rules)
            .is_some_and(|subject| !self.tells(flat, subject.predicate..range.end));
        !nonduty::is_told(flat, range, self.rules) && (verb || subject)
    }

    /// Whether a sentence of the closing is one of those that order.
    pub(super) fn closes(&self, flat: &Flat, range: &Range<usize>) -> bool {
        let low = flat.low(range.clone());
        let has = |words: &[&str]| words.iter().any(|word| low.contains(word));
        if nonduty::is_told(flat, range, self.rules) || low.contains("trân trọng cảm ơn") {
            return false;
        }
        // "… có ý kiến để Cục Thuế được biết" only informs
        if low.ends_with(" biết") {
            return false;
        }
        let helps = has(&["vướng mắc", "thắc mắc", "khó khăn", "phát sinh"]);
        let orders = has(&[
            "yêu cầu",
            "đề nghị",
            "triển khai",
            "kính trình",
            "báo cáo",
            "thực hiện",
        ]);
        let subject = actors::subject_at(flat, range, self.rules).is_some_and(|subject| {
            flat.is_capital(subject.noun.start) && !self.tells(flat, subject.predicate..range.end)
        });
        let verb = self.rules.openers.begins(flat, range).is_some();
        helps || orders || subject || verb
    }

    /// Whether a piece of a clause asks for something.
    pub(super) fn is_duty(
        &self,
        item: &Item,
        range: &Range<usize>,
        context: &Context,
        piece: &Piece,
        after_duty: bool,
    ) -> bool {
        let flat = &item.flat;
        let low = flat.low(range.clone());
        if nonduty::is_told(flat, range, self.rules) || nonduty::is_quoted(flat, range) {
            return false;
        }
        // "Điều 1. Phê duyệt Kế hoạch …" is done by being signed
        let first = item.level == Some(Level::Article) && item.clause == "Đ1";
        if first && self.rules.performatives.begins(flat, range).is_some() {
            return false;
        }
        let loose = item.clause == "end" || item.clause == "0";
        let stated = force::of(flat, range, range.start, self.rules).is_some();
        if context.force.is_some() || loose || stated {
            return true;
        }
        if low.contains("có trách nhiệm") || low.contains("chịu trách nhiệm") {
            return true;
        }
        let subject = actors::subject_at(flat, range, self.rules);
        // "…; đảng ủy, chính quyền …": nouns that go on after a semicolon
        if let Some(subject) =
            subject.filter(|subject| piece.opens || self.binds(flat, subject, range))
        {
            let next = flat.token_at(subject.predicate);
            let verb = self.rules.modals.at_scanned(flat, next).is_some()
                || self.rules.openers.at(flat, next).is_some();
            // "Người quản lý có trình độ đại học trở lên" says what is, not what to do
            return (verb || self.acts(flat, range))
                && !self.tells(flat, subject.predicate..range.end);
        }
        if self.rules.openers.begins_scanned(flat, range).is_some() {
            return !(self.articles && defines(low));
        }
        if self.fronted(flat, range).is_some() || self.asked(flat, range).is_some() {
            return true;
        }
        self.may_ask(item, range, context, piece, after_duty)
    }

    /// The weaker signs: a thing to be done, a condition with a consequence, an unknown verb.
    fn may_ask(
        &self,
        item: &Item,
        range: &Range<usize>,
        context: &Context,
        piece: &Piece,
        after_duty: bool,
    ) -> bool {
        let rules = self.rules;
        let flat = &item.flat;
        let low = flat.low(range.clone());
        if low.starts_with("việc ") || low.starts_with("mọi ") {
            return [
                " thực hiện ",
                " phải ",
                "phản ánh ",
                "liên hệ ",
                "báo cáo ",
                "gửi ",
            ]
            .iter()
            .any(|word| low.contains(word));
        }
        if low.contains(" thực hiện theo ") {
            return true;
        }
        let condition = rules.conditions.begins(flat, range).is_some()
            || ["đối với", "trong quá trình", "với "]
                .iter()
                .any(|word| low.starts_with(word));
        if condition {
            return low.contains(" thì ")
                || low.contains(": ")
                || (low.contains(", ") && !self.articles);
        }
        if after_duty && !piece.opens {
            return true;
        }
        // a figure that binds: "Mật khẩu có độ dài tối thiểu 12 ký tự"
        let bounded = self.security && rules.bounds.find(flat, range).is_some();
        if self.articles && context.actors.is_empty() {
            return bounded;
        }
        let noun = rules.heads.begins(flat, range).is_some()
            || rules.quantifiers.begins(flat, range).is_some();
        let leaf = (item.level.is_some() || item.row.is_some()) && !item.has_children;
        let closed = leaf || piece.closed_by.is_some_and(|c| matches!(c, '.' | ';'));
        let opening = !flat.text(range.clone()).starts_with(char::is_lowercase);
        let words = flat
            .token_at(range.end)
            .saturating_sub(flat.token_at(range.start));
        let long = words >= SHORTEST_DUTY;
        let unknown = !noun && !low.contains(" là ") && piece.opens && long && closed;
        // a subject that the lists do not know as such, and a verb behind it
        let acts = noun
            && closed
            && opening
            && piece.opens
            && !low.contains(" là ")
            && self.acts(flat, range);
        low.contains(" thực hiện ") || low.contains("báo cáo ") || unknown || acts
    }
}

impl Work<'_> {
    /// Whether a predicate tells ("đã có …", "là …") and is none of those that ask after all.
    fn tells(&self, flat: &Flat, predicate: Range<usize>) -> bool {
        self.rules.telling.begins(flat, &predicate).is_some()
            && self.rules.asking.begins(flat, &predicate).is_none()
    }

    /// Whether a verb of administration stands behind the first words.
    fn acts(&self, flat: &Flat, range: &Range<usize>) -> bool {
        let first = flat.token_at(range.start);
        let last = flat.token_at(range.end);
        (first + 2..last).any(|token| {
            let verb = self.rules.verbs.at(flat, token);
            verb > self.rules.not_verbs.at(flat, token)
                && verb.is_some()
                && self.rules.glue.at(flat, token).is_none()
        })
    }
}

/// "Báo cáo thống kê là báo cáo …": a definition that begins like a verb.
fn defines(low: &str) -> bool {
    low.split(' ').take(6).any(|word| word == "là")
}
