//! Parameters: the figures of a control, and which figure is in force when several dispatches set
//! one. The strictest wins and keeps the clauses that set it; the others stay visible beside it.

use serde::{Deserialize, Serialize};

use super::control::Texts;
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
        /// Days (ngày).
        Days = "days",
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
