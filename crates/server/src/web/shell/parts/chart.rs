//! Charts drawn by the server: no script, the figures as text beside or under them.

use askama::Template;
use askama::filters::HtmlSafe;

use super::Tone;

/// One bar.
#[derive(Debug, Clone)]
pub struct Bar {
    /// What it is of.
    pub label: String,
    /// The rows behind it.
    pub href: String,
    /// How much of [`Bar::of`].
    pub part: u32,
    /// All.
    pub of: u32,
    /// Its colour.
    pub tone: Tone,
}

impl Bar {
    fn percent(&self) -> u32 {
        // Rounded down: 99.6 % is not all.
        u32::try_from(u64::from(self.part.min(self.of)) * 100 / u64::from(self.of.max(1)))
            .unwrap_or(100)
    }
}

/// Bars as a table: a label, a bar, the figures.
#[derive(Debug, Clone, Template)]
#[template(path = "shell/parts/bars.html")]
pub struct Bars {
    /// What is compared, for those who do not see the bars.
    pub caption: String,
    /// Heads of the two columns.
    pub heads: [String; 2],
    /// The bars, in the order to show.
    pub bars: Vec<Bar>,
}

impl HtmlSafe for Bars {}

/// A line over time, with its table.
#[derive(Debug, Clone, Template)]
#[template(path = "shell/parts/trend.html")]
pub struct Trend {
    /// What it shows, in a sentence.
    pub caption: String,
    /// Heads of the table's two columns.
    pub heads: [String; 2],
    /// The words that open the table.
    pub open: String,
    /// Label and percentage of each moment, oldest first.
    pub points: Vec<(String, u32)>,
}

impl HtmlSafe for Trend {}

impl Trend {
    /// Points in a box of 100 by 40, where 100 % is the top.
    fn line(&self) -> String {
        let steps = self.points.len().saturating_sub(1).max(1);
        let place = |(index, (_, percent)): (usize, &(String, u32))| {
            let (x, y) = (index * 1000 / steps, 400 - (*percent).min(100) * 4);
            format!("{}.{},{}.{}", x / 10, x % 10, y / 10, y % 10)
        };
        self.points
            .iter()
            .enumerate()
            .map(place)
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The first and the last point, in words.
    fn ends(&self) -> impl Iterator<Item = String> {
        let both = [self.points.first(), self.points.last()];
        both.into_iter()
            .flatten()
            .map(|(label, percent)| format!("{label}: {percent} %"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_full_only_when_all_is_done() {
        let bar = |part, of| {
            Bar {
                label: String::new(),
                href: String::new(),
                part,
                of,
                tone: Tone::Ok,
            }
            .percent()
        };
        assert_eq!(
            [bar(249, 250), bar(250, 250), bar(300, 250), bar(0, 0)],
            [99, 100, 100, 0]
        );
    }

    #[test]
    fn a_line_runs_from_edge_to_edge() {
        let trend = |points: &[u32]| Trend {
            caption: String::new(),
            heads: [String::new(), String::new()],
            open: String::new(),
            points: points
                .iter()
                .map(|percent| (String::new(), *percent))
                .collect(),
        };
        assert_eq!(trend(&[0, 50, 100]).line(), "0.0,40.0 50.0,20.0 100.0,0.0");
        assert_eq!(trend(&[25]).line(), "0.0,30.0");
        assert_eq!(trend(&[]).line(), "");
    }
}
