//! Entries: one spelling, within the limit, committed to content that can be deleted.

use luytre_ledger::canonical;
use luytre_ledger::leaf::{LARGEST_LEAF, Leaf, LeafError, commit};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::sample::{changed_bytes, leaf};

fn text(value: &Value) -> String {
    String::from_utf8(canonical::to_bytes(value).expect("canonical")).expect("UTF-8")
}

#[test]
fn an_entry_is_written_with_sorted_keys_and_no_spaces() {
    let mut leaf = leaf(7);
    leaf.unit = Some("Tổ \"số 3\"\n".to_owned());
    let written = String::from_utf8(leaf.to_bytes().expect("small")).expect("UTF-8");
    let expected = concat!(
        r#"{"actor":"01932c07-209c-7707-8707-000000000002","at":1790000000007,"#,
        r#""id":"01932c07-209c-7707-8707-000000000007","kind":"evidence.confirmed","#,
        r#""object":"evidence","office":"01932c07-209c-7707-8707-000000000001","payload":""#,
    );
    assert!(written.starts_with(expected), "{written}");
    assert!(
        written.ends_with(r#"","revision":1,"unit":"Tổ \"số 3\"\n","v":1}"#),
        "{written}"
    );
    assert_eq!(Leaf::parse(written.as_bytes()).expect("just written"), leaf);
}

#[test]
fn another_spelling_of_the_same_entry_is_refused() {
    let good = String::from_utf8(leaf(7).to_bytes().expect("small")).expect("UTF-8");
    let payload = leaf(7).payload.to_string();
    let cases = [
        ("a space", good.replace(",\"v\"", ", \"v\"")),
        ("a newline at the end", format!("{good}\n")),
        ("an escape", good.replace("evidence.", "\\u0065vidence.")),
        (
            "a fraction",
            good.replace("\"revision\":1", "\"revision\":1.0"),
        ),
        (
            "capitals in the commitment",
            good.replace(&payload, &payload.to_uppercase()),
        ),
        ("one more field", good.replace(",\"v\"", ",\"u\":0,\"v\"")),
        (
            "a field twice",
            good.replace("\"revision\":1", "\"revision\":1,\"revision\":1"),
        ),
        ("a field missing", good.replace("\"revision\":1,", "")),
        ("null left out", good.replace("\"unit\":null,", "")),
        ("no version", good.replace(",\"v\":1", "")),
        ("an array", format!("[{good}]")),
    ];
    for (case, text) in cases {
        assert_ne!(text, good, "{case}: the case changes nothing");
        assert!(Leaf::parse(text.as_bytes()).is_err(), "{case}: {text}");
    }
    let newer = good.replace("\"v\":1", "\"v\":2");
    assert!(matches!(
        Leaf::parse(newer.as_bytes()),
        Err(LeafError::OtherVersion(2))
    ));
}

#[test]
fn the_largest_entry_is_accepted_and_one_byte_more_is_not() {
    let mut leaf = leaf(1);
    let rest = leaf.to_bytes().expect("small").len() - leaf.id.len();
    leaf.id = "x".repeat(LARGEST_LEAF - rest);
    let bytes = leaf.to_bytes().expect("exactly the limit");
    assert_eq!(bytes.len(), LARGEST_LEAF);
    assert_eq!(Leaf::parse(&bytes).expect("exactly the limit"), leaf);
    leaf.id.push('x');
    let over = |error| matches!(error, LeafError::TooLarge { bytes } if bytes == LARGEST_LEAF + 1);
    assert!(leaf.to_bytes().is_err_and(over));
    let longer = [bytes, b" ".to_vec()].concat();
    assert!(Leaf::parse(&longer).is_err_and(over));
}

#[test]
fn a_commitment_fits_one_content_and_one_salt() {
    let commitment = commit(&[1; 32], b"Nguyen Van Thu");
    assert_eq!(commitment, commit(&[1; 32], b"Nguyen Van Thu"));
    assert_ne!(commitment, commit(&[2; 32], b"Nguyen Van Thu"));
    assert_ne!(commitment, commit(&[1; 32], b"Nguyen Van Thi"));
}

#[test]
fn strings_and_keys_are_written_as_rfc_8785_says() {
    // The examples of RFC 8785, sections 3.2.2 and 3.2.3, without their fractions.
    let string = "€$\u{f}\nA'B\"\\\"/\u{8}\t\r\u{c}\u{1f}\u{7f}";
    let value = json!({ "string": string, "literals": [null, true, false] });
    let expected = r#"{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\"/\b\t\r\f\u001f"#;
    assert_eq!(text(&value), format!("{expected}\u{7f}\"}}"));
    let value = json!({
        "\u{20ac}": "Euro Sign", "\r": "Carriage Return",
        "\u{fb33}": "Hebrew Letter Dalet With Dagesh",
        "1": "One", "\u{1f600}": "Emoji: Grinning Face", "\u{80}": "Control",
        "\u{f6}": "Latin Small Letter O With Diaeresis",
    });
    let order: Vec<String> = [
        "Carriage", "One", "Control", "Latin", "Euro", "Emoji", "Hebrew",
    ]
    .map(ToOwned::to_owned)
    .to_vec();
    let written = text(&value);
    let places: Vec<_> = order
        .iter()
        .map(|word| written.find(word.as_str()))
        .collect();
    assert!(places.is_sorted() && places[0].is_some(), "{written}");
}

#[test]
fn numbers_are_whole_and_within_two_to_the_53() {
    for good in [
        json!(0),
        json!(-1),
        json!(9_007_199_254_740_991_i64),
        json!(-9_007_199_254_740_991_i64),
    ] {
        assert_eq!(text(&good), good.to_string());
    }
    for bad in [
        json!(0.5),
        json!(1.0),
        json!(-0.0),
        json!(9_007_199_254_740_992_i64),
        json!(-9_007_199_254_740_992_i64),
        json!(u64::MAX),
        json!(i64::MIN),
    ] {
        assert!(canonical::to_bytes(&bad).is_err(), "{bad}");
    }
    let mut leaf = leaf(1);
    leaf.at = i64::MAX;
    assert!(matches!(leaf.to_bytes(), Err(LeafError::Number(_))));
}

#[test]
fn a_changed_byte_gives_another_entry_or_none() {
    let good = leaf(7);
    for (at, bytes) in changed_bytes(&good.to_bytes().expect("small")) {
        assert!(
            Leaf::parse(&bytes).ok().is_none_or(|leaf| leaf != good),
            "byte {at}"
        );
    }
}

proptest! {
    #[test]
    fn every_entry_is_read_back(
        kind in any::<String>(), id in any::<String>(), actor in any::<Option<String>>(),
        unit in any::<Option<String>>(), revision in 0..(1_u64 << 53),
        at in -1_000_000_i64..2_000_000_000_000,
    ) {
        let leaf = Leaf { kind, id, actor, unit, revision, at, ..leaf(1) };
        let bytes = leaf.to_bytes().expect("small");
        prop_assert_eq!(Leaf::parse(&bytes).expect("just written"), leaf);
    }

    #[test]
    fn no_bytes_make_the_reader_fail_badly(bytes in any::<Vec<u8>>()) {
        prop_assert!(Leaf::parse(&bytes).is_err());
    }
}
