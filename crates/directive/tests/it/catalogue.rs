//! The examples of the catalogue: each sentence proposes the control that it stands under.

use luytre_directive::Reader;
use luytre_model::catalogue::Catalogue;

const SECURITY: &str = "bảo đảm an toàn thông tin, bảo vệ bí mật nhà nước";

fn first_control(reader: &Reader, sentence: &str) -> Option<String> {
    control_in(reader, SECURITY, sentence)
}

/// The first control of a sentence in a dispatch on a subject.
fn control_in(reader: &Reader, subject: &str, sentence: &str) -> Option<String> {
    let text = format!(
        "V/v {subject}\n\nKính gửi: Các đơn vị.\n\nUBND phường yêu cầu các đơn vị thực hiện:\n\n1. {sentence}\n\nNơi nhận:\n- Như trên.\n"
    );
    let duties = reader.read(&text).duties;
    duties
        .first()
        .and_then(|duty| duty.controls.first().cloned())
}

#[test]
fn examples_propose_their_control() {
    let catalogue = Catalogue::embedded().unwrap();
    let reader = Reader::new(&catalogue);
    let (mut right, mut all) = (0, 0);
    let mut wrong = Vec::new();
    for control in catalogue.iter() {
        let id = control.id.to_string();
        for sentence in &control.examples {
            all += 1;
            let got = first_control(&reader, sentence);
            if got.as_deref() == Some(id.as_str()) {
                right += 1;
            } else {
                wrong.push(format!("{id} as {}: {sentence}", got.unwrap_or_default()));
            }
        }
    }
    assert!(
        right * 100 >= all * 85,
        "{right} of {all}\n{}",
        wrong.join("\n")
    );
}

#[test]
fn counterexamples_do_not() {
    let catalogue = Catalogue::embedded().unwrap();
    let reader = Reader::new(&catalogue);
    let (mut wrong, mut all) = (Vec::new(), 0);
    for control in catalogue.iter() {
        let id = control.id.to_string();
        for sentence in &control.counterexamples {
            all += 1;
            if first_control(&reader, sentence).as_deref() == Some(id.as_str()) {
                wrong.push(format!("{id}: {sentence}"));
            }
        }
    }
    assert!(
        wrong.len() * 100 <= all * 10,
        "{} of {all}\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Paraphrases, labelled before they were read; the controls that may come first, and the clause.
fn phrases(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines().filter_map(|line| line.split_once('\t'))
}

#[test]
fn paraphrases_propose_their_control() {
    let reader = Reader::new(&Catalogue::embedded().unwrap());
    let (mut wrong, mut all) = (Vec::new(), 0);
    for text in [
        include_str!("../phrases/controls-a.tsv"),
        include_str!("../phrases/controls-b.tsv"),
        include_str!("../phrases/controls-c.tsv"),
    ] {
        for (wanted, sentence) in phrases(text) {
            all += 1;
            let got = first_control(&reader, sentence).unwrap_or_default();
            if !wanted.split(',').any(|id| id == got) {
                wrong.push(format!("{wanted} as {got}: {sentence}"));
            }
        }
    }
    assert!(
        wrong.len() * 100 <= all * 10,
        "{} of {all}\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn other_fields_get_no_control_of_security() {
    let reader = Reader::new(&Catalogue::embedded().unwrap());
    let security = |got: &str| got != "OTHER" && !got.starts_with("GOV");
    let (mut stray, mut all) = (Vec::new(), 0);
    for (subject, sentence) in phrases(include_str!("../phrases/other-fields.tsv")) {
        all += 1;
        let got = control_in(&reader, subject, sentence).unwrap_or_default();
        assert!(!security(&got), "{got}: {sentence}");
        let got = first_control(&reader, sentence).unwrap_or_default();
        if security(&got) {
            stray.push(format!("{got}: {sentence}"));
        }
    }
    assert!(stray.len() * 100 <= all * 15, "{}", stray.join("\n"));
}
