//! One dispatch in every format in which an office gets it: the plan is the same. The files lie with
//! the reader, whose notes say how they were made.

use std::fs;
use std::path::Path;

use luytre_directive::{Reader, to_json};
use luytre_model::catalogue::Catalogue;
use luytre_reader::Limits;

/// The plan of a file, as a program reads it, without `left_out` of each duty.
fn plan(reader: &Reader, name: &str, left_out: &[&str]) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../reader/tests/files");
    let bytes = fs::read(folder.join(name)).unwrap();
    let document = luytre_reader::read(name, &bytes, &Limits::default());
    let document = document.unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut plan = to_json("dispatch", &reader.read(&document.text));
    for duty in plan["obligations"].as_array_mut().unwrap() {
        for key in left_out {
            duty.as_object_mut().unwrap().remove(*key);
        }
    }
    format!("{plan:#}")
}

#[test]
fn the_plan_is_the_same_whatever_the_format() {
    let reader = Reader::new(&Catalogue::embedded().unwrap());
    // Where in the text a duty stands differs with blanks and line ends.
    let wanted = plan(&reader, "dispatch.docx", &["span"]);
    assert!(wanted.contains("\"number\": \"215\"") && wanted.matches("\"clause\"").count() > 8);
    for name in ["dispatch.doc", "dispatch.odt", "dispatch.rtf"] {
        assert_eq!(plan(&reader, name, &["span"]), wanted, "{name}");
    }
    // In a PDF the raised number of a note stands at the end of the word before it.
    let pdf = plan(&reader, "dispatch.pdf", &["span"]);
    assert_eq!(pdf.replace("Bến Trúc1", "Bến Trúc"), wanted);
    // LibreOffice writes lists to HTML without the signs before their items: `a.` for `a)`.
    let unsigned = ["span", "clause"];
    assert_eq!(
        plan(&reader, "dispatch.html", &unsigned),
        plan(&reader, "dispatch.docx", &unsigned)
    );
}
