//! What a person typed about a duty or a heading, made into values, with a problem for each field
//! that is not right.

mod problems;

use std::ops::Range;

use jiff::civil::Date;
use luytre_model::dispatch::{Header, Signer};
use luytre_model::duty::{Due, Force, Period, Recurrence, Trigger};
use luytre_model::fold::nfc;
use luytre_model::id::UnitId;
use luytre_store::units::Unit;

use crate::error::Problem;
use crate::service::Knowledge;
use problems::Problems;

/// A duty as typed into its form: all fields, each time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DutyForm {
    /// A marked piece of the dispatch's text, in bytes; it wins over `text`.
    pub span: Option<Range<usize>>,
    /// Its words.
    pub text: String,
    /// Where it stands: `1.2`.
    pub clause: String,
    /// Code of a force.
    pub force: String,
    /// Code of a trigger; empty: none.
    pub trigger: String,
    /// How often, as the text states: empty, `regular`, or a period such as `P3M`.
    pub stated_recurrence: String,
    /// By when, as the text states: empty, a date, or a period.
    pub stated_due: String,
    /// How often it is asked for; empty: once.
    pub recurrence: String,
    /// The first day by which it is due; empty: none.
    pub due_on: String,
    /// How long evidence counts; empty: it does not age.
    pub fresh_for: String,
    /// Counts only when another person confirmed it.
    pub second_person: bool,
    /// Ids of controls, the first leads; none: `OTHER`.
    pub controls: Vec<String>,
    /// Ids of units.
    pub units: Vec<String>,
}

/// A heading as typed into its form: all fields, each time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HeadingForm {
    /// Abbreviation of its kind.
    pub kind: String,
    /// The number.
    pub number: String,
    /// The symbol.
    pub symbol: String,
    /// A date; day or month may be missing.
    pub date: String,
    /// The place of issue.
    pub place: String,
    /// The issuing body.
    pub issuer: String,
    /// What it is about.
    pub subject: String,
    /// To whom, one a line.
    pub recipients: String,
    /// `TM. ỦY BAN NHÂN DÂN`
    pub signer_authority: String,
    /// `PHÓ CHỦ TỊCH`
    pub signer_title: String,
    /// The name.
    pub signer_name: String,
    /// The urgency mark.
    pub urgency: String,
}

/// Most characters of a duty's words, a clause, a line of a heading.
const LONGEST_TEXT: usize = 6_000;
const LONGEST_CLAUSE: usize = 40;
const LONGEST_LINE: usize = 1_000;

/// Years in which a due day may lie; a slip of the finger lies outside.
const YEARS: Range<i16> = 2000..2100;

/// A duty whose fields are right.
pub(super) struct Parsed {
    /// `None`: not given; the words decide.
    pub(super) span: Option<Range<usize>>,
    pub(super) text: String,
    pub(super) clause: String,
    pub(super) force: Force,
    pub(super) trigger: Option<Trigger>,
    pub(super) stated_recurrence: Option<Recurrence>,
    pub(super) stated_due: Option<Due>,
    pub(super) recurrence: Option<Period>,
    pub(super) due_on: Option<Date>,
    pub(super) fresh_for: Option<Period>,
    pub(super) second_person: bool,
    pub(super) controls: Vec<String>,
    pub(super) units: Vec<UnitId>,
}

