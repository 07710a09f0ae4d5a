//! How a number is shown: the codes by which workbooks say so, as far as they matter for text. Dates
//! come as day, month, year, as Vietnamese offices write them.

/// How the numbers of a cell are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shown {
    /// As short as it can be said.
    #[default]
    General,
    /// With this many digits at least before and exactly behind the point.
    Digits {
        before: usize,
        behind: usize,
    },
    /// Times a hundred, with this many digits behind the point.
    Percent(usize),
    Date {
        day: bool,
        time: bool,
    },
    Time,
}

const MOST_DIGITS: usize = 15;

impl Shown {
    /// The codes that every program knows by number.
    pub(super) const fn of_number(number: u32) -> Self {
        match number {
            1 | 3 | 37 | 38 => Self::Digits {
                before: 1,
                behind: 0,
            },
            2 | 4 | 39 | 40 => Self::Digits {
                before: 1,
                behind: 2,
            },
            9 => Self::Percent(0),
            10 => Self::Percent(2),
            14..=16 | 27..=31 | 50..=58 => Self::Date {
                day: true,
                time: false,
            },
            17 => Self::Date {
                day: false,
                time: false,
            },
            22 => Self::Date {
                day: true,
                time: true,
            },
            18..=21 | 32..=35 | 45..=47 => Self::Time,
            _ => Self::General,
        }
    }

    /// By its code: `dd/mm/yyyy`, `#,##0.00`, `0%`.
    pub(super) fn of_code(code: &str) -> Self {
        let bare = bare(code);
        let has = |c| bare.contains(c);
        if bare.is_empty() || bare.contains("general") || bare.contains('@') {
            return Self::General;
        }
        let time = has('h') || has('s');
        if has('y') || has('d') {
            return Self::Date {
                day: has('d'),
                time,
            };
        }
        if time {
            return Self::Time;
        }
        let point = bare.find('.').unwrap_or(bare.len());
        let count = |text: &str| text.matches('0').count().min(MOST_DIGITS);
        let behind = bare
            .get(point..)
            .map_or(0, |text| count(text) + text.matches('#').count());
        let behind = behind.min(MOST_DIGITS);
        if has('%') {
            Self::Percent(behind)
        } else if bare.contains(['0', '#']) && !has('e') {
            let before = bare
                .get(..point)
                .map_or(1, |text| count(&text.replace(",0", "")));
            let before = before.max(usize::from(bare.contains("0")));
            Self::Digits { before, behind }
        } else {
            Self::General
        }
    }

    /// The number as text. `epoch_1904`: days count from 1904.
    pub(super) fn write(self, value: f64, epoch_1904: bool) -> String {
        if !value.is_finite() {
            return String::new();
        }
        match self {
            Self::General => general(value),
            Self::Digits { before, behind } => {
                let text = format!("{:.behind$}", value.abs());
                let whole = text.split('.').next().unwrap_or_default().len();
                let zeros = "0".repeat(before.saturating_sub(whole));
                let sign = if value < 0.0 && text.contains(|c: char| c.is_ascii_digit() && c != '0')
                {
                    "-"
                } else {
                    ""
                };
                format!("{sign}{zeros}{text}")
            }
            Self::Percent(behind) => format!("{:.behind$}%", value * 100.0),
            Self::Date { day, time } => {
                date(value, day, time, epoch_1904).unwrap_or_else(|| general(value))
            }
            Self::Time => clock(value).unwrap_or_else(|| general(value)),
        }
    }
}

/// The code of positive numbers in lower case, without what is quoted, escaped or in brackets.
fn bare(code: &str) -> String {
    let mut bare = String::new();
    let mut characters = code.chars().take(256);
    while let Some(c) = characters.next() {
        match c {
            ';' => break,
            '"' => {
                characters.by_ref().find(|c| *c == '"');
            }
            '[' => {
                // `[h]` counts hours beyond a day; colours and languages stand in brackets too.
                let within: String = characters.by_ref().take_while(|c| *c != ']').collect();
                if within.chars().all(|c| matches!(c, 'h' | 'm' | 's')) {
                    bare.push_str(&within);
                }
            }
            '\\' | '_' | '*' => {
                characters.next();
            }
            c => bare.extend(c.to_lowercase()),
        }
    }
    bare
}

