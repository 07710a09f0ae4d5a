//! The heading: names, motto, number, place and time, subject; then the addressees.

use super::frame::Frame;
use super::text::{capitals, clean, lines, listed, open, together};
use crate::blocks::{Block, Grid, Indent, Paragraph, Table, centred_rule, paragraph};
use crate::layout::{Measures, Part, mm};
use crate::times::{Weight, balanced, width};

/// The least and greatest indent of a list of addressees, in millimetres.
const LIST_INDENT_MM: (f64, f64) = (20.0, 50.0);

/// Spaces that a day or month needs at least.
const LEAST_BLANK: usize = 4;
/// How much wider than the regular face the italic may come out.
const ITALIC_SLACK: f64 = 1.02;

/// What lines of a title take of the page's width.
const TITLE_SHARE: f64 = 0.9;

/// The heading of a document. A letter bears its subject under the number; a named document under
/// its title.
pub(crate) fn heading(measures: &Measures, frame: &Frame, subject: Option<&str>) -> Block {
    let left = mm(measures.page.left_column_mm);
    let right = mm(measures.page.text_width_mm()) - left;
    let rows = vec![
        vec![issuer(measures, frame, left), nation(measures, right)],
        vec![
            number(measures, frame, subject),
            vec![place(measures, frame)],
        ],
    ];
    Block::from(Table {
        grid: Grid::Hidden,
        widths: vec![left, right],
        rows,
    })
}

fn issuer(measures: &Measures, frame: &Frame, column: f64) -> Vec<Paragraph> {
    let names = |text: &str, part: Part, weight: Weight| -> Vec<String> {
        lines(text)
            .iter()
            .map(|line| lettered(measures, part, line))
            .flat_map(|line| broken(measures, part, weight, &line))
            .collect()
    };
    let superior = names(
        frame.superior.as_deref().unwrap_or_default(),
        Part::Superior,
        Weight::Regular,
    );
    let issuer = names(&frame.issuer, Part::Issuer, Weight::Bold);
    let mut cell: Vec<Paragraph> = superior
        .iter()
        .map(|line| paragraph(Part::Superior).text(line))
        .collect();
    cell.extend(issuer.iter().map(|line| paragraph(Part::Issuer).text(line)));
    if let Some(line) = measures.short_line {
        let size = size(measures, Part::Issuer);
        let long = issuer
            .iter()
            .map(|name| width(name, Weight::Bold, size))
            .fold(0.0, f64::max);
        cell.push(centred_rule(
            long * line.share,
            column,
            measures.page.line_width_pt,
        ));
    }
    if let Some(star) = &measures.words.star {
        cell.push(paragraph(Part::Star).text(star));
    }
    cell
}

/// A line of the left column, broken so that it keeps clear of the right one.
fn broken(measures: &Measures, part: Part, weight: Weight, line: &str) -> Vec<String> {
    let page = &measures.page;
    let room = mm(page.left_column_mm - page.column_gap_mm);
    broken_at(line, weight, size(measures, part), room)
}

/// `line` broken at the ends of words of two syllables.
fn broken_at(line: &str, weight: Weight, size_pt: u16, room: f64) -> Vec<String> {
    balanced(&together(line), weight, size_pt, room)
        .iter()
        .map(|line| line.replace('\u{a0}', " "))
        .collect()
}

fn nation(measures: &Measures, column: f64) -> Vec<Paragraph> {
    let words = &measures.words;
    let mut cell = vec![cased(measures, Part::Nation, &words.nation)];
    let long = if let Some(motto) = &words.motto {
        cell.push(paragraph(Part::Motto).text(motto));
        width(motto, Weight::Bold, size(measures, Part::Motto))
    } else {
        let name = capitals(&words.nation);
        width(&name, Weight::Bold, size(measures, Part::Nation))
    };
    cell.push(centred_rule(long, column, measures.page.line_width_pt));
    cell
}

fn number(measures: &Measures, frame: &Frame, subject: Option<&str>) -> Vec<Paragraph> {
    let words = &measures.words;
    let line = format!(
        "{}{}{}{}",
        words.number,
        " ".repeat(words.number_blank),
        words.number_join,
        clean(&frame.symbol).trim_start_matches(['/', '-'])
    );
    let mut cell = vec![paragraph(Part::Number).text(&line)];
    if let Some(subject) = subject {
        let line = format!("{}{}", words.subject, bare_subject(subject));
        let line = broken(measures, Part::Subject, Weight::Regular, &line).join("\n");
        cell.push(paragraph(Part::Subject).text(&line));
    }
    cell
}

/// The subject without the words that the layout sets before it.
fn bare_subject(subject: &str) -> String {
    let subject = open(subject);
    ["V/v", "v/v", "Về việc", "về việc"]
        .iter()
        .find_map(|words| subject.strip_prefix(words))
        .map_or(subject.clone(), |rest| {
            rest.trim_start_matches([':', ' ']).to_owned()
        })
}

