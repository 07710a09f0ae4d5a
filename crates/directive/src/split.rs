//! A clause cut into sentences, pieces between semicolons, and coordinated pieces.
//!
//! The rule is that of the annotation: a piece is the smallest thing that one could tick off.
//! One verb with several objects, or several verbs of one control, stay together.

use std::ops::Range;

use luytre_model::duty::{Force, Recurrence, Trigger};

use crate::controls::{Classifier, Found, Matter};
use crate::rules::Rules;
use crate::text::Flat;
use crate::{actors, force, when};

/// Characters that are no part of a piece at its ends.
pub(crate) const EDGE: &[char] = &[
    '.', ',', ';', ':', '-', '–', '…', '/', '⁄', '“', '&', '_', '~',
];

/// A piece of a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) range: Range<usize>,
    /// Whether it opens a sentence; else it follows a semicolon.
    pub(crate) opens: bool,
    /// What closed it.
    pub(crate) closed_by: Option<char>,
}

/// Depth of brackets before each byte is kept only where they close again.
fn brackets(flat: &Flat, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut open = Vec::new();
    let mut out: Vec<Range<usize>> = Vec::new();
    for (at, c) in flat.text(range.clone()).char_indices() {
        let at = range.start + at;
        match c {
            '(' | '“' | '[' => open.push(at),
            ')' | '”' | ']' => {
                if let Some(from) = open.pop()
                    && open.is_empty()
                {
                    out.push(from..at);
                }
            }
            _ => {}
        }
    }
    out
}

fn inside(brackets: &[Range<usize>], at: usize) -> bool {
    let next = brackets.partition_point(|bracket| bracket.end < at);
    brackets.get(next).is_some_and(|bracket| bracket.start < at)
}

/// Sentences and the pieces between their semicolons.
pub(crate) fn pieces(flat: &Flat, range: &Range<usize>) -> Vec<Piece> {
    let brackets = brackets(flat, range);
    let mut out = Vec::new();
    let mut start = range.start;
    let mut opens = true;
    let mut add = |start: usize, end: usize, opens: bool, closed_by| {
        let cut = trimmed(flat, start..end);
        if flat.text(cut.clone()).chars().any(char::is_alphanumeric) {
            out.push(Piece {
                range: cut,
                opens,
                closed_by,
            });
        }
    };
    for (at, c) in flat.text(range.clone()).char_indices() {
        let at = range.start + at;
        if !matches!(c, ';' | '.' | '…' | '!' | '?') || inside(&brackets, at) {
            continue;
        }
        let after = at + c.len_utf8();
        if c == ';' {
            add(start, at, opens, Some(c));
            start = after;
            opens = false;
        } else if ends_sentence(flat, at, after, range) {
            add(start, at, opens, Some('.'));
            start = after;
            opens = true;
        }
    }
    let whole = flat.text(range.clone()).trim_end();
    // "./." and what scanners make of the initials behind it
    let mark = whole
        .rfind("/.")
        .filter(|at| whole.len() - at < 8 && *at > start - range.start);
    let end = mark.map_or(range.end, |at| range.start + at);
    add(start, end, opens, whole.chars().next_back());
    out
}

/// `range` without the marks around it, but with the bracket that belongs to it.
pub(crate) fn trimmed(flat: &Flat, range: Range<usize>) -> Range<usize> {
    let mut cut = flat.trim(range, EDGE);
    loop {
        let part = flat.text(cut.clone());
        let opened = part.matches('(').count();
        let closed = part.matches(')').count();
        if part.ends_with(')') && closed > opened {
            cut = flat.trim(cut.start..cut.end - 1, EDGE);
        } else if part.starts_with('(') && opened > closed {
            cut = flat.trim(cut.start + 1..cut.end, EDGE);
        } else {
            break;
        }
    }
    // the closing quotation mark stays with its opening one
    let part = flat.text(cut.clone());
    let missing = part.contains('“') && !part.contains('”');
    if missing && flat.text(cut.end..flat.text.len()).starts_with('”') {
        cut.end += '”'.len_utf8();
    }
    cut
}