/// Reads a form about a duty of a dispatch with this text.
pub(super) fn duty(
    form: &DutyForm,
    dispatch_text: &str,
    knowledge: &Knowledge,
    units: &[Unit],
) -> Result<Parsed, Vec<Problem>> {
    let mut problems = Problems::default();
    let text = match &form.span {
        Some(span) => problems.marked(span, dispatch_text),
        None => nfc(form.text.trim()).replace('\r', ""),
    };
    if form.span.is_none() || !text.is_empty() {
        problems.length("text", &text, LONGEST_TEXT, true);
    }
    let clause = nfc(form.clause.trim());
    problems.length("clause", &clause, LONGEST_CLAUSE, false);
    let force = problems.one("force", &form.force);
    let recurrence = problems.maybe("recurrence", &form.recurrence);
    let due_on = problems.day("due_on", &form.due_on);
    if recurrence.is_some() && form.due_on.trim().is_empty() {
        problems.add("due_on", "no-due", &[]);
    }
    let parsed = Parsed {
        span: form.span.clone(),
        text,
        clause,
        force: force.unwrap_or(Force::Must),
        trigger: problems.maybe("trigger", &form.trigger),
        stated_recurrence: problems.maybe("stated_recurrence", &form.stated_recurrence),
        stated_due: problems.due("stated_due", &form.stated_due),
        recurrence,
        due_on: due_on.map(|day| knowledge.calendar.next_working(day).date),
        fresh_for: problems.maybe("fresh_for", &form.fresh_for),
        second_person: form.second_person,
        controls: problems.controls(&form.controls, knowledge),
        units: problems.units(&form.units, units),
    };
    problems.none_or(parsed)
}

/// Reads ids of open units.
pub(super) fn chosen(ids: &[String], units: &[Unit]) -> Result<Vec<UnitId>, Vec<Problem>> {
    let mut problems = Problems::default();
    let chosen = problems.units(ids, units);
    if chosen.is_empty() {
        problems.add("units", "required", &[]);
    }
    problems.none_or(chosen)
}

/// Reads a form about a heading.
pub(super) fn heading(form: &HeadingForm) -> Result<Header, Vec<Problem>> {
    let mut problems = Problems::default();
    let recipients = form
        .recipients
        .lines()
        .filter_map(|line| problems.line("recipients", line))
        .collect();
    let header = Header {
        kind: problems.line("kind", &form.kind),
        number: problems.line("number", &form.number),
        symbol: problems.line("symbol", &form.symbol),
        date: problems.part_of_date("date", &form.date),
        place: problems.line("place", &form.place),
        issuer: problems.line("issuer", &form.issuer),
        subject: problems.line("subject", &form.subject),
        recipients,
        signer: Signer {
            authority: problems.line("signer_authority", &form.signer_authority),
            title: problems.line("signer_title", &form.signer_title),
            name: problems.line("signer_name", &form.signer_name),
        },
        secrecy: None,
        urgency: problems.line("urgency", &form.urgency),
    };
    problems.none_or(header)
}

/// Reads a reason that must be given.
pub(super) fn reason(text: &str) -> Result<String, Vec<Problem>> {
    let mut problems = Problems::default();
    let text = nfc(text.trim());
    problems.length("reason", &text, LONGEST_LINE, true);
    problems.none_or(text)
}

#[cfg(test)]
mod tests {
    use super::problems::day;
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_is_read_as_it_is_written_here_and_as_iso() {
        for text in [
            "2026-06-30",
            "30/06/2026",
            "30/6/2026",
            "30-06-2026",
            "30.6.2026",
        ] {
            assert_eq!(day(text), Some(date(2026, 6, 30)), "{text}");
        }
        for wrong in [
            "31/06/2026",
            "2026-13-01",
            "30/6",
            "6",
            "",
            "30/6/2026/1",
            "a/b/c",
        ] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_heading_may_lack_day_or_month_of_its_date() {
        for (text, kept) in [
            ("", None),
            ("2026", Some("2026")),
            ("2026-03", Some("2026-03")),
            ("05/03/2026", Some("2026-03-05")),
        ] {
            let form = HeadingForm {
                date: text.to_owned(),
                ..HeadingForm::default()
            };
            assert_eq!(heading(&form).unwrap().date.as_deref(), kept, "{text}");
        }
        for wrong in ["2026-13", "26", "hôm nay", "5/3"] {
            let form = HeadingForm {
                date: wrong.to_owned(),
                ..HeadingForm::default()
            };
            assert_eq!(heading(&form).unwrap_err()[0].code, "not-one", "{wrong}");
        }
    }
}