/// Fifteen digits, as programs keep them: 0.1 + 0.2 is 0.3.
fn general(value: f64) -> String {
    const LARGE: f64 = 1e15;
    const SMALL: f64 = 1e-5;
    if value == 0.0 {
        return "0".to_owned();
    }
    if value.abs() >= LARGE || value.abs() < SMALL {
        return format!("{value:e}");
    }
    let digits = (1..MOST_DIGITS).find(|whole| {
        let power = i32::try_from(*whole).unwrap_or(i32::MAX);
        value.abs() < 10_f64.powi(power)
    });
    let behind = MOST_DIGITS.saturating_sub(digits.unwrap_or(MOST_DIGITS));
    let text = format!("{value:.behind$}");
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

/// Whole days and minutes of a day; `None` for what is no date.
fn parts(value: f64) -> Option<(i32, i32)> {
    /// The last day of the year 9999.
    const LAST: f64 = 2_958_466.0;
    if !(0.0..LAST).contains(&value) {
        return None;
    }
    // Half a second more, since times are fractions that seldom come out even.
    let seconds = (value * 86_400.0 + 0.5).floor();
    #[expect(
        clippy::cast_possible_truncation,
        reason = "within 0 … 2,958,466 and 0 … 86,399"
    )]
    let (days, rest) = ((seconds / 86_400.0) as i32, (seconds % 86_400.0) as i32);
    Some((days, rest / 60))
}

fn date(value: f64, day: bool, time: bool, epoch_1904: bool) -> Option<String> {
    let (mut days, minutes) = parts(value)?;
    if epoch_1904 {
        days = days.checked_add(1462)?;
    }
    // Day 60 is 29 February 1900, which never was.
    if days < 60 {
        days = days.checked_add(1)?;
    }
    let (year, month, of_month) = civil(days.checked_sub(25_569)?)?;
    let mut text = if day {
        format!("{of_month:02}/{month:02}/{year}")
    } else {
        format!("{month:02}/{year}")
    };
    if time {
        text = format!("{text} {:02}:{:02}", minutes / 60, minutes % 60);
    }
    Some(text)
}

fn clock(value: f64) -> Option<String> {
    let (days, minutes) = parts(value)?;
    let hours = days.checked_mul(24)?.checked_add(minutes / 60)?;
    Some(format!("{hours:02}:{:02}", minutes % 60))
}

/// Year, month and day, so many days after 1 January 1970 (the well-known reckoning by eras of 400
/// years that begin in March).
pub(crate) fn civil(days: i32) -> Option<(i32, i32, i32)> {
    let shifted = days.checked_add(719_468)?;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march + 2) / 5 + 1;
    let month = if march < 10 { march + 3 } else { march - 9 };
    let year = year + era * 400 + i32::from(month <= 2);
    Some((year, month, day))
}

#[cfg(test)]
mod tests {
    use super::Shown;

    #[test]
    fn numbers_are_shown_as_their_code_says() {
        let cases = [
            ("General", 3.0, "3"),
            ("General", 0.1 + 0.2, "0.3"),
            ("General", -12.5, "-12.5"),
            ("General", 1e20, "1e20"),
            ("0.00", 1.005, "1.00"),
            ("#,##0", 1_234_567.0, "1234567"),
            ("#,##0.00", -0.001, "0.00"),
            ("00", 7.0, "07"),
            ("0%", 0.5, "50%"),
            ("0.0%", 0.123, "12.3%"),
            ("\"Điều \"0", 7.0, "7"),
            ("@", 7.0, "7"),
            ("", 7.0, "7"),
            ("0.00E+00", 7.0, "7"),
        ];
        for (code, value, wanted) in cases {
            assert_eq!(
                Shown::of_code(code).write(value, false),
                wanted,
                "{code} {value}"
            );
        }
    }

    #[test]
    fn dates_are_day_month_year() {
        let cases = [
            ("m/d/yy", 46_086.0, "05/03/2026"),
            ("dd/mm/yyyy;@", 46_086.0, "05/03/2026"),
            ("[$-42A]dd mmmm yyyy", 46_086.0, "05/03/2026"),
            ("mmm-yy", 46_086.0, "03/2026"),
            ("d/m/yyyy h:mm", 46_086.354_166_666_664, "05/03/2026 08:30"),
            ("h:mm", 0.354_166_666_666_667, "08:30"),
            ("[h]:mm", 1.5, "36:00"),
            ("d/m/yyyy", 1.0, "01/01/1900"),
            ("d/m/yyyy", 61.0, "01/03/1900"),
            ("d/m/yyyy", -1.0, "-1"),
            ("d/m/yyyy", 1e9, "1000000000"),
            ("d/m/yyyy", f64::NAN, ""),
        ];
        for (code, value, wanted) in cases {
            assert_eq!(
                Shown::of_code(code).write(value, false),
                wanted,
                "{code} {value}"
            );
        }
        assert_eq!(Shown::of_number(14).write(44_624.0, true), "05/03/2026");
    }
}