fn ends_sentence(flat: &Flat, at: usize, after: usize, range: &Range<usize>) -> bool {
    let rest = flat.text(after..range.end);
    let dots = rest.len() - rest.trim_start_matches(['.', '…']).len();
    let rest = rest.get(dots..).unwrap_or_default();
    let spaced = rest.starts_with(' ') || rest.starts_with(['”', '"', ')']);
    let next = rest.trim_start_matches([' ', '”', '"', '“', '-', '*']);
    let capital = next.chars().next().is_some_and(char::is_uppercase);
    let ellipsis = dots > 0 || flat.text(at..after).starts_with('…');
    if !capital || !(spaced || ellipsis) {
        return false;
    }
    let word = flat
        .text(range.start..at)
        .rsplit([' ', '(', '.'])
        .next()
        .unwrap_or_default();
    let letters = word.chars().count();
    let capitals = word.chars().all(|c| c.is_uppercase() || c.is_numeric());
    // "TP. Huế", "Q. 1", "P. Văn hóa", "ThS. Nguyễn"
    let short = matches!(
        word,
        "TP" | "Tp"
            | "TX"
            | "Q"
            | "P"
            | "H"
            | "KT"
            | "TM"
            | "TL"
            | "ThS"
            | "TS"
            | "GS"
            | "PGS"
            | "Th"
            | "đ/c"
            | "Đ/c"
            | "tr"
            | "Số"
            | "St"
    );
    !(short || (letters == 1 && capitals && word.chars().all(char::is_alphabetic)))
}

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
                .map(|next| next.0)
                .find(|next| self.words(&(*right_start..*next)) > 4)
                .unwrap_or(part.end);
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

    /// Places where a coordinated part may begin: where the left part ends, where the right begins.
    fn candidates(
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

    fn words(&self, range: &Range<usize>) -> usize {
        self.flat
            .token_at(range.end)
            .saturating_sub(self.flat.token_at(range.start))
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
        verb.is_some()
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
            trigger: when::trigger(flat, range, self.rules),
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
            .of_duty(self.flat, range, matter, self.rules)
    }

    /// Whether two coordinated parts are two duties.
    fn differs(
        &self,
        left: &Range<usize>,
        right: &Range<usize>,
        joint: Joint,
        whole: &Range<usize>,
    ) -> bool {
        let flat = self.flat;
        let mut a = self.features(left);
        let mut b = self.features(right);
        a.controls = self.controls(left, &a, a.recurrence.is_some(), a.trigger);
        b.controls = self.controls(
            right,
            &b,
            b.recurrence.or(a.recurrence).is_some(),
            b.trigger.or(a.trigger),
        );
        let right_ban = force::stated_at(flat, right.start, right.end, self.rules);
        if joint == Joint::None {
            return true;
        }
        if !self.is_whole(left) {
            return false;
        }
        if right_ban == Some(Force::Should) && a.force != Some(Force::Should) {
            return true;
        }
        if right_ban == Some(Force::MustNot) {
            if a.force != Some(Force::MustNot) {
                let low = flat.low(right.clone());
                let outcome = low.starts_with("không để");
                return !outcome || b.controls.strong;
            }
            return disjoint(&a.controls, &b.controls);
        }
        let fresh = self.fresh(right);
        if a.force == Some(Force::MustNot) && !fresh {
            return false;
        }
        if joint == Joint::Or
            && b.trigger.is_some()
            && (a.trigger != b.trigger || self.begins_condition(right))
        {
            return true;
        }
        if let Some(recurrence) = b.recurrence
            && self.begins_recurrence(right)
            && a.recurrence != Some(recurrence)
        {
            return true;
        }
        if !self.anew(right)
            && joint != Joint::Also
            && (self.in_purpose(left, whole) || self.ends_in_verb(left))
        {
            return false;
        }
        if a.force == Some(Force::MustNot) && self.begins_condition(right) {
            return true;
        }
        if b.trigger.is_some() && a.trigger.is_none() && joint != Joint::And && fresh {
            return true;
        }
        if disjoint(&a.controls, &b.controls) {
            return true;
        }
        // "và phải …" begins anew
        let binds = flat.low(right.clone()).starts_with("phải ");
        (binds || joint == Joint::Also)
            && a.controls.ids != b.controls.ids
            && !b.controls.ids.is_empty()
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
            return [" phải ", " thì ", "đề nghị"]
                .iter()
                .any(|word| low.contains(word));
        }
        words >= 3
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

/// What stands between two coordinated parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    Comma,
    And,
    Or,
    /// đồng thời
    Also,
    /// Nothing: the object of one verb is the doer of the next.
    None,
    End,
}
