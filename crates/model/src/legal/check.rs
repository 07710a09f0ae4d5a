//! What must hold for the files of instruments beyond their shape. Each fault is told.

use std::collections::BTreeMap;

use jiff::civil::Date;
use unicode_normalization::is_nfc;

use super::cited::key;
use super::instrument::{Certainty, Instrument};
use crate::data::Findings;

/// The file of an instrument: its number without marks, joined by dashes.
fn file_name(number: &str) -> String {
    let plain = crate::fold::fold(number).to_uppercase().replace(' ', "-");
    format!("{plain}.yaml")
}

/// Notes all that is wrong with `instrument`, read from `file`.
pub(super) fn instrument(file: &str, instrument: &Instrument, findings: &mut Findings) {
    let wanted = file_name(&instrument.number);
    findings.check(file, file.to_uppercase() == wanted.to_uppercase(), || {
        format!("{} wants the name {wanted}", instrument.number)
    });
    let texts = [
        &instrument.number,
        &instrument.title,
        &instrument.issuer,
        &instrument.source,
    ];
    let doubt = instrument.doubt.iter();
    let doubt = doubt.flat_map(|doubt| [&doubt.words.vi, &doubt.words.en]);
    for text in texts.into_iter().chain(&instrument.also).chain(doubt) {
        let sound = !text.is_empty() && text.trim() == text && is_nfc(text);
        findings.check(file, sound, || {
            format!("a text is empty, has space around it or is not composed: {text:?}")
        });
    }
    let issued = &instrument.issued;
    let dated = instrument.year().is_some() && (issued.len() == 4 || day(issued).is_some());
    findings.check(file, dated, || {
        format!("issued is neither a day nor a year: {issued:?}")
    });
    let order = [day(issued), instrument.from, instrument.until];
    let order: Vec<Date> = order.into_iter().flatten().collect();
    let lasts = instrument
        .until
        .is_none_or(|until| instrument.from != Some(until));
    findings.check(file, order.is_sorted() && lasts, || {
        "issued, from and until are not in their order".to_owned()
    });
    let told = (instrument.certainty == Certainty::Doubtful) == instrument.doubt.is_some();
    findings.check(file, told, || {
        "what is doubtful says why, and only that".to_owned()
    });
    let ended = instrument.replaced_by.is_empty() || instrument.until.is_some();
    findings.check(file, ended, || {
        "it is replaced, but does not say since when".to_owned()
    });
}

fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}

/// Notes successors that do not exist, and circles of them.
pub(super) fn successors(all: &BTreeMap<String, Instrument>, findings: &mut Findings) {
    for instrument in all.values() {
        let file = file_name(&instrument.number);
        for number in &instrument.replaced_by {
            findings.check(&file, all.contains_key(&key(number)), || {
                format!("its successor {number} is not there")
            });
        }
        findings.check(&file, !in_circle(all, instrument), || {
            "what replaced it is replaced by it in turn".to_owned()
        });
    }
}

/// Whether one comes back to `start` by its successors.
fn in_circle(all: &BTreeMap<String, Instrument>, start: &Instrument) -> bool {
    let mut seen = Vec::new();
    let mut ahead = vec![start];
    while let Some(next) = ahead.pop() {
        for number in &next.replaced_by {
            let key = key(number);
            match all.get(&key) {
                Some(found) if std::ptr::eq(found, start) => return true,
                Some(found) if !seen.contains(&key) => {
                    seen.push(key);
                    ahead.push(found);
                }
                _ => {}
            }
        }
    }
    false
}
