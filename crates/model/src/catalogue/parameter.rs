//! Parameters: the figures of a control, and which figure is in force when several dispatches set
//! one. The strictest wins and keeps the clauses that set it; the others stay visible beside it.

use serde::{Deserialize, Serialize};

use super::control::Texts;
use crate::duty::{Period, PeriodUnit};
use crate::text_enum;

/// A figure of a control, such as the greatest age of a password.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// Its name within the control: small ASCII letters, digits and underscores.
    pub id: String,
    /// What it is the figure of.
    pub title: Texts,
    /// What it is counted in.
    #[serde(rename = "unit")]
    pub measure: Measure,
    /// Which of two values asks more.
    pub stricter: Stricter,
    /// Which stated time of a clause sets it, if any does.
    #[serde(default)]
    pub set_by: Option<SetBy>,
    /// Wordings of clauses that set it, small letters: `{n}` stands for the figure, `-word` for one
    /// that must not follow.
    #[serde(default)]
    pub wording: Vec<String>,
    /// The value where no dispatch in force sets one.
    pub default: Value,
    /// Where the default comes from.
    pub source: String,
}

text_enum! {
    /// What a parameter is counted in.
    Measure, "a measure" {
        /// Minutes (phút).
        Minutes = "minutes",
        /// Hours (giờ).
        Hours = "hours",
        /// Days of the calendar (ngày).
        Days = "days",
        /// Working days (ngày làm việc).
        WorkingDays = "working_days",
        /// Months (tháng).
        Months = "months",
        /// Times or pieces (lần, cái).
        Count = "count",
        /// Characters (ký tự).
        Characters = "characters",
        /// Hundredths (phần trăm).
        Percent = "percent",
        /// Yes or no (có, không).
        YesNo = "yes_no",
    }
}

text_enum! {
    /// Which of two values asks more of an office. `yes` counts as larger than `no`.
    Stricter, "a direction" {
        /// The smaller one, as for ages and limits.
        Smaller = "smaller",
        /// The larger one, as for lengths and periods of keeping.
        Larger = "larger",
    }
}

text_enum! {
    /// The stated time of a clause that sets a parameter.
    SetBy, "a stated time" {
        /// How often, as in "03 tháng/lần".
        Recurrence = "recurrence",
        /// Within which period, as in "trong vòng 24 giờ".
        Due = "due",
    }
}

/// A value of a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Yes or no.
    YesNo(bool),
    /// A whole number of the parameter's measure.
    Number(u32),
}

impl Measure {
    /// Whether `value` can be a value of a parameter with this measure.
    #[must_use]
    pub const fn takes(self, value: Value) -> bool {
        match (self, value) {
            (Self::YesNo, Value::YesNo(_)) => true,
            (Self::YesNo, Value::Number(_)) | (_, Value::YesNo(_)) => false,
            (Self::Percent, Value::Number(number)) => number <= 100,
            (_, Value::Number(_)) => true,
        }
    }

    /// `period` as a value, if this is a measure of time. What does not come out even is rounded
    /// down, a month is 30 days, and nothing becomes 0.
    #[must_use]
    pub fn of(self, period: Period) -> Option<Value> {
        let days = period.approximate_days();
        let hours = match period.unit {
            PeriodUnit::Minutes => u32::from(period.count).div_ceil(60),
            PeriodUnit::Hours => u32::from(period.count),
            PeriodUnit::Days | PeriodUnit::Weeks | PeriodUnit::Months | PeriodUnit::Years => {
                days.saturating_mul(24)
            }
        };
        let number = match self {
            Self::Minutes if period.unit == PeriodUnit::Minutes => u32::from(period.count),
            Self::Minutes => hours.saturating_mul(60),
            Self::Hours => hours,
            Self::Days | Self::WorkingDays => days,
            Self::Months if period.unit == PeriodUnit::Years => u32::from(period.count) * 12,
            Self::Months => (days / 30).max(1),
            Self::Count | Self::Characters | Self::Percent | Self::YesNo => return None,
        };
        Some(Value::Number(number))
    }
}

/// The value of a parameter that is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effective<S> {
    /// The strictest value, or the default where nobody set one.
    pub value: Value,
    /// All who set exactly this value, in the order given; empty where it is the default.
    pub set_by: Vec<S>,
    /// Those who set a less strict value, in the order given.
    pub outdone: Vec<(Value, S)>,
    /// Those whose value is none of this parameter's, in the order given.
    pub refused: Vec<(Value, S)>,
}

