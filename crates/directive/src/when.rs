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
        .filter_map(|found| day(&found, year))
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
        .filter_map(|found| day(&found, year))
        .last();
    found.map(Due::On)
}

fn day(found: &Captures<'_>, year: Option<i16>) -> Option<Date> {
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
    if let (Some(m), Some(y)) = (small("m3"), figure("y3")) {
        let first = date_of(y, m, 1)?;
        return Some(if lead == "trước" && !whole.contains("hết") {
            first.yesterday().ok()?
        } else {
            first.last_of_month()
        });
    }
    if let (Some(q), Some(y)) = (found.name("q"), figure("y4")) {
        let quarter = match q.as_str() {
            "i" | "1" => 1,
            "ii" | "2" => 2,
            "iii" | "3" => 3,
            _ => 4,
        };
        return Some(date_of(y, quarter * 3, 1)?.last_of_month());
    }
    let y = figure("y5").filter(|_| firm && lead != "hạn")?;
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
