//! Random and mutated files: nothing panics, and what is read is sound.

use luytre_reader::{Limits, read};
use proptest::prelude::*;

use crate::make::{assert_sound, docx_with, fixture, paragraph};

fn try_read(name: &str, bytes: &[u8]) {
    if let Ok(document) = read(name, bytes, &Limits::default()) {
        assert_sound(&document);
    }
}

fn mutate(mut bytes: Vec<u8>, changes: &[(prop::sample::Index, u8)]) -> Vec<u8> {
    for (index, value) in changes {
        let at = index.index(bytes.len());
        bytes[at] = *value;
    }
    bytes
}

fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, u8)>> {
    prop::collection::vec(any::<(prop::sample::Index, u8)>(), 1..12)
}

proptest! {
    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..512), sign in 0..5_usize) {
        let signs: [&[u8]; 5] = [b"", b"PK\x03\x04", b"%PDF-1.7\n", b"\xff\xfe", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"];
        let bytes = [signs[sign], &bytes].concat();
        try_read("a.docx", &bytes);
        try_read("a.txt", &bytes);
    }

    #[test]
    fn random_text_is_sound(text in "\\PC{0,40}(\n|\r\n|\u{300}|\u{2028}|\\PC){0,40}", limit in 0..60_usize) {
        let limits = Limits { text_bytes: limit, ..Limits::default() };
        if let Ok(document) = read("a.txt", text.as_bytes(), &limits) {
            assert_sound(&document);
            assert!(document.text.len() <= limit + 1);
        }
    }

    #[test]
    fn mutated_packages_never_panic(changes in changes()) {
        try_read("a.docx", &mutate(fixture("dispatch.docx"), &changes));
    }

    #[test]
    fn mutated_markup_never_panics(changes in changes()) {
        let body = format!(
            "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl><w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>",
            paragraph("mot")
        );
        let numbering = "<w:numbering><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:lvlText w:val=\"%1.%2\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>";
        let printable: Vec<_> = changes.iter().map(|(at, value)| (*at, 32 + value % 95)).collect();
        let body = String::from_utf8(mutate(body.into_bytes(), &printable)).expect("ASCII");
        let numbering = String::from_utf8(mutate(numbering.into(), &printable)).expect("ASCII");
        try_read("a.docx", &docx_with(&body, &[("numbering.xml", &numbering)]));
    }
}
