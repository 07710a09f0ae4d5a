//! Vietnamese of documents: dates, periods, names of dispatches. What the received dispatch states
//! stands as it is; what the office settled itself says so.

use jiff::civil::Date;
use luytre_model::dispatch::Header;
use luytre_model::duty::{Due, Period, PeriodUnit, Recurrence};
use luytre_model::people::OfficeLevel;
use luytre_model::status::Status;
use luytre_model::work::Assurance;
use luytre_store::obligations::ObligationRow;

/// `05/3/2026`, `30/6/2026`, `01/01/2026`: days below 10 and the first two months with a nought, so
/// that no figure can be put before them.
pub(super) fn date(day: Date) -> String {
    let month = match day.month() {
        month @ (1 | 2) => format!("0{month}"),
        month => month.to_string(),
    };
    format!("{:02}/{month}/{}", day.day(), day.year())
}

/// `định kỳ 03 tháng một lần`, `hằng tháng`.
pub(super) fn every(period: Period) -> String {
    match (period.count, period.unit) {
        (1, PeriodUnit::Days) => "hằng ngày".to_owned(),
        (1, PeriodUnit::Weeks) => "hằng tuần".to_owned(),
        (1, PeriodUnit::Months) => "hằng tháng".to_owned(),
        (1, PeriodUnit::Years) => "hằng năm".to_owned(),
        _ => format!("định kỳ {} một lần", length(period)),
    }
}

/// `03 tháng`.
pub(super) fn length(period: Period) -> String {
    let unit = match period.unit {
        PeriodUnit::Minutes => "phút",
        PeriodUnit::Hours => "giờ",
        PeriodUnit::Days => "ngày",
        PeriodUnit::Weeks => "tuần",
        PeriodUnit::Months => "tháng",
        PeriodUnit::Years => "năm",
    };
    format!("{:02} {unit}", period.count)
}

/// What an office calls itself in a sentence.
pub(super) const fn short_office(level: OfficeLevel) -> &'static str {
    match level {
        OfficeLevel::Ward => "phường",
        OfficeLevel::Commune => "xã",
        OfficeLevel::SpecialZone => "đặc khu",
        OfficeLevel::PartyCommittee => "Đảng ủy",
    }
}

/// By when or how often a duty is done; empty where nothing is settled.
pub(super) fn when(duty: &ObligationRow, level: OfficeLevel) -> String {
    let mut parts = Vec::new();
    let mut settled = Vec::new();
    match (duty.recurrence_stated, duty.recurrence) {
        (Some(Recurrence::Every(stated)), _) => parts.push(every(stated)),
        (Some(Recurrence::Regular), own) => {
            parts.push("thường xuyên".to_owned());
            settled.extend(own.map(every));
        }
        (None, own) => settled.extend(own.map(every)),
    }
    match (duty.due_stated, duty.due_on) {
        (Some(Due::On(day)), _) => parts.push(format!("chậm nhất ngày {}", date(day))),
        (Some(Due::Within(period)), _) => {
            let from = if duty.trigger.is_some() {
                "kể từ khi phát sinh"
            } else {
                "kể từ ngày ban hành văn bản"
            };
            parts.push(format!("trong vòng {} {from}", length(period)));
        }
        (None, Some(day)) if duty.recurrence.is_some() => {
            settled.push(format!("kỳ đầu chậm nhất ngày {}", date(day)));
        }
        (None, Some(day)) => settled.push(format!("chậm nhất ngày {}", date(day))),
        (None, None) => {
            parts.extend(duty.trigger.map(|_| "khi phát sinh".to_owned()));
        }
    }
    if !settled.is_empty() {
        let settled = settled.join(", ");
        parts.push(format!("{settled} (do {} ấn định)", short_office(level)));
    }
    parts.join("; ")
}

/// `mục 2.1`; what stands before the first number or after the last has none.
pub(super) fn clause(clause: &str) -> String {
    match clause {
        "" | "0" | "end" => String::new(),
        clause => format!("mục {clause}"),
    }
}

/// `Công văn số 101/CAT-PA05 ngày 05/3/2026 của Công an tỉnh về việc …`, as far as it is known.
pub(super) fn dispatch(header: &Header) -> String {
    let mut out = numbered_kind(header);
    if let Some(day) = day(header) {
        out.push_str(" ngày ");
        out.push_str(&date(day));
    }
    if let Some(issuer) = &header.issuer {
        out.push_str(" của ");
        out.push_str(issuer);
    }
    if let Some(subject) = &header.subject {
        out.push_str(" về việc ");
        out.push_str(&lower_first(subject));
    }
    out
}

