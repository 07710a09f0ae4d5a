//! When: how often, by which day, after which event. Only what is stated; "ngay" and "kịp thời"
//! name no day.

use std::ops::Range;

use jiff::civil::{Date, date};
use luytre_model::duty::{Due, Period, PeriodUnit, Recurrence, Trigger};
use regex::Captures;

use crate::rules::Rules;
use crate::text::Flat;

/// How far behind a condition its event stands, in words.
const CONDITION_REACH: usize = 24;

/// A recurrence and where its words stand.
pub(crate) fn recurrence(
    flat: &Flat,
    range: &Range<usize>,
    rules: &Rules,
) -> Option<(Recurrence, usize)> {
    let low = flat.low(range.clone());
    if let Some(found) = rules.patterns.period.captures(low) {
        let at = found.get(0).map_or(0, |whole| whole.start());
        // "2 lần/tháng" comes round, but in no whole period
        let every = period(&found).map_or(Recurrence::Regular, Recurrence::Every);
        return Some((every, range.start + at));
    }
    let mut from = range.start;
    while let Some(found) = rules.regular.find(flat, &(from..range.end)) {
        let around = back(flat, found.start, 44)..(found.end + 24).min(range.end);
        let excused = rules
            .not_regular
            .find(flat, &around)
            .is_some_and(|other| other.start < found.end && found.start < other.end);
        if !excused {
            return Some((Recurrence::Regular, found.start));
        }
        from = found.end;
    }
    None
}

/// The start of the word about `bytes` before `at`.
fn back(flat: &Flat, at: usize, bytes: usize) -> usize {
    let token = flat.token_at(at.saturating_sub(bytes));
    flat.tokens.get(token).map_or(at, |word| word.start.min(at))
}

fn unit(word: &str) -> Option<(u16, PeriodUnit)> {
    Some(match word {
        "giờ" => (1, PeriodUnit::Hours),
        "ngày" => (1, PeriodUnit::Days),
        "tuần" => (1, PeriodUnit::Weeks),
        "tháng" => (1, PeriodUnit::Months),
        "quý" => (3, PeriodUnit::Months),
        "năm" => (1, PeriodUnit::Years),
        _ => return None,
    })
}

fn period(found: &Captures<'_>) -> Option<Period> {
    let text = |name: &str| found.name(name).map(|m| m.as_str());
    if text("half").is_some() {
        return Some(Period::months(6));
    }
    if let Some(times) = text("times") {
        let times: u16 = times.parse().ok()?;
        let (count, unit) = unit(text("per")?)?;
        return match (times, unit) {
            (1, unit) => Some(Period { count, unit }),
            (2 | 3 | 4 | 6 | 12, PeriodUnit::Years) => Some(Period::months(12 / times)),
            (3, PeriodUnit::Months) if count == 3 => Some(Period::months(1)),
            _ => None,
        };
    }
    let number: u16 = match text("n").or_else(|| text("n2")) {
        Some(digits) => digits.parse().ok()?,
        None => 1,
    };
    let word = text("unit")
        .or_else(|| text("unit2"))
        .or_else(|| text("each"))
        .or_else(|| text("each2"))?;
    let (factor, unit) = unit(word)?;
    let count = number.checked_mul(factor).filter(|count| *count > 0)?;
    Some(Period { count, unit })
}

fn in_words(word: &str) -> Option<u16> {
    if let Ok(number) = word.parse() {
        return Some(number).filter(|n| *n > 0);
    }
    Some(match word {
        "một" => 1,
        "hai" => 2,
        "ba" => 3,
        "bốn" => 4,
        "năm" => 5,
        "sáu" => 6,
        "bảy" => 7,
        "mười" => 10,
        _ if word.starts_with("mười") => 15,
        _ => return None,
    })
}

/// By when. `year` is the document's, for days written without one.
pub(crate) fn due(
    flat: &Flat,
    range: &Range<usize>,
    year: Option<i16>,
    rules: &Rules,
) -> Option<Due> {
    let low = flat.low(range.clone());
    let day = rules
        .patterns
        .before
        .captures_iter(low)
        .filter_map(|found| {
            day(
                &found,
                year,
                found.get(0).is_some_and(|m| m.end() == low.len()),
            )
        })
        .last();
    if let Some(day) = day {
        return Some(Due::On(day));
    }
    let found = rules.patterns.within.captures(low)?;
    let count = in_words(found.name("n")?.as_str())?;
    let (factor, unit) = unit(found.name("unit")?.as_str())?;
    let count = count.checked_mul(factor)?;
    Some(Due::Within(Period { count, unit }))
}

/// The day that a line such as "Thời gian thực hiện: Quý IV năm 2026" names.
pub(crate) fn due_value(
    flat: &Flat,
    range: &Range<usize>,
    year: Option<i16>,
    rules: &Rules,
) -> Option<Due> {
    let low = format!("hoàn thành {}", flat.low(range.clone()));
    let found = rules
        .patterns
        .before
        .captures_iter(&low)
        .filter_map(|found| {
            day(
                &found,
                year,
                found.get(0).is_some_and(|m| m.end() == low.len()),
            )
        })
        .last();
    found.map(Due::On)
}