/// Place and time with room for day and month, less where the place has a long name.
fn place(measures: &Measures, frame: &Frame) -> Paragraph {
    let page = &measures.page;
    let room = mm(page.text_width_mm() - page.left_column_mm);
    let size = size(measures, Part::PlaceDate);
    let place = clean(&frame.place);
    let line = |count: usize| {
        let gap = " ".repeat(count);
        format!("{place}, ngày{gap}tháng{gap}năm\u{a0}{}", frame.year)
    };
    let most = measures.words.date_blank;
    let line = (LEAST_BLANK..=most)
        .rev()
        .map(line)
        .find(|line| width(line, Weight::Regular, size) * ITALIC_SLACK < room)
        .unwrap_or_else(|| line(LEAST_BLANK));
    paragraph(Part::PlaceDate).text(&line)
}

/// A line in the style of `part`.
pub(crate) fn cased(measures: &Measures, part: Part, line: &str) -> Paragraph {
    paragraph(part).text(&lettered(measures, part, line))
}

/// `line` in capitals where the style of `part` wants them.
fn lettered(measures: &Measures, part: Part, line: &str) -> String {
    let caps = measures.style.get(&part).is_some_and(|style| style.caps);
    if caps {
        capitals(line)
    } else {
        line.to_owned()
    }
}

/// The kind and the subject of a named document, in the middle of the page.
pub(crate) fn title(measures: &Measures, kind: &str, subject: &str) -> Vec<Block> {
    let column = mm(measures.page.text_width_mm());
    let size = size(measures, Part::Abstract);
    let lines = broken_at(&clean(subject), Weight::Bold, size, column * TITLE_SHARE);
    let mut out = vec![cased(measures, Part::Title, kind).into()];
    out.push(paragraph(Part::Abstract).text(&lines.join("\n")).into());
    if let Some(line) = measures.short_line {
        let long = lines
            .iter()
            .map(|line| width(line, Weight::Bold, size))
            .fold(0.0, f64::max);
        let thick = measures.page.line_width_pt;
        out.push(centred_rule(long * line.share, column, thick).into());
    }
    if let Some(sign) = &measures.words.title_end {
        out.push(paragraph(Part::Abstract).text(sign).into());
    }
    out
}

fn size(measures: &Measures, part: Part) -> u16 {
    measures.style.get(&part).map_or(0, |style| style.size_pt)
}

/// Whom the document is for: one on the line itself, several as a list whose dashes stand under
/// the colon.
pub(crate) fn addressees(measures: &Measures, recipients: &[String]) -> Vec<Block> {
    let words = &measures.words.to;
    if recipients.is_empty() {
        return Vec::new();
    }
    if let [one] = recipients {
        let line = format!("{words} {}", open(one));
        return vec![paragraph(Part::To).text(&line).into()];
    }
    let size = size(measures, Part::ToItem);
    let items: Vec<String> = recipients
        .iter()
        .enumerate()
        .map(|(number, name)| listed(name, number, recipients.len()))
        .collect();
    let dash = width("- ", Weight::Regular, size);
    let under_colon = width(words.trim_end_matches(':'), Weight::Regular, size);
    // Beside the words the first dash needs a space more than the colon.
    let to_dash = if measures.words.to_same_line {
        width(words, Weight::Regular, size) + dash / 2.0
    } else {
        under_colon
    };
    let longest = items
        .iter()
        .map(|item| width(item, Weight::Regular, size))
        .fold(0.0, f64::max);
    let free = mm(measures.page.text_width_mm()) - to_dash - dash - longest;
    let start = (free / 2.0).clamp(mm(LIST_INDENT_MM.0), mm(LIST_INDENT_MM.1));
    let list = |left: f64, hanging: f64| Indent {
        left,
        right: 0.0,
        hanging,
    };
    let at = start + to_dash + dash;
    let mut out = Vec::new();
    if !measures.words.to_same_line {
        out.push(left_to(start).text(words).keep_next().into());
    }
    for (number, item) in items.iter().enumerate() {
        let first = number == 0 && measures.words.to_same_line;
        let line = if first {
            left_to(start)
                .indent(list(at, at - start))
                .tab_at(start + to_dash)
                .text(&format!("{words}\t- {item}"))
        } else {
            paragraph(Part::ToItem)
                .indent(list(at, dash))
                .text(&format!("- {item}"))
        };
        let last = number + 1 == items.len();
        out.push(if last { line } else { line.keep_next() }.into());
    }
    out
}

/// The line with the words "Kính gửi" when a list follows.
fn left_to(start: f64) -> Paragraph {
    paragraph(Part::ToList).indent(Indent {
        left: start,
        right: 0.0,
        hanging: 0.0,
    })
}
