//! What a clause asks for: how strongly, how often, by when, after which event.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A text that is not a value of the type asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not {wanted}")]
pub struct NotA {
    /// What was given.
    pub text: String,
    /// What was wanted, as a noun with its article.
    pub wanted: &'static str,
}

impl NotA {
    pub(crate) fn new(text: &str, wanted: &'static str) -> Self {
        Self {
            text: text.chars().take(80).collect(),
            wanted,
        }
    }
}

/// Declares an enum whose variants each have one stable text, used in the database, in JSON and in
/// the addresses of pages.
#[macro_export]
macro_rules! text_enum {
    ($(#[$doc:meta])* $name:ident, $wanted:literal { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Serialize, ::serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant,)* }

        impl $name {
            /// All values, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The stable text of the value.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::duty::NotA;

            fn from_str(text: &str) -> Result<Self, $crate::duty::NotA> {
                match text {
                    $($text => Ok(Self::$variant),)*
                    _ => Err($crate::duty::NotA {
                        text: text.chars().take(80).collect(),
                        wanted: $wanted,
                    }),
                }
            }
        }
    };
}

text_enum! {
    /// How strongly a clause binds (mức độ bắt buộc).
    Force, "a force" {
        /// Must be done (phải làm).
        Must = "must",
        /// Is forbidden (nghiêm cấm, không được).
        MustNot = "must_not",
        /// Is recommended (khuyến nghị, nên).
        Should = "should",
    }
}

text_enum! {
    /// The event after which an event-driven duty runs.
    Trigger, "a trigger" {
        /// An incident or a sign of one (sự cố).
        Incident = "incident",
        /// Transfer, leave or retirement of a person (chuyển công tác, nghỉ việc, nghỉ hưu).
        Departure = "departure",
        /// Merging, splitting or renaming of offices (sắp xếp tổ chức).
        Reorganisation = "reorganisation",
        /// Receiving, issuing, copying or destroying of secret or internal documents.
        DocumentHandling = "document_handling",
    }
}

/// A period of the calendar: how often something recurs, or how long it may take.
///
/// Written as an ISO 8601 duration of one unit: `P3M`, `P1Y`, `P5D`, `P1W`, `PT24H`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    /// How many; at least 1.
    pub count: u16,
    /// Of what.
    pub unit: PeriodUnit,
}

/// The unit of a [`Period`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodUnit {
    /// Minutes (phút).
    Minutes,
    /// Hours (giờ).
    Hours,
    /// Days of the calendar (ngày).
    Days,
    /// Weeks (tuần).
    Weeks,
    /// Months (tháng).
    Months,
    /// Years (năm).
    Years,
}

impl Period {
    /// A period of `count` months.
    #[must_use]
    pub const fn months(count: u16) -> Self {
        Self {
            count,
            unit: PeriodUnit::Months,
        }
    }

    /// A period of `count` days.
    #[must_use]
    pub const fn days(count: u16) -> Self {
        Self {
            count,
            unit: PeriodUnit::Days,
        }
    }

    /// Length in days for comparing strictness: a month is 30 days, a year 365, minutes and hours round
    /// up.
    #[must_use]
    pub fn approximate_days(self) -> u32 {
        let count = u32::from(self.count);
        match self.unit {
            PeriodUnit::Minutes => count.div_ceil(24 * 60),
            PeriodUnit::Hours => count.div_ceil(24),
            PeriodUnit::Days => count,
            PeriodUnit::Weeks => count * 7,
            PeriodUnit::Months => count * 30,
            PeriodUnit::Years => count * 365,
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.unit {
            PeriodUnit::Minutes => write!(f, "PT{}M", self.count),
            PeriodUnit::Hours => write!(f, "PT{}H", self.count),
            PeriodUnit::Days => write!(f, "P{}D", self.count),
            PeriodUnit::Weeks => write!(f, "P{}W", self.count),
            PeriodUnit::Months => write!(f, "P{}M", self.count),
            PeriodUnit::Years => write!(f, "P{}Y", self.count),
        }
    }
}

impl FromStr for Period {
    type Err = NotA;