/// `Công văn số 101/CAT-PA05`, where the whole name stood before; without a number the day.
pub(super) fn short_dispatch(header: &Header) -> String {
    let mut out = numbered_kind(header);
    if let (None, Some(day)) = (&header.number, day(header)) {
        out.push_str(" ngày ");
        out.push_str(&date(day));
    }
    out
}

fn day(header: &Header) -> Option<Date> {
    header.date.as_deref()?.parse().ok()
}

fn numbered_kind(header: &Header) -> String {
    let mut out = kind(header.kind.as_deref()).to_owned();
    let symbol = header.symbol.as_deref().unwrap_or_default();
    // Party documents part number and symbol by a dash; their symbols have the slash inside.
    let joint = if symbol.contains('/') { '-' } else { '/' };
    match (header.number.as_deref(), symbol) {
        (Some(number), "") => out.push_str(&numbered(number, "")),
        (Some(number), symbol) => out.push_str(&numbered(number, &format!("{joint}{symbol}"))),
        (None, "") => {}
        (None, symbol) => out.push_str(&numbered("…", &format!("{joint}{symbol}"))),
    }
    out
}

fn numbered(number: &str, symbol: &str) -> String {
    format!(" số {number}{symbol}")
}

/// The kind of a document in words.
fn kind(kind: Option<&str>) -> &'static str {
    match kind {
        Some("CV") | None => "Công văn",
        Some("KH") => "Kế hoạch",
        Some("QD" | "QĐ") => "Quyết định",
        Some("CT") => "Chỉ thị",
        Some("TB") => "Thông báo",
        Some("HD") => "Hướng dẫn",
        Some("NQ") => "Nghị quyết",
        Some("CTr") => "Chương trình",
        Some("CĐ" | "CD") => "Công điện",
        Some("QC") => "Quy chế",
        Some("BC") => "Báo cáo",
        Some(_) => "Văn bản",
    }
}

/// A subject inside a sentence: `Tăng cường …` begins small, `UBND …` and names of one capital stay.
pub(super) fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => text.to_owned(),
    }
}

pub(super) const fn status(status: Status) -> &'static str {
    match status {
        Status::Overdue => "Quá hạn",
        Status::Failing => "Chưa đạt",
        Status::Stale => "Minh chứng cũ",
        Status::Waiting => "Chờ xác nhận",
        Status::Open => "Chưa có báo cáo",
        Status::Met => "Đạt",
        Status::NotApplicable => "Không áp dụng",
    }
}

pub(super) const fn assurance(assurance: Assurance) -> &'static str {
    match assurance {
        Assurance::Attested => "Tự khai",
        Assurance::Imported => "Nhập từ hệ thống khác",
        Assurance::Measured => "Đo được",
        Assurance::Confirmed => "Đã xác nhận",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn dates_are_written_as_in_documents() {
        assert_eq!(date(day(2026, 3, 5)), "05/3/2026");
        assert_eq!(date(day(2026, 2, 28)), "28/02/2026");
        assert_eq!(date(day(2026, 12, 1)), "01/12/2026");
    }

    #[test]
    fn a_dispatch_is_named_as_far_as_it_is_known() {
        let mut header = Header {
            kind: Some("CV".to_owned()),
            number: Some("101".to_owned()),
            symbol: Some("CAT-PA05".to_owned()),
            date: Some("2026-03-05".to_owned()),
            issuer: Some("Công an tỉnh".to_owned()),
            subject: Some("Tăng cường an ninh mạng".to_owned()),
            ..Header::default()
        };
        let whole = "Công văn số 101/CAT-PA05 ngày 05/3/2026 của Công an tỉnh về việc tăng cường an ninh mạng";
        assert_eq!(dispatch(&header), whole);
        header.symbol = Some("CV/ĐU".to_owned());
        header.date = Some("2026-03".to_owned());
        header.subject = None;
        assert_eq!(dispatch(&header), "Công văn số 101-CV/ĐU của Công an tỉnh");
    }

    #[test]
    fn capitals_of_names_stay() {
        assert_eq!(lower_first("Tăng cường"), "tăng cường");
        assert_eq!(lower_first("UBND phường"), "UBND phường");
        assert_eq!(lower_first(""), "");
    }
}
