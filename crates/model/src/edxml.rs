//! Words of edXML (QCVN 102:2016, amended 1:2022) that both reading and writing need: how a document
//! is referred to between systems, and the codes by which the receiver answers.

use jiff::civil::Date;

/// A document as systems refer to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentReference {
    /// Identifier of the office that issued it: `000.12.34.H56`.
    pub organ: String,
    /// Number and symbol: `215/UBND-VP`.
    pub code: String,
    /// When it was issued.
    pub date: Option<Date>,
    /// Its identifier: a UUID, or `organ,yyyy/mm/dd,number/symbol`.
    pub document: String,
}

/// Who at an office deals with a message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Staff {
    /// The division.
    pub department: String,
    /// The person.
    pub name: String,
    /// Address of mail.
    pub email: String,
    /// Number of telephone.
    pub mobile: String,
}

/// How the receiver of a document answers the sender's system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Answer {
    /// The document arrived.
    Arrived,
    /// The receiver sends it back.
    Refused,
    /// Taken and entered in the register.
    Registered,
    /// The head assigned it.
    Assigned,
    /// Being carried out.
    InProcess,
    /// Carried out.
    Finished,
    /// The sender asks to take it back.
    AsksBack,
    /// The receiver agrees to taking back or changing.
    Agrees,
    /// The receiver does not agree to taking back or changing.
    Disagrees,
}

/// Every answer with its code.
const CODES: [(Answer, &str); 9] = [
    (Answer::Arrived, "01"),
    (Answer::Refused, "02"),
    (Answer::Registered, "03"),
    (Answer::Assigned, "04"),
    (Answer::InProcess, "05"),
    (Answer::Finished, "06"),
    (Answer::AsksBack, "13"),
    (Answer::Agrees, "15"),
    (Answer::Disagrees, "16"),
];

impl Answer {
    /// All answers, in the order of their codes.
    pub fn all() -> impl Iterator<Item = Self> {
        CODES.iter().map(|(answer, _)| *answer)
    }

    /// The code that systems exchange: two digits.
    #[must_use]
    pub fn code(self) -> &'static str {
        let found = CODES.iter().find(|(answer, _)| *answer == self);
        found.map_or("", |(_, code)| code)
    }

    /// The answer of a code, which some systems write without its leading zero.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        let bare = |code: &str| code.trim().trim_start_matches('0').to_owned();
        let wanted = bare(code);
        let found = CODES.iter().find(|(_, code)| bare(code) == wanted);
        found.map(|(answer, _)| *answer)
    }
}

#[cfg(test)]
mod tests {
    use super::Answer;

    #[test]
    fn codes_and_answers_are_one_to_one() {
        let codes: Vec<&str> = Answer::all().map(Answer::code).collect();
        assert_eq!(
            codes,
            ["01", "02", "03", "04", "05", "06", "13", "15", "16"]
        );
        for answer in Answer::all() {
            assert_eq!(Answer::of_code(answer.code()), Some(answer));
        }
        assert_eq!(Answer::of_code(" 3"), Some(Answer::Registered));
        for unknown in ["", "0", "07", "14", "x"] {
            assert_eq!(Answer::of_code(unknown), None, "{unknown}");
        }
    }
}
