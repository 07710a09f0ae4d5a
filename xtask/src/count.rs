//! Reads how many tests passed and failed from what test programs print.
//!
//! Knows three of them: cargo's own harness, nextest and Playwright. A test that was skipped or
//! ignored counts as failed: a suite that leaves something out must not look green.

/// Tests that passed and failed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Tests that ran and held.
    pub(crate) passed: u64,
    /// Tests that failed, or did not run.
    pub(crate) failed: u64,
}

impl Tally {
    /// Adds what a line reports, if it is a line that sums up.
    pub(crate) fn read(&mut self, line: &str) {
        let line = without_colour(line);
        let line = line.trim();
        let sums_up = line.strip_prefix("test result: ").or_else(|| {
            line.strip_prefix("Summary [")
                .and_then(|rest| rest.split_once(':'))
                .map(|(_, rest)| rest)
        });
        if let Some(counts) = sums_up {
            self.add_counts(counts);
        } else if is_playwright_total(line) {
            self.add_counts(line);
        }
    }

    /// Adds another tally.
    pub(crate) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }

    /// Reads pairs of a number and a word, such as `3 passed; 1 failed` or `2 timed out`.
    fn add_counts(&mut self, counts: &str) {
        let words: Vec<&str> = counts
            .split(|sign: char| !sign.is_alphanumeric() && sign != '.')
            .filter(|word| !word.is_empty())
            .collect();
        for pair in words.windows(2) {
            let [number, word] = pair else { continue };
            let Ok(number) = number.parse::<u64>() else {
                continue;
            };
            match *word {
                "passed" => self.passed += number,
                "failed" | "ignored" | "skipped" | "timed" | "exec" | "did" | "interrupted" => {
                    self.failed += number;
                }
                _ => {}
            }
        }
    }
}

/// Playwright closes with one line for each outcome: `2 passed (5.1s)`, `1 failed`, `1 did not run`.
fn is_playwright_total(line: &str) -> bool {
    let Some((number, rest)) = line.split_once(' ') else {
        return false;
    };
    let outcome = rest.split_once(" (").map_or(rest, |(outcome, _)| outcome);
    number.parse::<u64>().is_ok()
        && matches!(
            outcome,
            "passed" | "failed" | "skipped" | "did not run" | "interrupted"
        )
}

/// The line without the escape sequences that colour it.
fn without_colour(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line.chars();
    while let Some(sign) = rest.next() {
        if sign == '\u{1b}' {
            rest.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(sign);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&str], passed: u64, failed: u64) {
        let mut tally = Tally::default();
        for line in lines {
            tally.read(line);
        }
        assert_eq!(tally, Tally { passed, failed }, "{lines:?}");
    }

    #[test]
    fn cargo_adds_up_over_binaries() {
        check(
            &[
                "running 3 tests",
                "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 7 filtered out; finished in 0.00s",
                "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            ],
            4,
            2,
        );
    }

    #[test]
    fn an_ignored_test_counts_as_failed() {
        check(
            &[
                "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            ],
            3,
            1,
        );
    }

    #[test]
    fn nextest_with_and_without_failures() {
        check(
            &["     Summary [   0.003s] 3 tests run: 3 passed, 0 skipped"],
            3,
            0,
        );
        check(
            &[
                "     Summary [   1.2s] 9 tests run: 6 passed (1 slow), 2 failed, 1 timed out, 0 skipped",
            ],
            6,
            3,
        );
        check(
            &["     Summary [   0.1s] 2/5 tests run: 1 passed, 1 exec failed, 3 skipped"],
            1,
            4,
        );
    }

    #[test]
    fn nextest_in_colour() {
        check(
            &[
                "\u{1b}[32;1m     Summary\u{1b}[0m [   0.003s] \u{1b}[1m3\u{1b}[0m tests run: \u{1b}[1m3\u{1b}[0m \u{1b}[32;1mpassed\u{1b}[0m, \u{1b}[1m0\u{1b}[0m skipped",
            ],
            3,
            0,
        );
    }

    #[test]
    fn playwright_closes_with_a_line_an_outcome() {
        check(
            &[
                "  1 failed",
                "    tests/a.spec.ts:3:1 › name ───",
                "  2 did not run",
                "  1 skipped",
                "  14 passed (1.2m)",
            ],
            14,
            4,
        );
    }

    #[test]
    fn other_lines_count_nothing() {
        check(
            &[
                "",
                "the case of 3 passed students",
                "test store::it ... ok",
                "  ✓  1 tests/00-sign-in.spec.ts:6:1 › 2 passed (2.0s)",
                "5 passed over",
                "Summary of 3 passed",
            ],
            0,
            0,
        );
    }
}
