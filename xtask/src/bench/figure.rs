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
    /// Reads `figure: name = value (target)`; any other line is none.
    pub(crate) fn read(bench: &str, line: &str) -> Option<Self> {
        let (name, value) = line.trim().strip_prefix("figure: ")?.split_once(" = ")?;
        let (value, target) = match value
            .strip_suffix(')')
            .and_then(|value| value.split_once(" ("))
        {
            Some((value, target)) => (value, target),
            None => (value, ""),
        };
        Some(Self {
            bench: bench.to_owned(),
            name: name.trim().to_owned(),
            value: value.trim().to_owned(),
            target: target.trim().to_owned(),
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
        let figure = Figure::read("read", "figure: a page = 3.1 ms (at most 5)").unwrap();
        assert_eq!(
            (
                figure.name.as_str(),
                figure.value.as_str(),
                figure.target.as_str()
            ),
            ("a page", "3.1 ms", "at most 5")
        );
        assert_eq!(
            Figure::read("read", "figure: size = 12 MB").unwrap().target,
            ""
        );
        assert_eq!(Figure::read("read", "warming up"), None);
    }

    #[test]
    fn targets_hold_at_their_edge() {
        let holds = |line: &str| Figure::read("b", line).unwrap().holds();
        assert_eq!(holds("figure: a = 5 ms (at most 5)"), Some(true));
        assert_eq!(holds("figure: a = 5.1 ms (at most 5)"), Some(false));
        assert_eq!(holds("figure: a = 1,500 per s (at least 1500)"), Some(true));
        assert_eq!(holds("figure: a = 499 per s (at least 500)"), Some(false));
        assert_eq!(holds("figure: a = 5 ms"), None);
    }

    #[test]
    fn the_table_shows_what_is_not_kept() {
        let figures = [Figure::read("read", "figure: a page = 9 ms (at most 5)").unwrap()];
        assert!(table(&figures).ends_with("| read | a page | 9 ms | at most 5 | NO |\n"));
    }
}