    fn from_str(text: &str) -> Result<Self, NotA> {
        let wrong = || NotA::new(text, "a period such as P3M");
        let (body, time) = match text.strip_prefix("PT") {
            Some(body) => (body, true),
            None => (text.strip_prefix('P').ok_or_else(wrong)?, false),
        };
        let unit_at = body
            .len()
            .checked_sub(1)
            .filter(|at| body.is_char_boundary(*at))
            .ok_or_else(wrong)?;
        let (count, unit) = body.split_at(unit_at);
        let unit = match (time, unit) {
            (true, "M") => PeriodUnit::Minutes,
            (true, "H") => PeriodUnit::Hours,
            (false, "D") => PeriodUnit::Days,
            (false, "W") => PeriodUnit::Weeks,
            (false, "M") => PeriodUnit::Months,
            (false, "Y") => PeriodUnit::Years,
            _ => return Err(wrong()),
        };
        if count.is_empty() || !count.bytes().all(|b| b.is_ascii_digit()) {
            return Err(wrong());
        }
        match count.parse() {
            Ok(count) if count > 0 => Ok(Self { count, unit }),
            _ => Err(wrong()),
        }
    }
}

/// How often a duty comes round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Recurrence {
    /// "thường xuyên", "định kỳ" with no figure: the office must settle one. Written `regular`.
    Regular,
    /// A named period, as "03 tháng/lần". Written as the period.
    Every(Period),
}

impl fmt::Display for Recurrence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Regular => f.write_str("regular"),
            Self::Every(period) => period.fmt(f),
        }
    }
}

impl FromStr for Recurrence {
    type Err = NotA;

    fn from_str(text: &str) -> Result<Self, NotA> {
        match text {
            "regular" => Ok(Self::Regular),
            text => text.parse().map(Self::Every),
        }
    }
}

/// By when a duty is to be done, as a text states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Due {
    /// On or before a date. Written as the ISO date.
    On(Date),
    /// Within a period of the document's date or of the event. Written as the period.
    Within(Period),
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(date) => date.fmt(f),
            Self::Within(period) => period.fmt(f),
        }
    }
}

impl FromStr for Due {
    type Err = NotA;

    fn from_str(text: &str) -> Result<Self, NotA> {
        if text.starts_with('P') {
            return text.parse().map(Self::Within);
        }
        text.parse()
            .map(Self::On)
            .map_err(|_| NotA::new(text, "a date or a period"))
    }
}

macro_rules! serde_as_text {
    ($($name:ident),*) => {$(
        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

serde_as_text!(Period, Recurrence, Due);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_read_as_they_are_written() {
        for text in ["P3M", "P1Y", "P5D", "P1W", "PT24H", "PT30M", "P65535D"] {
            assert_eq!(text.parse::<Period>().unwrap().to_string(), text);
        }
        for wrong in [
            "", "P", "PM", "P0M", "P-1M", "P+1M", "P3", "3M", "PT5S", "P65536D", "P1é",
        ] {
            assert!(wrong.parse::<Period>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_due_is_a_date_or_a_period() {
        assert_eq!(
            "2026-06-30".parse(),
            Ok(Due::On(jiff::civil::date(2026, 6, 30)))
        );
        assert_eq!(
            "PT24H".parse(),
            Ok(Due::Within(Period {
                count: 24,
                unit: PeriodUnit::Hours
            }))
        );
        assert!("2026-02-30".parse::<Due>().is_err());
        assert!("ngay".parse::<Due>().is_err());
    }

    #[test]
    fn a_recurrence_without_a_figure_is_its_own_value() {
        assert_eq!("regular".parse(), Ok(Recurrence::Regular));
        assert_eq!("P6M".parse(), Ok(Recurrence::Every(Period::months(6))));
        assert!("often".parse::<Recurrence>().is_err());
    }

    #[test]
    fn the_text_of_each_force_reads_back() {
        for force in Force::ALL {
            assert_eq!(force.as_str().parse(), Ok(*force));
        }
        assert!("shall".parse::<Force>().is_err());
    }
}
