//! A plan as a person likes to read it in a terminal: the heading, then clause, force, duty, control,
//! with who and when beneath.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style as Look};
use luytre_model::catalogue::{Catalogue, ControlId};
use luytre_model::dispatch::{FoundDuty, Header, Reading, Reference};
use luytre_model::duty::{Due, Force, Period, PeriodUnit, Recurrence, Trigger};
use luytre_model::legal::Judged;

use super::bases;

/// How to write.
#[derive(Clone, Copy)]
pub(crate) struct Style {
    /// With colours.
    pub(crate) colour: bool,
    /// Columns of the terminal.
    pub(crate) width: usize,
}

impl Style {
    fn paint(self, look: Look, text: &str) -> String {
        if self.colour {
            format!("{look}{text}{look:#}")
        } else {
            text.to_owned()
        }
    }
}

const BOLD: Look = Look::new().bold();
const DIM: Look = Look::new().dimmed();

/// Columns before the words of a duty: clause and force.
const INDENT: usize = 18;
/// Columns before what is known of a basis.
const BASIS: usize = 10;

/// Writes the plan of one dispatch.
pub(crate) fn write(
    to: &mut impl Write,
    name: &str,
    reading: &Reading,
    judged: &[Judged],
    catalogue: &Catalogue,
    style: Style,
) -> io::Result<()> {
    writeln!(to, "{}", style.paint(DIM, name))?;
    heading(to, &reading.header, style)?;
    for (basis, judged) in reading.based_on.iter().zip(judged) {
        writeln!(to, "  Căn cứ: {}", reference(basis))?;
        if let Some(words) = bases::words(judged) {
            paragraph(to, &words, BASIS, style)?;
        }
    }
    writeln!(to)?;
    if reading.duties.is_empty() {
        writeln!(to, "  Không đọc được nhiệm vụ nào trong văn bản này.")?;
    } else {
        writeln!(
            to,
            "  {}",
            style.paint(BOLD, &format!("{} nhiệm vụ", reading.duties.len()))
        )?;
        for found in &reading.duties {
            duty(to, found, catalogue, style)?;
        }
    }
    writeln!(to)
}

fn heading(to: &mut impl Write, header: &Header, style: Style) -> io::Result<()> {
    let number = match (&header.number, &header.symbol) {
        (Some(number), Some(symbol)) => format!("{number}/{symbol}"),
        (None, Some(symbol)) => format!("số để trống/{symbol}"),
        (Some(number), None) => number.clone(),
        (None, None) => "chưa rõ số, ký hiệu".to_owned(),
    };
    let kind = header.kind.as_deref().unwrap_or("văn bản");
    let date = header.date.as_deref().map(vietnamese_date);
    let facts = [date, header.place.clone(), header.issuer.clone()]
        .into_iter()
        .flatten();
    writeln!(to, "  {}", style.paint(BOLD, &format!("{kind} {number}")))?;
    writeln!(to, "  {}", facts.collect::<Vec<_>>().join(" · "))?;
    if let Some(subject) = &header.subject {
        paragraph(to, &format!("V/v {subject}"), 2, style)?;
    }
    if !header.recipients.is_empty() {
        paragraph(
            to,
            &format!("Kính gửi: {}", header.recipients.join("; ")),
            2,
            style,
        )?;
    }
    Ok(())
}

fn reference(basis: &Reference) -> String {
    let name = match (&basis.number, &basis.symbol, &basis.title) {
        (Some(number), Some(symbol), _) => format!("{number}/{symbol}"),
        (Some(number), None, _) => number.clone(),
        (None, _, Some(title)) => title.clone(),
        (None, symbol, None) => symbol.clone().unwrap_or_default(),
    };
    let rest: Vec<String> = [
        basis.date.as_deref().map(vietnamese_date),
        basis.issuer.clone(),
    ]
    .into_iter()
    .flatten()
    .collect();
    if rest.is_empty() {
        name
    } else {
        format!("{name} ({})", rest.join(", "))
    }
}