fn day(found: &Captures<'_>, year: Option<i16>, last: bool) -> Option<Date> {
    let figure = |name: &str| {
        found
            .name(name)
            .and_then(|m| m.as_str().parse::<i16>().ok())
    };
    let small = |name: &str| figure(name).and_then(|n| i8::try_from(n).ok());
    let lead = found.name("lead").map_or("", |m| m.as_str());
    let whole = found.get(0).map_or("", |m| m.as_str());
    let firm = !matches!(lead, "trong" | "vào" | "đến" | "thời gian")
        || whole.contains("hoàn thành")
        || whole.contains("xong")
        || whole.contains("trước");
    if found
        .name("yearly")
        .or_else(|| found.name("yearly2"))
        .is_some()
    {
        return None;
    }
    if let (Some(d), Some(m)) = (small("d"), small("m")) {
        return firm.then(|| date_of(figure("y").or(year)?, m, d)).flatten();
    }
    if let (Some(d), Some(m)) = (small("d2"), small("m2")) {
        return firm
            .then(|| date_of(figure("y2").or(year)?, m, d))
            .flatten();
    }
    if let (Some(m), Some(y)) = (small("m3"), figure("y3").or(year)) {
        let first = date_of(y, m, 1)?;
        return Some(if lead == "trước" && !whole.contains("hết") {
            first.yesterday().ok()?
        } else {
            first.last_of_month()
        });
    }
    if let (Some(q), Some(y)) = (found.name("q"), figure("y4").or(year)) {
        let quarter = match q.as_str() {
            "i" | "1" => 1,
            "ii" | "2" => 2,
            "iii" | "3" => 3,
            _ => 4,
        };
        return Some(date_of(y, quarter * 3, 1)?.last_of_month());
    }
    // "… trong năm 2026" at the very end is a limit, in mid-sentence it tells of the year
    let closes = lead == "trong" && last;
    let y = figure("y5").filter(|_| (firm || closes) && lead != "hạn")?;
    date_of(y, 12, 31)
}

fn date_of(year: i16, month: i8, day: i8) -> Option<Date> {
    ((1900..=2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day))
        .then(|| Date::new(year, month, day).ok())
        .flatten()
        .filter(|made| *made >= date(1900, 1, 1))
}

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
    }
    None
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

    fn of(text: &str) -> (Option<String>, Option<String>, Option<Trigger>) {
        let rules = Rules::embedded();
        let flat = Flat::whole(text);
        let range = 0..flat.text.len();
        (
            recurrence(&flat, &range, &rules).map(|(found, _)| found.to_string()),
            due(&flat, &range, Some(2026), &rules).map(|due| due.to_string()),
            trigger(&flat, &range, &rules),
        )
    }

    #[test]
    fn periods() {
        for (text, want) in [
            ("Định kỳ (6 tháng/năm) báo cáo UBND phường", Some("P6M")),
            ("đổi mật khẩu tối thiểu 03 tháng/lần", Some("P3M")),
            ("kiểm tra ít nhất 06 tháng một lần", Some("P6M")),
            ("họp giao ban hằng tuần", Some("P1W")),
            ("hàng quý rà soát", Some("P3M")),
            ("diễn tập 01 lần/năm", Some("P1Y")),
            ("tập huấn 02 lần/năm", Some("P6M")),
            ("sinh hoạt 2 lần/tháng", Some("regular")),
            ("thường xuyên cập nhật", Some("regular")),
            ("là nhiệm vụ trọng yếu, thường xuyên", None),
            ("kết quả 6 tháng đầu năm", None),
            ("rà soát ngay", None),
        ] {
            assert_eq!(of(text).0.as_deref(), want, "{text}");
        }
    }

    #[test]
    fn limits() {
        for (text, want) in [
            ("hoàn thành trước ngày 30/6/2026", Some("2026-06-30")),
            ("báo cáo trước ngày 15 tháng 7 năm 2026", Some("2026-07-15")),
            ("gửi về Sở trước ngày 10/9", Some("2026-09-10")),
            ("trình ban hành trong tháng 10 năm 2022", Some("2022-10-31")),
            ("xong trong quý II năm 2026", Some("2026-06-30")),
            ("xong trong quý IV", Some("2026-12-31")),
            ("hoàn thành việc đấu nối trong năm 2027", Some("2027-12-31")),
            ("trong vòng 24 giờ kể từ khi nhận", Some("PT24H")),
            ("trong thời hạn 05 ngày làm việc", Some("P5D")),
            ("chậm nhất là 72 giờ sau khi xảy ra", Some("PT72H")),
            ("trong vòng một năm", Some("P1Y")),
            ("trước ngày 31/12 hằng năm", None),
            ("chậm nhất ngày 31 tháng 01 năm sau", None),
            ("theo Công văn số 3/UBND ngày 5/3/2026", None),
            ("nhiệm vụ trong năm 2026 đã giao", None),
            ("trực từ ngày 20/01/2025 đến ngày 05/02/2025", None),
            ("kịp thời báo cáo", None),
        ] {
            assert_eq!(of(text).1.as_deref(), want, "{text}");
        }
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
            ("chịu trách nhiệm nếu để xảy ra lộ, mất bí mật", None),
            ("xử lý các hành vi vi phạm pháp luật", None),
            ("khi không sử dụng phải đăng xuất", None),
        ] {
            assert_eq!(of(text).2, want, "{text}");
        }
    }
}
