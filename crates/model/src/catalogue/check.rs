//! What must hold for a file of the catalogue beyond its shape. Each fault is told, none is mended.

use std::collections::BTreeSet;

use unicode_normalization::is_nfc;

use super::control::{Control, Cues, Texts};
use super::figure::PLACE;
use super::parameter::{Measure, Parameter, Value};
use crate::data::Findings;
use crate::duty::Period;

/// Fewest sentences that show what a control is.
const LEAST_EXAMPLES: usize = 3;
/// Fewest sentences that show what it is not.
const LEAST_COUNTEREXAMPLES: usize = 2;

/// Notes all that is wrong with `control`, read from `file`.
pub(super) fn control(file: &str, control: &Control, findings: &mut Findings) {
    let wanted = format!("{}.yaml", control.id);
    findings.check(file, file == wanted, || {
        format!("the id {} wants the name {wanted}", control.id)
    });
    texts(file, "title", &control.title, findings);
    texts(file, "why", &control.why, findings);
    texts(file, "verified.how", &control.verified.how, findings);
    steps(file, control, findings);
    findings.check(file, !control.verified.by.is_empty(), || {
        "verified.by is empty".to_owned()
    });
    parameters(file, &control.parameters, findings);
    cues(file, &control.cues, findings);
    sentences(
        file,
        "examples",
        &control.examples,
        LEAST_EXAMPLES,
        findings,
    );
    sentences(
        file,
        "counterexamples",
        &control.counterexamples,
        LEAST_COUNTEREXAMPLES,
        findings,
    );
}

fn text(file: &str, place: &str, text: &str, findings: &mut Findings) {
    let sound = !text.is_empty() && text.trim() == text && is_nfc(text);
    findings.check(file, sound, || {
        format!("{place} is empty, has space around it or is not composed: {text:?}")
    });
}

fn texts(file: &str, place: &str, both: &Texts, findings: &mut Findings) {
    text(file, &format!("{place}.vi"), &both.vi, findings);
    text(file, &format!("{place}.en"), &both.en, findings);
}

fn steps(file: &str, control: &Control, findings: &mut Findings) {
    let fix = &control.fix;
    findings.check(
        file,
        !fix.vi.is_empty() && fix.vi.len() == fix.en.len(),
        || {
            let (vi, en) = (fix.vi.len(), fix.en.len());
            format!("fix has {vi} steps in Vietnamese and {en} in English")
        },
    );
    for (place, steps) in [("fix.vi", &fix.vi), ("fix.en", &fix.en)] {
        for step in steps {
            text(file, place, step, findings);
        }
    }
}

fn parameters(file: &str, parameters: &[Parameter], findings: &mut Findings) {
    let mut seen = BTreeSet::new();
    let mut set_by = BTreeSet::new();
    for parameter in parameters {
        let id = &parameter.id;
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
        findings.check(file, !id.is_empty() && id.bytes().all(plain), || {
            format!("the parameter id {id:?} is not of small letters, digits and underscores")
        });
        findings.check(file, seen.insert(id), || {
            format!("the parameter {id} is there twice")
        });
        texts(file, &format!("parameter {id}"), &parameter.title, findings);
        text(
            file,
            &format!("source of {id}"),
            &parameter.source,
            findings,
        );
        if let Some(time) = parameter.set_by {
            let measured = parameter.measure.of(Period::days(1)).is_some();
            findings.check(file, measured && set_by.insert(time), || {
                format!("{id} cannot be set by {time}: it is no time, or another one is")
            });
        }
        wordings(file, parameter, findings);
        let sane =
            parameter.measure.takes(parameter.default) && parameter.default != Value::Number(0);
        findings.check(file, sane, || {
            let (default, measure) = (parameter.default, parameter.measure);
            format!("the default {default:?} of {id} cannot be in {measure}")
        });
    }
}

fn wordings(file: &str, parameter: &Parameter, findings: &mut Findings) {
    for wording in &parameter.wording {
        let low = *wording == wording.to_lowercase() && is_nfc(wording);
        let placed = wording.matches(PLACE).count() == 1 && wording.trim() != PLACE;
        let counted = parameter.measure != Measure::YesNo;
        findings.check(file, low && placed && counted, || {
            let id = &parameter.id;
            format!(
                "the wording {wording:?} of {id} has capitals, not one {PLACE}, or no figure to set"
            )
        });
    }
}

fn cues(file: &str, cues: &Cues, findings: &mut Findings) {
    findings.check(file, !cues.strong.is_empty(), || {
        "there is no strong cue".to_owned()
    });
    let mut seen = BTreeSet::new();
    for cue in cues.strong.iter().chain(&cues.weak).chain(&cues.not) {
        text(file, "cue", cue, findings);
        findings.check(file, *cue == cue.to_lowercase(), || {
            format!("the cue {cue:?} has capitals")
        });
        findings.check(file, seen.insert(cue), || {
            format!("the cue {cue:?} is there twice")
        });
    }
}

fn sentences(file: &str, place: &str, sentences: &[String], least: usize, findings: &mut Findings) {
    findings.check(file, sentences.len() >= least, || {
        format!("{} {place}, at least {least} wanted", sentences.len())
    });
    for sentence in sentences {
        text(file, place, sentence, findings);
    }
}
