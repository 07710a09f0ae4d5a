//! When: how often, and by which day. Only what is stated; "ngay" and "kịp thời" name no day.

use std::ops::Range;

use jiff::civil::{Date, date};
use luytre_model::duty::{Due, Period, PeriodUnit, Recurrence};
use regex::Captures;

use crate::rules::Rules;
use crate::text::Flat;

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
        "phút" => (1, PeriodUnit::Minutes),
        "giờ" => (1, PeriodUnit::Hours),
        "ngày" | "đêm" | "tối" | "sáng" => (1, PeriodUnit::Days),
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
    if text("daily").is_some() {
        return Some(Period::days(1));
    }
    if text("yearend").is_some() {
        return Some(Period {
            count: 1,
            unit: PeriodUnit::Years,
        });
    }
    if text("quarter").is_some() {
        return Some(Period::months(3));
    }
    if let Some(times) = text("times").or_else(|| text("times2")) {
        let times = in_words(times)?;
        let (count, unit) = unit(text("per").or_else(|| text("per2"))?)?;
        return match (times, unit) {
            (1, unit) => Some(Period { count, unit }),
            (2 | 3 | 4 | 6 | 12, PeriodUnit::Years) => Some(Period::months(12 / times)),
            (3, PeriodUnit::Months) if count == 3 => Some(Period::months(1)),
            _ => None,
        };
    }
    let number = match text("n").or_else(|| text("n2")).or_else(|| text("n3")) {
        Some(number) => in_words(number)?,
        None => 1,
    };
    let word = text("unit")
        .or_else(|| text("unit2"))
        .or_else(|| text("unit3"))
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
        "một" | "nửa" => 1,
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
        .filter_map(|found| day(&found, year, low))
        .last();
    if let Some(day) = day {
        return Some(Due::On(day));
    }
    rules
        .patterns
        .within
        .captures_iter(low)
        .filter(|found| is_limit(found, low))
        .find_map(|found| {
            let count = in_words(found.name("n")?.as_str())?;
            let (factor, unit) = unit(found.name("unit")?.as_str())?;
            let count = count.checked_mul(factor)?;
            Some(Due::Within(Period { count, unit }))
        })
}

/// "định kỳ hằng năm báo cáo trước ngày 05 tháng 12": a day without a year, of every year.
pub(crate) fn comes_round(flat: &Flat, range: &Range<usize>) -> bool {
    let low = flat.low(range.clone());
    [
        "hằng năm",
        "hàng năm",
        "mỗi năm",
        "hằng quý",
        "hàng quý",
        "hằng tháng",
        "hàng tháng",
    ]
    .iter()
    .any(|word| low.contains(word))
        && !low
            .split(|c: char| !c.is_ascii_digit())
            .any(|figure| figure.len() == 4)
}

/// What closes a bare "trong 05 ngày": the end, or words from where the days are counted.
const CLOSES_LIMIT: &[&str] = &[
    ",",
    ".",
    ";",
    ")",
    " làm việc",
    " kể từ",
    " tính từ",
    " từ ",
    " sau khi",
    " và ",
    " phải",
];

/// Whether a number of days is a limit, and not a period ("không quá 90 ngày/lần") or a time that
/// passed ("trong 03 ngày qua").
fn is_limit(found: &Captures<'_>, low: &str) -> bool {
    let end = found.get(0).map_or(0, |whole| whole.end());
    let rest = low.get(end..).unwrap_or_default();
    let period = rest.trim_start().starts_with('/') || rest.starts_with(" một lần");
    let closed = rest.trim().is_empty() || CLOSES_LIMIT.iter().any(|word| rest.starts_with(word));
    // a machine that locks itself "sau 5 phút" meets no limit
    let elapses =
        found.name("after").is_some() && found.name("unit").is_some_and(|m| m.as_str() == "phút");
    !period && !elapses && (found.name("bare").is_none() || closed)
}

/// What was done or will happen "vào ngày …": no limit for a duty.
const HAPPENS: &[&str] = &[
    "xảy ra ",
    "diễn ra ",
    "bắt đầu ",
    "khai mạc ",
    "có hiệu lực ",
];

