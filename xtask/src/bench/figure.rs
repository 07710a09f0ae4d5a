//! One measured figure, as benchmarks print it and as the table shows it.

use std::fmt::Write;

/// A figure that a benchmark reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Figure {
    /// The benchmark that it comes from.
    pub(crate) bench: String,
    /// What was measured.
    pub(crate) name: String,
    /// The value with its unit.
    pub(crate) value: String,
    /// The target, such as `at most 5`; may be empty.
    pub(crate) target: String,
}

impl Figure {
    /// Reads `value: what (target)`; a line that begins with no number is none.
    pub(crate) fn read(bench: &str, line: &str) -> Option<Self> {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        let (value, name) = line.split_once(": ")?;
        // The compiler shows code beside the number of its line: `12 | let a: u8`.
        if !value.starts_with(|sign: char| sign.is_ascii_digit()) || value.contains('|') {
            return None;
        }
        let with_target = name
            .strip_suffix(')')
            .and_then(|name| name.rsplit_once(" ("))
            .filter(|(_, target)| {
                target.starts_with("at most ") || target.starts_with("at least ")
            });
        let (name, target) = with_target.unwrap_or((name, ""));
        Some(Self {
            bench: bench.to_owned(),
            name: name.to_owned(),
            value: value.to_owned(),
            target: target.to_owned(),
        })
    }

    /// Whether the value keeps to its target; `None` when there is none to keep.
    fn holds(&self) -> Option<bool> {
        let number = |text: &str| {
            text.split_whitespace()
                .next()?
                .replace(',', "")
                .parse::<f64>()
                .ok()
        };
        let value = number(&self.value)?;
        if let Some(most) = self.target.strip_prefix("at most ") {
            Some(value <= number(most)?)
        } else if let Some(least) = self.target.strip_prefix("at least ") {
            Some(value >= number(least)?)
        } else {
            None
        }
    }
}

/// The figures as a Markdown table, ready for docs/benchmarks.md.
pub(crate) fn table(figures: &[Figure]) -> String {
    let mut text =
        "| benchmark | what | figure | target | kept |\n|---|---|---:|---|---|\n".to_owned();
    for figure in figures {
        let kept = match figure.holds() {
            Some(true) => "yes",
            Some(false) => "NO",
            None => "",
        };
        let Figure {
            bench,
            name,
            value,
            target,
        } = figure;
        // Writing to a string does not fail.
        _ = writeln!(text, "| {bench} | {name} | {value} | {target} | {kept} |");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_with_and_without_a_target() {
        let figure = Figure::read("read", "  3.1 ms:  a page (of text) read (at most 5)").unwrap();
        assert_eq!(figure.name, "a page (of text) read");
        assert_eq!(figure.value, "3.1 ms");
        assert_eq!(figure.target, "at most 5");
        let figure =
            Figure::read("ledger", "107766 a second,   9.28µs each: proofs (cold)").unwrap();
        assert_eq!(figure.name, "proofs (cold)");
        assert_eq!(figure.value, "107766 a second, 9.28µs each");
        assert_eq!(figure.target, "");
    }

    #[test]
    fn other_lines_are_no_figures() {
        for line in [
            "",
            "warming up: 3 rounds",
            "12 | let a: u8 = 1;",
            "    Finished `bench`",
            "12 rounds",
        ] {
            assert_eq!(Figure::read("read", line), None, "{line}");
        }
    }

    #[test]
    fn targets_hold_at_their_edge() {
        let holds = |line: &str| Figure::read("b", line).unwrap().holds();
        assert_eq!(holds("5 ms: a (at most 5)"), Some(true));
        assert_eq!(holds("5.1 ms: a (at most 5)"), Some(false));
        assert_eq!(holds("1,500 a second: a (at least 1500)"), Some(true));
        assert_eq!(holds("499 a second: a (at least 500)"), Some(false));
        assert_eq!(holds("5 ms: a"), None);
    }

    #[test]
    fn the_table_shows_what_is_not_kept() {
        let figures = [Figure::read("read", "9 ms: a page (at most 5)").unwrap()];
        assert!(table(&figures).ends_with("| read | a page | 9 ms | at most 5 | NO |\n"));
    }
}
