//! edXML messages: attachments and header, in the ways that systems write them. All invented.

use luytre_reader::{
    Container, Envelope, Limits, Problem, ReadError, Reason, Unpacked, read, unpack,
};

use crate::make::{base64, docx, paragraph, zip};

fn open(bytes: &[u8]) -> Unpacked<'_> {
    unpack("a.edxml", bytes, &Limits::default()).expect("a message")
}

fn paths<'own>(unpacked: &'own Unpacked<'_>) -> Vec<&'own str> {
    unpacked
        .files
        .iter()
        .map(|file| file.path.as_str())
        .collect()
}

/// A message with these attachments: name and content.
pub(crate) fn message(attachments: &[(&str, &[u8])]) -> String {
    let numbered = || attachments.iter().enumerate();
    let manifest: String = numbered()
        .map(|(number, (name, _))| format!("<edXML:Reference><edXML:ContentId>cid:{number}</edXML:ContentId><edXML:AttachmentName>{name}</edXML:AttachmentName></edXML:Reference>"))
        .collect();
    let encoded: String = numbered()
        .map(|(number, (name, content))| format!("<Attachment><ContentId>{number}</ContentId><AttachmentName>{name}</AttachmentName><edXML:ContentTransferEncoded xmlns:edXML=\"n\">{}</edXML:ContentTransferEncoded></Attachment>", base64(content)))
        .collect();
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:edXMLEnvelope xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:edXMLHeader><edXML:MessageHeader><edXML:Subject>V/v rà soát tài khoản</edXML:Subject></edXML:MessageHeader></edXML:edXMLHeader><edXML:edXMLBody><edXML:edXMLManifest version="1.0">{manifest}</edXML:edXMLManifest></edXML:edXMLBody></edXML:edXMLEnvelope><AttachmentEncoded>{encoded}</AttachmentEncoded></edXML>"#
    )
}

fn header(unpacked: &Unpacked<'_>) -> String {
    match &unpacked.envelope {
        Some(Envelope::EdXml { header }) => header.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn attachments_come_out_and_archives_in_them_too() {
    let document = docx(&paragraph("Rà soát"));
    let archive = zip(&[("phu luc.docx", &document)]);
    let bytes = message(&[("Công văn.docx", &document), ("phu-luc.doc", &archive)]).into_bytes();
    let unpacked = open(&bytes);
    assert_eq!(unpacked.container, Container::EdXml);
    assert_eq!(
        paths(&unpacked),
        ["Công văn.docx", "phu-luc.doc/phu luc.docx"]
    );
    assert_eq!(unpacked.problems, []);
    let header = header(&unpacked);
    assert!(header.starts_with("<edXML:edXMLHeader>") && header.ends_with("</edXML:edXMLHeader>"));
    assert!(header.contains("V/v rà soát tài khoản"));
    assert!(matches!(
        read("a", &bytes, &Limits::default()),
        Err(ReadError::Container { .. })
    ));
}

#[test]
fn namespaces_prefixes_and_what_stands_before_the_prolog_do_not_matter() {
    let plain = message(&[("a.txt", b"chu")]);
    let cases = [
        format!("1212{plain}"),
        format!("\u{feff}{plain}"),
        plain.replace("edXML:", ""),
        plain.replace("<edXML:", "<e:").replace("</edXML:", "</e:"),
    ];
    for case in cases {
        let unpacked = open(case.as_bytes());
        assert_eq!(paths(&unpacked), ["a.txt"], "{case}");
        assert_eq!(&*unpacked.files[0].bytes, b"chu", "{case}");
        assert!(header(&unpacked).contains("V/v rà soát"), "{case}");
    }
}

#[test]
fn names_come_from_the_manifest_where_the_attachment_has_none() {
    let named = message(&[("a.txt", b"chu")]);
    let bare = named.replace(
        "<ContentId>0</ContentId><AttachmentName>a.txt</AttachmentName>",
        "<ContentId>0</ContentId>",
    );
    assert_eq!(paths(&open(bare.as_bytes())), ["a.txt"]);
    let nameless = bare.replace("<edXML:AttachmentName>a.txt</edXML:AttachmentName>", "");
    assert_eq!(paths(&open(nameless.as_bytes())), ["Tệp kèm 1"]);
    let climbing = named.replace("a.txt", "..\\..\\a.txt");
    assert_eq!(paths(&open(climbing.as_bytes())), ["a.txt"]);
}

#[test]
fn what_cannot_be_decoded_is_left_out_and_the_rest_is_kept() {
    let left_out = |path: &str, why| Problem::LeftOut {
        path: path.to_owned(),
        why,
    };
    let text = message(&[("a.txt", b"chu"), ("b.txt", b"chu")]).replacen("Y2h1", "Y2!1", 1);
    let unpacked = open(text.as_bytes());
    assert_eq!(paths(&unpacked), ["b.txt"]);
    assert_eq!(unpacked.problems, [left_out("a.txt", Reason::Damaged)]);

    let limits = Limits {
        part_bytes: 3,
        ..Limits::default()
    };
    let text = message(&[("a.txt", b"chu"), ("b.txt", b"nhieu chu")]);
    let unpacked = unpack("a.edxml", text.as_bytes(), &limits).expect("a message");
    assert_eq!(paths(&unpacked), ["a.txt"]);
    assert_eq!(unpacked.problems, [left_out("b.txt", Reason::TooLarge)]);
}

#[test]
fn a_message_that_breaks_off_gives_what_came_before() {
    let text = message(&[("a.txt", b"chu"), ("b.txt", b"chu")]);
    let cut = &text[..text.rfind("Y2h1").expect("content") + 2];
    let unpacked = open(cut.as_bytes());
    assert_eq!(paths(&unpacked), ["a.txt"]);
    assert!(matches!(
        unpacked.problems[..],
        [Problem::PartLeftOut { .. }]
    ));
}

#[test]
fn entities_are_refused() {
    let text = message(&[("a.txt", b"chu")]);
    let bomb = text.replace(
        "<edXML xmlns",
        "<!DOCTYPE d [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><edXML xmlns",
    );
    let unpacked = open(bomb.as_bytes());
    assert!(unpacked.files.is_empty());
    assert!(!header(&unpacked).contains("passwd"));
}

#[test]
fn a_message_without_attachments_still_has_its_header() {
    let text = "<edXML><Status><StatusCode>03</StatusCode></Status></edXML>";
    let unpacked = open(text.as_bytes());
    assert!(unpacked.files.is_empty());
    assert_eq!(header(&unpacked), text);
}