/// The strictest of the values that `claims` set, with their sources.
///
/// The default does not compete: a dispatch may ask less than we would propose, and its word counts.
pub fn strictest<S>(
    parameter: &Parameter,
    claims: impl IntoIterator<Item = (Value, S)>,
) -> Effective<S> {
    let (fitting, refused): (Vec<_>, Vec<_>) = claims
        .into_iter()
        .partition(|(value, _)| parameter.measure.takes(*value));
    let values = fitting.iter().map(|(value, _)| *value);
    let value = match parameter.stricter {
        Stricter::Smaller => values.min(),
        Stricter::Larger => values.max(),
    }
    .unwrap_or(parameter.default);
    let (setting, outdone): (Vec<_>, Vec<_>) = fitting
        .into_iter()
        .partition(|(claimed, _)| *claimed == value);
    Effective {
        value,
        set_by: setting.into_iter().map(|(_, source)| source).collect(),
        outdone,
        refused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameter(measure: Measure, stricter: Stricter, default: Value) -> Parameter {
        let words = || "x".to_owned();
        Parameter {
            id: words(),
            title: Texts {
                vi: words(),
                en: words(),
            },
            measure,
            stricter,
            set_by: None,
            wording: Vec::new(),
            default,
            source: words(),
        }
    }

    #[test]
    fn the_smaller_age_wins_and_names_every_clause_that_set_it() {
        let age = parameter(Measure::Days, Stricter::Smaller, Value::Number(90));
        let claims = [(180, "a"), (60, "b"), (90, "c"), (60, "d")]
            .map(|(days, clause)| (Value::Number(days), clause));
        let effective = strictest(&age, claims);
        assert_eq!(effective.value, Value::Number(60));
        assert_eq!(effective.set_by, ["b", "d"]);
        assert_eq!(
            effective.outdone,
            [(Value::Number(180), "a"), (Value::Number(90), "c")]
        );
    }

    #[test]
    fn the_longer_password_wins() {
        let length = parameter(Measure::Characters, Stricter::Larger, Value::Number(8));
        let effective = strictest(&length, [(Value::Number(10), 1), (Value::Number(12), 2)]);
        assert_eq!(
            (effective.value, effective.set_by),
            (Value::Number(12), vec![2])
        );
    }

    #[test]
    fn the_default_stands_only_where_nobody_set_a_value() {
        let age = parameter(Measure::Days, Stricter::Smaller, Value::Number(90));
        let untouched = strictest(&age, [] as [(Value, ()); 0]);
        assert_eq!(untouched.value, Value::Number(90));
        assert!(untouched.set_by.is_empty());
        let looser = strictest(&age, [(Value::Number(180), "a")]);
        assert_eq!(looser.value, Value::Number(180));
        assert_eq!(looser.set_by, ["a"]);
    }

    #[test]
    fn yes_outdoes_no() {
        let asked = parameter(Measure::YesNo, Stricter::Larger, Value::YesNo(false));
        let effective = strictest(
            &asked,
            [(Value::YesNo(false), "a"), (Value::YesNo(true), "b")],
        );
        assert_eq!(effective.value, Value::YesNo(true));
        assert_eq!(effective.set_by, ["b"]);
    }

    #[test]
    fn a_stated_period_becomes_a_value_of_the_measure() {
        for (measure, period, wanted) in [
            (Measure::Days, "P3M", Some(90)),
            (Measure::Days, "P1Y", Some(365)),
            (Measure::Days, "PT25H", Some(2)),
            (Measure::Months, "P1Y", Some(12)),
            (Measure::Months, "P6M", Some(6)),
            (Measure::Months, "P45D", Some(1)),
            (Measure::Months, "P1W", Some(1)),
            (Measure::Hours, "PT24H", Some(24)),
            (Measure::Hours, "P2D", Some(48)),
            (Measure::Minutes, "PT1H", Some(60)),
            (Measure::Minutes, "P65535Y", Some(u32::MAX)),
            (Measure::Percent, "P3M", None),
            (Measure::YesNo, "P3M", None),
        ] {
            let period = period.parse().unwrap();
            assert_eq!(measure.of(period), wanted.map(Value::Number), "{period}");
        }
    }

    #[test]
    fn a_value_of_another_kind_is_refused_and_kept() {
        let share = parameter(Measure::Percent, Stricter::Larger, Value::Number(80));
        let effective = strictest(
            &share,
            [
                (Value::Number(101), "a"),
                (Value::Number(100), "b"),
                (Value::YesNo(true), "c"),
            ],
        );
        assert_eq!(effective.value, Value::Number(100));
        assert_eq!(effective.set_by, ["b"]);
        assert_eq!(
            effective.refused,
            [(Value::Number(101), "a"), (Value::YesNo(true), "c")]
        );
    }
}