/// Whether the words before a day send something, so that "vào ngày …" is when it is due.
fn sends(before: &str) -> bool {
    ["gửi ", "nộp ", "báo cáo ", "trình ", "hoàn thành "]
        .iter()
        .any(|verb| before.contains(verb))
        && !HAPPENS.iter().any(|verb| before.ends_with(verb))
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
        .filter_map(|found| day(&found, year, &low))
        .last();
    found.map(Due::On)
}

fn day(found: &Captures<'_>, year: Option<i16>, low: &str) -> Option<Date> {
    let figure = |name: &str| {
        found
            .name(name)
            .and_then(|m| m.as_str().parse::<i16>().ok())
    };
    let small = |name: &str| figure(name).and_then(|n| i8::try_from(n).ok());
    let lead = found.name("lead").map_or("", |m| m.as_str());
    let whole = found.get(0).map_or("", |m| m.as_str());
    let start = found.get(0).map_or(0, |m| m.start());
    let last = start + whole.len() == low.len();
    if is_span(low.get(..start).unwrap_or_default(), lead) {
        return None;
    }
    let firm = !matches!(lead, "trong" | "vào" | "đến" | "thời gian")
        || whole.contains("hoàn thành")
        || whole.contains("xong")
        || whole.contains("trước")
        || (matches!(lead, "trong" | "vào") && sends(low.get(..start).unwrap_or_default()));
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
    if let (Some(d), Some(m), Some(y)) = (small("d3"), small("m4"), figure("y6")) {
        return firm.then(|| date_of(y, m, d)).flatten();
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

/// Words between the two ends of "từ ngày 14/02 đến hết ngày 22/02".
const SPAN: usize = 60;

/// Whether a day closes a span of days: it says how long a thing lasts, not by when it is due.
fn is_span(before: &str, lead: &str) -> bool {
    let from = before
        .rfind("từ ngày ")
        .or_else(|| before.rfind("từ 0 giờ"));
    matches!(lead, "đến" | "hết" | "đến hết") && from.is_some_and(|from| before.len() - from < SPAN)
}

fn date_of(year: i16, month: i8, day: i8) -> Option<Date> {
    ((1900..=2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day))
        .then(|| Date::new(year, month, day).ok())
        .flatten()
        .filter(|made| *made >= date(1900, 1, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> (Option<String>, Option<String>) {
        let rules = Rules::embedded();
        let flat = Flat::whole(text);
        let range = 0..flat.text.len();
        (
            recurrence(&flat, &range, &rules).map(|(found, _)| found.to_string()),
            due(&flat, &range, Some(2026), &rules).map(|due| due.to_string()),
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
            ("phát thanh mỗi tuần ít nhất 02 lượt", Some("P1W")),
            ("họp mỗi tháng một lần", Some("P1M")),
            ("ba tháng một lần kiểm tra", Some("P3M")),
            ("hai tuần một lần", Some("P2W")),
            ("mỗi năm hai lần diễn tập", Some("P6M")),
            ("mỗi 6 tháng rà soát quyền truy cập", Some("P6M")),
            ("6 tháng và cuối năm báo cáo", Some("P6M")),
            ("nộp trước ngày 15/6 và 15/12 hằng năm", Some("P6M")),
            ("gửi báo cáo ngày 15 tháng cuối quý", Some("P3M")),
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
            ("báo cáo trong 24 giờ", Some("PT24H")),
            ("báo ngay trong vòng 30 phút", Some("PT30M")),
            ("xử lý chậm nhất 15 phút sau khi nhận tin", Some("PT15M")),
            ("tự khóa sau 5 phút", None),
            ("trực từ ngày 14/02/2026 đến hết ngày 22/02/2026", None),
            ("bàn giao trong 03 ngày làm việc", Some("P3D")),
            ("nộp trước 17h00' ngày 20/3/2026", Some("2026-03-20")),
            ("xong trước 30 tháng 4 năm 2026", Some("2026-04-30")),
            ("báo cáo Chủ tịch vào ngày 30/10/2026", Some("2026-10-30")),
            ("báo cáo vụ việc xảy ra vào ngày 30/10/2026", None),
            ("trong 03 ngày qua đã xảy ra", None),
            ("thay đổi không quá 90 ngày/lần", None),
            ("nộp trước ngày 15/6 và 15/12 hằng năm", None),
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
}
