//! Figures of several runs, printed as `cargo xtask bench` reads them: the median first, then the
//! least and the greatest.

use std::time::Duration;

/// What several runs gave.
#[derive(Default)]
pub(crate) struct Runs(Vec<f64>);

impl Runs {
    /// Adds what one run gave.
    pub(crate) fn add(&mut self, value: f64) {
        self.0.push(value);
        self.0.sort_by(f64::total_cmp);
    }

    /// Prints the line: `812 a second (790–840): what (at least 500)`.
    #[expect(clippy::print_stdout, reason = "the figures are the output")]
    pub(crate) fn print(&self, unit: &str, what: &str, target: &str) {
        let middle = self.0.get(self.0.len() / 2);
        let (Some(least), Some(middle), Some(most)) = (self.0.first(), middle, self.0.last())
        else {
            return;
        };
        let digits = if *middle < 1.0 {
            3
        } else {
            usize::from(*middle < 100.0)
        };
        let target = if target.is_empty() {
            String::new()
        } else {
            format!(" ({target})")
        };
        println!("{middle:.digits$} {unit} ({least:.digits$}–{most:.digits$}): {what}{target}");
    }
}

/// A time in milliseconds.
pub(crate) fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The time that `per_hundred` of a hundred do not exceed, in milliseconds. Sorts them.
pub(crate) fn percentile(times: &mut [Duration], per_hundred: usize) -> f64 {
    times.sort_unstable();
    let place = (times.len() * per_hundred).div_ceil(100).saturating_sub(1);
    times.get(place).copied().map_or(0.0, millis)
}

/// How many a second.
pub(crate) fn rate(number: usize, time: Duration) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX)) / time.as_secs_f64()
}
