//! The embedded catalogue as it ships, and faulty files as they are refused.

use super::*;

/// Every id that labelled data and checks use.
const IDS: &[(Area, u8)] = &[
    (Area::Governance, 8),
    (Area::Awareness, 4),
    (Area::Secrets, 10),
    (Area::Devices, 9),
    (Area::Accounts, 9),
    (Area::Channels, 10),
    (Area::Incidents, 6),
    (Area::PersonalData, 1),
];

/// A file without fault.
const SOUND: &str = r#"
id: ACC-03
title: {vi: "Đổi mật khẩu", en: "Passwords change"}
why: {vi: "Vì mật khẩu lộ.", en: "Because passwords leak."}
fix: {vi: ["Đổi"], en: ["Change"]}
verified: {by: [measured], how: {vi: "Tuổi mật khẩu", en: "Age of the password"}}
second_person: false
subject: account
parameters:
  - {id: max_age, title: {vi: "Tuổi", en: "Age"}, unit: days, stricter: smaller, default: 90, source: "x"}
proposal: {recurrence: P3M, due: P15D, fresh_for: P3M}
cues: {strong: ["đổi mật khẩu"], weak: ["mật khẩu"], not: ["đặt mật khẩu"]}
examples: ["A.", "B.", "C."]
counterexamples: ["D.", "E."]
"#;

fn faults(files: &[(&str, &str)]) -> Vec<String> {
    match Catalogue::from_files(files.iter().copied()) {
        Ok(_) => Vec::new(),
        Err(Faults(faults)) => faults
            .into_iter()
            .map(|fault| format!("{}: {}", fault.file, fault.what))
            .collect(),
    }
}

#[test]
fn the_catalogue_has_exactly_the_57_ids() {
    let catalogue = Catalogue::embedded().unwrap_or_else(|faults| panic!("{faults}"));
    let wanted: Vec<String> = IDS
        .iter()
        .flat_map(|(area, last)| (1..=*last).map(move |n| format!("{area}-{n:02}")))
        .collect();
    let found: Vec<String> = catalogue.iter().map(|c| c.id.to_string()).collect();
    assert_eq!(wanted.len(), 57);
    assert_eq!(found, wanted);
}

#[test]
fn areas_hold_their_own_controls_in_order() {
    let catalogue = Catalogue::embedded().unwrap_or_else(|faults| panic!("{faults}"));
    for (area, last) in IDS {
        let numbers: Vec<u8> = catalogue.area(*area).map(|c| c.id.number()).collect();
        assert_eq!(numbers, (1..=*last).collect::<Vec<_>>(), "{area}");
    }
}

#[test]
fn a_sound_file_is_read() {
    let catalogue = Catalogue::from_files([("ACC-03.yaml", SOUND)]).unwrap();
    let control = catalogue.get("ACC-03".parse().unwrap()).unwrap();
    assert_eq!(control.parameters[0].default, Value::Number(90));
    assert_eq!(
        control.proposal.recurrence,
        Some(crate::duty::Period::months(3))
    );
    assert!(catalogue.get("ACC-04".parse().unwrap()).is_none());
}

#[test]
fn every_fault_of_every_file_is_told_with_its_file() {
    let spoilt = SOUND
        .replace("\"Đổi mật khẩu\"", "\" \"")
        .replace("\"C.\"]", "]")
        .replace("default: 90", "default: true");
    let told = faults(&[("ACC-03.yaml", &spoilt), ("ACC-04.yaml", "id: 7")]);
    assert_eq!(told.len(), 4, "{told:#?}");
    assert!(told[..3].iter().all(|what| what.starts_with("ACC-03.yaml")));
    assert!(told[3].starts_with("ACC-04.yaml"));
}

#[test]
fn each_rule_of_the_files_can_fail() {
    for (case, from, to) in [
        ("an id that is none", "id: ACC-03", "id: ACC-3"),
        ("an unknown key", "subject:", "colour: red\nsubject:"),
        ("an empty text", "\"Passwords change\"", "\"\""),
        (
            "decomposed text",
            "\"Vì mật khẩu lộ.\"",
            "\"Vi\u{300} lộ.\"",
        ),
        ("steps in one language only", "en: [\"Change\"]", "en: []"),
        ("nothing that verifies", "by: [measured]", "by: []"),
        ("a strange verification", "by: [measured]", "by: [hoped]"),
        ("a period that is none", "due: P15D", "due: 15"),
        ("a parameter id with capitals", "id: max_age", "id: maxAge"),
        ("a default of zero", "default: 90", "default: 0"),
        ("a default below zero", "default: 90", "default: -1"),
        (
            "more than all",
            "unit: days, stricter: smaller, default: 90",
            "unit: percent, stricter: larger, default: 101",
        ),
        (
            "characters set by a period",
            "unit: days, stricter: smaller,",
            "unit: characters, stricter: smaller, set_by: due,",
        ),
        ("a cue with capitals", "strong: [\"đổi", "strong: [\"Đổi"),
        ("no strong cue", "strong: [\"đổi mật khẩu\"]", "strong: []"),
        (
            "a cue on both sides",
            "not: [\"đặt mật khẩu\"]",
            "not: [\"mật khẩu\"]",
        ),
        (
            "two examples",
            "[\"A.\", \"B.\", \"C.\"]",
            "[\"A.\", \"B.\"]",
        ),
        ("one counterexample", "[\"D.\", \"E.\"]", "[\"D.\"]"),
    ] {
        let spoilt = SOUND.replace(from, to);
        assert_ne!(spoilt, SOUND, "{case}: nothing was spoilt");
        assert_eq!(faults(&[("ACC-03.yaml", &spoilt)]).len(), 1, "{case}");
    }
    assert_eq!(faults(&[("ACC-04.yaml", SOUND)]).len(), 1, "a wrong name");
}

#[test]
fn one_id_in_two_files_is_a_fault() {
    let told = faults(&[("ACC-03.yaml", SOUND), ("ACC-03.yaml", SOUND)]);
    assert_eq!(told, ["ACC-03.yaml: the id ACC-03 is taken"]);
}