fn duty(
    to: &mut impl Write,
    duty: &FoundDuty,
    catalogue: &Catalogue,
    style: Style,
) -> io::Result<()> {
    let (force, look) = match duty.force {
        Force::Must => ("PHẢI", Look::new().fg_color(Some(AnsiColor::Green.into()))),
        Force::MustNot => ("KHÔNG", Look::new().fg_color(Some(AnsiColor::Red.into()))),
        Force::Should => ("NÊN", Look::new().fg_color(Some(AnsiColor::Yellow.into()))),
    };
    let mut lines = wrap(&duty.text, style.width.saturating_sub(INDENT)).into_iter();
    let first = lines.next().unwrap_or_default();
    writeln!(
        to,
        "\n  {:<8}{}{first}",
        duty.clause,
        style.paint(look, &format!("{force:<8}"))
    )?;
    for line in lines {
        writeln!(to, "{:INDENT$}{line}", "")?;
    }
    let controls: Vec<String> = duty
        .controls
        .iter()
        .map(|id| control(id, catalogue))
        .collect();
    for detail in [duty.actors.join("; "), when(duty), controls.join("; ")] {
        for line in wrap(&detail, style.width.saturating_sub(INDENT)) {
            writeln!(to, "{:INDENT$}{}", "", style.paint(DIM, &line))?;
        }
    }
    Ok(())
}

fn control(id: &str, catalogue: &Catalogue) -> String {
    let found = id
        .parse::<ControlId>()
        .ok()
        .and_then(|id| catalogue.get(id));
    found.map_or_else(
        || "Chưa có biện pháp phù hợp".to_owned(),
        |control| format!("{id} {}", control.title.vi),
    )
}

fn when(duty: &FoundDuty) -> String {
    let recurrence = duty.recurrence.map(|recurrence| match recurrence {
        Recurrence::Regular => "thường xuyên, định kỳ (không nêu số)".to_owned(),
        Recurrence::Every(every) => format!("{} một lần", period(every)),
    });
    let due = duty.due.map(|due| match due {
        Due::On(date) => format!("hạn {}", vietnamese_date(&date.to_string())),
        Due::Within(within) => format!("trong {}", period(within)),
    });
    let trigger = duty.trigger.map(|trigger| {
        match trigger {
            Trigger::Incident => "khi có sự cố",
            Trigger::Departure => "khi có người chuyển công tác, nghỉ việc",
            Trigger::Reorganisation => "khi sắp xếp tổ chức",
            Trigger::DocumentHandling => "khi xử lý tài liệu",
        }
        .to_owned()
    });
    [recurrence, due, trigger]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

fn period(period: Period) -> String {
    let unit = match period.unit {
        PeriodUnit::Minutes => "phút",
        PeriodUnit::Hours => "giờ",
        PeriodUnit::Days => "ngày",
        PeriodUnit::Weeks => "tuần",
        PeriodUnit::Months => "tháng",
        PeriodUnit::Years => "năm",
    };
    format!("{} {unit}", period.count)
}

/// `2026-03-05` → `05/03/2026`, `2026-03` → `03/2026`.
fn vietnamese_date(iso: &str) -> String {
    iso.rsplit('-').collect::<Vec<_>>().join("/")
}

fn paragraph(to: &mut impl Write, text: &str, indent: usize, style: Style) -> io::Result<()> {
    for line in wrap(text, style.width.saturating_sub(indent)) {
        writeln!(to, "{:indent$}{line}", "")?;
    }
    Ok(())
}

/// Breaks a text into lines of at most `width` characters, at spaces. No line for no text.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_count_characters_not_bytes() {
        assert_eq!(wrap("rà soát toàn bộ", 7), ["rà soát", "toàn bộ"]);
        assert_eq!(wrap("nguyênvẹn dài", 3), ["nguyênvẹn", "dài"]);
        assert!(wrap("  ", 10).is_empty());
    }

    #[test]
    fn dates_are_turned_round_whatever_they_lack() {
        assert_eq!(vietnamese_date("2026-03-05"), "05/03/2026");
        assert_eq!(vietnamese_date("2026-03"), "03/2026");
        assert_eq!(vietnamese_date("2026"), "2026");
    }

    #[test]
    fn a_duty_shows_clause_force_control_and_time() {
        let catalogue = Catalogue::embedded().unwrap();
        let found = FoundDuty {
            clause: "1.2".to_owned(),
            text: "định kỳ thay đổi mật khẩu".to_owned(),
            span: 0..1,
            actors: vec!["Các đơn vị".to_owned()],
            supporting: Vec::new(),
            force: Force::Must,
            recurrence: Some(Recurrence::Every(Period::months(3))),
            due: None,
            trigger: None,
            controls: vec!["ACC-03".to_owned()],
            confidence: 90,
        };
        let mut out = Vec::new();
        duty(
            &mut out,
            &found,
            &catalogue,
            Style {
                colour: false,
                width: 80,
            },
        )
        .unwrap();
        let out = String::from_utf8(out).unwrap();
        for part in [
            "1.2",
            "PHẢI",
            "định kỳ thay đổi mật khẩu",
            "Các đơn vị",
            "3 tháng một lần",
            "ACC-03",
        ] {
            assert!(out.contains(part), "{part} in {out}");
        }
    }
}
