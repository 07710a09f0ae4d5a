//! Pieces cut at their coordinated parts: "A, B và C" is one duty or several.
//!
//! Parts are several duties where force, recurrence or event differ, or where both verb and control
//! do; what shares an object, a purpose or a ban stays together.

use std::ops::Range;

use luytre_model::duty::{Due, Force, Recurrence, Trigger};

use crate::controls::{Classifier, Found, Matter};
use crate::rules::Rules;
use crate::text::Flat;
use crate::{actors, events, force, when};

use super::candidates::Joint;
use super::{brackets, trimmed};

/// What is known of a part of a piece while it is cut.
#[derive(Debug, Clone)]
struct Features {
    force: Option<Force>,
    recurrence: Option<Recurrence>,
    trigger: Option<Trigger>,
    controls: Found,
}

/// The tools of cutting.
pub(crate) struct Cutter<'a> {
    pub(crate) flat: &'a Flat,
    pub(crate) rules: &'a Rules,
    pub(crate) classifier: &'a Classifier,
    pub(crate) security: bool,
}

/// Words of a part that names a period and nothing else.
const LONGEST_PERIOD: usize = 7;

impl Cutter<'_> {
    /// Cuts a piece at its coordinated parts.
    pub(crate) fn cut(&self, piece: &Range<usize>) -> Vec<Range<usize>> {
        let brackets = brackets(self.flat, piece);
        let mut parts: Vec<Range<usize>> = Vec::new();
        let mut start = piece.start;
        for bracket in &brackets {
            // "(khuyến nghị …)" is a duty of its own
            let within = self.flat.trim(bracket.start..bracket.end, &['(']);
            if self.rules.should.begins(self.flat, &within).is_some() && within.len() > 20 {
                parts.extend(self.cut_flat(&(start..bracket.start), &brackets));
                parts.push(within);
                start = bracket.end + 1;
            }
        }
        parts.extend(self.cut_flat(&(start..piece.end), &brackets));
        parts
            .into_iter()
            .map(|part| trimmed(self.flat, part))
            .filter(|part| self.flat.text(part.clone()).contains(char::is_alphanumeric))
            .collect()
    }

    fn cut_flat(&self, part: &Range<usize>, brackets: &[Range<usize>]) -> Vec<Range<usize>> {
        let mut candidates: Vec<(usize, usize, Joint)> = self.candidates(part, brackets);
        candidates.push((part.end, part.end, Joint::End));
        let mut out = Vec::new();
        let mut start = part.start;
        for (number, (left_end, right_start, joint)) in candidates.iter().enumerate() {
            if *joint == Joint::End {
                break;
            }
            // "kiểm tra, đôn đốc cán bộ …": a bare verb is read with what follows it
            let right_end = candidates
                .iter()
                .skip(number + 1)
                .find(|next| {
                    self.words(&(*right_start..next.0)) > 4
                        || force::is_ban(self.flat, next.1, part.end, self.rules)
                })
                .map_or(part.end, |next| next.0);
            let left = start..*left_end;
            let right = *right_start..right_end;
            if !left.is_empty() && self.differs(&left, &right, *joint, part) {
                out.push(left);
                start = *right_start;
            }
        }
        out.push(start..part.end);
        out
    }

    fn words(&self, range: &Range<usize>) -> usize {
        self.flat
            .token_at(range.end)
            .saturating_sub(self.flat.token_at(range.start))
    }

    /// Whether a part ends in a verb that has no object of its own: it shares that of the next
    /// ("theo dõi, nắm tình hình").
    fn ends_in_verb(&self, left: &Range<usize>) -> bool {
        let flat = self.flat;
        let end = trimmed(flat, left.clone()).end;
        let last = flat.token_at(end);
        (last.saturating_sub(4)..last).any(|token| {
            self.rules.verbs.at(flat, token) == Some(end)
                && flat.tokens.get(token).is_some_and(|word| {
                    !matches!(
                        flat.low(word.start..end),
                        "thực hiện" | "triển khai" | "tổ chức thực hiện"
                    )
                })
        })
    }

    fn features(&self, range: &Range<usize>) -> Features {
        let flat = self.flat;
        let start = flat
            .tokens
            .get(flat.token_at(range.start))
            .map_or(range.start, |word| word.start);
        let predicate = actors::subject_at(flat, &(start..range.end), self.rules)
            .map_or(start, |subject| subject.predicate);
        Features {
            force: force::of(flat, range, predicate, self.rules),
            recurrence: when::recurrence(flat, range, self.rules).map(|(found, _)| found),
            trigger: events::trigger(flat, range, self.rules),
            controls: Found::default(),
        }
    }

    /// The controls of a part; `trigger` is the event that governs it.
    fn controls(
        &self,
        range: &Range<usize>,
        of: &Features,
        recurs: bool,
        trigger: Option<Trigger>,
    ) -> Found {
        let matter = Matter {
            security: self.security,
            recurs,
            trigger,
            banned: of.force == Some(Force::MustNot),
        };
        self.classifier
            .by_cues(self.flat, range, matter, self.rules)
    }

    /// Whether two coordinated parts are two duties.
    fn differs(
        &self,
        left: &Range<usize>,
        right: &Range<usize>,
        joint: Joint,
        whole: &Range<usize>,
    ) -> bool {
        let mut a = self.features(left);
        let mut b = self.features(right);
        a.controls = self.controls(left, &a, a.recurrence.is_some(), a.trigger);
        b.controls = self.controls(
            right,
            &b,
            b.recurrence.or(a.recurrence).is_some(),
            b.trigger.or(a.trigger),
        );
        if joint == Joint::None {
            return true;
        }
        // "…, hằng ngày" belongs to what stands before, "Định kỳ 06 tháng, …" to what follows
        if self.is_bare_period(right, &b) || self.is_bare_period(left, &a) || !self.is_whole(left) {
            return false;
        }
        self.by_force(left, right, &a, &b)
            .or_else(|| self.by_time(left, right, joint, (&a, &b)))
            .unwrap_or_else(|| self.by_matter(left, right, joint, (&a, &b), whole))
    }

    /// What a ban or a recommendation settles.
    fn by_force(
        &self,
        left: &Range<usize>,
        right: &Range<usize>,
        a: &Features,
        b: &Features,
    ) -> Option<bool> {
        let flat = self.flat;
        let ban = force::stated_at(flat, right.start, right.end, self.rules);
        if ban == Some(Force::Should) && a.force != Some(Force::Should) {
            return Some(true);
        }
        let describes = self.rules.attributes.begins(flat, right).is_some()
            && flat.low(left.clone()).contains("máy ")
            && !flat.low(right.clone()).contains("đối với");
        if describes {
            return Some(false);
        }
        if ban == Some(Force::MustNot) {
            if a.force != Some(Force::MustNot) {
                let outcome = flat.low(right.clone()).starts_with("không để");
                return Some(!outcome || b.controls.strong);
            }
            return Some(disjoint(&a.controls, &b.controls));
        }
        (a.force == Some(Force::MustNot) && !self.fresh(right)).then_some(false)
    }

    /// What periods, limits and events settle.
    fn by_time(
        &self,
        left: &Range<usize>,
        right: &Range<usize>,
        joint: Joint,
        (a, b): (&Features, &Features),
    ) -> Option<bool> {
        let flat = self.flat;
        let either = joint == Joint::Or
            && b.trigger.is_some()
            && (a.trigger != b.trigger || self.begins_condition(right));
        let begins =
            b.recurrence.is_some() && self.begins_recurrence(right) && a.recurrence != b.recurrence;
        // "Sao lưu hằng ngày, thử phục hồi mỗi quý một lần": each has a period of its own
        let two = a.recurrence.is_some()
            && b.recurrence.is_some()
            && a.recurrence != b.recurrence
            && self.rules.verbs.begins(flat, right).is_some();
        // "Tổng hợp thiệt hại, báo cáo …" is one work
        let gathers = ["tổng hợp", "thống kê", "báo "]
            .iter()
            .any(|verb| flat.low(left.clone()).trim_start().starts_with(verb));
        let reports = self.reports_within(right) && !gathers && !self.ends_in_verb(left);
        (either || begins || two || reports).then_some(true)
    }

    /// What verbs and controls settle.
    fn by_matter(
        &self,
        left: &Range<usize>,
        right: &Range<usize>,
        joint: Joint,
        (a, b): (&Features, &Features),
        whole: &Range<usize>,
    ) -> bool {
        let flat = self.flat;
        if !self.anew(right)
            && joint != Joint::Also
            && (self.in_purpose(left, whole) || self.ends_in_verb(left))
        {
            return false;
        }
        if a.force == Some(Force::MustNot) && self.begins_condition(right) {
            return true;
        }
        if b.trigger.is_some() && a.trigger.is_none() && joint != Joint::And && self.fresh(right) {
            return true;
        }
        if disjoint(&a.controls, &b.controls) {
            return true;
        }
        // "… phải đăng nhập …, rời phòng phải đăng xuất": two predicates that bind
        let both = |range: &Range<usize>| flat.low(range.clone()).contains(" phải ");
        if joint == Joint::Comma && both(left) && both(right) {
            return true;
        }
        // "và phải …" begins anew
        let binds = flat.low(right.clone()).starts_with("phải ");
        (binds || joint == Joint::Also)
            && a.controls.ids != b.controls.ids
            && !b.controls.ids.is_empty()
    }

    /// "…, báo cáo Giám đốc trong vòng 02 giờ": a report with a limit of its own, beside an act.
    fn reports_within(&self, part: &Range<usize>) -> bool {
        let low = self.flat.low(part.clone());
        let limit = matches!(
            when::due(self.flat, part, None, self.rules),
            Some(Due::Within(_))
        );
        limit
            && [
                "báo cáo ",
                "báo ngay ",
                "thông báo ",
                "liên hệ ",
                "trình báo ",
            ]
            .iter()
            .any(|verb| low.starts_with(verb))
    }

    /// Whether a part names a period and asks for nothing.
    fn is_bare_period(&self, range: &Range<usize>, features: &Features) -> bool {
        features.recurrence.is_some()
            && self.words(range) <= LONGEST_PERIOD
            && self.rules.verbs.find(self.flat, range).is_none()
    }

    /// Whether the left part ends in a purpose ("để tổng hợp, báo cáo …") that the right goes on with.
    fn in_purpose(&self, left: &Range<usize>, whole: &Range<usize>) -> bool {
        let low = self.flat.low(left.start.max(whole.start)..left.end);
        [" để ", " nhằm ", " dé "]
            .iter()
            .any(|word| low.contains(word))
    }

    /// Whether the left part already says something: a verb, not only a condition or a subject.
    fn is_whole(&self, left: &Range<usize>) -> bool {
        let flat = self.flat;
        let range = trimmed(flat, left.clone());
        let words = flat
            .token_at(range.end)
            .saturating_sub(flat.token_at(range.start));
        let low = flat.low(range.clone());
        let purpose = ["để ", "nhằm ", "căn cứ "]
            .iter()
            .any(|word| low.starts_with(word));
        if purpose || self.begins_condition(&range) {
            let bound = [" phải ", " thì ", "đề nghị"]
                .iter()
                .any(|word| low.contains(word));
            return bound || (!purpose && self.acts_after_comma(&range));
        }
        // "Nhận được công văn này, đề nghị …": an opening, and nothing asked yet
        let opening = self.rules.occasions.begins(flat, &range).is_some();
        words >= 3 && !opening
    }

    /// "Khi phát hiện truy cập lạ, **tạm khóa** tài khoản": an act behind the condition.
    fn acts_after_comma(&self, range: &Range<usize>) -> bool {
        let low = self.flat.low(range.clone());
        low.match_indices(", ").any(|(at, mark)| {
            let start = range.start + at + mark.len();
            let words = self.words(&(start..range.end));
            words >= 3
                && self
                    .rules
                    .verbs
                    .begins(self.flat, &(start..range.end))
                    .is_some()
        })
    }

    fn begins_condition(&self, range: &Range<usize>) -> bool {
        self.rules.conditions.begins(self.flat, range).is_some()
    }

    fn begins_recurrence(&self, range: &Range<usize>) -> bool {
        when::recurrence(self.flat, range, self.rules).is_some_and(|(_, at)| at <= range.start + 2)
    }

    /// Whether the right part opens with an adverb that begins a predicate anew.
    fn anew(&self, right: &Range<usize>) -> bool {
        let low = self.flat.low(right.clone());
        [
            "kịp thời",
            "chủ động",
            "khẩn trương",
            "thường xuyên",
            "định kỳ",
            "phải ",
            "nghiêm túc",
            "khi ",
            "nếu ",
            "trường hợp",
        ]
        .iter()
        .any(|word| low.starts_with(word))
    }

    /// Whether the right part opens with an adverb of its own, so that it is no mere second verb.
    fn fresh(&self, right: &Range<usize>) -> bool {
        let low = self.flat.low(right.clone());
        [
            "kịp thời",
            "chủ động",
            "khẩn trương",
            "thường xuyên",
            "định kỳ",
            "phải ",
            "nghiêm túc",
            "báo cáo",
            "bảo đảm",
            "đảm bảo",
            "thực hiện",
            "khi ",
            "tăng cường",
            "ngay ",
        ]
        .iter()
        .any(|word| low.starts_with(word))
    }
}

fn disjoint(a: &Found, b: &Found) -> bool {
    a.strong
        && b.strong
        && !a.ids.is_empty()
        && !b.ids.is_empty()
        && a.ids.iter().all(|id| !b.ids.contains(id))
}
