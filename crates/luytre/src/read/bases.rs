//! What is known of the documents that a dispatch cites, in words and as JSON.

use jiff::civil::Date;
use luytre_model::dispatch::Reading;
use luytre_model::legal::{Instruments, Judged, Named, Standing, day_meant};
use serde_json::{Value, json};

/// What is known of each, in the order of the citations; the day of the dispatch decides.
pub(crate) fn judged(instruments: &Instruments, reading: &Reading, today: Date) -> Vec<Judged> {
    let on = day_meant(reading.header.date.as_deref(), today);
    let cited = reading.based_on.iter();
    cited.map(|cited| instruments.judge(cited, on)).collect()
}

/// What one should know about it; nothing where it is in force or unknown.
pub(crate) fn words(judged: &Judged) -> Option<String> {
    let standing = match &judged.standing {
        Standing::NotYet { from } => Some(format!("chưa có hiệu lực, từ {}", day(*from))),
        Standing::Ended { since, by } if by.is_empty() => {
            Some(format!("hết hiệu lực từ {}", day(*since)))
        }
        Standing::Ended { since, by } => Some(format!(
            "hết hiệu lực từ {}; nay áp dụng {}",
            day(*since),
            by.iter().map(name).collect::<Vec<_>>().join(", ")
        )),
        Standing::InForce | Standing::Unknown => None,
    };
    let doubt = judged.doubt.as_ref();
    let doubt = doubt.map(|doubt| format!("cần đối chiếu: {}", doubt.vi));
    let words: Vec<String> = standing.into_iter().chain(doubt).collect();
    (!words.is_empty()).then(|| words.join(". "))
}

/// The same for programs, one object for each citation.
pub(crate) fn to_json(judged: &[Judged]) -> Value {
    judged.iter().map(one).collect()
}

fn one(judged: &Judged) -> Value {
    let number = judged.named.as_ref().map(|named| &named.number);
    let doubtful = judged.doubt.is_some();
    match &judged.standing {
        Standing::InForce => json!({"state": "in_force", "number": number, "doubtful": doubtful}),
        Standing::NotYet { from } => {
            json!({"state": "not_yet", "number": number, "from": from, "doubtful": doubtful})
        }
        Standing::Ended { since, by } => {
            let by: Vec<&str> = by.iter().map(|named| named.number.as_str()).collect();
            json!({"state": "ended", "number": number, "since": since, "replaced_by": by, "doubtful": doubtful})
        }
        Standing::Unknown => json!({"state": "unknown"}),
    }
}

fn name(named: &Named) -> String {
    format!("{} số {}", named.title, named.number)
}

fn day(day: Date) -> String {
    day.strftime("%d/%m/%Y").to_string()
}
