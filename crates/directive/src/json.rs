//! The JSON that `luytre read --json` prints.

use luytre_model::dispatch::{FoundDuty, Reading};
use serde_json::{Value, json};

/// A reading in the form of labelled data: `dispatch`, `based_on`, `obligations`.
#[must_use]
pub fn to_json(source: &str, reading: &Reading) -> Value {
    json!({
        "source": source,
        "dispatch": reading.header,
        "based_on": reading.based_on,
        "obligations": reading.duties.iter().map(duty).collect::<Vec<_>>(),
    })
}

fn duty(duty: &FoundDuty) -> Value {
    json!({
        "clause": duty.clause,
        "text": duty.text,
        "actors": duty.actors,
        "supporting": duty.supporting,
        "force": duty.force,
        "recurrence": duty.recurrence,
        "due": duty.due,
        "trigger": duty.trigger,
        "controls": duty.controls,
        "confidence": duty.confidence,
        "span": [duty.span.start, duty.span.end],
    })
}
