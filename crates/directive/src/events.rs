//! After which event a duty runs: an incident, a departure, a reorganisation, a secret document in
//! hand. Speaking of an event is none; a condition opens it, or words that say it happened.

use std::ops::Range;

use luytre_model::duty::Trigger;

use crate::rules::Rules;
use crate::text::Flat;

/// How far behind a condition its event stands, in words.
const CONDITION_REACH: usize = 24;

/// The event after which the piece runs.
pub(crate) fn trigger(flat: &Flat, range: &Range<usize>, rules: &Rules) -> Option<Trigger> {
    let mut from = range.start;
    while let Some(condition) = rules.conditions.find(flat, &(from..range.end)) {
        from = condition.end;
        let first = flat.token_at(condition.start);
        let last = flat
            .tokens
            .get((first + CONDITION_REACH).min(flat.tokens.len().saturating_sub(1)))
            .map_or(range.end, |word| word.end)
            .min(range.end);
        let reach = condition.start..last;
        if rules.handling.find(flat, &reach).is_some()
            && rules.handled.find(flat, &reach).is_some()
            && rules.departure.find(flat, &reach).is_none()
            && rules.incident.find(flat, &reach).is_none()
        {
            return Some(Trigger::DocumentHandling);
        }
        if rules.departure.find(flat, &reach).is_some() {
            return Some(Trigger::Departure);
        }
        if rules.reorganisation.find(flat, &reach).is_some() {
            return Some(Trigger::Reorganisation);
        }
        if rules.incident.find(flat, &reach).is_some()
            && rules.not_incident.find(flat, &reach).is_none()
        {
            return Some(Trigger::Incident);
        }
        // "… sự cố nghiêm trọng báo cáo … sau khi xảy ra": the event stands before its time
        let reached = flat.low(condition.end..range.end);
        if flat.low(range.start..condition.start).contains("báo ")
            && [" xảy ra", " phát hiện"]
                .iter()
                .any(|word| reached.starts_with(word))
            && rules
                .incident
                .find(flat, &(range.start..condition.start))
                .is_some()
        {
            return Some(Trigger::Incident);
        }
    }
    unconditioned(flat, range, rules)
}

/// Events that no condition opens: what befell a machine, who left, a secret document in hand.
fn unconditioned(flat: &Flat, range: &Range<usize>, rules: &Rules) -> Option<Trigger> {
    let low = flat.low(range.clone());
    // "Cán bộ … nghỉ việc thì phải thu lại quyền"
    if let Some(then) = low.find(" thì ")
        && rules
            .departure
            .find(flat, &(range.start..range.start + then))
            .is_some()
    {
        return Some(Trigger::Departure);
    }
    if let Some(then) = low.find(" thì ")
        && ["báo ", "ngắt ", "rút ", "dừng ", "thông báo "]
            .iter()
            .any(|verb| low.get(then..).unwrap_or_default().contains(verb))
        && rules
            .incident
            .find(flat, &(range.start..range.start + then))
            .is_some()
    {
        return Some(Trigger::Incident);
    }
    if rules.access.find(flat, range).is_some()
        && let Some(left) = rules.departure.find(flat, range)
        && rules.leavers.iter().any(|word| {
            flat.low(range.start..left.start)
                .trim_end()
                .ends_with(word.as_str())
                || flat.low(left.clone()).starts_with(word.as_str())
        })
    {
        return Some(Trigger::Departure);
    }
    let handles = rules.handling.begins(flat, range).is_some()
        || (rules.registers.begins(flat, range).is_some()
            && rules.handling.find(flat, range).is_some());
    // "Vận chuyển: do người làm công tác bí mật nhà nước …" is a label
    (handles && !low.contains(':') && rules.handled.find(flat, range).is_some())
        .then_some(Trigger::DocumentHandling)
}

/// The event that a heading names for all that stands under it.
pub(crate) fn heading_trigger(flat: &Flat, range: &Range<usize>, rules: &Rules) -> Option<Trigger> {
    if let Some(found) = trigger(flat, range, rules) {
        return Some(found);
    }
    let event = rules.event_headings.find(flat, range).is_some();
    (event && rules.incident.find(flat, range).is_some()).then_some(Trigger::Incident)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<Trigger> {
        let rules = Rules::embedded();
        let flat = Flat::whole(text);
        trigger(&flat, &(0..flat.text.len()), &rules)
    }

    #[test]
    fn events() {
        for (text, want) in [
            (
                "Khi phát hiện sự cố, báo ngay cho lãnh đạo",
                Some(Trigger::Incident),
            ),
            (
                "Khi cán bộ nghỉ hưu phải thu hồi tài khoản",
                Some(Trigger::Departure),
            ),
            (
                "Khi sáp nhập đơn vị, rà soát các trang",
                Some(Trigger::Reorganisation),
            ),
            (
                "khi sao chụp tài liệu mật phải vào sổ",
                Some(Trigger::DocumentHandling),
            ),
            (
                "Khóa tài khoản của người nghỉ việc",
                Some(Trigger::Departure),
            ),
            ("Tặng quà người nghỉ hưu", None),
            (
                "Máy tính có biểu hiện lạ thì báo ngay",
                Some(Trigger::Incident),
            ),
            (
                "Tiêu hủy ổ cứng có tài liệu mật",
                Some(Trigger::DocumentHandling),
            ),
            (
                "Sự cố lớn báo cáo trong ngày sau khi xảy ra",
                Some(Trigger::Incident),
            ),
            ("chịu trách nhiệm nếu để xảy ra lộ, mất bí mật", None),
            ("xử lý các hành vi vi phạm pháp luật", None),
            ("khi không sử dụng phải đăng xuất", None),
        ] {
            assert_eq!(of(text), want, "{text}");
        }
    }
}
