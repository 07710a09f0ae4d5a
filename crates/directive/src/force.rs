//! How strongly a piece binds: the first binding word after the subject decides.

use std::ops::Range;

use luytre_model::duty::Force;

use crate::rules::Rules;
use crate::text::Flat;

/// Words among which the binding word of a piece without a leading verb is looked for.
const REACH: usize = 40;

/// The force that the words at `at` state, if they state one.
pub(crate) fn stated_at(flat: &Flat, at: usize, end: usize, rules: &Rules) -> Option<Force> {
    let range = at..end;
    let mut token = flat.token_at(at);
    // "kiên quyết không để cán bộ …"
    let first = flat.tokens.get(token)?.start;
    if is_ban(flat, first, range.end, rules) {
        return Some(Force::MustNot);
    }
    // "phải", "cần", "luôn" before the word that counts
    for _ in 0..2 {
        let word = flat.tokens.get(token).filter(|word| word.start < end)?;
        if matches!(
            flat.low(word.clone()),
            "phải" | "cần" | "luôn" | "cũng" | "thì" | "tự" | "kiên"
        ) {
            token += 1;
        }
    }
    let start = flat.tokens.get(token)?.start;
    if is_ban(flat, start, range.end, rules) || flat.low(start..end).starts_with("không để ") {
        return Some(Force::MustNot);
    }
    if rules.should.begins(flat, &(start..end)).is_some() {
        return Some(Force::Should);
    }
    None
}

/// Whether a ban begins here, and not one of the negations that forbid nothing.
pub(crate) fn is_ban(flat: &Flat, at: usize, end: usize, rules: &Rules) -> bool {
    let range = at..end;
    let Some(ban) = rules.must_not.begins_scanned(flat, &range) else {
        return false;
    };
    rules
        .not_a_ban
        .begins(flat, &range)
        .is_none_or(|other| other <= ban && ban - at > "không".len())
}

/// The force of a piece whose predicate begins at `predicate`.
pub(crate) fn of(
    flat: &Flat,
    range: &Range<usize>,
    predicate: usize,
    rules: &Rules,
) -> Option<Force> {
    if let Some(force) = stated_at(flat, predicate, range.end, rules) {
        return Some(force);
    }
    // "Lưu ý không bấm …": the verb that orders only carries the ban
    if let Some(end) = rules.directives.begins(flat, &(predicate..range.end))
        && let Some(next) = flat.tokens.get(flat.token_at(end))
        && is_ban(flat, next.start, range.end, rules)
    {
        return Some(Force::MustNot);
    }
    if rules
        .openers
        .begins_scanned(flat, &(predicate..range.end))
        .is_some()
    {
        return None;
    }
    // a thing is the subject: "Văn bản mật không được gửi qua …"
    let first = flat.token_at(predicate);
    let mut acted = false;
    for (number, word) in flat.tokens.iter().enumerate().skip(first).take(REACH) {
        if word.start >= range.end {
            break;
        }
        let low = flat.low(word.clone());
        if matches!(low, "phải" | "cần" | "chỉ") {
            return stated_at(flat, word.start, range.end, rules).or(Some(Force::Must));
        }
        if low == "thì"
            && let Some(next) = flat.tokens.get(number + 1)
            && let Some(force) = stated_at(flat, next.start, range.end, rules)
        {
            return Some(force);
        }
        let strong = flat.low(word.start..range.end);
        if ["không được", "tuyệt đối không", "nghiêm cấm", "không tự ý"]
            .iter()
            .any(|ban| strong.starts_with(ban))
        {
            return Some(Force::MustNot);
        }
        let before = number
            .checked_sub(1)
            .and_then(|n| flat.tokens.get(n))
            .map(|w| flat.low(w.clone()));
        // "thiết bị chưa dán tem không đưa vào sử dụng", "Đối với máy nối mạng: không lưu …"
        if low == "không"
            && !acted
            && !matches!(
                before,
                Some("khi" | "nếu" | "mà" | "hoặc" | "có" | "hay" | "đã")
            )
            && rules.verbs.at(flat, number + 1).is_some()
            && is_ban(flat, word.start, range.end, rules)
        {
            return Some(Force::MustNot);
        }
        acted |= rules.verbs.at(flat, number).is_some()
            && !matches!(
                before,
                Some("chưa" | "đã" | "được" | "bị" | "không" | "có" | "để")
            );
        if low == "nên" && before != Some("tạo") && before != Some("trở") {
            return Some(Force::Should);
        }
    }
    None
}
